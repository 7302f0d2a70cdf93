import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '@casewright/engine/case';
import type { Document, Entry } from '@casewright/engine/entries';
import { compile, SOURCE } from '../commands/agency-under-test.ts';
import { fileKeyProvider, newDataKey, open as openWithKey, type DataKey } from './keys.ts';
import { Unavailable } from '../errors.ts';
import { openEvent } from './open-event.ts';
import { bodyBinding, sealEvent, subjectsToSeal, TOMBSTONE } from './seal-event.ts';

const caseType = compile(SOURCE);
const place = { tenant: 7, caseId: '01a20000-0000-7000-8000-000000000001', seq: 2 };
const state = { parties: { applicant: 'subject-1' }, opened: '2026-03-01' };
const sealing = { caseType, state, nameOf: (subject: string): string => `secret-${subject}` };
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

const payload = sealEvent(event, { ...sealing, place, keys: { ofCase, ofSubjects } });
const stored = { ...place, type: event.type, occurred: event.occurred, payload };

describe('a sealed event', () => {
  it('opens to the same event', () => {
    expect(openEvent(stored, { ofCase, ofSubjects })).toEqual({ kind: 'event', event });
  });

  it('needs the key of each person it says something about, and no other', () => {
    expect(subjectsToSeal(event, sealing)).toEqual(['subject-1']);
    expect(subjectsToSeal({ ...event, changes: [{ field: 'note', value: 'x' }] }, sealing)).toEqual([]);
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
    expect(sealEvent(event, { ...sealing, place, keys: { ofCase, ofSubjects } }).equals(payload)).toBe(false);
  });
});

