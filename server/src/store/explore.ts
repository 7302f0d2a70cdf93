// What an auditor looks through: events and lines of the access log, by time, person, case and action, within the scope of a
// seat. Each way in has an index, and so a statement, of its own. What the auditor is barred from is not looked through: a filter
// by such a case finds nothing, and events of it are only counted.
import type { SeatScope } from './auditor-seats.ts';
import { LATEST, type LinePlace, type Period } from './read-reads.ts';
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';
import { inScope, isOpenTo, scopeValues } from './watched-cases.ts';

export interface ExploredQuery {
  readonly period: Period;
  readonly scope: SeatScope;
  readonly person: string | null;
  readonly caseId: string | null;
  /** What the line is called, or the type of the event. */
  readonly action: string | null;
  /** What the auditor holds. */
  readonly held: readonly string[];
  readonly limit: number;
}

export interface ExploredReadRow {
  readonly recorded_at: string;
  readonly entry_id: string;
  readonly person: string;
  readonly name: string;
  readonly on_behalf_of: string | null;
  readonly authority: string;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[] | null;
  readonly results: number | null;
  /** Those in scope, of which not all may be told; an id that is no case is in the scope of everything only. */
  readonly case_ids: readonly string[];
}

export function exploreReads(
  tenant: number,
  query: ExploredQuery & { readonly denied: boolean | null; readonly after: LinePlace | null },
): Statement<ExploredReadRow> {
  const { period, scope, person, caseId, action, denied, held, limit } = query;
  const { recordedAt, entryId } = query.after ?? LATEST;
  const whole = scope.caseTypes === null && scope.teams === null && scope.caseId === null;
  const by = caseId === null ? (person === null ? 'time' : 'person') : 'case';
  const lines = {
    time: `access_log l where l.tenant = $1`,
    person: `access_log l where l.tenant = $1 and l.person = $6::text`,
    case: `access_seen s join access_log l on l.tenant = $1 and l.recorded_at = s.recorded_at and l.entry_id = s.entry_id
            where s.tenant = $1 and s.case_id = $9::uuid and s.recorded_at >= $2 and s.recorded_at < $3`,
  }[by];
  return {
    name: `explore-reads-by-${by}`,
    text: `select l.recorded_at, l.entry_id, l.person, coalesce(p.name, l.person) as name, l.on_behalf_of, l.authority, l.action,
             l.denied, l.purpose, l.rule, l.parts, l.results,
             case when $13::boolean then l.case_ids else
               array(select c.case_id from unnest(l.case_ids) as c (case_id) join case_head h on h.tenant = $1 and h.case_id = c.case_id
                      where ${inScope(10)}) end as case_ids
           from (select l.* from ${lines} and l.recorded_at >= $2 and l.recorded_at < $3
                    and (l.recorded_at, l.entry_id) < ($4::timestamptz, $5::uuid)
                    and ($6::text is null or l.person = $6) and ($7::text is null or l.action = $7)
                    and ($8::boolean is null or l.denied = $8) and ($9::uuid is null or $9 = any (l.case_ids))
                    and ($13::boolean or exists (select from unnest(l.case_ids) as c (case_id)
                           join case_head h on h.tenant = $1 and h.case_id = c.case_id
                          where ${inScope(10)}))
                    -- Asking for a case outside the scope, or a barred one, would else tell what it was shown with.
                    and ($9::uuid is null or exists (select from case_head h where h.tenant = $1 and h.case_id = $9 and ${inScope(10)}
                           and ${isOpenTo('h', '$15::text[]')}))
                  order by l.recorded_at desc, l.entry_id desc limit $14) l
           left join person p on p.tenant = $1 and p.person = l.person
           order by l.recorded_at desc, l.entry_id desc`,
    values: [
      ...[tenant, period.from, period.until, recordedAt, entryId, person, action, denied, caseId],
      ...[...scopeValues(scope), whole, limit, held],
    ],
  };
}

export interface ExploredEventRow extends AccessColumns {
  readonly case_id: string;
  readonly seq: number;
  /** Of what happened to a clock of a case that is not whole to the auditor: only that something happened. */
  readonly type: string;
  readonly occurred: string | null;
  readonly recorded_at: string;
  readonly actor: string;
  readonly name: string;
  readonly authority: string;
  readonly reference: string;
}

