// Converts between the plain values of cases and those of the evaluator. What a case cannot record is refused with a
// sentence: functions, ranges, times of day, and numbers or years beyond all use.
import { fromDouble, numberText, parseNumber } from '../feel/number.ts';
import {
  dateText,
  dateTimeText,
  monthsText,
  nanosText,
  parseDate,
  parseDateTime,
  parseDuration,
} from '../feel/temporal-text.ts';
import { offsetOf } from '../feel/temporal.ts';
import type { FeelDateTime, FeelNumber, FeelValue } from '../feel/value.ts';
import { isContext, isDecimal, isList } from '../feel/value.ts';
import type { Value } from './value.ts';

/** What could not be converted, with a sentence that says why. */
export interface Unconvertible {
  readonly problem: string;
}

/** Values nest no deeper than this in a case file. */
const DEEPEST_VALUE = 50;
/** Digits before the point, and after it, beyond which a number is no amount, count or measure of any case. */
const MOST_DIGITS = 34;

/** One of our values as the evaluator wants it; a sentence where a date, number or duration is not one. */
export function toFeel(value: Value, depth = 0): { readonly feel: FeelValue } | Unconvertible {
  if (typeof value === 'number') return present(fromDouble(value), 'A number is not finite.');
  if (value === null || typeof value !== 'object') return { feel: value };
  if (depth > DEEPEST_VALUE) return { problem: `A value nests deeper than ${DEEPEST_VALUE} levels.` };
  if (isValueList(value)) return converted(value.map((element) => toFeel(element, depth + 1)));
  if ('date' in value) return present(parseDate(value.date), 'A date is not written as YYYY-MM-DD.');
  if ('instant' in value) return present(parseDateTime(value.instant), 'An instant is not written in ISO 8601.');
  if ('duration' in value) return present(parseDuration(value.duration), 'A duration is not written in ISO 8601.');
  if ('decimal' in value)
    return present(parseNumber(value.decimal), 'A decimal is not written in digits with a point.');
  const entries = Object.entries(value.context);
  const values = converted(entries.map(([, entry]) => toFeel(entry, depth + 1)));
  if ('problem' in values) return values;
  return { feel: new Map(entries.map(([key], index) => [key, values.feel[index] ?? null])) };
}

/**
 * Values that a result may have in all. A list that holds another one many times over is small while it is shared and beyond
 * every memory once it is written out.
 */
const MOST_VALUES = 100_000;

/** A result of the evaluator as one of our values. */
export function fromFeel(result: FeelValue): { readonly value: Value } | Unconvertible {
  return plainOf(result, 0, { left: MOST_VALUES });
}

interface Left {
  left: number;
}

function plainOf(result: FeelValue, depth: number, values: Left): { readonly value: Value } | Unconvertible {
  values.left -= 1;
  if (values.left < 0) return { problem: `The result holds more than ${MOST_VALUES} values.` };
  if (result === null || typeof result === 'boolean' || typeof result === 'string') return { value: result };
  if (typeof result === 'number') return { value: result };
  if (isDecimal(result)) return numberValue(result);
  if (depth > DEEPEST_VALUE) return { problem: `The result nests deeper than ${DEEPEST_VALUE} levels.` };
  if (isList(result)) return listValue(result, depth, values);
  if (isContext(result)) {
    const entries = listValue([...result.values()], depth, values);
    if ('problem' in entries) return entries;
    return {
      value: {
        context: Object.fromEntries([...result.keys()].map((key, index) => [key, entries.value[index] ?? null])),
      },
    };
  }
  switch (result.kind) {
    case 'date':
      return Math.abs(result.year) > 9999 || result.year < 0
        ? { problem: 'The resulting date is outside the years 0 to 9999.' }
        : { value: { date: dateText(result) } };
    case 'date and time':
      return instantValue(result);
    case 'years and months duration':
      return { value: { duration: monthsText(result) } };
    case 'days and time duration':
      return { value: { duration: nanosText(result) } };
    case 'time':
    case 'range':
    case 'function':
      return { problem: 'The result is a range, a function or a time of day, which a case cannot record.' };
  }
}

function isValueList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function present(feel: FeelValue, problem: string): { readonly feel: FeelValue } | Unconvertible {
  return feel === null ? { problem } : { feel };
}

function converted(
  parts: readonly ({ readonly feel: FeelValue } | Unconvertible)[],
): { readonly feel: readonly FeelValue[] } | Unconvertible {
  const feel: FeelValue[] = [];
  for (const part of parts) {
    if ('problem' in part) return part;
    feel.push(part.feel);
  }
  return { feel };
}

/** A JavaScript number where its shortest text says exactly the same, and otherwise a decimal. */
function numberValue(result: FeelNumber): { readonly value: Value } | Unconvertible {
  const text = numberText(result);
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  if (whole.length > MOST_DIGITS || fraction.length > 2 * MOST_DIGITS) {
    return { problem: `The resulting number has more than ${MOST_DIGITS} digits.` };
  }
  const double = Number(text);
  return { value: String(double) === text ? double : { decimal: text } };
}

/** An instant of ours always carries its offset, also where the evaluator knows it by a named zone. */
function instantValue(result: FeelDateTime): { readonly value: Value } | Unconvertible {
  const { year } = result.date;
  if (year < 0 || year > 9999) return { problem: 'The resulting instant is outside the years 0 to 9999.' };
  const offset = offsetOf(result.time, result.date);
  if (offset === null) {
    return { problem: 'The resulting time has no offset. Write one, for example "2011-10-11T13:45:00+02:00".' };
  }
  return { value: { instant: dateTimeText({ ...result, time: { ...result.time, offset, zone: null } }) } };
}

function listValue(
  list: readonly FeelValue[],
  depth: number,
  left: Left,
): { readonly value: readonly Value[] } | Unconvertible {
  const values: Value[] = [];
  for (const element of list) {
    const part = plainOf(element, depth + 1, left);
    if ('problem' in part) return part;
    values.push(part.value);
  }
  return { value: values };
}
