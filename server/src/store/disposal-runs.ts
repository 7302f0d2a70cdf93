// Runs of disposal as they are stored: the list as it was proposed, who approved which list, and what became of each case of it.
import type { Statement } from './statement.ts';

export interface DueRow {
  readonly case_id: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly reference: string;
  readonly team: string;
  readonly version: number;
  readonly last_hash: Buffer;
  readonly class: string;
  readonly action: string;
  readonly due_on: string;
  readonly trigger_on: string | null;
  readonly floor: string | null;
  readonly stale: boolean;
  /** Standing holds, as far as was noticed until now. */
  readonly holds: number;
}

export interface DueAsked {
  readonly tenant: number;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** Null: any. */
  readonly action: string | null;
  readonly caseType: string | null;
  /** Starts after this one. */
  readonly after: { readonly due: string; readonly caseId: string };
  readonly limit: number;
}

export const FIRST_DUE: DueAsked['after'] = { due: '0001-01-01', caseId: '00000000-0000-0000-0000-000000000000' };

/** Cases that become due in a period, by day. */
export function listDue({ tenant, from, to, action, caseType, after, limit }: DueAsked): Statement<DueRow> {
  return {
    name: 'list-due',
    text: `
      select d.case_id, d.case_type, h.case_type_hash, h.reference, h.team, h.version, h.last_hash, d.class, d.action, d.due_on,
             d.trigger_on, d.floor, d.stale,
             (select count(*)::int from hold o where o.tenant = $1 and o.case_id = d.case_id and o.ended_at is null)
             + (select count(*)::int from hold_member m join hold_query q on q.tenant = $1 and q.hold_id = m.hold_id and q.ended_at is null
                 where m.tenant = $1 and m.case_id = d.case_id) as holds
        from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id and h.status = 'closed'
       where d.tenant = $1 and d.due_on between $2 and $3 and ($4::text is null or d.action = $4)
         and ($5::text is null or d.case_type = $5) and (d.due_on, d.case_id) > ($6::date, $7::uuid)
       order by d.due_on, d.case_id limit $8`,
    values: [tenant, from, to, action, caseType, after.due, after.caseId, limit],
  };
}

export interface FindingRow {
  readonly case_id: string;
  readonly case_type: string;
  readonly status: string;
  readonly class: string | null;
  readonly missing: string | null;
}

/** Closed cases for which no day can be told, though one should. */
export function listFindings(tenant: number, limit: number): Statement<FindingRow> {
  return {
    name: 'list-retention-findings',
    text: `select case_id, case_type, status, class, missing from retention_due
            where tenant = $1 and status not in ('due', 'permanent') and status in ('no-schedule', 'no-class', 'unknown')
            order by status, case_id limit $2`,
    values: [tenant, limit],
  };
}

export interface RunRow {
  readonly run_id: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly reason: string;
  readonly list_hash: Buffer;
  readonly items: number;
  readonly finished_at: string | null;
  readonly record: number | null;
}

const RUN = 'run_id, proposed_by, proposed_at, reason, list_hash, items, finished_at, record';

/** @param runId null: all, the newest first */
export function readRuns(tenant: number, runId: string | null): Statement<RunRow> {
  return {
    name: 'read-disposal-runs',
    text: `select ${RUN} from disposal_run where tenant = $1 and ($2::uuid is null or run_id = $2) order by proposed_at desc, run_id`,
    values: [tenant, runId],
  };
}

/** Waits for whoever else is going through it, until the transaction ends. */
export function lockRun(tenant: number, runId: string): Statement<RunRow> {
  return {
    name: 'lock-disposal-run',
    text: `select ${RUN} from disposal_run where tenant = $1 and run_id = $2 for update`,
    values: [tenant, runId],
  };
}

