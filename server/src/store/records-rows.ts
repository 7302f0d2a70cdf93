// What those who keep records look at: how many cases are under each class and year, which ones, and what must be known of a case to say
// whether it may be told. Which of them may be told is for `oversee` of the policy; pages are kept full by the same terms.
import type { AccessAsked } from '@casewright/engine/policy';
import { holdsOffice } from './disposal-runs.ts';
import { standsOn } from './holds.ts';
import type { Statement } from './statement.ts';
import { isOpenTo } from './watched-cases.ts';

const HELD = standsOn('d');

/** Cases that are alike in everything that is counted, and that ask the same of everybody. */
export interface RetentionGroup extends AccessAsked {
  readonly case_type: string;
  readonly class: string | null;
  readonly action: string | null;
  readonly status: string;
  /** Of the day from which they may go; null where there is none. */
  readonly year: number | null;
  /** Whether that day has come. */
  readonly is_due: boolean;
  readonly held: boolean;
  readonly stale: boolean;
  readonly cases: number;
}

/** @param today those that are due until this day, included, are due now */
export function countRetention(tenant: number, today: string): Statement<RetentionGroup> {
  return {
    name: 'count-retention',
    text: `select d.case_type, d.class, d.action, d.status, extract(year from d.due_on)::int as year,
                  coalesce(d.due_on <= $2::date, false) as is_due, ${HELD} as held, d.stale,
                  '{}'::text[] as tokens, h.needs, h.purposes, h.walls, count(*)::int as cases
             from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id and h.status = 'closed' and h.access_until > now()
            where d.tenant = $1 group by 1, 2, 3, 4, 5, 6, 7, 8, h.needs, h.purposes, h.walls order by 1, 2, 5`,
    values: [tenant, today],
  };
}

export interface RecordsAsked {
  /** What the asker holds. */
  readonly held: readonly string[];
  readonly status: string | null;
  readonly caseType: string | null;
  readonly class: string | null;
  readonly action: string | null;
  /** Days, both included; null: any, also none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly isHeld: boolean | null;
}

export interface RecordsRow extends AccessAsked {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly status: string;
  readonly class: string | null;
  readonly action: string | null;
  readonly trigger_on: string | null;
  readonly due_on: string | null;
  readonly floor: string | null;
  readonly missing: string | null;
  readonly because: string;
  readonly stale: boolean;
  readonly held: boolean;
}

const ASKED = `($2::text is null or d.status = $2) and ($3::text is null or d.case_type = $3) and ($4::text is null or d.class = $4)
    and ($5::date is null or d.due_on >= $5) and ($6::date is null or d.due_on <= $6) and ($7::boolean is null or ${HELD} = $7)
    and ($9::text is null or d.action = $9)`;

function valuesOf(tenant: number, asked: RecordsAsked): readonly unknown[] {
  const { status, caseType, class: of, from, to, isHeld, held, action } = asked;
  return [tenant, status, caseType, of, from, to, isHeld, held, action];
}

/** Behind every day, for those that have none. */
export const NO_DAY = '9999-12-31';

/** Closed cases that whoever asks may be told of, by day. */
export function listRecords(
  tenant: number,
  asked: RecordsAsked,
  page: { readonly after: { readonly due: string; readonly caseId: string }; readonly limit: number },
): Statement<RecordsRow> {
  return {
    name: 'list-records',
    text: `select d.case_id, h.reference, d.case_type, h.case_type_hash, h.team, d.status, d.class, d.action, d.trigger_on, d.due_on, d.floor,
                  d.missing, d.because, d.stale, ${HELD} as held, h.tokens, h.needs, h.purposes, h.walls
             from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id and h.status = 'closed'
            where d.tenant = $1 and ${ASKED} and ${isOpenTo('h', '$8::text[]')}
              and (coalesce(d.due_on, '${NO_DAY}'), d.case_id) > ($10::date, $11::uuid)
            order by coalesce(d.due_on, '${NO_DAY}'), d.case_id limit $12`,
    values: [...valuesOf(tenant, asked), page.after.due, page.after.caseId, page.limit],
  };
}

/** How many there are, and how many of them may be told. */
export function countRecords(
  tenant: number,
  asked: RecordsAsked,
): Statement<{ readonly all: number; readonly open: number }> {
  return {
    name: 'count-records',
    text: `select count(*)::int as "all", (count(*) filter (where ${isOpenTo('h', '$8::text[]')}))::int as open
             from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id and h.status = 'closed'
            where d.tenant = $1 and ${ASKED}`,
    values: valuesOf(tenant, asked),
  };
}

export interface NamedRecord extends AccessAsked {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly status: 'open' | 'closed' | 'destroyed';
}

/** What is left of a case that was destroyed keeps nobody off. */
const ASKS = `case when h.status = 'destroyed' then '{}' else h.needs end as needs,
    case when h.status = 'destroyed' then '{purpose:*}' else h.purposes end as purposes,
    case when h.status = 'destroyed' then '{}' else h.walls end as walls`;

/** The cases among some ids, those that were destroyed too. */
export function nameRecords(tenant: number, caseIds: readonly string[]): Statement<NamedRecord> {
  return {
    name: 'name-records',
    text: `select h.case_id, h.reference, h.case_type, h.case_type_hash, h.team, h.status, h.tokens, ${ASKS}
             from case_head h where h.tenant = $1 and h.case_id = any ($2::uuid[]) and (h.access_until > now() or h.status = 'destroyed')`,
    values: [tenant, caseIds],
  };
}

/** What is recorded of one case: its row, whoever asks; that is held against the terms apart. */
export function readRecord(tenant: number, caseId: string): Statement<RecordsRow> {
  return {
    name: 'read-record',
    text: `select d.case_id, h.reference, d.case_type, h.case_type_hash, h.team, d.status, d.class, d.action, d.trigger_on, d.due_on, d.floor,
                  d.missing, d.because, d.stale, ${HELD} as held, h.tokens, h.needs, h.purposes, h.walls
             from retention_due d join case_head h on h.tenant = $1 and h.case_id = d.case_id
            where d.tenant = $1 and d.case_id = $2`,
    values: [tenant, caseId],
  };
}

export interface ManagerRow {
  readonly person: string;
  readonly name: string;
}

/** Active people with a role in any team. */
export function holdersOf(tenant: number, role: string): Statement<ManagerRow> {
  return {
    name: 'holders-of-role',
    text: `select p.person, p.name from person p
            where p.tenant = $1 and ${holdsOffice('p', '$2')} order by p.name, p.person`,
    values: [tenant, role],
  };
}
