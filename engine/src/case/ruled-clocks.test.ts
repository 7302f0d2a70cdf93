// Clocks with a rule in a case: commands, pauses that follow from the case file and the plan, warnings, breach, deemed
// outcome, and that the recorded date is the one that its history gives.
import { describe, expect, test } from 'vitest';
import { type HolidayTable, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import { explainDue, reckonClock, whyDue } from '../clocks/clocks.ts';
import { inWords } from '../sentences/sentences.ts';
import type { Assignment } from '../routing/route.ts';
import { type CaseUnderTest, caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import { decide } from './decide.ts';
import { replay } from './evolve.ts';
import { explainClock, movedCaseClocks } from './explain-clock.ts';
import type { ClockState } from './state.ts';
import { EVENT_SHAPE, upcast } from './upcast.ts';

const FOI = `
data:
  receivedOn: { type: date, label: Received on }
  decidedOn: { type: date, label: Decided on }
  awaiting: { type: boolean, label: Waiting for the applicant }
  askedOn: { type: date, label: Asked on }
  answeredOn: { type: date, label: Answered on }
  decision: { type: choice, label: Decision, options: { granted: Granted, refused: Refused } }
forms:
  open: { title: Open, fields: { receivedOn: required } }
plan:
  tasks:
    search: { title: Search, by: officer, required: true }
    consult: { title: Consult, by: officer, manual: true }
    review: { title: Review the refusal, by: officer, entry: [{ after: { field: decision, on: create } }] }
clocks:
  decide:
    title: Decide on access
    kind: deadline
    from: receivedOn
    within: 30 days
    stop: decidedOn
    law: { ref: FOI Act s 15, kind: statute }
    calendar: AU-ACT
    roll: forward
    pauses:
      applicant: { title: Waiting for the applicant, while: awaiting }
      charges: { title: Waiting for the charge, from: askedOn, until: answeredOn }
      consulting: { title: Consulting, during: consult }
      practical-refusal: { title: Consultation, leavesOut: both, law: { ref: s 24AB, kind: statute } }
    extensions:
      agreed: { title: Agreed, by: 30 days, times: 1, law: { ref: s 15AA, kind: statute } }
      further: { title: Further time, when: after-expiry, times: 1, law: { ref: s 15AC, kind: statute } }
    deemed: { outcome: Refused, field: decision, value: refused, law: { ref: s 15AC, kind: statute } }
    warn: ['50%']
    escalate: [{ at: 80%, to: officer }, { at: due, to: officer }]
  acknowledge:
    title: Acknowledge
    kind: deadline
    from: receivedOn
    within: 14 days
    stop: closing
    law: { ref: FOI Act s 15, kind: statute }
`;

function open(receivedOn = '2018-02-09'): CaseUnderTest {
  // The shape of FRAME's zone is Europe/Rome; days are days there as well.
  const test = openCaseUnderTest(FOI, { receivedOn });
  test.now = receivedOn;
  return test;
}

function clock(of: CaseUnderTest, name = 'decide'): ClockState {
  const state = of.state?.clocks[name];
  if (state === undefined) throw new Error('The clock has not started.');
  return state;
}

function timers(of: CaseUnderTest): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(of.state?.timers ?? {}).map(([name, timer]) => [name, timer.dueOn]));
}

