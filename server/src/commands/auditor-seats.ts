// Gives and ends the seats of auditors. Somebody of the agency gives one, never to themselves and never to somebody who works on
// cases; it has an end from the beginning. Both are evidence among the changes of rights.
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Database } from '../store/database.ts';
import { addSeat, endSeat, listSeats, readStanding, scopeOf } from '../store/auditor-seats.ts';
import type { SeatRow, SeatScope } from '../store/auditor-seats.ts';
import { addPerson } from '../store/directory-people.ts';
import { rightChangesIn, type RightChange, type SeatFacts } from '../store/right-changes.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export interface SeatDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

export interface SeatToGive {
  readonly tenant: number;
  readonly person: string;
  /** For somebody whom the agency does not know yet; absent for one who is known. */
  readonly name?: string;
  readonly givenBy: string;
  readonly purpose: string;
  readonly from: string;
  readonly until: string;
  readonly scope: SeatScope;
}

export type SeatRefusal =
  | 'to-themselves'
  | 'unknown-giver'
  | 'unknown-person'
  | 'not-independent'
  | 'no-time'
  | 'too-long'
  | 'has-one';

/** Nobody audits for longer without somebody giving the seat again. */
const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;

/** @returns the id of the seat, or why it is not given */
export function giveSeat(
  { database, nowMs }: SeatDeps,
  seat: SeatToGive,
): Promise<{ readonly seatId: string } | { readonly refused: SeatRefusal }> {
  const { tenant, person, name, givenBy, from, until } = seat;
  const at = nowMs();
  const now = new Date(at).toISOString();
  return database.transaction(programContext(tenant, givenBy), async (tx) => {
    const [givers, people, seats] = await flight(tx, [
      readStanding(tenant, givenBy),
      readStanding(tenant, person),
      listSeats(tenant),
    ]);
    const holder = people.rows[0];
    const refused = refusalOf(seat, now, {
      ...{ giver: givers.rows[0], holder },
      holds: seats.rows.some((row) => row.person === person && row.ended_at === null && row.until_at > now),
    });
    if (refused !== null) {
      rollback(tx);
      return { refused };
    }
    const seatId = uuidV7(at);
    const changes: readonly RightChange[] = [
      ...(holder === undefined ? [['person', person, true] as const] : []),
      ['auditor', ...factsOf({ ...seat, seatId })],
    ];
    const evidence = await rightChangesIn(tx, { tenant, actor: givenBy, at: now }, changes);
    await commit(tx, [
      ...(holder === undefined ? [addPerson(tenant, { person, name: name ?? person })] : []),
      addSeat(tenant, { seatId, person, givenBy, purpose: seat.purpose, from, until, ...seat.scope }),
      ...evidence,
    ]);
    return { seatId };
  });
}

interface Standing {
  readonly giver: { readonly active: boolean } | undefined;
  readonly holder: { readonly active: boolean; readonly memberships: number } | undefined;
  readonly holds: boolean;
}

function refusalOf(seat: SeatToGive, now: string, { giver, holder, holds }: Standing): SeatRefusal | null {
  const { person, givenBy, name, from, until } = seat;
  if (person === givenBy) return 'to-themselves';
  if (giver?.active !== true) return 'unknown-giver';
  if (holder === undefined ? name === undefined : !holder.active) return 'unknown-person';
  if (holder !== undefined && holder.memberships > 0) return 'not-independent';
  if (until <= from || until <= now) return 'no-time';
  if (Date.parse(until) - Date.parse(from) > LONGEST_MS) return 'too-long';
  return holds ? 'has-one' : null;
}

/** False where there is no such seat, or it was ended before. */
export function endSeatOf(
  { database, nowMs }: SeatDeps,
  { tenant, seatId, by }: { readonly tenant: number; readonly seatId: string; readonly by: string },
): Promise<boolean> {
  const now = new Date(nowMs()).toISOString();
  return database.transaction(programContext(tenant, by), async (tx) => {
    const [seats] = await flight(tx, [listSeats(tenant)]);
    const row = seats.rows.find((one) => one.seat_id === seatId && one.ended_at === null);
    if (row === undefined) return false;
    const ended: RightChange = ['auditor-ended', ...factsOfRow(row)];
    const evidence = await rightChangesIn(tx, { tenant, actor: by, at: now }, [ended]);
    const [changed] = await flight(tx, [endSeat(tenant, seatId, now)]);
    if (changed.count === 0) {
      rollback(tx);
      return false;
    }
    await commit(tx, evidence);
    return true;
  });
}

export async function seatsOf({ database }: SeatDeps, tenant: number): Promise<readonly SeatRow[]> {
  const [seats] = await database.once({ tenant, person: 'system.command-line' }, [listSeats(tenant)]);
  return seats.rows;
}

function factsOfRow(row: SeatRow): SeatFacts {
  const { seat_id: seatId, person, given_by: givenBy, purpose, from_at: from, until_at: until } = row;
  return factsOf({ seatId, person, givenBy, purpose, from, until, scope: scopeOf(row) });
}

function factsOf(
  seat: Pick<SeatToGive, 'person' | 'givenBy' | 'purpose' | 'from' | 'until' | 'scope'> & { readonly seatId: string },
): SeatFacts {
  const { caseTypes, teams, caseId, periodFrom, periodUntil } = seat.scope;
  const scope = [caseTypes, teams, caseId, periodFrom, periodUntil];
  return [seat.seatId, seat.person, seat.givenBy, seat.purpose, seat.from, seat.until, scope];
}
