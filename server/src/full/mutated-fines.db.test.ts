import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { damage, predict, readFines, toCsv } from '../../../oracles/fines-log.ts';
import { mutatedFines, type Foretold } from './mutated-fines.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(13);
const log = suite.madeLog(400);
afterAll(() => suite.remove('mutated'));

function foretell(seed: number, share: number): Foretold {
  const damaged = damage(readFines(readFileSync(log, 'utf8')), { seed, share });
  const { outcomes, ...foretold } = predict(damaged.rows);
  const rejections = new Map(outcomes.flatMap(({ index, code }) => (code === null ? [] : [[index, code] as const])));
  return { ...foretold, csv: toCsv(damaged.rows), damages: damaged.damages.length, rejections };
}

it(
  'each row of a damaged log is applied or refused as an independent oracle foretells',
  { timeout: 200_000 },
  async () => {
    const result = await mutatedFines({
      ...suite.options,
      seeds: [21, 22],
      share: 0.05,
      mapping: 'infringement-notice',
      foretell,
    });
    expect(result.failures).toEqual([]);
  },
);

it('an importer that is held against another log is caught', { timeout: 200_000 }, async () => {
  const other = suiteUnderTest(13);
  // The prediction is for the log with other damages than the one that is played.
  const crossed = (seed: number, share: number): Foretold => ({
    ...foretell(seed, share),
    csv: foretell(seed + 1, share).csv,
  });
  const result = await mutatedFines({
    ...other.options,
    seeds: [21],
    share: 0.05,
    mapping: 'infringement-notice',
    foretell: crossed,
  });
  other.remove('mutated');
  expect(result.failures).not.toEqual([]);
});
