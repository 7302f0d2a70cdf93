// Which parts of a case a reader may read: the one place where the queries ask. Every view of a case is cut by its answer.
import { isOneSection, type CaseType } from '@casewright/engine/definition';
import type { ReadableParts } from '@casewright/engine/view';

/** The parts of which the database showed the reader a row; none where the case was made of one part, or all are hidden. */
export interface ShownParts {
  readonly parts: readonly string[];
}

/** Null, all of it, for a kind of case that is one section: then whoever may read the case may read all of it. */
export function readablePartsOf({ parts }: ShownParts, caseType: CaseType): ReadableParts {
  return isOneSection(caseType) ? null : new Set(parts);
}

/** For the line in the access log, where a view was cut. */
export function shownParts(parts: ReadableParts): { readonly parts?: readonly string[] } {
  return parts === null ? {} : { parts: [...parts] };
}
