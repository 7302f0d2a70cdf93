// Draws a sample again from what is kept of it, and compares it with what was drawn and with what the log of the agency has of its drawing.
import { drawSample, SAMPLE_ALGORITHM, type Drawable, type Take } from './draw-sample.ts';
import { flight, type Tx } from './database.ts';
import { drawingOf, hashSample, readWholeSample, type WholeSample } from './samples.ts';

export interface Recomputed {
  /** The members that come out are those that were drawn. */
  readonly isSame: boolean;
  /** All of it is as it was put on record when it was drawn. */
  readonly isAsRecorded: boolean;
}

/** Null where there is no such sample. */
export async function recomputeWhole(
  tx: Tx,
  tenant: number,
  sample: string,
): Promise<{ readonly whole: WholeSample; readonly result: Recomputed } | null> {
  const [found, recorded] = await flight(tx, [readWholeSample(tenant, sample), drawingOf(tenant, sample)]);
  const [whole] = found.rows;
  if (whole === undefined) return null;
  const hash = hashSample(whole);
  const isAsRecorded = recorded.rows.some(({ entry }) => recordedHash(entry, sample) === hash);
  return { whole, result: { isSame: isDrawnAgain(whole), isAsRecorded } };
}

/** From what it was drawn, and how many, as it was asked for. */
export function drawnFrom({ population, strata, size, percent }: WholeSample): {
  readonly cases: readonly Drawable[];
  readonly take: Take;
} {
  return {
    cases: population.map((caseId, at) => ({ caseId, stratum: strata[at] ?? '' })),
    take: size === null ? { size, percent: percent ?? 0 } : { size, percent: null },
  };
}

/** Whether the seed and the population give the members. */
function isDrawnAgain(whole: WholeSample): boolean {
  const { seed, members, algorithm } = whole;
  if (algorithm !== SAMPLE_ALGORITHM) return false;
  const { cases, take } = drawnFrom(whole);
  const drawn = drawSample(cases, { ...take, seed });
  return drawn.length === members.length && drawn.every((caseId, at) => caseId === members[at]);
}

function recordedHash(entry: string, sample: string): string | null {
  const parsed: unknown = JSON.parse(entry);
  const change: unknown = Array.isArray(parsed) ? parsed.at(-1) : null;
  if (!Array.isArray(change) || change[0] !== 'sample-drawn' || change[1] !== sample) return null;
  return typeof change[2] === 'string' ? change[2] : null;
}
