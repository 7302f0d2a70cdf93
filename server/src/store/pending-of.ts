// What waits in the cases of some teams, of those cases that a reader sees. A function of the database that gives no others: on a
// distributed one it is called alone.
import type { PendingKind, PendingRow } from './pending-rows.ts';
import type { Statement } from './statement.ts';

/** With the parts of its case that the reader sees. */
export interface PendingOfCase extends PendingRow {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly parts: readonly string[];
}

export interface PendingQuestion {
  readonly tenant: number;
  readonly teams: readonly string[];
  readonly kinds: readonly PendingKind[];
  /** The last day, included. */
  readonly until: string;
  readonly limit: number;
}

/** The earliest day first. */
export function pendingOf({ tenant, teams, kinds, until, limit }: PendingQuestion): Statement<PendingOfCase> {
  return {
    name: 'pending-of',
    text: 'select * from app.pending_of($1, $2, $3, $4, $5)',
    values: [tenant, teams, kinds, until, limit],
  };
}
