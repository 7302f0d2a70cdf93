import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '@casewright/engine/case';
import { compile, SOURCE } from '../commands/agency-under-test.ts';
import { fileKeyProvider, newDataKey } from './keys.ts';
import { Unavailable } from '../errors.ts';
import { openEvent, TOMBSTONE } from './open-event.ts';
import { sealEvent, subjectsToSeal } from './seal-event.ts';

const caseType = compile(SOURCE);
const place = { tenant: 7, caseId: '01a20000-0000-7000-8000-000000000001', seq: 2 };
const parties = { applicant: 'subject-1' };
const ofCase = newDataKey('case-key');
const ofSubjects = new Map([['subject-1', newDataKey('subject-key')]]);

const event: CaseEvent = {
  type: 'DataRecorded',
  occurred: '2026-03-01',
  changes: [
    { field: 'note', value: 'ü "quoted" \u2028' },
    { field: 'name', value: 'Mary' },
    { item: 'check', on: 'start', to: 'active', task: {} },
  ],
};

const payload = sealEvent(event, { place, caseType, parties, keys: { ofCase, ofSubjects } });
const stored = { ...place, type: event.type, occurred: event.occurred, payload };

describe('a sealed event', () => {
  it('opens to the same event', () => {
    expect(openEvent(stored, { ofCase, ofSubjects })).toEqual({ kind: 'event', event });
  });

  it('needs the key of each person it says something about, and no other', () => {
    expect(subjectsToSeal(event, caseType, parties)).toEqual(['subject-1']);
    expect(subjectsToSeal({ ...event, changes: [{ field: 'note', value: 'x' }] }, caseType, parties)).toEqual([]);
  });

  it('shows a fixed tombstone for what a destroyed subject key sealed, and everything else', () => {
    const opened = openEvent(stored, { ofCase, ofSubjects: new Map() });
    expect(opened).toMatchObject({
      event: {
        changes: [
          { field: 'note', value: 'ü "quoted" \u2028' },
          { field: 'name', value: TOMBSTONE },
          { item: 'check' },
        ],
      },
    });
    expect(openEvent(stored, { ofCase, ofSubjects: new Map() })).toEqual(opened);
  });

  it('says only that it was destroyed when the case’s key was', () => {
    expect(openEvent(stored, { ofCase: undefined, ofSubjects })).toEqual({ kind: 'destroyed' });
  });

  it('does not open in another place, under another type, with one bit changed, or with another key', () => {
    const flipped = Buffer.from(payload);
    flipped.writeUInt8(flipped.readUInt8(20) ^ 1, 20);
    const wrong = [
      { ...stored, seq: 3 },
      { ...stored, tenant: 8 },
      { ...stored, caseId: '01a20000-0000-7000-8000-000000000002' },
      { ...stored, type: 'NoteAdded' },
      { ...stored, payload: flipped },
    ];
    for (const other of wrong) expect(() => openEvent(other, { ofCase, ofSubjects })).toThrow();
    expect(() => openEvent(stored, { ofCase: newDataKey('other'), ofSubjects })).toThrow();
  });

  it('never has the same bytes twice', () => {
    expect(sealEvent(event, { place, caseType, parties, keys: { ofCase, ofSubjects } }).equals(payload)).toBe(false);
  });
});

describe('the file key provider', () => {
  const provider = fileKeyProvider(Buffer.alloc(32, 1));
  const owner = { tenant: 7, caseId: place.caseId, subject: '' };

  it('unwraps what it wrapped, for the same owner only', () => {
    const wrapped = provider.wrap(owner, ofCase.key);
    expect(provider.unwrap(owner, wrapped)).toEqual(ofCase.key);
    for (const other of [
      { ...owner, tenant: 8 },
      { ...owner, caseId: 'x' },
      { ...owner, subject: 'subject-1' },
    ]) {
      expect(() => provider.unwrap(other, wrapped)).toThrow();
    }
    expect(() => fileKeyProvider(Buffer.alloc(32, 2)).unwrap(owner, wrapped)).toThrow();
  });

  it('wraps by the newest agency key, still opens what older ones wrapped, and says which key it lacks', () => {
    const old = provider.wrap(owner, ofCase.key);
    const second = Buffer.alloc(32, 9);
    const rotated = fileKeyProvider(Buffer.alloc(32, 1), {
      newest: () => ({ id: 'agency-2', key: second }),
      find: (_tenant, id) => (id === 'agency-2' ? second : undefined),
    });
    const wrapped = rotated.wrap(owner, ofCase.key);
    expect([old.by, wrapped.by]).toEqual(['file-1', 'agency-2']);
    expect(rotated.unwrap(owner, old)).toEqual(ofCase.key);
    expect(rotated.unwrap(owner, wrapped)).toEqual(ofCase.key);
    expect(() => rotated.unwrap(owner, { ...old, by: 'agency-2' })).toThrow();
    expect(() => provider.unwrap(owner, wrapped)).toThrow(Unavailable);
  });

  it('hashes requests with a key of the agency, so that nobody can guess by hashing', () => {
    expect(provider.requestMac(7, 'x')).toEqual(provider.requestMac(7, 'x'));
    expect(provider.requestMac(7, 'x')).not.toEqual(provider.requestMac(8, 'x'));
    expect(fileKeyProvider(Buffer.alloc(32, 2)).requestMac(7, 'x')).not.toEqual(provider.requestMac(7, 'x'));
  });

  it('refuses a master key of another length', () => {
    expect(() => fileKeyProvider(Buffer.alloc(16))).toThrow(TypeError);
  });
});
