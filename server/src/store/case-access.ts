// From what a case says of itself to what the database compares: the columns of its rows, the tokens by which lists find it,
// and what it grants to whom. Pure: the same case at the same instant gives the same, so it can be dropped and rebuilt.
import { queueOfAssignee, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import {
  nameIn,
  accessRow,
  accessSettings,
  programToken,
  readAccessFacts,
  type AccessFact,
  type AccessRow,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import { unitFacts } from './unit-facts.ts';

/** Stands for "no fact will change it", and sorts last. */
export const NEVER = '9999-12-31T00:00:00.000Z';

/** The columns that the policies of the database look at; every list sorted. */
export interface AccessColumns {
  readonly tokens: readonly string[];
  readonly needs: readonly string[];
  readonly purposes: readonly string[];
  readonly walls: readonly string[];
  /** From this instant on the row shows itself to nobody, until it is made anew. */
  readonly access_until: string;
}

export interface PartAccess extends AccessColumns {
  readonly part: string;
}

/** A fact about one case that is looked up by whoever it is for. */
export interface CaseGrant {
  /** `person/<id>`, or `agency/<number>`. */
  readonly holder: string;
  readonly factId: string;
  /** The fact as JSON. */
  readonly fact: string;
}

export interface CaseAccess {
  readonly head: AccessColumns;
  /** Of the sections and restricted fields, by name; none where the whole case is one section. */
  readonly parts: readonly PartAccess[];
  /** By which lists find it. */
  readonly listed: readonly string[];
  readonly grants: readonly CaseGrant[];
}

/** Of a case that is destroyed: for the program alone, in no list. */
export function noAccess(tenant: number): CaseAccess {
  const tokens = [programToken(String(tenant))];
  const head = { tokens, needs: ['nobody'], purposes: [], walls: [], access_until: NEVER };
  return { head, parts: [], listed: [], grants: [] };
}

export interface AccessOf {
  readonly tenant: number;
  readonly caseId: string;
  readonly caseType: CaseType;
  readonly state: CaseState;
  /** Units above the team of the case, the nearest first. */
  readonly above: readonly string[];
  readonly nowMs: number;
}

export function accessOfCase(of: AccessOf): CaseAccess {
  const { tenant, caseId, caseType, state, above, nowMs } = of;
  const agency = String(tenant);
  const facts = accessFactsOf({ tenant, caseId, caseType, state });
  const world = readAccessFacts([...facts, ...unitFacts(tenant, [state.team, ...above])], accessSettings);
  const id = `${agency}/${caseId}`;
  const parts = facts.flatMap((fact) => (fact.kind === 'case' ? fact.parts : []));
  const head = accessRow(world, { case: id, part: null }, nowMs);
  const ofParts = (parts.length > 1 ? parts : [])
    .map(({ part }) => ({ part, ...columns(accessRow(world, { case: id, part }, nowMs)) }))
    .toSorted((a, b) => (a.part < b.part ? -1 : 1));
  const untils = [columns(head), ...ofParts].map((row) => row.access_until).toSorted();
  return {
    // Who looks for what must be made anew looks at the case alone, so it ends with the first of its parts.
    head: { ...columns(head), access_until: untils[0] ?? NEVER },
    parts: ofParts,
    listed: listedTokens(head, `${agency}/${state.team}`),
    grants: facts.flatMap((fact) => grantsIn(fact, facts)),
  };
}

/** Whether two states of a case may differ in who may read it. */
export function mayReadDifferently(before: CaseState, after: CaseState): boolean {
  return (
    before.team !== after.team ||
    before.access !== after.access ||
    holders(before).join(' ') !== holders(after).join(' ')
  );
}

function holders(state: CaseState): readonly string[] {
  if (state.status === 'closed') return [];
  const people = Object.values(state.tasks).flatMap(({ assignee }) =>
    assignee === undefined || queueOfAssignee(assignee) !== null ? [] : [assignee],
  );
  return people.length < 2 ? people : [...new Set(people)].sort();
}

function columns({ tokens, needs, purposes, walls, until }: AccessRow): AccessColumns {
  return {
    tokens: tokens.toSorted(),
    needs: needs.toSorted(),
    purposes: purposes.toSorted(),
    walls: walls.toSorted(),
    access_until: until === null ? NEVER : new Date(until).toISOString(),
  };
}

/**
 * What binds to a unit or to a person. Whoever holds one for a unit and all below it holds one for the unit itself as well,
 * and what is granted for a single case is found by that case's id.
 */
function listedTokens({ tokens }: AccessRow, unit: string): readonly string[] {
  return tokens
    .filter((token) => /^(in|over|assigned|handed):/.test(token) && token !== `over:${unit}` && !token.includes('#'))
    .toSorted();
}

function grantsIn(fact: AccessFact, all: readonly AccessFact[]): readonly CaseGrant[] {
  return [...new Set(holdersOf(fact, all))].map((holder) => ({ holder, factId: fact.id, fact: JSON.stringify(fact) }));
}

/** Whoever must find a fact of a case by their own name. */
function holdersOf(fact: AccessFact, all: readonly AccessFact[]): readonly string[] {
  if (fact.kind === 'specific' || fact.kind === 'break-glass') return [`person/${nameIn(fact.person)}`];
  if (fact.kind === 'seal') return fact.openTo.map((person) => `person/${nameIn(person)}`);
  // Whoever asks whether a share stands must find the consent on which it rests.
  if (fact.kind === 'consent')
    return all.flatMap((each) => (each.kind === 'share' && each.consent === fact.id ? [`agency/${each.to}`] : []));
  return fact.kind === 'share' ? [`agency/${fact.to}`] : [];
}
