// The open tasks of teams, for those who give them out: how many there are by holder, kind, day and age, and a page of them. Both ask by the
// same expressions, so a list has what its figure says; the policy of the row cuts both to what the reader sees.
import { addDays } from '@casewright/engine/calendar';
import { NO_DATE } from './projection.ts';
import type { WorkPlace, WorkRecord } from './read-work.ts';
import type { Statement } from './statement.ts';

/** Work of a kind in a team that somebody may give out, with the day that it is where such cases count days. */
export interface GivenOut {
  readonly team: string;
  readonly caseType: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Against today: before it, it, the seven days after it, later, and without a day. */
export const DUES = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Due = (typeof DUES)[number];
/** How long it has been active: up to so many days, and longer. */
export const AGES = ['under-7', 'under-28', 'under-91', 'older'] as const;
export type Age = (typeof AGES)[number];

const DAY_MS = 86_400_000;
const FIRST_DAY = '0001-01-02';

/** SQL over a task `t` and what may be given out `m`. */
const DUE = `case when t.due_on = '9999-12-31' then 'none' when t.due_on < m.today then 'overdue'
  when t.due_on = m.today then 'today' when t.due_on <= m.today + 7 then 'week' else 'later' end`;
/** SQL over a task and three instants, the earliest first. */
function ageOf(first: number): string {
  return `case when t.since_at <= $${first}::timestamptz then 'older' when t.since_at <= $${first + 1}::timestamptz then 'under-91'
  when t.since_at <= $${first + 2}::timestamptz then 'under-28' else 'under-7' end`;
}

function instantsOf(nowMs: number): readonly string[] {
  return [91, 28, 7].map((days) => new Date(nowMs - days * DAY_MS).toISOString());
}

/** Kinds of case that were ever published in an agency. */
export function namesOfCaseTypes(tenant: number): Statement<{ readonly name: string }> {
  return {
    name: 'names-of-case-types',
    text: 'select distinct name from case_type where tenant = $1 order by name',
    values: [tenant],
  };
}

export interface LoadRecord {
  readonly team: string;
  readonly lane: string;
  readonly case_type: string;
  readonly due: Due;
  readonly age: Age;
  readonly tasks: number;
}

export interface LoadQuestion {
  readonly tenant: number;
  readonly given: readonly GivenOut[];
  readonly nowMs: number;
  /** Rows that are looked at. */
  readonly most: number;
}

export function countLoad({ tenant, given, nowMs, most }: LoadQuestion): Statement<LoadRecord> {
  return {
    name: 'count-load',
    text: `
      select t.team, t.lane, t.case_type, ${DUE} as due, ${ageOf(6)} as age, count(*)::int as tasks
        from (select team, lane, case_type, due_on, since_at from task
               where tenant = $1 and team = any ($5::text[]) limit $9) t
        join unnest($2::text[], $3::text[], $4::date[]) as m (team, case_type, today)
          on m.team = t.team and m.case_type = t.case_type
       group by 1, 2, 3, 4, 5`,
    values: [tenant, ...givenValues(given), teamsOf(given), ...instantsOf(nowMs), most],
  };
}

export interface TeamTasksQuestion {
  readonly tenant: number;
  readonly given: readonly GivenOut[];
  /** Null: whoever has them. */
  readonly lanes: readonly string[] | null;
  readonly due: Due | null;
  readonly age: Age | null;
  readonly nowMs: number;
  readonly after: WorkPlace | null;
  readonly limit: number;
}

const START: WorkPlace = {
  ...{ dueOn: '0001-01-01', sinceAt: '-infinity' },
  ...{ caseId: '00000000-0000-0000-0000-000000000000', task: '' },
};

/** One page, soonest due first. Each lane, or each team, is read from its index up to a page, from the first day on which one may be due. */
export function readTeamTasks(question: TeamTasksQuestion): Statement<WorkRecord> {
  const { tenant, given, lanes, due, age, nowMs, after, limit } = question;
  const { dueOn, sinceAt, caseId, task } = after ?? START;
  const [from, to] = daysOf(due, given);
  const column = lanes === null ? 'team' : 'lane';
  return {
    name: `read-team-tasks-${column}-${limit}`,
    text: `
      select p.*
        from unnest($9::text[]) as mine (name)
       cross join lateral (
             select t.case_id, t.task, t.title, t.reference, t.case_type, t.team, t.lane, t.priority, t.due_on, t.since, t.since_at
               from task t
              where t.tenant = $1 and t.${column} = mine.name and t.team = any ($5::text[])
                and t.due_on between $16::date and $17::date
                and (t.due_on, t.since_at, t.case_id, t.task) > ($10::date, $11::timestamptz, $12::uuid, $13::text)
                and (t.team, t.case_type) in (select * from unnest($2::text[], $3::text[]))
                and ($15::text is null or ${ageOf(6)} = $15)
                -- Where days differ between kinds of case, the bounds alone say too much.
                and ($14::text is null or exists (
                      select from unnest($2::text[], $3::text[], $4::date[]) as m (team, case_type, today)
                       where m.team = t.team and m.case_type = t.case_type and ${DUE} = $14))
              order by t.due_on, t.since_at, t.case_id, t.task
              limit ${limit}) p
       order by p.due_on, p.since_at, p.case_id, p.task
       limit ${limit}`,
    values: [
      ...[tenant, ...givenValues(given), teamsOf(given), ...instantsOf(nowMs), lanes ?? teamsOf(given)],
      ...[dueOn, sinceAt, caseId, task, due, age, from, to],
    ],
  };
}

/** The first and the last day on which something can be due that way, whatever its kind. */
function daysOf(due: Due | null, given: readonly GivenOut[]): readonly [string, string] {
  const days = given.map(({ today }) => today).toSorted();
  const [first = FIRST_DAY, last = FIRST_DAY] = [days[0], days.at(-1)];
  if (due === 'overdue') return [FIRST_DAY, addDays(last, -1)];
  if (due === 'today') return [first, last];
  if (due === 'week') return [addDays(first, 1), addDays(last, 7)];
  if (due === 'later') return [addDays(first, 8), addDays(NO_DATE, -1)];
  return due === 'none' ? [NO_DATE, NO_DATE] : [FIRST_DAY, NO_DATE];
}

/** How many tasks that somebody may give out lie in some lanes. */
export function countLanes(
  tenant: number,
  { given, lanes }: { readonly given: readonly GivenOut[]; readonly lanes: readonly string[] },
): Statement<{ readonly lane: string; readonly tasks: number }> {
  return {
    name: 'count-lanes',
    text: `select t.lane, count(*)::int as tasks
             from (select lane, team, case_type from task where tenant = $1 and lane = any ($4::text[])) t
             join unnest($2::text[], $3::text[]) as m (team, case_type) on m.team = t.team and m.case_type = t.case_type
            group by t.lane`,
    values: [tenant, given.map(({ team }) => team), given.map(({ caseType }) => caseType), lanes],
  };
}

export function teamsOf(given: readonly GivenOut[]): readonly string[] {
  return [...new Set(given.map(({ team }) => team))];
}

function givenValues(given: readonly GivenOut[]): readonly (readonly string[])[] {
  return [given.map(({ team }) => team), given.map(({ caseType }) => caseType), given.map(({ today }) => today)];
}
