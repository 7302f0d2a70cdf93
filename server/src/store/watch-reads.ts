// What the rules that notice snooping need: lines that nobody has judged yet, taken so that no other process takes them too, and
// what must be known of their people and cases.
import type { DayOfReads, Tie, WatchedLine } from '@casewright/engine/watch';
import { standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface PendingRow {
  readonly recorded_at: string;
  readonly entry_id: string;
}

/** The oldest lines that were recorded before a time. Another process that asks meanwhile gets others. */
export function claimPending(tenant: number, before: string, limit: number): Statement<PendingRow> {
  return {
    name: 'claim-access-pending',
    text: `select recorded_at, entry_id from access_pending where tenant = $1 and recorded_at < $2
           order by recorded_at, entry_id limit $3 for update skip locked`,
    values: [tenant, before, limit],
  };
}

export function removePending(tenant: number, rows: readonly PendingRow[]): Statement {
  return {
    name: 'remove-access-pending',
    text: `delete from access_pending a using unnest($2::timestamptz[], $3::uuid[]) as r (recorded_at, entry_id)
           where a.tenant = $1 and a.recorded_at = r.recorded_at and a.entry_id = r.entry_id`,
    values: [tenant, rows.map((row) => row.recorded_at), rows.map((row) => row.entry_id)],
  };
}

interface WatchedRow {
  readonly line: WatchedLine;
}

export function readWatchedLines(tenant: number, rows: readonly PendingRow[]): Statement<WatchedRow> {
  return {
    name: 'read-watched-lines',
    text: `select jsonb_build_object('entryId', l.entry_id, 'recordedAt', to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             'person', l.person, 'authority', l.authority, 'action', l.action, 'rule', l.rule, 'caseIds', l.case_ids, 'denied', l.denied,
             'onBehalfOf', l.on_behalf_of) as line
           from unnest($2::timestamptz[], $3::uuid[]) as r (recorded_at, entry_id)
           join access_log l on l.tenant = $1 and l.recorded_at = r.recorded_at and l.entry_id = r.entry_id
           order by l.recorded_at, l.entry_id`,
    values: [tenant, rows.map((row) => row.recorded_at), rows.map((row) => row.entry_id)],
  };
}

export function readTies(tenant: number, caseIds: readonly string[]): Statement<TieRow> {
  return {
    name: 'read-ties',
    text: 'select person, case_id, tie from staff_tie where tenant = $1 and case_id = any ($2::uuid[])',
    values: [tenant, caseIds],
  };
}

export interface TieRow {
  readonly person: string;
  readonly case_id: string;
  readonly tie: Tie['tie'];
}

/** People and cases in pairs, with the time from which having acted counts. */
export interface Pairs {
  readonly people: readonly string[];
  readonly caseIds: readonly string[];
  readonly since: string;
}

/** Those of the pairs that have a reason in the work: a task of theirs, one that waits for their role in their team, or an event of theirs. */
export function findWork(
  tenant: number,
  { people, caseIds, since }: Pairs,
): Statement<{ readonly person: string; readonly case_id: string; readonly own: boolean }> {
  return {
    name: 'find-work',
    text: `select w.person, w.case_id, w.own from (
             select r.person, r.case_id,
                    exists (select from task t where t.tenant = $1 and t.case_id = r.case_id and t.lane = 'person:' || r.person)
                    or exists (select from event e where e.tenant = $1 and e.case_id = r.case_id and e.actor = r.person
                                 and e.recorded_at >= $4) as own
               -- The offset keeps it one value, which is asked for twice below.
               from unnest($2::text[], $3::uuid[]) as r (person, case_id) offset 0) w
           where w.own
              or exists (select from task t join membership m on m.tenant = $1 and m.person = w.person and m.team = t.team
                           and (t.role = '' or m.role = any (string_to_array(t.role, ' '))) where t.tenant = $1 and t.case_id = w.case_id)`,
    values: [tenant, people, caseIds, since],
  };
}

/** What walls ask of readers, of those cases that have any. */
export function readWalls(
  tenant: number,
  caseIds: readonly string[],
): Statement<{ readonly case_id: string; readonly walls: readonly string[] }> {
  return {
    name: 'read-walls',
    text: `select case_id, walls from case_head where tenant = $1 and case_id = any ($2::uuid[]) and walls <> '{}'`,
    values: [tenant, caseIds],
  };
}

/** Where some people stand, for knowing whether a wall is against them. */
export function readStandings(
  tenant: number,
  people: readonly string[],
): Statement<{ readonly person: string; readonly standing: readonly StandingLine[] }> {
  return {
    name: 'read-standings',
    text: `select p.person, ${standingOf('p.person')} as standing from person p where p.tenant = $1 and p.person = any ($2::text[])`,
    values: [tenant, people],
  };
}

/** Those of the cases that have a matter or a marker of this name. */
export function findMarked(
  tenant: number,
  { caseIds, mark }: { readonly caseIds: readonly string[]; readonly mark: string },
): Statement<{ readonly case_id: string }> {
  return {
    name: 'find-marked-cases',
    text: `select h.case_id from case_head h
            where h.tenant = $1 and h.case_id = any ($2::uuid[]) and position('"' || $3 || '"' in h.state) > 0
              and ((h.state::jsonb #> '{access,classified,matters}') ? $3
                   or (h.state::jsonb #> '{access,classified,classification,markers}') ? $3)`,
    values: [tenant, caseIds, mark],
  };
}

/** Refusals of some people in a time. */
export function readRefusals(
  tenant: number,
  of: { readonly people: readonly string[]; readonly from: string; readonly until: string },
): Statement<{ readonly person: string; readonly at: string }> {
  return {
    name: 'read-refusals',
    text: `select person, recorded_at as at from access_log
           where tenant = $1 and person = any ($2::text[]) and recorded_at >= $3 and recorded_at <= $4 and denied`,
    values: [tenant, of.people, of.from, of.until],
  };
}

/** Days of people, each from its first instant to its last. */
export interface PersonDays {
  readonly people: readonly string[];
  readonly days: readonly string[];
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

/** How many cases each opened on their day: chosen by them, not shown by a list. */
export function countOpened(
  tenant: number,
  of: PersonDays,
  { lists, oversight }: { readonly lists: readonly string[]; readonly oversight: readonly string[] },
): Statement<DayOfReads> {
  return {
    name: 'count-opened',
    text: `select r.person, to_char(r.day, 'YYYY-MM-DD') as day, count(distinct c.case_id)::int as opened
           from unnest($2::text[], $3::date[], $4::timestamptz[], $5::timestamptz[]) as r (person, day, first_at, end_at)
           join access_log l on l.tenant = $1 and l.person = r.person and l.recorded_at >= r.first_at and l.recorded_at <= r.end_at
             and not l.denied and l.action <> all ($6::text[]) and l.action not like 'refused:%'
             and l.authority like 'session:%' and (l.rule is null or l.rule <> all ($7::text[]))
           cross join lateral unnest(l.case_ids) as c (case_id)
           group by r.person, r.day order by r.person, r.day`,
    values: [tenant, of.people, of.days, of.starts, of.ends, lists, oversight],
  };
}

/** Written anew each time, so that doing it twice changes nothing. */
export function keepDays(tenant: number, days: readonly DayOfReads[]): Statement {
  return {
    name: 'keep-read-days',
    text: `insert into read_day (tenant, person, day, opened) select $1, d.person, d.day, d.opened
           from unnest($2::text[], $3::date[], $4::int[]) as d (person, day, opened)
           on conflict (tenant, person, day) do update set opened = excluded.opened`,
    values: [tenant, days.map(({ person }) => person), days.map(({ day }) => day), days.map(({ opened }) => opened)],
  };
}

/** For each person those who hold one of their roles, themselves too. */
export function findPeers(
  tenant: number,
  people: readonly string[],
): Statement<{ readonly person: string; readonly peer: string }> {
  return {
    name: 'find-peers',
    text: `select distinct mine.person, other.person as peer from membership mine
           join membership other on other.tenant = $1 and other.team = mine.team and other.role = mine.role
           where mine.tenant = $1 and mine.person = any ($2::text[])`,
    values: [tenant, people],
  };
}

/** Days of these people, and of those who hold one of their roles, in a time. */
export function readHistory(
  tenant: number,
  of: { readonly people: readonly string[]; readonly from: string; readonly until: string },
): Statement<DayOfReads> {
  return {
    name: 'read-history',
    text: `select d.person, to_char(d.day, 'YYYY-MM-DD') as day, d.opened from read_day d
           where d.tenant = $1 and d.day >= $3 and d.day <= $4 and d.person in
             (select unnest($2::text[]) union
              select other.person from membership mine join membership other on other.tenant = $1 and other.team = mine.team and other.role = mine.role
               where mine.tenant = $1 and mine.person = any ($2::text[]))`,
    values: [tenant, of.people, of.from, of.until],
  };
}
