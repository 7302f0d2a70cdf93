// Finds a case by its id or its reference, with what it asks of its readers. It is for those who cannot read it yet, so it is
// asked as the program, and the policy says whether they may learn of it.
import type { AccessColumns } from './case-access.ts';
import type { Statement } from './statement.ts';

export interface FoundCaseRecord extends AccessColumns {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly team: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Two rows are enough to know that a reference is not the name of one case. */
export function findCase(tenant: number, name: string): Statement<FoundCaseRecord> {
  return {
    name: 'find-case',
    text: `select case_id, reference, case_type, team, tokens, needs, purposes, walls, access_until from case_head
            where tenant = $1 and ((reference = $2 and case_type in (select c.name from case_type c where c.tenant = $1))
               or case_id = $3::uuid)
            limit 2`,
    values: [tenant, name, UUID.test(name) ? name : null],
  };
}
