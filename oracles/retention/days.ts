// Days as numbers, counted from 1 January of the year 1 (day 1), by the rules of the Gregorian calendar and nothing else.

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LAST_YEAR = 9999;

function isLeap(year: number): boolean {
  return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
}

function lengthOf(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** Days in all years before one. */
function before(year: number): number {
  const whole = year - 1;
  return 365 * whole + Math.floor(whole / 4) - Math.floor(whole / 100) + Math.floor(whole / 400);
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Null for what is no date that exists. */
export function civilOf(text: unknown): Civil | null {
  const found = typeof text === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) : null;
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
  return exists ? { year, month, day } : null;
}

export function numberOf({ year, month, day }: Civil): number {
  let days = before(year) + day;
  for (let each = 1; each < month; each += 1) days += lengthOf(year, each);
  return days;
}

const LAST = numberOf({ year: LAST_YEAR, month: 12, day: 31 });

export function atMostLast(day: number): number {
  return Math.min(day, LAST);
}

export function civilAt(number: number): Civil {
  let year = Math.max(1, Math.floor(number / 366));
  while (before(year + 1) < number) year += 1;
  let left = number - before(year);
  let month = 1;
  while (left > lengthOf(year, month)) {
    left -= lengthOf(year, month);
    month += 1;
  }
  return { year, month, day: left };
}

export function textAt(number: number): string {
  const { year, month, day } = civilAt(number);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The same day of the month so many months later, or the last of that month (2.1). */
export function monthsLater(number: number, months: number): number {
  const { year, month, day } = civilAt(number);
  const counted = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(counted / 12), (counted % 12) + 1];
  if (inYear > LAST_YEAR) return LAST;
  return numberOf({ year: inYear, month: inMonth, day: Math.min(day, lengthOf(inYear, inMonth)) });
}

/** The first day of that month that comes after a day (2.3, 2.4). */
export function nextFirst(number: number, startMonth: number): number {
  const { year } = civilAt(number);
  const thisYear = numberOf({ year, month: startMonth, day: 1 });
  if (thisYear > number) return thisYear;
  return year === LAST_YEAR ? LAST : numberOf({ year: year + 1, month: startMonth, day: 1 });
}
