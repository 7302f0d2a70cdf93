// Reads stored events of one case in their order, or pages of all cases of an agency, as they are stored.
import type { Envelope } from './hash-event.ts';
import type { Statement } from './statement.ts';

export interface EventRow {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly authority: string;
  readonly command_id: string;
  readonly case_type_hash: Buffer;
  readonly policy_version: string;
  readonly algorithm: number;
  readonly key_id: string;
  readonly payload: Buffer;
  readonly payload_hash: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

const COLUMNS = `case_id, seq, type, occurred, occurred_at, recorded_at, actor, authority, command_id, case_type_hash,
  policy_version, algorithm, key_id, payload, payload_hash, previous_hash, hash`;

/** One event. */
export function readEvent(tenant: number, caseId: string, seq: number): Statement<EventRow> {
  return {
    name: 'read-event',
    text: `select ${COLUMNS} from event where tenant = $1 and case_id = $2 and seq = $3`,
    values: [tenant, caseId, seq],
  };
}

export interface EventRange {
  readonly tenant: number;
  readonly caseId: string;
  /** Sequence number that bounds the range; it is not part of it. */
  readonly from: number;
  readonly limit: number;
}

/** The events of one case after a sequence number, oldest first. */
export function readEvents(range: EventRange): Statement<EventRow> {
  return {
    name: 'read-events',
    text: `select ${COLUMNS} from event where tenant = $1 and case_id = $2 and seq > $3 order by seq limit $4`,
    values: [range.tenant, range.caseId, range.from, range.limit],
  };
}

/** The events of one case of one type, oldest first. */
export function readEventsOfType(tenant: number, caseId: string, type: string): Statement<EventRow> {
  return {
    name: 'read-events-of-type',
    text: `select ${COLUMNS} from event where tenant = $1 and case_id = $2 and type = $3 order by seq`,
    values: [tenant, caseId, type],
  };
}

/** The number of the last event of the command that the given event is of: what followed from it comes right after it. */
export function lastOfCommand(tenant: number, caseId: string, seq: number): Statement<{ readonly seq: number }> {
  return {
    name: 'last-of-command',
    text: `select max(f.seq) as seq from event e join event f on f.tenant = $1 and f.case_id = $2 and f.command_id = e.command_id
            where e.tenant = $1 and e.case_id = $2 and e.seq = $3`,
    values: [tenant, caseId, seq],
  };
}

/** The events of one case before a sequence number, newest first. */
export function readEventsBackwards(range: EventRange): Statement<EventRow> {
  return {
    name: 'read-events-backwards',
    text: `select ${COLUMNS} from event where tenant = $1 and case_id = $2 and seq < $3 order by seq desc limit $4`,
    values: [range.tenant, range.caseId, range.from, range.limit],
  };
}

/** What was hashed of a stored event, as it stands now. */
export function envelopeOf(event: EventRow, tenant: number): Envelope {
  return {
    algorithm: event.algorithm,
    tenant,
    caseId: event.case_id,
    seq: event.seq,
    type: event.type,
    occurred: event.occurred,
    occurredAt: event.occurred_at,
    recordedAt: event.recorded_at,
    actor: event.actor,
    authority: event.authority,
    commandId: event.command_id,
    caseTypeHash: event.case_type_hash,
    policyVersion: event.policy_version,
    keyId: event.key_id,
    payloadHash: event.payload_hash,
    previousHash: event.previous_hash,
  };
}
