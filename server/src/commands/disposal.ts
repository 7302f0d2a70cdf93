// Runs of disposal: a list of what is due is proposed, two others approve it by its hash, and only then is it gone through. Proposing and
// approving are here; going through is in `disposal-run.ts`. Nothing of a list changes after it was proposed.
import { createHash } from 'node:crypto';
import { dateOf } from '@casewright/engine/calendar';
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
  readItems,
  readRuns,
  type RunRow,
} from '../store/disposal-runs.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { CommandDeps } from './execute-command.ts';
import { type Refused, RECORDS_ROLE } from './hold-query.ts';

export type DisposalDeps = Pick<CommandDeps, 'database' | 'caseTypes' | 'nowMs' | 'keys'>;

const PERSON = 'system.disposal';
const PAGE = 1_000;
/** Nobody reviews more in one list. */
const MOST_ITEMS = 20_000;

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

export interface RunToPropose {
  readonly tenant: number;
  readonly by: string;
  readonly reason: string;
  /** Due until this day, included; no case before its own day, whatever is asked. */
  readonly to: string;
  readonly caseType: string | null;
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
    const items = found.items.map((item) => ({ ...item, reviewed: JSON.stringify(item) }));
    const hash = listHash(items.map(({ reviewed }) => reviewed));
    const list = hash.toString('hex');
    const seq = await nextCustody(tx, tenant);
    const run = { run_id: runId, proposed_by: by, proposed_at: at, reason, list_hash: hash, items: items.length };
    await commit(tx, [
      addRun(tenant, run),
      ...addItems(tenant, runId, items),
      ...recordCustody({ tenant, seq, actor: by, at }, ['disposal-proposed', { runId, list, items: items.length }]),
    ]);
    return { runId, list, items: items.length, held: found.held, stale: found.stale };
  });
}

/** SHA-256 of the items as they were written down, a line each. */
export function listHash(reviewed: readonly string[]): Buffer {
  return createHash('sha256').update(reviewed.join('\n')).digest();
}

interface Found {
  readonly items: readonly ReviewedItem[];
  readonly held: number;
  readonly stale: number;
}

async function dueItems(deps: DisposalDeps, tx: Tx, { tenant, to, caseType }: RunToPropose): Promise<Found> {
  const items: ReviewedItem[] = [];
  let [held, stale] = [0, 0];
  const now = new Date(deps.nowMs()).toISOString();
  for (let after = FIRST_DUE; items.length < MOST_ITEMS;) {
    const asked = { tenant, from: '0001-01-01', to, action: 'destroy', caseType, after, limit: PAGE };
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
    const [role, runs, approvals] = await flight(tx, [
      holdsRole(tenant, by, RECORDS_ROLE),
      readRuns(tenant, runId),
      readApprovals(tenant, runId, RECORDS_ROLE),
    ]);
    const refused = approvalFault(asked, {
      holds: role.rows[0]?.holds === true,
      run: runs.rows[0],
      approvals: approvals.rows,
    });
    if (refused !== null) {
      rollback(tx);
      return { refused };
    }
    const at = new Date(deps.nowMs()).toISOString();
    const seq = await nextCustody(tx, tenant);
    await commit(tx, [
      addApproval(tenant, runId, { person: by, hash: Buffer.from(list, 'hex'), at }),
      ...recordCustody({ tenant, seq, actor: by, at }, ['disposal-approved', { runId, list }]),
    ]);
    return { approvals: approvals.count + 1 };
  });
}

function approvalFault(
  { by, list }: Approval,
  {
    holds,
    run,
    approvals,
  }: { readonly holds: boolean; readonly run: RunRow | undefined; readonly approvals: readonly ApprovalRow[] },
): string | null {
  if (!holds) return `${by} is no active ${RECORDS_ROLE} of this agency.`;
  if (run === undefined) return 'There is no such list.';
  if (run.finished_at !== null) return 'It was gone through already.';
  if (run.proposed_by === by) return 'Whoever proposed a list does not approve it. Two others do.';
  if (run.list_hash.toString('hex') !== list) return 'That is not the hash of this list. Review the list as it is.';
  return approvals.some(({ person }) => person === by) ? `${by} has approved it already.` : null;
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
