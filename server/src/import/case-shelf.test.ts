import { expect, test } from 'vitest';
import { openCaseShelf } from './case-shelf.ts';

test('values come back as they were put, whether they stayed in memory or not, also when they grow and shrink', () => {
  const shelf = openCaseShelf<{ readonly text: string }>(16);
  const expected = new Map<string, string>();
  let seed = 42;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed % below;
  };
  try {
    for (let at = 0; at < 4_000; at += 1) {
      const key = `case-${random(200)}`;
      expect(shelf.get(key)?.text).toBe(expected.get(key));
      const text = `${at}ż`.repeat(random(60));
      shelf.put(key, { text });
      expected.set(key, text);
    }
    expect(shelf.size).toBe(expected.size);
    expect(new Map([...shelf.entries()].map(([key, { text }]) => [key, text]))).toEqual(expected);
  } finally {
    shelf.close();
  }
});

test('entries come in the order in which their keys first came', () => {
  const shelf = openCaseShelf<number>(2);
  try {
    for (const key of ['c', 'a', 'b', 'a', 'd']) shelf.put(key, key.charCodeAt(0));
    expect([...shelf.entries()].map(([key]) => key)).toEqual(['c', 'a', 'b', 'd']);
    expect(shelf.get('unknown')).toBeUndefined();
  } finally {
    shelf.close();
  }
});
