// Writes who may find a case: one row for each token.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

/** A case as the access list knows it. */
export interface AccessOfCase {
  readonly caseId: string;
  readonly status: 'open' | 'closed' | 'destroyed';
  readonly openedAt: string;
}

export function addAccess(
  tenant: number,
  rows: readonly (AccessOfCase & { readonly token: string })[],
): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-access-${group.length}`,
    text: `insert into case_access (tenant, token, case_id, status, opened_at) values ${rowsOfParameters(group.length, 4)}`,
    values: [tenant, ...group.flatMap((row) => [row.token, row.caseId, row.status, row.openedAt])],
  }));
}

export function changeAccessStatus(tenant: number, of: AccessOfCase, tokens: readonly string[]): Statement {
  return {
    name: 'change-access-status',
    text: 'update case_access set status = $3 where tenant = $1 and case_id = $2 and token = any ($4)',
    values: [tenant, of.caseId, of.status, tokens],
  };
}

export function removeAccess(tenant: number, caseId: string, tokens: readonly string[]): Statement {
  return {
    name: 'remove-access',
    text: 'delete from case_access where tenant = $1 and case_id = $2 and token = any ($3)',
    values: [tenant, caseId, tokens],
  };
}
