// Reads one case by its id. No row means that it is not there, belongs to another agency or is not for the reader, which
// cannot be told apart.
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';

export interface CaseRecord extends AccessColumns {
  readonly version: number;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly state: string;
}

export function readCase(tenant: number, caseId: string): Statement<CaseRecord> {
  return {
    name: 'read-case',
    text: `select version, case_type, case_type_hash, team, state, tokens, needs, purposes, walls, access_until
           from case_head where tenant = $1 and case_id = $2`,
    values: [tenant, caseId],
  };
}
