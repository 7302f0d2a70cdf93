// Reads one case for somebody who holds one of the given tokens. No row means that it is not there or not theirs:
// the two cannot be told apart here, so nothing above can tell them apart either.
import type { Statement } from './statement.ts';

export interface CaseRecord {
  readonly version: number;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  readonly state: string;
}

export function readCase(tenant: number, caseId: string, tokens: readonly string[]): Statement<CaseRecord> {
  return {
    name: 'read-case',
    text: `
      select h.version, h.case_type, h.case_type_hash, h.team, h.state
        from case_head h
       where h.tenant = $1 and h.case_id = $2
         and exists (select 1 from case_access a where a.tenant = $1 and a.token = any ($3::text[]) and a.case_id = $2)`,
    values: [tenant, caseId, tokens],
  };
}
