import { afterAll, expect, it } from 'vitest';
import { disposalKills } from './disposal-kills.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(3);
afterAll(() => suite.remove('disposal'));

it(
  'each case of a list of disposal is wholly destroyed or wholly kept, whatever is killed meanwhile',
  { timeout: 200_000 },
  async () => {
    const asked = { cases: 24, documents: 1, kills: 1, holds: 4 };
    const { failures, counts } = await disposalKills({ ...suite.options, ...asked });
    expect(failures).toEqual([]);
    expect(counts).toMatchObject({ cases: 24, kills: { server: 1, database: 1 } });
    expect(counts['midRun']).toBeGreaterThan(0);
    expect(counts['destroyed']).toBeGreaterThan(0);
    expect(counts['kept']).toBeGreaterThan(0);
  },
);
