// Writes the work to do of one case: rows that went, rows that came. A changed row is one of each.
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

export function removeTasks(of: TasksOfCase, tasks: readonly string[]): Statement {
  return {
    name: 'remove-tasks',
    text: 'delete from task where tenant = $1 and case_id = $2 and task = any ($3)',
    values: [of.tenant, of.caseId, tasks],
  };
}

export function addTasks(of: TasksOfCase, rows: readonly TaskRow[]): Statement {
  return {
    name: 'add-tasks',
    text: `insert into task (tenant, case_id, team, case_type, reference, task, lane, due_on, since_at, since, priority, title, role)
           select $1, $2, $3, $4, $5, t.*
           from unnest($6::text[], $7::text[], $8::date[], $9::timestamptz[], $10::text[], $11::smallint[], $12::text[], $13::text[]) as t`,
    values: [
      of.tenant,
      of.caseId,
      of.team,
      of.caseType,
      of.reference,
      rows.map((row) => row.task),
      rows.map((row) => row.lane),
      rows.map((row) => row.dueOn),
      rows.map((row) => row.sinceAt),
      rows.map((row) => row.since),
      rows.map((row) => row.priority),
      rows.map((row) => row.title),
      rows.map((row) => row.role),
    ],
  };
}
