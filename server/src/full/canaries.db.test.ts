import { afterAll, expect, it } from 'vitest';
import { canaries } from './canaries.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(5);
afterAll(() => suite.remove('canaries', 'restored'));

it(
  'nothing that was lawfully destroyed is found in any byte, nor after an older backup was restored, and every proof verifies',
  { timeout: 200_000 },
  async () => {
    const result = await canaries({ ...suite.options, canaries: 12 });
    expect(result.failures).toEqual([]);
    expect(result.counts).toMatchObject({
      ...{ destroyed: 12, refusedWithoutList: 1, proofs: expect.any(Number) },
      before: { found: 17 },
      // Without the sweep the search would have found them.
      unswept: 12,
      dataFiles: { found: 0, controlsFound: 5 },
      logicalExport: { found: 0, controlsFound: 5 },
      restored: { destroyedAgain: 12, readable: 0 },
      restoredFiles: { found: 0, controlsFound: 5 },
    });
  },
);
