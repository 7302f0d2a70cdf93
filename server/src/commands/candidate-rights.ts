// Whether somebody who did not ask may open a case as it is after the events of a transaction: work goes to nobody, and no
// notice is sent to anybody, who may not.
import type { AccessAsked } from '@casewright/engine/policy';
import { accessOfCase } from '../store/case-access.ts';
import type { CaseWrite } from './case-write.ts';

export function accessAfter({ before, state }: CaseWrite, nowMs: number): AccessAsked {
  if (state === null) throw new Error('A case without a state asks nothing of its readers.');
  const { tenant, caseId, caseType, aboveOf } = before;
  return accessOfCase({ tenant, caseId, caseType, state, above: aboveOf(state.team), nowMs }).head;
}
