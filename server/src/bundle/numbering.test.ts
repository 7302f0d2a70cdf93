import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Numbering, openNumbering } from './numbering.ts';

/** Documents by name and number of pages. */
function number(documents: readonly (readonly [string, number])[], earlier: Numbering | null): Numbering {
  const numberer = openNumbering(
    documents.map(([id]) => ({ id, content: id })),
    earlier,
  );
  for (const [index, [, pages]] of documents.entries()) numberer.labelsFor(index, pages);
  return numberer.numbering();
}

const labelsOf = ({ documents }: Numbering): readonly string[] => documents.map(({ labels }) => labels.join(' '));

describe('page numbers of a bundle', () => {
  const first = number(
    [
      ['a', 2],
      ['b', 1],
    ],
    null,
  );

  test('go on from one document to the next, and after the last', () => {
    expect(labelsOf(first)).toEqual(['1 2', '3']);
    expect(
      labelsOf(
        number(
          [
            ['a', 2],
            ['b', 1],
            ['c', 2],
          ],
          first,
        ),
      ),
    ).toEqual(['1 2', '3', '4 5']);
  });

  test('stay when something is put between, before, or between what was put between', () => {
    const second = number(
      [
        ['x', 1],
        ['a', 2],
        ['c', 2],
        ['b', 1],
      ],
      first,
    );
    expect(labelsOf(second)).toEqual(['0A', '1 2', '2A 2B', '3']);
    const third = number(
      [
        ['a', 2],
        ['d', 1],
        ['c', 2],
        ['e', 1],
        ['b', 1],
      ],
      second,
    );
    expect(labelsOf(third)).toEqual(['1 2', '2.1', '2A 2B', '2B.1', '3']);
    expect(third.retired).toEqual(['0A']);
  });

  test('are not given to anything else when what had them is gone', () => {
    const second = number([['b', 1]], first);
    expect(
      labelsOf(
        number(
          [
            ['b', 1],
            ['c', 1],
          ],
          second,
        ),
      ),
    ).toEqual(['3', '4']);
    expect(
      labelsOf(
        number(
          [
            ['c', 1],
            ['b', 1],
          ],
          second,
        ),
      ),
    ).toEqual(['0A', '3']);
  });

  test('are unique and stay, whatever becomes of the bundle', () => {
    const bundle = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(bundle, { minLength: 1, maxLength: 6 }), (bundles) => {
        let earlier: Numbering | null = null;
        const ever = new Map<string, string>();
        for (const ids of bundles) {
          const now: Numbering = number(
            ids.map((id) => [String(id), 1 + (id % 4)] as const),
            earlier,
          );
          for (const { id, labels } of now.documents)
            for (const [page, label] of labels.entries()) {
              const owner = `${id} ${page}`;
              // A document that was left out and comes back gets new numbers: its old ones stay given up.
              expect(ever.get(label) ?? owner).toBe(owner);
              ever.set(label, owner);
            }
          const before: Numbering | null = earlier;
          for (const { id, labels } of before?.documents ?? []) {
            const kept = now.documents.find((each) => each.id === id);
            if (kept !== undefined) expect(kept.labels).toEqual(labels);
          }
          earlier = now;
        }
      }),
    );
  });
});
