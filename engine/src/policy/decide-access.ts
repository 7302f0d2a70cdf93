// Decides who may read which part of which case, from facts and at an instant, and says why: each term with the facts
// that made it true or false. Every term is worked out, also where another denies, so that a person sees all that is missing.
import type { AccessFact, CaseFact, Instant, MembershipFact } from './access-facts.ts';
import type { Condition, GrantRule, RoleRights, TermRule } from './access-rules.ts';
import {
  type AccessWorld,
  agencyOf,
  type FactOf,
  type FoundCase,
  factsAbout,
  type Sight,
  sightAt,
  unitAndAbove,
} from './read-access-facts.ts';
import { type AskedMatter, decideTerm, type TermResult } from './decide-terms.ts';

/** Who asks. */
export interface AccessReader {
  readonly person: string;
  /** The colleague for whom the reader stands in, who must have handed work over to them; null for oneself. */
  readonly onBehalfOf: string | null;
  /** The purpose that was stated for the session; null where none was. */
  readonly purpose: string | null;
}

export interface AccessQuestion {
  readonly reader: AccessReader;
  readonly case: string;
  /** A section, field or document; null asks for the case itself: that it exists, and its head. */
  readonly part: string | null;
}

/** A fact that was considered as a grant. */
export interface Considered {
  readonly rule: string;
  readonly fact: string;
  /** Empty where it grants; else each thing that was missing. */
  readonly missing: readonly string[];
}

type ShareCondition = Exclude<Condition['if'], FactCondition>;
/** Conditions that a fact of any kind may be asked for. */
type FactCondition =
  | 'same-agency'
  | 'other-agency'
  | 'has-start'
  | 'has-end'
  | 'lasts-at-most'
  | 'gives-reason'
  | 'approved-by-another'
  | 'approved-in-agency';

export type Unknown = 'closed' | 'person' | 'delegation' | 'case' | 'part';

export type AccessDecision =
  /** What the question names is not there, or a fact that cannot be read bars it. Nothing further is said of it. */
  | { readonly allowed: false; readonly unknown: Unknown }
  | {
      readonly allowed: boolean;
      readonly unknown: null;
      readonly grant: { readonly holds: boolean; readonly considered: readonly Considered[] };
      readonly terms: readonly TermResult[];
    };

/** The decision with its whole explanation. Allowed where one grant and every term hold. */
export function decideAccess(world: AccessWorld, question: AccessQuestion, now: Instant): AccessDecision {
  return decideIn(sightAt(world, now), question);
}

/** The same for somebody who asks many questions of one world at one instant: a sight remembers what they have in common. */
export function decideIn(sight: Sight, question: AccessQuestion): AccessDecision {
  const asked = findAsked(sight, question);
  if (typeof asked === 'string') return { allowed: false, unknown: asked };
  const { world } = sight;
  const considered = world.rules.grants.flatMap((rule) => considerRule(asked, rule));
  const granted = considered.some(({ missing }) => missing.length === 0);
  const terms = world.rules.terms.map((rule) => decideTerm(asked, rule));
  return {
    allowed: granted && terms.every(({ holds }) => holds),
    unknown: null,
    grant: { holds: granted, considered },
    terms,
  };
}

/** Whether it is allowed, and nothing else: no term is worked out once one denies. A sight serves many questions. */
export function mayReadIn(sight: Sight, question: AccessQuestion): boolean {
  const asked = findAsked(sight, question);
  if (typeof asked === 'string') return false;
  const { grants, terms } = sight.world.rules;
  return (
    grants.some((rule) => considerRule(asked, rule).some(({ missing }) => missing.length === 0)) &&
    terms.every((rule: TermRule) => decideTerm(asked, rule).holds)
  );
}

