// The last flight of a transaction of commands: the events first, since their key decides who was first, then everything
// derived from them, and COMMIT.
import { instantOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import { addOutbox } from '../store/add-outbox.ts';
import { appendEvents, type EventToStore } from '../store/append-event.ts';
import { addLinks } from '../store/case-links.ts';
import { accessOfCase, mayReadDifferently, type AccessColumns, type CaseAccess } from '../store/case-access.ts';
import { commit, flight, readingAs, type Tx } from '../store/database.ts';
import { addEmergencies, removeEmergencies } from '../store/emergencies.ts';
import { addCorrections, addTaken, removeCorrections } from '../store/correction-rows.ts';
import { addOutcomes, removeOutcomes } from '../store/outcome-rows.ts';
import { addPending, removePending } from '../store/pending-rows.ts';
import { addGoals, removeGoals } from '../store/goal-rows.ts';
import { addFollowUps, followEnd } from '../store/follow-ups.ts';
import { type RowChanges, rowChanges, rowsAnew } from '../store/projection.ts';
import { addReceipts } from '../store/receipts.ts';
import { coverCases } from '../store/hold-queries.ts';
import {
  type ChangedForRetention,
  factsToRead,
  outdateRelatives,
  type RetentionChange,
  retentionChange,
  writeRetention,
} from '../store/retention-rows.ts';
import {
  addAccessRows,
  changeAccessStatus,
  changeTaskTerms,
  changeTerms,
  removeAccess,
  removeGrants,
  removeParts,
} from '../store/save-access.ts';
import {
  changeHeadAccess,
  changeHeadVersion,
  insertHeads,
  updateHead,
  type NewHeadToStore,
} from '../store/save-head.ts';
import { saveKeys } from '../store/save-keys.ts';
import { addTasks, removeTasks } from '../store/save-tasks.ts';
import { addTimers, removeTimers } from '../store/save-timers.ts';
import { addWeights, removeWeights } from '../store/save-weights.ts';
import { addText, moveText } from '../store/file-texts.ts';
import { textChanges, type TextChanges } from '../store/text-places.ts';
import { addTraces, removeTraces } from '../store/save-traces.ts';
import { addWords, removeWords } from '../store/save-words.ts';
import type { Statement } from '../store/statement.ts';
import { accessOfTasks, type TaskAccess, tellsOfParts, withAccess } from '../store/task-access.ts';
import { traceChanges, type TraceChanges } from '../store/trace-rows.ts';
import { wordChanges, type WordChanges } from '../store/word-rows.ts';
import { Corrupt } from '../errors.ts';
import type { CaseBefore, CaseWrite } from './case-write.ts';

/**
 * Writes cases of one agency and commits.
 * @throws Conflict when another writer was first with any of them; then nothing is written
 */
export async function writeCases(tx: Tx, tenant: number, writes: readonly CaseWrite[]): Promise<void> {
  const changed = writes.map(changesOf);
  const heads = changed.filter(({ isNew }) => !isNew).map(({ head, from }) => updateHead(head, from));
  const moved = writes
    .filter(({ before }) => before.leaving !== undefined)
    .map(({ before }) => changeHeadVersion(before));
  const events = appendEvents(
    tenant,
    writes.flatMap((write) => write.events),
  );
  const retention = await retentionChanges(tx, tenant, writes);
  const [, ...answers] = await commit(tx, [
    // Whoever is allowed to do something may do it also where it takes the case out of their sight.
    readingAs(tx, 'program'),
    ...events,
    ...heads,
    ...moved,
    ...insertHeads(
      tenant,
      changed.filter(({ isNew }) => isNew).map(({ head }) => head),
    ),
    ...saveKeys(
      tenant,
      writes.flatMap((write) => write.addedKeys),
    ),
    ...writes.flatMap((write) => write.moves),
    ...projectionStatements(tenant, changed),
    ...writeRetention(tenant, retention),
    ...outdated(tenant, writes),
    // With the heads as they were just written, so that whatever a hold covers from here on is under it.
    coverCases(
      tenant,
      changed.map(({ head }) => head.caseId),
      changed.at(-1)?.head.changedAt ?? '',
    ),
    ...addOutbox(
      tenant,
      writes.flatMap((write) => write.events),
    ),
    ...relativeStatements(tenant, writes),
    ...addReceipts(
      tenant,
      writes.flatMap((write) => write.receipts),
    ),
    ...writes.flatMap(({ before, taken }) => addTaken(tenant, before.caseId, taken)),
    ...writes.flatMap((write) => write.others),
  ]);
  heads.forEach((_, index) => {
    if (answers[events.length + index]?.count !== 1)
      throw new Corrupt(`The head of a case is missing: ${changed[index]?.head.caseId}. Run the verifier.`);
  });
}

/** When each case may be disposed of, where that has changed. Only a closed case whose schedule asks for it costs a flight. */
async function retentionChanges(
  tx: Tx,
  tenant: number,
  writes: readonly CaseWrite[],
): Promise<readonly RetentionChange[]> {
  const changes = writes.map(({ before, state }): ChangedForRetention => {
    const { caseId, caseType, leaving = caseType } = before;
    return { caseId, before: { state: before.state, caseType: leaving }, after: { state, caseType } };
  });
  const asked = changes.flatMap((change) => {
    const facts = factsToRead(tenant, change);
    return facts === null ? [] : [{ change, facts }];
  });
  if (asked.length === 0) return changes.map((change) => retentionChange(change, null));
  const [, ...found] = await flight(tx, [readingAs(tx, 'program'), ...asked.map(({ facts }) => facts)]);
  return changes.map((change) => {
    const at = asked.findIndex((one) => one.change === change);
    return retentionChange(change, found[at] ?? null);
  });
}

/** How long a case is kept may follow from the closing of the cases above and below it. */
function outdated(tenant: number, writes: readonly CaseWrite[]): readonly Statement[] {
  return writes.flatMap(({ before, state, links }) =>
    links.length > 0 || (before.state !== null && before.state.status !== state?.status)
      ? [outdateRelatives(tenant, before.caseId)]
      : [],
  );
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
  /** Who may read it as it was and as it is; null where that has not changed. */
  readonly access: { readonly before: CaseAccess | null; readonly after: CaseAccess } | null;
  /** Tasks that ask for more than the case, where any was added or who may read has changed. */
  readonly tasks: readonly TaskAccess[];
  readonly rows: RowChanges;
  readonly words: WordChanges;
  readonly traces: TraceChanges;
  readonly texts: TextChanges;
}

function changesOf({ before, state: after, events, hash }: CaseWrite): ChangedCase {
  const last = events.at(-1);
  const { state } = before;
  if (after === null || last === undefined || hash === null)
    throw new Error('A case is written that nothing happened to.');
  const nowMs = Date.parse(last.recordedAt);
  const access = accessChange(before, after, nowMs);
  const columns = access?.after.head ?? before.access;
  if (columns === null) throw new Error('A case that is there has columns that say who may read it.');
  return {
    isNew: state === null,
    from: state?.version ?? 0,
    head: headOf(after, { last, openedAt: instantOf(after.opened, before.caseType.zone), access: columns }),
    statusChanged: state !== null && state.status !== after.status,
    access,
    words: wordChanges(before.tenant, before.caseType, { before: state, after, leaving: before.leaving }),
    texts: textChanges(before.tenant, before.caseType, { before: state, after, leaving: before.leaving }),
    traces: traceChanges({ ...before, hash }, { before: state, after, leaving: before.leaving }),
    ...tasksOf(before, after, { access, nowMs }),
  };
}

/** The rows, and of those tasks that ask for more than their case what they ask for. */
function tasksOf(
  before: CaseBefore,
  after: CaseState,
  { access, nowMs }: { readonly access: ChangedCase['access']; readonly nowMs: number },
): Pick<ChangedCase, 'tasks' | 'rows'> {
  const { state, caseType } = before;
  const rows =
    before.leaving === undefined || state === null
      ? rowChanges(state, after, caseType)
      : rowsAnew({ state, caseType: before.leaving }, { state: after, caseType });
  const isAsked = access !== null || rows.addedTasks.some(({ task }) => tellsOfParts(caseType, task));
  if (!isAsked) return { tasks: [], rows };
  const tasks = accessOfTasks(access?.after ?? accessAt(before, after, nowMs), caseType, after);
  return { tasks, rows: { ...rows, addedTasks: withAccess(rows.addedTasks, tasks) } };
}

function accessChange(before: CaseBefore, after: CaseState, nowMs: number): ChangedCase['access'] {
  const { state } = before;
  const { leaving } = before;
  if (state !== null && leaving === undefined && !mayReadDifferently(state, after)) return null;
  return {
    before: state === null ? null : accessAt({ ...before, caseType: leaving ?? before.caseType }, state, nowMs),
    after: accessAt(before, after, nowMs),
  };
}

function accessAt({ caseType, caseId, tenant, aboveOf }: CaseBefore, state: CaseState, nowMs: number): CaseAccess {
  return accessOfCase({ tenant, caseId, caseType, state, above: aboveOf(state.team), nowMs });
}

function headOf(
  after: CaseState,
  {
    last,
    openedAt,
    access,
  }: { readonly last: EventToStore; readonly openedAt: string; readonly access: AccessColumns },
): NewHeadToStore {
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
    access,
  };
}

