// Clocks in a case type: what the rule becomes, and what is wrong with one, each with its place.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from './check.ts';
import type { ClockDefinition } from './case-type.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
data:
  receivedOn: { type: date, label: Received }
  doneOn: { type: date, label: Done }
  waiting: { type: boolean, label: Waiting }
  note: { type: text, label: Note }
  decision: { type: choice, label: Decision, options: { yes: 'Yes', no: 'No' } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { receivedOn: required } } }
plan:
  tasks: { work: { title: Work, by: officer } }
  listeners: { call: { title: Called } }
closing: { by: officer, outcomes: { done: Done } }
clocks:
  answer:
    title: Answer
    from: receivedOn
    stop: doneOn
    law: { ref: The Act, kind: statute }
`;

function check(lines: string): ReturnType<typeof checkCaseType> {
  const kind = lines.includes('kind: window') ? '' : '    kind: deadline\n';
  const within = lines.includes('within:') ? '' : '    within: 20 working days\n';
  const calendar = lines.includes('calendar:') || lines.includes('no-calendar') ? '' : '    calendar: AU-ACT\n';
  const body = lines.replace('no-calendar\n', '').replaceAll(/^/gm, '    ');
  return checkCaseType(`${HEAD}${kind}${within}${calendar}${body}\n`, 'f'.repeat(64));
}

function clock(lines: string): ClockDefinition {
  const result = check(lines);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  const found = result.caseType.clocks.get('answer');
  if (found === undefined) throw new Error('There is no clock.');
  return found;
}

describe('a clock', () => {
  test('that says only days has no rule and is counted as it always was', () => {
    expect(clock('no-calendar\nwithin: 28 days')).toEqual({
      name: 'answer',
      title: 'Answer',
      kind: 'deadline',
      from: { field: 'receivedOn' },
      days: 28,
      stops: [{ field: 'doneOn' }],
      law: { reference: 'The Act', kind: 'statute' },
    });
  });

  test('that says more has a rule with everything that it says', () => {
    const lines = [
      'firstDay: include',
      'roll: forward',
      "closesAt: '16:30'",
      'pauses:',
      '  applicant: { title: Waiting, while: waiting, then: 14 days, leavesOut: both }',
      'extensions:',
      '  more: { title: More, by: 2 months, times: 1, when: after-expiry, law: { ref: s 2, kind: policy } }',
      'deemed: { outcome: Refused, field: decision, value: no, law: { ref: s 3, kind: statute } }',
      "warn: ['75%', '50%']",
      'escalate: [{ at: 75%, to: officer }, { at: 90%, to: officer }, { at: due, to: officer }]',
    ];
    const law = { reference: 'The Act', kind: 'statute' };
    expect(clock(lines.join('\n').replace('value: no', "value: 'no'"))).toMatchObject({
      rule: {
        within: { count: 20, unit: 'working-days' },
        firstDay: 'include',
        roll: 'forward',
        place: 'AU-ACT',
        zone: 'Australia/Canberra',
        closesAt: '16:30',
        pauses: { applicant: { title: 'Waiting', then: { count: 14, unit: 'days' }, leavesOut: 'both', law } },
        extensions: {
          more: {
            by: { count: 2, unit: 'months' },
            times: 1,
            when: 'after-expiry',
            law: { reference: 's 2', kind: 'policy' },
          },
        },
        deemed: { outcome: 'Refused', law: { reference: 's 3' } },
        warn: [50, 75, 90],
        law,
      },
      triggers: { applicant: { while: 'waiting' } },
      deemedField: { field: 'decision', value: 'no' },
      escalation: [
        { at: 75, to: 'officer' },
        { at: 90, to: 'officer' },
        { at: 'due', to: 'officer' },
      ],
    });
  });

  test.each([
    ['within: 1 month', 1, 'months'],
    ['within: 2 weeks', 2, 'weeks'],
    ['within: 1 year', 1, 'years'],
    ['within: 1 working day', 1, 'working-days'],
  ])('may be %j', (line, count, unit) => {
    expect(clock(line).rule?.within).toEqual({ count, unit });
  });
});

describe('a problem', () => {
  test.each([
    ['within: 20 fortnights', 'not-accepted', 'clocks.answer.within'],
    ['within: 0 days', 'not-accepted', 'clocks.answer.within'],
    ['calendar: AU-XY', 'unknown-place', 'clocks.answer.calendar'],
    ['calendar: Canberra', 'not-accepted', 'clocks.answer.calendar'],
    ['no-calendar\n', 'clock-rule', 'clocks.answer'],
    ['no-calendar\nwithin: 5 days\nroll: forward', 'clock-rule', 'clocks.answer'],
    ["no-calendar\nwithin: 5 days\nclosesAt: '17:00'", 'clock-rule', 'clocks.answer'],
    [
      'no-calendar\nwithin: 5 days\nextensions: { more: { title: M, by: 2 working days, law: { ref: x, kind: policy } } }',
      'clock-rule',
      'clocks.answer',
    ],
    ['closesAt: 5pm', 'not-accepted', 'clocks.answer.closesAt'],
    ['firstDay: maybe', 'not-accepted', 'clocks.answer.firstDay'],
    ['pauses: { p: { title: P, while: nothing } }', 'unknown-field', 'clocks.answer.pauses.p.while'],
    ['pauses: { p: { title: P, while: note } }', 'wrong-kind', 'clocks.answer.pauses.p.while'],
    ['pauses: { p: { title: P, during: wrok } }', 'unknown-item', 'clocks.answer.pauses.p.during'],
    ['pauses: { p: { title: P, during: call } }', 'wrong-kind', 'clocks.answer.pauses.p.during'],
    ['pauses: { p: { title: P, from: receivedOn } }', 'clock-rule', 'clocks.answer.pauses.p'],
    ['pauses: { p: { title: P, from: note, until: doneOn } }', 'wrong-kind', 'clocks.answer.pauses.p.from'],
    ['pauses: { p: { title: P, while: waiting, during: work } }', 'clock-rule', 'clocks.answer.pauses.p'],
    ['pauses: { p: { title: P, then: later } }', 'not-accepted', 'clocks.answer.pauses.p.then'],
    ['pauses: { constructor: { title: P } }', 'reserved-name', 'clocks.answer.pauses.constructor'],
    ['extensions: { more: { title: M } }', 'missing-key', 'clocks.answer.extensions.more'],
    [
      'extensions: { more: { title: M, times: 0, law: { ref: x, kind: policy } } }',
      'not-accepted',
      'clocks.answer.extensions.more.times',
    ],
    [
      'deemed: { outcome: No, field: nothing, law: { ref: x, kind: policy } }',
      'unknown-field',
      'clocks.answer.deemed.field',
    ],
    [
      'deemed: { outcome: No, field: waiting, law: { ref: x, kind: policy } }',
      'wrong-kind',
      'clocks.answer.deemed.field',
    ],
    [
      'deemed: { outcome: Nope, field: decision, law: { ref: x, kind: policy } }',
      'field-options',
      'clocks.answer.deemed.field',
    ],
    ['kind: window\ndeemed: { outcome: No, law: { ref: x, kind: policy } }', 'clock-rule', 'clocks.answer.deemed'],
    ['kind: window\nescalate: [{ at: due, to: officer }]', 'clock-rule', 'clocks.answer.escalate[0]'],
    ['escalate: [{ at: due, to: nobody }]', 'unknown-role', 'clocks.answer.escalate[0].to'],
    ["warn: ['0%']", 'not-accepted', 'clocks.answer.warn[0]'],
    ["warn: ['101%']", 'not-accepted', 'clocks.answer.warn[0]'],
    ['pause: {}', 'unknown-key', 'clocks.answer.pause'],
  ])('%j is %s at %s', (lines, code, path) => {
    const result = check(lines);
    const found = 'problems' in result ? result.problems : [];
    expect(found.map((problem) => `${problem.code} ${problem.path}`)).toContain(`${code} ${path}`);
    for (const { reason, line } of found) {
      expect(reason).toMatch(/^[A-Z“0-9].*[.?]$/s);
      expect(line).toBeGreaterThan(1);
    }
  });
});
