// What a case's events say beside what stands: which of the derived rows are not, byte for byte, what they should be.
import type { CaseLink } from './case-links.ts';
import type { TakenRow } from './correction-rows.ts';
import type { CaseAccess } from './case-access.ts';
import type { RowChanges } from './projection.ts';
import type { RetentionRow } from './retention-rows.ts';
import type { StoredHeadRow } from './read-projection.ts';
import type { NewHeadToStore } from './save-head.ts';
import type { TraceRow } from './save-traces.ts';
import type { WordRow } from './save-words.ts';

/** What is compared, and made anew. */
export const DERIVED = [
  'head',
  'access',
  'parts',
  'grants',
  'tasks',
  'timers',
  'weights',
  'emergencies',
  'goals',
  'corrections',
  'pending',
  'outcomes',
  'taken',
  'retention',
  'link',
  'words',
  'traces',
] as const;

export interface DerivedRows {
  readonly of: Omit<NewHeadToStore, 'version' | 'lastHash' | 'caseTypeHash' | 'changedBy' | 'changedAt' | 'state'>;
  readonly head: NewHeadToStore;
  readonly links: readonly CaseLink[];
  readonly access: CaseAccess;
  readonly tasks: RowChanges['addedTasks'];
  readonly timers: RowChanges['addedTimers'];
  readonly weights: RowChanges['addedWeights'];
  readonly words: readonly WordRow[];
  readonly traces: readonly TraceRow[];
  readonly emergencies: RowChanges['addedEmergencies'];
  readonly goals: RowChanges['addedGoals'];
  readonly corrections: RowChanges['addedCorrections'];
  readonly pending: RowChanges['addedPending'];
  readonly outcomes: RowChanges['addedOutcomes'];
  readonly taken: readonly TakenRow[];
  readonly retention: readonly RetentionRow[];
}

export interface StoredRows {
  readonly head: StoredHeadRow | undefined;
  readonly tasks: readonly object[];
  readonly timers: readonly object[];
  readonly weights: readonly object[];
  readonly emergencies: readonly object[];
  readonly goals: readonly object[];
  readonly corrections: readonly object[];
  readonly pending: readonly object[];
  readonly outcomes: readonly object[];
  readonly taken: readonly object[];
  readonly retention: readonly object[];
  readonly access: readonly object[];
  readonly parts: readonly object[];
  readonly grants: readonly object[];
  readonly link: readonly object[];
  readonly words: readonly object[];
  readonly traces: readonly object[];
}

/** Which of the derived rows are not, byte for byte, what they should be. */
export function compareRows(rows: DerivedRows, stored: StoredRows): readonly (typeof DERIVED)[number][] {
  const { of, head } = rows;
  const { tokens, ...terms } = of.access;
  const expected = {
    head: {
      version: head.version,
      last_hash: head.lastHash,
      case_type: head.caseType,
      case_type_hash: head.caseTypeHash,
      reference: head.reference,
      team: head.team,
      status: head.status,
      opened_at: head.openedAt,
      changed_by: head.changedBy,
      changed_at: head.changedAt,
      state: head.state,
      tokens,
      ...terms,
    },
    access: rows.access.listed.map((token) => ({ token, status: of.status, opened_at: of.openedAt, ...terms })),
    parts: rows.access.parts,
    grants: sortedBy(rows.access.grants, (row) => `${row.factId} ${row.holder}`).map((row) => ({
      holder: row.holder,
      fact_id: row.factId,
      fact: row.fact,
    })),
    tasks: sortedBy(rows.tasks, (row) => row.task).map((row) => ({
      task: row.task,
      lane: row.lane,
      due_on: row.dueOn,
      since_at: row.sinceAt,
      since: row.since,
      priority: row.priority,
      title: row.title,
      role: row.role,
      team: of.team,
      case_type: of.caseType,
      reference: of.reference,
      ...(row.access ?? of.access),
    })),
    timers: sortedBy(rows.timers, (row) => row.timer).map((row) => ({ timer: row.timer, due_at: row.dueAt })),
    weights: sortedBy(rows.weights, (row) => row.task),
    emergencies: sortedBy(rows.emergencies, (row) => row.access),
    goals: sortedBy(rows.goals, (row) => row.goal),
    corrections: sortedBy(rows.corrections, (row) => row.correction),
    pending: sortedBy(rows.pending, ({ kind, name }) => `${kind} ${name}`),
    outcomes: sortedBy(rows.outcomes, ({ kind, name }) => `${kind} ${name}`),
    taken: rows.taken,
    retention: rows.retention,
    link: rows.links.map(({ parentId, task, depth }) => ({ parent_id: parentId, task, depth })),
    words: sortedBytes(rows.words).map((row) => ({ ...row, opened_at: of.openedAt })),
    // Roles and teams are plain letters, and a trace is hexadecimal, which sort the same by units and by bytes.
    traces: sortedBy(rows.traces, ({ token, trace }) => `${token}\0${trace}`).map((row) => ({
      ...row,
      opened_at: of.openedAt,
    })),
  };
  return DERIVED.filter((table) => JSON.stringify(expected[table]) !== JSON.stringify(stored[table]));
}

/** By code units, as the column's collation sorts. */
function sortedBy<T>(rows: readonly T[], key: (row: T) => string): readonly T[] {
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** By bytes, as the columns' collation sorts, which is another order than that of code units for rare letters. */
function sortedBytes(rows: readonly WordRow[]): readonly WordRow[] {
  const keyOf = ({ token, word, parts }: WordRow): Buffer => Buffer.from([token, word, parts].join('\0'));
  return rows.toSorted((a, b) => Buffer.compare(keyOf(a), keyOf(b)));
}
