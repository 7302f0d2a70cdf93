// The head that is left of a destroyed case: made from its first and last event alone, so that a rebuild gives the same bytes.
// It says that there was a case, of what kind, when, and under which record it was destroyed.
import { stubReference, stubState, type DestructionBody } from './destruction.ts';
import type { EventToStore } from './append-event.ts';
import { noAccess } from './case-access.ts';
import type { NewHeadToStore } from './save-head.ts';

/** What a stub takes of the event that says so. */
export type DestroyingEvent = Pick<
  EventToStore,
  'tenant' | 'caseId' | 'seq' | 'hash' | 'caseTypeHash' | 'actor' | 'recordedAt'
>;

export function destroyedHead(event: DestroyingEvent, body: DestructionBody, openedAt: string): NewHeadToStore {
  const { tenant, caseId, seq, hash, caseTypeHash, actor, recordedAt } = event;
  return {
    tenant,
    caseId,
    version: seq,
    lastHash: hash,
    caseType: body.certificate.caseType,
    caseTypeHash,
    reference: stubReference(body.certificate),
    // No team owns it, so no token opens it.
    team: '',
    status: 'destroyed',
    openedAt,
    changedBy: actor,
    changedAt: recordedAt,
    state: stubState(body.record),
    access: noAccess(tenant).head,
  };
}
