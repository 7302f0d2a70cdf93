import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { envelopeMembers, envelopeText, genesisHash, hashEvent, hashPayload, type Envelope } from './hash-event.ts';

const CASE = '01a20000-0000-7000-8000-000000000001';
const PAYLOAD = Buffer.from('sealed');

const ENVELOPE: Envelope = {
  algorithm: 1,
  tenant: 7,
  caseId: CASE,
  seq: 1,
  type: 'CaseOpened',
  occurred: '2007-03-16',
  occurredAt: '2007-03-15T23:00:00.000Z',
  recordedAt: '2026-03-01T10:00:00.000Z',
  actor: 'ann',
  authority: 'session:1',
  commandId: '01a20000-0000-7000-8000-000000000002',
  caseTypeHash: Buffer.alloc(32, 0xab),
  policyVersion: 'agency-team-role/1',
  keyId: '01a20000-0000-7000-8000-000000000003',
  payloadHash: hashPayload(PAYLOAD),
  previousHash: genesisHash(7, CASE),
};

describe('the hash of an event', () => {
  it('is what the text at the head of the file says, written out by hand', () => {
    const text =
      `[1,7,"${CASE}",1,"CaseOpened","2007-03-16","2007-03-15T23:00:00.000Z","2026-03-01T10:00:00.000Z","ann","session:1",` +
      `"01a20000-0000-7000-8000-000000000002","${'ab'.repeat(32)}","agency-team-role/1","01a20000-0000-7000-8000-000000000003",` +
      `"${createHash('sha256').update('sealed').digest('hex')}","${createHash('sha256').update(`casewright:7:${CASE}`).digest('hex')}"]`;
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.from([0]), Buffer.from(text, 'utf8')]))
      .digest('hex');
    expect(hashEvent(ENVELOPE).toString('hex')).toBe(expected);
  });

  it('never changes: what was chained years ago must still verify', () => {
    expect(hashEvent(ENVELOPE).toString('hex')).toBe(
      'a1a17e8036c102bc37048d72c19c78c47f0da1157d52be7d2fff92d2dd40d536',
    );
  });

  it('differs when any one member differs', () => {
    const seen = new Set([hashEvent(ENVELOPE).toString('hex')]);
    for (const [member, value] of Object.entries(ENVELOPE)) {
      const other = Buffer.isBuffer(value) ? Buffer.alloc(32) : typeof value === 'number' ? value + 1 : `${value}x`;
      seen.add(hashEvent({ ...ENVELOPE, [member]: other }).toString('hex'));
    }
    expect(seen.size).toBe(Object.keys(ENVELOPE).length + 1);
  });

  it.each([
    'plain',
    'a "quoted" one',
    'back\\slash',
    'line\nend',
    'Ünïcode, \u{10348}',
    '\u007f',
    '\u2028',
    '\ud800',
    '',
  ])('is over the text that JSON writes, whatever a member holds: %j', (actor) => {
    const hex = (bytes: Buffer): string => bytes.toString('hex');
    const { caseTypeHash, payloadHash, previousHash } = ENVELOPE;
    const hashes = {
      caseTypeHash: hex(caseTypeHash),
      payloadHash: hex(payloadHash),
      previousHash: hex(previousHash),
    };
    for (const changed of [{ actor }, { type: actor }, { occurred: actor }, { policyVersion: actor }])
      expect(envelopeText({ ...ENVELOPE, ...hashes, ...changed })).toBe(
        JSON.stringify(envelopeMembers({ ...ENVELOPE, ...changed })),
      );
  });
});
