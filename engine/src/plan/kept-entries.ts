// All that a case keeps besides fields and work: what was recorded, and the parties with which it was opened.
import { allEntries, collectionValues, DISCLOSURES, disclosureValues, type Entries } from '../entries/entries.ts';
import type { Value } from '../expression/expression.ts';
import type { Draft } from './draft.ts';

export function entriesIn({ entries, opening, caseType }: Draft): Entries {
  return allEntries(caseType, { ...opening, entries });
}

/** One of the lists as conditions see it. */
export function listIn(draft: Draft, list: string): Value {
  if (list === DISCLOSURES) return disclosureValues(draft.caseType.disclosures, entriesIn(draft));
  return collectionValues(list === 'parties' ? entriesIn(draft) : (draft.entries ?? {}), list);
}
