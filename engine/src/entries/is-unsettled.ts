// Whether an entry is still open: what a case that must have settled it first cannot end over.
import { isDeterminationOpen } from './determination.ts';
import type { Entry } from './entry.ts';

/** What was decided holds until something ends it, and is settled all the same. */
export function isUnsettled(entry: Entry): boolean {
  // A document is there, and nothing of it waits for anybody.
  if (entry.kind === 'document') return false;
  return entry.kind === 'determination' ? isDeterminationOpen(entry) : entry.until === null;
}
