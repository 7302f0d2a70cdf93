// Writes when a case wants to be woken: timers that went, timers that came or moved.
import type { Statement } from './statement.ts';

export interface TimerRow {
  readonly timer: string;
  readonly dueAt: string;
}

export interface TimersOfCase {
  readonly tenant: number;
  readonly caseId: string;
}

export function removeTimers(of: TimersOfCase, timers: readonly string[]): Statement {
  return {
    name: 'remove-timers',
    text: 'delete from timer where tenant = $1 and case_id = $2 and timer = any ($3)',
    values: [of.tenant, of.caseId, timers],
  };
}

export function putTimers(of: TimersOfCase, rows: readonly TimerRow[]): Statement {
  return {
    name: 'put-timers',
    text: `insert into timer (tenant, case_id, timer, due_at)
           select $1, $2, t.* from unnest($3::text[], $4::timestamptz[]) as t
           on conflict (tenant, case_id, timer) do update set due_at = excluded.due_at`,
    values: [of.tenant, of.caseId, rows.map((row) => row.timer), rows.map((row) => row.dueAt)],
  };
}
