// Reads what stands of an agency's cases in a range of their events, in the order of case and number: the events themselves,
// heads, leaves, and what waits for its leaf. A range is found by the tables' own order, so that a million cases need no
// statement each.
import { hash } from 'node:crypto';
import { copyRows, type BinaryRow } from './copy-rows.ts';
import type { WrittenEnvelope } from './hash-event.ts';
import type { Statement } from './statement.ts';

/** A place in the order of events; there need be no event at it. */
export interface EventKey {
  readonly caseId: string;
  readonly seq: number;
}

/** After every number of an event. */
export const AFTER_ALL_EVENTS = 2 ** 31 - 1;

export interface KeyRange {
  readonly tenant: number;
  /** Not part of the range. */
  readonly after: EventKey;
  /** The last that is part of it. */
  readonly upTo: EventKey;
  /** The most rows of a kind that are read of it, the first ones. */
  readonly limit: number;
}

export interface RangeHead {
  readonly caseId: string;
  readonly version: number;
  readonly lastHash: string;
}

export interface RangeLeaf extends EventKey {
  readonly hash: string;
}

/** An event as it stands, its bytes already hashed, hashes in hexadecimal. */
export interface RangeEvent {
  readonly envelope: WrittenEnvelope;
  /** What the stored bytes hash to. */
  readonly payloadHash: string;
  /** What is stored as the event's hash. */
  readonly hash: string;
}

/**
 * Read in order, whatever the planner thinks: without statistics, as after a restore, it would read and sort all that is left
 * of the agency for each range.
 */
export const IN_ORDER: readonly Statement[] = ['enable_sort', 'enable_bitmapscan', 'enable_seqscan'].map((way) => ({
  name: '',
  text: `SET LOCAL ${way} = off`,
  values: [],
}));

/** The heads of all cases that the range touches, the one that it begins in among them. */
export function copyHeads({ tenant, after, upTo, limit }: KeyRange, each: (head: RangeHead) => void): Statement {
  const query = {
    text: `select case_id, version, last_hash from case_head where tenant = $1 and case_id >= $2 and case_id <= $3
            order by case_id limit $4`,
    values: [tenant, after.caseId, upTo.caseId, limit],
  };
  return copyRows(query, (row) => each({ caseId: row.uuid(), version: row.int(), lastHash: row.hex() }));
}

const WITHIN = `(case_id, seq) > ($2, $3) and (case_id, seq) <= ($4, $5) order by case_id, seq limit $6`;

function valuesOf({ tenant, after, upTo, limit }: KeyRange): readonly (number | string)[] {
  return [tenant, after.caseId, after.seq, upTo.caseId, upTo.seq, limit];
}

export function copyLeaves(range: KeyRange, each: (leaf: RangeLeaf) => void): Statement {
  const text = `select case_id, seq, hash from log_leaf where tenant = $1 and ${WITHIN}`;
  return copyRows({ text, values: valuesOf(range) }, (row) =>
    each({ caseId: row.repeatedUuid(), seq: row.int(), hash: row.hex() }),
  );
}

/** Events of the range that wait for their leaf. */
export function copyWaiting(range: KeyRange, each: (event: EventKey) => void): Statement {
  const text = `select case_id, seq from outbox where tenant = $1 and ${WITHIN}`;
  return copyRows({ text, values: valuesOf(range) }, (row) => each({ caseId: row.repeatedUuid(), seq: row.int() }));
}

export function copyEvents(range: KeyRange, each: (event: RangeEvent) => void): Statement {
  const text = `select case_id, seq, type, occurred, occurred_at, recorded_at, actor, authority, command_id, case_type_hash,
    policy_version, algorithm, key_id, payload_hash, previous_hash, payload, hash from event where tenant = $1 and ${WITHIN}`;
  return copyRows({ text, values: valuesOf(range) }, (row) => each(eventOf(row, range.tenant)));
}

/** Columns are taken in the order in which they were asked for. */
function eventOf(row: BinaryRow, tenant: number): RangeEvent {
  const envelope = {
    caseId: row.repeatedUuid(),
    seq: row.int(),
    type: row.text(),
    occurred: row.text(),
    occurredAt: row.instant(),
    recordedAt: row.instant(),
    actor: row.text(),
    authority: row.text(),
    commandId: row.uuid(),
    caseTypeHash: row.repeatedHex(),
    policyVersion: row.text(),
    algorithm: row.int(),
    keyId: row.repeatedUuid(),
    payloadHash: row.hex(),
    previousHash: row.hex(),
    tenant,
  };
  return { envelope, payloadHash: hash('sha256', row.bytes(), 'hex'), hash: row.hex() };
}
