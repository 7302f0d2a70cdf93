// Periods in which goals are counted: the month, quarter, calendar year or financial year of a day. Days are days in the matter,
// in the zone of the kind of case, so that no zone is asked for here.
import { addDays, addMonths } from '@casewright/engine/calendar';

/** `all`: everything in one. */
export const PERIODS = ['all', 'month', 'quarter', 'year', 'financial-year'] as const;
export type PeriodKind = (typeof PERIODS)[number];

export interface Period {
  /** `2026-07`, `2026-Q3`, `2026`, `2025-26`, `all`. */
  readonly period: string;
  /** The first and the last day; null for `all`. */
  readonly from: string | null;
  readonly to: string | null;
}

const ALL: Period = { period: 'all', from: null, to: null };
const CALENDAR_YEAR = '01-01';

/**
 * @param day YYYY-MM-DD
 * @param yearStarts the first day of a financial year, MM-DD
 */
export function periodOf(day: string, kind: PeriodKind, yearStarts: string): Period {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  switch (kind) {
    case 'all':
      return ALL;
    case 'month':
      return lasting(day.slice(0, 7), `${day.slice(0, 7)}-01`, 1);
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return lasting(`${year}-Q${quarter}`, `${year}-${twoDigits(quarter * 3 - 2)}-01`, 3);
    }
    case 'year':
      return lasting(year, `${year}-01-01`, 12);
    case 'financial-year': {
      const begins = day.slice(5) < yearStarts ? fourDigits(Number(year) - 1) : year;
      const name = yearStarts === CALENDAR_YEAR ? begins : `${begins}-${fourDigits(Number(begins) + 1).slice(2)}`;
      return lasting(name, `${begins}-${yearStarts}`, 12);
    }
  }
}

function lasting(period: string, from: string, months: number): Period {
  return { period, from, to: addDays(addMonths(from, months), -1) };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function fourDigits(value: number): string {
  return String(value).padStart(4, '0');
}
