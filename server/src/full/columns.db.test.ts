import { afterAll, expect, it } from 'vitest';
import { suiteUnderTest } from './suites-under-test.ts';
import { columns } from './columns.ts';

const suite = suiteUnderTest(12);
afterAll(() => suite.remove('columns'));

it(
  'verify names case and event for one byte changed in any column, and for events removed, cut off, moved or doubled',
  { timeout: 200_000 },
  async () => {
    const result = await columns({
      ...suite.options,
      log: suite.madeLog(300),
      mapping: 'infringement-notice',
      times: 2,
    });
    expect(result.failures).toEqual([]);
    expect(result.counts['made']).toBeGreaterThan(40);
    expect(result.counts['detected']).toBe(result.counts['made']);
  },
);