/** None for most events: a file came, or others may find it. */
function textStatements(
  tenant: number,
  { caseId, changedAt }: Pick<NewHeadToStore, 'caseId' | 'changedAt'>,
  { added, moved }: TextChanges,
): readonly Statement[] {
  return [
    ...added.map((place) => addText(tenant, { caseId, at: changedAt }, place)),
    ...moved.flatMap((place) => moveText(tenant, place)),
  ];
}

/** Only rows that changed. */
function projectionStatements(tenant: number, changed: readonly ChangedCase[]): readonly Statement[] {
  return [
    ...accessStatements(tenant, changed),
    ...changed.filter(({ statusChanged }) => statusChanged).map(({ head }) => changeAccessStatus(tenant, head)),
    ...changed.flatMap(({ head, rows }) => removeTasks(tenant, head.caseId, rows.removedTasks)),
    ...addTasks(
      tenant,
      changed.flatMap(({ head, rows }) => rows.addedTasks.map((row) => ({ ...head, ...row }))),
    ),
    ...changed.flatMap(({ head, rows }) => removeWeights(tenant, head.caseId, rows.removedWeights)),
    ...changed.flatMap(({ head, rows }) => addWeights(tenant, head.caseId, rows.addedWeights)),
    ...changed.flatMap(({ head, rows }) => removeEmergencies(tenant, head.caseId, rows.removedEmergencies)),
    ...changed.flatMap(({ head, rows }) => addEmergencies(tenant, head.caseId, rows.addedEmergencies)),
    ...changed.flatMap(({ head, rows }) => removeGoals(tenant, head.caseId, rows.removedGoals)),
    ...changed.flatMap(({ head, rows }) => addGoals(tenant, head.caseId, rows.addedGoals)),
    ...changed.flatMap(({ head, rows }) => removeCorrections(tenant, head.caseId, rows.removedCorrections)),
    ...changed.flatMap(({ head, rows }) => addCorrections(tenant, head.caseId, rows.addedCorrections)),
    ...changed.flatMap(({ head, rows }) => removePending(tenant, head.caseId, rows.removedPending)),
    ...changed.flatMap(({ head, rows }) => addPending(tenant, head.caseId, rows.addedPending)),
    ...changed.flatMap(({ head, rows }) => removeOutcomes(tenant, head.caseId, rows.removedOutcomes)),
    ...changed.flatMap(({ head, rows }) => addOutcomes(tenant, head.caseId, rows.addedOutcomes)),
    ...changed.flatMap(({ head, rows }) => removeTimers(tenant, head.caseId, rows.removedTimers)),
    ...addTimers(
      tenant,
      changed.flatMap(({ head, rows }) => rows.addedTimers.map((row) => ({ caseId: head.caseId, ...row }))),
    ),
    ...changed.flatMap(({ head, texts }) => textStatements(tenant, head, texts)),
    ...changed.flatMap(({ head, words }) => removeWords(tenant, head.caseId, words.removed)),
    ...changed.flatMap(({ head, words }) => addWords(tenant, { ...head, words: words.added })),
    ...changed.flatMap(({ head, traces }) => removeTraces(tenant, head.caseId, traces.removed)),
    ...changed.flatMap(({ head, traces }) => addTraces(tenant, { ...head, traces: traces.added })),
  ];
}

