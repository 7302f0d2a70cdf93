// What counts for how long a case is kept and does not stand in it: when its relatives closed, and days that somebody recorded. Knows no
// schedule.
import type { RetentionFacts } from '@casewright/engine/retention';
import type { Statement } from './statement.ts';

export interface RetentionFactRow {
  readonly kind: 'parent' | 'linked' | 'manual' | 'death' | 'repeal';
  /** The id of a case, or the name under which a day was recorded. */
  readonly name: string;
  readonly on_date: string | null;
}

/** Under what repeals stand, which belong to no case. */
export const NO_CASE = '00000000-0000-0000-0000-000000000000';

/**
 * A relative that was destroyed was closed before, and counts as closed on the day on which it was destroyed. One that is closed and has no
 * row yet, such as before a rebuild, counts as open: nothing is due because nothing is known.
 */
export function retentionFacts(tenant: number, caseId: string): Statement<RetentionFactRow> {
  return {
    name: 'retention-facts',
    text: `
      select case when l.case_id = $2 then 'parent' else 'linked' end as kind, h.case_id::text as name,
             case when h.status = 'destroyed' then (h.changed_at at time zone 'UTC')::date
                  when h.status = 'closed' then d.closed_on end as on_date
        from case_link l
        join case_head h on h.tenant = $1 and h.case_id = case when l.case_id = $2 then l.parent_id else l.case_id end
        left join retention_due d on d.tenant = $1 and d.case_id = h.case_id
       where l.tenant = $1 and (l.case_id = $2 or l.parent_id = $2)
      union all
      select f.kind, f.name, f.on_date from retention_fact f
       where f.tenant = $1 and f.case_id in ($2, '${NO_CASE}')
       order by 1, 2`,
    values: [tenant, caseId],
  };
}

export function factsFromRows(rows: readonly RetentionFactRow[]): RetentionFacts {
  const recorded = (kind: RetentionFactRow['kind']): Readonly<Record<string, string>> =>
    Object.fromEntries(
      rows.flatMap((row) => (row.kind === kind && row.on_date !== null ? [[row.name, row.on_date] as const] : [])),
    );
  const parent = rows.find(({ kind }) => kind === 'parent');
  return {
    parent: parent === undefined ? null : { caseId: parent.name, closedOn: parent.on_date },
    linked: rows.flatMap((row) => (row.kind === 'linked' ? [{ caseId: row.name, closedOn: row.on_date }] : [])),
    ...{ manual: recorded('manual'), deaths: recorded('death'), repeals: recorded('repeal') },
  };
}

export interface FactToRecord {
  readonly kind: 'manual' | 'death' | 'repeal';
  readonly caseId: string;
  readonly name: string;
  /** Null takes it back. */
  readonly on: string | null;
  readonly by: string;
  readonly at: string;
}

export function recordRetentionFact(tenant: number, { kind, caseId, name, on, by, at }: FactToRecord): Statement {
  if (on === null)
    return {
      name: 'remove-retention-fact',
      text: 'delete from retention_fact where tenant = $1 and kind = $2 and case_id = $3 and name = $4',
      values: [tenant, kind, caseId, name],
    };
  return {
    name: 'record-retention-fact',
    text: `insert into retention_fact (tenant, kind, case_id, name, on_date, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (tenant, case_id, kind, name)
           do update set on_date = excluded.on_date, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`,
    values: [tenant, kind, caseId, name, on, by, at],
  };
}

/** Rows that follow from it: of the case, or of every case whose schedule asks for the repeal of the law. */
export function outdateByFact(tenant: number, { kind, caseId, name }: FactToRecord): Statement {
  if (kind !== 'repeal')
    return {
      name: 'outdate-retention-of-case',
      text: 'update retention_due set stale = true where tenant = $1 and case_id = $2',
      values: [tenant, caseId],
    };
  return {
    name: 'outdate-retention-by-law',
    text: 'update retention_due set stale = true where tenant = $1 and laws @> array[$2::text]',
    values: [tenant, name],
  };
}
