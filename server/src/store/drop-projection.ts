// Removes derived rows: those of one case before it is written anew, and those that belong to no event at all.
import { removeRetention } from './retention-rows.ts';
import { removeGrants, removeParts } from './save-access.ts';
import type { Statement } from './statement.ts';

/** Heads stay: one without events is evidence that events were removed. */
/** @param tokens by which the case is, or may be, listed */
export function dropProjection(tenant: number, caseId: string, tokens: readonly string[]): readonly Statement[] {
  return [
    { name: 'drop-tasks', text: 'delete from task where tenant = $1 and case_id = $2', values: [tenant, caseId] },
    {
      name: 'drop-weights',
      text: 'delete from task_weight where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    {
      name: 'drop-emergencies',
      text: 'delete from emergency where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    { name: 'drop-goals', text: 'delete from goal where tenant = $1 and case_id = $2', values: [tenant, caseId] },
    {
      name: 'drop-corrections',
      text: 'delete from correction where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    {
      name: 'drop-taken',
      text: 'delete from fact_taken where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    {
      name: 'drop-pending',
      text: 'delete from pending where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    {
      name: 'drop-outcomes',
      text: 'delete from outcome where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    removeRetention(tenant, caseId),
    { name: 'drop-timers', text: 'delete from timer where tenant = $1 and case_id = $2', values: [tenant, caseId] },
    {
      name: 'drop-access',
      text: 'delete from case_access where tenant = $1 and case_id = $2 and token = any ($3)',
      values: [tenant, caseId, tokens],
    },
    { name: 'drop-words', text: 'delete from case_word where tenant = $1 and case_id = $2', values: [tenant, caseId] },
    {
      name: 'drop-traces',
      text: 'delete from case_trace where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    },
    removeParts(tenant, caseId),
    removeGrants(tenant, caseId),
  ];
}

/** Rows of cases that have no first event. */
export function dropOrphans(tenant: number): readonly Statement[] {
  return [
    'task',
    'task_weight',
    'timer',
    'emergency',
    'goal',
    'correction',
    'fact_taken',
    'pending',
    'outcome',
    'retention_due',
    'case_access',
    'case_part',
    'case_grant',
    'case_link',
    'case_word',
    'case_trace',
  ].map((table) => ({
    name: `drop-orphans-of-${table}`,
    text: `delete from ${table} p where p.tenant = $1 and not exists
             (select from event e where e.tenant = $1 and e.case_id = p.case_id and e.seq = 1)`,
    values: [tenant],
  }));
}