/** What a grant needs of the reader and the settings, whichever case it is for. */
export function conditionHolds(
  sight: Sight,
  condition: Condition,
  given: { fact: AccessFact; reader: AccessReader },
): boolean {
  const { fact, reader } = given;
  const own = agencyOf(reader.person);
  const owner = agencyOf(ownerOf(fact));
  switch (condition.if) {
    case 'same-agency':
      return own === owner;
    case 'other-agency':
      return own !== owner;
    case 'has-start':
      return fact.from !== null;
    case 'has-end':
      return fact.until !== null;
    case 'lasts-at-most':
      return fact.from === null || fact.until === null || fact.until - fact.from <= condition.hours * 3_600_000;
    case 'gives-reason':
      return fact.kind === 'break-glass' && fact.reason.trim().length >= condition.characters;
    case 'approved-by-another':
      return fact.kind === 'specific' && fact.approvedBy !== fact.person;
    case 'approved-in-agency':
      return fact.kind === 'specific' && agencyOf(fact.approvedBy) === owner;
    case 'given-by-owner':
    case 'given-to-agency':
    case 'in-named-unit':
    case 'for-its-purpose':
    case 'names-authority':
    case 'consent-in-force':
      return fact.kind === 'share' && shareCondition(sight, condition.if, { share: fact, reader });
    default:
      return condition satisfies never;
  }
}

