// Other numbers of cases under which everything that is shown would be the same: the proof that a figure cannot be recovered is a
// pair of them, one in which it is nought and one in which it is large. Found with floating point, accepted in whole numbers only.
import { type Told, totalOf } from './publication.ts';
import { cheapest, type Programme } from './simplex.ts';
import type { Figure } from './table-shape.ts';

/** A figure that may be kept back, and what that costs for each case by which it would differ. */
export interface Soft extends Figure {
  readonly cost: number;
}

export interface World extends Told {
  /** Figures that are known and stay known. */
  readonly hard: readonly Figure[];
  readonly soft: readonly Soft[];
}

/** What some cells are to add up to in the alternative. */
export interface Wanted {
  readonly cells: readonly number[];
  readonly value: number;
}

/** The count of each cell. */
export type Alternative = readonly number[];

/** How often a fraction is branched on before it is given up. */
const MOST_BRANCHES = 24;

interface Bound {
  readonly cell: number;
  /** The count is at most this, or at least this. */
  readonly side: 'most' | 'least';
  readonly value: number;
}

/** The alternative with the wanted sum that differs in as cheap soft figures as can be; null where there is none, or none was found. */
export function alternativeWith(world: World, wanted: Wanted): Alternative | null {
  const open: (readonly Bound[])[] = [[]];
  for (let branches = 0; branches < MOST_BRANCHES; branches += 1) {
    const bounds = open.pop();
    if (bounds === undefined) return null;
    const found = solve(world, wanted, bounds);
    if (found === null) continue;
    const cell = found.findIndex((value) => Math.abs(value - Math.round(value)) > 1e-6);
    if (cell < 0) return found.map(Math.round);
    const value = found[cell] ?? 0;
    open.push(
      [...bounds, { cell, side: 'least', value: Math.ceil(value) }],
      [...bounds, { cell, side: 'most', value: Math.floor(value) }],
    );
  }
  return null;
}

/** Each cell that differs costs a little, so that few do; no two of a neighbourhood cost the same. */
function costOf(cell: number): number {
  return 0.01 + (cell % 97) * 1e-5;
}

/** A column for how much each cell rises, one for how much it falls, two for each soft figure, and one for each bound. */
function solve(
  { counts, falls, hard, soft }: World,
  wanted: Wanted,
  bounds: readonly Bound[],
): readonly number[] | null {
  const many = counts.length;
  const changed = (cells: readonly number[]): (readonly [number, number])[] =>
    cells.flatMap((cell) => [
      [cell, 1],
      [many + cell, -1],
    ]);
  const softAt = 2 * many;
  const boundAt = softAt + 2 * soft.length;
  const free = (): number => Infinity;
  const programme: Programme = {
    costs: [
      ...counts.map((_, cell) => costOf(cell)),
      ...counts.map((_, cell) => costOf(cell)),
      ...soft.flatMap(({ cost }) => [cost, cost]),
      ...bounds.map(() => 0),
    ],
    limits: [...counts.map(free), ...falls, ...soft.flatMap(() => [Infinity, Infinity]), ...bounds.map(free)],
    rows: [
      ...hard.map(({ cells }) => ({ terms: changed(cells), equals: 0 })),
      ...soft.map(({ cells }, at) => ({
        terms: [...changed(cells), [softAt + 2 * at, -1] as const, [softAt + 2 * at + 1, 1] as const],
        equals: 0,
      })),
      { terms: changed(wanted.cells), equals: wanted.value - totalOf(wanted, counts) },
      ...bounds.map(({ cell, side, value }, at) => ({
        terms: [...changed([cell]), [boundAt + at, side === 'most' ? 1 : -1] as const],
        equals: value - (counts[cell] ?? 0),
      })),
    ],
  };
  const answer = cheapest(programme);
  return answer === null ? null : counts.map((count, cell) => count + (answer[cell] ?? 0) - (answer[many + cell] ?? 0));
}

/** Whether everything that is known would be the same. Exact. */
export function isAlternative(alternative: Alternative, { counts, falls }: Told, known: readonly Figure[]): boolean {
  return (
    alternative.length === counts.length &&
    alternative.every((value, cell) => {
      return Number.isSafeInteger(value) && value >= (counts[cell] ?? 0) - (falls[cell] ?? 0);
    }) &&
    known.every((figure) => totalOf(figure, alternative) === totalOf(figure, counts))
  );
}
