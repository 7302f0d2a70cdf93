// Equality and order of FEEL values (DMN 1.5, 10.3.2.13, tables 52 to 55). Three-valued: null means that the two cannot
// be compared. Every comparison of elements is counted.
import { compareNumbers, numbersEqual } from './number.ts';
import { descend, spend, type Run } from './run.ts';
import { instantNanos, offsetOf } from './temporal.ts';
import {
  type FeelContext,
  type FeelList,
  type FeelRange,
  type FeelTime,
  type FeelValue,
  isContext,
  isDate,
  isDateTime,
  isList,
  isMonthsDuration,
  isNumber,
  isRange,
  isTime,
  isTimeDuration,
} from './value.ts';

/** Whether two values are equal; null where they are of different kinds. Null equals only null. */
export function equal(a: FeelValue, b: FeelValue, run: Run): boolean | null {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (a === null || b === null) return a === b;
  if (typeof a === 'string' || typeof a === 'boolean') return typeof a === typeof b ? a === b : null;
  if (isNumber(a)) return isNumber(b) ? numbersEqual(a, b) : null;
  if (isList(a)) return isList(b) ? listsEqual(a, b, run) : null;
  if (isContext(a)) return isContext(b) ? contextsEqual(a, b, run) : null;
  if (isRange(a)) return isRange(b) ? rangesEqual(a, b, run) : null;
  const order = orderOf(a, b);
  return order === null ? identical(a, b) : order === 0;
}

/** Below zero, zero or above zero; null where the two have no order. */
export function orderOf(a: FeelValue, b: FeelValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : null;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : null;
  if (isDate(a)) {
    if (isDate(b)) return a.year - b.year || a.month - b.month || a.day - b.day;
    return null;
  }
  if (isDateTime(a) && isDateTime(b)) {
    if ((offsetOf(a.time, a.date) === null) !== (offsetOf(b.time, b.date) === null)) return null;
    return signOf(wholeMillis(instantNanos(a)) - wholeMillis(instantNanos(b)));
  }
  if (isTime(a) && isTime(b)) return timeOrder(a, b);
  if (isMonthsDuration(a) && isMonthsDuration(b)) return a.months - b.months;
  if (isTimeDuration(a) && isTimeDuration(b)) return signOf(a.nanos - b.nanos);
  return null;
}

/** Whether a range contains a value; null where the two cannot be compared. */
export function rangeIncludes(range: FeelRange, value: FeelValue): boolean | null {
  const above = range.start === null ? 1 : orderOf(value, range.start);
  const below = range.end === null ? 1 : orderOf(range.end, value);
  if (above === null || below === null) return null;
  return (range.startIncluded ? above >= 0 : above > 0) && (range.endIncluded ? below >= 0 : below > 0);
}

/** Nanoseconds of a time of day on UTC where it says how far it is from it. Named zones are taken on 1970-01-01. */
export function timeOnUtc(time: FeelTime): number {
  return time.nanos - (zonedOffset(time) ?? 0) * 1_000_000_000;
}

function zonedOffset(time: FeelTime): number | null {
  return offsetOf(time, { kind: 'date', year: 1970, month: 1, day: 1 });
}

function timeOrder(a: FeelTime, b: FeelTime): number | null {
  if ((zonedOffset(a) === null) !== (zonedOffset(b) === null)) return null;
  return Math.floor(timeOnUtc(a) / MILLI_NANOS) - Math.floor(timeOnUtc(b) / MILLI_NANOS);
}

/** The kit holds two times for equal that differ by less than a millisecond. */
const MILLI_NANOS = 1_000_000;

function wholeMillis(nanos: bigint): bigint {
  return nanos / BigInt(MILLI_NANOS);
}

/** Texts by code point, so that the order does not depend on where the server stands. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function signOf(value: bigint): number {
  return value < 0n ? -1 : Number(value > 0n);
}

/** Functions equal only themselves; other kinds that have no order between them are of different kinds. */
function identical(a: FeelValue, b: FeelValue): boolean | null {
  if (a === b) return true;
  const sameTemporal = (isDateTime(a) && isDateTime(b)) || (isTime(a) && isTime(b));
  return sameTemporal ? false : null;
}

function listsEqual(a: FeelList, b: FeelList, run: Run): boolean {
  if (a.length !== b.length) return false;
  spend(run, a.length);
  descend(run, 1);
  const same = a.every((element, index) => equal(element, b[index] ?? null, run) === true);
  run.depth -= 1;
  return same;
}

function contextsEqual(a: FeelContext, b: FeelContext, run: Run): boolean {
  if (a.size !== b.size) return false;
  spend(run, a.size);
  descend(run, 1);
  let same = true;
  for (const [key, value] of a) {
    const other = b.get(key);
    same = same && other !== undefined && equal(value, other, run) === true;
  }
  run.depth -= 1;
  return same;
}

function rangesEqual(a: FeelRange, b: FeelRange, run: Run): boolean {
  const sameBounds = a.single === b.single && a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded;
  return sameBounds && equal(a.start, b.start, run) === true && equal(a.end, b.end, run) === true;
}
