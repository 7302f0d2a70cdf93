// Runs of disposal: a list of what is due is proposed, two others approve it by its hash, and only then is it gone through. Proposing and
// approving are here; going through is in `disposal-run.ts`. Nothing of a list changes after it was proposed.
import { createHash } from 'node:crypto';
import { dateOf } from '@casewright/engine/calendar';
import { RECORDS_ROLE } from '@casewright/engine/policy';
import { approversOf, RECORDS_REFUSALS, whyNotDone } from '@casewright/engine/records';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import {
  addApproval,
  addItems,
  addRun,
  type ApprovalRow,
  type DueRow,
  FIRST_DUE,
  holdsRole,
  type ItemRow,
  listDue,
  readApprovals,
  type ReviewedItem,
  approvedOf,
  listOf,
  readItems,
  readRuns,
  type RunRow,
} from '../store/disposal-runs.ts';
import type { Statement } from '../store/statement.ts';
import { countItems } from '../store/disposal-steps.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CommandDeps } from './execute-command.ts';
import type { Refused } from './hold-query.ts';

export type DisposalDeps = Pick<CommandDeps, 'database' | 'caseTypes' | 'nowMs' | 'keys'>;

const PERSON = 'system.disposal';
const PAGE = 1_000;
/** Nobody reviews more in one list. */
const MOST_ITEMS = 20_000;

export interface RunToPropose {
  readonly tenant: number;
  readonly by: string;
  readonly reason: string;
  /** Due until this day, included; no case before its own day, whatever is asked. */
  readonly to: string;
  readonly caseType: string | null;
  readonly class?: string | null;
  readonly team?: string | null;
}

export interface Proposed {
  readonly runId: string;
  /** Hex; what people approve. */
  readonly list: string;
  readonly items: number;
  /** Cases that are due and on no list: under hold, or still to be reckoned anew. */
  readonly held: number;
  readonly stale: number;
}

export function proposeDisposal(deps: DisposalDeps, asked: RunToPropose): Promise<Proposed | Refused> {
  const { tenant, by, reason } = asked;
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const [role] = await flight(tx, [holdsRole(tenant, by, RECORDS_ROLE)]);
    const found = role.rows[0]?.holds === true ? await dueItems(deps, tx, asked) : null;
    const refused =
      found === null
        ? `${by} is no active ${RECORDS_ROLE} of this agency.`
        : found.items.length === 0
          ? `Nothing is due that may go: ${found.held} under hold, ${found.stale} still to be reckoned anew.`
          : null;
    if (found === null || refused !== null) {
      rollback(tx);
      return { refused: refused ?? '' };
    }
    const nowMs = deps.nowMs();
    const at = new Date(nowMs).toISOString();
    const runId = uuidV7(nowMs);
    const seq = await nextCustody(tx, tenant);
    const made = runOf({ tenant, runId, by, at, seq, reason, asked: null, items: found.items });
    await commit(tx, made.statements);
    return { runId, list: made.list, items: found.items.length, held: found.held, stale: found.stale };
  });
}

export interface RunToMake {
  readonly tenant: number;
  readonly runId: string;
  readonly by: string;
  readonly at: string;
  /** Of the record of custody. */
  readonly seq: number;
  readonly reason: string;
  /** As JSON; with it the list waits to be submitted. */
  readonly asked: string | null;
  readonly items: readonly ReviewedItem[];
}

/** What writes a list down, with the evidence that it was proposed. */
export function runOf(of: RunToMake): { readonly list: string; readonly statements: readonly Statement[] } {
  const { tenant, runId, by, at, seq, reason, asked } = of;
  const items = of.items.map((item) => ({ ...item, reviewed: JSON.stringify(item) }));
  const hash = listHash(items.map(({ reviewed }) => reviewed));
  const list = hash.toString('hex');
  const run = { run_id: runId, proposed_by: by, proposed_at: at, reason, list_hash: hash, items: items.length };
  return {
    list,
    statements: [
      addRun(tenant, { ...run, asked, is_draft: asked === null ? null : true }),
      ...addItems(tenant, runId, items),
      ...recordCustody({ tenant, seq, actor: by, at }, ['disposal-proposed', { runId, list, items: items.length }]),
    ],
  };
}

/** SHA-256 of the items as they were written down, a line each. */
export function listHash(reviewed: readonly string[]): Buffer {
  return createHash('sha256').update(reviewed.join('\n')).digest();
}

/** @param takenOut in the order of the list */
export function leftHash(
  list: Buffer,
  takenOut: readonly { readonly position: number; readonly case_id: string }[],
): Buffer {
  const lines = takenOut.map(({ position, case_id: caseId }) => `${position} ${caseId}`);
  return createHash('sha256')
    .update([list.toString('hex'), ...lines].join('\n'))
    .digest();
}

export interface FoundDue {
  readonly items: readonly ReviewedItem[];
  readonly held: number;
  readonly stale: number;
}

