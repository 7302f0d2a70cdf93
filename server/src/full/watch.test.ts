// The labelled looks in small: the figures that the rules reach, and that a rule that is gone is missed in them.
import { watchRules } from '@casewright/engine/watch';
import { expect, test } from 'vitest';
import { watch } from './watch.ts';

const common = { looks: 20_000, project: '', folder: '' };

test('the rules notice most snooping, and little else, at every seed', async () => {
  for (const seed of [1, 2, 3]) {
    const said: string[] = [];
    const { counts, failures } = await watch({ ...common, seed, say: (line) => void said.push(line) });
    expect([seed, failures]).toEqual([seed, []]);
    // What no rule can tell apart is among the looks, so neither figure may be perfect.
    expect(Number(counts['precision'])).toBeLessThan(100);
    expect(Number(counts['recall'])).toBeLessThan(100);
    expect(said.at(-2)).toContain('helping a colleague out, unrecorded (');
    expect(said.at(-2)).toContain('undeclared kin among their own work (');
  }
});

test.each(['kin', 'walled-attempt', 'vip', 'no-work', 'hours', 'denied-series'] as const)(
  'a program without the rule %s notices less',
  async (gone) => {
    const recall = async (rules: typeof watchRules): Promise<number> =>
      Number((await watch({ ...common, seed: 1, say: () => {}, rules })).counts['recall']);
    const rest = watchRules.rules.filter(({ kind }) => kind !== gone);
    expect(await recall({ ...watchRules, rules: rest })).toBeLessThan(await recall(watchRules));
  },
);
