// Clocks counted anew by another table of public holidays: which move, what is recorded, and that no timer fires by a
// table that was replaced.
import { describe, expect, test } from 'vitest';
import { type HolidayTable, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { decide, type Decision } from './decide.ts';
import { evolve, replay } from './evolve.ts';
import type { CaseState } from './state.ts';

const TWO_CLOCKS = `
data:
  receivedOn: { type: date, label: Received on }
  answeredOn: { type: date, label: Answered on }
forms:
  open: { title: Open, fields: { receivedOn: required } }
plan:
  tasks: { search: { title: Search, by: officer, required: true } }
clocks:
  answer:
    title: Answer
    kind: deadline
    from: receivedOn
    within: 20 working days
    stop: answeredOn
    law: { ref: FOI Act s 10, kind: statute }
    calendar: AU-ACT
    warn: ['50%']
  plain: { title: Plain, kind: deadline, from: receivedOn, within: 14 days, stop: closing, law: { ref: None, kind: statute } }
`;

/** The shipped table and one day more in the capital. */
function withHoliday(date: string, version = 'next'): HolidayTable {
  const { places } = SHIPPED_HOLIDAYS;
  return {
    ...SHIPPED_HOLIDAYS,
    version,
    places: { ...places, 'AU-ACT': [...(places['AU-ACT'] ?? []), `New: ${date}`] },
  };
}

function opened(): CaseUnderTest {
  const test = openCaseUnderTest(TWO_CLOCKS, { receivedOn: '2026-06-01' });
  test.now = '2026-06-02';
  return test;
}

function under(
  test: CaseUnderTest,
  holidays: HolidayTable,
  command: CaseCommand = { type: 'RecountClocks' },
): Decision {
  const at = command.type === 'FireTimer' ? stateOf(test).timers[command.timer]?.dueOn : test.now;
  return decide(test.caseType, test.state, command, { occurred: at ?? test.now, actor: 'system', holidays });
}

function stateOf(test: CaseUnderTest): CaseState {
  if (test.state === null) throw new Error('The case is not open.');
  return test.state;
}

function applied(decision: Decision): Extract<Decision, { event: unknown }> {
  if (!('event' in decision)) throw new Error(JSON.stringify(decision));
  return decision;
}

describe('another table of public holidays', () => {
  test('moves the clock whose days it takes, with its timers, and says from when to when', () => {
    const test = opened();
    expect(stateOf(test).clocks['answer']).toMatchObject({ dueOn: '2026-06-30', holidays: SHIPPED_HOLIDAYS.version });
    const { event, after } = applied(under(test, withHoliday('2026-06-10')));
    expect(event).toMatchObject({
      type: 'ClocksRecounted',
      holidays: 'next',
      moved: [{ clock: 'answer', from: '2026-06-30', to: '2026-07-01' }],
    });
    expect(after.clocks['answer']).toMatchObject({ dueOn: '2026-07-01', holidays: 'next' });
    expect(after.timers['clock:answer']).toMatchObject({ dueOn: '2026-07-01' });
    expect(after.clocks['plain']).toEqual(stateOf(test).clocks['plain']);
    expect(JSON.stringify(evolve(test.state, event))).toBe(JSON.stringify(after));
    expect(JSON.stringify(replay([...test.events, event]))).toBe(JSON.stringify(after));
    expect(decide(test.caseType, after, { type: 'RecountClocks' }, contextOf(withHoliday('2026-06-10')))).toEqual({
      rejection: { code: 'nothing-to-do' },
    });
  });

  test('leaves a case alone where nothing moves: another day, a clock that has stopped, the same table', () => {
    const nothing = { rejection: { code: 'nothing-to-do' } };
    const test = opened();
    expect(under(test, withHoliday('2026-09-10'))).toEqual(nothing);
    expect(under(test, { ...withHoliday('2026-06-10'), version: SHIPPED_HOLIDAYS.version })).toEqual(nothing);
    test.do({ type: 'RecordData', data: { answeredOn: '2026-06-02' } });
    expect(under(test, withHoliday('2026-06-10'))).toEqual(nothing);
  });

  test('is refused with the sentence of the year that it lacks', () => {
    const test = opened();
    expect(under(test, { ...SHIPPED_HOLIDAYS, version: 'short', lastYear: 2025 })).toMatchObject({
      rejection: { code: 'clock-refused', problem: 'calendar-year', reason: expect.stringContaining('2026') },
    });
  });

  test('keeps a timer from firing by the table before: the case is counted anew instead', () => {
    const test = opened();
    const fire = { type: 'FireTimer', timer: 'clock:answer' } as const;
    const { event, after } = applied(under(test, withHoliday('2026-06-10'), fire));
    expect(event.type).toBe('ClocksRecounted');
    expect(after.clocks['answer']?.breached).toBeUndefined();
    const later = applied(
      decide(test.caseType, after, fire, { ...contextOf(withHoliday('2026-06-10')), occurred: '2026-07-01' }),
    );
    expect(later.event.type).toBe('ClockBreached');
    expect(applied(under(test, withHoliday('2026-09-10'), fire)).event.type).toBe('ClockBreached');
    expect(applied(under(test, { ...SHIPPED_HOLIDAYS, version: 's', lastYear: 2025 }, fire)).event.type).toBe(
      'ClockBreached',
    );
  });

  test('that moves a passed deadline on lets its clock run again', () => {
    const test = opened();
    test.now = '2026-06-30';
    test.do({ type: 'FireTimer', timer: 'clock:answer' });
    expect(stateOf(test).clocks['answer']).toMatchObject({ breached: true });
    const { after } = applied(under(test, withHoliday('2026-06-10')));
    expect(after.clocks['answer']?.breached).toBeUndefined();
    expect(after.timers['clock:answer']).toMatchObject({ dueOn: '2026-07-01' });
  });
});

function contextOf(holidays: HolidayTable): { occurred: string; actor: string; holidays: HolidayTable } {
  return { occurred: '2026-06-03', actor: 'system', holidays };
}
