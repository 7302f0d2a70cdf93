// Which of some cases one of the given tokens opens, with the version of each.
import type { Statement } from './statement.ts';

export interface SeenCaseRecord {
  readonly case_id: string;
  readonly version: number;
}

export function seeCases(
  tenant: number,
  caseIds: readonly string[],
  tokens: readonly string[],
): Statement<SeenCaseRecord> {
  return {
    name: 'see-cases',
    text: `
      select h.case_id, h.version
        from case_head h
       where h.tenant = $1 and h.case_id = any ($2::uuid[])
         and exists (select 1 from case_access a where a.tenant = $1 and a.token = any ($3::text[]) and a.case_id = h.case_id)`,
    values: [tenant, caseIds, tokens],
  };
}
