// A few of the documents of `npm run full -- redaction`, without other programs, and that a leak would be noticed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { extract } from './extractors.ts';
import { madeDocument } from './made-documents.ts';
import { redaction } from './redaction.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(3);
beforeAll(buildDrawing);
afterAll(() => suite.remove());
const without = new Set<never>();

test('no secret of made documents is recovered, what must stay is found, and the extractors find secrets where there are some', async () => {
  const { failures, counts } = await redaction({ ...suite.options, documents: 12, every: 3, programs: without });
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ documents: 12, recovered: 0, lost: 0 });
  expect(Number(counts['secrets'])).toBeGreaterThan(100);
  expect(Number(counts['kept'])).toBeGreaterThan(25);
  expect(Number(counts['control'])).toBeGreaterThan(40);
});

test('the extractors recover secrets from originals, however they are written', async () => {
  let [asked, missing] = [0, 0];
  for (const index of [0, 1, 4, 6]) {
    const { bytes, mediaType, secrets } = await madeDocument(3, index);
    const texts = await extract(bytes, mediaType, { programs: without, readsPixels: false });
    asked += secrets.length;
    missing += secrets.filter((secret) => ![...texts.values()].some((text) => text.includes(secret))).length;
  }
  expect(asked).toBeGreaterThan(40);
  // Letters in no order are put together by other programs only.
  expect(missing).toBeLessThanOrEqual(3);
});
