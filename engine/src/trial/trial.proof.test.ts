// A small share of what `npm run full -- plan` plays; the seed is in every message.
import { expect, test } from 'vitest';
import { runTrials } from './trial.ts';

const SEED = 20_240_301;

test(`random commands on random case types break no law (seed ${SEED})`, () => {
  const figures = runTrials({ seed: SEED, commands: 6_000 });
  expect(figures.failures).toEqual([]);
  // Trials that are all refused would prove nothing.
  expect(figures.applied).toBeGreaterThan(2_500);
  expect(figures.access).toBeGreaterThan(300);
  expect(figures.definitions).toBeGreaterThan(20);
});

test('a seed gives the same trials again', () => {
  expect(runTrials({ seed: 7, commands: 500 })).toEqual(runTrials({ seed: 7, commands: 500 }));
});
