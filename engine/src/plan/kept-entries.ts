// All that a case keeps besides fields and work: what was recorded, and the parties with which it was opened.
import { collectionValues, type Entries, allEntries } from '../entries/entries.ts';
import type { Value } from '../expression/expression.ts';
import type { Draft } from './draft.ts';

export function entriesIn({ entries, opening, caseType }: Draft): Entries {
  return allEntries(caseType, { ...opening, entries });
}

/** One of the lists as conditions see it. */
export function listIn(draft: Draft, list: string): Value {
  return collectionValues(list === 'parties' ? entriesIn(draft) : (draft.entries ?? {}), list);
}
