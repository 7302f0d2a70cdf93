// The operators + − * / ** over every kind of value that has them (DMN 1.5, 10.3.2.13.4, tables 56 to 60). Null operands
// give null without a problem; operands that do not fit are a problem.
import { dayOfCivil } from '../calendar/civil-day.ts';
import * as exact from './number.ts';
import { allocate, fail, type Run } from './run.ts';
import {
  addMonths,
  addNanos,
  addNanosToTime,
  dateOfEpochDay,
  DAY_NANOS,
  instantNanos,
  makeMonths,
  makeNanos,
  offsetOf,
  startOfDay,
} from './temporal.ts';
import { timeOnUtc } from './compare.ts';
import {
  type FeelDateTime,
  type FeelNumber,
  type FeelValue,
  type MonthsDuration,
  type TimeDuration,
  isDate,
  isDateTime,
  isMonthsDuration,
  isNumber,
  isTime,
  isTimeDuration,
} from './value.ts';

export type Operator = (a: FeelValue, b: FeelValue, run: Run) => FeelValue;

const BEYOND = 'The result is beyond the numbers, dates or durations that there are.';

export function plus(a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (isNumber(a) && isNumber(b)) return exact.add(a, b) ?? fail(run, BEYOND);
  if (a === null || b === null) return null;
  if (typeof a === 'string' && typeof b === 'string') {
    // A sum of texts is kept as its two parts, so that only the shorter one counts; both are counted when it is used.
    allocate(run, Math.min(a.length, b.length) + 1);
    return a + b;
  }
  if (isMonthsDuration(a)) {
    return isMonthsDuration(b) ? (makeMonths(a.months + b.months) ?? fail(run, BEYOND)) : plusMonths(b, a.months, run);
  }
  if (isTimeDuration(a)) return isTimeDuration(b) ? makeNanos(a.nanos + b.nanos) : plusNanos(b, a.nanos, run);
  if (isMonthsDuration(b)) return plusMonths(a, b.months, run);
  if (isTimeDuration(b)) return plusNanos(a, b.nanos, run);
  return misfit(run, 'Only numbers, texts, durations, and a date or time with a duration can be added.');
}

export function minus(a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (isNumber(a) && isNumber(b)) return exact.subtract(a, b) ?? fail(run, BEYOND);
  if (a === null || b === null) return null;
  if (isMonthsDuration(b)) {
    return isMonthsDuration(a) ? (makeMonths(a.months - b.months) ?? fail(run, BEYOND)) : plusMonths(a, -b.months, run);
  }
  if (isTimeDuration(b)) return isTimeDuration(a) ? makeNanos(a.nanos - b.nanos) : plusNanos(a, -b.nanos, run);
  if (isTime(a) && isTime(b)) {
    return ((a.offset ?? a.zone) === null) === ((b.offset ?? b.zone) === null)
      ? makeNanos(BigInt(timeOnUtc(a) - timeOnUtc(b)))
      : misfit(run, 'One of the two times says how far it is from UTC and the other does not.');
  }
  const from = momentOf(a);
  const to = momentOf(b);
  if (from !== null && to !== null) return between(from, to, run);
  return misfit(run, 'Only numbers, durations, dates and times can be subtracted.');
}

export function times(a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (isNumber(a) && isNumber(b)) return exact.multiply(a, b) ?? fail(run, BEYOND);
  if (a === null || b === null) return null;
  if (isNumber(b)) return scaled(a, { by: b, multiply: true }, run);
  if (isNumber(a)) return scaled(b, { by: a, multiply: true }, run);
  return misfit(run, 'Only numbers, and a duration with a number, can be multiplied.');
}

export function over(a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (isNumber(a) && isNumber(b))
    return exact.divide(a, b) ?? fail(run, b === 0 ? 'There is no division by zero.' : BEYOND);
  if (a === null || b === null) return null;
  if (isNumber(b))
    return b === 0 ? fail(run, 'There is no division by zero.') : scaled(a, { by: b, multiply: false }, run);
  if (isMonthsDuration(a) && isMonthsDuration(b)) return ratio(BigInt(a.months), BigInt(b.months), run);
  if (isTimeDuration(a) && isTimeDuration(b)) return ratio(a.nanos, b.nanos, run);
  return misfit(run, 'Only numbers, and a duration by a number or by a duration, can be divided.');
}

export function toThe(a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (isNumber(a) && isNumber(b)) return exact.power(a, b) ?? fail(run, BEYOND);
  if (a === null || b === null) return null;
  return misfit(run, 'Only numbers can be raised to a power.');
}

