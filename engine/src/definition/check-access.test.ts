// Who may read what, in a case type: what it becomes, and what is wrong with it, each with its place.
import { describe, expect, test } from 'vitest';
import { GENERAL, managerOf, sectionsOf } from './access-definition.ts';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer, manager: Manager }
data:
  note: { type: text, label: Note }
  diagnosis: { type: text, label: Diagnosis }
  income: { type: text, label: Income }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

function check(access: string): ReturnType<typeof checkCaseType> {
  return checkCaseType(`${HEAD}${access}\n`, 'f'.repeat(64));
}

function problems(access: string): readonly string[] {
  const result = check(access);
  return 'problems' in result ? result.problems.map(({ path, code }) => `${path}: ${code}`) : [];
}

describe('access', () => {
  test('is absent where nothing is said, and whoever may close manages it', () => {
    const result = check('');
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    expect(result.caseType.access).toBeUndefined();
    expect([managerOf(result.caseType), sectionsOf(result.caseType)]).toEqual(['officer', [GENERAL]]);
  });

  test('says what is asked of the case, of sections and of single fields', () => {
    const result = check(`
access:
  classification: { scale: au, level: 'OFFICIAL: Sensitive', markers: [privacy] }
  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis, income], readers: [officer], purposes: [care] }]
  fields: [{ field: income, compartments: [c2, c1] }]`);
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    const nothing = { readers: null, classification: null, compartments: [], purposes: null };
    expect(result.caseType.access).toEqual({
      classification: { scale: 'au', level: 'OFFICIAL: Sensitive', markers: ['privacy'] },
      ...{ compartments: [], purposes: null, manage: 'manager' },
      sections: [
        {
          ...nothing,
          ...{ name: 'health', title: 'Health', fields: ['diagnosis', 'income'] },
          ...{ readers: ['officer'], purposes: ['care'] },
        },
      ],
      fields: new Map([['income', { ...nothing, compartments: ['c1', 'c2'] }]]),
      tells: [],
      sectionOf: new Map([
        ['diagnosis', 'health'],
        ['income', 'health'],
      ]),
    });
    expect(sectionsOf(result.caseType)).toEqual([GENERAL, 'health']);
  });

  const section = (text: string): string => `access: { sections: [${text}] }`;
  const health = 'name: health, title: Health, fields: [diagnosis]';
  test.each([
    ['access: { manage: head }', 'access.manage: unknown-role'],
    [section(`{ ${health}, readers: [nurse] }`), 'access.sections[0].readers[0]: unknown-role'],
    [section('{ name: health, title: H, fields: [none] }'), 'access.sections[0].fields[0]: unknown-field'],
    [section('{ name: general, title: G, fields: [note] }'), 'access.sections[0].name: reserved-name'],
    [section(`{ ${health} }, { name: health, title: H, fields: [note] }`), 'access.sections[1].name: duplicate-id'],
    [
      section(`{ ${health} }, { name: more, title: M, fields: [diagnosis] }`),
      'access.sections[1].fields[0]: duplicate-id',
    ],
    [section('{ name: a b, title: H, fields: [note] }'), 'access.sections[0].name: not-accepted'],
    [section('{ name: h, title: H, fields: [] }'), 'access.sections[0].fields: not-accepted'],
    [section(`{ ${health}, purposes: [] }`), 'access.sections[0].purposes: not-accepted'],
    [section(`{ ${health}, classification: { scale: au } }`), 'access.sections[0].classification: missing-key'],
    [
      section(`{ ${health}, classification: { scale: au, level: 3 } }`),
      'access.sections[0].classification.level: wrong-type',
    ],
    ['access: { fields: [{ field: none, readers: [officer] }] }', 'access.fields[0].field: unknown-field'],
    ['access: { fields: [{ field: note }] }', 'access.fields[0]: not-accepted'],
    [
      'access: { fields: [{ field: note, readers: [officer] }, { field: note, purposes: [x] }] }',
      'access.fields[1]: duplicate-id',
    ],
    [
      'access: { sections: [{ name: note, title: N, fields: [income] }], fields: [{ field: note, readers: [officer] }] }',
      'access.fields[0]: duplicate-id',
    ],
    ['access: { emergencies: [] }', 'access.emergencies: not-accepted'],
    ['access: { emergencies: [{ category: life }] }', 'access.emergencies[0]: missing-key'],
    [
      'access: { emergencies: [{ category: life, title: A }, { category: life, title: B }] }',
      'access.emergencies[1].category: duplicate-id',
    ],
    ['access: { levels: [a] }', 'access.levels: unknown-key'],
  ])('%s is refused where it stands', (access, problem) => {
    expect(problems(access)).toEqual([problem]);
  });
});
