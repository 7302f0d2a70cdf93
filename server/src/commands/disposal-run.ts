// Goes through a list of disposal that two people approved. Each case is asked once more under its lock, in the transaction that destroys it:
// what is held, changed, reopened or no longer due is left out and told, never destroyed. It goes on where it was cut off.
import { createHash } from 'node:crypto';
import { dateOf } from '@casewright/engine/calendar';
import { RECORDS_ROLE } from '@casewright/engine/policy';
import { approversOf, listState } from '@casewright/engine/records';
import { programContext } from '../store/context.ts';
import { custodyHashes, nextCustody, readCustodyOf, recordCustody, type RunCertificate } from '../store/custody.ts';
import type { Certificate } from '../store/destruction.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import {
  approvedOf,
  concludeItem,
  finishRun,
  type ItemRow,
  listOf,
  lockRun,
  readApprovals,
  type ReviewedItem,
  type RunRow,
} from '../store/disposal-runs.ts';
import { startedRuns } from '../store/disposal-steps.ts';
import { holdsOn } from '../store/hold-queries.ts';
import { lockHead, type StoredHeadRow } from '../store/read-projection.ts';
import { destroy, type DestroyDeps, type DestroyRefusal } from './destroy.ts';
import { leftHash, listHash, type RunShown, showDisposal } from './disposal.ts';
import type { Refused } from './hold-query.ts';
import { retentionNow } from './recalculate-retention.ts';

const PERSON = 'system.disposal';

export interface RunToDo {
  readonly tenant: number;
  readonly runId: string;
  /** Told after each case. */
  readonly onProgress?: (done: { readonly position: number; readonly of: number; readonly outcome: string }) => void;
  /** Stops between two cases; what is left waits for the next time. */
  readonly signal?: AbortSignal;
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
  const approvers = run === null ? [] : approversOf(listOf(run), run.approvals.map(approvedOf));
  const refused = runFault(run, approvers);
  if (run === null || refused !== null) return { refused: refused ?? '' };
  for (const item of run.list) {
    if (item.outcome !== null) continue;
    if (asked.signal?.aborted === true) return { refused: 'It was stopped, and goes on when it is run again.' };
    const outcome = await disposeOf(deps, { tenant, runId, item, approvers });
    // Whoever approved has left meanwhile: nothing more goes until somebody else approves.
    if (outcome === 'approvers')
      return { refused: 'Two active people who approved it are needed, and are there no more.' };
    asked.onProgress?.({ position: item.position, of: run.items, outcome });
  }
  return finish(deps, { tenant, runId, approvers });
}

function runFault(run: RunShown | null, approvers: readonly string[]): string | null {
  if (run === null) return 'There is no such list.';
  if (run.finished_at !== null) return 'It was gone through already.';
  if (run.withdrawn_at !== null) return 'It was withdrawn.';
  if (run.is_draft === true) return 'It was not submitted yet.';
  if (!isAsApproved(run))
    return 'The list is not the one that was proposed. Propose another one, and find out who changed this.';
  return approvers.length >= 2 ? null : approvalsFault(run, approvers);
}

function approvalsFault({ proposed_by: by }: RunRow, approvers: readonly string[]): string {
  return `Two others than ${by} approve it first; ${approvers.length === 0 ? 'nobody has' : `${approvers.join(', ')} has`}.`;
}

/**
 * Goes through every list that somebody let begin, as the worker does it. One that waits for another approval is left until there is one.
 *
 * @returns what was said of each that is not at its end
 */
export async function goThroughStarted(
  deps: DestroyDeps,
  tenant: number,
  signal: AbortSignal,
): Promise<readonly { readonly runId: string; readonly reason: string }[]> {
  const [started] = await deps.database.once(programContext(tenant, PERSON), [startedRuns(tenant)]);
  if (started.count === 0) return [];
  const [approvals] = await deps.database.once(programContext(tenant, PERSON), [
    readApprovals(tenant, null, RECORDS_ROLE),
  ]);
  const waiting: { readonly runId: string; readonly reason: string }[] = [];
  for (const run of started.rows) {
    const { run_id: runId } = run;
    if (signal.aborted) return waiting;
    const list = listOf(run);
    const given = approvals.rows.flatMap((row) => (row.run_id === runId ? [approvedOf(row)] : []));
    // Its items are not read for it, since it is asked for again every few seconds.
    if (listState(list, given) === 'stopped') {
      waiting.push({ runId, reason: approvalsFault(run, approversOf(list, given)) });
      continue;
    }
    const done = await runDisposal(deps, { tenant, runId, signal });
    if ('refused' in done) waiting.push({ runId, reason: done.refused });
  }
  return waiting;
}

/** Whether the list is the one that was proposed, less exactly what people took out of it. */
function isAsApproved({ list, items, list_hash: hash, left_hash: left }: RunShown): boolean {
  const takenOut = list.filter((item) => item.taken_out_by !== null);
  if (!listHash(list.map(({ reviewed }) => reviewed)).equals(hash) || list.length !== items) return false;
  return left === null ? takenOut.length === 0 : leftHash(hash, takenOut).equals(left);
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
  const at = new Date(deps.nowMs()).toISOString();
  const conclude = (of: Pick<Parameters<typeof concludeItem>[1], 'outcome' | 'reason' | 'record'>) =>
    deps.database.once(programContext(tenant, PERSON), [concludeItem(tenant, { runId, position, at, ...of })]);
  if (outcome.refusal.code === 'destroyed-already') {
    const { record } = outcome.refusal;
    if (await isEndedAtAStart(deps, { tenant, record, reviewed, approvers })) {
      await conclude({ outcome: 'destroyed', reason: null, record });
      return 'destroyed';
    }
  }
  const reason = reasonOf(outcome.refusal);
  await conclude({ outcome: 'left-out', reason, record: null });
  return reason;
}

/**
 * Whether a case that is gone is one that this list began to destroy: whoever did was cut off between the line outside the database and the
 * end of the transaction, and the next start ended it. It was the case as it was reviewed, under the same authority, approved by the same.
 */
async function isEndedAtAStart(
  deps: Pick<DestroyDeps, 'database'>,
  of: Pick<ToDispose, 'tenant' | 'approvers'> & { readonly record: number; readonly reviewed: ReviewedItem },
): Promise<boolean> {
  const { tenant, approvers, record, reviewed } = of;
  const [rows] = await deps.database.once(programContext(tenant, PERSON), [readCustodyOf(tenant, [record])]);
  const [row] = rows.rows;
  if (row === undefined) return false;
  // Only `recordCustody` writes entries: [algorithm, tenant, seq, actor, at, [kind, certificate]].
  const [, , , , , said] = JSON.parse(row.entry) as readonly [
    ...(readonly [1, 2, 3, 4, 5]),
    readonly [string, unknown],
  ];
  if (said[0] !== 'destroyed-again') return false;
  // What stands beside that kind is the certificate of it.
  const certificate = said[1] as Certificate;
  return (
    certificate.caseId === reviewed.caseId &&
    certificate.subject === '' &&
    certificate.lastHash === reviewed.lastHash &&
    certificate.authority === reviewed.authority &&
    certificate.class === classOf(reviewed) &&
    certificate.approvers.every((person) => approvers.includes(person))
  );
}

function classOf({ number, called }: ReviewedItem): string {
  return `${number} ${called}`;
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
      ...{ runId, list: listOf(run).hash, proposedBy: run.proposed_by, approvedBy: approvers.toSorted() },
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
