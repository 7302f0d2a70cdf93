// Exact arithmetic on FEEL numbers: decimal128 semantics with 34 digits, half-even (DMN 1.5, 10.3.2.3.1), and whole
// numbers on the processor's own arithmetic as long as that is exact.
import { Decimal } from 'decimal.js';
import type { FeelNumber } from './value.ts';

/** The range of decimal128 (IEEE 754-2008): 34 digits, exponents to 6144. */
const Exact = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -6200,
  toExpPos: 6200,
  defaults: true,
});

/** A number from its text, `1`, `-.5` or `1.2e3`; null where the text is none or beyond the range. */
export function parseNumber(text: string): FeelNumber | null {
  const known = decimals.get(text);
  if (known !== undefined) return known;
  const value = readNumber(text);
  if (decimals.size >= REMEMBERED) decimals.clear();
  if (text.length <= 40) decimals.set(text, value);
  return value;
}

function readNumber(text: string): FeelNumber | null {
  if (!/^[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const short = text.length <= 15 ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(short)) return short === 0 ? 0 : short;
  return settled(new Exact(text).plus(0));
}

/** The conditions of one command read the same few amounts again and again. */
const REMEMBERED = 2000;
const decimals = new Map<string, FeelNumber | null>();

/** A JavaScript number by its shortest text, so that 0.1 is a tenth; null for what is not finite. */
export function fromDouble(value: number): FeelNumber | null {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  return Number.isFinite(value) ? settled(new Exact(value)) : null;
}

/** The text of a number in full, without an exponent. */
export function numberText(value: FeelNumber): string {
  return typeof value === 'number' ? String(value) : value.toFixed();
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return settled(exact(a).plus(b));
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return settled(exact(a).minus(b));
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return settled(exact(a).times(b));
}

/** Null where the divisor is zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number' && a % b === 0) return a / b + 0;
  return settled(exact(a).dividedBy(b));
}

export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return settled(exact(a).pow(b));
}

export function negate(a: FeelNumber): FeelNumber {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return a.negated();
}

/** Below zero, zero or above zero, as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : exact(a).comparedTo(b);
}

export function numbersEqual(a: FeelNumber, b: FeelNumber): boolean {
  return a === b || (typeof a !== 'number' && typeof b !== 'number' && a.equals(b));
}

export function isWhole(value: FeelNumber): boolean {
  return typeof value === 'number' || value.isInteger();
}

/** The number cut towards zero to a safe integer; null beyond ±(2^53 − 1). */
export function toInteger(value: FeelNumber): number | null {
  if (typeof value === 'number') return value;
  const whole = value.truncated().toNumber();
  return Number.isSafeInteger(whole) ? whole + 0 : null;
}

export type Rounding = 'floor' | 'ceiling' | 'up' | 'down' | 'half up' | 'half down' | 'half even';

const MODES: Readonly<Record<Rounding, Decimal.Rounding>> = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  'half up': Decimal.ROUND_HALF_UP,
  'half down': Decimal.ROUND_HALF_DOWN,
  'half even': Decimal.ROUND_HALF_EVEN,
};

/** Rounds to that many digits after the point; a negative scale rounds to tens and hundreds. */
export function roundTo(value: FeelNumber, scale: number, rounding: Rounding): FeelNumber | null {
  if (typeof value === 'number' && scale >= 0) return value;
  const mode = MODES[rounding];
  if (scale >= 0) return settled(exact(value).toDecimalPlaces(scale, mode));
  // A power of ten moves the point without rounding, since the exponent is the only thing that changes.
  const unit = new Exact(10).pow(-scale);
  const wide = new Wide(exact(value).toString());
  return settled(new Exact(wide.dividedBy(unit).toDecimalPlaces(0, mode).times(unit).toString()));
}

/** Exact quotients for rounding to tens: twice the digits, so that a tie is seen as a tie. */
const Wide = Decimal.clone({ precision: 80, minE: -9000, maxE: 9000, toExpNeg: -9000, toExpPos: 9000, defaults: true });

/** The remainder with the sign of the divisor (DMN 1.5, table 75). Null where the divisor is zero. */
export function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber | null {
  if (divisor === 0) return null;
  if (typeof dividend === 'number' && typeof divisor === 'number') {
    const rest = dividend % divisor;
    return rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest + 0;
  }
  const rest = exact(dividend).modulo(divisor);
  return settled(!rest.isZero() && rest.isNegative() !== exact(divisor).isNegative() ? rest.plus(divisor) : rest);
}

export function squareRoot(value: FeelNumber): FeelNumber | null {
  return compareNumbers(value, 0) < 0 ? null : settled(exact(value).squareRoot());
}

export function naturalLogarithm(value: FeelNumber): FeelNumber | null {
  return compareNumbers(value, 0) <= 0 ? null : settled(exact(value).naturalLogarithm());
}

export function exponential(value: FeelNumber): FeelNumber | null {
  return settled(exact(value).naturalExponential());
}

export function absolute(value: FeelNumber): FeelNumber {
  return typeof value === 'number' ? Math.abs(value) : value.absoluteValue();
}

/** The whole numbers that amounts are most often compared with. */
const SMALL: readonly Decimal[] = Array.from({ length: 1001 }, (_none, value) => new Exact(value));

function exact(value: FeelNumber): Decimal {
  return typeof value === 'number' ? (SMALL[value] ?? new Exact(value)) : value;
}

/** The one form that each number has: see `FeelNumber`. Null beyond the range of decimal128. */
function settled(value: Decimal): FeelNumber | null {
  if (!value.isFinite()) return null;
  if (!value.isInteger()) return value;
  const double = value.toNumber();
  return Number.isSafeInteger(double) ? double + 0 : value;
}
