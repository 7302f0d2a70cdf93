// Periods of retention: what may stand in one, and how it is added to the day of a trigger. The rules are those of
// docs/retention-rules.md, section 2. Knows no cases, no authorities and not what day it is.
import { addDays, addMonths, isDate } from '../calendar/calendar.ts';

/** From what a period counts: the trigger's own day, or the end of the year in which that lies. */
export type CountsFrom = 'trigger' | 'calendar-year' | 'financial-year';

export type DisposalAction = 'destroy' | 'transfer' | 'retain' | 'review';

export interface Length {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
}

export type RetentionPeriod = { readonly permanent: true } | (Length & { readonly from: CountsFrom });

/** What a text says of a period, and of what follows it where it says that too. */
export interface SaidPeriod {
  readonly period: RetentionPeriod;
  readonly action: DisposalAction | null;
}

export const NO_LENGTH: Length = { years: 0, months: 0, weeks: 0, days: 0 };
/** No date is written with five digits of year, so that what lies later is this. */
export const LAST_DATE = '9999-12-31';

/** A length added to a day: years and months together, cut once to the end of the month, then weeks and days. */
export function addLength(day: string, { years, months, weeks, days }: Length): string {
  const total = 12 * years + months;
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + total;
  if (month >= 10_000 * 12) return LAST_DATE;
  // December of the last year has no month after it to tell its length.
  const moved = month === 9_999 * 12 + 11 ? `9999-12-${day.slice(8)}` : addMonths(day, total);
  return addDays(moved, 7 * weeks + days);
}

/** What lies between the day of the trigger and the first day of disposal; each is a date, or empty where there was no such step. */
export interface DueSteps {
  /** The first day after the year in which the trigger lies; empty where the period counts from the trigger. */
  readonly after: string;
  readonly due: string;
}

/**
 * The first day on which records may be disposed of.
 *
 * @param trigger a date that exists
 * @param starts the month, 1 to 12, on whose first day a financial year begins
 */
export function dueAfter(trigger: string, period: Length & { readonly from: CountsFrom }, starts: number): DueSteps {
  if (period.from === 'trigger') return { after: '', due: addDays(addLength(trigger, period), 1) };
  const after = firstAfterYear(trigger, period.from === 'calendar-year' ? 1 : starts);
  return { after, due: addLength(after, period) };
}

/** The first first-of-that-month after a day. */
function firstAfterYear(day: string, month: number): string {
  const sameYear = `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  if (sameYear > day) return sameYear;
  const year = Number(day.slice(0, 4)) + 1;
  const next = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
  return isDate(next) ? next : LAST_DATE;
}
