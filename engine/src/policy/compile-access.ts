// Turns facts into what the database compares: the columns of a row of a case, and the tokens of a reader's signed context.
// Both are true until the instant that they name and not longer; a row whose time has passed shows itself to nobody.
import type { AccessFact, CaseFact, CasePart, Instant } from './access-facts.ts';
import type { AccessRules, GrantRule, TermRule } from './access-rules.ts';
import {
  type AccessReader,
  conditionHolds,
  findCase,
  findReader,
  isHandedOn,
  rightsOf,
  unitsAround,
} from './decide-access.ts';
import { clearanceOf, compartmentsOf, needsOf, NOBODY, purposesOf, sealsOn, standingWalls } from './decide-terms.ts';
import type { AccessAsked } from './principal.ts';
import { type AccessWorld, agencyOf, type By, factsAbout, type Sight, unitAndAbove } from './read-access-facts.ts';

/** What is stored beside a case, a section, a field or a document, so that a policy needs no other table. */
export interface AccessRow {
  readonly agency: string;
  /** Of these the reader must hold one. */
  readonly tokens: readonly string[];
  /** Of these all. */
  readonly needs: readonly string[];
  /** Of these one. */
  readonly purposes: readonly string[];
  /** Of these none. */
  readonly walls: readonly string[];
  /** The row must be made anew at this instant; from then on it is shown to nobody. Null where no fact will change. */
  readonly until: Instant | null;
}

/** What a reader holds in one agency. */
export interface ReaderTokens {
  readonly tokens: readonly string[];
  /** A context with these tokens may not be signed for longer. */
  readonly until: Instant | null;
}

/** Held by every reader, and the purpose of what is bound to none. */
export const ANY_PURPOSE = 'purpose:*';

/** The columns of a case (part null) or of one of its parts. What is unknown or barred is open to nobody. */
export function accessRow(
  world: AccessWorld,
  question: { readonly case: string; readonly part: string | null },
  now: Instant,
): AccessRow {
  const { sight, until } = lookUntil(world, now);
  const agency = agencyOf(question.case);
  const found = findCase(sight, question);
  if (typeof found === 'string') {
    return { agency, tokens: [programToken(agency)], needs: [NOBODY], purposes: [], walls: [], until: until() };
  }
  const { fact, parts } = found;
  const tokens = [programToken(agency)];
  for (const rule of world.rules.grants) tokens.push(...rowTokens(sight, rule, found));
  const asked = needsOf(world, fact, parts);
  const needs: Readonly<Record<TermRule['term'], readonly string[]>> = {
    clearance: asked.clearance,
    compartments: asked.compartments,
    seal: sealsOn(sight, fact, parts).map(({ id }) => `seal:${id}`),
    wall: wallTokens(sight, fact),
    purpose: purposesOf(fact, parts)?.map((purpose) => `purpose:${purpose}`) ?? [ANY_PURPOSE],
  };
  return {
    agency,
    tokens: unique(tokens),
    needs: column(world.rules, 'needs', needs),
    purposes: column(world.rules, 'purposes', needs),
    walls: column(world.rules, 'walls', needs),
    until: until(),
  };
}

/**
 * What a reader holds in an agency: their own, or one that shares with theirs.
 *
 * @param scope the agency in which is read, and the case where only one is asked for, which keeps the tokens few
 */
export function readerTokens(
  world: AccessWorld,
  reader: AccessReader,
  scope: { readonly agency: string; readonly case?: string; readonly now: Instant },
): ReaderTokens {
  const { sight, until } = lookUntil(world, scope.now);
  const people = findReader(sight, reader);
  if (typeof people === 'string') return { tokens: [], until: until() };
  const tokens = [ANY_PURPOSE, ...(reader.purpose === null ? [] : [`purpose:${reader.purpose}`])];
  for (const rule of world.rules.grants) tokens.push(...grantTokens(sight, rule, { reader, ...scope }));
  for (const { term, of } of world.rules.terms) {
    const counted = of === 'everybody' ? people : people.slice(0, 1);
    tokens.push(...termTokens(sight, term, { people: counted, agency: scope.agency }));
  }
  return { tokens: unique(tokens), until: until() };
}

