// Samples are drawn as the page for outsiders says: beside an oracle written from that page alone, over many populations, and each fault that is
// seeded in the oracle is noticed.
import { describe, expect, it } from 'vitest';
import { DRAW_FAULTS, drawByThePage, type OracleCase, type OracleDraw } from '../../../oracles/samples/draw-oracle.ts';
import { seededRandom } from '../../../oracles/seeded-random.ts';
import { drawSample } from '../store/draw-sample.ts';

const ROUNDS = 300;
const OUTCOMES = ['done', 'dropped', 'granted', 'refused', 'withdrawn'];

interface Drawing {
  readonly cases: readonly OracleCase[];
  readonly draw: OracleDraw;
}

function drawings(): readonly Drawing[] {
  const random = seededRandom(64);
  const under = (most: number): number => random.between(0, most - 1);
  const hex = (length: number): string => Array.from({ length }, () => under(16).toString(16)).join('');
  return Array.from({ length: ROUNDS }, () => {
    const outcomes = under(3) === 0 ? [''] : OUTCOMES.slice(0, 2 + under(4));
    const cases = Array.from({ length: 1 + under(90) }, () => ({
      id: `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
      outcome: outcomes[under(outcomes.length)] ?? '',
    }));
    const of = under(2) === 0 ? { number: 1 + under(40) } : { percent: 1 + under(100) };
    return { cases, draw: { seed: `seed-${hex(6)}`, of } };
  });
}

function byProduct({ cases, draw: { seed, of } }: Drawing): readonly string[] {
  const take = 'percent' in of ? { size: null, percent: of.percent } : { size: of.number, percent: null };
  return drawSample(
    cases.map(({ id, outcome }) => ({ caseId: id, stratum: outcome })),
    { ...take, seed },
  );
}

describe('a sample', () => {
  const all = drawings();

  it('is what the page for outsiders says', () => {
    const drawn = all.map(byProduct);
    expect(drawn).toEqual(all.map(({ cases, draw }) => drawByThePage(cases, draw)));
    const members = drawn.reduce((sum, { length }) => sum + length, 0);
    process.stdout.write(`${all.length} samples of ${members} cases were drawn as the oracle draws them.\n`);
    expect(members).toBeGreaterThan(3000);
  });

  it.each(DRAW_FAULTS)('is another by the fault %s', (fault) => {
    const noticed = all.filter(
      (one) => JSON.stringify(byProduct(one)) !== JSON.stringify(drawByThePage(one.cases, one.draw, fault)),
    );
    expect(noticed.length).toBeGreaterThan(0);
  });
});
