import { expect, it } from 'vitest';
import { letters } from './letters.ts';
import { suiteUnderTest } from './suites-under-test.ts';

it('letters of made-up cases go to nobody else and tell nobody where somebody is who is hidden', async () => {
  const { options } = suiteUnderTest(48);
  const { failures, counts } = await letters({ ...options, cases: 300 });
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ cases: 300, leaks: 0, wrong: 0 });
  expect(Number(counts['withheld'])).toBeGreaterThan(50);
  expect(Number(counts['composed'])).toBeGreaterThan(200);
});
