// A case type in which work, notices, the team or the end of a case tell of a field to those who may not read it is refused, each
// with its place; and what it says in writing may be told.
import { describe, expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';
import { whatFollows } from './what-follows.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer, nurse: Nurse }
data:
  note: { type: text, label: Note }
  diagnosis: { type: text, label: Diagnosis }
  bornOn: { type: date, label: Born }
  level: { type: text, label: Level }
  grave: { type: boolean, label: Grave, derived: 'diagnosis = "grave"' }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required, diagnosis: optional } } }
closing: { by: officer, outcomes: { done: Done } }
`;
const ACCESS = `access:
  sections: [{ name: health, title: Health, fields: [diagnosis, bornOn], readers: [nurse] }]
`;

function problems(rest: string, access = ACCESS): readonly string[] {
  const result = checkCaseType(`${HEAD}${rest}\n${access}`, 'f'.repeat(64));
  return 'problems' in result ? result.problems.map(({ path, code }) => `${path}: ${code}`) : [];
}

function act(more: string, by = 'officer'): string {
  return `plan: { tasks: { act: { title: Act, by: ${by}, ${more} }, work: { title: Work, by: officer } } }`;
}

describe('work that follows from a hidden field', () => {
  it.each([
    ['a condition', `entry: [{ when: 'diagnosis = "x"' }]`],
    ['a derived field', `entry: [{ when: grave }]`],
    ['a way out', `exit: [{ when: 'diagnosis = "x"' }]`],
    ['the manual rule', `manual: 'diagnosis = "x"'`],
  ])('by %s is refused for a role that may not read it, and is right for one that may', (_, more) => {
    expect(problems(act(more))).toEqual(['plan.tasks.act.by: tells-hidden']);
    expect(problems(act(more, 'nurse'))).toEqual([]);
    expect(problems(act(more), '')).toEqual([]);
  });

  it('is found through what it waits for', () => {
    const plan = `plan:
  tasks:
    first: { title: First, by: nurse, entry: [{ when: grave }] }
    second: { title: Second, by: officer, entry: [{ after: first }] }
    other: { title: Other, by: officer }`;
    expect(problems(plan)).toEqual(['plan.tasks.second.by: tells-hidden']);
  });

  it('is found through routing', () => {
    const routing = `
routing:
  tables: { by-need: { rules: [{ id: a, when: grave, to: { team: desk } }, { id: b, to: { team: desk } }] } }`;
    expect(problems(`${act('routedBy: by-need')}${routing}`)).toEqual(['plan.tasks.act.by: tells-hidden']);
  });

  it('may be told where the case type says so, and only there', () => {
    const told = (line: string): string => `${ACCESS}  tells: [{ ${line}, reason: Planners must know }]\n`;
    const plan = act(`entry: [{ when: 'diagnosis = "x"' }]`);
    expect(problems(plan, told('item: act, of: diagnosis'))).toEqual([]);
    expect(problems(plan, told('item: act, of: bornOn'))).toEqual([
      'plan.tasks.act.by: tells-hidden',
      'access.tells[0]: not-accepted',
    ]);
    expect(problems(plan, told('item: nothing, of: diagnosis'))).toEqual(['access.tells[0].item: unknown-item']);
    expect(problems(plan, told('item: act, clock: act, of: diagnosis')).length).toBeGreaterThan(0);
  });
});

describe('what else tells', () => {
  const PLAN = 'plan: { tasks: { work: { title: Work, by: officer } } }';
  const clock = (role: string): string => `
clocks:
  appeal: { title: Appeal, kind: deadline, from: bornOn, within: 60 days, stop: closing, calendar: AU-ACT,
    escalate: [{ at: due, to: ${role} }], law: { ref: Test Act, kind: statute } }`;

  it('is a notice to those who may not know the due date', () => {
    expect(problems(PLAN + clock('officer'))).toEqual(['clocks.appeal.escalate[0].to: tells-hidden']);
    expect(problems(PLAN + clock('nurse'))).toEqual([]);
  });

  it('is the team to which a case goes', () => {
    const routing = `
routing:
  case: by-need
  teams: { ward: Ward }
  tables: { by-need: { rules: [{ id: a, when: 'diagnosis = "x"', to: { team: ward } }, { id: b, to: { team: desk } }] } }`;
    expect(problems(PLAN + routing)).toEqual(['routing.case: tells-hidden']);
  });

  it('is the end of a case that ends with its plan', () => {
    const plan = (by: string, more: string): string =>
      `plan: { autoComplete: true, tasks: { act: { title: Act, by: ${by}, required: true, ${more} } } }`;
    expect(problems(plan('nurse', 'entry: [{ when: grave }]'))).toContain('plan.autoComplete: tells-hidden');
    expect(problems(plan('nurse', 'priority: urgent'))).toEqual([]);
  });

  it('is a value that the case writes itself into what more people may read', () => {
    const plan = `plan:
  tasks: { work: { title: Work, by: officer } }
  milestones: { known: { title: Known, entry: [{ when: grave }], sets: { level: '"high"' } } }`;
    expect(problems(plan)).toEqual(['data.level: tells-hidden']);
    expect(problems(plan, ACCESS.replace('bornOn]', 'bornOn, level]'))).toEqual([]);
  });
});

describe('what follows', () => {
  it('is nothing where a person decides', () => {
    const result = checkCaseType(`${HEAD}${act('form: open')}\n${ACCESS}`, 'f'.repeat(64));
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const { fields, begins, ends } = whatFollows(result.caseType);
    expect([...(fields.get('grave') ?? [])].toSorted()).toEqual(['diagnosis', 'grave']);
    expect([...(fields.get('note') ?? [])]).toEqual(['note']);
    expect([begins.get('act')?.size, ends.get('act')?.size, ends.get('work')?.size]).toEqual([0, 0, 0]);
  });
});
