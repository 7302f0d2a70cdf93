// Case tasks to look at: left with the event that asks for it, found by the worker, removed when nothing is left to do.
// Claims nothing: what follows are commands with keys of their own, so two processes that meet at one do it once.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface FollowUp {
  readonly caseId: string;
  readonly seq: number;
  /** An instance of a case task of the case; empty: the task of another case that opened this one. */
  readonly task: string;
  readonly recordedAt: string;
}

export function addFollowUps(tenant: number, rows: readonly FollowUp[]): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-follow-ups-${group.length}`,
    text: `insert into follow_up (tenant, case_id, seq, task, recorded_at) values ${rowsOfParameters(group.length, 4)}`,
    values: [tenant, ...group.flatMap((row) => [row.caseId, row.seq, row.task, row.recordedAt])],
  }));
}

/** A case has ended: its parent has to be told, where it has one. */
export function followEnd(tenant: number, { caseId, seq, recordedAt }: Omit<FollowUp, 'task'>): Statement {
  return {
    name: 'follow-end',
    text: `insert into follow_up (tenant, case_id, seq, task, recorded_at)
           select l.tenant, l.case_id, $3::int, '', $4::timestamptz from case_link l where l.tenant = $1 and l.case_id = $2`,
    values: [tenant, caseId, seq, recordedAt],
  };
}

export interface FollowUpRow {
  readonly case_id: string;
  readonly seq: number;
  readonly task: string;
  readonly recorded_at: string;
}

/** Where a page starts: after this one. */
export type FollowUpPosition = FollowUpRow;

export const FIRST_FOLLOW_UP: FollowUpPosition = {
  recorded_at: '-infinity',
  case_id: '00000000-0000-0000-0000-000000000000',
  seq: 0,
  task: '',
};

/** The oldest first. */
export function listFollowUps(tenant: number, after: FollowUpPosition, limit: number): Statement<FollowUpRow> {
  return {
    name: 'list-follow-ups',
    text: `select case_id, seq, task, recorded_at from follow_up
           where tenant = $1 and (recorded_at, case_id, seq, task) > ($2::timestamptz, $3::uuid, $4::int, $5::text)
           order by recorded_at, case_id, seq, task limit $6`,
    values: [tenant, after.recorded_at, after.case_id, after.seq, after.task, limit],
  };
}

export function removeFollowUp(tenant: number, { case_id: caseId, seq, task }: FollowUpRow): Statement {
  return {
    name: 'remove-follow-up',
    text: 'delete from follow_up where tenant = $1 and case_id = $2 and seq = $3 and task = $4',
    values: [tenant, caseId, seq, task],
  };
}
