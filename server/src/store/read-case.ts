// Reads one case by its id. Whether the reader may see it is decided on its team; no row means that it is not there,
// belongs to another agency or was destroyed, which cannot be told apart.
import type { Statement } from './statement.ts';

export interface CaseRecord {
  readonly version: number;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly state: string;
}

export function readCase(tenant: number, caseId: string): Statement<CaseRecord> {
  return {
    name: 'read-case',
    text: `select version, case_type, case_type_hash, team, state from case_head
           where tenant = $1 and case_id = $2 and status <> 'destroyed'`,
    values: [tenant, caseId],
  };
}
