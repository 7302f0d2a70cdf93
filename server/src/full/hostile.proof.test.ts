// A few of the hostile inputs that `npm run full -- hostile` tries, and that a door which throws would be named.
import { afterAll, expect, test } from 'vitest';
import { hostile, seedsOf } from './hostile.ts';
import { ENGINE_DOORS, hostileInput, tryInput } from './hostile-play.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(7);
afterAll(() => suite.remove());
const seeds = seedsOf(suite.options.project);

test('hostile inputs at every door are taken or refused in time, and none throws', { timeout: 120_000 }, async () => {
  const { failures, counts } = await hostile({ ...suite.options, inputs: 400 });
  expect(failures).toEqual([]);
  expect(counts['inputs']).toBe(400);
  expect(Number(counts['taken'])).toBeGreaterThan(10);
  expect(Number(counts['refused'])).toBeGreaterThan(100);
  expect(Object.keys(counts['doors'] ?? {}).toSorted()).toEqual(['cmmn', 'dmn', 'expression', 'feel', 'yaml']);
});

test('the same number is the same input, whatever was tried before', () => {
  for (let index = 0; index < 50; index += 1) {
    expect(hostileInput(7, index, seeds)).toEqual(hostileInput(7, index, seeds));
    expect(hostileInput(8, index, seeds).text).not.toBe(hostileInput(7, index, seeds).text);
  }
});

test('a door that throws is noticed, and the sound seeds are taken', () => {
  const doors = {
    ...ENGINE_DOORS,
    cmmn: (): never => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  };
  const sound = seeds.cmmn.map((text) => ({ door: 'cmmn' as const, kind: 'sound', text }));
  expect(tryInput(sound[0] ?? { door: 'yaml', kind: '', text: '' }, doors)).toMatchObject({
    outcome: 'threw',
    reason: expect.stringContaining('RangeError'),
  });
  expect(sound.filter((input) => tryInput(input).outcome !== 'taken')).toEqual([]);
  for (const text of seeds.yaml) expect(tryInput({ door: 'yaml', kind: 'sound', text }).outcome).toBe('taken');
});
