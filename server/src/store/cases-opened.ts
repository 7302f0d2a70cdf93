// The cases of one version of a case type that were opened in a period, in the order of their ids.
import type { Statement } from './statement.ts';

export interface OpenedCasesAsked {
  readonly tenant: number;
  readonly hash: Buffer;
  /** Instants; the first is in the period, the second is not. */
  readonly from: string;
  readonly until: string;
  readonly after: string;
  readonly limit: number;
}

/** Without those that were destroyed, of which nothing is left that could be played. */
export function casesOpened(of: OpenedCasesAsked): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-opened',
    text: `select case_id from case_head
           where tenant = $1 and case_type_hash = $2 and opened_at >= $3 and opened_at < $4 and status <> 'destroyed' and case_id > $5
           order by case_id limit $6`,
    values: [of.tenant, of.hash, of.from, of.until, of.after, of.limit],
  };
}
