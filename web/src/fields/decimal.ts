// Decimal numbers as people type them. Spaces group digits; a comma before one or two last digits is a decimal comma.
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** The number as plain decimal text, or null where it is not one. A comma that could group thousands is refused. */
export function readDecimal(typed: string): string | null {
  const compact = typed.trim().replace(/[\s\u00a0\u202f]/g, '');
  const text = /^-?\d+,\d{1,2}$/.test(compact) ? compact.replace(',', '.') : compact;
  return DECIMAL.test(text) ? text : null;
}
