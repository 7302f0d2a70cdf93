// The last flight of a transaction of commands: the events first, since their key decides who was first, then everything
// derived from them, and COMMIT.
import { instantOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import { addOutbox } from '../store/add-outbox.ts';
import { appendEvents, type EventToStore } from '../store/append-event.ts';
import { addLinks } from '../store/case-links.ts';
import { commit, type Tx } from '../store/database.ts';
import { addFollowUps, followEnd } from '../store/follow-ups.ts';
import { accessTokens, rowChanges, type RowChanges } from '../store/projection.ts';
import { addReceipts } from '../store/receipts.ts';
import { addAccess, changeAccessStatus } from '../store/save-access.ts';
import { insertHeads, updateHead, type NewHeadToStore } from '../store/save-head.ts';
import { saveKeys } from '../store/save-keys.ts';
import { addTasks, removeTasks } from '../store/save-tasks.ts';
import { addTimers, removeTimers } from '../store/save-timers.ts';
import { addWeights, removeWeights } from '../store/save-weights.ts';
import type { Statement } from '../store/statement.ts';
import { Corrupt } from '../errors.ts';
import type { CaseWrite } from './case-write.ts';

/**
 * Writes cases of one agency and commits.
 * @throws Conflict when another writer was first with any of them; then nothing is written
 */
export async function writeCases(tx: Tx, tenant: number, writes: readonly CaseWrite[]): Promise<void> {
  const changed = writes.map(changesOf);
  const heads = changed.filter(({ isNew }) => !isNew).map(({ head, from }) => updateHead(head, from));
  const events = appendEvents(
    tenant,
    writes.flatMap((write) => write.events),
  );
  const answers = await commit(tx, [
    ...events,
    ...heads,
    ...insertHeads(
      tenant,
      changed.filter(({ isNew }) => isNew).map(({ head }) => head),
    ),
    ...saveKeys(
      tenant,
      writes.flatMap((write) => write.addedKeys),
    ),
    ...projectionStatements(tenant, changed),
    ...addOutbox(
      tenant,
      writes.flatMap((write) => write.events),
    ),
    ...relativeStatements(tenant, writes),
    ...addReceipts(
      tenant,
      writes.flatMap((write) => write.receipts),
    ),
    ...writes.flatMap((write) => write.others),
  ]);
  heads.forEach((_, index) => {
    if (answers[events.length + index]?.count !== 1)
      throw new Corrupt(`The head of a case is missing: ${changed[index]?.head.caseId}. Run the verifier.`);
  });
}

/** None for a case that neither opens others nor ends. */
function relativeStatements(tenant: number, writes: readonly CaseWrite[]): readonly Statement[] {
  return [
    ...addLinks(
      tenant,
      writes.flatMap(({ links }) => links),
    ),
    ...addFollowUps(
      tenant,
      writes.flatMap(({ followUps }) => followUps),
    ),
    ...writes.flatMap(({ ends }) => ends.map((end) => followEnd(tenant, end))),
  ];
}

interface ChangedCase {
  readonly isNew: boolean;
  /** The version before. */
  readonly from: number;
  readonly head: NewHeadToStore;
  readonly statusChanged: boolean;
  readonly tokens: readonly string[];
  readonly rows: RowChanges;
}

function changesOf({ before, state: after, events }: CaseWrite): ChangedCase {
  const last = events.at(-1);
  if (after === null || last === undefined) throw new Error('A case is written that nothing happened to.');
  return {
    isNew: before.state === null,
    from: before.state?.version ?? 0,
    head: headOf(after, last, instantOf(after.opened, before.caseType.zone)),
    statusChanged: before.state !== null && before.state.status !== after.status,
    tokens: accessTokens(after),
    rows: rowChanges(before.state, after, before.caseType),
  };
}

function headOf(after: CaseState, last: EventToStore, openedAt: string): NewHeadToStore {
  return {
    tenant: last.tenant,
    caseId: last.caseId,
    version: last.seq,
    lastHash: last.hash,
    status: after.status,
    changedBy: last.actor,
    changedAt: last.recordedAt,
    state: JSON.stringify(after),
    caseType: after.caseType.name,
    caseTypeHash: last.caseTypeHash,
    reference: after.reference,
    team: after.team,
    openedAt,
  };
}

/** Only rows that changed. */
function projectionStatements(tenant: number, changed: readonly ChangedCase[]): readonly Statement[] {
  return [
    ...addAccess(
      tenant,
      changed.filter(({ isNew }) => isNew).flatMap(({ head, tokens }) => tokens.map((token) => ({ ...head, token }))),
    ),
    ...changed
      .filter(({ statusChanged }) => statusChanged)
      .map(({ head, tokens }) => changeAccessStatus(tenant, head, tokens)),
    ...changed.flatMap(({ head, rows }) => removeTasks(tenant, head.caseId, rows.removedTasks)),
    ...addTasks(
      tenant,
      changed.flatMap(({ head, rows }) => rows.addedTasks.map((row) => ({ ...head, ...row }))),
    ),
    ...changed.flatMap(({ head, rows }) => removeWeights(tenant, head.caseId, rows.removedWeights)),
    ...changed.flatMap(({ head, rows }) => addWeights(tenant, head.caseId, rows.addedWeights)),
    ...changed.flatMap(({ head, rows }) => removeTimers(tenant, head.caseId, rows.removedTimers)),
    ...addTimers(
      tenant,
      changed.flatMap(({ head, rows }) => rows.addedTimers.map((row) => ({ caseId: head.caseId, ...row }))),
    ),
  ];
}
