// Draws a sample so that anybody who has its seed and its population draws the same with a common tool: of each group the members with the
// lowest SHA-256. It makes no seed, and knows neither tables nor who may see what. The recipe: docs/quality-samples.md.
import { createHash } from 'node:crypto';

/** What is stored with a sample, so that another way of drawing can follow. */
export const SAMPLE_ALGORITHM = 'lowest-sha256/2';

export interface Drawable {
  readonly caseId: string;
  /** The group in which it is drawn; one group where samples are not told apart by anything. */
  readonly stratum: string;
}

/** How many: a number of cases, or a share in percent; one of the two. */
export type Take =
  | { readonly size: number; readonly percent: null }
  | { readonly size: null; readonly percent: number };

/** How many of a group there are, and how many of them are drawn. */
export interface Quota {
  readonly population: number;
  readonly drawn: number;
}

/**
 * A share is rounded up in each group. A number is spread as the groups are large: whole parts first, then one more where the remainder is
 * greatest, of equal ones where the name comes first.
 *
 * @returns by group, in the order of their names
 */
export function quotasOf(population: readonly Drawable[], { size, percent }: Take): ReadonlyMap<string, Quota> {
  const counts = new Map<string, number>();
  for (const { stratum } of population) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  const groups = [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (size === null)
    return new Map(
      groups.map(([name, count]) => [name, { population: count, drawn: Math.ceil((count * percent) / 100) }]),
    );
  const all = population.length;
  const wanted = Math.min(size, all);
  const shares = groups.map(([name, count]) => ({
    name,
    count,
    whole: Math.floor((wanted * count) / all),
    rest: (wanted * count) % all,
  }));
  const left = wanted - shares.reduce((sum, { whole }) => sum + whole, 0);
  const more = new Set(
    shares
      .toSorted((one, other) => other.rest - one.rest || (one.name < other.name ? -1 : 1))
      .slice(0, left)
      .map(({ name }) => name),
  );
  return new Map(
    shares.map(({ name, count, whole }) => [name, { population: count, drawn: whole + (more.has(name) ? 1 : 0) }]),
  );
}

/** SHA-256 in hex of the seed, a line feed and the id: `printf '%s\n%s' SEED ID | sha256sum`. */
export function rankOf(seed: string, caseId: string): string {
  return createHash('sha256').update(`${seed}\n${caseId}`).digest('hex');
}

/** @returns the ids that are drawn, in the order of their hashes; the order of the population makes no difference */
export function drawSample(population: readonly Drawable[], how: Take & { readonly seed: string }): readonly string[] {
  const left = new Map([...quotasOf(population, how)].map(([name, { drawn }]) => [name, drawn]));
  const ranked = population
    .map(({ caseId, stratum }) => ({ caseId, stratum, rank: rankOf(how.seed, caseId) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.flatMap(({ caseId, stratum }) => {
    const more = left.get(stratum) ?? 0;
    if (more === 0) return [];
    left.set(stratum, more - 1);
    return [caseId];
  });
}