describe('a ruled clock', () => {
  test('is due on the day that its law and place say, with timers for its warnings and its end', () => {
    const test = open();
    expect(clock(test)).toMatchObject({
      startedOn: '2018-02-09',
      dueOn: '2018-03-13',
      holidays: SHIPPED_HOLIDAYS.version,
    });
    expect(timers(test)).toEqual({
      'clock:decide': '2018-03-13',
      'clock:decide@50': '2018-02-24',
      'clock:decide@80': '2018-03-05',
      'clock:acknowledge': '2018-02-23',
    });
    expect(clock(test, 'acknowledge')).toEqual({ startedOn: '2018-02-09', dueOn: '2018-02-23', extendedDays: 0 });
  });

  test('is paused and resumed by command, and has no timer in between', () => {
    const test = open();
    test.now = '2018-02-12';
    test.do({ type: 'SuspendClock', clock: 'decide', pause: 'practical-refusal', reason: 'Too large' });
    expect(clock(test)).toMatchObject({ suspendedBy: ['practical-refusal'] });
    expect(Object.keys(timers(test))).toEqual(['clock:acknowledge']);
    test.now = '2018-02-16';
    const event = test.do({ type: 'ResumeClock', clock: 'decide', pause: 'practical-refusal' });
    expect(event).toMatchObject({ type: 'ClockResumed' });
    // Five days later than Sunday 11 March.
    expect(clock(test).dueOn).toBe('2018-03-16');
    expect(timers(test)).toMatchObject({ 'clock:decide': '2018-03-16' });
  });

  test('is extended within its limits, and refused beyond them in a sentence', () => {
    const test = open();
    test.now = '2018-03-13';
    const extend = { type: 'ExtendClock', clock: 'decide', extension: 'agreed', reason: 'Agreed' } as const;
    expect(test.refusal({ ...extend, by: { count: 31, unit: 'days' } })).toBe('clock-refused');
    test.do({ ...extend, by: { count: 30, unit: 'days' } });
    expect(clock(test).dueOn).toBe('2018-04-10');
    expect(test.events.at(-1)).toMatchObject({ type: 'ClockExtended', days: 28 });
    expect(test.refusal({ ...extend, by: { count: 1, unit: 'days' } })).toBe('clock-refused');
    const other = {
      type: 'ExtendClock',
      clock: 'acknowledge',
      extension: 'agreed',
      by: { count: 1, unit: 'days' },
    } as const;
    expect(test.refusal({ ...other, reason: 'x' })).toBe('clock-refused');
    expect(test.refusal({ ...other, clock: 'constructor', reason: 'x' })).toBe('unknown-clock');
  });

  test('is not extended after it expired, and the refusal carries day and law', () => {
    const test = open();
    const command = {
      type: 'ExtendClock',
      clock: 'decide',
      extension: 'agreed',
      by: { count: 5, unit: 'days' },
      reason: 'x',
    } as const;
    const decision = decide(test.caseType, test.state, command, { occurred: '2018-03-14', actor: 'p1' });
    expect(decision).toMatchObject({
      rejection: {
        code: 'clock-refused',
        problem: 'expired',
        reason: expect.stringContaining('Tuesday 13 March 2018'),
      },
    });
  });

  test('follows a field: paused while it is true', () => {
    const test = open();
    test.now = '2018-02-19';
    test.do({ type: 'RecordData', data: { awaiting: true } });
    expect(clock(test).suspendedBy).toEqual(['applicant']);
    expect(test.refusal({ type: 'ResumeClock', clock: 'decide', pause: 'applicant' })).toBe('clock-refused');
    test.now = '2018-02-26';
    test.do({ type: 'RecordData', data: { awaiting: false } });
    expect(clock(test)).toMatchObject({ dueOn: '2018-03-19' });
    expect(clock(test).suspendedBy).toBe(undefined);
  });

  test('follows a field that is recorded for a day before its last entry, from that entry on', () => {
    const test = open();
    test.now = '2018-02-19';
    const by = { count: 5, unit: 'days' } as const;
    test.do({ type: 'ExtendClock', clock: 'decide', extension: 'agreed', by, reason: 'x' });
    test.now = '2018-02-12';
    test.do({ type: 'RecordData', data: { awaiting: true } });
    test.do({ type: 'RecordData', data: { awaiting: false } });
    expect(
      clock(test)
        .entries?.slice(-2)
        .map(({ at }) => at),
    ).toEqual(['2018-02-19', '2018-02-19']);
    expect(clock(test).dueOn).toBe('2018-03-16');
    test.now = '2018-03-16';
    test.do({ type: 'FireTimer', timer: 'clock:decide' });
    // The refusal stands from the next day, and what is recorded on the last day is recorded all the same.
    test.do({ type: 'RecordData', data: { awaiting: true } });
    expect(clock(test)).toMatchObject({ deemed: 'Refused', dueOn: '2018-03-16' });
  });

  test('follows two dates, and a corrected date corrects the pause', () => {
    const test = open();
    test.now = '2018-02-26';
    test.do({ type: 'RecordData', data: { askedOn: '2018-02-19', answeredOn: '2018-02-26' } });
    expect(clock(test).dueOn).toBe('2018-03-19');
    test.do({ type: 'RecordData', data: { answeredOn: '2018-02-24' } });
    expect(clock(test).dueOn).toBe('2018-03-16');
    test.do({ type: 'RecordData', data: { askedOn: null, answeredOn: null } });
    expect(clock(test).dueOn).toBe('2018-03-13');
  });

  test('follows the plan: paused while a task is active', () => {
    const test = open();
    test.now = '2018-02-19';
    test.do({ type: 'StartTask', task: 'consult' });
    expect(clock(test).suspendedBy).toEqual(['consulting']);
    test.now = '2018-02-26';
    test.complete('consult');
    expect(clock(test).dueOn).toBe('2018-03-19');
  });

  test('starts anew when the date of receipt is corrected, keeping its pauses', () => {
    const test = open();
    test.now = '2018-02-26';
    test.do({ type: 'RecordData', data: { askedOn: '2018-02-19', answeredOn: '2018-02-26' } });
    test.do({ type: 'RecordData', data: { receivedOn: '2018-02-08' } });
    expect(clock(test)).toMatchObject({ startedOn: '2018-02-08', dueOn: '2018-03-19' });
    expect(clock(test).entries?.[0]).toEqual({ type: 'started', at: '2018-02-08' });
  });

  test('warns once at each share, says to whom, and warns again when the period was extended', () => {
    const test = open();
    test.now = '2018-03-05';
    expect(test.do({ type: 'FireTimer', timer: 'clock:decide@50' })).not.toHaveProperty('to');
    expect(test.do({ type: 'FireTimer', timer: 'clock:decide@80' })).toMatchObject({
      type: 'ClockWarned',
      share: 80,
      to: ['officer'],
    });
    expect(test.refusal({ type: 'FireTimer', timer: 'clock:decide@80' })).toBe('timer-not-set');
    test.complete('search');
    expect(clock(test).warned).toEqual([50, 80]);
    test.do({
      type: 'ExtendClock',
      clock: 'decide',
      extension: 'agreed',
      by: { count: 30, unit: 'days' },
      reason: 'x',
    });
    expect(timers(test)).toMatchObject({ 'clock:decide@80': '2018-03-29' });
  });

  test('when it passes, the law takes the case as decided, and what waits for the decision begins', () => {
    const test = open();
    test.now = '2018-03-13';
    expect(test.do({ type: 'FireTimer', timer: 'clock:decide' })).toMatchObject({
      type: 'ClockBreached',
      to: ['officer'],
    });
    expect(clock(test)).toMatchObject({ breached: true, deemed: 'Refused' });
    expect(test.state?.data['decision']).toBe('refused');
    expect(test.item('review')).toBe('active');
    test.now = '2018-03-20';
    test.do({
      type: 'ExtendClock',
      clock: 'decide',
      extension: 'further',
      by: { count: 20, unit: 'days' },
      reason: 'Allowed',
    });
    expect(clock(test).dueOn).toBe('2018-04-03');
    expect(clock(test)).not.toHaveProperty('breached');
    expect(clock(test)).not.toHaveProperty('deemed');
    expect(timers(test)).toMatchObject({ 'clock:decide': '2018-04-03' });
  });

  test('passes on its day also where a pause between two dates is on record that begins later', () => {
    const late = open();
    late.now = '2018-03-12';
    late.do({ type: 'RecordData', data: { askedOn: '2018-03-16', answeredOn: '2018-04-20' } });
    expect(clock(late).dueOn).toBe('2018-03-13');
    late.now = '2018-03-14';
    late.do({ type: 'FireTimer', timer: 'clock:decide' });
    expect(clock(late)).toMatchObject({ breached: true, deemed: 'Refused', dueOn: '2018-03-13' });
    expect(late.state?.data['decision']).toBe('refused');
    // Nor is it held up by one whose end is not known yet.
    const held = open();
    held.do({ type: 'RecordData', data: { askedOn: '2018-03-16' } });
    expect(clock(held)).not.toHaveProperty('suspendedBy');
    expect(timers(held)).toMatchObject({ 'clock:decide': '2018-03-13' });
    held.do({ type: 'RecordData', data: { askedOn: '2018-03-13' } });
    expect(clock(held)).toMatchObject({ suspendedBy: ['charges'] });
    expect(timers(held)).not.toHaveProperty('clock:decide');
    // As if the dates had been recorded after it.
    const early = open();
    early.now = '2018-03-14';
    early.do({ type: 'FireTimer', timer: 'clock:decide' });
    early.do({ type: 'RecordData', data: { askedOn: '2018-03-16', answeredOn: '2018-04-20' } });
    expect(clock(late).entries).toEqual(clock(early).entries);
  });

  test('is stopped by its field, and its timers with it', () => {
    const test = open();
    test.now = '2018-03-01';
    test.do({ type: 'RecordData', data: { decidedOn: '2018-03-01' } });
    expect(clock(test)).toMatchObject({ stoppedOn: '2018-03-01', dueOn: '2018-03-13' });
    expect(Object.keys(timers(test))).toEqual(['clock:acknowledge']);
    expect(test.refusal({ type: 'SuspendClock', clock: 'decide', pause: 'practical-refusal', reason: 'x' })).toBe(
      'clock-not-running',
    );
  });

  test('whose date is fixed by an order is due on that day', () => {
    const test = open();
    test.now = '2018-02-20';
    expect(test.do({ type: 'ChangeDueDate', clock: 'decide', dueOn: '2018-04-01', reason: 'Order' })).toMatchObject({
      days: 19,
    });
    expect(clock(test).dueOn).toBe('2018-04-01');
    test.do({ type: 'AddNote', text: 'unrelated' });
    expect(clock(test).dueOn).toBe('2018-04-01');
  });
});