/** Who may read what of the cases, where that has changed: the rows that lists start from, the parts, and what is granted. */
function accessStatements(tenant: number, changed: readonly ChangedCase[]): readonly Statement[] {
  const given = changed.flatMap(({ head, access, tasks }) => (access === null ? [] : [{ head, tasks, ...access }]));
  return [
    ...given.flatMap(({ head, tasks, before, after }) =>
      before === null
        ? []
        : [...changeAccess(tenant, head, { before, after }), ...changeTaskTerms(tenant, head.caseId, tasks)],
    ),
    ...addAccessRows(
      tenant,
      given.map(({ head, before, after }) => ({
        ...head,
        access: after,
        listed: after.listed.filter((token) => before?.listed.includes(token) !== true),
      })),
    ),
  ];
}

function changeAccess(
  tenant: number,
  { caseId }: NewHeadToStore,
  { before, after }: { readonly before: CaseAccess; readonly after: CaseAccess },
): readonly Statement[] {
  const gone = before.listed.filter((token) => !after.listed.includes(token));
  return [
    changeHeadAccess(tenant, caseId, after.head),
    ...changeTerms(tenant, caseId, after.head),
    ...(gone.length === 0 ? [] : [removeAccess(tenant, caseId, gone)]),
    ...(before.parts.length === 0 ? [] : [removeParts(tenant, caseId)]),
    ...(before.grants.length === 0 ? [] : [removeGrants(tenant, caseId)]),
  ];
}
