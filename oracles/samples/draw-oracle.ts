// Draws a sample as docs/quality-samples.md says it, written from that page alone and in another way than the product: by looking for the lowest
// rank again and again. With faults that may be seeded, to see that each would be noticed. It imports nothing of the product.
import { createHash } from 'node:crypto';

export interface OracleCase {
  readonly id: string;
  readonly outcome: string;
}

export interface OracleDraw {
  readonly seed: string;
  /** A number of cases, or a share in percent. */
  readonly of: { readonly number: number } | { readonly percent: number };
}

export const DRAW_FAULTS = [
  'no-line-feed',
  'id-first',
  'highest',
  'by-id',
  'rounded-down',
  'last-name-first',
  'smallest-remainder',
  'one-group',
] as const;
export type DrawFault = (typeof DRAW_FAULTS)[number];

export function drawByThePage(
  cases: readonly OracleCase[],
  { seed, of }: OracleDraw,
  fault: DrawFault | null = null,
): readonly string[] {
  const grouped = fault === 'one-group' ? cases.map(({ id }) => ({ id, outcome: '' })) : cases;
  const names = [...new Set(grouped.map(({ outcome }) => outcome))].toSorted();
  const sizes = names.map((name) => grouped.filter(({ outcome }) => outcome === name).length);
  const wanted = 'percent' in of ? shares(sizes, of.percent, fault) : spread(sizes, of.number, fault);
  const drawn = names.flatMap((name, at) =>
    lowest(
      grouped.filter(({ outcome }) => outcome === name).map(({ id }) => id),
      wanted[at] ?? 0,
      { seed, fault },
    ),
  );
  return drawn
    .map((id) => ({ id, rank: rank(seed, id, fault) }))
    .toSorted(byRank)
    .map(({ id }) => id);
}

function shares(sizes: readonly number[], percent: number, fault: DrawFault | null): readonly number[] {
  return sizes.map((size) => {
    const whole = (size * percent - ((size * percent) % 100)) / 100;
    return whole * 100 === size * percent || fault === 'rounded-down' ? whole : whole + 1;
  });
}

function spread(sizes: readonly number[], number: number, fault: DrawFault | null): readonly number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const most = number > all ? all : number;
  const given = sizes.map((size) => Math.trunc((most * size) / all));
  const remainders = sizes.map((size) => (most * size) % all);
  for (let left = most - given.reduce((sum, one) => sum + one, 0); left > 0; left -= 1) {
    let best = -1;
    for (let at = 0; at < sizes.length; at += 1) {
      const [one = -1, other = -1] = [remainders[at], remainders[best]];
      if (one < 0) continue;
      const isBetter = fault === 'smallest-remainder' ? one < other : one > other;
      if (best < 0 || isBetter || (one === other && fault === 'last-name-first')) best = at;
    }
    given[best] = (given[best] ?? 0) + 1;
    remainders[best] = -1;
  }
  return given;
}

function lowest(
  ids: readonly string[],
  many: number,
  { seed, fault }: { readonly seed: string; readonly fault: DrawFault | null },
): readonly string[] {
  const left = new Map(ids.map((id) => [id, rank(seed, id, fault)]));
  const drawn: string[] = [];
  while (drawn.length < many && left.size > 0) {
    let [found, at] = ['', ''];
    for (const [id, its] of left) {
      const isNext = fault === 'highest' ? its > at : found === '' || its < at;
      if (isNext) [found, at] = [id, its];
    }
    left.delete(found);
    drawn.push(found);
  }
  return drawn;
}

function byRank(one: { readonly rank: string }, other: { readonly rank: string }): number {
  return one.rank < other.rank ? -1 : 1;
}

function rank(seed: string, id: string, fault: DrawFault | null): string {
  if (fault === 'by-id') return id;
  const text = fault === 'no-line-feed' ? seed + id : fault === 'id-first' ? `${id}\n${seed}` : `${seed}\n${id}`;
  return createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex');
}
