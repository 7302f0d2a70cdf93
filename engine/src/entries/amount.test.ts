// The middle of two exact decimals is exact, and is written without digits that say nothing.
import { expect, it } from 'vitest';
import { middleOf } from './amount.ts';

it.each([
  ['1', '2', '1.5'],
  ['-2', '1', '-0.5'],
  ['-0.1', '0.1', '0'],
  ['0.1', '0.2', '0.15'],
  ['7', '7.000000', '7'],
  ['999999999999', '999999999998.999999', '999999999998.9999995'],
  ['10', '20', '15'],
])('between %s and %s lies %s', (one, other, middle) => {
  expect(middleOf(one, other)).toBe(middle);
  expect(middleOf(other, one)).toBe(middle);
});
