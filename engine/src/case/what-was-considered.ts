// What was known when something was decided: each thing that its manifest names, as it was after the event that the manifest names.
// It shows everything; whoever asks for somebody cuts it to what they may read.
import { allEntries, type Considered, type Entry } from '../entries/entries.ts';
import type { CaseEvent } from './events.ts';
import { replay } from './evolve.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { FieldValue } from './state.ts';

export type ConsideredThen =
  | { readonly field: string; readonly version: number; readonly was: FieldValue }
  | { readonly entry: string; readonly version: number; readonly was: Entry | null }
  | { readonly document: string; readonly words: string };

/** @param events all of the case, from the first; those after a version are not looked at for it */
export function whatWasConsidered(
  caseType: CaseType,
  events: readonly CaseEvent[],
  manifest: readonly Considered[],
): readonly ConsideredThen[] {
  return manifest.map((one) => {
    if ('document' in one) return one;
    const then = replay(events.slice(0, one.version));
    if ('field' in one) return { ...one, was: then?.data[one.field] ?? null };
    return { ...one, was: (then === null ? undefined : allEntries(caseType, then)[one.entry]) ?? null };
  });
}
