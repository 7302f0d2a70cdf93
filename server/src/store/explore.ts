// What an auditor looks through: events and lines of the access log, by time, person, case and action, within the scope of a
// seat. Each way in has an index, and so a statement, of its own.
import type { SeatScope } from './auditor-seats.ts';
import { LATEST, type LinePlace, type Period } from './read-reads.ts';
import type { CaseRecord } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface ExploredQuery {
  readonly period: Period;
  readonly scope: SeatScope;
  readonly person: string | null;
  readonly caseId: string | null;
  /** What the line is called, or the type of the event. */
  readonly action: string | null;
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
  /** Those in scope; an id that is no case is in the scope of everything only. */
  readonly case_ids: readonly string[];
}

/** A case of the seat's scope: the parameters from `first` on are `scopeValues`. */
function inScope(first: number): string {
  return `($${first}::text[] is null or h.case_type = any ($${first}::text[]))
      and ($${first + 1}::text[] is null or h.team = any ($${first + 1}::text[])) and ($${first + 2}::uuid is null or h.case_id = $${first + 2}::uuid)`;
}

function scopeValues({ caseTypes, teams, caseId }: SeatScope): readonly unknown[] {
  return [caseTypes, teams, caseId];
}

export function exploreReads(
  tenant: number,
  query: ExploredQuery & { readonly denied: boolean | null; readonly after: LinePlace | null },
): Statement<ExploredReadRow> {
  const { period, scope, person, caseId, action, denied, limit } = query;
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
                          -- Asking for a case outside the scope would else tell what it was shown with.
                          where ($9::uuid is null or c.case_id = $9) and ${inScope(10)}))
                  order by l.recorded_at desc, l.entry_id desc limit $14) l
           left join person p on p.tenant = $1 and p.person = l.person
           order by l.recorded_at desc, l.entry_id desc`,
    values: [
      ...[tenant, period.from, period.until, recordedAt, entryId, person, action, denied, caseId],
      ...[...scopeValues(scope), whole, limit],
    ],
  };
}

export interface ExploredEventRow {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
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

const LATEST_EVENT: EventPlace = { recordedAt: 'infinity', caseId: LATEST.entryId, seq: 2_147_483_647 };

export function exploreEvents(
  tenant: number,
  query: ExploredQuery & { readonly after: EventPlace | null },
): Statement<ExploredEventRow> {
  const { period, scope, person, caseId, action, limit } = query;
  const { recordedAt, caseId: afterCase, seq } = query.after ?? LATEST_EVENT;
  const by = caseId === null ? 'time' : 'case';
  return {
    name: `explore-events-by-${by}`,
    text: `select e.case_id, e.seq, e.type, e.occurred, e.recorded_at, e.actor, coalesce(p.name, e.actor) as name, e.authority, h.reference
           from event e join case_head h on h.tenant = $1 and h.case_id = e.case_id
           left join person p on p.tenant = $1 and p.person = e.actor
           where e.tenant = $1 and e.recorded_at >= $2 and e.recorded_at < $3
             and (e.recorded_at, e.case_id, e.seq) < ($4::timestamptz, $5::uuid, $6::int)
             and ($7::text is null or e.actor = $7) and ($8::text is null or e.type = $8)
             and ${by === 'case' ? 'e.case_id = $9::uuid' : '$9::uuid is null'} and ${inScope(10)}
           order by e.recorded_at desc, e.case_id desc, e.seq desc limit $13`,
    values: [
      ...[tenant, period.from, period.until, recordedAt, afterCase, seq, person, action, caseId],
      ...[...scopeValues(scope), limit],
    ],
  };
}

/** One case, where the scope of a seat has it. */
export function readCaseInScope(tenant: number, caseId: string, scope: SeatScope): Statement<CaseRecord> {
  return {
    name: 'read-case-in-scope',
    text: `select h.version, h.case_type, h.case_type_hash, h.team, h.state, h.tokens, h.needs, h.purposes, h.walls, h.access_until,
             '{}'::text[] as parts from case_head h
           where h.tenant = $1 and h.case_id = $2 and ${inScope(3)}`,
    values: [tenant, caseId, ...scopeValues(scope)],
  };
}
