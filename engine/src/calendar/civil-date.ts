// Calendar dates as text and as day numbers, without any zone. Knows nothing of instants, clocks or holidays.
import { civilOfDay, dayOfCivil, daysInMonth } from './civil-day.ts';

/** The last date that can be written with four digits of year; arithmetic stops there instead of failing. */
const LATEST_DAY = dayOfCivil({ year: 9999, month: 12, day: 31 });
const EARLIEST_DAY = dayOfCivil({ year: 1, month: 1, day: 1 });

/**
 * True for `YYYY-MM-DD` that exists in the Gregorian calendar, years 0001 to 9999 (RFC 3339, full-date).
 */
export function isDate(text: string): boolean {
  return text.length === 10 && dayNumber(text) !== null;
}

/**
 * The date `days` after `date`; negative goes back. Day 0 is the date itself. Results beyond the years 0001 to 9999
 * stop at the first or last writable date, because a due date "after the end of time" is still a date.
 * Throws RangeError for text that is not a date, which is a fault of the caller.
 */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayOfDate(date) + Math.trunc(days));
}

/** Number of days from one date to another; negative when `to` is earlier. Throws RangeError for text that is not a date. */
export function daysBetween(from: string, to: string): number {
  return dayOfDate(to) - dayOfDate(from);
}

/** Days since 1970-01-01 of a date. Throws RangeError for text that is not a date. */
export function dayOfDate(date: string): number {
  const day = date.length === 10 ? dayNumber(date) : null;
  if (day === null) throw new RangeError('This is not a date written as YYYY-MM-DD.');
  return day;
}

/** The date that is `day` days after 1970-01-01. */
export function dateOfDay(day: number): string {
  const bounded = Math.min(Math.max(day, EARLIEST_DAY), LATEST_DAY);
  const { year, month, day: dayOfMonth } = civilOfDay(bounded);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

function dayNumber(text: string): number | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayOfCivil({ year, month, day });
}

/** The number written at these places, or -1 where something other than a digit stands. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
