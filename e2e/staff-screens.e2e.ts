import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type RunningWorld } from './screens/running-world.ts';
import { SCREENS } from './screens/screen-list.ts';
import { pairs, visitScreens } from './screens/visit-screens.ts';

describe('every screen of the staff app', () => {
  let running: RunningWorld;

  beforeAll(async () => {
    running = await startWorld();
  });

  afterAll(() => running.stop());

  it('has no barrier and breaks no rule, whole or empty, loading or failed, wide or narrow, light, dark or from the right', async () => {
    const { faults, counts } = await visitScreens({ ...running, checks: true }, pairs(SCREENS));
    expect(faults).toEqual([]);
    expect(counts['visits']).toBe(pairs(SCREENS).length);
    expect(counts['axe runs']).toBeGreaterThan(2 * SCREENS.length);
  }, 600_000);
});