/** What the program holds for what it does of its own accord in an agency. No person's context has it. */
export function programToken(agency: string): string {
  return `program:${agency}`;
}

/** The comparison that the database makes, for previews and tests. */
export function admits(rules: AccessRules, row: AccessAsked, held: ReadonlySet<string>): boolean {
  return row.tokens.some((token) => held.has(token)) && isUnbarredBy(rules, row, held);
}

/** What each kind of token on a row stands for, the most ordinary first. */
const GRANTED_BY: readonly (readonly [prefix: string, rule: string])[] = [
  ['in:', 'team'],
  ['over:', 'team'],
  ['assigned:', 'assigned'],
  ['handed:', 'handed'],
  ['share:', 'share'],
  ['specific:', 'specific'],
  ['break-glass:', 'break-glass'],
];

/** The rule by which a row is open to whoever holds this; null where none of them opens it. */
export function grantedBy(row: Pick<AccessAsked, 'tokens'>, held: ReadonlySet<string>): string | null {
  const tokens = row.tokens.filter((token) => held.has(token));
  return GRANTED_BY.find(([prefix]) => tokens.some((token) => token.startsWith(prefix)))?.[1] ?? null;
}

/** Every term, whatever grants access. */
export function isUnbarredBy(rules: AccessRules, row: AccessAsked, held: ReadonlySet<string>): boolean {
  const has = (token: string): boolean => held.has(token);
  return rules.terms.every(({ column: name, test }) => {
    if (test === 'holds-all') return row[name].every(has);
    return row[name].some(has) === (test === 'holds-one');
  });
}

function lookUntil(world: AccessWorld, now: Instant): { readonly sight: Sight; readonly until: () => Instant | null } {
  let soonest: Instant | null = null;
  const notice = (instant: Instant): void => {
    if (soonest === null || instant < soonest) soonest = instant;
  };
  return { sight: { world, now, notice, chains: new Map(), cases: new Map() }, until: () => soonest };
}

function column(
  rules: AccessRules,
  name: TermRule['column'],
  needs: Readonly<Record<TermRule['term'], readonly string[]>>,
): readonly string[] {
  return unique(rules.terms.flatMap((rule) => (rule.column === name ? needs[rule.term] : [])));
}

function rowTokens(
  sight: Sight,
  rule: GrantRule,
  { fact, parts }: { readonly fact: CaseFact; readonly parts: readonly CasePart[] },
): readonly string[] {
  const roles = commonReaders(parts);
  if (roles !== null && rule.namedReaders === 'stays-closed') return [];
  if (rule.binds === 'unit') {
    const units = [`in:${fact.unit}`, ...unitAndAbove(sight, fact.unit).map((unit) => `over:${unit}`)];
    if (roles === null || rule.namedReaders === 'opens') return units;
    return units.flatMap((unit) => roles.map((role) => `${unit}#${role}`));
  }
  if (rule.kept === 'row') return assignedTokens(sight, rule, fact);
  const here = `${rule.rule}:${fact.case}`;
  const section = parts.at(0)?.section;
  return section === undefined ? [here] : [`${here}/${section}`, `${here}/*`];
}

function assignedTokens(sight: Sight, rule: GrantRule, { case: id }: CaseFact): readonly string[] {
  return factsAbout(sight, 'assignment', ['case', id]).flatMap((fact) => {
    const { person } = fact;
    const granting = rule.conditions.every((condition) =>
      conditionHolds(sight, condition, { fact, reader: { person, onBehalfOf: null, purpose: null } }),
    );
    if (!granting) return [];
    return [`${rule.rule}:${person}`, ...(isHandedOn(sight.world, rule, fact) ? [`handed:${person}`] : [])];
  });
}

/** Roles that are in every list of readers; null where no part has one. */
function commonReaders(parts: readonly CasePart[]): readonly string[] | null {
  let common: readonly string[] | null = null;
  for (const { readers } of parts) {
    if (readers === null) continue;
    common = common === null ? readers : common.filter((role) => readers.includes(role));
  }
  return common;
}

