// Which of some cases the reader may see, with the version of each.
import type { Statement } from './statement.ts';

export interface SeenCaseRecord {
  readonly case_id: string;
  readonly version: number;
}

export function seeCases(tenant: number, caseIds: readonly string[]): Statement<SeenCaseRecord> {
  return {
    name: 'see-cases',
    text: 'select case_id, version from case_head where tenant = $1 and case_id = any ($2::uuid[])',
    values: [tenant, caseIds],
  };
}
