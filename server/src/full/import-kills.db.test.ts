import { afterAll, expect, it } from 'vitest';
import { importKills } from './import-kills.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(11);
afterAll(() => suite.remove('undisturbed', 'killed'));

it(
  'an import during which the import, the database and the server are killed ends like an undisturbed one',
  { timeout: 400_000 },
  async () => {
    const result = await importKills({
      ...suite.options,
      log: suite.madeLog(600),
      mapping: 'infringement-notice',
      killsOfEach: 2,
    });
    expect(result.failures).toEqual([]);
    const counted = expect.objectContaining({ killed: 2 });
    expect(result.counts['kills']).toEqual({ import: counted, database: counted, server: counted });
  },
);
