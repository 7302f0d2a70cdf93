// Built-in functions that make dates, times and durations, and that ask about them (DMN 1.5, tables 66, 72 and 76).
import { builtin, signature } from './builtin.ts';
import { momentOf } from './arithmetic.ts';
import { numberFrom } from './conversion.ts';
import * as exact from './number.ts';
import { fail, type Run } from './run.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal-text.ts';
import { dayOfYear, makeDate, makeMonths, makeTime, weekday, weekOfYear } from './temporal.ts';
import {
  type FeelDate,
  type FeelDateTime,
  type FeelFunction,
  type FeelNumber,
  type FeelValue,
  isDate,
  isDateTime,
  isMonthsDuration,
  isTime,
  isTimeDuration,
} from './value.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export const TIME_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'date',
    signature([['from', 'any']], ([from], run) => dateFrom(from, run)),
    signature(
      [
        ['year', 'number'],
        ['month', 'number'],
        ['day', 'number'],
      ],
      ([year, month, day], run) => dateOf([year, month, day], run),
    ),
  ),
  builtin(
    'time',
    signature([['from', 'any']], ([from], run) => timeFrom(from, run)),
    signature(
      [
        ['hour', 'number'],
        ['minute', 'number'],
        ['second', 'number'],
        ['offset', 'any'],
      ],
      timeOf,
    ),
    signature(
      [
        ['hour', 'number'],
        ['minute', 'number'],
        ['second', 'number'],
      ],
      ([hour, minute, second], run) => timeOf([hour, minute, second, null], run),
    ),
  ),
  builtin(
    'date and time',
    signature([['from', 'any']], ([from], run) => dateTimeFrom(from, run)),
    signature(
      [
        ['date', 'any'],
        ['time', 'time'],
      ],
      ([date, time], run) => {
        if (isDate(date)) return { kind: 'date and time', date, time };
        if (isDateTime(date)) return { kind: 'date and time', date: date.date, time };
        return date === null ? null : fail(run, 'A date and time is made of a date and a time.');
      },
    ),
  ),
  builtin(
    'duration',
    signature([['from', 'any']], ([from], run) => {
      if (isMonthsDuration(from) || isTimeDuration(from)) return from;
      return typeof from === 'string' ? (parseDuration(from) ?? unreadable('duration', run)) : notText(from, run);
    }),
  ),
  builtin(
    'years and months duration',
    signature(
      [
        ['from', 'any'],
        ['to', 'any'],
      ],
      ([from, to], run) => monthsBetween(from, to, run),
    ),
  ),
  builtin(
    '@',
    signature([['text', 'string']], ([text], run) => temporalFrom(text) ?? unreadable('date, time or duration', run)),
  ),
  builtin(
    'number',
    signature(
      [
        ['from', 'any'],
        ['grouping separator', 'string?'],
        ['decimal separator', 'string?'],
      ],
      ([from, grouping, decimal], run) => {
        if (typeof from !== 'string') {
          const plain = grouping === null && decimal === null;
          return from === null || !plain ? null : exactNumber(from, run);
        }
        return numberFrom(from, { grouping, decimal }) ?? unreadable('number', run);
      },
    ),
  ),
  builtin(
    'now',
    signature([], (_none, run) => (run.now === null ? noNow(run) : parseDateTime(run.now))),
  ),
  builtin(
    'today',
    signature([], (_none, run) => (run.now === null ? noNow(run) : (parseDateTime(run.now)?.date ?? null))),
  ),
  ofDate('day of year', dayOfYear),
  ofDate('day of week', (date) => DAYS[weekday(date) - 1] ?? null),
  ofDate('month of year', (date) => MONTHS[date.month - 1] ?? null),
  ofDate('week of year', weekOfYear),
];

/** What a text after an @ says, of whatever kind it is. */
export function temporalFrom(text: string): FeelValue {
  return parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text);
}

function ofDate(name: string, answer: (date: FeelDate) => FeelValue): FeelFunction {
  return builtin(
    name,
    signature([['date', 'any']], ([value], run) => {
      if (isDate(value)) return answer(value);
      if (isDateTime(value)) return answer(value.date);
      return value === null ? null : fail(run, 'Only a date, or a date and time, has one.');
    }),
  );
}

