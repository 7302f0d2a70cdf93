// Reads one page of the work in some lanes, soonest due first. Each lane is read from its index up to one page, so a
// view never sorts or counts a whole queue, however long it is.
import type { Statement } from './statement.ts';

export interface WorkRecord {
  readonly case_id: string;
  readonly task: string;
  readonly title: string;
  readonly reference: string;
  readonly case_type: string;
  readonly team: string;
  readonly lane: string;
  readonly priority: number;
  /** 9999-12-31 where there is none. */
  readonly due_on: string;
  readonly since: string;
  readonly since_at: string;
}

/** The place of the last row seen; the next page starts after it. */
export interface WorkPlace {
  readonly dueOn: string;
  readonly sinceAt: string;
  readonly caseId: string;
  readonly task: string;
}

const START: WorkPlace = {
  dueOn: '0001-01-01',
  sinceAt: '-infinity',
  caseId: '00000000-0000-0000-0000-000000000000',
  task: '',
};

export interface WorkQuestion {
  readonly tenant: number;
  readonly lanes: readonly string[];
  /** Whose queues that the person serves are read too. */
  readonly teams: readonly string[];
  readonly person: string;
  readonly after: WorkPlace | null;
  readonly limit: number;
}

export function readWork({ tenant, lanes, teams, person, after, limit }: WorkQuestion): Statement<WorkRecord> {
  const { dueOn, sinceAt, caseId, task } = after ?? START;
  return {
    name: 'read-work',
    text: `
      select t.*
        from (select unnest($2::text[]) union all
              select 'queue:' || unnest($8::text[]) || '/' || name
                from work_fact where tenant = $1 and person = $9 and kind = 'queue') as mine (lane)
       cross join lateral (
             select case_id, task, title, reference, case_type, team, task.lane, priority, due_on, since, since_at
               from task
              where tenant = $1 and task.lane = mine.lane
                and (due_on, since_at, case_id, task) > ($3::date, $4::timestamptz, $5::uuid, $6::text)
              order by due_on, since_at, case_id, task
              limit $7) t
       order by t.due_on, t.since_at, t.case_id, t.task
       limit $7`,
    values: [tenant, lanes, dueOn, sinceAt, caseId, task, limit, teams, person],
  };
}
