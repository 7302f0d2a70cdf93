// Emergencies in which cases were opened, as rows for counting: derived from the state of each case, and counted by whoever watches
// over privacy. They name nobody and hold nothing that anybody wrote.
import { dateOf } from '@casewright/engine/calendar';
import { reviewDueAt, type CaseState, type HeldAccess } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Statement } from './statement.ts';

export interface EmergencyRow {
  readonly access: string;
  readonly team: string;
  readonly case_type: string;
  readonly category: string;
  readonly opened_on: string;
  readonly due_on: string;
  readonly standing: string;
}

type BreakGlass = Extract<HeldAccess, { readonly kind: 'break-glass' }>;

export function emergenciesIn(state: CaseState | null): Readonly<Record<string, BreakGlass>> {
  const facts = Object.entries(state?.access?.facts ?? {});
  return Object.fromEntries(facts.flatMap(([id, fact]) => (fact.kind === 'break-glass' ? [[id, fact] as const] : [])));
}

export function emergencyRow(
  access: string,
  fact: BreakGlass,
  { team, caseType }: { readonly team: string; readonly caseType: CaseType },
): EmergencyRow {
  return {
    ...{ access, team, case_type: caseType.name, category: fact.category },
    opened_on: dateOf(fact.from, caseType.zone),
    due_on: dateOf(reviewDueAt(fact), caseType.zone),
    standing: fact.review,
  };
}

export function removeEmergencies(tenant: number, caseId: string, access: readonly string[]): readonly Statement[] {
  if (access.length === 0) return [];
  return [
    {
      name: 'remove-emergencies',
      text: 'delete from emergency where tenant = $1 and case_id = $2 and access = any ($3::text[])',
      values: [tenant, caseId, access],
    },
  ];
}

/** One that changed was removed before. */
export function addEmergencies(tenant: number, caseId: string, rows: readonly EmergencyRow[]): readonly Statement[] {
  if (rows.length === 0) return [];
  const column = (of: (row: EmergencyRow) => string): readonly string[] => rows.map(of);
  return [
    {
      name: 'add-emergencies',
      text: `insert into emergency (tenant, case_id, access, team, case_type, category, opened_on, due_on, standing)
             select $1, $2, e.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[], $9::text[]) as e`,
      values: [
        ...[tenant, caseId, column(({ access }) => access), column(({ team }) => team)],
        ...[column((row) => row.case_type), column(({ category }) => category)],
        ...[column((row) => row.opened_on), column((row) => row.due_on), column(({ standing }) => standing)],
      ],
    },
  ];
}

export function readEmergencies(tenant: number, caseId: string): Statement<EmergencyRow> {
  return {
    name: 'read-emergencies',
    text: `select access, team, case_type, category, to_char(opened_on, 'YYYY-MM-DD') as opened_on,
             to_char(due_on, 'YYYY-MM-DD') as due_on, standing
           from emergency where tenant = $1 and case_id = $2 order by access`,
    values: [tenant, caseId],
  };
}

export interface EmergencyCountRow {
  readonly team: string;
  readonly title: string;
  readonly category: string;
  readonly total: number;
  readonly due: number;
  readonly overdue: number;
  readonly justified: number;
  readonly not_justified: number;
}

/** By team and kind, of those that were opened from a day to another, both included. */
export function countEmergencies(
  tenant: number,
  of: { readonly from: string; readonly to: string; readonly limit: number },
): Statement<EmergencyCountRow> {
  const standing = (name: string): string => `(count(*) filter (where e.standing = '${name}'))::int`;
  return {
    name: 'count-emergencies',
    text: `select e.team, coalesce(t.title, e.team) as title, e.category, count(*)::int as total, ${standing('due')} as due,
             ${standing('overdue')} as overdue, ${standing('justified')} as justified, ${standing('not-justified')} as not_justified
           from emergency e left join team t on t.tenant = $1 and t.team = e.team
           where e.tenant = $1 and e.opened_on >= $2 and e.opened_on <= $3
           group by e.team, t.title, e.category order by e.team, e.category limit $4`,
    values: [tenant, of.from, of.to, of.limit],
  };
}
