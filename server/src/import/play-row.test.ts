import { expect, test } from 'vitest';
import { LOAN_CASE_TYPE, LOAN_MAPPING, playedCase, type PlayedCase } from './playing-under-test.ts';

function lent(rest: Readonly<Record<string, string>> = {}): PlayedCase {
  const played = playedCase();
  expect(played.row('Lend', '2007-01-01', rest)).toBeNull();
  return played;
}

function reminded(): PlayedCase {
  const played = lent();
  expect(played.row('Remind', '2007-01-10')).toBeNull();
  return played;
}

test('a row opens its case under the name that the log gives it, with its fields in the kinds of the case type', () => {
  const played = lent({ title: 'Faust', format: 'audio', pages: '120', who: '7' });
  expect(played.memory.state).toMatchObject({
    reference: 'L1',
    team: 'lending-desk',
    opened: '2007-01-01',
    data: { lentOn: '2007-01-01', title: 'Faust', format: 'A', pages: 120 },
  });
  expect(played.steps[0]).toMatchObject({
    key: 'import/test/1',
    occurred: '2007-01-01',
    actor: { id: 'librarian-7', name: 'Librarian 7' },
  });
});

test('texts that mean nothing give no value, no title and nobody, and a missing value can have a stand-in', () => {
  const played = lent({ title: 'EMPTY', pages: 'NULL', who: 'NULL' });
  expect(played.memory.state?.data).toEqual({ lentOn: '2007-01-01', format: 'P' });
  expect(played.steps[0]?.actor.id).toBe('lending-desk');
});

test('money is written in one way, whatever way the log writes it', () => {
  for (const [given, recorded] of [
    ['35', '35.00'],
    ['35.5', '35.50'],
    ['035.250', '35.25'],
    ['-2.0', '-2.00'],
  ]) {
    const played = lent();
    expect(played.row('Pay', '2007-01-02', { fee: given ?? '' })).toBeNull();
    expect(played.memory.state?.data['fee']).toBe(recorded);
  }
});

test('a value that does not fit its field is refused with the line and the reason', () => {
  const played = playedCase();
  expect(played.row('Lend', '2007-01-01', { pages: 'many', format: 'film' })).toEqual({
    code: 'invalid-data',
    reason: 'Line 2: format: "film" is not among the values that the mapping lists; pages: "many" is not a number.',
  });
  expect(played.memory.state).toBeNull();
});

test('a required field that the log does not have is refused by the form', () => {
  const played = lent();
  expect(played.row('Pay', '2007-01-02')).toMatchObject({ code: 'invalid-data' });
});

test('each kind of refusal has its own code, and a refused row does nothing to its case', () => {
  const played = playedCase();
  expect(played.row('Remind', '2007-01-10')?.code).toBe('unknown-case');
  expect(played.row('Lend', '2007-01-05')).toBeNull();
  const before = played.memory;
  expect(played.row('Lend', '2007-01-06')?.code).toBe('case-exists');
  expect(played.row('Dance', '2007-01-06')).toEqual({
    code: 'unknown-activity',
    reason: 'The mapping has no activity "Dance".',
  });
  expect(played.row('', '2007-01-06')?.code).toBe('unknown-activity');
  expect(played.row('constructor', '2007-01-06')?.code).toBe('unknown-activity');
  expect(played.row('Remind', '01/02/2007 10:00:00 AM')).toMatchObject({
    code: 'unparsable-date',
    reason: expect.stringContaining('Line 8:'),
  });
  expect(played.row('Remind', '2007-01-04')?.code).toBe('out-of-order');
  expect(played.row('Seize', '2007-01-30')?.code).toBe('not-available');
  expect(played.memory).toEqual(before);
  expect(played.row('Remind', '2007-01-05')).toBeNull();
  expect(played.row('Remind', '2007-01-06')?.code).toBe('not-available');
});

test('time passes until a row, whatever becomes of the row, and what fell due is where the case has come to', () => {
  const played = reminded();
  expect(played.row('Remind', '2007-01-25')?.code).toBe('not-available');
  expect(played.story().slice(2)).toEqual(['TimerFired@2007-01-20']);
  expect(played.row('Pay', '2007-01-19', { fee: '1' })?.code).toBe('out-of-order');
  expect(played.row('Pay', '2007-01-20', { fee: '1' })).toBeNull();
  expect(played.row('Fee', '2007-01-20', { fee: '9' })).toBeNull();
  expect(played.memory.engineEvents).toEqual([{ timer: 'late-fee', date: '2007-01-20', matched: true }]);
});