interface Scope {
  readonly reader: AccessReader;
  readonly agency: string;
  readonly case?: string;
}

function grantTokens(sight: Sight, rule: GrantRule, scope: Scope): readonly string[] {
  const { reader, agency } = scope;
  const worker = reader.onBehalfOf ?? reader.person;
  const standsIn = reader.onBehalfOf !== null;
  if (standsIn && rule.handedOn === 'never') return [];
  const usable = (fact: AccessFact): boolean =>
    (!standsIn || isHandedOn(sight.world, rule, fact)) &&
    rule.conditions.every((condition) =>
      conditionHolds(sight, condition, { fact, reader: { ...reader, person: worker } }),
    );
  if (rule.fact === 'membership') {
    return factsAbout(sight, 'membership', ['person', worker])
      .filter((fact) => agencyOf(fact.unit) === agency && usable(fact))
      .flatMap(({ unit, role }) => {
        const held = [`in:${unit}`, ...(rightsOf(sight.world, role).below ? [`over:${unit}`] : [])];
        return held.flatMap((token) => [token, `${token}#${role}`]);
      });
  }
  if (rule.kept === 'row') return agencyOf(worker) === agency ? [`${standsIn ? 'handed' : rule.rule}:${worker}`] : [];
  const by: By = rule.fact === 'share' ? ['to', agencyOf(worker)] : ['person', worker];
  return factsAbout(sight, rule.fact, by)
    .filter((fact) => agencyOf(fact.case) === agency && (scope.case ?? fact.case) === fact.case && usable(fact))
    .flatMap((fact) => {
      const here = `${rule.rule}:${fact.case}`;
      if (rule.sections === 'all' || !('sections' in fact) || fact.sections === null) return [here, `${here}/*`];
      return [here, ...fact.sections.map((section) => `${here}/${section}`)];
    });
}

/** What of a term is on the side of the reader. Who stands in holds what both hold, and is walled off where either is. */
function termTokens(
  sight: Sight,
  term: TermRule['term'],
  { people, agency }: { readonly people: readonly string[]; readonly agency: string },
): readonly string[] {
  switch (term) {
    case 'clearance':
      return heldByAll(people, (person) => [...clearanceOf(sight, person).keys()]);
    case 'compartments':
      return heldByAll(people, (person) => [...compartmentsOf(sight, person).keys()]);
    case 'seal':
      return heldByAll(people, (person) =>
        factsAbout(sight, 'seal', ['openTo', person]).flatMap(({ id, case: sealed }) =>
          agencyOf(sealed) === agency ? [`seal:${id}`] : [],
        ),
      );
    case 'wall':
      return people.flatMap((person) => walledTokens(sight, person));
    case 'purpose':
      return [];
    default:
      return term satisfies never;
  }
}

function heldByAll(people: readonly string[], held: (person: string) => readonly string[]): readonly string[] {
  const [first = [], ...others] = people.map(held);
  return first.filter((token) => others.every((other) => other.includes(token)));
}

/** By whom a wall on the case would find the reader, and the matters from which the reader is walled off. */
function walledTokens(sight: Sight, person: string): readonly string[] {
  const around = [...new Set(unitsAround(sight, person))];
  const names: readonly By[] = [['person', person], ...around.map((unit): By => ['unit', unit])];
  const matters = names.flatMap((name) =>
    standingWalls(sight, name).flatMap(({ matter }) => (matter === null ? [] : [`matter:${matter}`])),
  );
  return [`person:${person}`, ...around.map((unit) => `within:${unit}`), ...matters];
}

function wallTokens(sight: Sight, fact: CaseFact): readonly string[] {
  const walls = standingWalls(sight, ['case', fact.case]).map(({ person, unit }) =>
    unit === null ? `person:${person ?? ''}` : `within:${unit}`,
  );
  return [...walls, ...fact.matters.map((matter) => `matter:${matter}`)];
}

function unique(tokens: readonly string[]): readonly string[] {
  return [...new Set(tokens)];
}
