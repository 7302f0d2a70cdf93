// Adds one event. Its primary key alone decides who was first: a second writer of the same version fails here.
import type { Envelope } from './hash-event.ts';
import type { Statement } from './statement.ts';

export interface EventToStore extends Envelope {
  readonly payload: Buffer;
  readonly hash: Buffer;
}

export function appendEvent(event: EventToStore): Statement {
  return {
    name: 'append-event',
    text: `insert into event (tenant, case_id, seq, type, occurred, occurred_at, recorded_at, actor, authority, command_id,
             case_type_hash, policy_version, algorithm, key_id, payload, payload_hash, previous_hash, hash)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    values: [
      event.tenant,
      event.caseId,
      event.seq,
      event.type,
      event.occurred,
      event.occurredAt,
      event.recordedAt,
      event.actor,
      event.authority,
      event.commandId,
      event.caseTypeHash,
      event.policyVersion,
      event.algorithm,
      event.keyId,
      event.payload,
      event.payloadHash,
      event.previousHash,
      event.hash,
    ],
  };
}
