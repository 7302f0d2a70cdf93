// Every screen in every state, in every width and look: the whole of what the tests of every day see a part of. Its figures are printed and
// written to results/staff-screens.json.
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startWorld } from './running-world.ts';
import { SCREENS } from './screen-list.ts';
import { product, visitScreens } from './visit-screens.ts';

const RESULTS = new URL('../../results/staff-screens.json', import.meta.url);

it('has no barrier and breaks no rule in any state, width or look', async () => {
  const running = await startWorld();
  try {
    const began = Date.now();
    const { faults, counts } = await visitScreens({ ...running, checks: true, triesStates: true }, product(SCREENS));
    const seconds = Math.round((Date.now() - began) / 1_000);
    const figures = { screens: SCREENS.length, ...counts, faults: faults.length, seconds };
    for (const [what, count] of Object.entries(figures)) process.stdout.write(`${what}: ${count}\n`);
    writeFileSync(
      RESULTS,
      `${JSON.stringify({ measuredOn: new Date().toISOString().slice(0, 10), ...figures }, null, 2)}\n`,
    );
    expect(faults).toEqual([]);
  } finally {
    await running.stop();
  }
});
