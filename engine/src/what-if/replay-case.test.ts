// A case replayed under its own version goes as it went: the measure of how far replays can be trusted, over the lives of all kinds.
import { describe, expect, it } from 'vitest';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { lifeUnderTest } from './past-under-test.ts';
import { closedOn } from './past-case.ts';
import { replayCase } from './replay-case.ts';

const SEEDS = [21, 22, 23];
const NOTHING = { days: () => null, answers: () => ({}) };

describe.each(shippedNames)('cases of %s under their own version', (name) => {
  it('come to the same end on the same day, with the same breaches', () => {
    const caseType = shippedCaseType(name);
    const wrong = SEEDS.flatMap((seed) => {
      const { past, untilMs } = lifeUnderTest(caseType, { seed, days: 365 });
      const again = replayCase({ caseType, past, untilMs, assume: NOTHING });
      if (again === null) return [`${seed}: not opened`];
      const [then, now] = [past.ended, again.ended].map((ended) => ({ ...ended, closedMs: closedOn(caseType, ended) }));
      const same = JSON.stringify(then) === JSON.stringify(now) && again.unplaced.length === 0;
      return same ? [] : [`${seed}: ${JSON.stringify({ then, now, unplaced: again.unplaced })}`];
    });
    expect(wrong).toEqual([]);
  });
});
