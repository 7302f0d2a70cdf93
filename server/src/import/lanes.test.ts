import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLanes } from './lanes.ts';
import { startLowWater } from './low-water.ts';

interface Piece {
  readonly name: string;
  readonly ms: number;
}

test('work of one key is done in order, however long each piece takes, and other keys do not wait for it', async () => {
  const done: string[] = [];
  const lanes = openLanes<Piece>({
    ...{ lanes: 4, waiting: 100, together: 2 },
    async work(pieces) {
      await sleep(Math.max(...pieces.map(({ ms }) => ms)));
      done.push(...pieces.map(({ name }) => name));
    },
  });
  await lanes.add('a', { name: 'a1', ms: 30 });
  await lanes.add('a', { name: 'a2', ms: 1 });
  await lanes.add('a', { name: 'a3', ms: 10 });
  await lanes.add('a', { name: 'a4', ms: 5 });
  await lanes.add('b', { name: 'b1', ms: 1 });
  await lanes.drain();
  expect(done.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(done[0]).toBe('b1');
});

test('a lane takes together what gathered while it was busy, and never more than it may', async () => {
  const sizes: number[] = [];
  const lanes = openLanes<number>({
    ...{ lanes: 1, waiting: 100, together: 4 },
    async work(items) {
      sizes.push(items.length);
      await sleep(1);
    },
  });
  for (let at = 0; at < 10; at += 1) await lanes.add('a', at);
  await lanes.drain();
  expect(sizes).toEqual([1, 4, 4, 1]);
});

test('no more work runs at once than there are lanes, and no more waits than is allowed', async () => {
  let running = 0;
  let most = 0;
  let inside = 0;
  let mostInside = 0;
  const lanes = openLanes<number>({
    ...{ lanes: 3, waiting: 10, together: 2 },
    async work(items) {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      running -= 1;
      inside -= items.length;
    },
  });
  for (let at = 0; at < 200; at += 1) {
    inside += 1;
    mostInside = Math.max(mostInside, inside);
    await lanes.add(`case-${at}`, at);
  }
  await lanes.drain();
  expect(inside).toBe(0);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
  expect(mostInside).toBeLessThanOrEqual(11);
});

test('work that needs no waiting is done at once', () => {
  let count = 0;
  const lanes = openLanes<number>({
    ...{ lanes: 2, waiting: 2, together: 2 },
    work(items) {
      count += items.length;
      return undefined;
    },
  });
  for (let at = 0; at < 1_000; at += 1) expect(lanes.add('x', at)).toBeUndefined();
  expect(count).toBe(1_000);
});

test('the first failure stops the lanes and reaches whoever adds or drains', async () => {
  const done: string[] = [];
  const lanes = openLanes<string>({
    ...{ lanes: 2, waiting: 100, together: 1 },
    async work([name = '']) {
      await sleep(1);
      if (name === 'failing') throw new Error('the database is gone');
      done.push(name);
    },
  });
  await lanes.add('a', 'failing');
  await lanes.add('a', 'after');
  await expect(lanes.drain()).rejects.toThrow('the database is gone');
  await expect(Promise.resolve(lanes.add('b', 'later'))).rejects.toThrow('the database is gone');
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
