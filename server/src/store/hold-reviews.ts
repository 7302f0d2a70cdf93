// Holds of both kinds as somebody who keeps them looks at them: what each is, when it is reviewed, what it covers, and who asked for its end.
import type { HoldPredicate } from './hold-queries.ts';
import { countStanding } from './holds.ts';
import type { Statement } from './statement.ts';

export interface KeptHoldRow {
  readonly hold_id: string;
  readonly kind: 'case' | 'query';
  /** Of a hold on one case. */
  readonly case_id: string | null;
  /** Of a hold by query. */
  readonly title: string | null;
  readonly predicate: HoldPredicate | null;
  readonly reason: string;
  readonly authority: string | null;
  readonly added_by: string | null;
  readonly added_at: string;
  readonly owner: string | null;
  readonly review_on: string | null;
  readonly ended_at: string | null;
}

const KEPT = `
  select tenant, hold_id, 'case' as kind, case_id, null::text as title, null::jsonb as predicate, reason, authority, added_by, added_at, owner, review_on,
         ended_at from hold where tenant = $1
   union all
  select tenant, hold_id, 'query', null, title, predicate, reason, authority, added_by, added_at, owner, review_on, ended_at
    from hold_query where tenant = $1`;

/** Those that stand first, the latest first. @param holdId null: all, as many as the limit says */
export function readKeptHolds(tenant: number, holdId: string | null, limit: number): Statement<KeptHoldRow> {
  return {
    name: 'read-kept-holds',
    text: `select k.hold_id, k.kind, k.case_id, k.title, k.predicate, k.reason, k.authority, k.added_by, k.added_at, k.owner, k.review_on, k.ended_at
             from (${KEPT}) k where k.tenant = $1 and ($2::uuid is null or k.hold_id = $2)
            order by (k.ended_at is not null), k.added_at desc, k.hold_id limit $3`,
    values: [tenant, holdId, limit],
  };
}

export interface CoveredRow {
  readonly case_id: string;
  readonly since: string;
  /** Standing holds on that case, this one included. */
  readonly holds: number;
}

/** Cases that a hold covers and that are not destroyed, as far as it was noticed until now. */
export function listCovered(
  tenant: number,
  holdId: string,
  page: { readonly after: string; readonly limit: number },
): Statement<CoveredRow> {
  return {
    name: 'list-covered',
    text: `select c.case_id, c.since, ${countStanding('c')} as holds
             from (select case_id, added_at as since from hold where tenant = $1 and hold_id = $2
                    union all select case_id, since from hold_member where tenant = $1 and hold_id = $2) c
             join case_head h on h.tenant = $1 and h.case_id = c.case_id and h.status <> 'destroyed'
            where c.case_id > $3 order by c.case_id limit $4`,
    values: [tenant, holdId, page.after, page.limit],
  };
}

export interface ReleaseRow {
  readonly hold_id: string;
  readonly number: number;
  readonly asked_by: string;
  readonly asked_at: string;
  readonly reason: string;
  readonly authority: string;
  readonly decision: 'released' | 'kept' | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly words: string | null;
}

/** @param holdId null: those that nobody has decided, of all holds */
export function readReleasesOfHold(tenant: number, holdId: string | null): Statement<ReleaseRow> {
  return {
    name: 'read-releases-of-hold',
    text: `select hold_id, number, asked_by, asked_at, reason, authority, decision, decided_by, decided_at, words from hold_release
            where tenant = $1 and (hold_id = $2 or ($2::uuid is null and decision is null)) order by asked_at, hold_id, number`,
    values: [tenant, holdId],
  };
}

export function askRelease(
  tenant: number,
  of: Pick<ReleaseRow, 'hold_id' | 'number' | 'asked_by' | 'asked_at' | 'reason' | 'authority'>,
): Statement {
  return {
    name: 'ask-release-of-hold',
    text: 'insert into hold_release (tenant, hold_id, number, asked_by, asked_at, reason, authority) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [tenant, of.hold_id, of.number, of.asked_by, of.asked_at, of.reason, of.authority],
  };
}

export interface ReleaseDecided {
  readonly holdId: string;
  readonly number: number;
  readonly decision: 'released' | 'kept';
  readonly by: string;
  readonly at: string;
  readonly words: string;
}

export function decideRelease(tenant: number, of: ReleaseDecided): Statement {
  return {
    name: 'decide-release-of-hold',
    text: `update hold_release set decision = $4, decided_by = $5, decided_at = $6, words = $7
            where tenant = $1 and hold_id = $2 and number = $3 and decision is null`,
    values: [tenant, of.holdId, of.number, of.decision, of.by, of.at, of.words],
  };
}

/** The next day on which somebody looks at it, and who answers for it from now on; of either kind, so that one of the two finds nothing. */
export function setReview(
  tenant: number,
  holdId: string,
  of: { readonly reviewOn: string; readonly owner: string },
): readonly Statement[] {
  const values = [tenant, holdId, of.reviewOn, of.owner];
  return [
    {
      name: 'set-review-of-hold',
      text: 'update hold set review_on = $3, owner = $4 where tenant = $1 and hold_id = $2 and ended_at is null',
      values,
    },
    {
      name: 'set-review-of-hold-query',
      text: 'update hold_query set review_on = $3, owner = $4 where tenant = $1 and hold_id = $2 and ended_at is null',
      values,
    },
  ];
}

export interface OverdueHoldRow {
  readonly hold_id: string;
  readonly title: string | null;
  readonly review_on: string;
}

/** Standing holds of somebody whose day of review has come. */
export function holdsToReview(
  tenant: number,
  of: { readonly owner: string; readonly until: string },
): Statement<OverdueHoldRow> {
  return {
    name: 'holds-to-review',
    text: `select k.hold_id, k.title, k.review_on from (${KEPT}) k
            where k.tenant = $1 and k.owner = $2 and k.ended_at is null and k.review_on <= $3 order by k.review_on, k.hold_id`,
    values: [tenant, of.owner, of.until],
  };
}
