// How a built-in function is declared: its names and kinds of parameters once, from which come both the check of the
// arguments and the types that the implementation is written against.
import type { Run } from './run.ts';
import { ANY, listOf, simple } from './type.ts';
import type {
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelList,
  FeelNumber,
  FeelParameter,
  FeelRange,
  FeelTime,
  FeelType,
  FeelValue,
} from './value.ts';

interface Kinds {
  any: FeelValue;
  number: FeelNumber;
  string: string;
  boolean: boolean;
  list: FeelList;
  'list of contexts': FeelList;
  context: FeelContext;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  range: FeelRange;
  function: FeelFunction;
}

type Kind = keyof Kinds;

/** `'number'` must be given, `'number?'` may be left out, `'number...'` is any number of them. */
export type ParameterSpec = readonly [name: string, kind: Kind | `${Kind}?` | `${Kind}...`];

type Argument<S> = S extends readonly [string, infer K]
  ? K extends `${infer N extends Kind}?`
    ? Kinds[N] | null
    : K extends `${infer N extends Kind}...`
      ? Kinds[N]
      : K extends Kind
        ? Kinds[K]
        : never
  : never;

/** The arguments in order. Those of a last parameter with dots follow one another. */
export type Arguments<P extends readonly ParameterSpec[]> = P extends readonly [...infer Head, infer Last]
  ? Last extends readonly [string, `${string}...`]
    ? [...{ -readonly [I in keyof Head]: Argument<Head[I]> }, ...Argument<Last>[]]
    : { -readonly [I in keyof P]: Argument<P[I]> }
  : [];

export interface Signature {
  readonly parameters: readonly FeelParameter[];
  invoke(values: readonly FeelValue[], run: Run): FeelValue;
}

/** One way of calling a function. Null for a parameter that must have a value gives null without a call. */
export function signature<const P extends readonly ParameterSpec[]>(
  specs: P,
  body: (values: Arguments<P>, run: Run) => FeelValue,
): Signature {
  const parameters = specs.map(parameterOf);
  const needed = specs.map(([, kind]) => !kind.startsWith('any') && !kind.endsWith('?'));
  const last = specs.length - 1;
  return {
    parameters,
    invoke(values, run) {
      const missing = values.some((value, index) => value === null && needed[Math.min(index, last)] === true);
      if (missing) return null;
      const padded =
        values.length < specs.length ? [...values, ...Array<null>(specs.length - values.length).fill(null)] : values;
      // The call has checked every value against the types made from the same specs, which TypeScript cannot follow.
      return body(padded as Arguments<P>, run);
    },
  };
}

/** A built-in function with the ways of calling it, tried in order. */
export function builtin(name: string, ...ways: readonly Signature[]): FeelFunction {
  return {
    kind: 'function',
    name,
    signatures: ways.map((way) => way.parameters),
    result: null,
    invoke: (values, run, index) => ways[index]?.invoke(values, run) ?? null,
  };
}

const TYPES: Readonly<Record<Kind, FeelType>> = {
  any: ANY,
  number: simple('number'),
  string: simple('string'),
  boolean: simple('boolean'),
  list: listOf(ANY),
  'list of contexts': listOf({ kind: 'context', entries: new Map() }),
  context: { kind: 'context', entries: new Map() },
  date: simple('date'),
  time: simple('time'),
  'date and time': simple('date and time'),
  range: { kind: 'range', of: ANY },
  function: { kind: 'function', parameters: null, result: ANY },
};

function parameterOf([name, kind]: ParameterSpec): FeelParameter {
  const variadic = kind.endsWith('...');
  const optional = kind.endsWith('?');
  return { name, type: TYPES[bareKind(kind)], optional: optional || variadic, variadic };
}

function bareKind(kind: string): Kind {
  const bare = kind.replace(/(\?|\.\.\.)$/, '');
  return isKind(bare) ? bare : 'any';
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(TYPES, name);
}
