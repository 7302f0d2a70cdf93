// How values of expressions are recorded in fields.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { fieldValueOf } from './rules.ts';

describe('a computed amount of money', () => {
  test.each([
    [36, '36.00'],
    [36.1, '36.10'],
    [-0.05, '-0.05'],
    [{ decimal: '9007199254740993.02' }, '9007199254740993.02'],
  ])('%j is recorded as %s', (value, recorded) => {
    expect(fieldValueOf(value, 'money')).toBe(recorded);
  });

  test.each([
    [1 / 3],
    [{ decimal: '0.3333333333333333333333333333333333' }],
    ['36.00'],
    [true],
    [null],
    [{ date: '2026-01-15' }],
  ])('%j is no amount until it is rounded', (value) => {
    expect(fieldValueOf(value, 'money')).toBeNull();
  });

  test('a number keeps what a number can hold', () => {
    expect(fieldValueOf({ decimal: '0.3333333333333333333333333333333333' }, 'number')).toBe(1 / 3);
  });
});

test('an expression may compute with money', () => {
  const checked = checkCaseType('data:\n  fine: { type: money }\n  due: { type: money, derived: fine + 2.50 }\n', '');
  const codes = 'problems' in checked ? checked.problems.filter(({ path }) => path.includes('derived')) : [];
  expect(codes).toEqual([]);
});
