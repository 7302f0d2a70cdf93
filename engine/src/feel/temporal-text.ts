// Reads and writes dates, times and durations as text (XML Schema 1.1, part 2, with named zones after an @ as in
// DMN 1.5, 10.3.2.3.5). What is not exactly of that form is null.
import { dayOfCivil } from '../calendar/civil-day.ts';
import {
  clockParts,
  dateOfEpochDay,
  DAY_NANOS,
  knownZone,
  makeDate,
  makeMonths,
  makeNanos,
  makeTime,
} from './temporal.ts';
import type { FeelDate, FeelDateTime, FeelTime, MonthsDuration, TimeDuration } from './value.ts';

/** No text of a date, time or duration is longer; zones have at most 50 characters. */
const LONGEST = 120;
const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z0-9_+/-]+)?$/;
const MONTHS = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/;
const NANOS = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;

export function parseDate(text: string): FeelDate | null {
  if (text.length === 10 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45) {
    return makeDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  }
  const parts = text.length > LONGEST ? null : DATE.exec(text);
  if (parts === null) return null;
  const year = Number(parts[2]);
  return makeDate(parts[1] === '-' && year !== 0 ? -year : year, Number(parts[3]), Number(parts[4]));
}

export function parseTime(text: string): FeelTime | null {
  const parts = text.length > LONGEST ? null : TIME.exec(text);
  if (parts === null) return null;
  const zone = parts[5];
  const named = zone?.startsWith('@') ? zone.slice(1) : null;
  if (named !== null && !knownZone(named)) return null;
  const offset = zone === undefined || named !== null ? null : parseOffset(zone);
  if (Number.isNaN(offset)) return null;
  const nano = Number((parts[4] ?? '').slice(0, 9).padEnd(9, '0'));
  return makeTime({
    hour: Number(parts[1]),
    minute: Number(parts[2]),
    second: Number(parts[3]),
    nano,
    offset,
    zone: named,
  });
}

/** A date with a time; a date alone is none here. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  if (at < 0) return null;
  const clock = text.slice(at + 1);
  const endOfDay = clock.startsWith('24:00:00') ? parseTime(`00${clock.slice(2)}`) : null;
  const date = parseDate(text.slice(0, at));
  const time = endOfDay ?? parseTime(clock);
  if (date === null || time === null) return null;
  const moment: FeelDateTime = { kind: 'date and time', date, time };
  return endOfDay === null ? moment : addDay(moment);
}

export function parseDuration(text: string): MonthsDuration | TimeDuration | null {
  if (text.length > LONGEST || /[PT]$/.test(text)) return null;
  const months = MONTHS.exec(text);
  if (months !== null) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return makeMonths(months[1] === '-' ? -total : total);
  }
  const parts = NANOS.exec(text);
  if (parts === null) return null;
  const minutes = (BigInt(parts[2] ?? 0) * 24n + BigInt(parts[3] ?? 0)) * 60n + BigInt(parts[4] ?? 0);
  const fraction = BigInt((parts[6] ?? '').slice(0, 9).padEnd(9, '0'));
  const nanos = (minutes * 60n + BigInt(parts[5] ?? 0)) * 1_000_000_000n + fraction;
  return makeNanos(parts[1] === '-' ? -nanos : nanos);
}

/** The end of a day is the start of the next. */
function addDay({ date, time }: FeelDateTime): FeelDateTime | null {
  const next = dateOfEpochDay(dayOfCivil(date) + 1);
  return next === null ? null : { kind: 'date and time', date: next, time };
}

export function dateText({ year, month, day }: FeelDate): string {
  return `${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

export function timeText(time: FeelTime): string {
  const { hour, minute, second, nano } = clockParts(time);
  const fraction = nano === 0 ? '' : `.${padded(nano, 9).replace(/0+$/, '')}`;
  const zone = time.zone === null ? offsetText(time.offset) : `@${time.zone}`;
  return `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}${fraction}${zone}`;
}

export function dateTimeText({ date, time }: FeelDateTime): string {
  return `${dateText(date)}T${timeText(time)}`;
}

/** `Z`, `+02:00` or `+02:00:30`; empty where there is no offset. */
export function offsetText(offset: number | null): string {
  if (offset === null) return '';
  if (offset === 0) return 'Z';
  const seconds = Math.abs(offset);
  const minutes = Math.floor(seconds / 60);
  const clock = `${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
  return `${offset < 0 ? '-' : '+'}${clock}${seconds % 60 === 0 ? '' : `:${padded(seconds % 60, 2)}`}`;
}

export function monthsText({ months }: MonthsDuration): string {
  const total = Math.abs(months);
  const years = Math.floor(total / 12);
  const text = `${years === 0 ? '' : `${years}Y`}${total % 12 === 0 ? '' : `${total % 12}M`}`;
  return `${months < 0 ? '-' : ''}P${text === '' ? '0M' : text}`;
}

export function nanosText({ nanos }: TimeDuration): string {
  const total = nanos < 0n ? -nanos : nanos;
  if (total === 0n) return 'PT0S';
  const days = total / BigInt(DAY_NANOS);
  const seconds = Number((total % BigInt(DAY_NANOS)) / 1_000_000_000n);
  const fraction = (total % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  const rest = seconds % 60;
  const clock =
    part(Math.floor(seconds / 3600), 'H') +
    part(Math.floor(seconds / 60) % 60, 'M') +
    (rest === 0 && fraction === '' ? '' : `${rest}${fraction === '' ? '' : `.${fraction}`}S`);
  return `${nanos < 0n ? '-' : ''}P${days === 0n ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}

/** The number written at these places; NaN, of which no date can be made, where something other than a digit stands. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Seconds of an offset; NaN where its minutes or seconds are none. */
function parseOffset(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  if (minutes > 59 || seconds > 59) return Number.NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * (text.startsWith('-') ? -1 : 1);
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
