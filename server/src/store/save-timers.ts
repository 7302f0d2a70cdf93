// Writes when a case wants to be woken: timers that went, timers that came or moved.
import { inGroups, listOfParameters, rowsOfParameters, ROWS_MOST } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface TimerRow {
  readonly timer: string;
  readonly dueAt: string;
}

export interface TimersOfCase {
  readonly tenant: number;
  readonly caseId: string;
}

export function removeTimers(of: TimersOfCase, timers: readonly string[]): readonly Statement[] {
  return inGroups(timers, ROWS_MOST).map((group) => ({
    name: `remove-timers-${group.length}`,
    text: `delete from timer where tenant = $1 and case_id = $2 and timer in (${listOfParameters(3, group.length)})`,
    values: [of.tenant, of.caseId, ...group],
  }));
}

/** Statements that add the rows, a few each; see `addTasks`. A timer that moved was removed before. */
export function addTimers(of: TimersOfCase, rows: readonly TimerRow[]): readonly Statement[] {
  return inGroups(rows, ROWS_MOST).map((group) => ({
    name: `add-timers-${group.length}`,
    text: `insert into timer (tenant, case_id, timer, due_at) values ${rowsOfParameters({ rows: group.length, common: 2, own: 2 })}`,
    values: [of.tenant, of.caseId, ...group.flatMap((row) => [row.timer, row.dueAt])],
  }));
}
