// Writes who may find a case: one row for each token.
import type { Statement } from './statement.ts';

/** A case as the access list knows it. */
export interface AccessOfCase {
  readonly tenant: number;
  readonly caseId: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
}

export function addAccess(of: AccessOfCase, tokens: readonly string[]): Statement {
  return {
    name: 'add-access',
    text: `insert into case_access (tenant, token, case_id, status, opened_at)
           select $1, t.token, $2, $3, $4 from unnest($5::text[]) as t (token)`,
    values: [of.tenant, of.caseId, of.status, of.openedAt, tokens],
  };
}

export function changeAccessStatus(of: AccessOfCase, tokens: readonly string[]): Statement {
  return {
    name: 'change-access-status',
    text: 'update case_access set status = $3 where tenant = $1 and case_id = $2 and token = any ($4)',
    values: [of.tenant, of.caseId, of.status, tokens],
  };
}
