// Reports of imports name cases and quote why a row was refused: what they say of a destroyed case is taken out, the counts
// stay. Knows the form of a report only so far: what is about a case says so in its member `case`.
import { replaceReport, reportsThatName } from '../store/destruction.ts';
import { flight, type Tx } from '../store/database.ts';
import { TOMBSTONE } from '../store/seal-event.ts';

/** @param reference the case's own name in the log; null where nothing is to be taken out */
export async function redactReports(tx: Tx, tenant: number, reference: string | null): Promise<void> {
  if (reference === null) return;
  const [reports] = await flight(tx, [reportsThatName(tenant, JSON.stringify(reference).slice(1, -1))]);
  if (reports.count === 0) return;
  await flight(
    tx,
    reports.rows.map((row) => replaceReport(tenant, row.import_id, redactReport(row.report, reference))),
  );
}

/** The report without what it says of that case. */
export function redactReport(report: string, reference: string): string {
  return JSON.stringify(JSON.parse(report, (_name, value: unknown) => redacted(value, reference)));
}

const KEPT: ReadonlySet<string> = new Set(['code', 'activity', 'step']);

function redacted(value: unknown, reference: string): unknown {
  if (typeof value !== 'object' || value === null || !('case' in value) || value.case !== reference) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [
      name,
      typeof member === 'string' && !KEPT.has(name) ? TOMBSTONE : member,
    ]),
  );
}
