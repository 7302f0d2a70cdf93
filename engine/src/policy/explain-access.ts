// A decision of access in plain sentences: each way of granting and each term, with the facts that made it so. It is told
// what people, units and sections are called, and names no section that it is told nothing of.
import { type AccessFact, type Instant } from './access-facts.ts';
import {
  AGAINST_IN_FRENCH,
  CONDITIONS_IN_FRENCH,
  MISSING_IN_FRENCH,
  RULES_IN_FRENCH,
  sayFactInFrench,
  UNKNOWN_IN_FRENCH,
} from './access-in-french.ts';
import { CONDITION_TEXTS } from './access-rules.ts';
import type { AccessDecision, Considered, Unknown } from './decide-access.ts';
import type { TermResult } from './decide-terms.ts';
import { type AccessWorld, nameIn } from './read-access-facts.ts';

/** What things are called. Ids come as facts have them: `7/ann`. */
export interface AccessNames {
  readonly person: (id: string) => string;
  readonly unit: (id: string) => string;
  /** Null for a section of which the asker may not know. */
  readonly section: (name: string) => string | null;
  /** In which sentences are said; English where nothing is said of it. */
  readonly language?: 'en' | 'fr';
}

export interface ExplainedFact {
  readonly kind: AccessFact['kind'];
  readonly says: string;
  readonly from: string | null;
  readonly until: string | null;
  /** Number of the event that gave it, where an event of the case did. */
  readonly event: number | null;
}

export interface ExplainedGrant {
  readonly rule: string;
  readonly holds: boolean;
  /** What the rule says. */
  readonly says: string;
  /** What was missing, a sentence each; none where it grants. */
  readonly missing: readonly string[];
  readonly fact: ExplainedFact;
}

export interface ExplainedTerm {
  readonly term: TermResult['term'];
  readonly holds: boolean;
  readonly says: string;
  readonly against: readonly string[];
  readonly facts: readonly ExplainedFact[];
}

export interface ExplainedAccess {
  readonly allowed: boolean;
  /** Why there was nothing to decide; null where there was. */
  readonly unknown: string | null;
  readonly grants: readonly ExplainedGrant[];
  readonly terms: readonly ExplainedTerm[];
}

export function explainAccess(world: AccessWorld, decision: AccessDecision, names: AccessNames): ExplainedAccess {
  if (decision.unknown !== null) {
    return {
      allowed: false,
      unknown: (names.language === 'fr' ? UNKNOWN_IN_FRENCH : UNKNOWN_TEXTS)[decision.unknown],
      grants: [],
      terms: [],
    };
  }
  const facts = factsById(world);
  return {
    allowed: decision.allowed,
    unknown: null,
    grants: decision.grant.considered.flatMap((each) => explainGrant(world, each, { facts, names })),
    terms: decision.terms.map((each) => explainTerm(world, each, { facts, names })),
  };
}

/** A fact in words. What people said in words of their own, such as the reason of an emergency, is not in them. */
export function explainFact(fact: AccessFact, names: AccessNames): ExplainedFact {
  return {
    kind: fact.kind,
    says: sayFact(fact, names),
    from: instant(fact.from),
    until: instant(fact.until),
    event: eventOf(fact.id),
  };
}

interface Known {
  readonly facts: ReadonlyMap<string, AccessFact>;
  readonly names: AccessNames;
}

const UNKNOWN_TEXTS: { readonly [U in Unknown]: string } = {
  closed: 'Something that is recorded about access cannot be read, so nobody may read anything.',
  person: 'This person does not work for the agency, or something recorded about them cannot be read.',
  delegation: 'Nothing has been handed over to this person by that colleague.',
  case: 'Something recorded about access to the case cannot be read, so nobody may read it.',
  part: 'The case has no such part.',
};

const MISSING_TEXTS: Readonly<Record<string, string>> = {
  unit: 'This is membership of a unit that neither has the case nor lies above the one that has it.',
  section: 'This part of the case is not in it.',
  readers: 'This part is open to named roles, and this gives none of them.',
  delegable: 'This cannot be handed on to a colleague.',
};

function explainGrant(
  world: AccessWorld,
  { rule, fact: id, missing }: Considered,
  known: Known,
): readonly ExplainedGrant[] {
  const fact = known.facts.get(id);
  if (fact === undefined) return [];
  return [
    {
      rule,
      holds: missing.length === 0,
      says: ruleText(rule, world.rules.grants.find((each) => each.rule === rule)?.says ?? '', known.names),
      missing: missing.map((each) => missingText(each, known.names)),
      fact: explainFact(fact, known.names),
    },
  ];
}

function ruleText(name: string, says: string, { language }: AccessNames): string {
  return language === 'fr' ? (RULES_IN_FRENCH[name] ?? says) : says;
}

function missingText(name: string, { language }: AccessNames): string {
  const isFrench = language === 'fr';
  const known = (isFrench ? MISSING_IN_FRENCH : MISSING_TEXTS)[name];
  if (known !== undefined) return known;
  const texts: Readonly<Record<string, string>> = isFrench ? CONDITIONS_IN_FRENCH : CONDITION_TEXTS;
  const said = Object.hasOwn(texts, name) ? (texts[name] ?? name) : name;
  return isFrench ? `Ce qui n’est pas rempli\u00a0: ${said}.` : `Not so: ${said}.`;
}

