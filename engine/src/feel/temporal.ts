// Dates, times and durations of FEEL: making them, and taking them apart. Years run from −999,999,999 to 999,999,999
// and fractions of a second to nanoseconds (XML Schema 1.1, part 2). Knows no functions and no syntax.
import { civilOfDay, dayOfCivil, daysInMonth } from '../calendar/civil-day.ts';
import { isZone, offsetAt } from '../calendar/zone-offset.ts';
import type { FeelDate, FeelDateTime, FeelTime, MonthsDuration, TimeDuration } from './value.ts';

export const DAY_NANOS = 86_400_000_000_000;
const SECOND_NANOS = 1_000_000_000;
const MOST_YEAR = 999_999_999;
/** Offsets reach 18 hours in both directions, as in ISO 8601 libraries and the kit. */
const MOST_OFFSET = 18 * 3600;

export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (Math.abs(year) > MOST_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { kind: 'date', year, month, day };
}

export interface TimeParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Nanoseconds of the second. */
  readonly nano: number;
  readonly offset: number | null;
  readonly zone: string | null;
}

export function makeTime(parts: TimeParts): FeelTime | null {
  const { hour, minute, second, nano, offset, zone } = parts;
  const outside = hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59;
  if (outside || (offset !== null && Math.abs(offset) > MOST_OFFSET)) return null;
  const seconds = (hour * 60 + minute) * 60 + second;
  return { kind: 'time', nanos: seconds * SECOND_NANOS + nano, offset, zone };
}

export function makeMonths(months: number): MonthsDuration | null {
  return Number.isSafeInteger(months) ? { kind: 'years and months duration', months: months + 0 } : null;
}

export function makeNanos(nanos: bigint): TimeDuration {
  return { kind: 'days and time duration', nanos };
}

/** The date of a day counted from 1970-01-01; null outside the years that FEEL has. */
export function dateOfEpochDay(epoch: number): FeelDate | null {
  const { year, month, day } = civilOfDay(epoch);
  return makeDate(year, month, day);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: FeelDate): number {
  return ((((dayOfCivil(date) + 3) % 7) + 7) % 7) + 1;
}

export function dayOfYear(date: FeelDate): number {
  return dayOfCivil(date) - dayOfCivil({ year: date.year, month: 1, day: 1 }) + 1;
}

/** The week of ISO 8601, in which the first Thursday of the year lies in week 1. */
export function weekOfYear(date: FeelDate): number {
  const thursday = dateOfEpochDay(dayOfCivil(date) + 4 - weekday(date)) ?? date;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

/** The date that many months later, at the last day of its month where that month is shorter. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Seconds east of UTC at this local time; null for a local time that says none. */
export function offsetOf(time: FeelTime, date: FeelDate): number | null {
  if (time.zone === null) return time.offset;
  const local = dayOfCivil(date) * 86_400_000 + Math.floor(time.nanos / 1_000_000);
  // The offset holds at an instant, and the instant depends on the offset: two rounds settle all but the hour that
  // a change to summer time skips, for which the offset before the change is taken.
  const first = offsetAt(local, time.zone);
  const second = offsetAt(local - first, time.zone);
  return (second === first ? first : offsetAt(local - second, time.zone)) / 1000;
}

/** Nanoseconds since 1970-01-01T00:00:00Z; a local date and time counts as if it were UTC. */
export function instantNanos(value: FeelDateTime): bigint {
  const offset = offsetOf(value.time, value.date) ?? 0;
  const seconds = BigInt(dayOfCivil(value.date)) * 86_400n - BigInt(offset);
  return seconds * BigInt(SECOND_NANOS) + BigInt(value.time.nanos);
}

/** The same kind of date and time, with its offset or zone, that many nanoseconds later. */
export function addNanos(value: FeelDateTime, nanos: bigint): FeelDateTime | null {
  const { zone } = value.time;
  const local = BigInt(dayOfCivil(value.date)) * BigInt(DAY_NANOS) + BigInt(value.time.nanos);
  if (zone === null) return atLocalNanos(local + nanos, value.time);
  const instant = instantNanos(value) + nanos;
  const offset = offsetAt(Number(instant / 1_000_000n), zone) / 1000;
  return atLocalNanos(instant + BigInt(offset) * BigInt(SECOND_NANOS), value.time);
}

export function addNanosToTime(time: FeelTime, nanos: bigint): FeelTime {
  return { ...time, nanos: Number(modulo(BigInt(time.nanos) + nanos, BigInt(DAY_NANOS))) };
}

export function startOfDay(date: FeelDate, offset: number | null = null): FeelDateTime {
  return { kind: 'date and time', date, time: { kind: 'time', nanos: 0, offset, zone: null } };
}

export function knownZone(name: string): boolean {
  return isZone(name);
}

export interface ClockParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
}

export function clockParts(time: FeelTime): ClockParts {
  const seconds = Math.floor(time.nanos / SECOND_NANOS);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    nano: time.nanos % SECOND_NANOS,
  };
}

function atLocalNanos(local: bigint, like: FeelTime): FeelDateTime | null {
  const nanos = modulo(local, BigInt(DAY_NANOS));
  const date = dateOfEpochDay(Number((local - nanos) / BigInt(DAY_NANOS)));
  return date === null ? null : { kind: 'date and time', date, time: { ...like, nanos: Number(nanos) } };
}

function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}
