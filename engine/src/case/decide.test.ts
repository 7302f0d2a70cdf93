// The decider on small case types: refusals, timers, clocks, closing, and that a replay gives the same state.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseTypeOf, openCaseUnderTest, type CaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { replay } from './evolve.ts';

const NOTICE = `
data:
  notifiedOn: { type: date, label: Notified, purpose: Test }
  appealOn: { type: date, label: Appealed, purpose: Test }
  late: { type: boolean, label: Late, purpose: Test, derived: 'appealOn > notifiedOn + duration("P60D")' }
  penalty: { type: boolean, label: Penalty, purpose: Test }
forms:
  open: { title: Open, fields: { notifiedOn: optional } }
  notify: { title: Notify, fields: { notifiedOn: required } }
  appeal: { title: Appeal, fields: { appealOn: required } }
plan:
  tasks:
    notify: { title: Notify, by: officer, form: notify }
    appeal: { title: Appeal, by: officer, form: appeal, manual: true }
    collect: { title: Collect, by: officer, manual: true, entry: [ { after: penalty-due } ] }
  timers:
    penalty-due: { title: Penalty, entry: [ { after: notify } ], due: 'notifiedOn + duration("P60D")', sets: { penalty: 'true' } }
clocks:
  answer: { title: Answer, kind: deadline, from: notifiedOn, within: 30 days, stop: closing, law: { ref: Test Act, kind: statute } }
  appeal: { title: Appeal, kind: window, from: notifiedOn, within: 60 days, stop: appealOn, law: { ref: Test Act, kind: statute } }
closing: { by: officer, outcomes: { paid: Paid }, afterwards: [collect] }
`;

const compiled = caseTypeOf(NOTICE);

function notified(): CaseUnderTest {
  const test = openCaseUnderTest(compiled);
  test.now = '2024-01-31';
  test.complete('notify', { notifiedOn: '2024-01-31' });
  return test;
}

describe('timers', () => {
  it('are set from the case file and fire at the end of their day in the zone of the case type', () => {
    const test = notified();
    expect(test.state?.timers['penalty-due']).toEqual({ dueOn: '2024-03-31', dueAt: '2024-03-31T21:59:59.999Z' });
  });

  it('refuse to fire early, fire once, and let the plan go on', () => {
    const test = notified();
    test.now = '2024-03-30';
    expect(test.refusal({ type: 'FireTimer', timer: 'penalty-due' })).toBe('timer-not-due');
    test.now = '2024-03-31';
    test.do({ type: 'FireTimer', timer: 'penalty-due' });
    expect([test.state?.data['penalty'], test.item('collect')]).toEqual([true, 'enabled']);
    expect(test.refusal({ type: 'FireTimer', timer: 'penalty-due' })).toBe('timer-not-set');
  });

  it('that occur again do so as long after the last time as they say, however late they fired', () => {
    const recurring = NOTICE.replace('P60D")\', sets', 'P60D")\', every: P7D, times: 3, sets');
    const test = openCaseUnderTest(caseTypeOf(recurring));
    test.now = '2024-01-31';
    test.complete('notify', { notifiedOn: '2024-01-31' });
    test.now = '2024-04-02';
    test.do({ type: 'FireTimer', timer: 'penalty-due' });
    expect(test.state?.timers).toMatchObject({ 'penalty-due#2': { dueAt: '2024-04-07T21:59:59.999Z' } });
    test.now = '2024-04-08';
    test.do({ type: 'FireTimer', timer: 'penalty-due#2' });
    expect(test.state?.timers).toMatchObject({ 'penalty-due#3': { dueAt: '2024-04-14T21:59:59.999Z' } });
    test.now = '2024-04-15';
    test.do({ type: 'FireTimer', timer: 'penalty-due#3' });
    expect(Object.keys(test.state?.timers ?? {}).filter((timer) => timer.startsWith('penalty'))).toEqual([]);
  });
});

describe('clocks', () => {
  it('start from their field, breach at the end of the due day and say so once', () => {
    const test = notified();
    expect(test.state?.clocks['answer']).toEqual({ startedOn: '2024-01-31', dueOn: '2024-03-01', extendedDays: 0 });
    test.now = '2024-03-01T23:59:59.999+01:00';
    expect(test.do({ type: 'FireTimer', timer: 'clock:answer' }).type).toBe('ClockBreached');
    expect(test.state?.clocks['answer']?.breached).toBe(true);
    expect(test.state?.timers['clock:answer']).toBeUndefined();
  });

  it('move with an extension and stop with the closing of the case', () => {
    const test = notified();
    const event = test.do({ type: 'ChangeDueDate', clock: 'answer', dueOn: '2024-03-15', reason: 'Complex' });
    expect(event).toMatchObject({ type: 'DueDateChanged', days: 14 });
    expect(test.state?.timers['clock:answer']?.dueOn).toBe('2024-03-15');
    test.now = '2024-03-10';
    test.do({ type: 'CloseCase', outcome: 'paid' });
    expect(test.state?.clocks['answer']).toEqual({
      startedOn: '2024-01-31',
      dueOn: '2024-03-15',
      extendedDays: 14,
      stoppedOn: '2024-03-10',
    });
    expect(test.state?.timers['clock:answer']).toBeUndefined();
  });

  it('stop a window when the field is recorded, also before it began', () => {
    const test = openCaseUnderTest(NOTICE);
    test.complete('appeal', { appealOn: '2024-01-10' });
    expect(test.state?.clocks['appeal']).toBeUndefined();
    test.complete('notify', { notifiedOn: '2024-01-20' });
    expect(test.state?.clocks['appeal']).toMatchObject({ startedOn: '2024-01-20', stoppedOn: '2024-01-10' });
    expect(test.state?.data['late']).toBe(false);
  });
});