/** What is due and may go, with what is left out for now. */
export async function dueItems(
  deps: Pick<DisposalDeps, 'caseTypes' | 'nowMs'>,
  tx: Tx,
  { tenant, to, caseType, class: only = null, team = null }: Omit<RunToPropose, 'by' | 'reason'>,
): Promise<FoundDue> {
  const items: ReviewedItem[] = [];
  let [held, stale] = [0, 0];
  const now = new Date(deps.nowMs()).toISOString();
  for (let after = FIRST_DUE; items.length < MOST_ITEMS;) {
    const asked = {
      tenant,
      from: '0001-01-01',
      to,
      action: 'destroy',
      caseType,
      class: only,
      team,
      after,
      limit: PAGE,
    };
    const [page] = await flight(tx, [listDue(asked)]);
    for (const row of page.rows) {
      const type = await deps.caseTypes.byHash(tx, tenant, row.case_type_hash);
      const rule = type.retention?.classes.find(({ name }) => name === row.class);
      if (row.stale) stale += 1;
      else if (row.holds > 0) held += 1;
      else if (rule !== undefined && row.due_on <= dateOf(now, type.zone) && items.length < MOST_ITEMS)
        items.push(reviewed(row, { ...rule, position: items.length + 1 }));
    }
    const last = page.rows.at(-1);
    if (last === undefined) break;
    after = { due: last.due_on, caseId: last.case_id };
  }
  return { items, held, stale };
}

function reviewed(
  row: DueRow,
  of: {
    readonly position: number;
    readonly authority: string;
    readonly number: string;
    readonly version: string;
    readonly called: string;
  },
): ReviewedItem {
  return {
    ...{ position: of.position, caseId: row.case_id, caseType: row.case_type },
    ...{
      caseTypeHash: row.case_type_hash.toString('hex'),
      version: row.version,
      lastHash: row.last_hash.toString('hex'),
    },
    ...{ class: row.class, authority: `${of.authority}, version ${of.version}`, number: of.number, called: of.called },
    ...{ due: row.due_on, trigger: row.trigger_on, floor: row.floor },
  };
}

export interface Approval {
  readonly tenant: number;
  readonly runId: string;
  readonly by: string;
  /** The hash of the list that they reviewed, hex. */
  readonly list: string;
}

/** Somebody else than its proposer approves the list of that hash. @returns how many have approved it */
export function approveDisposal(
  deps: DisposalDeps,
  asked: Approval,
): Promise<{ readonly approvals: number } | Refused> {
  const { tenant, runId, by, list } = asked;
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const [role, runs, rows, counts] = await flight(tx, [
      holdsRole(tenant, by, RECORDS_ROLE),
      readRuns(tenant, runId),
      readApprovals(tenant, runId, RECORDS_ROLE),
      countItems(tenant, [runId]),
    ]);
    const [run] = runs.rows;
    const approvals = rows.rows.map(approvedOf);
    const facts = { approvals, left: counts.rows[0]?.left ?? 0, by };
    const refused =
      role.rows[0]?.holds !== true
        ? RECORDS_REFUSALS['records-not-manager']
        : run === undefined
          ? 'There is no such list.'
          : sentenceOf(whyNotDone(listOf(run), { kind: 'approve', hash: list }, facts));
    if (run === undefined || refused !== null) {
      rollback(tx);
      return { refused: refused ?? '' };
    }
    const at = new Date(deps.nowMs()).toISOString();
    const seq = await nextCustody(tx, tenant);
    await commit(tx, approvalOf(asked, seq, at));
    const own = { person: by, hash: list, stands: true };
    return { approvals: approversOf(listOf(run), [...approvals, own]).length };
  });
}

function sentenceOf(refusal: ReturnType<typeof whyNotDone>): string | null {
  return refusal === null ? null : RECORDS_REFUSALS[refusal];
}

/** What writes an approval down, with its evidence. */
export function approvalOf({ tenant, runId, by, list }: Approval, seq: number, at: string): readonly Statement[] {
  return [
    addApproval(tenant, runId, { person: by, hash: Buffer.from(list, 'hex'), at }),
    ...recordCustody({ tenant, seq, actor: by, at }, ['disposal-approved', { runId, list }]),
  ];
}

export interface RunShown extends RunRow {
  readonly approvals: readonly ApprovalRow[];
  readonly list: readonly ItemRow[];
}

/** A run with its whole list; null where there is none. */
export async function showDisposal(
  { database }: Pick<DisposalDeps, 'database'>,
  tenant: number,
  runId: string,
): Promise<RunShown | null> {
  return database.snapshot(programContext(tenant, PERSON), async (tx) => {
    const [runs, approvals] = await flight(tx, [readRuns(tenant, runId), readApprovals(tenant, runId, RECORDS_ROLE)]);
    const [run] = runs.rows;
    if (run === undefined) return null;
    const list: ItemRow[] = [];
    for (let after = 0; ;) {
      const [page] = await flight(tx, [readItems(tenant, runId, { after, limit: PAGE })]);
      list.push(...page.rows);
      const last = page.rows.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
    return { ...run, approvals: approvals.rows, list };
  });
}

export async function listDisposals(deps: Pick<DisposalDeps, 'database'>, tenant: number): Promise<readonly RunRow[]> {
  const [runs] = await deps.database.once(programContext(tenant, PERSON), [readRuns(tenant, null)]);
  return runs.rows;
}
