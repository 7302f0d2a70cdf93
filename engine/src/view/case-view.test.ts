// What a person sees of a case, at each turn of its life.
import { describe, expect, test } from 'vitest';
import { openCaseUnderTest, type CaseUnderTest } from '../case/case-under-test.ts';
import { viewCase, type CaseFace } from './case-view.ts';

const DESK = `
data:
  name:     { type: text, label: Name, purpose: To write back }
  channel:  { type: choice, label: Came by, options: { post: By post, counter: At the counter }, purpose: Statistics }
  askedOn:  { type: date, label: Asked on, hint: As on the letter, purpose: Starts the period }
  secret:   { type: text, label: Never asked, purpose: Test }
forms:
  open: { title: Open, fields: { name: required, channel: optional } }
  look: { title: Look into it, fields: { name: required, askedOn: optional } }
plan:
  stages:
    check:
      title: Check
      tasks:
        look: { title: Look into it, by: officer, form: look, dueWithinDays: 10 }
        call: { title: Call back, by: officer, manual: true, repeat: true }
  tasks:
    file: { title: File it, by: officer, entry: [ { after: look } ] }
  milestones:
    looked: { title: Looked into, entry: [ { after: look } ] }
clocks:
  answer: { title: Time to answer, kind: deadline, from: askedOn, within: 30 days, stop: closing, law: { ref: Section 3, kind: statute } }
closing: { by: officer, outcomes: { done: Done, dropped: Dropped }, afterwards: [ file ] }
`;

function openDesk(): CaseUnderTest {
  return openCaseUnderTest(DESK, { name: 'Maria Bianchi', channel: 'post' });
}

function see(of: CaseUnderTest, { today = '2026-03-10', role = 'officer' } = {}): CaseFace {
  if (of.state === null) throw new Error('The case is not open.');
  return viewCase(of.caseType, of.state, { caseId: 'c1', today, mayDo: (asked) => asked === role, parts: null });
}

const task = (view: CaseFace, id: string) => view.tasks.find((candidate) => candidate.task === id);

describe('the face of a case', () => {
  test('shows the facts that are known, in the order of the case type, with their labels', () => {
    expect(see(openDesk()).facts).toEqual([
      { field: 'name', label: 'Name', kind: 'text', value: 'Maria Bianchi' },
      { field: 'channel', label: 'Came by', kind: 'choice', value: 'post', shown: 'By post' },
    ]);
  });

  test('shows what is to do, what may be done and what waits', () => {
    const view = see(openDesk());
    expect(task(view, 'look')).toMatchObject({
      standing: 'to-do',
      by: 'Officer',
      mayDo: true,
      dueOn: expect.any(String),
    });
    expect(task(view, 'call')).toMatchObject({ standing: 'optional', mayDo: true, form: null });
    expect(task(view, 'file')).toMatchObject({ standing: 'waiting', mayDo: false, form: null });
  });

  test('fills a form with what is known and shows only the fields that the form asks for', () => {
    const form = task(see(openDesk()), 'look')?.form;
    expect(form?.fields).toMatchObject([
      { field: 'name', required: true, value: 'Maria Bianchi' },
      { field: 'askedOn', required: false, hint: 'As on the letter', purpose: 'Starts the period' },
    ]);
    expect(form?.fields[1]).not.toHaveProperty('value');
  });

  test('gives a form and a way to close only to whoever holds the role', () => {
    const view = see(openDesk(), { role: 'clerk' });
    expect(view.tasks.map(({ mayDo, form }) => [mayDo, form])).toEqual(view.tasks.map(() => [false, null]));
    expect(view.closing.mayClose).toBe(false);
    expect(see(openDesk()).closing).toEqual({
      mayClose: true,
      outcomes: [
        { value: 'done', label: 'Done' },
        { value: 'dropped', label: 'Dropped' },
      ],
    });
  });

  test('lists the plan by stage, with depth, and repetitions after each other with their number', () => {
    const desk = openDesk();
    desk.do({ type: 'CompleteTask', task: 'call', data: {} });
    desk.do({ type: 'CompleteTask', task: 'call#2', data: {} });
    expect(see(desk).plan.map(({ item, title, depth }) => [item, title, depth])).toEqual(
      expect.arrayContaining([
        ['check', 'Check', 0],
        ['look', 'Look into it', 1],
        ['call', 'Call back', 1],
        ['call#2', 'Call back (2)', 1],
        ['call#3', 'Call back (3)', 1],
        ['file', 'File it', 0],
      ]),
    );
    const order = see(desk).plan.map(({ item }) => item);
    expect(order.indexOf('look')).toBeGreaterThan(order.indexOf('check'));
    expect(order.indexOf('call#2')).toBe(order.indexOf('call') + 1);
  });

  test('shows the assignee of a task', () => {
    const desk = openDesk();
    desk.do({ type: 'AssignTask', task: 'look', assignee: 'p7' });
    expect(task(see(desk), 'look')?.assignee).toBe('p7');
  });

  test('of a closed case shows how it ended and what may still be done', () => {
    const desk = openDesk();
    desk.do({ type: 'CompleteTask', task: 'look', data: { name: 'Maria Bianchi' } });
    desk.do({ type: 'CloseCase', outcome: 'done' });
    const view = see(desk);
    expect(view).toMatchObject({ status: 'closed', outcome: 'Done', closing: { mayClose: false } });
    expect(view.tasks.filter(({ mayDo }) => mayDo).map((one) => one.task)).toEqual(['file']);
  });
});

describe('a clock', () => {
  const running = () => {
    const desk = openDesk();
    desk.do({ type: 'CompleteTask', task: 'look', data: { name: 'Maria Bianchi', askedOn: '2026-03-01' } });
    return desk;
  };

  test('runs to the end of its last day and is overdue on the next', () => {
    expect(see(running(), { today: '2026-03-31' }).clocks).toEqual([
      {
        clock: 'answer',
        title: 'Time to answer',
        kind: 'deadline',
        startedOn: '2026-03-01',
        dueOn: '2026-03-31',
        days: 30,
        extendedDays: 0,
        stoppedOn: null,
        standing: 'running',
        law: 'Section 3',
      },
    ]);
    expect(see(running(), { today: '2026-04-01' }).clocks[0]?.standing).toBe('overdue');
  });

  test('is met or late by the day on which it stopped', () => {
    for (const [closedOn, standing] of [
      ['2026-03-31', 'met'],
      ['2026-04-01', 'late'],
    ] as const) {
      const desk = running();
      desk.now = closedOn;
      desk.do({ type: 'CloseCase', outcome: 'done' });
      expect(see(desk, { today: '2026-06-01' }).clocks[0]).toMatchObject({ stoppedOn: closedOn, standing });
    }
  });

  test('does not show before it starts', () => {
    expect(see(openDesk()).clocks).toEqual([]);
  });
});
