// Goes through a list of disposal that two people approved. Each case is asked once more under its lock, in the transaction that destroys it:
// what is held, changed, reopened or no longer due is left out and told, never destroyed. It goes on where it was cut off.
import { createHash } from 'node:crypto';
import { dateOf } from '@casewright/engine/calendar';
import { programContext } from '../store/context.ts';
import { custodyHashes, nextCustody, recordCustody, type RunCertificate } from '../store/custody.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import { concludeItem, finishRun, type ItemRow, lockRun } from '../store/disposal-runs.ts';
import { holdsOn } from '../store/hold-queries.ts';
import { lockHead, type StoredHeadRow } from '../store/read-projection.ts';
import { destroy, type DestroyDeps, type DestroyRefusal } from './destroy.ts';
import { listHash, type ReviewedItem, type RunShown, showDisposal } from './disposal.ts';
import type { Refused } from './hold-query.ts';
import { retentionNow } from './recalculate-retention.ts';

const PERSON = 'system.disposal';

export interface RunToDo {
  readonly tenant: number;
  readonly runId: string;
  /** Told after each case. */
  readonly onProgress?: (done: { readonly position: number; readonly of: number; readonly outcome: string }) => void;
}

export interface DisposalDone {
  readonly destroyed: number;
  readonly leftOut: readonly { readonly caseId: string; readonly reason: string }[];
  /** The record of custody of the whole run. */
  readonly record: number;
  readonly certificate: RunCertificate;
}

export async function runDisposal(deps: DestroyDeps, asked: RunToDo): Promise<DisposalDone | Refused> {
  const { tenant, runId } = asked;
  const run = await showDisposal(deps, tenant, runId);
  const approvers = run === null ? [] : approversOf(run);
  const refused = runFault(run, approvers);
  if (run === null || refused !== null) return { refused: refused ?? '' };
  for (const item of run.list) {
    if (item.outcome !== null) continue;
    const outcome = await disposeOf(deps, { tenant, runId, item, approvers });
    // Whoever approved has left meanwhile: nothing more goes until somebody else approves.
    if (outcome === 'approvers')
      return { refused: 'Two active people who approved it are needed, and are there no more.' };
    asked.onProgress?.({ position: item.position, of: run.items, outcome });
  }
  return finish(deps, { tenant, runId, approvers });
}

/** Those whose approval counts: of this list, still with the role, and not who proposed it. */
function approversOf({ approvals, list_hash: hash, proposed_by: proposer }: RunShown): readonly string[] {
  return approvals
    .filter((one) => one.stands && one.list_hash.equals(hash) && one.person !== proposer)
    .map(({ person }) => person);
}

function runFault(run: RunShown | null, approvers: readonly string[]): string | null {
  if (run === null) return 'There is no such list.';
  if (run.finished_at !== null) return 'It was gone through already.';
  const same =
    listHash(run.list.map(({ reviewed }) => reviewed)).equals(run.list_hash) && run.list.length === run.items;
  if (!same) return 'The list is not the one that was proposed. Propose another one, and find out who changed this.';
  if (approvers.length >= 2) return null;
  return `Two others than ${run.proposed_by} approve it first; ${approvers.length === 0 ? 'nobody has' : `${approvers.join(', ')} has`}.`;
}

interface ToDispose {
  readonly tenant: number;
  readonly runId: string;
  readonly item: ItemRow;
  readonly approvers: readonly string[];
}

/** @returns `destroyed`, why it was left out, or `approvers` where nothing was done */
async function disposeOf(deps: DestroyDeps, { tenant, runId, item, approvers }: ToDispose): Promise<string> {
  // Only `proposeDisposal` writes this text, and the hash of the list was just compared.
  const reviewed = JSON.parse(item.reviewed) as ReviewedItem;
  const { position } = item;
  const outcome = await destroy(deps, {
    ...{ tenant, caseId: item.case_id, subject: '', approvers },
    ...{ authority: reviewed.authority, class: `${reviewed.number} ${reviewed.called}` },
    stillSo: (tx, head) => notAsReviewed(deps, tx, { tenant, reviewed, head }),
    alongside: (record, at) => [
      concludeItem(tenant, { runId, position, outcome: 'destroyed', reason: null, record, at }),
    ],
  });
  if (outcome.kind === 'destroyed') return 'destroyed';
  if (outcome.refusal.code === 'approvers') return 'approvers';
  const reason = reasonOf(outcome.refusal);
  const at = new Date(deps.nowMs()).toISOString();
  await deps.database.once(programContext(tenant, PERSON), [
    concludeItem(tenant, { runId, position, outcome: 'left-out', reason, record: null, at }),
  ]);
  return reason;
}

