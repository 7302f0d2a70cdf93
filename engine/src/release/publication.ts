// What was published of one period at one time, and all of it together as what somebody can reckon with who kept every release. They
// are taken to know by how much each cell changed between two releases, which is more than anybody does: so every release tells of
// the cells as they are now, and a figure that any release showed is known in all.
import type { Figure } from './table-shape.ts';

/** One publication of one period. It holds small counts, so it is kept where releases are made and is never published itself. */
export interface Publication {
  /** Cases in each base cell, and different people. */
  readonly counts: readonly number[];
  readonly people: readonly number[];
  /** Keys of figures that are not shown, in the order of the figures. */
  readonly hidden: readonly string[];
  /** Of those the ones that have cases enough, of too few people. */
  readonly few: readonly string[];
}

/** The cells as the last publication has them. */
export interface Told {
  readonly counts: readonly number[];
  /** By how much each can be less at most, so that it was never less than nought. */
  readonly falls: readonly number[];
}

/** @param publications in the order in which they were published, at least one */
export function toldBy(publications: readonly Pick<Publication, 'counts'>[]): Told {
  const counts = publications.at(-1)?.counts ?? [];
  return {
    counts,
    falls: counts.map((count, cell) => Math.min(count, ...publications.map((one) => one.counts[cell] ?? 0))),
  };
}

export function totalOf({ cells }: Pick<Figure, 'cells'>, counts: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
}

/** Figures that any of the publications shows. */
export function shownIn(figures: readonly Figure[], publications: readonly Publication[]): readonly Figure[] {
  const hidden = publications.map((one) => new Set(one.hidden));
  return figures.filter(({ key }) => hidden.some((keys) => !keys.has(key)));
}
