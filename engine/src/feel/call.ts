// Calls a function with arguments by position or by name: picks the signature that fits, converts each argument to the
// type of its parameter, and counts what the arguments may cost (DMN 1.5, 10.3.2.13.5).
import { allocate, allocateElements, fail, type Run, spend } from './run.ts';
import { coerce } from './type.ts';
import { type FeelFunction, type FeelParameter, type FeelValue, isContext, isList } from './value.ts';

export interface CallArguments {
  readonly values: readonly FeelValue[];
  /** Names of the parameters that the values are for; null where they are given by position. */
  readonly names: readonly string[] | null;
}

/** Calls; null and a problem where no signature takes these arguments. */
export function callFunction(called: FeelFunction, given: CallArguments, run: Run): FeelValue {
  spend(run, 1);
  for (const value of given.values) spend(run, weight(value));
  for (let index = 0; index < called.signatures.length; index += 1) {
    const signature = called.signatures[index] ?? [];
    const values = fitted(signature, given, run);
    if (values !== null) {
      const result = called.invoke(values, run, index);
      if (typeof result === 'string') allocate(run, result.length);
      else allocateElements(run, weight(result));
      return result;
    }
  }
  if (given.values.includes(null)) return null;
  return fail(run, `“${called.name === '' ? 'The function' : called.name}” does not take these arguments.`);
}

/** What a value costs to go through, in steps. */
function weight(value: FeelValue): number {
  if (typeof value === 'string') return value.length >> 4;
  if (isList(value)) return value.length;
  return isContext(value) ? value.size : 0;
}

/** The arguments in the order of the signature; null where they do not fit it. */
function fitted(signature: readonly FeelParameter[], given: CallArguments, run: Run): readonly FeelValue[] | null {
  const placed = given.names === null ? byPosition(signature, given.values) : byName(signature, given);
  if (placed === null) return null;
  const values: FeelValue[] = [];
  for (let index = 0; index < placed.length; index += 1) {
    const parameter = signature[Math.min(index, signature.length - 1)];
    const value = placed[index] ?? null;
    if (parameter === undefined) return null;
    const converted = coerce(value, parameter.type, run);
    if (converted === undefined) return null;
    values.push(converted);
  }
  return values;
}

function byPosition(signature: readonly FeelParameter[], values: readonly FeelValue[]): readonly FeelValue[] | null {
  const needed = signature.filter((parameter) => !parameter.optional || parameter.variadic).length;
  const most = signature.at(-1)?.variadic === true ? Number.POSITIVE_INFINITY : signature.length;
  return values.length < needed || values.length > most ? null : values;
}

function byName(signature: readonly FeelParameter[], { values, names }: CallArguments): readonly FeelValue[] | null {
  const known = new Set(signature.map((parameter) => parameter.name));
  if (names === null || names.some((name) => !known.has(name)) || new Set(names).size < names.length) return null;
  const missing = signature.some((parameter) => !parameter.optional && !names.includes(parameter.name));
  if (missing) return null;
  return signature.map((parameter) => values[names.indexOf(parameter.name)] ?? null);
}
