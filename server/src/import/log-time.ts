// Understands when a log says that something happened, and keeps it as stated: a day stays a day, an instant keeps its
// offset and its milliseconds. It guesses nothing: a date that two countries read differently is refused.
import { dateOf, isDate, isInstant } from '@casewright/engine/calendar';

/** A time as a log states it, with what is needed to put it in order. */
export interface StatedTime {
  /** What is recorded: `2007-03-16` or `2011-10-11T13:45:40.276+02:00`. */
  readonly occurred: string;
  /** Its calendar date in the zone of the case type. */
  readonly date: string;
  /** Milliseconds since 1970, or null for a day without a time. */
  readonly at: number | null;
}

export interface TimeReading {
  /** `day`: only the date counts, whatever time the file shows. */
  readonly precision: 'day' | 'instant';
  /** Zone whose calendar gives an instant its date. */
  readonly zone: string;
  /** Zone of times written without an offset; absent means that such times are refused. */
  readonly local?: string;
  /** How days are written; absent: as in ISO 8601. The other two are read only where a mapping says so. */
  readonly written?: 'iso' | 'month-day-year' | 'day-month-year';
}

export type TimeResult = { readonly time: StatedTime } | { readonly reason: string };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/u;
const AMERICAN = /^\d{1,2}\/\d{1,2}\/\d{2,4}/u;

/** Reads one time. Digits beyond the millisecond are cut off. */
export function readTime(text: string | undefined, reading: TimeReading): TimeResult {
  if (text === undefined) return { reason: 'there is no date' };
  const trimmed = asIso(text.trim(), reading.written ?? 'iso');
  if (DAY.test(trimmed))
    return isDate(trimmed) ? { time: day(trimmed) } : { reason: `"${text}" is not in the calendar` };
  const parts = INSTANT.exec(trimmed);
  if (parts === null) return { reason: whyNot(text) };
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', offset] = parts;
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { reason: `"${text}" is not in the calendar` };
  }
  if (offset === undefined && reading.precision === 'day') return { time: day(date) };
  const wall = `${date}T${hour}:${minute}:${second}${fraction === '' ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`}`;
  const local = reading.local;
  if (offset === undefined && local === undefined) {
    return { reason: `"${text}" has no offset, and the mapping does not say in which zone it is (time.local)` };
  }
  const withOffset = offset === undefined ? atZone(wall, local ?? reading.zone) : wall + fullOffset(offset);
  if (withOffset === null)
    return { reason: `"${text}" does not exist in ${local ?? reading.zone}, where the clock skips it` };
  if (!isInstant(withOffset)) return { reason: `"${text}" has an offset that no zone has` };
  const localDate = dateOf(withOffset, reading.zone);
  if (reading.precision === 'day') return { time: day(localDate) };
  return { time: { occurred: withOffset, date: localDate, at: Date.parse(withOffset) } };
}

/** True when `a` is stated to be before `b`. A day and an instant on that day are in no order. */
export function isBefore(a: StatedTime, b: StatedTime): boolean {
  if (a.at !== null && b.at !== null) return a.at < b.at;
  return a.date < b.date;
}

/** The later of two times; the first time of a log has none before it. */
export function laterOf(a: StatedTime | null, b: StatedTime): StatedTime {
  return a !== null && isBefore(b, a) ? a : b;
}

function day(date: string): StatedTime {
  return { occurred: date, date, at: null };
}

const SLASHED =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])\.?[Mm]\.?)?)?$/u;

/** A day or time in the order that the mapping states, as in ISO 8601; whatever has another form stays as it is. */
function asIso(text: string, written: NonNullable<TimeReading['written']>): string {
  const parts = written === 'iso' ? null : SLASHED.exec(text);
  if (parts === null) return text;
  const [, one = '', two = '', year = '', hour, minute = '', second = '00', half] = parts;
  const [month, day] = written === 'month-day-year' ? [one, two] : [two, one];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (hour === undefined) return date;
  const hours = half === undefined ? Number(hour) : hoursOf(Number(hour), half.toLowerCase() === 'p');
  return hours === null ? text : `${date}T${String(hours).padStart(2, '0')}:${minute}:${second}`;
}

/** 12 AM is midnight and 12 PM is noon; there is no 0 and no 13. */
function hoursOf(hour: number, afternoon: boolean): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (afternoon ? 12 : 0);
}

function whyNot(text: string): string {
  if (/[ap]\.?m\.?$/iu.test(text.trim()))
    return `"${text}" has AM or PM and no zone; write it as 2011-10-11T13:45:40+02:00`;
  if (AMERICAN.test(text.trim())) return `"${text}" could be day/month or month/day; write it as 2011-10-31`;
  return `"${text}" is not a date such as 2011-10-31 or 2011-10-11T13:45:40.276+02:00`;
}

function fullOffset(offset: string): string {
  if (offset === 'Z') return offset;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** A wall time with the offset of its zone; of a time that an autumn night has twice, the first. Null in a spring gap. */
function atZone(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  for (const around of [asUtc - 86_400_000, asUtc + 86_400_000]) {
    const minutes = offsetMinutes(around, zone);
    const at = asUtc - minutes * 60_000;
    if (offsetMinutes(at, zone) === minutes) return wall + offsetText(minutes);
  }
  return null;
}

function offsetMinutes(at: number, zone: string): number {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const wall = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  );
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}
