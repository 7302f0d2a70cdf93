// Clocks that the plan begins and stops, and clocks with several ends: the first of them counts, and what the plan did is kept.
import { describe, expect, test } from 'vitest';
import { whatFollows } from '../definition/definition.ts';
import { caseTypeOf, type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';

function caseWith(extra: string): string {
  const rest = `kind: deadline, within: 10 days, law: { ref: Test, kind: policy }${extra}`;
  return `
data:
  answeredOn: { type: date, label: Answered on }
  heardOn: { type: date, label: Heard on }
forms: { open: { title: Open, fields: { answeredOn: optional } } }
plan:
  tasks:
    triage: { title: Triage, by: officer, repeat: true }
    send: { title: Send, by: officer, repeat: true }
  milestones: { grave: { title: Grave, entry: [{ after: { field: heardOn, on: create } }] } }
  listeners: { called: { title: Called } }
clocks:
  answer: { title: Answer, from: { item: triage }, stop: { item: send }, ${rest} }
  plan: { title: Plan, from: { item: grave }, stop: [answeredOn, { item: called }, closing], ${rest} }
  reply: { title: Reply, from: heardOn, stop: [answeredOn, closing], ${rest} }
`;
}

function clock(on: CaseUnderTest, name: string): unknown {
  const { startedOn, dueOn, stoppedOn = null } = on.state?.clocks[name] ?? {};
  return [startedOn, dueOn, stoppedOn];
}

describe.each([
  ['plain days', ''],
  ['a rule', ', calendar: AU-ACT, roll: none'],
])('a clock of %s', (_, extra) => {
  test('begins and stops when a task is completed, the first time', () => {
    const on = openCaseUnderTest(caseWith(extra));
    on.complete('send');
    expect(on.state?.clocks).toEqual({});
    on.now = '2024-03-04';
    on.complete('triage');
    expect(clock(on, 'answer')).toEqual(['2024-03-04', '2024-03-14', null]);
    expect(on.state?.timers['clock:answer']?.dueOn).toBe('2024-03-14');
    on.now = '2024-03-06';
    on.complete('triage#2');
    expect(clock(on, 'answer')).toEqual(['2024-03-04', '2024-03-14', null]);
    on.complete('send#2');
    expect(clock(on, 'answer')).toEqual(['2024-03-04', '2024-03-14', '2024-03-06']);
    on.now = '2024-03-08';
    on.complete('send#3');
    expect(clock(on, 'answer')).toEqual(['2024-03-04', '2024-03-14', '2024-03-06']);
    expect(on.state?.timers['clock:answer']).toBe(undefined);
  });

  test('stops by the first of several, a day that is corrected among them', () => {
    const on = openCaseUnderTest(caseWith(extra));
    on.do({ type: 'RecordData', data: { heardOn: '2024-03-01' } });
    on.now = '2024-03-05';
    on.do({ type: 'RecordData', data: { answeredOn: '2024-03-05' } });
    expect(clock(on, 'plan')).toEqual(['2024-03-01', '2024-03-11', '2024-03-05']);
    on.do({ type: 'RecordData', data: { answeredOn: '2024-03-04' } });
    expect([clock(on, 'plan'), clock(on, 'reply')]).toEqual([
      ['2024-03-01', '2024-03-11', '2024-03-04'],
      ['2024-03-01', '2024-03-11', '2024-03-04'],
    ]);
    on.do({ type: 'RecordData', data: { answeredOn: null } });
    expect(clock(on, 'plan')).toEqual(['2024-03-01', '2024-03-11', null]);
    on.now = '2024-03-06';
    on.do({ type: 'OccurListener', listener: 'called', data: {} });
    on.now = '2024-03-07';
    on.do({ type: 'RecordData', data: { answeredOn: '2024-03-07' } });
    expect(clock(on, 'plan')).toEqual(['2024-03-01', '2024-03-11', '2024-03-06']);
    expect(clock(on, 'reply')).toEqual(['2024-03-01', '2024-03-11', '2024-03-07']);
  });

  test('does not run on after the closing', () => {
    const on = openCaseUnderTest(caseWith(extra));
    on.do({ type: 'RecordData', data: { heardOn: '2024-03-01' } });
    on.now = '2024-03-05';
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect([clock(on, 'plan'), clock(on, 'reply')]).toEqual([
      ['2024-03-01', '2024-03-11', '2024-03-05'],
      ['2024-03-01', '2024-03-11', '2024-03-05'],
    ]);
    expect(Object.keys(on.state?.timers ?? {})).toEqual([]);
  });

  test('tells of what its items follow from', () => {
    const caseType = caseTypeOf(caseWith(extra));
    expect([...(whatFollows(caseType).clocks.get('plan') ?? [])].toSorted()).toEqual(['answeredOn', 'heardOn']);
  });

  test('names items that there are', () => {
    expect(() => caseTypeOf(caseWith(extra).replace('item: send', 'item: sent'))).toThrow(
      'There is no plan item “sent”',
    );
    expect(() => caseTypeOf(caseWith(extra).replace('[answeredOn, closing]', '[answerdOn]'))).toThrow('answerdOn');
  });
});