export function addRun(tenant: number, run: Omit<RunRow, 'finished_at' | 'record'>): Statement {
  return {
    name: 'add-disposal-run',
    text: `insert into disposal_run (tenant, run_id, proposed_by, proposed_at, reason, list_hash, items) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [tenant, run.run_id, run.proposed_by, run.proposed_at, run.reason, run.list_hash, run.items],
  };
}

export interface ItemToAdd {
  readonly position: number;
  readonly caseId: string;
  /** The exact JSON text that is hashed. */
  readonly reviewed: string;
}

const ITEMS_AT_ONCE = 1_000;

export function addItems(tenant: number, runId: string, items: readonly ItemToAdd[]): readonly Statement[] {
  const groups = Math.ceil(items.length / ITEMS_AT_ONCE);
  return Array.from({ length: groups }, (_, at) => {
    const group = items.slice(at * ITEMS_AT_ONCE, (at + 1) * ITEMS_AT_ONCE);
    return {
      name: 'add-disposal-items',
      text: `insert into disposal_item (tenant, run_id, position, case_id, reviewed)
             select $1, $2, i.* from unnest($3::int[], $4::uuid[], $5::text[]) as i`,
      values: [
        ...[tenant, runId, group.map(({ position }) => position)],
        ...[group.map(({ caseId }) => caseId), group.map(({ reviewed }) => reviewed)],
      ],
    };
  });
}

export interface ItemRow {
  readonly position: number;
  readonly case_id: string;
  readonly reviewed: string;
  readonly outcome: 'destroyed' | 'left-out' | null;
  readonly reason: string | null;
  readonly record: number | null;
}

/** @param after the position after which a page starts */
export function readItems(
  tenant: number,
  runId: string,
  page: { readonly after: number; readonly limit: number },
): Statement<ItemRow> {
  return {
    name: 'read-disposal-items',
    text: `select position, case_id, reviewed, outcome, reason, record from disposal_item
            where tenant = $1 and run_id = $2 and position > $3 order by position limit $4`,
    values: [tenant, runId, page.after, page.limit],
  };
}

export interface ItemDone {
  readonly runId: string;
  readonly position: number;
  readonly outcome: 'destroyed' | 'left-out';
  readonly reason: string | null;
  readonly record: number | null;
  readonly at: string;
}

/** What was done with a case is said once. */
export function concludeItem(tenant: number, { runId, position, outcome, reason, record, at }: ItemDone): Statement {
  return {
    name: 'conclude-disposal-item',
    text: `update disposal_item set outcome = $4, reason = $5, record = $6, done_at = $7
            where tenant = $1 and run_id = $2 and position = $3 and outcome is null`,
    values: [tenant, runId, position, outcome, reason, record, at],
  };
}

export function finishRun(
  tenant: number,
  runId: string,
  of: { readonly record: number; readonly at: string },
): Statement {
  return {
    name: 'finish-disposal-run',
    text: 'update disposal_run set finished_at = $3, record = $4 where tenant = $1 and run_id = $2 and finished_at is null',
    values: [tenant, runId, of.at, of.record],
  };
}

export function addApproval(
  tenant: number,
  runId: string,
  of: { readonly person: string; readonly hash: Buffer; readonly at: string },
): Statement {
  return {
    name: 'add-disposal-approval',
    text: `insert into disposal_approval (tenant, run_id, person, list_hash, approved_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    values: [tenant, runId, of.person, of.hash, of.at],
  };
}

export interface ApprovalRow {
  readonly person: string;
  readonly list_hash: Buffer;
  readonly approved_at: string;
  /** Whether they are active and still have the role. */
  readonly stands: boolean;
}

export function readApprovals(tenant: number, runId: string, role: string): Statement<ApprovalRow> {
  return {
    name: 'read-disposal-approvals',
    text: `select a.person, a.list_hash, a.approved_at,
                  exists (select from person p join membership m on m.tenant = $1 and m.person = p.person and m.role = $3
                           where p.tenant = $1 and p.person = a.person and p.active
                             and not exists (select from client c where c.tenant = $1 and c.client = p.person)) as stands
             from disposal_approval a where a.tenant = $1 and a.run_id = $2 order by a.approved_at, a.person`,
    values: [tenant, runId, role],
  };
}

/** Whether somebody is an active person of the agency with a role in any team of it. */
export function holdsRole(tenant: number, person: string, role: string): Statement<{ readonly holds: boolean }> {
  return {
    name: 'holds-role',
    text: `select exists (select from person p join membership m on m.tenant = $1 and m.person = p.person and m.role = $3
                           where p.tenant = $1 and p.person = $2 and p.active
                             and not exists (select from client c where c.tenant = $1 and c.client = p.person)) as holds`,
    values: [tenant, person, role],
  };
}
