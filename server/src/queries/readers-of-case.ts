// Everybody who may read a case, now or as of a day. Now, people who are alike are decided about together, and only those of one
// page are asked about by name; of a day that is past, everybody is, since then other rights held.
import {
  accessSettings,
  admittedBy,
  gatherAlike,
  nameIn,
  whoMayRead,
  whoMayReadAlike,
  type Admitted,
  type GatheredWorld,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import type { CaseState } from '@casewright/engine/case';
import { programContext } from '../store/context.ts';
import { flight, type Tx } from '../store/database.ts';
import { groupsOfPeople, isClean, readPeopleAlike, type GroupsOfPeople } from '../store/people-alike.ts';
import {
  mentioned,
  stateOf,
  worldNow,
  worldOfCase,
  type CaseToExplain,
  type ExplainedWorld,
  type ExplainOptions,
} from './access-world-of.ts';
import { PAGE_ROWS } from './list-work.ts';

export interface AskedReaders {
  readonly part: string | null;
  /** Where the page begins. */
  readonly start: number;
}

/** One page of the readers, with the world of those who are on it. */
export interface ReadersOfCase extends ExplainedWorld {
  readonly total: number;
  /** How many each rule lets read it. */
  readonly by: ReadonlyMap<string, number>;
  readonly page: readonly Admitted[];
}

/** Everybody who might read a case now, in groups, and what the case says. */
export interface PeopleAroundCase extends GroupsOfPeople {
  readonly state: CaseState;
  readonly gathered: GatheredWorld;
}

export function readersOfCase(
  options: ExplainOptions,
  of: CaseToExplain,
  asked: AskedReaders,
): Promise<ReadersOfCase | null> {
  return of.at === null ? readersNow(options, of, asked) : readersThen(options, of, asked);
}

/** @returns null where nothing is known of anybody */
export async function peopleAround(tx: Tx, of: CaseToExplain): Promise<PeopleAroundCase | null> {
  const state = stateOf(of.row.state);
  const facts = accessFactsOf({ ...of, state });
  const asked = { people: mentioned(facts), unit: state.team };
  const [found] = await flight(tx, [readPeopleAlike(of.tenant, asked, 'as they are')]);
  let [row] = found.rows;
  if (row !== undefined && !isClean(row)) {
    const [again] = await flight(tx, [readPeopleAlike(of.tenant, asked, 'cleaned')]);
    [row] = again.rows;
  }
  if (row === undefined) return null;
  const groups = groupsOfPeople(of.tenant, row);
  return { ...groups, state, gathered: gatherAlike([...facts, ...groups.rest], groups.groups, accessSettings) };
}

function readersNow(
  options: ExplainOptions,
  of: CaseToExplain,
  { part, start }: AskedReaders,
): Promise<ReadersOfCase | null> {
  const question = { case: `${of.tenant}/${of.caseId}`, part };
  return options.database.snapshot(programContext(of.tenant, 'explain'), async (tx) => {
    const around = await peopleAround(tx, of);
    if (around === null) return null;
    const admitted = whoMayReadAlike(around.gathered, question, options.now()).toSorted(byReader);
    const readers = admitted.slice(start, start + PAGE_ROWS).map(({ reader }) => reader);
    const found = await worldNow(options, tx, { of, whom: [...new Set(readers.map(({ person }) => nameIn(person)))] });
    if (found === null) return null;
    return { ...found, ...counted(admitted), page: admittedBy(found.world, { readers, ...question }, found.nowMs) };
  });
}

async function readersThen(
  options: ExplainOptions,
  of: CaseToExplain,
  { part, start }: AskedReaders,
): Promise<ReadersOfCase | null> {
  const found = await worldOfCase(options, of, null);
  if (found === null) return null;
  const question = { case: `${of.tenant}/${of.caseId}`, part };
  const admitted = whoMayRead(found.world, question, found.nowMs).toSorted(byReader);
  return { ...found, ...counted(admitted), page: admitted.slice(start, start + PAGE_ROWS) };
}

function counted(admitted: readonly Admitted[]): Pick<ReadersOfCase, 'total' | 'by'> {
  const by = new Map<string, number>();
  for (const { grants } of admitted)
    for (const rule of new Set(grants.map((grant) => grant.rule))) by.set(rule, (by.get(rule) ?? 0) + 1);
  return { total: admitted.length, by };
}

function byReader({ reader: a }: Admitted, { reader: b }: Admitted): number {
  return compare(a.person, b.person) || compare(a.onBehalfOf ?? '', b.onBehalfOf ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
