// One period of all tables of a kind of case: counted, held to what was published of it before, protected and audited. Where no choice
// of what to show keeps everything open, the period stays as it was published, or nothing of it is published yet.
import { auditFigures, type AuditResult, isPassed } from './audit.ts';
import { type Counts, heldChanges } from './hold-changes.ts';
import type { Limits } from './needs.ts';
import { type LeftOut, protectFigures } from './protect.ts';
import type { Publication } from './publication.ts';
import { cellCount, cellOf, type Figure, type TableShape } from './table-shape.ts';

/** A finished case: whose it is, by any name that is the same in all their cases, and its finest category in each column. */
export interface CountedCase {
  readonly unit: string;
  readonly categories: readonly number[];
}

export interface PeriodAsked {
  readonly shape: TableShape;
  readonly figures: readonly Figure[];
  readonly limits: Limits;
  readonly cases: readonly CountedCase[];
  readonly earlier: readonly Publication[];
}

export interface PublishedPeriod {
  readonly publication: Publication;
  readonly audit: AuditResult;
  /** `new`; `as-published`, where nothing of it changes; `revised`; or `withheld`, where no figure of it can be shown. */
  readonly outcome: 'new' | 'as-published' | 'revised' | 'withheld';
  /** Figures that are small by themselves, and those that are kept back so that they cannot be reckoned. */
  readonly primary: number;
  readonly complementary: number;
  /** Cases by which what is told differs from what is true: what came or went is too little to be told. */
  readonly heldBack: number;
}

/** Of what was judged before, and of what tells nothing. */
const NOT_JUDGED: AuditResult = { needs: 0, open: 0, shown: [], holding: 0, wrong: 0 };

/** What proofs leave out, to show that it is needed. */
export interface Unprotected extends LeftOut {
  readonly differences?: true;
}

export function publishPeriod(asked: PeriodAsked, leftOut: Unprotected = {}): PublishedPeriod {
  const { figures, limits } = asked;
  const earlier = leftOut.differences === true ? [] : asked.earlier;
  const units = unitsOf(asked);
  const now: Counts = {
    counts: units.map((all) => all.length),
    people: units.map((all) => new Set(all).size),
  };
  const told = heldChanges(now, earlier, { figures, threshold: limits.threshold });
  const last = earlier.at(-1);
  if (last !== undefined && told.counts.every((count, cell) => count === last.counts[cell]))
    return asPublished(last, now);
  const isTrue = (cell: number): boolean => told.counts[cell] === now.counts[cell];
  const peopleOf = ({ cells }: Figure): number => {
    const counted = new Set(cells.flatMap((cell) => (isTrue(cell) ? (units[cell] ?? []) : [])));
    return cells.reduce((most, cell) => (isTrue(cell) ? most : Math.max(most, told.people[cell] ?? 0)), counted.size);
  };
  const found = protectFigures({ ...asked, ...told, earlier, peopleOf }, leftOut);
  if (found === null) return last === undefined ? nothing(asked, told) : asPublished(last, now);
  const { publication, alternatives, primary } = found;
  const audit = auditFigures({ ...asked, publications: [...earlier, publication] }, limits, alternatives);
  if (!isPassed(audit) && leftOut.complements !== true && leftOut.suppression !== true)
    return last === undefined ? nothing(asked, told) : asPublished(last, now);
  return {
    ...{ publication, audit, primary, heldBack: heldBackFrom(now, told) },
    outcome: last === undefined ? 'new' : 'revised',
    complementary: publication.hidden.length - primary,
  };
}

/** Whose cases are in each base cell. */
function unitsOf({ shape, cases }: PeriodAsked): readonly (readonly string[])[] {
  const units = Array.from({ length: cellCount(shape) }, (): string[] => []);
  for (const { unit, categories } of cases) units[cellOf(shape, categories)]?.push(unit);
  return units;
}

/** By how many cases what is told differs from what is true. */
function heldBackFrom(now: Counts, { counts }: Pick<Counts, 'counts'>): number {
  return now.counts.reduce((sum, count, cell) => sum + Math.abs(count - (counts[cell] ?? 0)), 0);
}

/** What nobody adds to tells no more than it did. */
function asPublished(publication: Publication, now: Counts): PublishedPeriod {
  return {
    ...{ publication, audit: NOT_JUDGED, outcome: 'as-published', primary: 0, complementary: 0 },
    heldBack: heldBackFrom(now, publication),
  };
}

function nothing({ figures }: PeriodAsked, { counts, people }: Counts): PublishedPeriod {
  return {
    publication: { counts, people, hidden: figures.map(({ key }) => key), few: [] },
    audit: NOT_JUDGED,
    ...{ outcome: 'withheld', primary: 0, complementary: figures.length, heldBack: 0 },
  };
}
