// Periods by which finished cases are published: months, quarters and years, with the days that they cover.
import { addDays } from '../calendar/calendar.ts';
import type { PeriodUnit } from '../definition/definition.ts';

export interface Period {
  /** `2026-07`, `2026-Q3` or `2026`. */
  readonly name: string;
  readonly from: string;
  /** The last day, included. */
  readonly until: string;
}

const MONTHS: Readonly<Record<PeriodUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** The period in which a date lies. */
export function periodOf(date: string, unit: PeriodUnit): Period {
  const year = Number(date.slice(0, 4));
  const many = MONTHS[unit];
  const first = Math.floor((Number(date.slice(5, 7)) - 1) / many) * many;
  const next = first + many;
  const from = firstOf(year, first);
  const until = addDays(next > 11 ? firstOf(year + 1, 0) : firstOf(year, next), -1);
  const text = String(year).padStart(4, '0');
  if (unit === 'year') return { name: text, from, until };
  return { name: unit === 'quarter' ? `${text}-Q${first / 3 + 1}` : from.slice(0, 7), from, until };
}

function firstOf(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`;
}

/** Every whole period between two days, both included, oldest first. */
export function periodsBetween(from: string, until: string, unit: PeriodUnit): readonly Period[] {
  const periods: Period[] = [];
  for (let at = periodOf(from, unit); at.until <= until; at = periodOf(addDays(at.until, 1), unit))
    if (at.from >= from) periods.push(at);
  return periods;
}

export function overlaps(one: Pick<Period, 'from' | 'until'>, other: Pick<Period, 'from' | 'until'>): boolean {
  return one.from <= other.until && other.from <= one.until;
}
