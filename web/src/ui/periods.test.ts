import { expect, it } from 'vitest';
import { formatPeriod } from './periods.ts';

it('says a period of ISO 8601 in words', () => {
  expect(formatPeriod('P1Y')).toBe('1 year');
  expect(formatPeriod('P7Y')).toBe('7 years');
  expect(formatPeriod('P1Y6M')).toBe('1 year, 6 months');
  expect(formatPeriod('P0D')).toBe('0 days');
});

it('leaves what a schedule says in words of its own', () => {
  for (const said of ['Destroy 7 years after last action', 'P', 'P1', 'FY+1y', 'PT1H'])
    expect(formatPeriod(said)).toBe(said);
});