/** The rights of a role; one that no setting describes has the least. */
export function rightsOf(world: AccessWorld, role: string): RoleRights {
  const { roles } = world.settings;
  return (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? world.rules.unknownRole;
}

/** Whether somebody who stands in may use a fact. */
export function isHandedOn(world: AccessWorld, rule: GrantRule, fact: AccessFact): boolean {
  if (rule.handedOn === 'never') return false;
  if (fact.kind === 'membership') return fact.delegable && rightsOf(world, fact.role).delegable;
  return fact.kind === 'assignment' && fact.delegable;
}

/** Units of which a person is a member, with everything above them. */
export function unitsAround(sight: Sight, person: string): readonly string[] {
  return factsAbout(sight, 'membership', ['person', person]).flatMap(({ unit }) => unitAndAbove(sight, unit));
}

/** The people whose standing counts, or why there is nobody to ask for: unknown, barred, or not handed over to. */
export function findReader(sight: Sight, reader: AccessReader): readonly string[] | Unknown {
  if (sight.world.closed) return 'closed';
  const { person, onBehalfOf } = reader;
  if (!isKnown(sight, person)) return 'person';
  if (onBehalfOf === null) return [person];
  if (!isKnown(sight, onBehalfOf)) return 'person';
  // A delegation is of one's own work to a colleague; what was handed over to oneself is not among it.
  const handedOver =
    onBehalfOf !== person &&
    agencyOf(onBehalfOf) === agencyOf(person) &&
    factsAbout(sight, 'delegation', ['to', person]).some(({ by }) => by === onBehalfOf);
  return handedOver ? [person, onBehalfOf] : 'delegation';
}

/** The case fact in force and the parts that count, or null where the case is unknown, ambiguous or barred. */
export function findCase(sight: Sight, question: Pick<AccessQuestion, 'case' | 'part'>): FoundCase {
  const key = `${question.case} ${question.part ?? '/'}`;
  const known = sight.cases.get(key);
  if (known !== undefined) return known;
  const found = lookUpCase(sight, question);
  sight.cases.set(key, found);
  return found;
}

function lookUpCase(sight: Sight, question: Pick<AccessQuestion, 'case' | 'part'>): FoundCase {
  if (sight.world.closed) return 'closed';
  const [fact, ...others] = factsAbout(sight, 'case', ['case', question.case]);
  if (fact === undefined || others.length > 0 || isBarred(sight, fact)) return 'case';
  if (question.part === null) return { fact, parts: [] };
  const [part, ...more] = fact.parts.filter((each) => each.part === question.part);
  if (part === undefined || more.length > 0) return 'part';
  const [section, ...doubles] = fact.parts.filter((each) => each.part === part.section);
  if (section === undefined || doubles.length > 0) return 'part';
  if (section.kind !== 'section' || section.section !== section.part) return 'part';
  return { fact, parts: section === part ? [part] : [section, part] };
}

function findAsked(sight: Sight, question: AccessQuestion): AskedMatter | Unknown {
  const people = findReader(sight, question.reader);
  if (typeof people === 'string') return people;
  const found = findCase(sight, question);
  if (typeof found === 'string') return found;
  return { sight, reader: question.reader, people, fact: found.fact, parts: found.parts };
}

function isKnown(sight: Sight, person: string): boolean {
  const { barred } = sight.world;
  if (barred.has(person) || factsAbout(sight, 'person', ['person', person]).length === 0) return false;
  return barred.size === 0 || !unitsAround(sight, person).some((unit) => barred.has(unit));
}

function isBarred(sight: Sight, fact: CaseFact): boolean {
  const { barred } = sight.world;
  if (barred.size === 0) return false;
  return [fact.case, ...fact.matters, ...unitAndAbove(sight, fact.unit)].some((name) => barred.has(name));
}

/** Every fact by which a rule might grant, with what it lacks. */
function considerRule(asked: AskedMatter, rule: GrantRule): readonly Considered[] {
  const { sight, reader, fact: caseFact } = asked;
  const worker = reader.onBehalfOf ?? reader.person;
  const standsIn = reader.onBehalfOf !== null;
  if (standsIn && rule.handedOn === 'never') return [];
  return candidates(asked, rule, worker).map((fact) => {
    const missing: string[] = [];
    for (const condition of rule.conditions) {
      if (!conditionHolds(sight, condition, { fact, reader: { ...reader, person: worker } }))
        missing.push(condition.if);
    }
    if (standsIn && !isHandedOn(sight.world, rule, fact)) missing.push('delegable');
    if (fact.kind === 'membership' && !reaches(sight, fact, caseFact)) missing.push('unit');
    if (!opensSection(asked, rule, fact)) missing.push('section');
    if (!opensToReader(asked, rule, fact)) missing.push('readers');
    return { rule: rule.rule, fact: fact.id, missing };
  });
}

function candidates({ sight, fact }: AskedMatter, rule: GrantRule, worker: string): readonly AccessFact[] {
  if (rule.fact === 'membership') return factsAbout(sight, 'membership', ['person', worker]);
  // A share names an agency, everything else a person.
  if (rule.fact === 'share') return factsAbout(sight, 'share', ['case', fact.case]);
  const byPerson: readonly FactOf<'assignment' | 'specific' | 'break-glass'>[] = factsAbout(sight, rule.fact, [
    'person',
    worker,
  ]);
  return byPerson.filter((each) => each.case === fact.case);
}

/** In the unit that has the case, or above it in a role that reaches below. */
function reaches(sight: Sight, { unit, role }: MembershipFact, { unit: owner }: CaseFact): boolean {
  if (unit === owner) return true;
  return rightsOf(sight.world, role).below && unitAndAbove(sight, owner).includes(unit);
}

function opensSection({ parts }: AskedMatter, rule: GrantRule, fact: AccessFact): boolean {
  const section = parts.at(0)?.section;
  if (rule.sections === 'all' || section === undefined) return true;
  if (fact.kind !== 'share' && fact.kind !== 'specific') return false;
  return fact.sections === null || fact.sections.includes(section);
}

function opensToReader({ parts }: AskedMatter, rule: GrantRule, fact: AccessFact): boolean {
  if (rule.namedReaders === 'opens') return true;
  return parts.every(({ readers }) => {
    if (readers === null) return true;
    return rule.namedReaders === 'by-role' && fact.kind === 'membership' && readers.includes(fact.role);
  });
}

function shareCondition(
  sight: Sight,
  condition: ShareCondition,
  { share, reader }: { readonly share: FactOf<'share'>; readonly reader: AccessReader },
): boolean {
  switch (condition) {
    case 'given-by-owner':
      return share.by === agencyOf(share.case);
    case 'given-to-agency':
      return share.to === agencyOf(reader.person);
    case 'in-named-unit':
      return share.unit === null || unitsAround(sight, reader.person).includes(share.unit);
    case 'for-its-purpose':
      return share.purpose === reader.purpose;
    case 'names-authority':
      return share.authority !== '';
    case 'consent-in-force':
      return share.consent === null || consents(sight, share);
    default:
      return condition satisfies never;
  }
}

function consents(sight: Sight, share: FactOf<'share'>): boolean {
  return factsAbout(sight, 'consent', ['case', share.case]).some(
    ({ id, purpose }) => id === share.consent && purpose === share.purpose,
  );
}

/** What a fact grants access to. */
function ownerOf(fact: AccessFact): string {
  if (fact.kind === 'membership') return fact.unit;
  return 'case' in fact && fact.case !== null ? fact.case : '';
}
