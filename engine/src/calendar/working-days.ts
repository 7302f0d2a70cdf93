// Which days an office works: weekends and public holidays by place, from a table that comes in as data. It knows no law
// and no clock, and it never guesses: a place or a year that the table lacks is a problem and not an ordinary day.
import { dateOfDay, dayOfDate } from './civil-date.ts';

/** Public holidays by place. Replaced as a whole; its version is kept with whatever was counted by it. */
export interface HolidayTable {
  readonly version: string;
  readonly firstYear: number;
  readonly lastYear: number;
  /** By place (`AU-ACT`): lines of a name and its dates, `Canberra Day: 2018-03-12 2019-03-11`. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

/** The days of one place, or of several of which each one's holidays count. */
export interface Calendar {
  /** As it was asked for: `AU-ACT`, or `GB-ENG+GB-SCT`. */
  readonly place: string;
  readonly version: string;
  /** First and last day that the table covers, as days since 1970-01-01. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Names of holidays by day since 1970-01-01. */
  readonly holidays: ReadonlyMap<number, string>;
}

export interface CalendarProblem {
  readonly code: 'unknown-place' | 'calendar-year';
  readonly reason: string;
}

/** A working day, or why it is none. */
export type DayKind = { readonly works: true } | { readonly works: false; readonly because: string };

const WORKS: DayKind = { works: true };
const SATURDAY: DayKind = { works: false, because: 'Saturday' };
const SUNDAY: DayKind = { works: false, because: 'Sunday' };
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Calendars made from each table; a table is immutable, so what was made from it stays true. */
const made = new WeakMap<HolidayTable, Map<string, Calendar>>();

/**
 * The calendar of a place.
 *
 * @param place an id of the table such as `AU`, `AU-NSW`, `CA-BC`; several joined by `+` make a calendar in which a
 *   holiday of any of them is one (a bank holiday "in any part of the United Kingdom": `GB-ENG+GB-NIR+GB-SCT+GB-WLS`)
 */
export function calendarOf(
  place: string,
  table: HolidayTable,
): { readonly calendar: Calendar } | { readonly problem: CalendarProblem } {
  const known = made.get(table)?.get(place);
  if (known !== undefined) return { calendar: known };
  const parts = place.split('+');
  const unknown = parts.find((part) => !Object.hasOwn(table.places, part));
  if (unknown !== undefined) {
    const reason = `The holiday table ${table.version} has no place “${unknown}”. It has: ${Object.keys(table.places).join(', ')}.`;
    return { problem: { code: 'unknown-place', reason } };
  }
  const calendar = makeCalendar(place, parts, table);
  const ofTable = made.get(table) ?? new Map<string, Calendar>();
  made.set(table, ofTable.set(place, calendar));
  return { calendar };
}

/** True for the ids that a calendar may be asked for by. */
export function isPlace(place: string, table: HolidayTable): boolean {
  return place.split('+').every((part) => Object.hasOwn(table.places, part));
}

/** Whether an office works on a date; a problem where the table does not cover the date's year. */
export function dayKind(calendar: Calendar, date: string): DayKind | { readonly problem: CalendarProblem } {
  const day = dayOfDate(date);
  if (day < calendar.firstDay || day > calendar.lastDay) return { problem: outside(calendar, date) };
  const holiday = calendar.holidays.get(day);
  if (holiday !== undefined) return { works: false, because: holiday };
  const weekday = weekdayOf(day);
  if (weekday === 6) return SATURDAY;
  return weekday === 0 ? SUNDAY : WORKS;
}

/** `Monday` and so on. */
export function weekdayName(date: string): string {
  return WEEKDAYS[weekdayOf(dayOfDate(date))] ?? '';
}

/**
 * The date `months` after `date`: the corresponding date, or the last day of a month that has none (31 January plus
 * one month is 28 or 29 February).
 */
export function addMonths(date: string, months: number): string {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = firstOfMonth(total);
  const length = dayOfDate(firstOfMonth(total + 1)) - dayOfDate(first);
  return dateOfDay(dayOfDate(first) + Math.min(Number(date.slice(8, 10)), length) - 1);
}

function firstOfMonth(total: number): string {
  const year = String(Math.min(Math.max(Math.floor(total / 12), 1), 9999)).padStart(4, '0');
  return `${year}-${String((((total % 12) + 12) % 12) + 1).padStart(2, '0')}-01`;
}

function makeCalendar(place: string, parts: readonly string[], table: HolidayTable): Calendar {
  const holidays = new Map<number, string>();
  for (const line of parts.flatMap((part) => table.places[part] ?? [])) {
    const colon = line.indexOf(': ');
    for (const date of line.slice(colon + 2).split(' ')) holidays.set(dayOfDate(date), line.slice(0, colon));
  }
  return {
    place,
    version: table.version,
    firstDay: dayOfDate(`${table.firstYear}-01-01`),
    lastDay: dayOfDate(`${table.lastYear}-12-31`),
    holidays,
  };
}

function outside({ place, version, firstDay, lastDay }: Calendar, date: string): CalendarProblem {
  const years = `${dateOfDay(firstDay).slice(0, 4)} to ${dateOfDay(lastDay).slice(0, 4)}`;
  const reason = `The calendar of ${place} has no holidays for ${date.slice(0, 4)}: the table ${version} covers ${years}. Add the year to the table.`;
  return { code: 'calendar-year', reason };
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
