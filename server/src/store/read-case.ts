// Reads one case by its id. No row means that it is not there, belongs to another agency, is not for the reader or was
// destroyed, which cannot be told apart.
import type { AccessAsked, Resource } from '@casewright/engine/policy';
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';

export interface CaseRecord extends AccessColumns {
  readonly version: number;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly state: string;
  /** Its parts that the reader sees. */
  readonly parts: readonly string[];
}

/** What the policy is asked about a case. */
export function resourceOf(tenant: number, record: Pick<CaseRecord, 'team' | 'case_type'> & AccessAsked): Resource {
  const { team, case_type: caseType, tokens, needs, purposes, walls } = record;
  return { tenant, team, caseType, access: { tokens, needs, purposes, walls } };
}

/** SQL: the parts of the row at hand that the reader sees. */
export const SEEN_PARTS = `coalesce((select array_agg(p.part order by p.part) from case_part p
             where p.tenant = $1 and p.case_id = case_head.case_id), '{}') as parts`;

export function readCase(tenant: number, caseId: string): Statement<CaseRecord> {
  return {
    name: 'read-case',
    text: `select version, case_type, case_type_hash, team, state, tokens, needs, purposes, walls, access_until,
             ${SEEN_PARTS}
           from case_head where tenant = $1 and case_id = $2 and status <> 'destroyed'`,
    values: [tenant, caseId],
  };
}
