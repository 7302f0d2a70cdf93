// Appends lines to the access log: who saw which cases, what for and by which rule, or asked for them and was refused. Lines of
// several readers go in together, since each commit costs the same whatever it carries.
import type { Statement } from './statement.ts';

export interface AccessEntry {
  /** Minted by the caller, so that a retry cannot be taken for another read. */
  readonly entryId: string;
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  readonly caseIds: readonly string[];
  readonly denied: boolean;
  /** Whom the reader stood in for. */
  readonly onBehalfOf?: string | null;
  /** What the reader said it was for. */
  readonly purpose?: string | null;
  /** The rule of the policy that allowed it. */
  readonly rule?: string | null;
  /** Sections, fields and documents that were shown, where the answer was cut to some. */
  readonly parts?: readonly string[] | null;
  /** Rows of the answer. */
  readonly results?: number | null;
  /** A keyed hash of what was asked. */
  readonly question?: Buffer | null;
}

/** The most lines that one statement carries. Each number of lines is a prepared statement of its own. */
export const ACCESS_ENTRIES_MAX = 32;

const COLUMNS = 12;

/** @param entries 1 to `ACCESS_ENTRIES_MAX` */
export function appendAccessLog(
  tenant: number,
  recordedAt: string,
  entries: readonly AccessEntry[],
): readonly Statement[] {
  return [addLines(tenant, recordedAt, entries), ...addSeen(tenant, recordedAt, entries)];
}

function addLines(tenant: number, recordedAt: string, entries: readonly AccessEntry[]): Statement {
  const rows = entries.map((_, index) => {
    const own = Array.from({ length: COLUMNS }, (__, column) => `$${3 + index * COLUMNS + column}`);
    return `($1, $2, ${own.join(', ')})`;
  });
  return {
    name: `append-access-log-${entries.length}`,
    text: `
      insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied,
        on_behalf_of, purpose, rule, parts, results, question)
      values ${rows.join(', ')}`,
    values: [tenant, recordedAt, ...entries.flatMap(columnsOf)],
  };
}

function columnsOf(entry: AccessEntry): readonly unknown[] {
  const { onBehalfOf = null, purpose = null, rule = null, parts = null, results = null, question = null } = entry;
  return [
    ...[entry.entryId, entry.person, entry.authority, entry.action, entry.caseIds, entry.denied],
    ...[onBehalfOf, purpose, rule, parts, results, question],
  ];
}

/** The same by case, and word for the rules; lines of no case that were not refused tell neither anything. */
function addSeen(tenant: number, recordedAt: string, entries: readonly AccessEntry[]): readonly Statement[] {
  const seen = entries.flatMap(({ entryId, caseIds }) => [...new Set(caseIds)].map((caseId) => ({ caseId, entryId })));
  const pending = entries.filter(({ caseIds, denied }) => denied || caseIds.length > 0);
  if (pending.length === 0) return [];
  const marks: Statement = {
    name: 'add-access-pending',
    text: `insert into access_pending (tenant, recorded_at, entry_id) select $1, $2::timestamptz, e.entry_id
           from unnest($3::uuid[]) as e (entry_id)`,
    values: [tenant, recordedAt, pending.map(({ entryId }) => entryId)],
  };
  if (seen.length === 0) return [marks];
  return [
    {
      name: 'add-access-seen',
      text: `insert into access_seen (tenant, case_id, recorded_at, entry_id) select $1, s.case_id, $2::timestamptz, s.entry_id
             from unnest($3::uuid[], $4::uuid[]) as s (case_id, entry_id)`,
      values: [tenant, recordedAt, seen.map(({ caseId }) => caseId), seen.map(({ entryId }) => entryId)],
    },
    marks,
  ];
}
