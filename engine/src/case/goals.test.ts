// Goals: in somebody's own words, from a baseline to a target, reviewed with exact values over time, concluded.
import { describe, expect, test } from 'vitest';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { describeEvent } from '../view/activity.ts';
import { type CaseUnderTest, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand, GoalCommand } from './commands.ts';
import { replay } from './evolve.ts';

const CARE = `
parties:
  child: { title: Child, subject: true }
  carer: { title: Carer, subject: true }
goals:
  reading:
    title: Reading
    owner: [child]
    measure: { title: Reading aloud, unit: words a minute, direction: more }
  nights: { title: Nights outside, owner: [child], measure: { title: Nights, unit: nights, direction: less }, atClosing: may-stay-open }
plan:
  tasks:
    talk: { title: Talk, by: officer, repeat: true }
    praise: { title: Praise, by: officer, entry: [{ when: 'some g in goals satisfies g.value >= g.target' }] }
`;

const SET: GoalCommand = {
  ...{ type: 'SetGoal', of: 'reading', words: 'I want to read to my sister', owner: 'party.child' },
  ...{ baseline: '10', target: '40.5' },
};
const REVIEW = { type: 'ReviewGoal', of: 'reading', entry: 'goal.2', value: '25' } as const;
const CONCLUDE = { type: 'ConcludeGoal', of: 'reading', entry: 'goal.2', attainment: 'attained' } as const;

function withGoal(): CaseUnderTest {
  const on = openCaseUnderTest(CARE);
  on.do(SET);
  return on;
}

