// Who looked at a case, and what somebody looked at. By index in both directions: one row for each case of each line leads from
// the case to the lines, and the lines of a person lie together.
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';
import { isOpenTo } from './watched-cases.ts';

/** The place of a line in the access log, the latest first. */
export interface LinePlace {
  readonly recordedAt: string;
  readonly entryId: string;
}

/** Before the first line of a list that begins with the latest. */
export const LATEST: LinePlace = { recordedAt: 'infinity', entryId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export interface LookRow {
  readonly recorded_at: string;
  readonly entry_id: string;
  readonly person: string;
  readonly name: string;
  readonly on_behalf_of: string | null;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[] | null;
}

/** One page of the looks at a case, refused ones too, the latest first. */
export function readLooks(
  tenant: number,
  of: { readonly caseId: string; readonly after: LinePlace; readonly limit: number },
): Statement<LookRow> {
  return {
    name: 'read-looks',
    text: `select l.recorded_at, l.entry_id, l.person, coalesce(p.name, l.person) as name, l.on_behalf_of, l.action, l.denied,
             l.purpose, l.rule, l.parts
           from (select s.recorded_at, s.entry_id from access_seen s
                  where s.tenant = $1 and s.case_id = $2 and (s.recorded_at, s.entry_id) < ($3::timestamptz, $4::uuid)
                  order by s.recorded_at desc, s.entry_id desc limit $5) s
           join access_log l on l.tenant = $1 and l.recorded_at = s.recorded_at and l.entry_id = s.entry_id
           left join person p on p.tenant = $1 and p.person = l.person
           order by l.recorded_at desc, l.entry_id desc`,
    values: [tenant, of.caseId, of.after.recordedAt, of.after.entryId, of.limit],
  };
}

export interface ReaderOfCaseRow {
  readonly person: string;
  readonly name: string;
  readonly looks: number;
  readonly refused: number;
  readonly first_at: string;
  readonly last_at: string;
}

/** Everybody who has looked at a case, or tried to, the latest first. */
export function readReadersOfCase(tenant: number, caseId: string): Statement<ReaderOfCaseRow> {
  return {
    name: 'read-readers-of-case',
    text: `select r.person, coalesce(p.name, r.person) as name, r.looks, r.refused, r.first_at, r.last_at
           from (select l.person, count(*) filter (where not l.denied)::int as looks, count(*) filter (where l.denied)::int as refused,
                        min(l.recorded_at) as first_at, max(l.recorded_at) as last_at
                   from access_seen s
                   join access_log l on l.tenant = $1 and l.recorded_at = s.recorded_at and l.entry_id = s.entry_id
                  where s.tenant = $1 and s.case_id = $2 group by l.person) r
           left join person p on p.tenant = $1 and p.person = r.person
           order by r.last_at desc, r.person`,
    values: [tenant, caseId],
  };
}

export interface SubjectLookRow {
  /** In UTC. */
  readonly day: string;
  /** Titles of the teams of whoever looked; empty for somebody who is in none any more. */
  readonly teams: readonly string[];
  readonly purposes: readonly string[];
  readonly looks: number;
}

/** What the person whom a case is about may be told: on which days which offices looked at it, and what for. */
export function readLooksForSubject(tenant: number, caseId: string): Statement<SubjectLookRow> {
  return {
    name: 'read-looks-for-subject',
    text: `select to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD') as day, o.teams, count(*)::int as looks,
             coalesce(array_agg(distinct l.purpose order by l.purpose) filter (where l.purpose is not null), '{}') as purposes
           from access_seen s
           join access_log l on l.tenant = $1 and l.recorded_at = s.recorded_at and l.entry_id = s.entry_id
           cross join lateral (select coalesce(array_agg(distinct t.title order by t.title), '{}') as teams from membership m
                  join team t on t.tenant = $1 and t.team = m.team where m.tenant = $1 and m.person = l.person) o
           where s.tenant = $1 and s.case_id = $2 and not l.denied
           group by 1, 2 order by 1 desc, 2`,
    values: [tenant, caseId],
  };
}

export interface Period {
  readonly from: string;
  /** Not part of it. */
  readonly until: string;
}

export interface ReachRow extends AccessColumns {
  readonly case_id: string;
  readonly reference: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly reads: number;
  readonly refused: number;
  readonly actions: readonly string[];
  readonly parts: readonly string[];
}

export interface ReachAsked extends Period {
  readonly person: string;
  /** What whoever asks holds. */
  readonly held: readonly string[];
}

/** Every case that somebody saw or asked for in a time and that may be told: one row each, in the order of the ids. */
export function readReach(
  tenant: number,
  of: ReachAsked & { readonly after: string; readonly limit: number },
): Statement<ReachRow> {
  return {
    name: 'read-reach',
    text: `select c.case_id, h.reference, min(l.recorded_at) as first_at, max(l.recorded_at) as last_at,
             count(distinct l.entry_id) filter (where not l.denied)::int as reads,
             count(distinct l.entry_id) filter (where l.denied)::int as refused,
             array_agg(distinct l.action order by l.action) as actions,
             coalesce(array_agg(distinct q.part order by q.part) filter (where q.part is not null), '{}') as parts,
             h.tokens, h.needs, h.purposes, h.walls, h.access_until
           from access_log l cross join lateral unnest(l.case_ids) as c (case_id)
           left join lateral unnest(l.parts) as q (part) on true
           join case_head h on h.tenant = $1 and h.case_id = c.case_id and ${isOpenTo('h', '$7::text[]')}
           where l.tenant = $1 and l.person = $2 and l.recorded_at >= $3 and l.recorded_at < $4 and c.case_id > $5
           group by c.case_id, h.tenant, h.case_id order by c.case_id limit $6`,
    values: [tenant, of.person, of.from, of.until, of.after, of.limit, of.held],
  };
}

/** How many ids of cases somebody saw or asked for that may not be told, whether there are such cases or not. */
export function countWithheldReach(tenant: number, of: ReachAsked): Statement<{ readonly withheld: number }> {
  return {
    name: 'count-withheld-reach',
    text: `select count(distinct c.case_id)::int as withheld from access_log l cross join lateral unnest(l.case_ids) as c (case_id)
           where l.tenant = $1 and l.person = $2 and l.recorded_at >= $3 and l.recorded_at < $4
             and not exists (select from case_head h where h.tenant = $1 and h.case_id = c.case_id and ${isOpenTo('h', '$5::text[]')})`,
    values: [tenant, of.person, of.from, of.until, of.held],
  };
}

/** How many lines somebody left in a time. */
export function countReads(
  tenant: number,
  of: Period & { readonly person: string },
): Statement<{ readonly lines: number }> {
  return {
    name: 'count-reads',
    text: `select count(*)::int as lines from access_log where tenant = $1 and person = $2 and recorded_at >= $3 and recorded_at < $4`,
    values: [tenant, of.person, of.from, of.until],
  };
}
