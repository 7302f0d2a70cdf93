// Adds a line to the access log: who was shown, or refused, which cases, when and for what. Commits with the read.
import type { Statement } from './statement.ts';

export interface AccessEntry {
  readonly tenant: number;
  readonly recordedAt: string;
  readonly entryId: string;
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  /** All of them, also when refused. */
  readonly caseIds: readonly string[];
  readonly denied: boolean;
}

export function recordAccess(entry: AccessEntry): Statement {
  return {
    name: 'record-access',
    text: `insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [entry.tenant, entry.recordedAt, entry.entryId, entry.person, entry.authority, entry.action, entry.caseIds, entry.denied],
  };
}
