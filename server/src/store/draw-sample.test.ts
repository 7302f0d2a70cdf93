import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample, quotasOf, type Drawable, type Take } from './draw-sample.ts';

const takes: fc.Arbitrary<Take> = fc.oneof(
  fc.integer({ min: 1, max: 60 }).map((size) => ({ size, percent: null })),
  fc.integer({ min: 1, max: 100 }).map((percent) => ({ size: null, percent })),
);
const populations: fc.Arbitrary<readonly Drawable[]> = fc.uniqueArray(
  fc.record({ caseId: fc.uuid(), stratum: fc.constantFrom('', 'granted', 'refused', 'withdrawn') }),
  { minLength: 1, maxLength: 80, selector: ({ caseId }) => caseId },
);
const seeds = fc.string({ minLength: 1, maxLength: 40 });

describe('a draw', () => {
  it('is the same for the same seed, in whatever order the population comes', () => {
    let drawn = 0;
    fc.assert(
      fc.property(populations, takes, seeds, fc.infiniteStream(fc.nat()), (population, take, seed, keys) => {
        const shuffled = population
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const first = drawSample(population, { ...take, seed });
        drawn += first.length;
        expect(drawSample(population, { ...take, seed })).toEqual(first);
        expect(drawSample(shuffled, { ...take, seed })).toEqual(first);
      }),
    );
    expect(drawn).toBeGreaterThan(100);
  });

  it('takes of each group as many as its share says, nobody twice, and never more than there are', () => {
    fc.assert(
      fc.property(populations, takes, seeds, (population, take, seed) => {
        const quotas = quotasOf(population, take);
        const drawn = drawSample(population, { ...take, seed });
        expect(new Set(drawn).size).toBe(drawn.length);
        const of = new Map(population.map(({ caseId, stratum }) => [caseId, stratum]));
        for (const [name, quota] of quotas) {
          expect(drawn.filter((caseId) => of.get(caseId) === name).length).toBe(quota.drawn);
          expect(quota.drawn).toBeLessThanOrEqual(quota.population);
          const exact =
            take.size === null
              ? (quota.population * take.percent) / 100
              : (Math.min(take.size, population.length) * quota.population) / population.length;
          expect(Math.abs(quota.drawn - exact)).toBeLessThan(1);
        }
        if (take.size !== null) expect(drawn.length).toBe(Math.min(take.size, population.length));
      }),
    );
  });

  it('draws others for another seed, and each case about as often', () => {
    const population = Array.from({ length: 20 }, (_, at) => ({
      caseId: `01a00000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      stratum: '',
    }));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed += 1)
      for (const caseId of drawSample(population, { size: 5, percent: null, seed: `seed ${seed}` }))
        times.set(caseId, (times.get(caseId) ?? 0) + 1);
    // Of 4,000 draws of 5 in 20 each is drawn 1,000 times; five standard deviations are 137.
    for (const { caseId } of population) expect(Math.abs((times.get(caseId) ?? 0) - 1000)).toBeLessThan(137);
  });
});
