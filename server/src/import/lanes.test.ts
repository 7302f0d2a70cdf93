import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLanes } from './lanes.ts';
import { startLowWater } from './low-water.ts';

test('work of one key is done in order, however long each piece takes, and other keys do not wait for it', async () => {
  const lanes = openLanes({ lanes: 4, waiting: 100 });
  const done: string[] = [];
  const work = (name: string, ms: number) => async () => {
    await sleep(ms);
    done.push(name);
  };
  await lanes.add('a', work('a1', 30));
  await lanes.add('a', work('a2', 1));
  await lanes.add('a', work('a3', 10));
  await lanes.add('b', work('b1', 1));
  await lanes.drain();
  expect(done.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(done[0]).toBe('b1');
});

test('no more work runs at once than there are lanes, and no more waits than is allowed', async () => {
  const lanes = openLanes({ lanes: 3, waiting: 10 });
  let running = 0;
  let most = 0;
  let inside = 0;
  let mostInside = 0;
  for (let at = 0; at < 200; at += 1) {
    inside += 1;
    mostInside = Math.max(mostInside, inside);
    await lanes.add(`case-${at}`, async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
      inside -= 1;
    });
  }
  await lanes.drain();
  expect(inside).toBe(0);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
  expect(mostInside).toBeLessThanOrEqual(11);
});

test('work that needs no waiting is done at once', () => {
  const lanes = openLanes({ lanes: 2, waiting: 2 });
  let count = 0;
  for (let at = 0; at < 1_000; at += 1) {
    const room = lanes.add('x', () => {
      count += 1;
      return undefined;
    });
    expect(room).toBeUndefined();
  }
  expect(count).toBe(1_000);
});

test('the first failure stops the lanes and reaches whoever adds or drains', async () => {
  const lanes = openLanes({ lanes: 2, waiting: 100 });
  const done: string[] = [];
  await lanes.add('a', async () => {
    await sleep(1);
    throw new Error('the database is gone');
  });
  await lanes.add('a', async () => void done.push('after'));
  await expect(lanes.drain()).rejects.toThrow('the database is gone');
  await expect(Promise.resolve(lanes.add('b', async () => void done.push('later')))).rejects.toThrow(
    'the database is gone',
  );
  expect(done).toEqual([]);
});

test('the low water passes a row only when all rows before it are done', () => {
  const lowWater = startLowWater(1);
  const marks = [3, 2, 5, 1, 4].map((row) => {
    lowWater.done(row);
    return lowWater.mark();
  });
  expect(marks).toEqual([1, 1, 1, 4, 6]);
});