describe('the record', () => {
  test('gives the same date when it is reckoned anew from its history, and can be explained', () => {
    const test = open();
    test.now = '2018-02-12';
    test.do({ type: 'SuspendClock', clock: 'decide', pause: 'practical-refusal', reason: 'Too large' });
    test.now = '2018-02-16';
    test.do({ type: 'ResumeClock', clock: 'decide', pause: 'practical-refusal' });
    test.do({
      type: 'ExtendClock',
      clock: 'decide',
      extension: 'agreed',
      by: { count: 10, unit: 'days' },
      reason: 'x',
    });
    const rule = test.caseType.clocks.get('decide')?.rule;
    const stored = JSON.parse(JSON.stringify(replay(test.events))) as typeof test.state;
    expect(stored).toEqual(JSON.parse(JSON.stringify(test.state)));
    if (rule === undefined) throw new Error('no rule');
    const history = { rule, entries: stored?.clocks['decide']?.entries ?? [] };
    expect(reckonClock(history, SHIPPED_HOLIDAYS)).toMatchObject({ reckoning: { dueOn: clock(test).dueOn } });
    const explained = explainDue(history, SHIPPED_HOLIDAYS);
    expect('said' in explained && explained.said.length).toBe(5);
    const why = whyDue(history, SHIPPED_HOLIDAYS);
    expect('causes' in why && why.causes.map(({ cause }) => cause.kind)).toEqual(['pause', 'extension']);
  });

  test('a command for which the calendar has no year is refused with the year', () => {
    const decision = decide(
      caseTypeOf(FOI),
      null,
      { type: 'OpenCase', reference: 'x', data: { receivedOn: '2035-12-20' }, subjects: {} },
      { occurred: '2035-12-20', actor: 'p1' },
    );
    expect(decision).toMatchObject({
      rejection: { code: 'clock-refused', problem: 'calendar-year', reason: expect.stringContaining('2036') },
    });
  });

  test('the table of public holidays is an argument, and its version is recorded', () => {
    const holidays: HolidayTable = {
      ...SHIPPED_HOLIDAYS,
      version: 'mine',
      places: { 'AU-ACT': ['New Day: 2018-03-13'] },
    };
    const command = { type: 'OpenCase', reference: 'x', data: { receivedOn: '2018-02-09' }, subjects: {} } as const;
    const decision = decide(caseTypeOf(FOI), null, command, { occurred: '2018-02-09', actor: 'p1', holidays });
    const changes = 'event' in decision ? decision.event.changes : [];
    expect(changes).toContainEqual(expect.objectContaining({ clock: 'decide' }));
    expect(JSON.stringify(changes)).toContain('"dueOn":"2018-03-12"');
    expect(JSON.stringify(changes)).toContain('"holidays":"mine"');
  });

  test('an event of a clock that was stored before clocks had rules still folds to what it was', () => {
    const stored = [
      {
        type: 'CaseOpened',
        occurred: '2024-03-01',
        caseType: { name: 'x', version: '1.0.0', hash: 'f' },
        reference: 'EX-1',
        team: 'desk',
        parties: {},
        changes: [{ clock: 'answer', is: { startedOn: '2024-03-01', dueOn: '2024-03-29', extendedDays: 0 } }],
      },
      {
        type: 'DueDateChanged',
        occurred: '2024-03-02',
        clock: 'answer',
        days: 14,
        reason: 'x',
        changes: [{ clock: 'answer', is: { startedOn: '2024-03-01', dueOn: '2024-04-12', extendedDays: 14 } }],
      },
      {
        type: 'ClockBreached',
        occurred: '2024-04-12',
        clock: 'answer',
        changes: [{ timer: 'clock:answer', due: null }],
      },
    ] as const;
    expect(replay(stored)?.clocks).toEqual({
      answer: { startedOn: '2024-03-01', dueOn: '2024-04-12', extendedDays: 14 },
    });
  });

  test('of the first shape is read as it is, and of a later shape than ours not at all', () => {
    const stored = { type: 'NoteAdded', occurred: '2024-03-01', text: 'x', changes: [] };
    expect(upcast(1, stored)).toEqual(stored);
    expect(upcast(EVENT_SHAPE, stored)).toEqual(stored);
    for (const shape of [0, EVENT_SHAPE + 1, 1.5, Number.NaN])
      expect(() => upcast(shape, stored)).toThrow(/newer version/);
  });
});

