// A page says nothing of what is left out of it: neither by its length, nor by whether there is another.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillPage, type FilledPage } from './fill-page.ts';

const SIZE = 3;

/** All pages of the even numbers below `count`, or of those that `isKept` keeps. */
async function pages(count: number, isKept: (row: number) => boolean): Promise<readonly (readonly number[])[]> {
  const found: (readonly number[])[] = [];
  for (let after: number | null = null; ;) {
    const from: number | null = after;
    const { items, isMore }: FilledPage<number> = await fillPage<number, number, number>({
      list: (place) =>
        Promise.resolve(
          Array.from({ length: count }, (_, at) => at)
            .filter((row) => row > (place ?? -1))
            .slice(0, SIZE + 1),
        ),
      keep: (page) => Promise.resolve(page.filter(isKept)),
      ...{ placeOf: (row: number) => row, after: from, size: SIZE },
    });
    found.push(items);
    if (!isMore) return found;
    after = items.at(-1) ?? null;
  }
}

it('holds as much as if what is left out were not there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (kept) => {
      const found = await pages(kept.length, (row) => kept[row] === true);
      const right = kept.flatMap((isKept, row) => (isKept ? [row] : []));
      expect(found.flat()).toEqual(right);
      expect(found.length).toBe(Math.max(1, Math.ceil(right.length / SIZE)));
    }),
  );
});
