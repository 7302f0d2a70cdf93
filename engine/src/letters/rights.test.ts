// What a letter takes from the case type and from a meeting: rights of review of its recipient, and when and where they are asked to come;
// with two people of one name, each by id.
import { describe, expect, it } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import type { Entries } from '../entries/entries.ts';
import { composeLetter, invitationOf } from './letters.ts';

const SOURCE = `
caseType: matter
version: 1.0.0
title: Matter
archetype: legal
reference: M-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head }
parties: { one: { title: One side, subject: true }, other: { title: Other side, subject: true } }
determinations:
  ruling:
    title: Ruling
    by: officer
    delegation: { role: head, instrument: rulings, law: { ref: Care Act s 4, kind: statute } }
    outcomes: { granted: Granted, refused: Refused }
    notify: [one, other]
    review:
      again: { title: Review, body: internal, asks: [one], decidedAs: second, clock: { within: 28 days, law: { ref: Care Act s 9, kind: statute } } }
      court: { title: Appeal, body: internal, asks: [one, agency], decidedAs: second, clock: { within: 5 working days, calendar: GB, law: { ref: Care Act s 10, kind: statute } } }
  second: { title: Second ruling, by: officer, delegation: { role: head, instrument: rulings, law: { ref: Care Act s 4, kind: statute } }, outcomes: { affirmed: Affirmed, set-aside: Set aside }, notify: [one, other], review: {} }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [one, other], by: officer, channels: { post: Post } }
  hearing: { title: Hearing, form: meeting, with: [one, other], by: officer, channels: { room: In a room } }
documents: { letters: { title: Letters, by: officer } }
letters:
  notice:
    title: Notice
    as: notice
    keptAs: letters
    to: [one, other]
    calendar: hearing
    subject: A notice
    body:
      - text: '{recipient}: {meeting.day}, {meeting.starts} to {meeting.ends}, {meeting.place}'
      - rights: { of: ruling, says: '{right.title} within {right.within}.', none: You have none. }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
data: { note: { type: text, label: Note } }
plan: { tasks: { check: { title: Check, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
`;

const checked = checkCaseType(SOURCE, 'a'.repeat(64));
if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
const { caseType } = checked;

const PARTY = { kind: 'party', status: 'current', from: '2026-01-01', until: null } as const;
const NONE = { represents: null, scope: [], replaces: null };
const AHMED = { name: 'Ahmed Ali', phone: null, address: null, language: null, prefers: null, isSafe: true };
const party = (of: string) => ({
  ...{ ...PARTY, of, subject: `${of}-1`, ...NONE },
  contact: { ...AHMED, email: `${of}@people.example`, isSecret: false },
});
const entries: Entries = {
  'party.one': party('one'),
  'party.other': party('other'),
  'communication.3': {
    ...{ kind: 'communication', of: 'hearing', status: 'arranged', from: '2026-05-04', until: null, direction: 'out' },
    ...{ channel: 'room', with: ['party.one', 'party.other'], subject: 'The debts of Ahmed', content: null },
    ...{ answers: null, writtenBy: [], approved: null, reasons: null },
    appointment: {
      ...{ startsAt: '2026-05-04T10:00:00+02:00', endsAt: '2026-05-04T11:30:00+02:00', place: 'Room 4', link: null },
      ...{ interpreter: 'ar', changes: 2, missedBy: [] },
    },
  },
};
const state = { data: {}, parties: {}, opened: '2026-01-01', clocks: {}, reference: 'M-1', entries };

function partsFor(recipient: string): readonly object[] {
  const asked = { letter: 'notice', recipient, now: '2026-03-01T08:00:00Z', agency: 'Town', isGone: () => false };
  const made = composeLetter(caseType, state, asked);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  expect(made.meeting).toEqual({ entry: 'communication.3', changes: 2 });
  return made.letter.parts;
}

describe('a letter to one of two people of one name', () => {
  it('says when and where the meeting is, and the rights of that one alone', () => {
    const says = { part: 'paragraph', text: 'Ahmed Ali: 4 May 2026, 10:00 to 11:30, Room 4' };
    const items = ['Review within 28 days.', 'Appeal within 5 working days.'];
    expect(partsFor('party.one')).toEqual([says, { part: 'list', isOrdered: false, items }]);
    expect(partsFor('party.other')).toEqual([says, { part: 'paragraph', text: 'You have none.' }]);
  });

  it('asks that one to the meeting by id, and tells nobody else’s name, nor what it is about', () => {
    const agency = { name: 'Town', email: 'desk@town.example' };
    const asked = { caseId: 'c1', meeting: 'communication.3', agency, now: '2026-03-01T08:00:00Z' };
    expect(invitationOf(caseType, state, { ...asked, party: 'party.other' })).toMatchObject({
      ...{ method: 'REQUEST', uid: 'c1.communication.3.party.other@town.example', sequence: 2, words: 'Arabic' },
      ...{ summary: 'Hearing (M-1)', attendee: { name: 'Ahmed Ali', email: 'other@people.example' } },
    });
    const own = invitationOf(caseType, state, { ...asked, party: null });
    expect(own).toMatchObject({ method: 'PUBLISH', attendee: null });
    expect(JSON.stringify(own)).not.toMatch(/Ahmed|people\.example/);
    expect(invitationOf(caseType, state, { ...asked, party: 'party.nobody' })).toBeNull();
  });
});
