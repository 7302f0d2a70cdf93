// Obligations: who owes what by when, from which decision or agreement, with a clock; met, breached, waived.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { missingForCommand } from '../view/readable-parts.ts';
import { type CaseUnderTest, caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { ObligationCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';

const COMPLAINT = `
roles: { officer: Officer, director: Director }
parties: { complainant: { title: Complainant, subject: true } }
issues: { delay: { title: Delay, outcomes: { yes: Substantiated } } }
obligations:
  remedy: { title: Remedy, owedBy: [agency], waivedBy: director }
  reply:
    title: Reply
    owedBy: [complainant]
    clock: { within: 5 working days, calendar: AU-ACT, law: { ref: Service charter, kind: policy } }
    atClosing: must-be-settled
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    chase: { title: Chase, by: officer, entry: [{ when: 'some o in obligations satisfies o.status = "breached"' }] }
`;

type Impose = Extract<ObligationCommand, { type: 'ImposeObligation' }>;

const REMEDY: Impose = {
  ...{ type: 'ImposeObligation', of: 'remedy', words: 'Say sorry in writing', owedBy: 'agency' },
  ...{ arisesFrom: 'issue.2', dueOn: '2024-03-29' },
};
const REPLY: Impose = {
  ...{ type: 'ImposeObligation', of: 'reply', words: 'Send the letter', owedBy: 'party.complainant' },
  ...{ agreement: 'On the phone' },
};

/** A case with a decided issue. */
function decided(): CaseUnderTest {
  const on = openCaseUnderTest(COMPLAINT);
  on.do({ type: 'RaiseIssue', of: 'delay', words: 'No answer' });
  on.do({ type: 'DecideIssue', of: 'delay', entry: 'issue.2', outcome: 'yes', reasons: 'None on file' });
  return on;
}

describe('an obligation', () => {
  test('is owed until its day, breached on the day after, and met late', () => {
    const on = decided();
    on.do(REMEDY);
    expect(on.state?.timers).toEqual({
      'entry:obligation.4': { dueAt: '2024-03-29T22:59:59.999Z', dueOn: '2024-03-29' },
    });
    on.now = '2024-03-30';
    const fired = on.do({ type: 'FireTimer', timer: 'entry:obligation.4' });
    expect(fired).toMatchObject({ type: 'ObligationBreached', entry: 'obligation.4' });
    expect(on.item('chase')).toBe('active');
    expect(on.refusal({ type: 'FireTimer', timer: 'entry:obligation.4' })).toBe('timer-not-set');
    on.do({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.4' });
    expect(on.state?.entries?.['obligation.4']).toEqual({
      ...{ kind: 'obligation', of: 'remedy', status: 'met', from: '2024-03-01', until: '2024-03-30' },
      ...{ words: 'Say sorry in writing', owedBy: 'agency', dueOn: '2024-03-29', arisesFrom: 'issue.2' },
      ...{ agreement: null, breachedOn: '2024-03-30', reasons: null },
    });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('that was met in time was so, whenever that is recorded', () => {
    const on = decided();
    on.do(REMEDY);
    on.now = '2024-04-02';
    on.do({ type: 'FireTimer', timer: 'entry:obligation.4' });
    on.do({
      type: 'MeetObligation',
      of: 'remedy',
      entry: 'obligation.4',
      metOn: '2024-03-29',
      reasons: 'The letter came late',
    });
    expect(on.state?.entries?.['obligation.4']).toMatchObject({ until: '2024-03-29', breachedOn: null });
  });

  test('has a clock that counts as its law says', () => {
    const on = decided();
    // Canberra Day, 11 March, is no working day.
    on.now = '2024-03-06';
    on.do({ ...REPLY, from: '2024-03-05' });
    expect(on.state?.entries?.['obligation.4']).toMatchObject({ from: '2024-03-05', dueOn: '2024-03-13' });
    expect(on.refusal({ ...REPLY, dueOn: '2024-03-10' })).toBe('entry-refused');
    expect(on.refusal({ ...REPLY, from: '1999-03-05' })).toBe('entry-refused');
  });

  test.each<[string, object]>([
    ['by nobody', { owedBy: 'party.9' }],
    ['by a party of another role', { owedBy: 'party.complainant' }],
    ['from nothing', { arisesFrom: undefined }],
    ['from an issue that there is not', { arisesFrom: 'issue.9' }],
    ['from a decision and an agreement', { agreement: 'By phone' }],
    ['without a day', { dueOn: undefined }],
    ['by a day that does not exist', { dueOn: '2024-02-30' }],
    ['by a day before it', { dueOn: '2024-02-28' }],
    ['from a day to come', { from: '2024-03-02' }],
    ['in no words', { words: '' }],
    ['of a kind that there is not', { of: 'constructor' }],
  ])('is refused where it is owed %s', (_, part) => {
    expect(decided().refusal({ ...REMEDY, ...part })).toBe('entry-refused');
  });

  test('comes from a decision and not from what is still open', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do({ type: 'RaiseIssue', of: 'delay', words: 'No answer' });
    expect(on.refusal(REMEDY)).toBe('entry-refused');
  });

  test('is waived with reasons, and then it is over', () => {
    const on = decided();
    on.do(REMEDY);
    const waive = {
      type: 'WaiveObligation',
      of: 'remedy',
      entry: 'obligation.4',
      reasons: 'They asked for none',
    } as const;
    expect(on.refusal({ ...waive, reasons: ' ' })).toBe('entry-refused');
    expect(on.refusal({ ...waive, of: 'reply' })).toBe('unknown-entry');
    on.do(waive);
    expect(on.state).toMatchObject({
      timers: {},
      entries: { 'obligation.4': { status: 'waived', until: '2024-03-01' } },
    });
    expect(on.refusal(waive)).toBe('entry-refused');
    expect(on.refusal({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.4' })).toBe('entry-refused');
    expect(roleOfEntryCommand(caseTypeOf(COMPLAINT), waive)).toBe('director');
  });

  test('lives on after closing with its clock, unless its kind must be settled before', () => {
    const on = decided();
    on.do(REMEDY);
    on.do(REPLY);
    const close = { type: 'CloseCase', outcome: 'done' } as const;
    expect(on.refusal(close)).toBe('open-entries');
    on.do({ type: 'MeetObligation', of: 'reply', entry: 'obligation.5' });
    on.do(close);
    expect(on.refusal(REMEDY)).toBe('case-closed');
    on.now = '2024-03-31';
    on.do({ type: 'FireTimer', timer: 'entry:obligation.4' });
    expect(on.refusal({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.4', metOn: '2024-02-01' })).toBe(
      'entry-refused',
    );
    on.do({ type: 'MeetObligation', of: 'remedy', entry: 'obligation.4' });
    expect(on.state).toMatchObject({ status: 'closed', entries: { 'obligation.4': { status: 'met' } } });
  });

  test('keeps no case from being handed over', () => {
    const on = openCaseUnderTest(
      COMPLAINT.replace(/plan:[^]*$/, 'plan: { tasks: { talk: { title: Talk, by: officer } } }\n'),
    );
    on.do(REPLY);
    on.complete('talk');
    expect(on.state?.timers).toHaveProperty('entry:obligation.2');
    expect(on.state?.handed).toBe('desk');
  });

  test('is told with what is owed and by when', () => {
    const on = decided();
    expect(describeEvent(on.caseType, on.do(REPLY), { nameOf: (person) => person, parts: null })).toEqual({
      title: 'Obligation recorded: Reply',
      detail: ['Send the letter', 'Agreed: On the phone', 'Due on 8 March 2024'],
    });
  });
});

test('whoever may not read the decisions may not ask whether one is there', () => {
  const caseType = caseTypeOf(`${COMPLAINT.replace('delay: { title', 'delay: { section: conduct, title')}
access: { sections: [{ name: conduct, title: Conduct, fields: [], readers: [officer] }] }
`);
  const few = new Set(['general']);
  expect(missingForCommand(caseType, REMEDY, few)).toEqual(['Conduct']);
  expect(missingForCommand(caseType, REPLY, few)).toEqual([]);
});

describe('the checker', () => {
  const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true }, firm: { title: Firm } }
obligations:
  pay: { title: Pay, owedBy: [person, agency], clock: { within: 28 days, law: { ref: Act 1, kind: statute } } }
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

  test('takes a sound one, which may stay open where the case ends with its plan', () => {
    expect(checkCaseType(SOUND, '0')).not.toHaveProperty('problems');
    expect(checkCaseType(SOUND.replace('{ tasks', '{ autoComplete: true, tasks'), '0')).not.toHaveProperty('problems');
  });

  test.each([
    ['[person, agency]', '[nobody]', 'obligations.pay.owedBy[0]', 'unknown-party'],
    ['[person, agency]', '[firm]', 'obligations.pay.owedBy[0]', 'not-accepted'],
    ['firm: {', 'agency: {', 'obligations.pay.owedBy[1]', 'reserved-name'],
    ['28 days', '5 working days', 'obligations.pay.clock', 'clock-rule'],
    ['28 days', '28 moons', 'obligations.pay.clock.within', 'not-accepted'],
    ['28 days,', '28 days, calendar: ZZ,', 'obligations.pay.clock.calendar', 'unknown-place'],
    ['title: Pay,', 'title: Pay, waivedBy: judge,', 'obligations.pay.waivedBy', 'unknown-role'],
    ['title: Pay,', 'title: Pay, personal: true,', 'obligations.pay.owedBy[1]', 'personal-field'],
    ['note: { type', 'obligations: { type', 'data.obligations', 'reserved-name'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(SOUND.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});
