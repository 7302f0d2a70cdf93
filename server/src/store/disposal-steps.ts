// What people do with a list of disposal before it is gone through, as it is stored: taken out, submitted, withdrawn, started. And which
// lists the worker has to go through.
import { holdsOffice, RUN, type RunRow } from './disposal-runs.ts';
import type { Statement } from './statement.ts';

export interface ItemTakenOut {
  readonly runId: string;
  readonly position: number;
  readonly by: string;
  readonly why: string;
  readonly at: string;
}

/** A count of 0: it is not on the list any more, or there is no such item. */
export function takeOutItem(tenant: number, { runId, position, by, why, at }: ItemTakenOut): Statement {
  return {
    name: 'take-out-disposal-item',
    text: `update disposal_item set outcome = 'left-out', reason = 'taken-out', done_at = $6, taken_out_by = $4, taken_out_at = $6, why = $5
            where tenant = $1 and run_id = $2 and position = $3 and outcome is null`,
    values: [tenant, runId, position, by, why, at],
  };
}

/** What was taken out of a list by somebody, in the order of the list. */
export function readTakenOut(
  tenant: number,
  runId: string,
): Statement<{ readonly position: number; readonly case_id: string }> {
  return {
    name: 'read-taken-out',
    text: `select position, case_id from disposal_item where tenant = $1 and run_id = $2 and taken_out_by is not null order by position`,
    values: [tenant, runId],
  };
}

/** The hash that is approved from now on. */
export function keepLeftHash(tenant: number, runId: string, hash: Buffer): Statement {
  return {
    name: 'keep-left-hash',
    text: 'update disposal_run set left_hash = $3 where tenant = $1 and run_id = $2',
    values: [tenant, runId, hash],
  };
}

export interface ItemCounts {
  readonly run_id: string;
  readonly left: number;
  readonly destroyed: number;
  readonly left_out: number;
  readonly taken_out: number;
}

/** How far each of some lists is. */
export function countItems(tenant: number, runIds: readonly string[]): Statement<ItemCounts> {
  return {
    name: 'count-disposal-items',
    text: `select run_id, (count(*) filter (where outcome is null))::int as left,
                  (count(*) filter (where outcome = 'destroyed'))::int as destroyed,
                  (count(*) filter (where outcome = 'left-out' and taken_out_by is null))::int as left_out,
                  (count(*) filter (where taken_out_by is not null))::int as taken_out
             from disposal_item where tenant = $1 and run_id = any ($2::uuid[]) group by run_id`,
    values: [tenant, runIds],
  };
}

export function submitRun(tenant: number, runId: string): Statement {
  return {
    name: 'submit-disposal-run',
    text: 'update disposal_run set is_draft = false where tenant = $1 and run_id = $2 and is_draft',
    values: [tenant, runId],
  };
}

export interface RunStep {
  readonly runId: string;
  readonly by: string;
  readonly at: string;
}

export function withdrawRun(tenant: number, { runId, by, at, why }: RunStep & { readonly why: string }): Statement {
  return {
    name: 'withdraw-disposal-run',
    text: `update disposal_run set withdrawn_by = $3, withdrawn_at = $4, withdrawn_why = $5
            where tenant = $1 and run_id = $2 and withdrawn_at is null and started_at is null and finished_at is null`,
    values: [tenant, runId, by, at, why],
  };
}

export function startRun(tenant: number, { runId, by, at }: RunStep): Statement {
  return {
    name: 'start-disposal-run',
    text: `update disposal_run set started_by = $3, started_at = $4
            where tenant = $1 and run_id = $2 and started_at is null and withdrawn_at is null and finished_at is null`,
    values: [tenant, runId, by, at],
  };
}

/** Lists that somebody let begin and that are not at their end. */
export function startedRuns(tenant: number): Statement<RunRow> {
  return {
    name: 'started-disposal-runs',
    text: `select ${RUN} from disposal_run where tenant = $1 and started_at is not null and finished_at is null order by started_at, run_id`,
    values: [tenant],
  };
}

/**
 * Lists that wait for somebody's approval: submitted by another, not yet approved by them as they are, and by too few others who still hold the
 * office. One that was begun is among them, since it stands still when somebody who approved it has left.
 */
export function runsToApprove(
  tenant: number,
  of: { readonly person: string; readonly role: string; readonly approvers: number },
): Statement<{
  readonly run_id: string;
  readonly proposed_at: string;
  readonly items: number;
}> {
  return {
    name: 'disposal-runs-to-approve',
    text: `select r.run_id, r.proposed_at, r.items from disposal_run r
            where r.tenant = $1 and r.proposed_by <> $2 and r.is_draft is not true and r.withdrawn_at is null and r.finished_at is null
              and exists (select from disposal_item i where i.tenant = $1 and i.run_id = r.run_id and i.outcome is null)
              and not exists (select from disposal_approval a where a.tenant = $1 and a.run_id = r.run_id and a.person = $2
                                and a.list_hash = coalesce(r.left_hash, r.list_hash))
              and (select count(*) from disposal_approval a join person p on p.tenant = $1 and p.person = a.person
                    where a.tenant = $1 and a.run_id = r.run_id and a.person <> r.proposed_by
                      and a.list_hash = coalesce(r.left_hash, r.list_hash) and ${holdsOffice('p', '$3')}) < $4
            order by r.proposed_at, r.run_id`,
    values: [tenant, of.person, of.role, of.approvers],
  };
}
