// Appends lines to the access log: who saw which cases, or asked for them and was refused. Lines of several readers
// go in together, since each commit costs the same whatever it carries.
import type { Statement } from './statement.ts';

export interface AccessEntry {
  /** Minted by the caller, so that a retry cannot be taken for another read. */
  readonly entryId: string;
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  readonly caseIds: readonly string[];
  readonly denied: boolean;
}

/** The most lines that one statement carries. Each number of lines is a prepared statement of its own. */
export const ACCESS_ENTRIES_MAX = 32;

const COLUMNS = 6;

/** @param entries 1 to `ACCESS_ENTRIES_MAX` */
export function appendAccessLog(tenant: number, recordedAt: string, entries: readonly AccessEntry[]): Statement {
  const rows = entries.map((_, index) => {
    const first = 3 + index * COLUMNS;
    return `($1, $2, $${first}, $${first + 1}, $${first + 2}, $${first + 3}, $${first + 4}, $${first + 5})`;
  });
  return {
    name: `append-access-log-${entries.length}`,
    text: `
      insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied)
      values ${rows.join(', ')}`,
    values: [
      tenant,
      recordedAt,
      ...entries.flatMap((entry) => [
        entry.entryId,
        entry.person,
        entry.authority,
        entry.action,
        entry.caseIds,
        entry.denied,
      ]),
    ],
  };
}