function reasonOf(refusal: DestroyRefusal): string {
  if (refusal.code === 'not-as-reviewed') return refusal.reason;
  return refusal.code === 'not-closed' ? 'reopened' : refusal.code;
}

/** Why a case is no longer what was reviewed: `changed`, `reopened`, `other-class`, `other-day`, `not-due`; null where it is. */
async function notAsReviewed(
  deps: Pick<DestroyDeps, 'caseTypes' | 'nowMs'>,
  tx: Tx,
  {
    tenant,
    reviewed,
    head,
  }: { readonly tenant: number; readonly reviewed: ReviewedItem; readonly head: StoredHeadRow },
): Promise<string | null> {
  if (head.status === 'open') return 'reopened';
  if (head.version !== reviewed.version || head.last_hash.toString('hex') !== reviewed.lastHash) return 'changed';
  const now = await retentionNow(deps, tx, { tenant, caseId: reviewed.caseId, head });
  if (now?.status !== 'due' || now.class !== reviewed.class || now.action !== 'destroy') return 'other-class';
  if (now.due_on !== reviewed.due) return 'other-day';
  const { zone } = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
  return reviewed.due <= dateOf(new Date(deps.nowMs()).toISOString(), zone) ? null : 'not-due';
}

/** What would become of each case that is left, if it were its turn now. Changes nothing. */
export async function tryDisposal(
  deps: DestroyDeps,
  { tenant, runId }: RunToDo,
): Promise<readonly { readonly caseId: string; readonly outcome: string }[] | Refused> {
  const run = await showDisposal(deps, tenant, runId);
  if (run === null) return { refused: 'There is no such list.' };
  const told: { readonly caseId: string; readonly outcome: string }[] = [];
  for (const { case_id: caseId, reviewed, outcome, reason } of run.list) {
    if (outcome !== null) {
      told.push({ caseId, outcome: reason ?? outcome });
      continue;
    }
    const why = await deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
      const [heads, holds] = await flight(tx, [lockHead(tenant, caseId), holdsOn(tenant, [caseId])]);
      const [head] = heads.rows;
      // Only `proposeDisposal` writes this text.
      const item = JSON.parse(reviewed) as ReviewedItem;
      const found =
        head === undefined ? 'unknown-case' : await notAsReviewed(deps, tx, { tenant, reviewed: item, head });
      rollback(tx);
      return holds.count > 0 ? 'held' : found;
    });
    told.push({ caseId, outcome: why ?? 'would be destroyed' });
  }
  return told;
}

async function finish(
  deps: DestroyDeps,
  { tenant, runId, approvers }: Omit<ToDispose, 'item'>,
): Promise<DisposalDone | Refused> {
  const run = await showDisposal(deps, tenant, runId);
  if (run === null || run.list.some(({ outcome }) => outcome === null))
    return { refused: 'It was not gone through to its end. Run it again.' };
  return deps.database.transaction(programContext(tenant, PERSON), async (tx) => {
    const records = run.list.flatMap(({ record }) => record ?? []).toSorted((one, other) => one - other);
    const [locked, custody] = await flight(tx, [lockRun(tenant, runId), custodyHashes(tenant, records)]);
    if (locked.rows[0]?.finished_at !== null) {
      rollback(tx);
      return { refused: 'It was gone through already.' };
    }
    const digest = createHash('sha256');
    for (const { hash } of custody.rows) digest.update(hash);
    const at = new Date(deps.nowMs()).toISOString();
    const leftOut = run.list.flatMap(({ outcome, case_id: caseId, reason }) =>
      outcome === 'left-out' ? [{ caseId, reason: reason ?? '' }] : [],
    );
    const certificate: RunCertificate = {
      ...{ runId, list: run.list_hash.toString('hex'), proposedBy: run.proposed_by, approvedBy: approvers.toSorted() },
      ...{ destroyed: records.length, leftOut: leftOut.length, records, hash: digest.digest('hex') },
    };
    const record = await nextCustody(tx, tenant);
    await commit(tx, [
      ...recordCustody({ tenant, seq: record, actor: PERSON, at }, ['disposal-done', certificate]),
      finishRun(tenant, runId, { record, at }),
    ]);
    return { destroyed: records.length, leftOut, record, certificate };
  });
}