function exactNumber(value: FeelValue, run: Run): FeelValue {
  return typeof value === 'number' ? value : fail(run, 'Only a text can be read as a number.');
}

function unreadable(what: string, run: Run): null {
  return fail(run, `The text is not written as a ${what}, or that ${what} does not exist.`);
}

function notText(value: FeelValue, run: Run): null {
  return value === null ? null : fail(run, 'A text is needed here.');
}

function noNow(run: Run): null {
  return fail(run, 'The time of evaluation was not given, so that a later evaluation gives the same answer.');
}

function dateFrom(from: FeelValue, run: Run): FeelValue {
  if (typeof from === 'string') return parseDate(from) ?? unreadable('date', run);
  if (isDate(from)) return from;
  return isDateTime(from) ? from.date : notText(from, run);
}

function dateOf(parts: readonly FeelNumber[], run: Run): FeelValue {
  const [year, month, day] = parts.map((part) => (exact.isWhole(part) ? exact.toInteger(part) : null));
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return unreadable('date', run);
  return makeDate(year, month, day) ?? unreadable('date', run);
}

function timeFrom(from: FeelValue, run: Run): FeelValue {
  if (typeof from === 'string') return parseTime(from) ?? unreadable('time', run);
  if (isTime(from)) return from;
  if (isDateTime(from)) return from.time;
  return isDate(from) ? { kind: 'time', nanos: 0, offset: 0, zone: null } : notText(from, run);
}

function timeOf(
  [hour, minute, second, offset]: readonly [FeelNumber, FeelNumber, FeelNumber, FeelValue],
  run: Run,
): FeelValue {
  if (offset !== null && !isTimeDuration(offset))
    return fail(run, 'The offset of a time is a duration of hours and minutes.');
  const whole = exact.toInteger(second);
  const rest = whole === null ? null : exact.subtract(second, whole);
  const nanos = rest === null ? null : exact.multiply(rest, 1_000_000_000);
  const nano = nanos === null ? null : exact.toInteger(nanos);
  const hours = exact.isWhole(hour) ? exact.toInteger(hour) : null;
  const minutes = exact.isWhole(minute) ? exact.toInteger(minute) : null;
  if (hours === null || minutes === null || whole === null || nano === null) return unreadable('time', run);
  const seconds = offset === null ? null : Number(offset.nanos / 1_000_000_000n);
  return (
    makeTime({ hour: hours, minute: minutes, second: whole, nano, offset: seconds, zone: null }) ??
    unreadable('time', run)
  );
}

function dateTimeFrom(from: FeelValue, run: Run): FeelValue {
  if (isDateTime(from)) return from;
  if (isDate(from))
    return { kind: 'date and time', date: from, time: { kind: 'time', nanos: 0, offset: null, zone: null } };
  if (typeof from !== 'string') return notText(from, run);
  const date = parseDate(from);
  if (date !== null) return { kind: 'date and time', date, time: { kind: 'time', nanos: 0, offset: null, zone: null } };
  return parseDateTime(from) ?? unreadable('date and time', run);
}

/** Whole months from one date to another, cut towards zero. */
function monthsBetween(from: FeelValue, to: FeelValue, run: Run): FeelValue {
  const start = momentOf(from);
  const end = momentOf(to);
  if (start === null || end === null) {
    return from === null || to === null
      ? null
      : fail(run, 'Only two dates, or dates and times, have months between them.');
  }
  const months = (end.date.year - start.date.year) * 12 + end.date.month - start.date.month;
  const rest = restOfMonth(start, end);
  const cut = months > 0 && rest < 0 ? months - 1 : months;
  return makeMonths(months < 0 && rest > 0 ? months + 1 : cut);
}

/** Above zero where the day and time within its month is later in `end` than in `start`. */
function restOfMonth(start: FeelDateTime, end: FeelDateTime): number {
  return end.date.day - start.date.day || end.time.nanos - start.time.nanos;
}
