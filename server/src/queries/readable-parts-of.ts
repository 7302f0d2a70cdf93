// Which parts of a case a reader may read: the one place where the queries ask. Every view of a case is cut by its answer.
import type { CaseType } from '@casewright/engine/definition';
import type { ReadableParts } from '@casewright/engine/view';
import type { Reader } from './sessions.ts';

/** The case that is read. */
export interface CaseToRead {
  readonly caseId: string;
  readonly caseType: CaseType;
}

/** For now whoever may read a case may read all of it; the rules for parts are bound to the rows next. */
export function readablePartsOf(_reader: Reader, _of: CaseToRead): ReadableParts {
  return null;
}
