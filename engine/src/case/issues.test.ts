// Issues in a case: raised, decided, opened again, seen by conditions, in the way of closing, and hidden with their section.
import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { askWhyAvailable, askWhyBegun, askWhyNot } from '../view/ask-why.ts';
import { viewCase } from '../view/case-view.ts';
import { whyBegun } from '../view/why-begun.ts';
import { whyAvailable } from '../view/why-item.ts';
import { mayReadField, mayReadItem, missingForCommand, partsOfItem } from '../view/readable-parts.ts';
import { caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { roleOfEntryCommand } from './entry-roles.ts';
import { replay } from './evolve.ts';
import type { CaseState } from './state.ts';

const COMPLAINT = `
roles: { officer: Officer, delegate: Delegate }
data:
  note: { type: text, label: Note }
  openIssues: { type: number, label: Open issues, derived: 'count(issues[outcome = null])' }
issues:
  allegation:
    title: Allegation
    outcomes: { substantiated: Substantiated, not-substantiated: Not substantiated }
    decidedBy: delegate
    mayReopen: true
  question: { title: Question, outcomes: { answered: Answered }, by: officer, atClosing: may-stay-open }
plan:
  tasks:
    write: { title: Write, by: officer, entry: [{ when: 'count(issues[kind = "allegation"]) > 0 and count(issues[outcome = null]) = 0' }] }
    talk: { title: Talk, by: officer, repeat: true }
`;

const RAISE: CaseCommand = { type: 'RaiseIssue', of: 'allegation', words: 'The letter was never answered' };
const DECIDE: CaseCommand = {
  ...{ type: 'DecideIssue', of: 'allegation', entry: 'issue.2' },
  ...{ outcome: 'substantiated', reasons: 'No answer is on file' },
};
const CLOSE: CaseCommand = { type: 'CloseCase', outcome: 'done' };

describe('an issue', () => {
  test('is raised, decided with reasons, and folds to the same state', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do({ ...RAISE, from: '2024-02-01' });
    on.now = '2024-03-20';
    on.do(DECIDE);
    expect(on.state?.entries).toEqual({
      'issue.2': {
        ...{ kind: 'issue', of: 'allegation', status: 'decided', from: '2024-02-01', until: '2024-03-20' },
        ...{ words: 'The letter was never answered', outcome: 'substantiated', reasons: 'No answer is on file' },
      },
    });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('is decided once, with an outcome of its kind, and not without reasons', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do(RAISE);
    expect(on.refusal({ ...DECIDE, outcome: 'answered' })).toBe('entry-refused');
    expect(on.refusal({ ...DECIDE, reasons: ' ' })).toBe('entry-refused');
    expect(on.refusal({ ...DECIDE, of: 'question' })).toBe('unknown-entry');
    expect(on.refusal({ ...DECIDE, entry: 'issue.9' })).toBe('unknown-entry');
    expect(on.refusal({ ...DECIDE, entry: 'constructor' })).toBe('unknown-entry');
    on.do(DECIDE);
    expect(on.refusal(DECIDE)).toBe('entry-refused');
  });

  test('is opened again only where its kind allows it', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do(RAISE);
    const again: CaseCommand = {
      type: 'ReopenIssue',
      of: 'allegation',
      entry: 'issue.2',
      reason: 'A letter was found',
    };
    expect(on.refusal(again)).toBe('entry-refused');
    on.do(DECIDE);
    on.do(again);
    expect(on.state?.entries?.['issue.2']).toMatchObject({ status: 'open', until: null, outcome: null, reasons: null });
    on.do({ type: 'RaiseIssue', of: 'question', words: 'What now?' });
    on.do({ type: 'DecideIssue', of: 'question', entry: 'issue.5', outcome: 'answered', reasons: 'Said so' });
    expect(on.refusal({ type: 'ReopenIssue', of: 'question', entry: 'issue.5', reason: 'Again' })).toBe(
      'entry-refused',
    );
  });

  test('is refused where it is no kind of the case type, is said in no words, or is not there yet', () => {
    const on = openCaseUnderTest(COMPLAINT);
    expect(on.refusal({ ...RAISE, of: 'constructor' })).toBe('entry-refused');
    expect(on.refusal({ ...RAISE, words: '' })).toBe('entry-refused');
    expect(on.refusal({ ...RAISE, words: 'x'.repeat(2001) })).toBe('entry-refused');
    expect(on.refusal({ ...RAISE, from: '2024-03-02' })).toBe('entry-refused');
    expect(on.refusal({ ...RAISE, from: '2024-02-30' })).toBe('entry-refused');
  });

  test('is one of at most 500', () => {
    const on = openCaseUnderTest(COMPLAINT);
    for (let raised = 0; raised < 500; raised += 1) on.do({ type: 'RaiseIssue', of: 'question', words: 'What now?' });
    expect(on.state?.data['openIssues']).toBe(500);
    expect(on.refusal(RAISE)).toBe('entry-refused');
  });

  test('stands in a list that conditions and computed fields follow', () => {
    const on = openCaseUnderTest(COMPLAINT);
    expect(on.state?.data['openIssues']).toBe(0);
    expect(on.item('write')).toBe('available');
    on.do(RAISE);
    on.do(RAISE);
    expect(on.state?.data['openIssues']).toBe(2);
    on.do(DECIDE);
    expect([on.item('write'), on.state?.data['openIssues']]).toEqual(['available', 1]);
    on.do({ ...DECIDE, entry: 'issue.3' });
    expect([on.item('write'), on.state?.data['openIssues']]).toEqual(['active', 0]);
  });

  test('keeps the case open unless its kind says that it may stay open', () => {
    const on = openCaseUnderTest(COMPLAINT);
    on.do(RAISE);
    on.do({ type: 'RaiseIssue', of: 'question', words: 'What now?' });
    expect(on.refusal(CLOSE)).toBe('open-entries');
    expect(on.refusal({ type: 'MovePlanItem', item: 'case', on: 'terminate' })).toBe('open-entries');
    on.do(DECIDE);
    on.do(CLOSE);
    expect(on.refusal(RAISE)).toBe('case-closed');
    expect(on.refusal({ ...DECIDE, reasons: 'Again' })).toBe('case-closed');
    on.do({ type: 'DecideIssue', of: 'question', entry: 'issue.3', outcome: 'answered', reasons: 'By letter' });
    expect(on.state).toMatchObject({ status: 'closed', entries: { 'issue.3': { outcome: 'answered' } } });
  });

  test('asks for the roles that its kind names', () => {
    const caseType = caseTypeOf(COMPLAINT);
    const question = { type: 'RaiseIssue', of: 'question', words: 'What now?' } as const;
    expect(roleOfEntryCommand(caseType, question)).toBe('officer');
    expect(roleOfEntryCommand(caseType, { ...question, of: 'allegation' })).toBeUndefined();
    expect(roleOfEntryCommand(caseType, { type: 'ReopenIssue', of: 'allegation', entry: 'issue.2', reason: '' })).toBe(
      'delegate',
    );
  });
});