describe('any due date', () => {
  const state = (of: CaseUnderTest): NonNullable<CaseUnderTest['state']> => {
    if (of.state === null) throw new Error('The case is not open.');
    return of.state;
  };
  const asked = (of: CaseUnderTest, name: string): ReturnType<typeof explainClock> =>
    explainClock(of.caseType, state(of), { clock: name, holidays: SHIPPED_HOLIDAYS });

  test('is explained and has causes, also that of a clock of plain days that was moved and stopped', () => {
    const test = open();
    expect(asked(test, 'decide')?.steps).toMatchObject({ dueOn: '2018-03-13' });
    expect(asked(test, 'acknowledge')).toMatchObject({ steps: { dueOn: '2018-02-23' }, why: { causes: [] } });
    test.do({ type: 'ChangeDueDate', clock: 'acknowledge', dueOn: '2018-03-01', reason: 'Agreed' });
    expect(asked(test, 'acknowledge')).toMatchObject({
      steps: { dueOn: '2018-03-01' },
      why: { causes: [{ cause: { kind: 'order' }, otherwise: '2018-02-23' }] },
    });
    test.do({ type: 'CloseCase', outcome: 'done' });
    const steps = asked(test, 'acknowledge')?.steps;
    const said = steps !== undefined && 'said' in steps ? steps.said : [];
    expect(said.map((one) => inWords(one, 'en')).join(' ')).toContain('in time');
    expect(asked(test, 'constructor')).toBe(null);
  });

  test('that another table of public holidays moves is listed with its case', () => {
    const test = open();
    const to: HolidayTable = { ...SHIPPED_HOLIDAYS, version: 'next', places: { 'AU-ACT': [] } };
    const cases = [{ id: 'case-1', caseType: test.caseType, state: state(test) }];
    expect(movedCaseClocks(cases, { from: SHIPPED_HOLIDAYS, to })).toEqual([
      { id: { case: 'case-1', clock: 'decide' }, from: '2018-03-13', to: '2018-03-12' },
    ]);
  });
});

test('an assignment keeps the record of its routing, and refuses one that chose somebody else', () => {
  const test = open();
  const routing: Assignment = {
    table: { name: 't', version: '1' },
    rule: 'r',
    target: { team: 'x' },
    weight: 1,
    person: 'ann',
    outcome: 'assigned',
    givenUp: [],
    candidates: [{ person: 'ann', in: true, against: [], load: 0, capacity: 10 }],
    draw: null,
    problems: [],
  };
  const command = { type: 'AssignTask', task: 'search', assignee: 'ann', routing } as const;
  expect(test.refusal({ ...command, assignee: 'ben' })).toBe('routing-differs');
  expect(test.refusal({ ...command, routing: { ...routing, candidates: [] } })).toBe('routing-differs');
  expect(test.do(command)).toMatchObject({ type: 'TaskAssigned', assignee: 'ann', routing });
});
