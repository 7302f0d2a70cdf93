import { describe, expect, it } from 'vitest';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { keptFace } from './entry-faces.ts';
import { whoseEntry } from '../case/whose.ts';

const HEARINGS = `
parties:
  person: { title: Person, subject: true, replaceable: true }
  company: { title: Company, min: 0 }
communications:
  hearing: { title: Hearing, form: meeting, with: [person, company], channels: { room: Room, video: Video } }
  letter: { title: Letter, form: letter, with: [person], channels: { post: Post } }
plan:
  tasks:
    again: { title: Write to who did not come, by: officer, form: open, entry: [{ after: { communication: hearing, on: missed } }], repeat: true }
`;
const CONTACT = {
  ...{
    name: 'Ada',
    email: 'ada@example.org',
    phone: '+39 06 1234',
    address: '1 High Street\n00100 Rome',
    language: 'it',
  },
  ...{ prefers: 'mail' as const, isSafe: true, isSecret: false },
};
const on = { of: 'person', entry: 'party.person' };

describe('how a party is reached', () => {
  it('is kept with them, after the case was closed too, and told', () => {
    const test = openCaseUnderTest(HEARINGS);
    expect(test.do({ type: 'SetContact', ...on, contact: CONTACT }).type).toBe('ContactSet');
    test.do({ type: 'CloseCase', outcome: 'done' });
    test.do({ type: 'SetContact', ...on, contact: { ...CONTACT, phone: null } });
    expect(test.state?.entries?.['party.person']).toMatchObject({ contact: { name: 'Ada', phone: null } });
  });

  it.each([
    ['an address of two', { email: 'a@b.example,c@d.example' }],
    ['an address with a line in it', { email: 'a@b.example\nBcc: c@d.example' }],
    ['a name of two lines', { name: 'Ada\nEve' }],
    ['a name that is turned round', { name: 'Ada \u202Eeve' }],
    ['nothing', { name: ' ' }],
    ['nine lines', { address: '1\n2\n3\n4\n5\n6\n7\n8\n9' }],
    ['mail without an address for it', { email: null }],
    ['a language that is none', { language: 'Italian' }],
  ])('is not %s', (_, given) => {
    const test = openCaseUnderTest(HEARINGS);
    expect(test.refusal({ type: 'SetContact', ...on, contact: { ...CONTACT, ...given } })).toBe('entry-refused');
  });

  it('is theirs: sealed for them though their id is no secret, and gone when somebody follows', () => {
    const test = openCaseUnderTest(HEARINGS);
    const of = (id: string) => whoseEntry(test.caseType, test.state!, { id, entry: test.state!.entries![id]! });
    test.do({ type: 'SetContact', ...on, contact: CONTACT });
    expect(of('party.person')).toMatchObject({ party: 'party.person', isSecret: false });
    test.do({ type: 'ReplaceParty', ...on, subject: 'heir', reason: 'Died' });
    expect(test.state?.entries?.['party.3']).not.toHaveProperty('contact');
  });

  it('is shown, but not where somebody is whose address is secret', () => {
    const test = openCaseUnderTest(HEARINGS);
    test.do({ type: 'SetContact', ...on, contact: { ...CONTACT, isSecret: true } });
    const seen = keptFace(test.caseType, test.state!, { parts: null, mayDo: () => true });
    expect(seen.parties[0]?.contact).toEqual({ ...CONTACT, email: null, phone: null, address: null, isSecret: true });
    expect(JSON.stringify(seen)).not.toMatch(/High Street|example\.org|1234/);
  });
});

const TIMES = {
  ...{ startsAt: '2024-03-10T10:00:00+01:00', endsAt: '2024-03-10T11:00:00+01:00', place: 'Room 4', link: null },
  interpreter: 'ar',
};
const ARRANGE = {
  type: 'ArrangeMeeting',
  of: 'hearing',
  channel: 'room',
  with: ['party.person'],
  subject: 'Hearing',
  appointment: TIMES,
} as const;

describe('a meeting that is to come', () => {
  const meeting = { of: 'hearing', entry: 'communication.2' };

  it('is arranged, moved and cancelled, and counts its changes', () => {
    const test = openCaseUnderTest(HEARINGS);
    test.do(ARRANGE);
    test.do({ type: 'MoveMeeting', ...meeting, appointment: { ...TIMES, place: 'Room 5' }, reason: 'Too small' });
    expect(test.state?.entries?.['communication.2']).toMatchObject({
      status: 'arranged',
      appointment: { place: 'Room 5', changes: 1 },
    });
    test.do({ type: 'CancelMeeting', ...meeting, reason: 'Settled' });
    expect(test.state?.entries?.['communication.2']).toMatchObject({
      status: 'cancelled',
      appointment: { changes: 2 },
    });
    expect(test.refusal({ type: 'MoveMeeting', ...meeting, appointment: TIMES, reason: 'x' })).toBe('entry-refused');
  });

  it('is concluded when it has been: held, or somebody did not come, upon which there is work', () => {
    const test = openCaseUnderTest(HEARINGS);
    test.do(ARRANGE);
    const conclude = {
      type: 'ConcludeMeeting',
      ...meeting,
      missedBy: ['party.person'],
      reasons: 'Nobody came.',
    } as const;
    expect(test.refusal(conclude)).toBe('entry-refused');
    test.now = '2024-03-10T12:00:00+01:00';
    expect(test.refusal({ ...conclude, missedBy: ['party.company'] })).toBe('entry-refused');
    expect(test.item('again')).toBe('available');
    test.do(conclude);
    expect(test.state?.entries?.['communication.2']).toMatchObject({ status: 'missed', until: '2024-03-10' });
    expect(Object.keys(test.state?.tasks ?? {})).toEqual([expect.stringContaining('again')]);
  });

  it.each([
    ['ends before it begins', { endsAt: '2024-03-10T09:00:00+01:00' }],
    ['has no offset', { startsAt: '2024-03-10T10:00:00' }],
    ['is nowhere', { place: null }],
    ['leads to an address that is not safe', { link: 'http://example.org' }],
  ])('is refused where it %s', (_, given) => {
    expect(openCaseUnderTest(HEARINGS).refusal({ ...ARRANGE, appointment: { ...TIMES, ...given } })).toBe(
      'entry-refused',
    );
  });

  it('is no letter', () => {
    expect(openCaseUnderTest(HEARINGS).refusal({ ...ARRANGE, of: 'letter', channel: 'post' })).toBe('entry-refused');
  });
});
