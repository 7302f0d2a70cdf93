// Periods as people say them. Knows only how ISO 8601 writes them.
import { LOCALE } from './locale.ts';

const WRITTEN = /^P(?=\d)(?:(?<year>\d+)Y)?(?:(?<month>\d+)M)?(?:(?<week>\d+)W)?(?:(?<day>\d+)D)?$/;
const UNITS = ['year', 'month', 'week', 'day'] as const;
const several = new Intl.ListFormat(LOCALE, { style: 'short', type: 'unit' });

/** `P1Y6M` (ISO 8601) to "1 year, 6 months"; what a schedule says in words of its own comes back as it is. */
export function formatPeriod(said: string): string {
  const found = WRITTEN.exec(said)?.groups;
  if (found === undefined) return said;
  return several.format(
    UNITS.flatMap((unit) => (found[unit] === undefined ? [] : [inUnit(Number(found[unit]), unit)])),
  );
}

function inUnit(count: number, unit: (typeof UNITS)[number]): string {
  return new Intl.NumberFormat(LOCALE, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
