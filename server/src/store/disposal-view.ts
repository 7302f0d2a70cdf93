// A list of disposal as people look at it: each case of it with what is different now from what was reviewed, as far as it was noticed
// until now. Whoever goes through the list asks afresh.
import type { AccessAsked } from '@casewright/engine/policy';
import type { ItemRow } from './disposal-runs.ts';
import { standsOn } from './holds.ts';
import type { Statement } from './statement.ts';

const NOW = `
  case when i.outcome is not null then null
       when h.status is null then 'unknown-case'
       when h.status = 'destroyed' then 'destroyed-already'
       when ${standsOn('i')} then 'held'
       when h.status = 'open' then 'reopened'
       when h.version <> (i.reviewed::jsonb ->> 'version')::int or encode(h.last_hash, 'hex') <> i.reviewed::jsonb ->> 'lastHash' then 'changed'
       when d.stale then 'stale'
       when d.status is distinct from 'due' or d.class is distinct from i.reviewed::jsonb ->> 'class' or d.action <> 'destroy' then 'other-class'
       when d.due_on <> (i.reviewed::jsonb ->> 'due')::date then 'other-day' end`;

const FROM = `disposal_item i left join case_head h on h.tenant = $1 and h.case_id = i.case_id
             left join retention_due d on d.tenant = $1 and d.case_id = i.case_id`;

export type Only = 'all' | 'left' | 'differs' | 'left-out' | 'destroyed';

export interface ViewedItem extends ItemRow, AccessAsked {
  readonly reference: string | null;
  readonly now: string | null;
  readonly because: string | null;
}

/** @param of.after the position after which the page starts */
export function viewItems(
  tenant: number,
  runId: string,
  of: { readonly only: Only; readonly after: number; readonly limit: number },
): Statement<ViewedItem> {
  return {
    name: 'view-disposal-items',
    text: `select v.* from (
             select i.position, i.case_id, i.reviewed, i.outcome, i.reason, i.record, i.taken_out_by, i.why, h.reference, d.because, ${NOW} as now,
                    '{}'::text[] as tokens, case when h.status is distinct from 'destroyed' then coalesce(h.needs, '{nobody}') else '{}' end as needs,
                    case when h.status is distinct from 'destroyed' then coalesce(h.purposes, '{}') else '{purpose:*}' end as purposes,
                    case when h.status is distinct from 'destroyed' then coalesce(h.walls, '{}') else '{}' end as walls
               from ${FROM} where i.tenant = $1 and i.run_id = $2 and i.position > $4) v
            where case $3::text when 'left' then v.outcome is null when 'differs' then v.now is not null
                    when 'left-out' then v.outcome = 'left-out' when 'destroyed' then v.outcome = 'destroyed' else true end
            order by v.position limit $5`,
    values: [tenant, runId, of.only, of.after, of.limit],
  };
}

/** How many cases that are left on a list are different now, and in what. */
export function countDifferent(
  tenant: number,
  runId: string,
): Statement<{ readonly now: string; readonly cases: number }> {
  return {
    name: 'count-different-items',
    text: `select v.now, count(*)::int as cases from (
             select ${NOW} as now from ${FROM} where i.tenant = $1 and i.run_id = $2 and i.outcome is null) v
            where v.now is not null group by v.now order by v.now`,
    values: [tenant, runId],
  };
}

export interface RunOfCase {
  readonly run_id: string;
  readonly proposed_at: string;
  readonly outcome: string | null;
  readonly reason: string | null;
}

/** The lists on which a case is or was. */
export function runsOfCase(tenant: number, caseId: string): Statement<RunOfCase> {
  return {
    name: 'disposal-runs-of-case',
    text: `select i.run_id, r.proposed_at, i.outcome, i.reason from disposal_item i
             join disposal_run r on r.tenant = $1 and r.run_id = i.run_id
            where i.tenant = $1 and i.case_id = $2 order by r.proposed_at desc, i.run_id limit 100`,
    values: [tenant, caseId],
  };
}
