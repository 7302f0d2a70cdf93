// Writes the work to do of one case: rows that went, rows that came. A changed row is one of each.
import { inGroups, listOfParameters, rowsOfParameters, ROWS_MOST } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface TaskRow {
  readonly task: string;
  readonly lane: string;
  readonly dueOn: string;
  readonly sinceAt: string;
  readonly since: string;
  readonly priority: number;
  readonly title: string;
  readonly role: string;
}

/** What all tasks of a case have in common. */
export interface TasksOfCase {
  readonly tenant: number;
  readonly caseId: string;
  readonly team: string;
  readonly caseType: string;
  readonly reference: string;
}

export function removeTasks(of: TasksOfCase, tasks: readonly string[]): readonly Statement[] {
  return inGroups(tasks, ROWS_MOST).map((group) => ({
    name: `remove-tasks-${group.length}`,
    text: `delete from task where tenant = $1 and case_id = $2 and task in (${listOfParameters(3, group.length)})`,
    values: [of.tenant, of.caseId, ...group],
  }));
}

/**
 * Statements that add the rows, a few each. Plain rows cost a third less than arrays taken apart by the server; each
 * number of rows is a prepared statement of its own, so there is a most.
 */
export function addTasks(of: TasksOfCase, rows: readonly TaskRow[]): readonly Statement[] {
  return inGroups(rows, ROWS_MOST).map((group) => ({
    name: `add-tasks-${group.length}`,
    text: `insert into task (tenant, case_id, team, case_type, reference, task, lane, due_on, since_at, since, priority, title, role)
           values ${rowsOfParameters({ rows: group.length, common: 5, own: 8 })}`,
    values: [
      of.tenant,
      of.caseId,
      of.team,
      of.caseType,
      of.reference,
      ...group.flatMap((row) => [
        row.task,
        row.lane,
        row.dueOn,
        row.sinceAt,
        row.since,
        row.priority,
        row.title,
        row.role,
      ]),
    ],
  }));
}
