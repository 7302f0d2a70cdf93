// All that a case keeps besides fields and work, the parties with which it was opened among it, as its state has it.
import type { CaseType } from '../definition/case-type.ts';
import { type Entries, partiesAtOpening } from '../entries/entries.ts';
import type { CaseState } from './state.ts';

export function entriesOf(
  { parties: kinds, zone }: CaseType,
  { parties, opened, entries }: Pick<CaseState, 'parties' | 'opened' | 'entries'>,
): Entries {
  return { ...partiesAtOpening(parties, kinds, { occurred: opened, zone }), ...entries };
}
