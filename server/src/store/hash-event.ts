// The chain: what exactly is hashed, so that anyone can check it without this program. Knows no key and no table.
//
//   payload_hash = SHA-256(the stored payload bytes)
//   hash         = SHA-256(0x00 || J)
//
// J is the UTF-8 text of a JSON array without white space, its strings escaped as ECMAScript's JSON.stringify does
// (RFC 8785 gives the same bytes), with these members in this order:
//
//   algorithm, tenant, case_id, seq, type, occurred, occurred_at, recorded_at, actor, authority, command_id,
//   case_type_hash, policy_version, key_id, payload_hash, previous_hash
//
// algorithm, tenant and seq are numbers, all others strings. Ids are lower-case UUIDs, hashes lower-case hexadecimal,
// and the two instants are UTC with milliseconds: `2011-10-11T11:45:40.276Z`. previous_hash of seq n is hash of seq
// n - 1; for seq 1 it is SHA-256 of the text `casewright:<tenant>:<case_id>`. Hashes cover ciphertext only, so they hold
// after keys were destroyed, and nobody can guess a name by hashing names.
import { hash } from 'node:crypto';

/** 1: SHA-256 chain, AES-256-GCM payload. */
export const ALGORITHM = 1;
/** 2: SHA-256 chain, payload in the clear: what says that the rest was destroyed must outlive every key. */
export const CLEAR_ALGORITHM = 2;

/** Every column of the envelope except its own hash. */
export interface Envelope {
  readonly algorithm: number;
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly authority: string;
  readonly commandId: string;
  readonly caseTypeHash: Buffer;
  readonly policyVersion: string;
  readonly keyId: string;
  readonly payloadHash: Buffer;
  readonly previousHash: Buffer;
}

export function hashPayload(payload: Buffer): Buffer {
  return hash('sha256', payload, 'buffer');
}

/** An envelope with its hashes as they stand in the hashed text. */
export interface WrittenEnvelope extends Omit<Envelope, 'caseTypeHash' | 'payloadHash' | 'previousHash'> {
  readonly caseTypeHash: string;
  readonly payloadHash: string;
  readonly previousHash: string;
}

/** The hash of one event, over its whole envelope. */
export function hashEvent(envelope: Envelope): Buffer {
  return Buffer.from(hashWritten(written(envelope)), 'hex');
}

/** The same in hexadecimal, as text goes in: for many events, as each Buffer of a hash costs more than the hash. */
export function hashWritten(envelope: WrittenEnvelope): string {
  return hash('sha256', `\0${envelopeText(envelope)}`, 'hex');
}

/** What JSON writes as it stands: all that can be printed of ASCII but quotation marks and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The text `J` above. Put together by hand where that gives the same, which takes a third of the time. */
export function envelopeText(of: WrittenEnvelope): string {
  const { caseId, type, occurred, occurredAt, recordedAt, actor, authority, commandId, policyVersion, keyId } = of;
  const free = `${caseId}${type}${occurred}${occurredAt}${recordedAt}${actor}${authority}${commandId}${policyVersion}${keyId}`;
  if (!PLAIN.test(free)) return JSON.stringify(membersOf(of));
  const stated = `"${type}","${occurred}","${occurredAt}","${recordedAt}","${actor}","${authority}","${commandId}"`;
  const hashes = `"${of.payloadHash}","${of.previousHash}"`;
  return `[${of.algorithm},${of.tenant},"${caseId}",${of.seq},${stated},"${of.caseTypeHash}","${policyVersion}","${keyId}",${hashes}]`;
}

/** What is hashed, in its order: the array `J` above. */
export function envelopeMembers(envelope: Envelope): readonly (string | number)[] {
  return membersOf(written(envelope));
}

function written(envelope: Envelope): WrittenEnvelope {
  return {
    ...envelope,
    caseTypeHash: envelope.caseTypeHash.toString('hex'),
    payloadHash: envelope.payloadHash.toString('hex'),
    previousHash: envelope.previousHash.toString('hex'),
  };
}

function membersOf(envelope: WrittenEnvelope): readonly (string | number)[] {
  return [
    envelope.algorithm,
    envelope.tenant,
    envelope.caseId,
    envelope.seq,
    envelope.type,
    envelope.occurred,
    envelope.occurredAt,
    envelope.recordedAt,
    envelope.actor,
    envelope.authority,
    envelope.commandId,
    envelope.caseTypeHash,
    envelope.policyVersion,
    envelope.keyId,
    envelope.payloadHash,
    envelope.previousHash,
  ];
}

/** What the first event of a case names as its predecessor. */
export function genesisHash(tenant: number, caseId: string): Buffer {
  return hash('sha256', `casewright:${tenant}:${caseId}`, 'buffer');
}
