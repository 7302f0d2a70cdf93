// Events in plain words.
import { describe, expect, test } from 'vitest';
import { openCaseUnderTest, type CaseUnderTest } from '../case/case-under-test.ts';
import type { CaseEvent } from '../case/events.ts';
import { describeEvent, type ActivityWords } from './activity.ts';
import { plainDate } from './plain-value.ts';

const PART = `
data:
  note:     { type: text, label: Note, purpose: Test }
  urgent:   { type: boolean, label: Urgent, purpose: Test }
  channel:  { type: choice, label: Came by, options: { post: By post, counter: At the counter }, purpose: Test }
  askedOn:  { type: date, label: Asked on, purpose: Test }
forms: { open: { title: Open, fields: { note: optional, channel: optional } } }
plan:
  tasks:
    look: { title: Look into it, by: officer, dueWithinDays: 10 }
    call: { title: Call back, by: officer, manual: true, repeat: true }
  milestones:
    looked: { title: Looked into, entry: [ { after: look } ] }
  listeners:
    withdrawn: { title: Withdrawn by the asker }
  timers:
    remind: { title: Reminder, entry: [ { after: look } ], due: 'date("2026-03-06")' }
clocks:
  answer: { title: Time to answer, kind: deadline, from: askedOn, within: 30 days, stop: closing, law: { ref: Section 3, kind: statute } }
`;

const names: Readonly<Record<string, string>> = { p7: 'Anna Ricci' };

function tell(of: CaseUnderTest, event: CaseEvent): ActivityWords {
  return describeEvent(of.caseType, event, { nameOf: (person) => names[person] ?? person, parts: null });
}

function opened(): CaseUnderTest {
  return openCaseUnderTest(PART, { note: 'About a bench.', channel: 'counter' });
}

