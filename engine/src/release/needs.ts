// What must stay unknown of what was published of a period: of every small figure that it could be nought and that it could be large;
// of what all of a group have in common that not all have it; of every finer cell that somebody, but few, are in it.
import { type Publication, toldBy, totalOf } from './publication.ts';
import { type Coordinate, type Figure, keyOf, type TableShape } from './table-shape.ts';

export interface Limits {
  /** Figures about fewer people than this are small. */
  readonly threshold: number;
  /** So many sensitive values at least in every group. */
  readonly diversity: number;
}

export interface Need {
  readonly cells: readonly number[];
  /** In one alternative it is at most this, and in another at least this: as the last publication has it. */
  readonly atMost: number;
  readonly atLeast: number;
  /** Of a finer cell either of the two is enough. */
  readonly isEither: boolean;
}

export interface Published {
  readonly shape: TableShape;
  readonly figures: readonly Figure[];
  readonly publications: readonly Publication[];
}

/** Every need of all publications of a period, each once. What is shown needs nothing. */
export function needsOf({ shape, figures, publications }: Published, limits: Limits): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (need: Need): void => {
    needs.set(`${need.cells.join(',')}/${need.atMost}/${need.atLeast}/${need.isEither}`, need);
  };
  const { counts } = toldBy(publications);
  for (const publication of publications) {
    const kept: Kept = {
      ...{ counts: publication.counts, hidden: new Set(publication.hidden), few: new Set(publication.few) },
      uniform: uniformIn(shape, figures, { counts: publication.counts, limits }),
    };
    for (const figure of figures) {
      const need = needOf(figure, kept, limits);
      // By how much it changed since then is taken to be known.
      const moved = totalOf(figure, counts) - totalOf(figure, publication.counts);
      if (need !== null)
        add({ cells: figure.cells, atMost: need.atMost + moved, atLeast: need.atLeast + moved, isEither: false });
    }
    for (const [cell, value] of publication.counts.entries()) {
      const moved = (counts[cell] ?? 0) - value;
      if (value > 0 && value < limits.threshold)
        add({ cells: [cell], atMost: moved, atLeast: limits.threshold + moved, isEither: true });
    }
  }
  return [...needs.values()];
}

interface Kept extends Record<'hidden' | 'few' | 'uniform', ReadonlySet<string>> {
  readonly counts: readonly number[];
}

type Span = Pick<Need, 'atMost' | 'atLeast'>;

function needOf(figure: Figure, { counts, hidden, few, uniform }: Kept, { threshold }: Limits): Span | null {
  const value = totalOf(figure, counts);
  if (value === 0 || !hidden.has(figure.key)) return null;
  if (value < threshold) return { atMost: 0, atLeast: threshold };
  if (few.has(figure.key)) return { atMost: value - threshold, atLeast: value + threshold };
  return uniform.has(figure.key) ? { atMost: value - threshold, atLeast: value } : null;
}

interface Counted {
  readonly counts: readonly number[];
  readonly limits: Limits;
}

/**
 * Figures of groups that have fewer sensitive values than they must, by their keys: whoever knows that somebody is in the group
 * would know the value. With every figure that tells it, the noughts beside it among them.
 */
export function uniformIn(
  shape: TableShape,
  figures: readonly Figure[],
  { counts, limits }: Counted,
): ReadonlySet<string> {
  const told = new Map<string, { readonly key: string; readonly value: number }[]>();
  for (const figure of figures)
    for (const [column, at] of figure.coordinates.entries()) {
      if (at === null || shape.columns[column]?.isSensitive !== true) continue;
      const group = `${column}.${at.level}/${keyOf(without(figure.coordinates, column))}`;
      const members = told.get(group) ?? [];
      members.push({ key: figure.key, value: totalOf(figure, counts) });
      told.set(group, members);
    }
  const uniform = [...told.values()].filter((members) => {
    const present = members.filter(({ value }) => value > 0).length;
    return members.length > 1 && present > 0 && present < limits.diversity;
  });
  return new Set(uniform.flatMap((members) => members.map(({ key }) => key)));
}

function without(coordinates: readonly Coordinate[], column: number): readonly Coordinate[] {
  return coordinates.map((at, index) => (index === column ? null : at));
}