test('a refused row does not move the case itself, and one that is not understood lets no time pass', () => {
  const played = reminded();
  expect(played.row('Remind', '2007-01-15')?.code).toBe('not-available');
  expect(played.row('Dance', '2007-03-01')?.code).toBe('unknown-activity');
  expect(played.row('Pay', '2007-01-12', { fee: '1' })).toBeNull();
  expect(played.story().at(-1)).toBe('TaskCompleted@2007-01-12');
});

test('a timer fires where its row stands on its day, and the row does not say when', () => {
  const played = reminded();
  expect(played.row('Pay', '2007-01-20', { fee: '1' })).toBeNull();
  expect(played.row('Fee', '2007-01-20', { fee: '9' })).toBeNull();
  expect(played.row('Pay', '2007-01-20', { fee: '2' })).toBeNull();
  expect(played.story().slice(2)).toEqual([
    'TaskCompleted@2007-01-20',
    'TimerFired@2007-01-20',
    'DataRecorded@2007-01-20',
    'TaskCompleted@2007-01-20',
  ]);
  expect(played.memory.state?.data).toMatchObject({ fee: '2.00', feeAdded: true });
  expect(played.memory.engineEvents).toEqual([{ timer: 'late-fee', date: '2007-01-20', matched: true }]);
});

test('a timer whose row is missing fires at the end of its day, before rows of later days', () => {
  const played = reminded();
  expect(played.row('Pay', '2007-01-20', { fee: '1' })).toBeNull();
  expect(played.row('Seize', '2007-01-21')).toBeNull();
  expect(played.story().slice(2)).toEqual([
    'TaskCompleted@2007-01-20',
    'TimerFired@2007-01-20',
    'TaskCompleted@2007-01-21',
  ]);
  expect(played.memory.engineEvents).toEqual([{ timer: 'late-fee', date: '2007-01-20', matched: false }]);
});

test('a row for what the engine does itself is refused on any other date, and does not make it happen', () => {
  const early = reminded();
  expect(early.row('Fee', '2007-01-19', { fee: '9' })).toEqual({
    code: 'timer-mismatch',
    reason: `The engine's own "Late fee" is due on 2007-01-20.`,
  });
  expect(early.memory.state?.data['feeAdded']).toBeUndefined();

  const late = reminded();
  expect(late.row('Pay', '2007-01-25', { fee: '1' })).toBeNull();
  expect(late.row('Fee', '2007-01-26', { fee: '9' })).toEqual({
    code: 'timer-mismatch',
    reason: `The engine's own "Late fee" was on 2007-01-20.`,
  });

  const none = lent();
  expect(none.row('Fee', '2007-01-20', { fee: '9' })?.reason).toBe('The engine has no "Late fee" running.');
});

test('one event of the engine matches one row', () => {
  const played = reminded();
  expect(played.row('Fee', '2007-01-20', { fee: '9' })).toBeNull();
  expect(played.row('Fee', '2007-01-20', { fee: '9' })?.reason).toContain('another row was matched with it');
});

test('where rows have times, a row still matches by its date, before and after the engine did it', () => {
  const mapping = LOAN_MAPPING.replace('precision: day', 'precision: instant').replace(
    'remindedOn: $date',
    'remindedOn: $time',
  );
  const caseType = LOAN_CASE_TYPE.replace('remindedOn: { type: date', 'remindedOn: { type: instant').replace(
    'P10D',
    'PT2H',
  );
  const played = playedCase(mapping, caseType);
  expect(played.row('Lend', '2007-01-01T09:00:00+01:00')).toBeNull();
  expect(played.row('Remind', '2007-01-10T09:00:00.250+01:00')).toBeNull();
  expect(played.row('Pay', '2007-01-10T12:00:00+01:00', { fee: '1' })).toBeNull();
  expect(played.row('Fee', '2007-01-10T12:30:00+01:00', { fee: '9' })).toBeNull();
  expect(played.story().slice(2)).toEqual([
    'TimerFired@2007-01-10T10:00:00.250Z',
    'TaskCompleted@2007-01-10T12:00:00+01:00',
    'DataRecorded@2007-01-10T12:30:00+01:00',
  ]);
  expect(played.memory.engineEvents).toEqual([{ timer: 'late-fee', date: '2007-01-10', matched: true }]);
});

test('a due date that differs from the law is a change of the due date, and one that does not differ is none', () => {
  expect(lent({ due: '2007-01-31' }).story()).toEqual(['CaseOpened@2007-01-01']);
  const played = lent({ due: '2007-02-10' });
  expect(played.story()).toEqual(['CaseOpened@2007-01-01', 'DueDateChanged@2007-01-01']);
  expect(played.memory.state?.clocks['return']).toMatchObject({ dueOn: '2007-02-10', extendedDays: 10 });
});

