// Seats of auditors: who may look at what was recorded, from when until when, and within which scope. What was given is never
// changed; a seat can be ended before its time. Each is evidence among the changes of rights.
import type { Statement } from './statement.ts';

export interface SeatScope {
  /** Null: all. */
  readonly caseTypes: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly caseId: string | null;
  /** What was recorded in this time; null: without end on that side. */
  readonly periodFrom: string | null;
  readonly periodUntil: string | null;
}

export interface SeatRow {
  readonly seat_id: string;
  readonly person: string;
  readonly given_by: string;
  readonly purpose: string;
  readonly from_at: string;
  readonly until_at: string;
  readonly case_types: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly case_id: string | null;
  readonly period_from: string | null;
  readonly period_until: string | null;
  readonly ended_at: string | null;
}

const COLUMNS = `s.seat_id, s.person, s.given_by, s.purpose, s.from_at, s.until_at, s.case_types, s.teams, s.case_id, s.period_from,
  s.period_until, s.ended_at`;

export function scopeOf(row: SeatRow): SeatScope {
  const { case_types: caseTypes, teams, case_id: caseId, period_from: periodFrom, period_until: periodUntil } = row;
  return { caseTypes, teams, caseId, periodFrom, periodUntil };
}

/** The seat that somebody holds now, if they hold one: not ended, and its holder belongs to no team. */
export function findSeat(tenant: number, person: string, now: string): Statement<SeatRow> {
  return {
    name: 'find-seat',
    text: `select ${COLUMNS} from auditor_seat s where s.tenant = $1 and s.person = $2 and s.ended_at is null
             and s.from_at <= $3 and s.until_at > $3 and not exists (select from membership m where m.tenant = $1 and m.person = $2)
           order by s.until_at desc, s.seat_id limit 1`,
    values: [tenant, person, now],
  };
}

/** The latest first. */
export function listSeats(tenant: number): Statement<SeatRow> {
  return {
    name: 'list-seats',
    text: `select ${COLUMNS} from auditor_seat s where s.tenant = $1 order by s.from_at desc, s.seat_id`,
    values: [tenant],
  };
}

export interface SeatToAdd extends SeatScope {
  readonly seatId: string;
  readonly person: string;
  readonly givenBy: string;
  readonly purpose: string;
  readonly from: string;
  readonly until: string;
}

export function addSeat(tenant: number, seat: SeatToAdd): Statement {
  return {
    name: 'add-seat',
    text: `insert into auditor_seat (tenant, seat_id, person, given_by, purpose, from_at, until_at, case_types, teams, case_id,
             period_from, period_until)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      ...[tenant, seat.seatId, seat.person, seat.givenBy, seat.purpose, seat.from, seat.until],
      ...[seat.caseTypes, seat.teams, seat.caseId, seat.periodFrom, seat.periodUntil],
    ],
  };
}

/** One row where there was a seat to end. */
export function endSeat(tenant: number, seatId: string, now: string): Statement<{ readonly seat_id: string }> {
  return {
    name: 'end-seat',
    text: `update auditor_seat set ended_at = $3 where tenant = $1 and seat_id = $2 and ended_at is null returning seat_id`,
    values: [tenant, seatId, now],
  };
}

/** Whether somebody can sign in, and how many memberships they hold. */
export function readStanding(
  tenant: number,
  person: string,
): Statement<{ readonly active: boolean; readonly memberships: number }> {
  return {
    name: 'read-standing',
    text: `select p.active, (select count(*)::int from membership m where m.tenant = $1 and m.person = $2) as memberships
           from person p where p.tenant = $1 and p.person = $2`,
    values: [tenant, person],
  };
}
