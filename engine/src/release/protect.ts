// Keeps back figures of a period until nothing small can be reckoned from what is shown, from any totals, in this release and all
// before it. It searches; whether it found enough is for the audit to say.
import { type Alternative, alternativeWith, type Soft, type Wanted } from './alternative.ts';
import { type Limits, type Need, needsOf, uniformIn } from './needs.ts';
import { type Publication, shownIn, type Told, toldBy, totalOf } from './publication.ts';
import type { Figure, TableShape } from './table-shape.ts';

export interface ToProtect {
  readonly shape: TableShape;
  readonly figures: readonly Figure[];
  readonly limits: Limits;
  /** What was published of the period before, oldest first. */
  readonly earlier: readonly Publication[];
  readonly counts: readonly number[];
  readonly people: readonly number[];
  /** How many different people a figure is about at least. */
  readonly peopleOf: (figure: Figure) => number;
}

export interface Protected {
  readonly publication: Publication;
  /** By which the audit sees that nothing small can be reckoned. */
  readonly alternatives: readonly Alternative[];
  readonly primary: number;
}

/** What of the protection can be left out, to show what it is for. Only proofs ask for any. */
export interface LeftOut {
  readonly suppression?: true;
  readonly complements?: true;
}

/** Null where no choice of this release keeps what earlier ones left open. */
export function protectFigures(asked: ToProtect, leftOut: LeftOut = {}): Protected | null {
  const { figures, earlier, counts, people } = asked;
  const primary = leftOut.suppression === true ? new Set<string>() : primaryOf(asked);
  const before = new Set(earlier.at(-1)?.hidden);
  const hidden = new Set(figures.flatMap(({ key }) => (primary.has(key) || before.has(key) ? [key] : [])));
  const few = figures.flatMap((figure) => (isOfFew(asked, figure) ? [figure.key] : []));
  const publicationOf = (): Publication => ({
    ...{ counts, people, few },
    hidden: figures.flatMap(({ key }) => (hidden.has(key) ? [key] : [])),
  });
  const alternatives: Alternative[] = [];
  if (leftOut.suppression !== true && leftOut.complements !== true) {
    const publications = [...earlier, publicationOf()];
    const search: Search = {
      ...{ figures, hidden, alternatives },
      told: toldBy(publications),
      known: shownIn(figures, earlier),
    };
    for (const need of needsOf({ ...asked, publications }, asked.limits)) if (!meet(search, need)) return null;
  }
  return { publication: publicationOf(), alternatives, primary: primary.size };
}

/** Figures that may not be shown for what they say themselves. */
function primaryOf(asked: ToProtect): ReadonlySet<string> {
  const { shape, figures, limits, counts } = asked;
  const uniform = uniformIn(shape, figures, { counts, limits });
  return new Set(
    figures.flatMap((figure) => {
      const value = totalOf(figure, counts);
      const isSmall = value > 0 && value < limits.threshold;
      return isSmall || isOfFew(asked, figure) || uniform.has(figure.key) ? [figure.key] : [];
    }),
  );
}

/** Cases enough, and too few people to whom they belong. */
function isOfFew({ limits, counts, peopleOf }: ToProtect, figure: Figure): boolean {
  return totalOf(figure, counts) >= limits.threshold && peopleOf(figure) < limits.threshold;
}

interface Search {
  readonly figures: readonly Figure[];
  readonly told: Told;
  /** Figures that earlier releases showed. */
  readonly known: readonly Figure[];
  readonly hidden: Set<string>;
  readonly alternatives: Alternative[];
}

function meet(search: Search, { cells, atMost, atLeast, isEither }: Need): boolean {
  const worlds = [search.told.counts, ...search.alternatives];
  const isLow = worlds.some((one) => totalOf({ cells }, one) <= atMost);
  const isHigh = worlds.some((one) => totalOf({ cells }, one) >= atLeast);
  if (isEither && (isLow || isHigh)) return true;
  const low = isLow || find(search, { cells, value: atMost });
  if (isEither && low) return true;
  const high = isHigh || find(search, { cells, value: atLeast });
  return isEither ? high : low && high;
}

/** Finds an alternative and keeps back whatever would differ in it. */
function find({ figures, told, known, hidden, alternatives }: Search, wanted: Wanted): boolean {
  const keys = new Set(known.map(({ key }) => key));
  const open = figures.filter(({ key }) => !hidden.has(key) && !keys.has(key));
  const soft = open.map((figure): Soft => ({ ...figure, cost: costOf(figure, totalOf(figure, told.counts)) }));
  const found = alternativeWith({ ...told, hard: known, soft }, wanted);
  if (found === null) return false;
  for (const figure of open) if (totalOf(figure, found) !== totalOf(figure, told.counts)) hidden.add(figure.key);
  alternatives.push(found);
  return true;
}

/** Totals are missed more than cells, large figures more than small ones; a nought that is kept back puzzles people. */
function costOf({ coordinates }: Figure, value: number): number {
  const totals = coordinates.filter((at) => at === null).length;
  return 10 + 40 * totals + Math.min(30, 3 * Math.log2(1 + value)) + (value === 0 ? 60 : 0);
}
