// Who works here with which roles, and how far the work of the program is behind, as whoever administers an agency is shown them. Systems
// with tokens are not among the people, nor is whoever was removed.
import type { Statement } from './statement.ts';

export interface StaffRow {
  readonly person: string;
  readonly name: string;
  readonly active: boolean;
  /** Brought by a directory, which says whether they may sign in. */
  readonly kept: boolean;
  readonly roles: readonly StaffRole[];
}

export interface StaffRole {
  readonly team: string;
  readonly title: string;
  readonly role: string;
  /** A directory says who has it. */
  readonly kept: boolean;
}

/** What a list is cut to; null: not by this. */
export interface StaffFilter {
  /** In their name or their id, whatever its case. */
  readonly like: string | null;
  readonly team: string | null;
}

const COLUMNS = `p.person, p.name, p.active, p.user_key is not null or p.external_id is not null as kept,
       coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'title', t.title, 'role', m.role, 'kept', exists (
                   select from directory_group g where g.tenant = $1 and g.team = m.team and g.role = m.role))
                 order by m.team, m.role)
          from membership m join team t on t.tenant = $1 and t.team = m.team
         where m.tenant = $1 and m.person = p.person), '[]') as roles`;
const KNOWN = 'p.removed_at is null and not exists (select from client c where c.tenant = $1 and c.client = p.person)';
const FILTER = `($2::text is null or position(lower($2) in lower(p.name)) > 0 or position(lower($2) in p.person) > 0)
         and ($3::text is null or exists (select from membership m
               where m.tenant = $1 and m.person = p.person and m.team = $3))`;

export function listStaff(tenant: number, { like, team }: StaffFilter, limit: number): Statement<StaffRow> {
  return {
    name: 'list-staff',
    text: `select ${COLUMNS} from person p where p.tenant = $1 and ${KNOWN} and ${FILTER} order by p.name, p.person limit $4`,
    values: [tenant, like, team, limit],
  };
}

export function countStaff(tenant: number, { like, team }: StaffFilter): Statement<{ readonly total: number }> {
  return {
    name: 'count-staff',
    text: `select count(*)::int as total from person p where p.tenant = $1 and ${KNOWN} and ${FILTER}`,
    values: [tenant, like, team],
  };
}

/** Kept from being changed by others until the transaction ends. */
export function lockStaff(tenant: number, person: string): Statement<StaffRow> {
  return {
    name: 'lock-staff',
    text: `select ${COLUMNS} from person p where p.tenant = $1 and p.person = $2 and ${KNOWN} for update`,
    values: [tenant, person],
  };
}

export interface TeamRow {
  readonly team: string;
  readonly title: string;
  readonly people: number;
}

export function listTeams(tenant: number): Statement<TeamRow> {
  return {
    name: 'list-teams',
    text: `select t.team, t.title, (select count(distinct m.person)::int from membership m join person p on p.tenant = $1 and p.person = m.person
                where m.tenant = $1 and m.team = t.team and ${KNOWN}) as people
             from team t where t.tenant = $1 order by t.title, t.team`,
    values: [tenant],
  };
}

/** Roles that somebody has, or that a directory keeps. */
export function listRoles(tenant: number): Statement<{ readonly role: string }> {
  return {
    name: 'list-roles',
    text: `select distinct r.role from (select m.role from membership m where m.tenant = $1
             union all select g.role from directory_group g where g.tenant = $1) r order by r.role`,
    values: [tenant],
  };
}

/** Whether there is such a team, and whether a directory says who has that role in it. */
export function findRole(
  tenant: number,
  { team, role }: { readonly team: string; readonly role: string },
): Statement<{ readonly kept: boolean }> {
  return {
    name: 'find-role',
    text: `select exists (select from directory_group g where g.tenant = $1 and g.team = $2 and g.role = $3) as kept
             from team t where t.tenant = $1 and t.team = $2`,
    values: [tenant, team, role],
  };
}

/** What the program does by itself, in the order in which it is shown. */
export const PROGRAM_JOBS = ['events', 'timers', 'texts', 'letters', 'leavers', 'log'] as const;
export type ProgramJob = (typeof PROGRAM_JOBS)[number];

export interface JobRow {
  readonly job: ProgramJob;
  /** How much is due now, and since when the oldest of it is. */
  readonly waiting: number;
  readonly since: string | null;
  /** How much was given up, so that somebody must see to it. */
  readonly failed: number;
  /** When it was last done, where that is known. */
  readonly done_at: string | null;
}

/** @param at an instant of UTC: what is due later does not wait yet */
export function countJobs(tenant: number, at: string): Statement<JobRow> {
  return {
    name: 'count-jobs',
    text: `select 'events' as job, count(*)::int as waiting, min(o.recorded_at) as since, 0 as failed, null::timestamptz as done_at
             from outbox o where o.tenant = $1
           union all
           select 'timers', count(*)::int, min(t.due_at), 0, null from timer t where t.tenant = $1 and t.due_at <= $2
           union all
           select 'texts', (count(*) filter (where f.state = 'waiting' and f.next_at <= $2))::int,
                  min(f.next_at) filter (where f.state = 'waiting' and f.next_at <= $2),
                  (count(*) filter (where f.state = 'parked'))::int, max(f.changed_at) filter (where f.state = 'read')
             from file_text f where f.tenant = $1
           union all
           select 'letters', (count(*) filter (where d.state = 'waiting' and d.next_at <= $2))::int,
                  min(d.next_at) filter (where d.state = 'waiting' and d.next_at <= $2),
                  (count(*) filter (where d.state in ('failed', 'uncertain')))::int, max(d.changed_at) filter (where d.state = 'sent')
             from dispatch d where d.tenant = $1 and d.way = 'mail'
           union all
           select 'leavers', count(*)::int, min(p.changed_at), 0, null
             from person p join task k on k.tenant = $1 and k.lane = 'person:' || p.person
            where p.tenant = $1 and not p.active
           union all
           select 'log', 0, null, 0, (select max(c.made_at) from log_checkpoint c where c.tenant = $1)`,
    values: [tenant, at],
  };
}
