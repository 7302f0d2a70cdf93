// Whether somebody who did not ask may open a case as it is after the events of a transaction: work goes to nobody, and no
// notice is sent to anybody, who may not.
import type { AccessAsked, Principal } from '@casewright/engine/policy';
import { accessOfCase } from '../store/case-access.ts';
import type { CandidateRow } from '../store/find-candidates.ts';
import { holdingOf } from '../store/reader-standing.ts';
import type { CaseWrite } from './case-write.ts';

/** @param authority for what they are considered */
export function principalOfCandidate(
  { person, memberships, standing }: Pick<CandidateRow, 'person' | 'memberships' | 'standing'>,
  { tenant, authority, nowMs }: { readonly tenant: number; readonly authority: string; readonly nowMs: number },
): Principal {
  const { tokens } = holdingOf({ tenant, person, lines: standing, gives: () => true, nowMs });
  return { tenant, person, authority, name: '', teams: memberships, holding: tokens };
}

export function accessAfter({ before, state }: CaseWrite, nowMs: number): AccessAsked {
  if (state === null) throw new Error('A case without a state asks nothing of its readers.');
  const { tenant, caseId, caseType, aboveOf } = before;
  return accessOfCase({ tenant, caseId, caseType, state, above: aboveOf(state.team), nowMs }).head;
}
