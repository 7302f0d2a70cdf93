// Writes how heavy open routed work is, where that is not 1.
import type { Statement } from './statement.ts';

export interface WeightRow {
  readonly task: string;
  readonly weight: number;
}

export function removeWeights(tenant: number, caseId: string, tasks: readonly string[]): readonly Statement[] {
  if (tasks.length === 0) return [];
  return [
    {
      name: 'remove-weights',
      text: 'delete from task_weight where tenant = $1 and case_id = $2 and task = any ($3::text[])',
      values: [tenant, caseId, tasks],
    },
  ];
}

/** A weight that changed was removed before. */
export function addWeights(tenant: number, caseId: string, rows: readonly WeightRow[]): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      name: 'add-weights',
      text: `insert into task_weight (tenant, case_id, task, weight)
             select $1, $2, w.* from unnest($3::text[], $4::double precision[]) as w`,
      values: [tenant, caseId, rows.map(({ task }) => task), rows.map(({ weight }) => weight)],
    },
  ];
}

export function readWeights(tenant: number, caseId: string): Statement<WeightRow> {
  return {
    name: 'read-weights',
    text: 'select task, weight from task_weight where tenant = $1 and case_id = $2 order by task',
    values: [tenant, caseId],
  };
}