describe('closing', () => {
  it('ends the plan save what may be finished afterwards', () => {
    const test = notified();
    test.now = '2024-04-02';
    test.do({ type: 'FireTimer', timer: 'penalty-due' });
    test.do({ type: 'CloseCase', outcome: 'paid' });
    expect([test.state?.status, test.item('appeal'), test.item('collect')]).toEqual([
      'closed',
      'terminated',
      'enabled',
    ]);
    test.complete('collect');
    expect(test.refusal({ type: 'CompleteTask', task: 'appeal', data: {} })).toBe('case-closed');
    expect(test.refusal({ type: 'RecordData', data: { penalty: false } })).toBe('case-closed');
    expect(test.refusal({ type: 'CloseCase', outcome: 'paid' })).toBe('case-closed');
    expect(test.refusal({ type: 'AddNote', text: 'Filed' })).toBeNull();
  });
});

describe('refusals', () => {
  it('name what is wrong', () => {
    const test = notified();
    const refusals: [CaseCommand, string][] = [
      [{ type: 'OpenCase', reference: 'X', data: {}, subjects: {} }, 'case-exists'],
      [{ type: 'CompleteTask', task: 'nothing', data: {} }, 'unknown-item'],
      [{ type: 'CompleteTask', task: 'penalty-due', data: {} }, 'wrong-kind'],
      [{ type: 'CompleteTask', task: 'notify', data: { notifiedOn: '2024-02-01' } }, 'not-available'],
      [{ type: 'CompleteTask', task: 'appeal', data: {} }, 'invalid-data'],
      [{ type: 'CompleteTask', task: 'appeal', data: { appealOn: '2024-02-30' } }, 'invalid-data'],
      [{ type: 'CompleteTask', task: 'appeal', data: { appealOn: '2024-02-01', penalty: true } }, 'invalid-data'],
      [{ type: 'StartTask', task: 'collect' }, 'not-available'],
      [{ type: 'FireTimer', timer: 'no-such' }, 'timer-not-set'],
      [{ type: 'ChangeDueDate', clock: 'no-such', dueOn: '2024-05-01', reason: 'r' }, 'unknown-clock'],
      [{ type: 'CloseCase', outcome: 'no-such' }, 'unknown-outcome'],
      [{ type: 'RecordData', data: {} }, 'nothing-to-do'],
      [{ type: 'AssignTask', task: 'notify', assignee: 'p2' }, 'not-available'],
    ];
    for (const [command, code] of refusals) expect(test.refusal(command), JSON.stringify(command)).toBe(code);
  });
});

describe('a replay', () => {
  it('gives the same bytes as the live state, whatever was tried', () => {
    const command = fc.oneof(
      fc.constant<CaseCommand>({ type: 'CompleteTask', task: 'notify', data: { notifiedOn: '2024-01-31' } }),
      fc.constant<CaseCommand>({ type: 'CompleteTask', task: 'appeal', data: { appealOn: '2024-02-20' } }),
      fc.constant<CaseCommand>({ type: 'CompleteTask', task: 'collect', data: {} }),
      fc.constant<CaseCommand>({ type: 'FireTimer', timer: 'penalty-due' }),
      fc.constant<CaseCommand>({ type: 'FireTimer', timer: 'clock:answer' }),
      fc.constant<CaseCommand>({ type: 'CloseCase', outcome: 'paid' }),
      fc.constant<CaseCommand>({ type: 'AssignTask', task: 'notify', assignee: 'p2' }),
      fc.constant<CaseCommand>({ type: 'RecordData', data: { notifiedOn: '2024-02-02' } }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), fc.boolean(), (commands, late) => {
        const test = openCaseUnderTest(compiled);
        test.now = late ? '2024-06-01' : '2024-02-01';
        for (const each of commands) if (test.refusal(each) === null) test.do(each);
        expect(JSON.stringify(replay(test.events))).toBe(JSON.stringify(test.state));
      }),
      { numRuns: 500 },
    );
  });
});

describe('listeners', () => {
  it('that repeat hear the next time as well, and others only once', () => {
    const test = openCaseUnderTest(
      caseTypeOf(`
data: { note: { type: text, label: Note } }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks: { act: { title: Act, by: officer, repeat: true, entry: [{ after: call }, { after: end }] } }
  listeners: { call: { title: Call, repeat: true }, end: { title: End } }
`),
    );
    test.do({ type: 'OccurListener', listener: 'call', data: {} });
    test.complete('act');
    test.do({ type: 'OccurListener', listener: 'call', data: {} });
    expect([test.item('act#2'), test.item('call#3')]).toEqual(['active', 'available']);
    test.do({ type: 'OccurListener', listener: 'end', data: {} });
    expect(test.refusal({ type: 'OccurListener', listener: 'end', data: {} })).toBe('not-available');
  });
});
