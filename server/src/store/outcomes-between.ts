// Cases of a team that ended, or were decided, in a period, of those that a reader sees. A function of the database that gives no others: on a
// distributed one it is called alone.
import type { OutcomeKind } from './outcome-rows.ts';
import type { Statement } from './statement.ts';

export interface EndedCase {
  readonly case_id: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  /** That the reader sees. */
  readonly parts: readonly string[];
  /** The last one in that time. */
  readonly outcome: string;
}

export interface OutcomesAsked {
  readonly team: string;
  readonly caseType: string;
  readonly basis: OutcomeKind;
  /** The kind of determination; empty for closings. */
  readonly of: string;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
}

/** In the order of their ids, each once. */
export function outcomesBetween(tenant: number, asked: OutcomesAsked, limit: number): Statement<EndedCase> {
  const { team, caseType, basis, of, from, to } = asked;
  return {
    name: 'outcomes-between',
    text: 'select * from app.outcomes_between($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [tenant, team, caseType, basis, of, from, to, limit],
  };
}
