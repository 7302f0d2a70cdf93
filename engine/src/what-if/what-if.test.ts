// What another version would have meant for the cases of a month: figures that were reckoned by hand.
import { describe, expect, it } from 'vitest';
import { caseTypeOf, openCaseUnderTest } from '../case/case-under-test.ts';
import { type Assumptions, type PastEvent, tryVersion, type WhatIfAnswer } from './what-if.ts';

/** A request is looked at and answered within twenty days. */
function requests({ between = '', after = 'look', outcomes = 'granted: Granted, refused: Refused' } = {}): string {
  return `
data:
  applied: { type: date, label: Applied }
  answer: { type: text, label: Answer }
  checked: { type: boolean, label: Checked }
forms:
  open: { title: Open, fields: { applied: required } }
  answer: { title: Answer, fields: { answer: required } }
  check: { title: Check, fields: { checked: required } }
plan:
  tasks:
    look: { title: Look, by: officer }
${between}
    decide: { title: Decide, by: officer, form: answer, entry: [{ after: ${after} }] }
clocks:
  in-time: { title: In time, kind: deadline, from: applied, within: 20 days, stop: closing, law: { ref: Test Act, kind: statute } }
closing:
  by: officer
  outcomes: { ${outcomes} }
`;
}

const CHECKED = {
  between: '    check: { title: Check, by: officer, form: check, entry: [{ after: look }] }',
  after: 'check',
};
const [FROM, UNTIL] = [Date.parse('2024-03-01T00:00:00Z'), Date.parse('2024-04-10T00:00:00Z')];
const CASES = 10;

/** The k-th case is looked at after k days, answered after 2k, and closed a day later; the even ones are granted. */
function pastCase(k: number): readonly PastEvent[] {
  const on = openCaseUnderTest(caseTypeOf(requests()), { applied: '2024-03-01' });
  const at = (day: number): void => {
    for (const [timer, { dueOn = '' }] of Object.entries(on.state?.timers ?? {}))
      if (dueOn < dateAfter(day)) {
        on.now = dueOn;
        on.do({ type: 'FireTimer', timer }, 'clock');
      }
    on.now = `${dateAfter(day)}T10:00:00Z`;
  };
  at(k);
  on.complete('look');
  at(2 * k);
  on.complete('decide', { answer: 'yes' });
  at(2 * k + 1);
  on.do({ type: 'CloseCase', outcome: k % 2 === 0 ? 'granted' : 'refused' });
  return on.events.map((event) => ({ event, actor: 'p1' }));
}

function dateAfter(days: number): string {
  return new Date(FROM + days * 86_400_000).toISOString().slice(0, 10);
}

function tried(to: string, assume: Partial<Assumptions> = {}): WhatIfAnswer {
  const trying = tryVersion({
    ...{ from: caseTypeOf(requests()), to: caseTypeOf(to), fromMs: FROM, untilMs: UNTIL },
    assume: { days: () => 3, answers: () => ({}), ...assume },
  });
  for (let k = 1; k <= CASES; k += 1) trying.add(pastCase(k));
  return trying.answer();
}

describe('another version, tried on cases of the past', () => {
  it('changes nothing where it says the same', () => {
    const { before, after, ...answer } = tried(requests());
    expect(after).toEqual(before);
    expect(answer).toMatchObject({ cases: CASES, faithful: CASES, changed: 0, unplaced: {}, assumed: {} });
    // Closed after 3, 5, … 21 days, the last of them a day late.
    expect(before).toMatchObject({ closed: CASES, breaches: { 'in-time': 1 }, outcomes: { granted: 5, refused: 5 } });
    // Opened with the day, at midnight in Rome, and closed at ten o'clock of London.
    expect(before.daysToClose?.median).toBeCloseTo(11 + 11 / 24, 6);
  });

  it('tells how much longer one more step takes, and which deadlines pass by it', () => {
    const { before, after, ...answer } = tried(requests(CHECKED), { answers: () => ({ checked: true }) });
    expect(answer).toMatchObject({ cases: CASES, faithful: CASES, changed: CASES, assumed: { check: CASES } });
    // Three days later each: what was closed after 19 and 21 days takes 22 and 24 of 20.
    expect(after.breaches).toEqual({ 'in-time': 2 });
    expect((after.daysToClose?.median ?? 0) - (before.daysToClose?.median ?? 0)).toBeCloseTo(3, 6);
    expect(after.work['check']).toMatchObject({ came: CASES, done: CASES, days: { median: 3, ninth: 3 } });
    expect(after.work['check']?.open).toBeCloseTo((CASES * 3) / 40, 6);
    expect(before.work['check']).toBeUndefined();
  });

  it('leaves open what needs answers that nobody gave, and says which', () => {
    const { after, ...answer } = tried(requests(CHECKED));
    expect(answer).toMatchObject({ assumed: {}, unanswered: { 'check: checked': CASES } });
    expect(after.work['decide']).toBeUndefined();
    expect(answer.unplaced).toEqual({});
  });

  it('says what has no place any more', () => {
    const { after, ...answer } = tried(requests({ outcomes: 'granted: Granted' }));
    expect(answer).toMatchObject({ changed: 5, unplaced: { 'CloseCase (unknown-outcome)': 5 } });
    // Those that cannot be closed pass their deadline, all five.
    expect(after).toMatchObject({ closed: 5, outcomes: { granted: 5 }, breaches: { 'in-time': 6 } });
  });

  it('looks at nothing after the end of the period', () => {
    const trying = tryVersion({
      ...{
        from: caseTypeOf(requests()),
        to: caseTypeOf(requests()),
        fromMs: FROM,
        untilMs: Date.parse(`${dateAfter(6)}T00:00:00Z`),
      },
      assume: { days: () => null, answers: () => ({}) },
    });
    for (let k = 1; k <= CASES; k += 1) trying.add(pastCase(k));
    // The first was closed after three days, the second after five, and no other within six.
    expect(trying.answer()).toMatchObject({ faithful: CASES, before: { closed: 2 }, after: { closed: 2 } });
  });
});
