// Built-in functions on numbers and truth values (DMN 1.5, tables 67, 74 and 75).
import { builtin, signature } from './builtin.ts';
import * as exact from './number.ts';
import { fail, type Run, spend } from './run.ts';
import { absoluteDuration, moduloOf } from './arithmetic.ts';
import type { FeelFunction, FeelNumber, FeelValue } from './value.ts';
import { isNumber } from './value.ts';

/** DMN 1.5, table 75: scales from −6111 to 6176. */
const SCALE_FROM = -6111;
const SCALE_TO = 6176;
/** Roots, logarithms and exponentials of 34 digits take as long as some hundred sums. */
const STEPS = 200;

export const NUMBER_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'not',
    signature([['negand', 'any']], ([value]) => (typeof value === 'boolean' ? !value : null)),
  ),
  builtin(
    'decimal',
    signature(
      [
        ['n', 'number'],
        ['scale', 'number'],
      ],
      ([n, scale], run) => rounded({ n, scale, mode: 'half even' }, run),
    ),
  ),
  ...(['floor', 'ceiling'] as const).map((name) =>
    builtin(
      name,
      signature([['n', 'number']], ([n], run) => rounded({ n, scale: 0, mode: name }, run)),
      signature(
        [
          ['n', 'number'],
          ['scale', 'number'],
        ],
        ([n, scale], run) => rounded({ n, scale, mode: name }, run),
      ),
    ),
  ),
  ...(['up', 'down', 'half up', 'half down'] as const).map((mode) =>
    builtin(
      `round ${mode}`,
      signature(
        [
          ['n', 'number'],
          ['scale', 'number'],
        ],
        ([n, scale], run) => rounded({ n, scale, mode }, run),
      ),
    ),
  ),
  builtin(
    'abs',
    signature([['n', 'any']], ([n], run) => (isNumber(n) ? exact.absolute(n) : absoluteDuration(n, run))),
  ),
  builtin(
    'modulo',
    signature(
      [
        ['dividend', 'any'],
        ['divisor', 'any'],
      ],
      ([dividend, divisor], run) => moduloOf(dividend, divisor, run),
    ),
  ),
  costly('sqrt', 'number', exact.squareRoot),
  costly('log', 'number', exact.naturalLogarithm),
  costly('exp', 'number', exact.exponential),
  builtin(
    'odd',
    signature([['number', 'number']], ([n], run) => remainderOfTwo(n, run)?.odd ?? null),
  ),
  builtin(
    'even',
    signature([['number', 'number']], ([n], run) => remainderOfTwo(n, run)?.even ?? null),
  ),
];

interface Rounded {
  readonly n: FeelNumber;
  readonly scale: FeelNumber;
  readonly mode: exact.Rounding;
}

function rounded({ n, scale, mode }: Rounded, run: Run): FeelValue {
  const digits = exact.toInteger(scale);
  if (digits === null || digits < SCALE_FROM || digits > SCALE_TO) {
    return fail(run, 'A number can be rounded to −6111 up to 6176 digits after the point.');
  }
  return exact.roundTo(n, digits, mode) ?? fail(run, 'The rounded number is beyond the numbers that there are.');
}

function costly(name: string, parameter: string, compute: (n: FeelNumber) => FeelNumber | null): FeelFunction {
  return builtin(
    name,
    signature([[parameter, 'number']], ([n], run) => {
      spend(run, STEPS);
      return compute(n) ?? fail(run, `There is no ${name} of this number.`);
    }),
  );
}

function remainderOfTwo(n: FeelNumber, run: Run): { readonly odd: boolean; readonly even: boolean } | null {
  if (!exact.isWhole(n)) return fail(run, 'Only whole numbers are odd or even.');
  const rest = exact.modulo(n, 2);
  return { odd: rest !== 0, even: rest === 0 };
}
