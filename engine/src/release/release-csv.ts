// Tables as CSV (RFC 4180, UTF-8): what a program of tables would take for a formula is made plain text. The same rows give the same
// bytes.

export type Cell = string | number | boolean | null;

/** Begins like a formula; a full-width sign is read as the plain one by some programs. */
const FORMULA = /^[\s\u00a0]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;

/** @param rows each as long as the header; null is an empty cell */
export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
