// Writes who may find a case and its parts, and what a case grants to whom.
import type { AccessColumns, CaseAccess, CaseGrant, PartAccess } from './case-access.ts';
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';
import type { TaskAccess } from './task-access.ts';

/** A case as the access list knows it. */
export interface AccessOfCase {
  readonly caseId: string;
  readonly status: 'open' | 'closed' | 'destroyed';
  readonly openedAt: string;
}

/** The names of the columns that policies look at, but for the tokens, which a list has one by one. */
export const TERM_COLUMNS = 'needs, purposes, walls, access_until';

export function termValues(access: AccessColumns): readonly unknown[] {
  return [access.needs, access.purposes, access.walls, access.access_until];
}

function addAccess(
  tenant: number,
  rows: readonly (AccessOfCase & { readonly token: string; readonly access: AccessColumns })[],
): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-access-${group.length}`,
    text: `insert into case_access (tenant, token, case_id, status, opened_at, ${TERM_COLUMNS}) values ${rowsOfParameters(group.length, 8)}`,
    values: [
      tenant,
      ...group.flatMap((row) => [row.token, row.caseId, row.status, row.openedAt, ...termValues(row.access)]),
    ],
  }));
}

/** After the rows are as the case is now: those by which it is listed, whoever they are for. */
export function changeAccessStatus(tenant: number, of: AccessOfCase & { readonly access: AccessColumns }): Statement {
  return {
    name: 'change-access-status',
    text: 'update case_access set status = $3 where tenant = $1 and case_id = $2 and token = any ($4)',
    values: [tenant, of.caseId, of.status, of.access.tokens],
  };
}

export function removeAccess(tenant: number, caseId: string, tokens: readonly string[]): Statement {
  return {
    name: 'remove-access',
    text: 'delete from case_access where tenant = $1 and case_id = $2 and token = any ($3)',
    values: [tenant, caseId, tokens],
  };
}

/** Rows of the list and of tasks that stay: what the policies ask of them is as for the case. */
export function changeTerms(tenant: number, caseId: string, access: AccessColumns): readonly Statement[] {
  const values = [tenant, caseId, access.tokens, ...termValues(access)];
  return [
    {
      name: 'change-list-terms',
      text: `update case_access set (${TERM_COLUMNS}) = ($4::text[], $5::text[], $6::text[], $7::timestamptz)
             where tenant = $1 and case_id = $2 and token = any ($3)`,
      values,
    },
    {
      name: 'change-task-access',
      text: `update task set (tokens, ${TERM_COLUMNS}) = ($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz)
             where tenant = $1 and case_id = $2`,
      values,
    },
  ];
}

/** After the above: tasks that ask for more than their case. */
export function changeTaskTerms(tenant: number, caseId: string, tasks: readonly TaskAccess[]): readonly Statement[] {
  return tasks.map(({ task, access }) => ({
    name: 'change-one-task-access',
    text: `update task set (tokens, ${TERM_COLUMNS}) = ($4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz)
             where tenant = $1 and case_id = $2 and task = $3`,
    values: [tenant, caseId, task, access.tokens, ...termValues(access)],
  }));
}

export function removeParts(tenant: number, caseId: string): Statement {
  return {
    name: 'remove-parts',
    text: 'delete from case_part where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
  };
}

function addParts(
  tenant: number,
  rows: readonly { readonly caseId: string; readonly access: PartAccess }[],
): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-parts-${group.length}`,
    text: `insert into case_part (tenant, case_id, part, tokens, ${TERM_COLUMNS}) values ${rowsOfParameters(group.length, 7)}`,
    values: [
      tenant,
      ...group.flatMap(({ caseId, access }) => [caseId, access.part, access.tokens, ...termValues(access)]),
    ],
  }));
}

export function removeGrants(tenant: number, caseId: string): Statement {
  return {
    name: 'remove-grants',
    text: 'delete from case_grant where tenant = $1 and case_id = $2',
    values: [tenant, caseId],
    unsettles: [`case/${caseId}`],
  };
}

function addGrants(
  tenant: number,
  rows: readonly { readonly caseId: string; readonly grant: CaseGrant }[],
): readonly Statement[] {
  return inGroups(rows).map((group) => ({
    name: `add-grants-${group.length}`,
    text: `insert into case_grant (tenant, case_id, fact_id, holder, fact) values ${rowsOfParameters(group.length, 4)}`,
    values: [tenant, ...group.flatMap(({ caseId, grant }) => [caseId, grant.factId, grant.holder, grant.fact])],
    unsettles: group.map(({ grant }) => grant.holder),
  }));
}

/** A case of which it has changed who may read it, with the tokens by which it is listed anew. */
export interface AccessToSave extends AccessOfCase {
  readonly access: CaseAccess;
  readonly listed: readonly string[];
}

/** The rows that lists start from, the parts, and what is granted. */
export function addAccessRows(tenant: number, cases: readonly AccessToSave[]): readonly Statement[] {
  return [
    ...addAccess(
      tenant,
      cases.flatMap((of) => of.listed.map((token) => ({ ...of, token, access: of.access.head }))),
    ),
    ...addParts(
      tenant,
      cases.flatMap(({ caseId, access }) => access.parts.map((part) => ({ caseId, access: part }))),
    ),
    ...addGrants(
      tenant,
      cases.flatMap(({ caseId, access }) => access.grants.map((grant) => ({ caseId, grant }))),
    ),
  ];
}
