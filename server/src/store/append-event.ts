// Adds events. Their primary key alone decides who was first: a second writer of the same version fails here.
import type { Envelope } from './hash-event.ts';
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface EventToStore extends Envelope {
  readonly payload: Buffer;
  readonly hash: Buffer;
}

/** @param events all of the agency `tenant` */
export function appendEvents(tenant: number, events: readonly EventToStore[]): readonly Statement[] {
  return inGroups(events).map((group) => ({
    name: `append-events-${group.length}`,
    text: `insert into event (tenant, case_id, seq, type, occurred, occurred_at, recorded_at, actor, authority, command_id,
             case_type_hash, policy_version, algorithm, key_id, payload, payload_hash, previous_hash, hash)
           values ${rowsOfParameters(group.length, 17)}`,
    values: [tenant, ...group.flatMap(eventValues)],
  }));
}

function eventValues(event: EventToStore): readonly unknown[] {
  return [
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
  ];
}
