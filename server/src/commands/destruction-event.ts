// The event that says in a case's chain what was destroyed: hashed like any other, its payload in the clear, so that it can be
// read when no key is left. Sends nothing.
import { policyVersion } from '@casewright/engine/policy';
import { addOutbox } from '../store/add-outbox.ts';
import { appendEvents } from '../store/append-event.ts';
import { DESTRUCTION_EVENT, destructionPayload, NO_KEY, type DestructionBody } from '../store/destruction.ts';
import { CLEAR_ALGORITHM, hashEvent, hashPayload } from '../store/hash-event.ts';
import type { StoredHeadRow } from '../store/read-projection.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';

export interface EndOfChain {
  readonly tenant: number;
  readonly head: Pick<StoredHeadRow, 'version' | 'last_hash' | 'case_type_hash'>;
  readonly at: string;
  readonly body: DestructionBody;
}

/** What adds the event after the last one of the case, with word of it for the log. */
export function endChain({ tenant, head, at, body }: EndOfChain): readonly Statement[] {
  const payload = destructionPayload(body);
  const envelope = {
    tenant,
    caseId: body.certificate.caseId,
    seq: head.version + 1,
    algorithm: CLEAR_ALGORITHM,
    type: DESTRUCTION_EVENT,
    occurred: at,
    occurredAt: at,
    recordedAt: at,
    actor: 'system.disposal',
    authority: `custody:${body.record}`,
    commandId: uuidV7(Date.parse(at)),
    caseTypeHash: head.case_type_hash,
    policyVersion,
    keyId: NO_KEY,
    payloadHash: hashPayload(payload),
    previousHash: head.last_hash,
  };
  const event = { ...envelope, payload, hash: hashEvent(envelope) };
  return [...appendEvents(tenant, [event]), ...addOutbox(tenant, [event])];
}
