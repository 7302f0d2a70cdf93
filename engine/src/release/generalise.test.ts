// Rows that are coarse enough: every group is about enough people and has different sensitive values, by a count of its own.
import { expect, it } from 'vitest';
import { ANY, generalise, type RowToTell, toldAt } from './generalise.ts';
import { chanceOf } from './tables-under-test.ts';

const LIMITS = { threshold: 5, diversity: 2, leaveOut: 20, unknown: 'unknown' };

function rowsOf(seed: number, many: number): readonly RowToTell[] {
  const chance = chanceOf(seed);
  return Array.from({ length: many }, (_, at) => {
    const place = Math.floor(chance() ** 2 * 8);
    const age = Math.floor(chance() ** 2 * 6);
    return {
      unit: `person-${Math.floor(chance() * many)}-${at % 3}`,
      told: [
        [`place-${place}`, `region-${place >> 1}`, `side-${place >> 2}`],
        [`age-${age}`, `age-group-${age >> 1}`],
      ],
      sensitive: [`finding-${Math.floor(chance() * 3)}`],
    };
  });
}

it('tells every row among enough people and with different sensitive values, and leaves few out', () => {
  let told = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const rows = rowsOf(seed, 40 + seed * 5);
    const found = generalise(rows, LIMITS);
    expect(found).not.toBeNull();
    if (found === null) continue;
    told += found.rows.length;
    expect(found.leftOut).toBe(rows.length - found.rows.length);
    expect(found.leftOut * 100).toBeLessThanOrEqual(LIMITS.leaveOut * rows.length);
    for (const row of found.rows) {
      const like = found.rows.filter(
        (other) => String(toldAt(other, found.levels)) === String(toldAt(row, found.levels)),
      );
      expect(new Set(like.map(({ unit }) => unit)).size).toBeGreaterThanOrEqual(LIMITS.threshold);
      expect(new Set(like.map(({ sensitive }) => sensitive[0])).size).toBeGreaterThanOrEqual(LIMITS.diversity);
    }
  }
  expect(told).toBeGreaterThan(2_000);
});

it('loses nothing where nothing has to be coarser, and everything where all are alone', () => {
  const same = Array.from({ length: 10 }, (_, at) => ({
    ...{ unit: `person-${at}`, told: [['north', 'all']], sensitive: [String(at % 2)] },
  }));
  expect(generalise(same, LIMITS)).toMatchObject({ levels: [0], leftOut: 0, loss: 0, smallest: 10, meanRisk: 0.1 });
  const alone = Array.from({ length: 10 }, (_, at) => ({
    ...{ unit: `person-${at}`, told: [[`place-${at}`, `street-${at}`]], sensitive: [String(at % 2)] },
  }));
  const found = generalise(alone, LIMITS);
  expect(found).toMatchObject({ levels: [2], loss: 1 });
  expect(found?.rows.map((row) => toldAt(row, found.levels))).toEqual(alone.map(() => [ANY]));
});

it('counts people and not cases, and takes what is not recorded for no value', () => {
  const one = Array.from({ length: 30 }, (_, at) => ({
    ...{ unit: `person-${at % 4}`, told: [['north']], sensitive: [String(at % 2)] },
  }));
  expect(generalise(one, LIMITS)).toBeNull();
  const unknown = Array.from({ length: 30 }, (_, at) => ({
    ...{ unit: `person-${at}`, told: [['north']], sensitive: [at === 0 ? 'ill' : 'unknown'] },
  }));
  expect(generalise(unknown, LIMITS)).toBeNull();
});