export function negated(a: FeelValue, run: Run): FeelValue {
  if (isNumber(a)) return exact.negate(a);
  if (a === null) return null;
  if (isMonthsDuration(a)) return makeMonths(-a.months);
  if (isTimeDuration(a)) return makeNanos(-a.nanos);
  return misfit(run, 'Only numbers and durations have an opposite.');
}

/** A date counts as its first moment on UTC where a moment is asked for (10.3.2.3.4). */
export function momentOf(value: FeelValue): FeelDateTime | null {
  if (isDate(value)) return startOfDay(value, 0);
  return isDateTime(value) ? value : null;
}

function between(a: FeelDateTime, b: FeelDateTime, run: Run): FeelValue {
  const zoned = offsetOf(a.time, a.date) !== null;
  if (zoned !== (offsetOf(b.time, b.date) !== null)) {
    return misfit(run, 'One of the two times says how far it is from UTC and the other does not.');
  }
  return makeNanos(instantNanos(a) - instantNanos(b));
}

function plusMonths(value: FeelValue, months: number, run: Run): FeelValue {
  if (isDate(value)) return addMonths(value, months) ?? fail(run, BEYOND);
  if (!isDateTime(value)) return misfit(run, 'Months can be added only to a date or a date and time.');
  const date = addMonths(value.date, months);
  return date === null ? fail(run, BEYOND) : { ...value, date };
}

function plusNanos(value: FeelValue, nanos: bigint, run: Run): FeelValue {
  if (isTime(value)) return addNanosToTime(value, nanos);
  if (isDateTime(value)) return addNanos(value, nanos) ?? fail(run, BEYOND);
  if (!isDate(value)) return misfit(run, 'A duration can be added only to a date, a time or a date and time.');
  const days = nanos / BigInt(DAY_NANOS);
  const begun = nanos < 0n && days * BigInt(DAY_NANOS) !== nanos ? 1 : 0;
  return dateOfEpochDay(dayOfCivil(value) + Number(days) - begun) ?? fail(run, BEYOND);
}

interface Scaling {
  readonly by: FeelNumber;
  readonly multiply: boolean;
}

function scaled(value: FeelValue, scaling: Scaling, run: Run): FeelValue {
  if (isMonthsDuration(value)) return scaledMonths(value, scaling) ?? fail(run, BEYOND);
  if (isTimeDuration(value)) return scaledNanos(value, scaling) ?? fail(run, BEYOND);
  return misfit(run, 'A number goes only with a number or a duration here.');
}

function scaledMonths(value: MonthsDuration, scaling: Scaling): MonthsDuration | null {
  const months = scaledNumber(value.months, scaling);
  const whole = months === null ? null : exact.toInteger(months);
  return whole === null ? null : makeMonths(whole);
}

function scaledNanos(value: TimeDuration, scaling: Scaling): TimeDuration | null {
  const nanos = exact.parseNumber(value.nanos.toString());
  const result = nanos === null ? null : scaledNumber(nanos, scaling);
  const whole = result === null ? null : exact.roundTo(result, 0, 'down');
  return whole === null || exact.compareNumbers(exact.absolute(whole), 1e30) > 0
    ? null
    : makeNanos(BigInt(exact.numberText(whole)));
}

function scaledNumber(value: FeelNumber, { by, multiply }: Scaling): FeelNumber | null {
  return multiply ? exact.multiply(value, by) : exact.divide(value, by);
}

function ratio(a: bigint, b: bigint, run: Run): FeelValue {
  const dividend = exact.parseNumber(a.toString());
  const divisor = exact.parseNumber(b.toString());
  if (dividend === null || divisor === null) return fail(run, BEYOND);
  return exact.divide(dividend, divisor) ?? fail(run, 'There is no division by zero.');
}

function misfit(run: Run, reason: string): null {
  return fail(run, reason);
}

/** A number or a duration without its sign. */
export function absoluteDuration(value: FeelValue, run: Run): FeelValue {
  if (isMonthsDuration(value)) return makeMonths(Math.abs(value.months));
  if (isTimeDuration(value)) return makeNanos(value.nanos < 0n ? -value.nanos : value.nanos);
  return value === null ? null : misfit(run, 'Only numbers and durations have an absolute value.');
}

/** The remainder with the sign of the divisor. */
export function moduloOf(dividend: FeelValue, divisor: FeelValue, run: Run): FeelValue {
  if (dividend === null || divisor === null) return null;
  if (!isNumber(dividend) || !isNumber(divisor)) return misfit(run, 'Only numbers have a remainder.');
  return exact.modulo(dividend, divisor) ?? fail(run, 'There is no division by zero.');
}