test('why answers over a list say whether the condition held, now and then, and no value', () => {
  const on = openCaseUnderTest(COMPLAINT);
  expect(
    whyAvailable(on.caseType, stateOf(on), 'write')?.causes.map(({ sentence }) => inWords(sentence, 'en')),
  ).toEqual([
    `The condition \`count(issues[kind = "allegation"]) > 0 and count(issues[outcome = null]) = 0\` does not hold.`,
  ]);
  on.do(RAISE);
  on.do(DECIDE);
  const begun = whyBegun(on.caseType, on.events, 'write');
  expect(begun?.causes.map(({ cause }) => cause)).toMatchObject([{ kind: 'condition', held: true }]);
});

function stateOf({ state }: ReturnType<typeof openCaseUnderTest>): CaseState {
  if (state === null) throw new Error('The case is not open.');
  return state;
}

describe('an issue of a section', () => {
  const hidden = caseTypeOf(`
roles: { officer: Officer, nurse: Nurse }
issues:
  harm: { title: Harm, outcomes: { yes: Harmed, no: Not harmed }, section: health }
plan:
  tasks:
    care: { title: Care, by: nurse, entry: [{ when: 'some issue in issues satisfies issue.outcome = "yes"' }] }
    talk: { title: Talk, by: officer, repeat: true }
access: { sections: [{ name: health, title: Health, fields: [], readers: [officer, nurse] }] }
`);
  const few = new Set(['general']);

  test('is told to nobody who may not read it, nor what it was, nor what follows from it', () => {
    const told = ['yes', 'no'].map((outcome) => {
      const on = openCaseUnderTest(hidden);
      on.do({ type: 'RaiseIssue', of: 'harm', words: `Is it ${outcome}?` });
      on.do({ type: 'DecideIssue', of: 'harm', entry: 'issue.2', outcome, reasons: `It is ${outcome}` });
      const asked = { nameOf: (person: string) => person, parts: few };
      const context = { caseId: 'c', today: '2024-03-02', mayDo: () => true, parts: few };
      const command: CaseCommand = { type: 'CompleteTask', task: 'care', data: {} };
      const doing = { command, context: { occurred: on.now, actor: 'p1' } };
      return {
        began: on.item('care'),
        events: on.events.map((event) => describeEvent(hidden, event, asked)),
        view: viewCase(hidden, stateOf(on), context),
        available: askWhyAvailable(hidden, stateOf(on), { of: 'care', parts: few }),
        begun: askWhyBegun(hidden, on.events, { of: 'care', parts: few }),
        refused: askWhyNot(hidden, stateOf(on), { of: doing, parts: few }),
      };
    });
    const [{ began: first, ...one } = {}, { began: second, ...other } = {}] = told;
    expect([first, second]).toEqual(['active', 'available']);
    expect(one).toEqual(other);
    expect(told[0]?.events[1]).toEqual({ title: 'Something that you may not read', detail: [], hidden: true });
    expect(JSON.stringify(one)).not.toContain('harm');
  });

  test('hides what follows from it, and what a condition over it says', () => {
    expect(mayReadItem(hidden, 'care', few)).toBe(false);
    expect(mayReadItem(hidden, 'care', new Set(['general', 'health']))).toBe(true);
    expect(partsOfItem(hidden, 'care')).toEqual(['health']);
    expect(mayReadField(hidden, 'issues', few)).toBe(false);
    expect(mayReadField(hidden, 'issues', new Set(['general', 'health']))).toBe(true);
  });

  test('is told in words to who may', () => {
    const on = openCaseUnderTest(hidden);
    const event = on.do({ type: 'RaiseIssue', of: 'harm', words: 'Was anybody hurt?' });
    const words = describeEvent(hidden, event, { nameOf: (person) => person, parts: new Set(['health']) });
    expect(words).toEqual({ title: 'Issue raised: Harm', detail: ['Was anybody hurt?'] });
  });

  test('is for nobody to act on who may not read it, and closing neither', () => {
    const raise = { type: 'RaiseIssue', of: 'harm', words: 'x' } as const;
    expect(missingForCommand(hidden, raise, few)).toEqual(['Health']);
    expect(missingForCommand(hidden, { type: 'CloseCase', outcome: 'done' }, few)).toEqual(['Health']);
    expect(missingForCommand(hidden, { type: 'MovePlanItem', item: 'case', on: 'terminate' }, few)).toEqual(['Health']);
    expect(missingForCommand(hidden, raise, new Set(['general', 'health']))).toEqual([]);
  });
});

