// Which of some cases the reader may see, with the version of each.
import type { Statement } from './statement.ts';

export interface SeenCaseRecord {
  readonly case_id: string;
  readonly version: number;
}

export interface SharedCaseRecord {
  readonly case_id: string;
  readonly reference: string;
  readonly status: 'open' | 'closed';
}

/** Of some cases that are shared with another agency, those that its reader sees. */
export function seeSharedCases(tenant: number, caseIds: readonly string[]): Statement<SharedCaseRecord> {
  return {
    name: 'see-shared-cases',
    text: `select case_id, reference, status from case_head where tenant = $1 and case_id = any ($2::uuid[])
            order by opened_at desc, case_id desc`,
    values: [tenant, caseIds],
  };
}

export function seeCases(tenant: number, caseIds: readonly string[]): Statement<SeenCaseRecord> {
  return {
    name: 'see-cases',
    text: 'select case_id, version from case_head where tenant = $1 and case_id = any ($2::uuid[])',
    values: [tenant, caseIds],
  };
}
