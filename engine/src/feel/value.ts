// The values of FEEL (DMN 1.5, 10.3.2) as plain data, and how one kind is told from another. Knows no syntax, no scope
// and no model.
import type { Decimal } from 'decimal.js';
import type { Run } from './run.ts';

/**
 * A number: a whole number within ±(2^53 − 1) is always a JavaScript number, and anything else is always a decimal of
 * 34 digits. So integers are fast, and nothing is ever rounded to a double.
 */
export type FeelNumber = number | Decimal;

export interface FeelDate {
  readonly kind: 'date';
  /** From −999,999,999 to 999,999,999. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface FeelTime {
  readonly kind: 'time';
  /** Nanoseconds since midnight, below 86,400,000,000,000. */
  readonly nanos: number;
  /** Seconds east of UTC; null for a local time and for a time of a named zone. */
  readonly offset: number | null;
  readonly zone: string | null;
}

export interface FeelDateTime {
  readonly kind: 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;
}

export interface MonthsDuration {
  readonly kind: 'years and months duration';
  readonly months: number;
}

export interface TimeDuration {
  readonly kind: 'days and time duration';
  readonly nanos: bigint;
}

export interface FeelRange {
  readonly kind: 'range';
  /** Null where there is no bound on this side. */
  readonly start: FeelValue;
  readonly end: FeelValue;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** True for `(= 5)`, which includes what `[5..5]` does and yet is not equal to it. */
  readonly single?: true;
}

export interface FeelFunction {
  readonly kind: 'function';
  readonly name: string;
  /** Names of the parameters in order, for each way of calling it. */
  readonly signatures: readonly (readonly FeelParameter[])[];
  /** What `instance of` and function conformance ask; null where it is not known. */
  readonly result: FeelType | null;
  /** Calls with arguments in the order of the signature of that index, not yet checked. */
  invoke(args: readonly FeelValue[], run: Run, signature: number): FeelValue;
}

export interface FeelParameter {
  readonly name: string;
  readonly type: FeelType;
  readonly optional: boolean;
  /** True for the last parameter where any number of values may follow. */
  readonly variadic: boolean;
}

export type FeelContext = ReadonlyMap<string, FeelValue>;
export type FeelList = readonly FeelValue[];

export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | MonthsDuration
  | TimeDuration
  | FeelRange
  | FeelFunction
  | FeelContext
  | FeelList;

export type SimpleTypeName =
  | 'any'
  | 'null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration';

export type FeelType =
  | { readonly kind: 'simple'; readonly name: SimpleTypeName }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | null; readonly result: FeelType }
  /** An item definition with allowed values: `allows` judges a value that is already of the type. */
  | { readonly kind: 'allowed'; readonly of: FeelType; readonly allows: (value: FeelValue, run: Run) => boolean };

/** What kind of value this is, in FEEL's own words. */
export type KindName = Exclude<SimpleTypeName, 'any'> | 'list' | 'context' | 'range' | 'function';

export function kindOf(value: FeelValue): KindName {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (isList(value)) return 'list';
  if (isContext(value)) return 'context';
  return isDecimal(value) ? 'number' : value.kind;
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  return value instanceof Map;
}

export function isDecimal(value: FeelValue): value is Decimal {
  return typeof value === 'object' && value !== null && !('kind' in value) && 'comparedTo' in value;
}

export function isNumber(value: FeelValue): value is FeelNumber {
  return typeof value === 'number' || isDecimal(value);
}

export function isFunction(value: FeelValue): value is FeelFunction {
  return isTagged(value) && value.kind === 'function';
}

export function isRange(value: FeelValue): value is FeelRange {
  return isTagged(value) && value.kind === 'range';
}

export function isDate(value: FeelValue): value is FeelDate {
  return isTagged(value) && value.kind === 'date';
}

export function isTime(value: FeelValue): value is FeelTime {
  return isTagged(value) && value.kind === 'time';
}

export function isDateTime(value: FeelValue): value is FeelDateTime {
  return isTagged(value) && value.kind === 'date and time';
}

export function isMonthsDuration(value: FeelValue): value is MonthsDuration {
  return isTagged(value) && value.kind === 'years and months duration';
}

export function isTimeDuration(value: FeelValue): value is TimeDuration {
  return isTagged(value) && value.kind === 'days and time duration';
}

type Tagged = Extract<FeelValue, { readonly kind: string }>;

function isTagged(value: FeelValue): value is Tagged {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
