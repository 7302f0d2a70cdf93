// Test support: shapes of tables and made-up cases, by a seed. Only tests use it.
import type { CountedCase } from './publish-period.ts';
import type { ShapeColumn, TableShape } from './table-shape.ts';

export type Chance = () => number;

/** A draw from 0 to under 1 (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function column(name: string, size: number, more: Partial<ShapeColumn> = {}): ShapeColumn {
  return { name, isSensitive: false, levels: [{ size, parents: [] }], ...more };
}

const COARSE = column('region', 6, {
  levels: [
    { size: 6, parents: [0, 0, 0, 1, 1, 2] },
    { size: 3, parents: [] },
  ],
});

/** One table of two columns, one with regions, one that is sensitive, three that share columns, one of three columns. */
export const SHAPES: Readonly<Record<string, TableShape>> = {
  plain: { columns: [column('a', 4), column('b', 4)], tables: [{ name: 't', columns: [0, 1] }] },
  regions: { columns: [COARSE, column('b', 3)], tables: [{ name: 't', columns: [0, 1] }] },
  sensitive: {
    columns: [column('a', 4), column('s', 3, { isSensitive: true })],
    tables: [{ name: 't', columns: [0, 1] }],
  },
  linked: {
    columns: [column('a', 3), column('b', 3), column('c', 3)],
    tables: [
      { name: 'ab', columns: [0, 1] },
      { name: 'ac', columns: [0, 2] },
      { name: 'bc', columns: [1, 2] },
    ],
  },
  cube: {
    columns: [column('a', 3), column('b', 3), column('c', 3)],
    tables: [{ name: 'abc', columns: [0, 1, 2] }],
  },
};

/** Cases of which some categories are common and some rare. */
export function casesOf(shape: TableShape, many: number, chance: Chance): readonly CountedCase[] {
  const weights = shape.columns.map(({ levels }) =>
    Array.from({ length: levels[0]?.size ?? 1 }, () => chance() ** 2 + 0.03),
  );
  return Array.from({ length: many }, (_, at) => ({
    unit: `person-${at}`,
    categories: weights.map((each) => drawn(each, chance)),
  }));
}

function drawn(weights: readonly number[], chance: Chance): number {
  let left = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}
