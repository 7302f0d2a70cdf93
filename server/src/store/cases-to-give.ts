// Some cases with all that deciding about their tasks needs, those of them that the reader sees.
import { SEEN_PARTS, type CaseRecord } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface CaseToGive extends CaseRecord {
  readonly case_id: string;
  readonly reference: string;
}

export function readCasesToGive(tenant: number, caseIds: readonly string[]): Statement<CaseToGive> {
  return {
    name: 'read-cases-to-give',
    text: `select case_id, reference, version, case_type, case_type_hash, team, state, tokens, needs, purposes, walls, access_until,
             ${SEEN_PARTS}
           from case_head where tenant = $1 and case_id = any ($2::uuid[]) and status <> 'destroyed'`,
    values: [tenant, caseIds],
  };
}
