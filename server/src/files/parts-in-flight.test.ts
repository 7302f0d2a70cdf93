import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { partsInFlight, type PartsInFlight, type PartsToWrite } from './parts-in-flight.ts';
import type { SealedPart } from './part-sealer.ts';

const part = (number: number): SealedPart => ({
  ...{ number, sealed: Buffer.from([number]), after: (number + 1) * 10, rolling: null },
});

/** A store and a count that end when they are told to. */
function watched(options: Partial<PartsToWrite> = {}) {
  const ends = new Map<number, { readonly done: () => void; readonly fail: (error: Error) => void }>();
  const counted: number[] = [];
  const counts: string[][] = [];
  const writer: PartsInFlight = partsInFlight({
    put: ({ number }) =>
      new Promise((resolve, reject) => {
        ends.set(number, { done: () => resolve(`tag ${number}`), fail: reject });
      }),
    count: async (parts) => {
      counts.push(parts.map(({ tag }) => tag));
      counted.push(...parts.map(({ number }) => number));
      return true;
    },
    holdsBack: false,
    ...options,
  });
  const end = async (...numbers: readonly number[]): Promise<void> => {
    for (const number of numbers) ends.get(number)?.done();
    await pause(1);
  };
  return { writer, ends, counted, counts, end };
}

describe('parts that are written at once', () => {
  it('count in their order, whichever is with the store first', async () => {
    const { writer, counted, counts, end } = watched();
    for (const number of [0, 1, 2]) await writer.put(part(number));
    await end(2);
    await end(1);
    expect(counted).toEqual([]);
    await end(0);
    expect(counts).toEqual([['tag 0', 'tag 1', 'tag 2']]);
    expect(await writer.end()).toBe(true);
    expect(counted).toEqual([0, 1, 2]);
  });

  it('are four at most of one file: a further one waits', async () => {
    const { writer, ends, end } = watched();
    for (const number of [0, 1, 2, 3]) await writer.put(part(number));
    let isTaken = false;
    const fifth = writer.put(part(4)).then(() => {
      isTaken = true;
    });
    await pause(5);
    expect([isTaken, ends.size]).toEqual([false, 4]);
    await end(3);
    await fifth;
    expect(ends.size).toBe(5);
    await end(0, 1, 2, 4);
    expect(await writer.end()).toBe(true);
  });

  it('end with one that fails: those before it count, none after it, and it is told', async () => {
    const { writer, ends, counted, end } = watched();
    for (const number of [0, 1, 2]) await writer.put(part(number));
    ends.get(1)?.fail(new Error('full'));
    await end(2);
    expect(counted).toEqual([]);
    await end(0);
    await expect(writer.put(part(3))).rejects.toThrow('full');
    await writer.settle();
    await expect(writer.end()).rejects.toThrow('full');
    expect([counted, ends.has(3)]).toEqual([[0], false]);
  });

  it('count nothing more after a count that failed, whatever became of it', async () => {
    let asked = 0;
    const count = async (): Promise<boolean> => {
      asked += 1;
      throw new Error('no answer');
    };
    const { writer, end } = watched({ count });
    await writer.put(part(0));
    await writer.put(part(1));
    await end(0);
    await end(1);
    await expect(writer.end()).rejects.toThrow('no answer');
    expect(asked).toBe(1);
  });

  it('are left alone once somebody else went on with the file', async () => {
    const { writer, ends, end } = watched({ count: async () => false });
    await writer.put(part(0));
    await end(0);
    expect(writer.isLost()).toBe(true);
    await writer.put(part(1));
    expect(ends.has(1)).toBe(false);
    expect(await writer.end()).toBe(false);
  });

  it('count all at once at the end where they are held back', async () => {
    const { writer, counts, end } = watched({ holdsBack: true });
    await writer.put(part(0));
    await writer.put(part(1));
    await end(0, 1);
    expect(counts).toEqual([]);
    expect(await writer.end()).toBe(true);
    expect(counts).toEqual([['tag 0', 'tag 1']]);
  });

  it('leave room for one part of every file, and bound those of all files together', async () => {
    const all = Array.from({ length: 8 }, () => watched());
    for (const { writer } of all) for (const number of [0, 1, 2]) await writer.put(part(number));
    const more = watched();
    await more.writer.put(part(0));
    let isTaken = false;
    const second = more.writer.put(part(1)).then(() => {
      isTaken = true;
    });
    await pause(5);
    expect(isTaken).toBe(false);
    await more.end(0);
    await second;
    await more.end(1);
    for (const { end } of all) await end(0, 1, 2);
    for (const { writer } of [...all, more]) expect(await writer.end()).toBe(true);
  });
});
