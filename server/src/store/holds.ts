// Holds: what must not be destroyed. Whether one stands is asked inside the function that destroys, not here.
import type { Statement } from './statement.ts';

/** SQL: whether a hold of either kind stands on the case of a row, as far as it was noticed until now. @param row its alias */
export function standsOn(row: string): string {
  return `(exists (select from hold o where o.tenant = $1 and o.case_id = ${row}.case_id and o.ended_at is null)
      or exists (select from hold_member m join hold_query q on q.tenant = $1 and q.hold_id = m.hold_id and q.ended_at is null
                  where m.tenant = $1 and m.case_id = ${row}.case_id))`;
}

/** SQL: how many holds of both kinds stand on the case of a row, as far as it was noticed until now. @param row its alias */
export function countStanding(row: string): string {
  return `((select count(*)::int from hold o where o.tenant = $1 and o.case_id = ${row}.case_id and o.ended_at is null)
      + (select count(*)::int from hold_member m join hold_query q on q.tenant = $1 and q.hold_id = m.hold_id and q.ended_at is null
          where m.tenant = $1 and m.case_id = ${row}.case_id))`;
}

export interface HoldRow {
  readonly hold_id: string;
  readonly case_id: string;
  readonly reason: string;
  readonly added_at: string;
}

/** Waits for a destruction of the case, and makes one wait. No row where there is no such case. */
export function lockCase(tenant: number, caseId: string): Statement<{ readonly status: string }> {
  return {
    name: 'lock-case',
    text: 'select status from case_head where tenant = $1 and case_id = $2 for update',
    values: [tenant, caseId],
  };
}

export interface HoldToAdd extends HoldRow {
  readonly added_by: string | null;
  readonly authority: string | null;
  readonly owner: string | null;
  readonly review_on: string | null;
}

export function addHold(tenant: number, hold: HoldToAdd): Statement {
  return {
    name: 'add-hold',
    text: `insert into hold (tenant, hold_id, case_id, reason, added_at, added_by, authority, owner, review_on)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      ...[tenant, hold.hold_id, hold.case_id, hold.reason, hold.added_at],
      ...[hold.added_by, hold.authority, hold.owner, hold.review_on],
    ],
  };
}

/** Those that stand on a case, or on any where no case is named. */
export function standingHolds(tenant: number, caseId: string | null): Statement<HoldRow> {
  return {
    name: 'standing-holds',
    text: `select hold_id, case_id, reason, added_at from hold
            where tenant = $1 and ended_at is null and ($2::uuid is null or case_id = $2) order by added_at, hold_id`,
    values: [tenant, caseId],
  };
}

/** @param record the record of custody that says so */
export function endHold(tenant: number, holdId: string, record: number): Statement {
  return {
    name: 'end-hold',
    text: 'select app.end_hold(a.tenant, $2, $3) from agency a where a.tenant = $1',
    values: [tenant, holdId, record],
  };
}
