// The parts of dates, times, durations and ranges that may follow a point (DMN 1.5, table 65).
import { fromDouble } from './number.ts';
import { clockParts, makeNanos, offsetOf, weekday } from './temporal.ts';
import {
  type FeelDate,
  type FeelRange,
  type FeelTime,
  type FeelValue,
  isDate,
  isDateTime,
  isMonthsDuration,
  isRange,
  isTime,
  isTimeDuration,
} from './value.ts';

/** A part by its name; undefined where the value has none of that name. */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  if (isDate(value)) return dateProperty(value, name) ?? clockOfDate(name);
  if (isDateTime(value)) return dateProperty(value.date, name) ?? timeProperty(value.time, name, value.date);
  if (isTime(value)) return timeProperty(value, name, EPOCH);
  if (isRange(value)) return rangeProperty(value, name);
  if (isMonthsDuration(value)) {
    if (name === 'years') return Math.trunc(value.months / 12) + 0;
    return name === 'months' ? (value.months % 12) + 0 : undefined;
  }
  return isTimeDuration(value) ? nanosProperty(value.nanos, name) : undefined;
}

const EPOCH: FeelDate = { kind: 'date', year: 1970, month: 1, day: 1 };

function dateProperty(date: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekday(date);
    default:
      return undefined;
  }
}

/** A date stands for its first moment on UTC. */
function clockOfDate(name: string): FeelValue | undefined {
  return timeProperty({ kind: 'time', nanos: 0, offset: 0, zone: null }, name, EPOCH);
}

function timeProperty(time: FeelTime, name: string, date: FeelDate): FeelValue | undefined {
  const { hour, minute, second } = clockParts(time);
  switch (name) {
    case 'hour':
      return hour;
    case 'minute':
      return minute;
    case 'second':
      return second;
    case 'timezone':
      return time.zone;
    case 'time offset': {
      const offset = offsetOf(time, date);
      return offset === null ? null : makeNanos(BigInt(offset) * 1_000_000_000n);
    }
    default:
      return undefined;
  }
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return range.start;
    case 'end':
      return range.end;
    case 'start included':
      return range.startIncluded;
    case 'end included':
      return range.endIncluded;
    default:
      return undefined;
  }
}

function nanosProperty(nanos: bigint, name: string): FeelValue | undefined {
  const seconds = nanos / 1_000_000_000n;
  switch (name) {
    case 'days':
      return whole(seconds / 86_400n);
    case 'hours':
      return whole((seconds / 3600n) % 24n);
    case 'minutes':
      return whole((seconds / 60n) % 60n);
    case 'seconds':
      return whole(seconds % 60n);
    default:
      return undefined;
  }
}

function whole(value: bigint): FeelValue {
  return fromDouble(Number(value));
}
