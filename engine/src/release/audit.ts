// The gate: whether what is published of a period leaves open what it must, judged by whole numbers alone. Each alternative is put in
// for every figure that any release shows; a small figure passes where it is nought in one that holds and large in another. A
// pair that holds is a proof against any way of reckoning, and not only against the one by which it was found.
import { type Alternative, isAlternative } from './alternative.ts';
import { type Limits, needsOf, type Published, uniformIn } from './needs.ts';
import { shownIn, toldBy, totalOf } from './publication.ts';

export interface AuditResult {
  /** Small figures and cells that were looked at, and those for which no proof was brought. */
  readonly needs: number;
  readonly open: number;
  /** Figures that are shown though they are small, alike, or differ by few from what was published before. */
  readonly shown: readonly string[];
  /** How many alternatives hold, and how many do not. */
  readonly holding: number;
  readonly wrong: number;
}

export function isPassed({ open, shown, wrong }: AuditResult): boolean {
  return open === 0 && shown.length === 0 && wrong === 0;
}

export function auditFigures(published: Published, limits: Limits, alternatives: readonly Alternative[]): AuditResult {
  const told = toldBy(published.publications);
  const known = shownIn(published.figures, published.publications);
  const holding = alternatives.filter((one) => isAlternative(one, told, known));
  const worlds = [told.counts, ...holding];
  const needs = needsOf(published, limits);
  const open = needs.filter(({ cells, atMost, atLeast, isEither }) => {
    const isLow = worlds.some((one) => totalOf({ cells }, one) <= atMost);
    const isHigh = worlds.some((one) => totalOf({ cells }, one) >= atLeast);
    return isEither ? !isLow && !isHigh : !isLow || !isHigh;
  });
  return {
    ...{ needs: needs.length, open: open.length, shown: shownInError(published, limits) },
    ...{ holding: holding.length, wrong: alternatives.length - holding.length },
  };
}

/** Of every publication, and of every two: what both show differs by nothing or by as many as are not small. */
function shownInError({ shape, figures, publications }: Published, limits: Limits): readonly string[] {
  const { threshold } = limits;
  const hidden = publications.map((one) => new Set(one.hidden));
  return publications.flatMap(({ counts, few }, at) => {
    const uniform = uniformIn(shape, figures, { counts, limits });
    return figures.flatMap((figure) => {
      if (hidden[at]?.has(figure.key) === true) return [];
      const value = totalOf(figure, counts);
      const differs = publications.slice(0, at).some((before, index) => {
        const moved = Math.abs(value - totalOf(figure, before.counts));
        return hidden[index]?.has(figure.key) !== true && moved > 0 && moved < threshold;
      });
      const isSmall = (value > 0 && value < threshold) || few.includes(figure.key);
      return isSmall || uniform.has(figure.key) || differs ? [figure.key] : [];
    });
  });
}
