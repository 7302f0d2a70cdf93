// Timers whose time has come: which cases have any, and which is the next of one case. Claims nothing: firing is a
// command with a key of its own, so two processes that meet at one timer fire it once.
import type { Statement } from './statement.ts';

export interface DueCaseRow {
  readonly case_id: string;
  readonly due_at: string;
  readonly timer: string;
}

export interface DueTimerRow {
  readonly timer: string;
  readonly due_at: string;
}

/** Where a page of due timers starts: after this one. */
export interface DuePosition {
  readonly dueAt: string;
  readonly caseId: string;
  readonly timer: string;
}

export interface DueQuery {
  readonly tenant: number;
  /** ISO 8601; what is due at or before it. */
  readonly now: string;
  readonly after: DuePosition;
  readonly limit: number;
}

export const FIRST_DUE: DuePosition = { dueAt: '-infinity', caseId: '00000000-0000-0000-0000-000000000000', timer: '' };

/** Due timers, the longest due first. */
export function listDueTimers(query: DueQuery): Statement<DueCaseRow> {
  return {
    name: 'list-due-timers',
    text: `select case_id, due_at, timer from timer
           where tenant = $1 and due_at <= $2 and (due_at, case_id, timer) > ($3::timestamptz, $4::uuid, $5::text)
           order by due_at, case_id, timer limit $6`,
    values: [query.tenant, query.now, query.after.dueAt, query.after.caseId, query.after.timer, query.limit],
  };
}

/** The due timers of one case, in the order in which they must fire. */
export function listDueTimersOfCase(tenant: number, caseId: string, now: string): Statement<DueTimerRow> {
  return {
    name: 'list-due-timers-of-case',
    text: 'select timer, due_at from timer where tenant = $1 and case_id = $2 and due_at <= $3 order by due_at, timer',
    values: [tenant, caseId, now],
  };
}

/** One row while an import into the agency is unfinished: then its log says what happened when, not our clock. */
export function findUnfinishedImport(
  tenant: number,
): Statement<{ readonly import_id: string; readonly started_at: string }> {
  return {
    name: 'find-unfinished-import',
    text: 'select import_id, started_at from import_run where tenant = $1 and finished_at is null limit 1',
    values: [tenant],
  };
}
