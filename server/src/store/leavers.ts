// Tasks that somebody holds who is no longer active, and views and phrases that they kept. Claims nothing: giving a task back is a command with a key of its own.
import type { Statement } from './statement.ts';

export interface LeftTaskRow {
  readonly case_id: string;
  readonly task: string;
  readonly person: string;
  /** Of the case, when the row was read: whoever changes the case meanwhile is first. */
  readonly version: number;
}

/** Where a page starts: after this one. */
export type LeftTaskPlace = Pick<LeftTaskRow, 'case_id' | 'task' | 'person'>;

export const FIRST_LEFT_TASK: LeftTaskPlace = {
  person: '',
  case_id: '00000000-0000-0000-0000-000000000000',
  task: '',
};

/** By the index of those who left, and for each by the lane of their work: no list of all tasks is read. */
export function listLeftTasks(tenant: number, after: LeftTaskPlace, limit: number): Statement<LeftTaskRow> {
  return {
    name: 'list-left-tasks',
    text: `select t.case_id, t.task, p.person, h.version
             from person p
             join task t on t.tenant = $1 and t.lane = 'person:' || p.person
             join case_head h on h.tenant = $1 and h.case_id = t.case_id
            where p.tenant = $1 and not p.active and (p.person, t.case_id, t.task) > ($2::text, $3::uuid, $4::text)
            order by p.person, t.case_id, t.task limit $5`,
    values: [tenant, after.person, after.case_id, after.task, limit],
  };
}

/** One of them again; no row when it is theirs no longer. */
export function findLeftTask(tenant: number, place: LeftTaskPlace): Statement<LeftTaskRow> {
  return {
    name: 'find-left-task',
    text: `select t.case_id, t.task, p.person, h.version
             from person p
             join task t on t.tenant = $1 and t.lane = 'person:' || p.person
             join case_head h on h.tenant = $1 and h.case_id = t.case_id
            where p.tenant = $1 and not p.active and p.person = $2 and t.case_id = $3 and t.task = $4`,
    values: [tenant, place.person, place.case_id, place.task],
  };
}

/** Phrases that were of nobody but people who left. */
export function dropPhrasesOfLeavers(tenant: number): Statement {
  return {
    name: 'drop-phrases-of-leavers',
    text: `delete from phrase v where v.tenant = $1 and v.team is null
             and not exists (select from person p where p.tenant = $1 and p.person = v.owner and p.active)`,
    values: [tenant],
  };
}

/** What people who left kept for themselves. What they gave to a team stays the team's. */
export function dropViewsOfLeavers(tenant: number): Statement {
  return {
    name: 'drop-views-of-leavers',
    text: `delete from saved_view v where v.tenant = $1 and v.team is null
             and not exists (select from person p where p.tenant = $1 and p.person = v.owner and p.active)`,
    values: [tenant],
  };
}
