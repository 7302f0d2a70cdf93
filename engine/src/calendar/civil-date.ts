// Calendar dates as text and as day numbers, without any zone. Knows nothing of instants, clocks or holidays.

/** The last date that can be written with four digits of year; arithmetic stops there instead of failing. */
const LATEST_DAY = dayFromCivil(9999, 12, 31);
const EARLIEST_DAY = dayFromCivil(1, 1, 1);

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
  // Counts eras of 400 years from 1 March of year 0, so that the leap day is the last of its year
  // (Howard Hinnant, "chrono-compatible low-level date algorithms").
  const shifted = bounded + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

function dayNumber(text: string): number | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayFromCivil(year, month, day);
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

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dayFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
