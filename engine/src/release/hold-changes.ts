// Changes to what was published before: a figure stays as it was published until so many cases have come or gone that none of them
// shows. So a case that is hidden, sealed, corrected or closed late moves no figure by itself, and two releases beside each other
// tell of nobody who came between.
import type { Publication } from './publication.ts';
import type { Figure } from './table-shape.ts';

export interface Counts {
  readonly counts: readonly number[];
  readonly people: readonly number[];
}

/**
 * What is told of each base cell now.
 *
 * @param now what is true
 * @param earlier what was published of the period, oldest first; where there is nothing, what is true is told
 */
export function heldChanges(
  now: Counts,
  earlier: readonly Publication[],
  { figures, threshold }: { readonly figures: readonly Figure[]; readonly threshold: number },
): Counts {
  const last = earlier.at(-1);
  if (last === undefined) return now;
  const moves = new Set<number>();
  for (const [cell, count] of now.counts.entries()) {
    const isLarge =
      Math.abs(count - (last.counts[cell] ?? 0)) >= threshold &&
      Math.abs((now.people[cell] ?? 0) - (last.people[cell] ?? 0)) >= threshold;
    if (isLarge) moves.add(cell);
  }
  const told = (cell: number): number => (moves.has(cell) ? now : last).counts[cell] ?? 0;
  const isTelling = ({ cells }: Figure): boolean =>
    cells.some((cell) => moves.has(cell)) &&
    earlier.some(({ counts }) => {
      const moved = Math.abs(cells.reduce((sum, cell) => sum + told(cell) - (counts[cell] ?? 0), 0));
      return moved > 0 && moved < threshold;
    });
  // Cells that came and cells that went may leave a small difference in a total. Taking a change back may leave one elsewhere.
  for (let telling = figures.find(isTelling); telling !== undefined; telling = figures.find(isTelling))
    for (const cell of telling.cells) moves.delete(cell);
  return {
    counts: now.counts.map((_, cell) => told(cell)),
    people: now.counts.map((_, cell) => (moves.has(cell) ? now : last).people[cell] ?? 0),
  };
}
