// What somebody looked at, as a table (RFC 4180). What a program of tables would take for a formula is made plain text.
import type { ReachedView } from './oversight.ts';

const HEADER = ['case', 'reference', 'first', 'last', 'reads', 'refused', 'actions', 'parts'];

export function writeReachTable(items: readonly ReachedView[]): string {
  const rows = items.map(({ caseId, reference, firstAt, lastAt, reads, refused, actions, parts }) => [
    ...[caseId, reference, firstAt, lastAt, reads, refused, actions.join(' '), parts.join(' ')],
  ]);
  return writeCsv(HEADER, rows);
}

/** A cell that begins like a formula gets an apostrophe before it, which programs of tables show as text. */
const FORMULA = /^\s*[=+\-@]|^[\t\r]/;

/** @param rows each as long as the header */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