describe('a goal', () => {
  test('is set, reviewed and concluded, and folds to the same state', () => {
    const on = withGoal();
    on.now = '2024-04-01';
    on.do({ ...REVIEW, note: 'She reads every day', on: '2024-03-30' });
    expect(on.item('praise')).toBe('available');
    on.do({ ...REVIEW, value: '40.500' });
    expect(on.item('praise')).toBe('active');
    on.do(CONCLUDE);
    expect(on.state?.entries?.['goal.2']).toEqual({
      ...{ kind: 'goal', of: 'reading', status: 'attained', from: '2024-03-01', until: '2024-04-01' },
      ...{ words: 'I want to read to my sister', owner: 'party.child', baseline: '10', target: '40.5' },
      reviews: [
        { on: '2024-03-30', value: '25', note: 'She reads every day' },
        { on: '2024-04-01', value: '40.500', note: null },
      ],
      reasons: null,
    });
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test.each([
    ['without words', { words: ' ' }],
    ['for nobody', { owner: 'party.9' }],
    ['for a party of another role', { owner: 'party.carer' }],
    ['with a baseline that is no number', { baseline: 'ten' }],
    ['with a target as a double would write it', { target: '1e3' }],
    ['with a target that is no better', { target: '10.0' }],
    ['with a target that is worse', { target: '9.999999' }],
    ['of a kind that there is not', { of: 'maths' }],
  ])('is refused %s', (_, part) => {
    expect(openCaseUnderTest(CARE).refusal({ ...SET, ...part })).toBe('entry-refused');
  });

  test('whose measure counts down has a lower target', () => {
    const on = openCaseUnderTest(CARE);
    const nights = { ...SET, of: 'nights', baseline: '5', target: '0' };
    expect(on.refusal({ ...nights, target: '6' })).toBe('entry-refused');
    on.do(nights);
    on.do({ ...REVIEW, of: 'nights', value: '2' });
    expect(on.refusal({ ...CONCLUDE, of: 'nights' })).toBe('entry-refused');
    on.do({ ...CONCLUDE, of: 'nights', attainment: 'partly-attained' });
    expect(on.state?.entries?.['goal.2']?.status).toBe('partly-attained');
  });

  test('is reviewed in the order of days, until now, and while it is pursued', () => {
    const on = withGoal();
    on.now = '2024-04-01';
    expect(on.refusal({ ...REVIEW, on: '2024-04-02' })).toBe('entry-refused');
    expect(on.refusal({ ...REVIEW, on: '2024-02-01' })).toBe('entry-refused');
    expect(on.refusal({ ...REVIEW, value: '2 5' })).toBe('entry-refused');
    on.do({ ...REVIEW, on: '2024-03-15' });
    expect(on.refusal({ ...REVIEW, on: '2024-03-14' })).toBe('entry-refused');
    on.do({ ...CONCLUDE, attainment: 'partly-attained' });
    expect(on.refusal(REVIEW)).toBe('entry-refused');
    expect(on.refusal(CONCLUDE)).toBe('entry-refused');
  });

  test('is concluded otherwise than measured only with reasons', () => {
    const on = withGoal();
    expect(on.refusal(CONCLUDE)).toBe('entry-refused');
    on.do({ ...REVIEW, value: '10' });
    expect(on.refusal(CONCLUDE)).toBe('entry-refused');
    expect(on.refusal({ ...CONCLUDE, attainment: 'not-attained' })).toBeNull();
    expect(on.refusal({ ...CONCLUDE, reasons: '' })).toBe('entry-refused');
    // Whatever a caller sends that is no status.
    expect(on.refusal({ ...CONCLUDE, attainment: 'review', reasons: 'x' } as unknown as CaseCommand)).toBe(
      'entry-refused',
    );
    on.do({ ...CONCLUDE, reasons: 'She reads whole books now' });
    expect(on.state?.entries?.['goal.2']).toMatchObject({ status: 'attained', reasons: 'She reads whole books now' });
  });

  test('is withdrawn with reasons, however near it came', () => {
    const on = withGoal();
    on.do(REVIEW);
    expect(on.refusal({ ...CONCLUDE, attainment: 'withdrawn' })).toBe('entry-refused');
    on.do({ ...CONCLUDE, attainment: 'withdrawn', reasons: 'She would rather draw' });
    expect(on.state?.entries?.['goal.2']?.status).toBe('withdrawn');
    expect(on.refusal(REVIEW)).toBe('entry-refused');
  });

  test('keeps the case open unless its kind says that it may stay open', () => {
    const on = withGoal();
    on.do({ ...SET, of: 'nights', baseline: '5', target: '0' });
    expect(on.refusal({ type: 'CloseCase', outcome: 'done' })).toBe('open-entries');
    on.do({ ...CONCLUDE, attainment: 'not-attained', reasons: 'She moved away' });
    on.do({ type: 'CloseCase', outcome: 'done' });
    expect(on.refusal(SET)).toBe('case-closed');
    on.do({ ...REVIEW, of: 'nights', entry: 'goal.3', value: '1' });
  });

  test('is told with its course', () => {
    const on = withGoal();
    const event = on.do(REVIEW);
    expect(describeEvent(on.caseType, event, { nameOf: (person) => person, parts: null })).toEqual({
      title: 'Goal reviewed: Reading',
      detail: ['I want to read to my sister', 'Reading aloud: from 10 to 40.5 words a minute', '25 on 1 March 2024'],
    });
  });
});

describe('the checker', () => {
  const SOUND = `${HEAD_UNDER_TEST.trimStart()}zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true }, firm: { title: Firm } }
goals: { home: { title: Home, owner: [person], measure: { title: Nights, unit: nights, direction: more } } }
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

  test('takes a sound one', () => {
    expect(checkCaseType(SOUND, '0')).not.toHaveProperty('problems');
  });

  test.each([
    ['owner: [person]', 'owner: [nobody]', 'goals.home.owner[0]', 'unknown-party'],
    ['owner: [person]', 'owner: [firm]', 'goals.home.owner[0]', 'not-accepted'],
    ['owner: [person]', 'owner: []', 'goals.home.owner', 'not-accepted'],
    ['direction: more', 'direction: up', 'goals.home.measure.direction', 'not-accepted'],
    ['title: Home,', 'title: Home, by: judge,', 'goals.home.by', 'unknown-role'],
    ['owner: [person]', 'personal: true, owner: [firm]', 'goals.home.owner[0]', 'personal-field'],
    ['title: Home,', 'title: Home, section: secret,', 'goals.home.section', 'unknown-name'],
    ['{ tasks', '{ autoComplete: true, tasks', 'goals.home', 'not-accepted'],
    ['note: { type', 'goals: { type', 'data.goals', 'reserved-name'],
  ])('finds %j made %j', (part, by, path, code) => {
    const result = checkCaseType(SOUND.replace(part, by), '0');
    const problems = 'problems' in result ? result.problems : [];
    expect(problems.map((one) => [one.path, one.code])).toContainEqual([path, code]);
  });
});
