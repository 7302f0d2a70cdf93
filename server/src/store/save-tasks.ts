// Writes the work to do of cases: rows that went, rows that came. A changed row is one of each.
import type { AccessColumns } from './case-access.ts';
import { inGroups, listOfParameters, rowsOfParameters } from './row-parameters.ts';
import { TERM_COLUMNS, termValues } from './save-access.ts';
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
  /** Where it asks for more than its case does. */
  readonly access?: AccessColumns;
}

/** What all tasks of a case have in common. */
export interface TasksOfCase {
  readonly caseId: string;
  readonly team: string;
  readonly caseType: string;
  readonly reference: string;
  readonly access: AccessColumns;
}

export function removeTasks(tenant: number, caseId: string, tasks: readonly string[]): readonly Statement[] {
  return inGroups(tasks).map((group) => ({
    name: `remove-tasks-${group.length}`,
    text: `delete from task where tenant = $1 and case_id = $2 and task in (${listOfParameters(3, group.length)})`,
    values: [tenant, caseId, ...group],
  }));
}

/** Plain rows cost the server a third less than arrays that it takes apart. */
export function addTasks(tenant: number, rows: readonly (TasksOfCase & TaskRow)[]): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-tasks-${group.length}`,
    text: `insert into task (tenant, case_id, team, case_type, reference, task, lane, due_on, since_at, since, priority, title,
             role, tokens, ${TERM_COLUMNS})
           values ${rowsOfParameters(group.length, 17)}`,
    values: [tenant, ...group.flatMap(taskValues)],
  }));
}

function taskValues(row: TasksOfCase & TaskRow): readonly unknown[] {
  return [
    row.caseId,
    row.team,
    row.caseType,
    row.reference,
    row.task,
    row.lane,
    row.dueOn,
    row.sinceAt,
    row.since,
    row.priority,
    row.title,
    row.role,
    row.access.tokens,
    ...termValues(row.access),
  ];
}
