// The running cases of one version of a case type, in the order of their ids, with what a move of each must know.
import type { Statement } from './statement.ts';

export interface VersionCaseRow {
  readonly case_id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: string;
}

export function casesOfVersion(of: {
  readonly tenant: number;
  readonly hash: Buffer;
  readonly after: string;
  readonly limit: number;
}): Statement<VersionCaseRow> {
  return {
    name: 'cases-of-version',
    text: `select case_id, reference, version, state from case_head
           where tenant = $1 and case_type_hash = $2 and status = 'open' and case_id > $3 order by case_id limit $4`,
    values: [of.tenant, of.hash, of.after, of.limit],
  };
}
