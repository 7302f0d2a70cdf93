// Of the cases that ended in a period, those from which somebody may draw: of a kind of determination only where they may know of it. Shared by
// whoever looks how many there are and whoever draws, so that both have the same.
import type { CaseType } from '@casewright/engine/definition';
import { mayReadEntry } from '@casewright/engine/view';
import { MOST_DRAWN, MOST_POPULATION, type SampleDefinition } from './samples.ts';
import { drawSample, quotasOf, type Drawable, type Quota } from './draw-sample.ts';
import type { EndedCase } from './outcomes-between.ts';
import { readablePartsOf } from './readable-parts-of.ts';

/** Why nothing can be drawn: there is none, or there are more than are looked at or drawn. */
export type PopulationFault = 'sample-nothing' | 'sample-too-many';

/** Rows that are asked for: one more than may be there. */
export const POPULATION_LIMIT = MOST_POPULATION + 1;

export interface Population {
  readonly cases: readonly Drawable[];
  readonly quotas: ReadonlyMap<string, Quota>;
  readonly fault: PopulationFault | null;
}

/** @param typeOf the case type of each row, by the hex of its hash; closings need none */
export function populationIn(
  rows: readonly EndedCase[],
  definition: SampleDefinition,
  typeOf: ReadonlyMap<string, CaseType>,
): Population {
  const { byOutcome, take } = definition;
  const cases = rows
    .filter((row) => mayKnowOfOutcome(row, definition, typeOf.get(row.case_type_hash.toString('hex'))))
    .map(({ case_id: caseId, outcome }) => ({ caseId, stratum: byOutcome ? outcome : '' }));
  const quotas = quotasOf(cases, take);
  const drawn = [...quotas.values()].reduce((sum, quota) => sum + quota.drawn, 0);
  // How many there are is told of what may be known alone; beyond the bound it is only told that there are too many.
  const isTooMany = rows.length > MOST_POPULATION || drawn > MOST_DRAWN;
  return { cases, quotas, fault: isTooMany ? 'sample-too-many' : cases.length === 0 ? 'sample-nothing' : null };
}

/** Whoever may read a case may know how it was closed; a determination may be in a part of its own. */
export function mayKnowOfOutcome(
  row: Pick<EndedCase, 'parts'>,
  { basis, of }: Pick<SampleDefinition, 'basis' | 'of'>,
  caseType: CaseType | undefined,
): boolean {
  if (basis === 'closing') return true;
  if (caseType === undefined) return false;
  return mayReadEntry(caseType, { kind: 'determination', of }, readablePartsOf(row, caseType));
}

/** The hashes of the case types that `populationIn` must know. */
export function typesAsked(rows: readonly EndedCase[], { basis }: Pick<SampleDefinition, 'basis'>): readonly Buffer[] {
  if (basis === 'closing') return [];
  return [...new Map(rows.map(({ case_type_hash: hash }) => [hash.toString('hex'), hash])).values()];
}

export function drawFrom(population: Population, definition: SampleDefinition, seed: string): readonly string[] {
  return drawSample(population.cases, { ...definition.take, seed });
}
