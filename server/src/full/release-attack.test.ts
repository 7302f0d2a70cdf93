// Open data attacked, at the size of a check: nothing is recovered, and without each part of the protection something is.
import { expect, it } from 'vitest';
import { releaseAttackers } from '../../../oracles/release/attackers.ts';
import { releaseAttack } from './release-attack.ts';

it('gives no small figure, nobody and no hidden case away in two releases, and would without each part of its protection', async () => {
  const attackers = await releaseAttackers();
  const options = { seed: 1, project: '', folder: '', say: () => undefined, tables: 25, attackers };
  const { verdict, counts, failures } = await releaseAttack(options);
  expect(failures).toEqual([]);
  expect(verdict).toBe('passed');
  expect(counts['tables']).toMatchObject({ pairs: 25 });
}, 60_000);
