// Runs of disposal as they are stored: the list as it was proposed, who approved which list, and what became of each case of it.
import type { Approved, DisposalList } from '@casewright/engine/records';
import { countStanding } from './holds.ts';
import type { Statement } from './statement.ts';

/** A case as it was reviewed: what is hashed, and what is held against the case when its turn comes. */
export interface ReviewedItem {
  readonly position: number;
  readonly caseId: string;
  readonly caseType: string;
  /** Of the case type, hex. */
  readonly caseTypeHash: string;
  /** Number and hash of the last event. */
  readonly version: number;
  readonly lastHash: string;
  readonly class: string;
  readonly authority: string;
  readonly number: string;
  readonly called: string;
  readonly due: string;
  readonly trigger: string | null;
  readonly floor: string | null;
}

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
  readonly class?: string | null;
  readonly team?: string | null;
  /** Starts after this one. */
  readonly after: { readonly due: string; readonly caseId: string };
  readonly limit: number;
}

export const FIRST_DUE: DueAsked['after'] = { due: '0001-01-01', caseId: '00000000-0000-0000-0000-000000000000' };

/** Cases that become due in a period, by day. */
export function listDue({ tenant, from, to, action, caseType, after, limit, ...of }: DueAsked): Statement<DueRow> {
  return {
    name: 'list-due',
    text: `
      select d.case_id, d.case_type, h.case_type_hash, h.reference, h.team, h.version, h.last_hash, d.class, d.action, d.due_on,
             d.trigger_on, d.floor, d.stale,
             ${countStanding('d')} as holds
        from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id and h.status = 'closed'
       where d.tenant = $1 and d.due_on between $2 and $3 and ($4::text is null or d.action = $4)
         and ($5::text is null or d.case_type = $5) and (d.due_on, d.case_id) > ($6::date, $7::uuid)
         and ($9::text is null or d.class = $9) and ($10::text is null or h.team = $10)
       order by d.due_on, d.case_id limit $8`,
    values: [
      ...[tenant, from, to, action, caseType, after.due, after.caseId, limit],
      ...[of.class ?? null, of.team ?? null],
    ],
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
  /** What was asked for, as JSON; null: at the command line. */
  readonly asked: string | null;
  /** Whether it waits to be submitted. */
  readonly is_draft: boolean | null;
  /** Of the list with what was taken out of it; null where nothing was. */
  readonly left_hash: Buffer | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_why: string | null;
  readonly started_by: string | null;
  readonly started_at: string | null;
}

/** SQL: the columns of a `RunRow`. */
export const RUN = `run_id, proposed_by, proposed_at, reason, list_hash, items, finished_at, record, asked, is_draft, left_hash, withdrawn_by, withdrawn_at,
  withdrawn_why, started_by, started_at`;

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

export type RunToAdd = Pick<
  RunRow,
  'run_id' | 'proposed_by' | 'proposed_at' | 'reason' | 'list_hash' | 'items' | 'asked' | 'is_draft'
>;

export function addRun(tenant: number, run: RunToAdd): Statement {
  const {
    run_id: runId,
    proposed_by: by,
    proposed_at: at,
    reason,
    list_hash: hash,
    items,
    asked,
    is_draft: isDraft,
  } = run;
  return {
    name: 'add-disposal-run',
    text: `insert into disposal_run (tenant, run_id, proposed_by, proposed_at, reason, list_hash, items, asked, is_draft)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [tenant, runId, by, at, reason, hash, items, asked, isDraft],
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
  /** Who took it out while the list was looked through, and what they said. */
  readonly taken_out_by: string | null;
  readonly why: string | null;
}

/** @param after the position after which a page starts */
export function readItems(
  tenant: number,
  runId: string,
  page: { readonly after: number; readonly limit: number },
): Statement<ItemRow> {
  return {
    name: 'read-disposal-items',
    text: `select position, case_id, reviewed, outcome, reason, record, taken_out_by, why from disposal_item
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

/** A list as its life sees it. */
export function listOf(run: RunRow): DisposalList {
  return {
    ...{ proposedBy: run.proposed_by, hash: (run.left_hash ?? run.list_hash).toString('hex') },
    ...{ isDraft: run.is_draft === true, isWithdrawn: run.withdrawn_at !== null },
    ...{ isStarted: run.started_at !== null, isFinished: run.finished_at !== null },
  };
}

export function approvedOf({ person, list_hash: hash, stands }: ApprovalRow): Approved {
  return { person, hash: hash.toString('hex'), stands };
}

export interface ApprovalRow {
  readonly run_id: string;
  readonly person: string;
  readonly list_hash: Buffer;
  readonly approved_at: string;
  /** Whether they are active and still have the role. */
  readonly stands: boolean;
}

/** @param runId null: of every list */
export function readApprovals(tenant: number, runId: string | null, role: string): Statement<ApprovalRow> {
  return {
    name: 'read-disposal-approvals',
    text: `select a.run_id, a.person, a.list_hash, a.approved_at,
                  exists (select from person p where p.tenant = $1 and p.person = a.person and ${holdsOffice('p', '$3')}) as stands
             from disposal_approval a where a.tenant = $1 and ($2::uuid is null or a.run_id = $2) order by a.approved_at, a.person`,
    values: [tenant, runId, role],
  };
}

/**
 * SQL: whether somebody of the agency is active, no system, and has a role in any team.
 *
 * @param person the alias of a row of `person`
 * @param role the parameter with the role
 */
export function holdsOffice(person: string, role: string): string {
  return `(${person}.active and not exists (select from client c where c.tenant = $1 and c.client = ${person}.person)
             and exists (select from membership m where m.tenant = $1 and m.person = ${person}.person and m.role = ${role}))`;
}

/** Whether somebody is an active person of the agency with a role in any team of it. */
export function holdsRole(tenant: number, person: string, role: string): Statement<{ readonly holds: boolean }> {
  return {
    name: 'holds-role',
    text: `select exists (select from person p where p.tenant = $1 and p.person = $2 and ${holdsOffice('p', '$3')}) as holds`,
    values: [tenant, person, role],
  };
}
