// The measurement of the read audit, at a size that says nothing of speed: that it asks what it says it asks.
import { afterAll, expect, test } from 'vitest';
import { readAudit } from './read-audit.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(1);
afterAll(() => suite.remove('read-audit'));

test('counts the rows that it asks, and answers with times and bytes', async () => {
  const { counts } = await readAudit({ ...suite.options, reads: 3_000 });
  // One line in five is a list of ten; then come 800 looks and 800 lists of fifty.
  expect(counts).toMatchObject({ reads: 3_000, seenRows: 2_400 + 600 * 10 + 800 * 51 });
  for (const name of ['whoP95Ms', 'hotP95Ms', 'reachP95Ms', 'wholeP95Ms', 'bytesOfLine', 'bytesOfSeen'])
    expect([name, Number(counts[name]) > 0]).toEqual([name, true]);
});