function explainTerm(world: AccessWorld, { term, holds, facts, against }: TermResult, known: Known): ExplainedTerm {
  return {
    term,
    holds,
    says: ruleText(term, world.rules.terms.find((each) => each.term === term)?.says ?? '', known.names),
    against: against.map((token) => sayAgainst(world, token, known)),
    facts: facts.flatMap((id) => {
      const fact = known.facts.get(id);
      return fact === undefined ? [] : [explainFact(fact, known.names)];
    }),
  };
}

const AGAINST = {
  level: (level: string, scale: string) => `A clearance to ${level} (${scale}) is missing.`,
  marker: (marker: string, scale: string) => `A clearance for ${marker} (${scale}) is missing.`,
  compartment: (name: string) => `The reader has not been read into ${name}.`,
  something: 'Something keeps the reader off.',
  inTheWay: (fact: string) => `In the way: ${fact}.`,
  purpose: 'No purpose was stated for which it may be read.',
  unknownLevel: 'It is classified on a scale, or at a level, that is not known, so nobody may read it.',
} as const;

/** What is missing or in the way: a token of the database's columns, in words. */
function sayAgainst(world: AccessWorld, token: string, { facts, names }: Known): string {
  const says = names.language === 'fr' ? AGAINST_IN_FRENCH : AGAINST;
  const colon = token.indexOf(':');
  const [kind, of] = [token.slice(0, colon), token.slice(colon + 1)];
  const [scale = '', last = ''] = of.split('/');
  switch (kind) {
    case 'level':
      return says.level(world.settings.scales[scale]?.levels[Number(last)] ?? last, scale);
    case 'marker':
      return says.marker(last, scale);
    case 'compartment':
      return says.compartment(last);
    case 'seal':
    case 'wall': {
      const fact = facts.get(of);
      return fact === undefined ? says.something : says.inTheWay(sayFact(fact, names));
    }
    default:
      return token === 'purpose' ? says.purpose : says.unknownLevel;
  }
}

function sayFact(fact: AccessFact, names: AccessNames): string {
  if (names.language === 'fr') return sayFactInFrench(fact, names);
  switch (fact.kind) {
    case 'membership':
      return `${fact.role} in ${names.unit(fact.unit)}`;
    case 'assignment':
      return `${names.person(fact.person)} has work to do in the case`;
    case 'delegation':
      return `${names.person(fact.by)} handed work over to ${names.person(fact.to)}`;
    case 'clearance':
      return `Cleared to ${[fact.level, ...fact.markers].join(', ')} (${fact.scale})`;
    case 'read-in':
      return `Read into ${nameIn(fact.compartment)}`;
    case 'wall': {
      const whom = fact.person === null ? names.unit(fact.unit ?? '') : names.person(fact.person);
      const off = fact.matter === null ? 'the case' : `the matter ${nameIn(fact.matter)}`;
      return fact.standing === 'suggested'
        ? `A wall is suggested between ${whom} and ${off}`
        : `${whom} is kept off ${off}`;
    }
    case 'seal':
      return `${fact.section === null ? 'The case' : section(fact.section, names)} is open only to ${fact.openTo.map(names.person).join(', ')}`;
    case 'share':
      return `Shared with agency ${fact.to} for ${fact.purpose}, by ${fact.authority}: ${sections(fact.sections, names)}`;
    case 'specific':
      return `${names.person(fact.person)} asked, and ${names.person(fact.approvedBy)} approved: ${sections(fact.sections, names)}`;
    case 'break-glass':
      return `${names.person(fact.person)} opened the case in an emergency`;
    case 'consent':
      return `Consent to ${fact.purpose}`;
    case 'case':
      return 'What the case asks of its readers';
    case 'person':
      return `${names.person(fact.person)} works for the agency`;
    case 'unit':
      return fact.parent === null
        ? names.unit(fact.unit)
        : `${names.unit(fact.unit)} lies below ${names.unit(fact.parent)}`;
    default:
      return fact satisfies never;
  }
}

function sections(listed: readonly string[] | null, names: AccessNames): string {
  if (listed === null) return 'the whole case';
  const known = listed.flatMap((name) => names.section(name) ?? []);
  return known.length === listed.length ? known.join(', ') : [...known, 'other parts'].join(', ');
}

function section(name: string, names: AccessNames): string {
  return names.section(name) ?? 'A part of the case';
}

/** By world the facts by their ids, made once: a world is never changed. */
const factsOfWorlds = new WeakMap<AccessWorld, ReadonlyMap<string, AccessFact>>();

/** Every fact of a world that can be read, by its id. */
export function factsById(world: AccessWorld): ReadonlyMap<string, AccessFact> {
  const known = factsOfWorlds.get(world);
  if (known !== undefined) return known;
  const found = new Map<string, AccessFact>();
  for (const facts of world.index.values()) for (const fact of facts) found.set(fact.id, fact);
  factsOfWorlds.set(world, found);
  return found;
}

/** Facts of a case are called by it, their kind and the number of the event that gave them. */
function eventOf(id: string): number | null {
  const found = /\.(?:wall|seal|share|consent|specific|break-glass)\.([1-9][0-9]{0,9})$/.exec(id)?.[1];
  return found === undefined ? null : Number(found);
}

function instant(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
