// The door of this room: dates, instants, the days of a zone, and working days by place. Knows no statutes and no
// clocks, and never asks what time it is: every function is a function of its arguments.
import { dateOfDay, dayOfDate, isDate } from './civil-date.ts';
import { DAY_MS, offsetAt } from './zone-offset.ts';

export { addDays, daysBetween, isDate } from './civil-date.ts';
export { SHIPPED_HOLIDAYS } from './shipped-holidays.ts';
export {
  addMonths,
  type Calendar,
  calendarOf,
  type CalendarProblem,
  dayKind,
  type DayKind,
  type HolidayTable,
  isPlace,
  weekdayName,
} from './working-days.ts';
export { isZone, offsetAt } from './zone-offset.ts';

/** Seconds are required; a fraction of any length up to nanoseconds is allowed, and an offset is required. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-8]):[0-5]\d)$/;

/** Days remembered per zone before starting anew. */
const REMEMBERED_DAYS = 20_000;

type Remembered = Map<string, Map<string, string>>;

const starts: Remembered = new Map();
const ends: Remembered = new Map();

/** True for RFC 3339 date-times such as `2011-10-11T13:45:40.276+02:00`: seconds and an offset must be there. */
export function isInstant(text: string): boolean {
  const parts = INSTANT.exec(text);
  return parts !== null && isDate(parts[1] ?? '');
}

/** True for what may say when something happened: a date, or an instant with its offset. */
export function isOccurred(text: string): boolean {
  return text.length === 10 ? isDate(text) : isInstant(text);
}

/**
 * The date on which something happened, as a calendar on the wall in `zone` shows it. A date stays itself: a fact
 * known by its day is never given a time. Throws RangeError for what `isOccurred` refuses.
 */
export function dateOf(occurred: string, zone: string): string {
  if (occurred.length === 10) return dateOfDay(dayOfDate(occurred));
  const instant = instantMs(occurred);
  return dateOfDay(Math.floor((instant + offsetAt(instant, zone)) / DAY_MS));
}

/**
 * The first instant of a date in a zone, in UTC with milliseconds: `2011-03-26T23:00:00.000Z`. It is midnight except
 * where the clock skips midnight; a date that the zone skips altogether starts where the next one does.
 */
export function startOfDay(date: string, zone: string): string {
  return remembered(starts, { date, zone }, () => startOfDayMs(dayOfDate(date), zone));
}

/** The last millisecond of a date in a zone, in UTC: one before the next date starts. */
export function endOfDay(date: string, zone: string): string {
  return remembered(ends, { date, zone }, () => startOfDayMs(dayOfDate(date) + 1, zone) - 1);
}

/** Something's instant in UTC with milliseconds; a date means the start of its day. Throws RangeError for what `isOccurred` refuses. */
export function instantOf(occurred: string, zone: string): string {
  return occurred.length === 10 ? startOfDay(occurred, zone) : utc(instantMs(occurred));
}

/** Milliseconds since 1970, UTC. Throws RangeError for what is no instant with its offset. */
export function millisecondsOf(instant: string): number {
  return instantMs(instant);
}

/** An instant some hours later, in UTC. */
export function addHours(instant: string, hours: number): string {
  return utc(instantMs(instant) + hours * 3_600_000);
}

function remembered(known: Remembered, day: { date: string; zone: string }, instant: () => number): string {
  let ofZone = known.get(day.zone);
  if (ofZone === undefined) {
    ofZone = new Map();
    known.set(day.zone, ofZone);
  }
  const found = ofZone.get(day.date);
  if (found !== undefined) return found;
  const answer = utc(instant());
  if (ofZone.size >= REMEMBERED_DAYS) ofZone.clear();
  ofZone.set(day.date, answer);
  return answer;
}

function instantMs(text: string): number {
  const instant = isInstant(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError('This is neither a date nor an instant with its offset.');
  return instant;
}

function utc(instant: number): string {
  return new Date(instant).toISOString();
}

function startOfDayMs(day: number, zone: string): number {
  const midnight = day * DAY_MS;
  const before = midnight - offsetAt(midnight - DAY_MS, zone);
  const after = midnight - offsetAt(midnight + DAY_MS, zone);
  const [first, second] = before < after ? [before, after] : [after, before];
  if (first + offsetAt(first, zone) === midnight) return first;
  if (second + offsetAt(second, zone) === midnight) return second;
  return firstInstantFrom(midnight, zone);
}

/** Midnight does not exist on this wall clock: halve the two days around it until the first later instant is found. */
function firstInstantFrom(midnight: number, zone: string): number {
  let earlier = midnight - DAY_MS;
  let later = midnight + DAY_MS;
  while (later - earlier > 1) {
    const middle = Math.floor((earlier + later) / 2);
    if (middle + offsetAt(middle, zone) >= midnight) later = middle;
    else earlier = middle;
  }
  return later;
}
