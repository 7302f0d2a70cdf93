// Converts between our plain values and feelin's own. The only file that knows feelin's classes.
import { FeelDate, FeelDateTime, FeelDuration, duration as parseDuration, parseDate, parseDateTime } from 'feelin';
import type { Value } from './value.ts';

/** What could not be converted, with a sentence that says why. */
export interface Unconvertible {
  readonly problem: string;
}

/** One of our values as feelin wants it; null and a sentence where a date or duration is not one. */
export function toFeel(value: Value): { readonly feel: unknown } | Unconvertible {
  if (value === null || typeof value !== 'object') return { feel: value };
  if (isList(value)) return converted(value.map(toFeel));
  if ('date' in value) return present(parseDate(value.date), 'A date is not written as YYYY-MM-DD.');
  if ('instant' in value) return present(parseDateTime(value.instant), 'An instant is not written in ISO 8601.');
  if ('duration' in value) return present(parseDuration(value.duration), 'A duration is not written in ISO 8601.');
  const entries = Object.entries(value.context);
  const values = converted(entries.map(([, entry]) => toFeel(entry)));
  if ('problem' in values) return values;
  return { feel: Object.fromEntries(entries.map(([key], index) => [key, values.feel[index]])) };
}

/** A result of feelin as one of our values. */
export function fromFeel(result: unknown): { readonly value: Value } | Unconvertible {
  if (result === null || result === undefined) return { value: null };
  if (typeof result === 'boolean' || typeof result === 'string') return { value: result };
  if (typeof result === 'number') {
    return Number.isFinite(result) ? { value: result } : { problem: 'The result is not a finite number.' };
  }
  if (result instanceof FeelDate) return dateValue(result.toString());
  if (result instanceof FeelDateTime) return instantValue(result);
  if (result instanceof FeelDuration) return { value: { duration: result.toString() } };
  if (Array.isArray(result)) return listValue(result);
  return { problem: 'The result is a range, a function or a time of day, which a case cannot record.' };
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function present(feel: unknown, problem: string): { readonly feel: unknown } | Unconvertible {
  return feel === null ? { problem } : { feel };
}

function converted(
  parts: readonly ({ readonly feel: unknown } | Unconvertible)[],
): { readonly feel: readonly unknown[] } | Unconvertible {
  const feel: unknown[] = [];
  for (const part of parts) {
    if ('problem' in part) return part;
    feel.push(part.feel);
  }
  return { feel };
}

function dateValue(date: string): { readonly value: Value } | Unconvertible {
  return /^\d{4}-/.test(date) ? { value: { date } } : { problem: 'The resulting date is outside the years 0 to 9999.' };
}

/** feelin writes named zones after an @; an instant of ours always carries its offset instead. */
function instantValue(result: FeelDateTime): { readonly value: Value } | Unconvertible {
  const [local = '', zone] = result.toString().split('@');
  if (!/^\d{4}-/.test(local)) return { problem: 'The resulting instant is outside the years 0 to 9999.' };
  if (zone === undefined) {
    return /(Z|[+-]\d\d:\d\d)$/i.test(local)
      ? { value: { instant: local } }
      : { problem: 'The resulting time has no offset. Write one, for example "2011-10-11T13:45:00+02:00".' };
  }
  const offset = result['time offset'];
  const minutes = offset.hours * 60 + offset.minutes;
  const sign = minutes < 0 ? '-' : '+';
  const text = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return { value: { instant: `${local}${sign}${text}` } };
}

function listValue(list: readonly unknown[]): { readonly value: Value } | Unconvertible {
  const values: Value[] = [];
  for (const element of list) {
    const part = fromFeel(element);
    if ('problem' in part) return part;
    values.push(part.value);
  }
  return { value: values };
}
