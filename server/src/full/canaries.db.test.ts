import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { canaries } from './canaries.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(5);
let papers: Papers;
beforeAll(async () => {
  papers = await papersUnderTest();
});
afterAll(() => {
  papers.close();
  suite.remove('canaries', 'restored');
});

it(
  'nothing that was lawfully destroyed is found in any byte, nor after an older backup was restored, and every proof verifies',
  { timeout: 400_000 },
  async () => {
    const result = await canaries({ ...suite.options, canaries: 12, papers });
    expect(result.failures).toEqual([]);
    expect(result.counts).toMatchObject({
      ...{ destroyed: 12, refusedWithoutList: 1, proofs: expect.any(Number) },
      // Each kind of entry has words in every place that takes some, and each of these is found before.
      before: { found: 17, places: 54 },
      // Every table that a key of a case seals holds some, so that none is left out of the search.
      sealed: { quality_finding: 15 },
      // Without the sweep the search would have found them.
      unswept: 12,
      // What destruction forgets is found, wherever it stood: by the keys of a case and of people, in an item that is filed, and in bytes.
      faults: { places: 57, 'the words of a filed item are left': 4 },
      openedEvents: { found: 0, controlsFound: 5 },
      dataFiles: { found: 0, controlsFound: 5 },
      logicalExport: { found: 0, controlsFound: 5 },
      // Two of the cases are destroyed for each of three people.
      restored: { destroyedAgain: 16, readable: 0 },
      restoredFiles: { found: 0, controlsFound: 5 },
    });
  },
);