test('a due date that cannot be read is told and does not stop the case', () => {
  const played = lent({ due: 'soon' });
  expect(played.memory.state).not.toBeNull();
  expect(played.memory.problems).toMatchObject([{ case: 'L1', step: 'clock return', code: 'unparsable-date' }]);
});

test('a stated closing takes place between the rows before and after it, after what was due before it', () => {
  const played = lent({ back: '2007-02-05' });
  expect(played.row('Remind', '2007-01-10')).toBeNull();
  expect(played.row('Pay', '2007-02-09', { fee: '3' })).toBeNull();
  expect(played.story()).toEqual([
    'CaseOpened@2007-01-01',
    'TaskCompleted@2007-01-10',
    'TimerFired@2007-01-20',
    'ClockBreached@2007-01-31',
    'CaseClosed@2007-02-05',
    'TaskCompleted@2007-02-09',
  ]);
  expect(played.memory).toMatchObject({ rowsAfterClosing: 1, closing: null });
  expect(played.memory.state?.clocks['return']).toMatchObject({ stoppedOn: '2007-02-05', dueOn: '2007-01-31' });
});

test('a case that was closed before the log opened it is closed right after', () => {
  const played = playedCase();
  expect(played.row('Lend', '2007-03-01', { back: '2007-02-01' })).toBeNull();
  expect(played.row('Pay', '2007-03-02', { fee: '3' })).toBeNull();
  expect(played.story()).toEqual(['CaseOpened@2007-03-01', 'CaseClosed@2007-02-01', 'TaskCompleted@2007-03-02']);
  expect(played.memory.rowsAfterClosing).toBe(2);
});

test('work that the case type does not allow after closing is refused', () => {
  const played = lent({ back: '2007-01-05' });
  expect(played.row('Remind', '2007-01-10')?.code).toBe('case-closed');
});

test('at the end of the log, closings that it states take place and what was due by its last day fires', () => {
  const played = reminded();
  played.end('2007-01-20');
  expect(played.story().slice(2)).toEqual(['TimerFired@2007-01-20']);
  played.end('2007-01-30');
  expect(played.steps).toHaveLength(3);
  const closed = lent({ back: '2007-06-01' });
  closed.end('2007-01-02');
  expect(closed.story().slice(1)).toEqual(['ClockBreached@2007-01-31', 'CaseClosed@2007-06-01']);
});

test('rows that are not complete are refused, and a missing lifecycle is complete', () => {
  const played = playedCase(LOAN_MAPPING.replace('activity: what', 'activity: what\n  lifecycle: life'));
  expect(played.row('Lend', '2007-01-01', { life: 'start' })?.code).toBe('not-complete');
  expect(played.row('Lend', '2007-01-01')).toBeNull();
  expect(played.row('Remind', '2007-01-02', { life: 'COMPLETE' })).toBeNull();
});

test('names that had to be changed to be part of an id stay different people', () => {
  const played = lent({ who: 'Anna B.' });
  expect(played.row('Remind', '2007-01-02', { who: 'Anna B' })).toBeNull();
  const [first, second] = played.steps.map(({ actor }) => actor.id);
  expect(first).toMatch(/^librarian-Anna-B--[0-9a-f]{8}$/u);
  expect(second).toMatch(/^librarian-Anna-B-[0-9a-f]{8}$/u);
});

test('a case may open with any row, be closed by one, and be opened again by a later one', () => {
  const source = LOAN_MAPPING.replace(
    'clocks:',
    `  Back:   { close: returned }
opens: { fields: { lentOn: $date, title: title } }
reopens: { again: [pay], reason: The log goes on }
clocks:`,
  );
  const played = playedCase(source);
  expect(played.row('Pay', '2007-01-05', { fee: '4.5', title: 'Faust' })).toBeNull();
  expect(played.row('Back', '2007-01-10')).toBeNull();
  expect(played.row('Back', '2007-01-11')).toBeNull();
  expect(played.row('Pay', '2007-01-12', { fee: '1' })).toBeNull();
  expect(played.story()).toEqual([
    ...['CaseOpened@2007-01-05', 'TaskCompleted@2007-01-05', 'CaseClosed@2007-01-10'],
    ...['CaseReopened@2007-01-11', 'CaseClosed@2007-01-11', 'CaseReopened@2007-01-12', 'TaskCompleted@2007-01-12'],
  ]);
  expect(played.memory.state).toMatchObject({ status: 'open', data: { lentOn: '2007-01-05', title: 'Faust' } });
  expect(new Set(played.steps.map(({ key }) => key)).size).toBe(played.steps.length);
  // Without the two members neither happens.
  const plain = playedCase();
  expect(plain.row('Pay', '2007-01-05', { fee: '4.5' })?.code).toBe('unknown-case');
});
