// How many people a redacted copy of a document takes. What one person overlooks is given away for good, so where anything personal can
// stand in a document a second one looks, unless the case type says that one suffices.
import type { CaseType } from './case-type.ts';

/** @param kind of the document of which the copy is made */
export function peopleToRedact({ documents, parties, fields }: CaseType, kind: string): 1 | 2 {
  const said = documents.get(kind)?.redactedBy;
  if (said !== undefined) return said === 'one' ? 1 : 2;
  return parties.size > 0 || [...fields.values()].some(({ personal }) => personal) ? 2 : 1;
}
