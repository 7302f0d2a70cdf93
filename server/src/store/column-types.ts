// How column values arrive in JavaScript: dates stay text, instants become ISO 8601 in UTC with milliseconds, and
// nothing becomes a Date, since a Date would put the machine's zone into a day.
import pg from 'pg';

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  // int8: counts, far below 2^53.
  20: Number,
  // date
  1082: (text) => text,
  // timestamptz; the role's time zone is UTC.
  1184: isoInstant,
};

export const columnTypes = {
  getTypeParser(oid: number): (text: string) => unknown {
    // The driver's parsers for text take text; its types say `any`.
    return parsers[oid] ?? (pg.types.getTypeParser(oid, 'text') as (text: string) => unknown);
  },
};

/**
 * `2024-05-01 12:00:00.5+00` to `2024-05-01T12:00:00.500Z`. We never write anything finer than milliseconds, but what was
 * tampered with may be: those digits are kept, so that a hash over the time notices them.
 */
function isoInstant(text: string): string {
  if (!text.endsWith('+00')) return new Date(text).toISOString();
  const fraction = text.length > 22 ? text.slice(20, -3) : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}
