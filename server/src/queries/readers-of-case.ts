// Everybody who may read a case, now or as of a day. Now, people who are alike are decided about together, and only those of one
// page are asked about by name; of a day that is past, everybody is, since then other rights held.
import {
  accessSettings,
  admittedBy,
  gatherAlike,
  nameIn,
  SEAT_RULE,
  whoMayRead,
  whoMayReadAlike,
  type Admitted,
  type GatheredWorld,
} from '@casewright/engine/policy';
import { accessFactsOf } from '@casewright/engine/view';
import type { CaseState } from '@casewright/engine/case';
import { listSeats, type SeatRow } from '../store/auditor-seats.ts';
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
import { seatsOnCase } from './seats-on-case.ts';

export interface AskedReaders {
  readonly part: string | null;
  /** Where the page begins. */
  readonly start: number;
}

/** Somebody who is let in by the rules, or who holds a seat from which the case may be looked at. */
export type Reader = Admitted | { readonly seat: SeatRow };

/** One page of the readers, with the world of those who are on it. */
export interface ReadersOfCase extends ExplainedWorld {
  readonly total: number;
  /** How many each rule lets read it, seats among them. */
  readonly by: ReadonlyMap<string, number>;
  readonly page: readonly Reader[];
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
export async function peopleAround(
  tx: Tx,
  of: Pick<CaseToExplain, 'tenant' | 'caseId' | 'caseType'> & { readonly row: Pick<CaseToExplain['row'], 'state'> },
): Promise<PeopleAroundCase | null> {
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
  return {
    ...groups,
    state,
    gathered: gatherAlike([...facts, ...groups.rest], groups.groups, { settings: accessSettings }),
  };
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
    const admitted = inOrder(whoMayReadAlike(around.gathered, question, options.now()), orderOf);
    const [{ rows: given }] = await flight(tx, [listSeats(of.tenant)]);
    // How many of the seats come before them is not known yet.
    const near = admitted.slice(Math.max(0, start - given.length), start + PAGE_ROWS).map(({ reader }) => reader);
    const whom = [...near.map(({ person }) => nameIn(person)), ...given.map(({ person }) => person)];
    const found = await worldNow(options, tx, { of, whom: [...new Set(whom)] });
    if (found === null) return null;
    const seats = seatsOnCase(found, { ...of, question });
    const page = together(of.tenant, admitted, seats).slice(start, start + PAGE_ROWS);
    const readers = page.flatMap((one) => ('seat' in one ? [] : [one.reader]));
    const named = admittedBy(found.world, { readers, ...question }, found.nowMs);
    return { ...found, ...counted(admitted, seats), page: withNamed(page, named) };
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
  const admitted = whoMayRead(found.world, question, found.nowMs);
  const seats = seatsOnCase(found, { ...of, question });
  const page = together(of.tenant, admitted, seats).slice(start, start + PAGE_ROWS);
  return { ...found, ...counted(admitted, seats), page };
}

function together(tenant: number, admitted: readonly Admitted[], seats: readonly SeatRow[]): readonly Reader[] {
  const all: readonly Reader[] = [...admitted, ...seats.map((seat) => ({ seat }))];
  return inOrder(all, (one) => ('seat' in one ? `${tenant}/${one.seat.person} ` : orderOf(one)));
}

/** Readers who were found by somebody alike, as they are themselves. */
function withNamed(page: readonly Reader[], named: readonly Admitted[]): readonly Reader[] {
  const known = new Map(named.map((one) => [orderOf(one), one]));
  return page.map((one) => ('seat' in one ? one : (known.get(orderOf(one)) ?? one)));
}

function counted(admitted: readonly Admitted[], seats: readonly SeatRow[]): Pick<ReadersOfCase, 'total' | 'by'> {
  const by = new Map<string, number>([[SEAT_RULE, seats.length]]);
  for (const { grants } of admitted)
    for (const rule of new Set(grants.map((grant) => grant.rule))) by.set(rule, (by.get(rule) ?? 0) + 1);
  return { total: admitted.length + seats.length, by };
}

function orderOf({ reader }: Admitted): string {
  return `${reader.person} ${reader.onBehalfOf ?? ''}`;
}

function inOrder<T>(list: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const keyed = list.map((one) => ({ one, key: keyOf(one) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}
