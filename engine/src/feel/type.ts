// The types of FEEL: what conforms to what, whether a value is of a type, and the implicit conversions
// (DMN 1.5, 10.3.2.9). Knows no syntax and no model.
import { allocateElements, descend, type Run } from './run.ts';
import { startOfDay } from './temporal.ts';
import {
  type FeelFunction,
  type FeelRange,
  type FeelType,
  type FeelValue,
  type SimpleTypeName,
  isContext,
  isDate,
  isFunction,
  isList,
  isRange,
  kindOf,
} from './value.ts';

export const ANY: FeelType = { kind: 'simple', name: 'any' };

const SIMPLE_NAMES: ReadonlyMap<string, SimpleTypeName> = new Map([
  ['Any', 'any'],
  ['Null', 'null'],
  ['number', 'number'],
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['time', 'time'],
  ['date and time', 'date and time'],
  ['dateTime', 'date and time'],
  ['years and months duration', 'years and months duration'],
  ['yearMonthDuration', 'years and months duration'],
  ['days and time duration', 'days and time duration'],
  ['dayTimeDuration', 'days and time duration'],
]);

export function simple(name: SimpleTypeName): FeelType {
  return { kind: 'simple', name };
}

export function listOf(of: FeelType): FeelType {
  return { kind: 'list', of };
}

/** A built-in type by the name that FEEL or a model uses for it; null where it is none. */
export function builtinType(name: string): FeelType | null {
  const known = SIMPLE_NAMES.get(name);
  if (known !== undefined) return simple(known);
  if (name === 'list') return listOf(ANY);
  if (name === 'range') return { kind: 'range', of: ANY };
  if (name === 'context') return { kind: 'context', entries: new Map() };
  if (name === 'function') return { kind: 'function', parameters: null, result: ANY };
  return null;
}

/** Whether a value is of a type. Null is of no type but `Null`; see `conforms` for where null is allowed. */
export function isInstance(value: FeelValue, type: FeelType, run: Run): boolean {
  if (value === null) return type.kind === 'simple' && type.name === 'null';
  return conforms(value, withoutLimits(type), run);
}

/** Whether a value may stand where this type is asked for: null may, everywhere (10.3.2.9.1). */
export function conforms(value: FeelValue, type: FeelType, run: Run): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'simple':
      return type.name === 'any' || kindOf(value) === type.name;
    case 'list':
      return isList(value) && isAnyOrEvery(value, type.of, run);
    case 'context':
      return isContext(value) && hasEntries(value, type.entries, run);
    case 'range':
      return isRange(value) && rangeConforms(value, type.of, run);
    case 'function':
      return isFunction(value) && functionConforms(value, type);
    case 'allowed':
      return conforms(value, type.of, run) && type.allows(value, run);
  }
}

/**
 * A value as this type wants it: unchanged where it conforms, as a list of one, as the one element of a list, or a date
 * as its first moment on UTC. Undefined where none of these fits (10.3.2.9.4).
 */
export function coerce(value: FeelValue, type: FeelType, run: Run): FeelValue | undefined {
  if (value === null || conforms(value, type, run)) return value;
  const [only] = isList(value) && value.length === 1 ? value : [];
  if (only !== undefined && conforms(only, type, run)) return only;
  if (isListType(type) && !isList(value)) {
    allocateElements(run, 1);
    if (conforms([value], type, run)) return [value];
  }
  if (isDate(value) && isDateTimeType(type)) return startOfDay(value, 0);
  return undefined;
}

/** Whether one type may stand where another is asked for (10.3.2.9.1, table 53). */
export function typeConforms(type: FeelType, to: FeelType): boolean {
  const bare = type.kind === 'allowed' ? type.of : type;
  const wanted = to.kind === 'allowed' ? to.of : to;
  if (wanted.kind === 'simple') {
    return wanted.name === 'any' || (bare.kind === 'simple' && (bare.name === wanted.name || bare.name === 'null'));
  }
  if (bare.kind === 'simple') return bare.name === 'null';
  if (wanted.kind === 'list' || wanted.kind === 'range')
    return bare.kind === wanted.kind && typeConforms(bare.of, wanted.of);
  if (wanted.kind === 'context') return bare.kind === 'context' && entriesConform(bare.entries, wanted.entries);
  if (wanted.kind !== 'function' || bare.kind !== 'function') return false;
  return parametersConform(bare.parameters, wanted.parameters) && typeConforms(bare.result, wanted.result);
}

/** A type without the allowed values of item definitions, which `instance of` does not ask about (10.3.2.9.1). */
function withoutLimits(type: FeelType): FeelType {
  switch (type.kind) {
    case 'allowed':
      return withoutLimits(type.of);
    case 'list':
      return { ...type, of: withoutLimits(type.of) };
    case 'context':
      return { ...type, entries: new Map([...type.entries].map(([name, entry]) => [name, withoutLimits(entry)])) };
    case 'simple':
    case 'range':
    case 'function':
      return type;
  }
}

/** The type of a value as far as `instance of` needs it for the bounds of ranges. */
function rangeConforms(range: FeelRange, of: FeelType, run: Run): boolean {
  return conforms(range.start, of, run) && conforms(range.end, of, run);
}

function functionConforms(value: FeelFunction, type: Extract<FeelType, { kind: 'function' }>): boolean {
  if (type.parameters === null) return true;
  const wanted = type.parameters;
  const fits = value.signatures.some((signature) =>
    parametersConform(
      signature.map((parameter) => parameter.type),
      wanted,
    ),
  );
  // What a function gives is often not known before it is called; then it is judged there.
  return fits && (value.result === null || typeConforms(value.result, type.result));
}

/** Parameters are contravariant: what is asked for must be taken. */
function parametersConform(own: readonly FeelType[] | null, wanted: readonly FeelType[] | null): boolean {
  if (own === null || wanted === null) return true;
  return own.length === wanted.length && own.every((type, index) => typeConforms(wanted[index] ?? ANY, type));
}

function entriesConform(own: ReadonlyMap<string, FeelType>, wanted: ReadonlyMap<string, FeelType>): boolean {
  return [...wanted].every(([name, type]) => {
    const has = own.get(name);
    return has !== undefined && typeConforms(has, type);
  });
}

function isAnyOrEvery(list: readonly FeelValue[], of: FeelType, run: Run): boolean {
  if (of.kind === 'simple' && of.name === 'any') return true;
  descend(run, 1);
  const all = list.every((element) => conforms(element, of, run));
  run.depth -= 1;
  return all;
}

function hasEntries(
  context: ReadonlyMap<string, FeelValue>,
  entries: ReadonlyMap<string, FeelType>,
  run: Run,
): boolean {
  descend(run, 1);
  let all = true;
  for (const [name, type] of entries) {
    const value = context.get(name);
    all = all && value !== undefined && conforms(value, type, run);
  }
  run.depth -= 1;
  return all;
}

function isListType(type: FeelType): boolean {
  return type.kind === 'list' || (type.kind === 'allowed' && isListType(type.of));
}

function isDateTimeType(type: FeelType): boolean {
  return type.kind === 'simple' && type.name === 'date and time';
}
