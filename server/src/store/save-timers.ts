// Writes when cases want to be woken: timers that went, timers that came or moved.
import { inGroups, listOfParameters, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface TimerRow {
  readonly timer: string;
  readonly dueAt: string;
}

export function removeTimers(tenant: number, caseId: string, timers: readonly string[]): readonly Statement[] {
  return inGroups(timers).map((group) => ({
    name: `remove-timers-${group.length}`,
    text: `delete from timer where tenant = $1 and case_id = $2 and timer in (${listOfParameters(3, group.length)})`,
    values: [tenant, caseId, ...group],
  }));
}

/** A timer that moved was removed before. */
export function addTimers(
  tenant: number,
  rows: readonly (TimerRow & { readonly caseId: string })[],
): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-timers-${group.length}`,
    text: `insert into timer (tenant, case_id, timer, due_at) values ${rowsOfParameters(group.length, 3)}`,
    values: [tenant, ...group.flatMap((row) => [row.caseId, row.timer, row.dueAt])],
  }));
}
