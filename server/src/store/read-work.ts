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
  // Each lane and each team is a parameter, and the limit part of the text: of a list the server would reckon that it gains by
  // knowing how long it is, and plan each question anew, which takes longer than to answer it.
  const given = listOfRows(OWN_PARAMETERS + 1, lanes.length);
  const serving = listOfRows(OWN_PARAMETERS + 1 + lanes.length, teams.length);
  const sources = [
    ...(lanes.length === 0 ? [] : [`values ${given}`]),
    ...(teams.length === 0
      ? []
      : [
          `select 'queue:' || served.team || '/' || name from (values ${serving}) as served (team), work_fact
                where tenant = $1 and person = $${OWN_PARAMETERS + lanes.length + teams.length + 1} and kind = 'queue'`,
        ]),
  ];
  return {
    name: `read-work-${lanes.length}-${teams.length}-${limit}`,
    text: `
      select t.*
        from (${sources.length === 0 ? 'select null::text where false' : sources.join(' union all ')}) as mine (lane)
       cross join lateral (
             select case_id, task, title, reference, case_type, team, task.lane, priority, due_on, since, since_at
               from task
              where tenant = $1 and task.lane = mine.lane
                and (due_on, since_at, case_id, task) > ($2::date, $3::timestamptz, $4::uuid, $5::text)
              order by due_on, since_at, case_id, task
              limit ${limit}) t
       order by t.due_on, t.since_at, t.case_id, t.task
       limit ${limit}`,
    values: [tenant, dueOn, sinceAt, caseId, task, ...lanes, ...teams, ...(teams.length === 0 ? [] : [person])],
  };
}

/** The agency and the place. */
const OWN_PARAMETERS = 5;

/** `($6::text), ($7::text)`: a column of parameters. */
function listOfRows(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `($${first + index}::text)`).join(', ');
}