export interface EventPlace {
  readonly recordedAt: string;
  readonly caseId: string;
  readonly seq: number;
}

/** What an event is called that happened to a clock, where its time would tell a value of a closed part. */
export const CASE_CHANGED = 'CaseChanged';
/** Types of events whose time follows from the dates of a case. */
export const BY_THE_CLOCK = [
  ...['TimerFired', 'ClockBreached', 'ClockWarned', 'ClockSuspended', 'ClockResumed', 'ClockExtended'],
  ...['ClocksRecounted', 'DueDateChanged'],
] as const;

const LATEST_EVENT: EventPlace = { recordedAt: 'infinity', caseId: LATEST.entryId, seq: 2_147_483_647 };

export function exploreEvents(
  tenant: number,
  query: ExploredQuery & { readonly after: EventPlace | null },
): Statement<ExploredEventRow> {
  const { limit } = query;
  const { recordedAt, caseId: afterCase, seq } = query.after ?? LATEST_EVENT;
  return {
    name: `explore-events-by-${wayIn(query)}`,
    text: `select e.case_id, e.seq, case when x.cut then '${CASE_CHANGED}' else e.type end as type,
             case when x.cut then null else e.occurred end as occurred, e.recorded_at, e.actor, coalesce(p.name, e.actor) as name,
             e.authority, h.reference, h.tokens, h.needs, h.purposes, h.walls, h.access_until
           from ${EVENTS} where e.tenant = $1 and ${eventsAsked(query)} and ${isOpenTo('h', '$11::text[]')}
             and (e.recorded_at, e.case_id, e.seq) < ($12::timestamptz, $13::uuid, $14::int)
           order by e.recorded_at desc, e.case_id desc, e.seq desc limit $15`,
    values: [...valuesAsked(tenant, query), recordedAt, afterCase, seq, limit],
  };
}

/** So many of the latest events are looked at for those that are withheld. */
const COUNTED = 10_000;

/** Cases of which events were asked for and may not be told. */
export function countWithheldEvents(
  tenant: number,
  query: Omit<ExploredQuery, 'limit'>,
): Statement<{ readonly withheld: number }> {
  return {
    name: `count-withheld-events-by-${wayIn(query)}`,
    text: `select count(distinct w.case_id)::int as withheld from (
             select e.case_id, ${isOpenTo('h', '$11::text[]')} as open from ${EVENTS}
              where e.tenant = $1 and ${eventsAsked(query)}
             order by e.recorded_at desc, e.case_id desc, e.seq desc limit ${COUNTED}) w
           where not w.open`,
    values: valuesAsked(tenant, query),
  };
}

type AskedEvents = Pick<ExploredQuery, 'period' | 'scope' | 'person' | 'caseId' | 'action' | 'held'>;

function wayIn({ caseId }: AskedEvents): string {
  return caseId === null ? 'time' : 'case';
}

/** SQL: the tables of everything asked of events; `cut` where what happened to a clock is not to be named or dated. */
const EVENTS = `event e join case_head h on h.tenant = $1 and h.case_id = e.case_id
             cross join lateral (select case when e.type = any ($6::text[]) then exists (select from case_part c
                where c.tenant = $1 and c.case_id = e.case_id and not ${isOpenTo('c', '$11::text[]')}) else false end as cut) x
             left join person p on p.tenant = $1 and p.person = e.actor`;

function eventsAsked(query: AskedEvents): string {
  return `e.recorded_at >= $2 and e.recorded_at < $3 and ($4::text is null or e.actor = $4)
             and ($5::text is null or case when x.cut then '${CASE_CHANGED}' else e.type end = $5)
             and ${wayIn(query) === 'case' ? 'e.case_id = $7::uuid' : '$7::uuid is null'} and ${inScope(8)}`;
}

function valuesAsked(tenant: number, { period, scope, person, caseId, action, held }: AskedEvents): readonly unknown[] {
  return [tenant, period.from, period.until, person, action, BY_THE_CLOCK, caseId, ...scopeValues(scope), held];
}
