// Which holders of a seat may look at a case or a part of it: within the time and the scope of the seat, and held against the same
// terms as everybody.
import type { CaseType } from '@casewright/engine/definition';
import {
  accessRow,
  factsById,
  oversee,
  readerTokens,
  SEAT_RULE,
  watcherUnder,
  type AccessNames,
  type ExplainedFact,
} from '@casewright/engine/policy';
import { scopeOf, type SeatRow } from '../store/auditor-seats.ts';
import type { ExplainedWorld } from './access-world-of.ts';

export const SEAT_SAYS = 'Whoever holds a seat may look at what was recorded, within its scope and its time.';

export interface AskedSeats {
  readonly tenant: number;
  readonly caseType: CaseType;
  /** As the rules name them. */
  readonly question: { readonly case: string; readonly part: string | null };
}

export function seatsOnCase(found: ExplainedWorld, asked: AskedSeats): readonly SeatRow[] {
  const { world, nowMs } = found;
  const { tenant, question } = asked;
  const row = accessRow(world, question, nowMs);
  const members = new Set(
    [...factsById(world).values()].flatMap((fact) => (fact.kind === 'membership' ? [fact.person] : [])),
  );
  return found.seats.filter((seat) => {
    const person = `${tenant}/${seat.person}`;
    // Whoever works on cases does not audit them.
    if (!isInForce(seat, nowMs) || !isInScope(seat, found, asked) || members.has(person)) return false;
    const reader = { person, onBehalfOf: null, purpose: null };
    const { tokens } = readerTokens(world, reader, { agency: String(tenant), now: nowMs });
    return tokens.length > 0 && oversee(watcherUnder({ holding: tokens }, seat), [row]).withheld === 0;
  });
}

export interface ExplainedSeat extends Omit<ExplainedFact, 'kind'> {
  readonly kind: 'seat';
  readonly rule: string;
}

export function explainSeat(seat: SeatRow, tenant: number, names: AccessNames): ExplainedSeat {
  const says = `Holds a seat to audit for ${seat.purpose}, given by ${names.person(`${tenant}/${seat.given_by}`)}.`;
  return { rule: SEAT_RULE, kind: 'seat', says, from: seat.from_at, until: seat.until_at, event: null };
}

function isInForce({ from_at: from, until_at: until, ended_at: ended }: SeatRow, nowMs: number): boolean {
  return Date.parse(from) <= nowMs && nowMs < Date.parse(until) && (ended === null || nowMs < Date.parse(ended));
}

function isInScope(seat: SeatRow, { state }: ExplainedWorld, { caseType, question, tenant }: AskedSeats): boolean {
  const { caseTypes, teams, caseId } = scopeOf(seat);
  return (
    (caseTypes === null || caseTypes.includes(caseType.name)) &&
    (teams === null || teams.includes(state.team)) &&
    (caseId === null || question.case === `${tenant}/${caseId}`)
  );
}
