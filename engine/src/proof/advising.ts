// What each kind of advice is given: a checked case type and the tree of its text. And how values are combined to try it out.
import type { FieldValue } from '../case/case.ts';
import type { Compiled } from '../definition/compile.ts';
import type { CaseType } from '../definition/definition.ts';
import type { LocatedNode } from '../definition/located.ts';
import type { Findings } from '../definition/problem.ts';
import { valuesAround } from './trial-values.ts';

export interface Advising extends Pick<Compiled, 'sites' | 'itemEntries'> {
  readonly caseType: CaseType;
  readonly root: LocatedNode;
  readonly findings: Findings;
}

export type Data = Readonly<Record<string, FieldValue>>;

/** More are not tried, and then nothing is said of what was not found. */
const MOST_TRIED = 3000;

/**
 * Every combination of values of these fields that the sources tell apart, absence among them; null where there are too many or
 * where the values do not stand for all others, as with dates.
 */
export function everyCase(
  { fields }: CaseType,
  names: readonly string[],
  sources: readonly string[],
): readonly Data[] | null {
  let all: readonly Data[] = [{}];
  for (const name of new Set(names)) {
    const field = fields.get(name);
    if (field === undefined || field.kind === 'date' || field.kind === 'instant') return null;
    const values = valuesAround(field, sources);
    if (all.length * values.length > MOST_TRIED) return null;
    all = all.flatMap((data) => values.map((value) => ({ ...data, [name]: value })));
  }
  return all;
}

/** Values in words, for reasons. */
export function shownData(data: Data): string {
  const parts = Object.entries(data).map(([field, value]) => `${field} = ${JSON.stringify(value)}`);
  return parts.length === 0 ? 'any values' : parts.join(', ');
}