describe('an event about what a case keeps besides fields', () => {
  const kinds = compile(
    SOURCE.replace(
      'parties: { applicant: { title: Applicant, subject: true } }',
      `parties:
  applicant: { title: Applicant, subject: true, personal: true, replaceable: true }
  helper: { title: Helper, subject: true, personal: true, min: 0 }
  guest: { title: Guest, subject: true, min: 0 }
issues: { matter: { title: Matter, personal: true, subject: applicant, outcomes: { done: Done }, mayReopen: true } }
goals: { aim: { title: Aim, personal: true, owner: [applicant], measure: { title: Steps, unit: steps, direction: more } } }
obligations:
  duty: { title: Duty, personal: true, owedBy: [helper] }
  plain: { title: Plain, owedBy: [applicant] }`,
    ),
  );
  const party = (of: string, subject: string): Entry => ({
    ...{ kind: 'party', of, status: 'current', from: '2026-01-01', until: null },
    ...{ subject, represents: null, scope: [], replaces: null },
  });
  const entries: Readonly<Record<string, Entry>> = {
    'party.2': party('helper', 'ID-7'),
    'issue.3': {
      ...{ kind: 'issue', of: 'matter', status: 'decided', from: '2026-01-01', until: '2026-01-02' },
      ...{ words: 'She fell', outcome: 'done', reasons: 'Seen', about: 'party.applicant' },
    },
    'goal.4': {
      ...{ kind: 'goal', of: 'aim', status: 'pursued', from: '2026-01-01', until: null, words: 'To walk' },
      ...{ owner: 'party.applicant', baseline: '0', target: '9', reasons: null },
      reviews: [
        { on: '2026-01-02', value: '1', note: 'Hard' },
        { on: '2026-01-03', value: '2', note: null },
      ],
    },
    'obligation.5': {
      ...{ kind: 'obligation', of: 'duty', status: 'waived', from: '2026-01-01', until: '2026-01-02', words: 'Pay' },
      ...{ owedBy: 'party.2', dueOn: '2026-02-01', arisesFrom: null, agreement: 'By letter', breachedOn: null },
      reasons: 'Poor',
    },
    'obligation.6': {
      ...{ kind: 'obligation', of: 'plain', status: 'owed', from: '2026-01-01', until: null, words: 'Come' },
      ...{ owedBy: 'party.applicant', dueOn: '2026-02-01', arisesFrom: null, agreement: 'Said', breachedOn: null },
      reasons: null,
    },
  };
  const kept = { ...sealing, caseType: kinds, state: { ...state, entries } };
  const held = new Map([...ofSubjects, ['secret-ID-7', newDataKey('helper-key')]]);
  const told: CaseEvent = {
    ...{ type: 'IssueReopened', occurred: '2026-03-01', entry: 'issue.3', reason: 'She asked' },
    changes: Object.entries(entries).map(([entry, is]) => ({ entry, is })),
  };
  const at = { ...place, seq: 7, type: told.type, occurred: told.occurred };
  const bytes = sealEvent(told, { ...kept, place: at, keys: { ofCase, ofSubjects: held } });
  const open = (keys: ReadonlyMap<string, DataKey>) =>
    openEvent({ ...at, payload: bytes }, { ofCase, ofSubjects: keys });

  it('opens to the same bytes, and needs the keys of those whom it is about, of whom one is named by no id', () => {
    expect(subjectsToSeal(told, kept)).toEqual(['secret-ID-7', 'subject-1']);
    expect(JSON.stringify(open(held))).toBe(JSON.stringify({ kind: 'event', event: told }));
  });

  it('holds words, reasons, notes and the id in the clear for nobody who has the key of the case alone', () => {
    const body = openWithKey(ofCase.key, bytes, bodyBinding(at, told.type)).toString('utf8');
    const words = ['She fell', 'Seen', 'She asked', 'To walk', 'Hard', 'Pay', 'By letter', 'Poor', 'ID-7"'];
    expect(words.filter((word) => body.includes(`"${word}`))).toEqual([]);
    // What is of a kind that is not personal is read with the case.
    expect(body).toContain('"Come"');
  });

  it('reads as tombstones where a key was destroyed, the same each time, with its days, numbers and statuses', () => {
    const [[, first] = []] = held;
    const left = open(new Map(first === undefined ? [] : [['subject-1', first]]));
    expect(left).toEqual(open(new Map(first === undefined ? [] : [['subject-1', first]])));
    const changes = left.kind === 'event' ? left.event.changes : [];
    expect(changes[0]).toEqual({ entry: 'party.2', is: party('helper', TOMBSTONE) });
    expect(changes[1]).toEqual(told.changes[1]);
    const duty = { words: TOMBSTONE, agreement: TOMBSTONE, reasons: TOMBSTONE, dueOn: '2026-02-01', status: 'waived' };
    expect(changes[3]).toMatchObject({ is: duty });
    const gone = open(new Map());
    expect(gone).toMatchObject({ event: { reason: TOMBSTONE, entry: 'issue.3' } });
    const reviews = [
      { on: '2026-01-02', value: '1', note: TOMBSTONE },
      { on: '2026-01-03', value: '2', note: null },
    ];
    expect(gone.kind === 'event' ? gone.event.changes[2] : null).toMatchObject({ is: { words: TOMBSTONE, reviews } });
  });

  it('names no key after what was destroyed: of whoever has no id left, it is the party', () => {
    const lost = { ...state, entries: { 'party.2': party('helper', TOMBSTONE) } };
    const again: CaseEvent = { type: 'PartyEnded', occurred: '2026-03-01', entry: 'party.2', reason: 'x', changes: [] };
    const change = { entry: 'party.2', is: party('helper', TOMBSTONE) };
    expect(subjectsToSeal({ ...again, changes: [change] }, { ...kept, state: lost })).toEqual(['party.2']);
  });

  it('seals why somebody ended who was there from the beginning, and not the id that was made then', () => {
    const ended: CaseEvent = {
      ...{ type: 'PartyEnded', occurred: '2026-03-01', entry: 'party.applicant', reason: 'Died' },
      changes: [{ entry: 'party.applicant', is: party('applicant', 'subject-1') }],
    };
    const sealedAt = { ...at, type: ended.type };
    const stored = sealEvent(ended, { ...kept, place: sealedAt, keys: { ofCase, ofSubjects: held } });
    const gone = openEvent({ ...sealedAt, payload: stored }, { ofCase, ofSubjects: new Map() });
    expect(gone).toMatchObject({ event: { reason: TOMBSTONE, changes: ended.changes } });
  });

  it('leaves a value about somebody with an id that is no secret under a key of that name', () => {
    const guests = { ...state, entries: { 'party.9': party('guest', 'org:4') } };
    const change = { entry: 'party.9', is: party('guest', 'org:4') };
    const added: CaseEvent = { type: 'PartyAdded', occurred: '2026-03-01', entry: 'party.9', changes: [change] };
    expect(subjectsToSeal(added, { ...kept, state: guests })).toEqual([]);
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

describe('an event about a document', () => {
  const kinds = compile(`${SOURCE}\ndocuments: { paper: { title: Paper } }\n`);
  const version = {
    ...{ content: 'a'.repeat(64), cipher: 'b'.repeat(64), size: 9, mediaType: 'text/plain', pages: null, by: 'kim' },
    ...{ check: { verdict: 'clean' as const, scanner: null }, at: '2026-01-01' },
  };
  const paper = (title: string, file: string): Entry => ({
    ...{ kind: 'document', of: 'paper', status: 'filed', from: '2026-01-01', until: null, number: 1, title },
    ...{ audience: null, channel: 'staff', receivedOn: '2026-01-01', sender: null, about: [], derivedFrom: null },
    versions: [
      { ...version, file, name: `NAME-OF-${file}` },
      { ...version, file: `${file}-later`, name: 'NAME-LATER' },
    ],
    reasons: 'WHY',
  });
  const told: CaseEvent = {
    ...{ type: 'DocumentRetitled', occurred: '2026-03-01', entry: 'document.2', reason: 'REASON' },
    changes: [
      { entry: 'document.2', is: paper('TITLE-ONE', 'file-1') },
      { entry: 'document.3', is: paper('TITLE-TWO', 'file-2') },
      { field: 'name', value: 'Mary' },
    ],
  };
  const of = { ...sealing, caseType: kinds };
  const keys = new Map([...ofSubjects, ['file-1', newDataKey('k-1')], ['file-2', newDataKey('k-2')]]);
  const sealed = {
    ...{ ...place, type: told.type, occurred: told.occurred },
    payload: sealEvent(told, { ...of, place, keys: { ofCase, ofSubjects: keys } }),
  };

  it('seals what people wrote in each under a key named after its first file, and opens to the same', () => {
    expect(subjectsToSeal(told, of)).toEqual(['file-1', 'file-2', 'subject-1']);
    expect(openEvent(sealed, { ofCase, ofSubjects: keys })).toEqual({ kind: 'event', event: told });
    const body = openWithKey(ofCase.key, sealed.payload, bodyBinding(place, told.type)).toString('utf8');
    expect(body).not.toMatch(/TITLE|NAME-|WHY|REASON|Mary/);
    expect(body).toMatch(/file-1-later/);
  });

  it('loses with one key the words of one document, and nothing else', () => {
    const left = new Map([...keys].filter(([subject]) => subject !== 'file-1'));
    const opened = openEvent(sealed, { ofCase, ofSubjects: left });
    if (opened.kind !== 'event') throw new Error('It did not open.');
    const [one, ...others] = opened.event.changes;
    expect(others).toEqual(told.changes.slice(1));
    expect(opened.event).toMatchObject({ reason: TOMBSTONE });
    const { title: _title, versions: _versions, reasons: _reasons, ...rest } = paper('TITLE-ONE', 'file-1') as Document;
    expect(one).toMatchObject({
      entry: 'document.2',
      is: {
        ...rest,
        title: TOMBSTONE,
        reasons: TOMBSTONE,
        versions: [
          { ...version, name: TOMBSTONE },
          { ...version, name: TOMBSTONE },
        ],
      },
    });
  });
});
