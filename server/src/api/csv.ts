// Tables as text (RFC 4180), for programs of tables. What such a program would take for a formula is made plain text.

/** A cell that begins like a formula gets an apostrophe before it, which programs of tables show as text. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

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
