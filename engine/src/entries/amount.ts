// Exact decimal numbers as texts, such as 12.5: whether one is one, and which of two is greater. Never doubles.

import { say, type Said } from '../sentences/say.ts';

/** Twelve digits, and six after the point: more than any measure of a person's goal has. */
const AMOUNT = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,6}))?$/;

/** Why a text is no number that can be measured; null where it is one. */
export function amountFault(amount: unknown, what: Said): Said | null {
  if (typeof amount === 'string' && AMOUNT.test(amount)) return null;
  return say('must-be-a-number-such-as', { what });
}

/** Less than 0 where the first is less, 0 where they are equal, greater than 0 otherwise. */
export function compareAmounts(one: string, other: string): number {
  const difference = millionths(one) - millionths(other);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The exact middle of two amounts, with one digit more after the point where it needs that: of 1 and 2 it is 1.5. */
export function middleOf(one: string, other: string): string {
  const tenMillionths = (millionths(one) + millionths(other)) * 5n;
  const digits = String(tenMillionths < 0n ? -tenMillionths : tenMillionths).padStart(8, '0');
  const fraction = digits.slice(-7).replace(/0+$/, '');
  const text = fraction === '' ? digits.slice(0, -7) : `${digits.slice(0, -7)}.${fraction}`;
  return tenMillionths < 0n ? `-${text}` : text;
}

function millionths(amount: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = AMOUNT.exec(amount) ?? [];
  const digits = BigInt(`${whole}${fraction.padEnd(6, '0')}`);
  return sign === '-' ? -digits : digits;
}