describe('an event', () => {
  test('of opening tells the reference, the data and what is to do', () => {
    const of = opened();
    const words = tell(of, of.events[0]!);
    expect(words.title).toBe('Case opened');
    expect(words.detail).toEqual(
      expect.arrayContaining(['Note: About a bench.', 'Came by: At the counter', 'May be done now: Call back']),
    );
    expect(words.detail.join('\n')).toMatch(/^Reference .+$/m);
    expect(words.detail.join('\n')).toMatch(/^To do now: Look into it, by \d+ [A-Z][a-z]+ \d{4}$/m);
  });

  test('of a wall that rules suggested tells why, each reason once, in the order of the rules', () => {
    const of = opened();
    const because = [
      ...(['sub-1', 'case'] as const).map((basis) => ({ rule: 'interest' as const, basis })),
      { rule: 'kin' as const, basis: 'case' },
    ];
    const words = tell(of, of.do({ type: 'SuggestWall', person: 'p7', because }));
    expect(words.title).toBe('Wall suggested for Anna Ricci');
    expect(words.detail).toEqual([
      'By a rule: the case is declared to be that of kin of theirs',
      'By a rule: they declared an interest in the case or in a party of it',
    ]);
  });

  test('of completing names the task once and tells what followed', () => {
    const of = opened();
    const words = tell(of, of.do({ type: 'CompleteTask', task: 'look', data: {} }));
    expect(words.title).toBe('Completed: Look into it');
    expect(words.detail).toContain('Reached: Looked into');
    expect(words.detail.filter((line) => line.includes('Look into it'))).toEqual([]);
  });

  test('of data tells labels and plain values, and the clock that started', () => {
    const of = opened();
    const words = tell(of, of.do({ type: 'RecordData', data: { askedOn: '2026-03-01', urgent: true, note: null } }));
    expect(words).toEqual({
      title: 'Details recorded',
      detail: ['Asked on: 1 March 2026', 'Urgent: Yes', 'Note: removed', 'Time to answer: due on 31 March 2026'],
    });
  });

  test('of other public holidays names the table, and each date before and after', () => {
    const of = opened();
    const is = { startedOn: '2026-03-01', dueOn: '2026-04-01', extendedDays: 0, holidays: 'act-2' };
    const words = tell(of, {
      ...{ type: 'ClocksRecounted', occurred: '2026-03-02', holidays: 'act-2' },
      moved: [{ clock: 'answer', from: '2026-03-31', to: '2026-04-01' }],
      changes: [{ clock: 'answer', is }],
    });
    expect(words).toEqual({
      title: 'Public holidays changed',
      detail: [
        'Counted anew by the holiday table act-2',
        'Time to answer: was due on 31 March 2026',
        'Time to answer: due on 1 April 2026',
      ],
    });
  });

  test('of an assignment names the person, and a return to the team', () => {
    const of = opened();
    expect(tell(of, of.do({ type: 'AssignTask', task: 'look', assignee: 'p7' })).title).toBe(
      'Assigned to Anna Ricci: Look into it',
    );
    expect(tell(of, of.do({ type: 'AssignTask', task: 'look', assignee: null })).title).toBe(
      'Returned to the team: Look into it',
    );
  });

  test('of a moved due date tells by how much and why', () => {
    const of = opened();
    of.do({ type: 'RecordData', data: { askedOn: '2026-03-01' } });
    const words = tell(
      of,
      of.do({ type: 'ChangeDueDate', clock: 'answer', dueOn: '2026-04-01', reason: 'Waiting for papers.' }),
    );
    expect(words).toEqual({
      title: 'Due date changed: Time to answer',
      detail: ['1 day later', 'Reason: Waiting for papers.', 'Time to answer: due on 1 April 2026'],
    });
    expect(
      tell(of, of.do({ type: 'ChangeDueDate', clock: 'answer', dueOn: '2026-03-30', reason: 'x' })).detail[0],
    ).toBe('2 days earlier');
  });

  test('of a note shows its lines, and of closing its outcome', () => {
    const of = opened();
    expect(tell(of, of.do({ type: 'AddNote', text: 'Called.\nNo answer.' }))).toEqual({
      title: 'Note',
      detail: ['Called.', 'No answer.'],
    });
    expect(tell(of, of.do({ type: 'CloseCase', outcome: 'done' })).title).toBe('Case closed: Done');
  });

  test('of a timer is told by its title', () => {
    const of = opened();
    of.complete('look');
    of.now = '2026-03-06';
    expect(tell(of, of.do({ type: 'FireTimer', timer: 'remind' }))).toEqual({
      title: 'Time reached: Reminder',
      detail: [],
    });
  });

  test('of a repetition carries its number', () => {
    const of = opened();
    of.do({ type: 'CompleteTask', task: 'call', data: {} });
    expect(tell(of, of.do({ type: 'CompleteTask', task: 'call#2', data: {} })).title).toBe('Completed: Call back (2)');
  });

  test('of a listener, and of a deadline that passed, is told by its title', () => {
    const of = opened();
    expect(tell(of, of.do({ type: 'OccurListener', listener: 'withdrawn', data: {} })).title).toBe(
      'Withdrawn by the asker',
    );
    of.do({ type: 'RecordData', data: { askedOn: '2026-03-01' } });
    of.now = '2026-04-02';
    expect(tell(of, of.do({ type: 'FireTimer', timer: 'clock:answer' })).title).toBe('Due date passed: Time to answer');
  });
});

test.each([
  ['2007-03-16', '16 March 2007'],
  ['2011-10-11T13:45:40.276+02:00', '11 October 2011, 13:45 (+02:00)'],
  ['2011-10-11T13:45:40Z', '11 October 2011, 13:45 (UTC)'],
  ['2011-13-11', '2011-13-11'],
  ['soon', 'soon'],
])('%s reads as %s', (occurred, words) => {
  expect(plainDate(occurred)).toBe(words);
});

describe('an event of before a move to another version', () => {
  const note = PART.replace('version: 1.0.0', 'version: 2.0.0');
  const of = opened();
  const restricted = openCaseUnderTest(
    `${note}access: { manage: officer, sections: [{ name: closed, title: Closed, fields: [note], readers: [officer] }] }`,
  ).caseType;
  const now = { ...restricted, hash: 'e'.repeat(64) };
  const [first] = of.events;
  if (first === undefined) throw new Error('Nothing happened.');
  const nameOf = (person: string): string => person;

  test('tells nothing to whoever may not read by now what it had in a part that was open then', () => {
    const words = describeEvent(of.caseType, first, { nameOf, parts: new Set(['general']), now });
    expect(words).toEqual({ title: 'Something that you may not read', detail: [], hidden: true });
  });

  test('tells its own words to whoever may read all of the case', () => {
    const words = describeEvent(of.caseType, first, { nameOf, parts: new Set(['general', 'closed']), now });
    expect(words.detail).toContain('Note: About a bench.');
  });
});
