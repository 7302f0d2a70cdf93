// Counts the cases that some tokens open, up to a bound. Each row is asked for under the policy of the list.
import type { CaseQuestion } from './list-cases.ts';
import type { Statement } from './statement.ts';

export interface CaseCountRecord {
  /** At most the bound. */
  readonly cases: number;
  /** Rows that were looked at, of which several may be of one case. */
  readonly rows: number;
}

export interface CountQuestion extends Pick<CaseQuestion, 'tenant' | 'tokens' | 'named' | 'status'> {
  /** Kinds of cases; null: all. */
  readonly caseTypes: readonly string[] | null;
}

/** @param most rows that are looked at */
export function countCases(
  { tenant, tokens, named, status, caseTypes }: CountQuestion,
  most: number,
): Statement<CaseCountRecord> {
  return {
    name: 'count-cases',
    text: `
      select count(distinct seen.case_id)::int as cases, count(*)::int as rows
        from (select c.case_id
                from (select case_id from case_head where tenant = $1 and case_id = any ($4::uuid[]) and status = $3
                       union all
                      select case_id from case_access where tenant = $1 and token = any ($2::text[]) and status = $3) c
               where $6::text[] is null
                  or exists (select from case_head h where h.tenant = $1 and h.case_id = c.case_id and h.case_type = any ($6))
               limit $5) seen`,
    values: [tenant, tokens, status, named, most, caseTypes],
  };
}
