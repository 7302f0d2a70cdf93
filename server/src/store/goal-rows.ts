// Goals of cases as rows for reports: derived from the state of each case. They name nobody and hold nothing that anybody wrote.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { changedRows } from './changed-rows.ts';
import type { Statement } from './statement.ts';

export interface GoalRow {
  /** Id of the entry. */
  readonly goal: string;
  readonly kind: string;
  readonly case_type: string;
  readonly status: string;
  readonly set_on: string;
  readonly ended_on: string | null;
  /** Exact decimals. */
  readonly baseline: string;
  readonly last_value: string | null;
  /** JSON: values of the fields by which reports may tell cases apart, in the order of the case type. */
  readonly cohorts: string;
}

interface Kept {
  readonly state: CaseState | null;
  readonly caseType: CaseType;
}

/** The goals of a case, as rows. */
export function goalRowsOf({ state, caseType }: Kept): readonly GoalRow[] {
  const cohorts = cohortsOf({ state, caseType });
  return Object.entries(state?.entries ?? {}).flatMap(([goal, entry]) => {
    if (entry.kind !== 'goal') return [];
    const { of, status, from, until, baseline, reviews } = entry;
    return [
      {
        ...{ goal, kind: of, case_type: caseType.name, status, set_on: from, ended_on: until },
        ...{ baseline, last_value: reviews.at(-1)?.value ?? null, cohorts },
      },
    ];
  });
}

function cohortsOf({ state, caseType }: Kept): string {
  const fields = new Set([...(caseType.reports?.cohorts.values() ?? [])].map(({ field }) => field));
  const known = [...fields].flatMap((field) => {
    const value = state?.data[field];
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
  return JSON.stringify(Object.fromEntries(known));
}

export interface GoalRowChanges {
  readonly removedGoals: readonly string[];
  readonly addedGoals: readonly GoalRow[];
}

const NONE: GoalRowChanges = { removedGoals: [], addedGoals: [] };

/** Most commands change neither a goal nor a field by which goals are told apart. */
export function goalRowChanges(before: CaseState | null, after: CaseState, caseType: CaseType): GoalRowChanges {
  if (caseType.goals.size === 0 || (before?.entries === after.entries && before?.data === after.data)) return NONE;
  const { removed, added } = changedRows(
    goalRowsOf({ state: before, caseType }),
    goalRowsOf({ state: after, caseType }),
    ({ goal }) => goal,
  );
  return { removedGoals: removed.map(({ goal }) => goal), addedGoals: added };
}

export function removeGoals(tenant: number, caseId: string, goals: readonly string[]): readonly Statement[] {
  if (goals.length === 0) return [];
  return [
    {
      name: 'remove-goals',
      text: 'delete from goal where tenant = $1 and case_id = $2 and goal = any ($3::text[])',
      values: [tenant, caseId, goals],
    },
  ];
}

/** One that changed was removed before. */
export function addGoals(tenant: number, caseId: string, rows: readonly GoalRow[]): readonly Statement[] {
  if (rows.length === 0) return [];
  const column = <T>(of: (row: GoalRow) => T): readonly T[] => rows.map(of);
  return [
    {
      name: 'add-goals',
      text: `insert into goal (tenant, case_id, goal, kind, case_type, status, set_on, ended_on, baseline, last_value, cohorts)
             select $1, $2, g.* from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::date[], $8::date[],
                                            $9::text[], $10::text[], $11::text[]) as g`,
      values: [
        ...[tenant, caseId, column(({ goal }) => goal), column(({ kind }) => kind), column((row) => row.case_type)],
        ...[column(({ status }) => status), column((row) => row.set_on), column((row) => row.ended_on)],
        ...[column(({ baseline }) => baseline), column((row) => row.last_value), column(({ cohorts }) => cohorts)],
      ],
    },
  ];
}

export function readGoals(tenant: number, caseId: string): Statement<GoalRow> {
  return {
    name: 'read-goals',
    text: `select goal, kind, case_type, status, set_on, ended_on, baseline, last_value, cohorts
             from goal where tenant = $1 and case_id = $2 order by goal`,
    values: [tenant, caseId],
  };
}