describe('the checker', () => {
  const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Europe/Rome
team: desk
roles: { officer: Officer, nurse: Nurse }
data: { note: { type: text, label: Note } }
issues: { harm: { title: Harm, outcomes: { yes: Harmed }, by: officer, section: health } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
access: { sections: [{ name: health, title: Health, fields: [], readers: [officer] }] }
closing: { by: officer, outcomes: { done: Done } }
`;

  test('takes a sound one', () => {
    expect(checkCaseType(SOUND, '0')).not.toHaveProperty('problems');
  });

  test.each([
    ['by: officer, section', 'by: oficer, section', 'issues.harm.by', 'unknown-role'],
    ['by: officer, section', 'decidedBy: judge, section', 'issues.harm.decidedBy', 'unknown-role'],
    ['section: health }', 'section: helth }', 'issues.harm.section', 'unknown-name'],
    ['section: health }', 'section: health, personal: true }', 'issues.harm', 'personal-field'],
    ['section: health }', 'section: health, subject: person }', 'issues.harm.subject', 'personal-field'],
    ['section: health }', 'section: health, personal: true, subject: nobody }', 'issues.harm.subject', 'unknown-party'],
    ['outcomes: { yes: Harmed }', 'outcomes: {}', 'issues.harm.outcomes', 'not-accepted'],
    ['{ tasks', '{ autoComplete: true, tasks', 'issues.harm', 'not-accepted'],
    ['note: { type', 'issues: { type', 'data.issues', 'reserved-name'],
    ['readers: [officer]', 'readers: [nurse]', 'closing.by', 'tells-hidden'],
    [
      'Talk, by: officer }',
      "Talk, by: nurse, entry: [{ when: 'count(issues) > 1' }] }",
      'plan.tasks.talk.by',
      'tells-hidden',
    ],
    [
      'Talk, by: officer }',
      "Talk, by: officer, entry: [{ when: 'count(goals) > 1' }] }",
      'plan.tasks.talk.entry[0].when',
      'unknown-name',
    ],
    [
      'Talk, by: officer }',
      "Talk, by: officer, entry: [{ when: 'count(note[kind = 1]) > 1' }] }",
      'plan.tasks.talk.entry[0].when',
      'expression',
    ],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(SOUND.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});
