// What a case type says of open data: what it comes to, and each fault found where it stands.
import { expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';
import { levelsOf } from './publish-categories.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true } }
data:
  note: { type: text, label: Note }
  story: { type: long-text, label: Story }
  region: { type: choice, label: Region, options: { north: North, south: South, far: Far } }
  income: { type: money, label: Income }
  heardOn: { type: date, label: Heard on }
  postcode: { type: text, label: Postcode, personal: true, subject: child, purpose: Post }
  name: { type: text, label: Name, personal: true, subject: child, purpose: Letters, identifies: name }
  bornOn: { type: date, label: Born, personal: true, subject: child, purpose: Age, identifies: born }
  faith: { type: choice, label: Faith, options: [a, b], personal: true, subject: child, purpose: Schooling }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
access: { manage: officer, sections: [{ name: belief, title: Belief, readers: [officer], fields: [faith] }] }
closing: { by: officer, outcomes: { done: Done, refused: Refused } }
`;
const TABLES = `publish:
  assessment: PIA-7
  licence: https://creativecommons.org/licenses/by/4.0/
  every: quarter
  place: The city
  threshold: 10
  diversity: 2
  columns:
    outcome: { title: Outcome, case: outcome }
    region: { title: Region, field: region, steps: [values, { groups: { near: { title: Near, of: [north, south] } } }] }
    age: { title: Age, field: bornOn, steps: [{ ages: [18, 30, 65] }, { ages: [18] }] }
    area: { title: Area, field: postcode, steps: [{ groups: { inner: { title: Inner, starts: ['26'] } } }] }
    income: { title: Income, field: income, steps: [{ bands: [100, 500] }] }
    heard: { title: Heard, field: heardOn, steps: [month, year] }
    faith: { title: Faith, field: faith }
  tables:
    outcomes: { title: Outcomes, columns: [outcome, region] }
`;
const ROWS = TABLES.replace(
  'tables:\n    outcomes: { title: Outcomes, columns: [outcome, region] }',
  'rows: { title: Cases, columns: [outcome, age, heard] }',
);

const checked = (publish: string): ReturnType<typeof checkCaseType> =>
  checkCaseType(`${HEAD}${publish}`, 'f'.repeat(64));

it('says what is published, in which steps, and how near each column comes to a person', () => {
  const result = checked(TABLES);
  if (!('caseType' in result)) throw new Error(JSON.stringify(result.problems));
  const { publish } = result.caseType;
  expect(publish?.threshold).toBe(10);
  const columns = [...(publish?.columns.values() ?? [])];
  expect(columns.map(({ name, role }) => [name, role])).toEqual([
    ['outcome', 'other'],
    ['region', 'other'],
    ['age', 'quasi'],
    ['area', 'quasi'],
    ['income', 'other'],
    ['heard', 'other'],
    ['faith', 'sensitive'],
  ]);
  const levels = columns.map((column) =>
    levelsOf(column, result.caseType).map(
      ({ categories }) => categories?.map(({ name }) => name).join('|') ?? 'periods',
    ),
  );
  expect(levels).toEqual([
    ['done|refused|unknown'],
    ['north|south|far|unknown', 'near|other|unknown'],
    ['under 18|18 to 29|30 to 64|65 and more|unknown', 'under 18|18 and more|unknown'],
    ['inner|other|unknown'],
    ['under 100|100 to under 500|500 and more|unknown'],
    ['periods', 'periods'],
    ['a|b|unknown'],
  ]);
  const parents = columns.map((column) => levelsOf(column, result.caseType)[0]?.parents);
  expect([parents[1], parents[2]]).toEqual([
    [0, 0, 1, 2],
    [0, 1, 1, 1, 2],
  ]);
  expect('caseType' in checked(ROWS)).toBe(true);
});

it('asks for more people where something sensitive is told, also where nobody says how many', () => {
  const bare = (text: string): number | undefined => {
    const result = checked(text.replace('  threshold: 10\n', ''));
    return 'caseType' in result ? result.caseType.publish?.threshold : undefined;
  };
  expect([bare(TABLES), bare(TABLES.replace('    faith: { title: Faith, field: faith }\n', ''))]).toEqual([10, 5]);
});

it.each([
  ['field: region', 'field: name', 'publish.columns.region.field', 'personal-field'],
  ['field: region', 'field: story', 'publish.columns.region.field', 'personal-field'],
  ['field: region', 'field: regio', 'publish.columns.region.field', 'unknown-field'],
  ['field: faith', 'field: note', 'publish.columns.faith', 'wrong-kind'],
  [
    '{ title: Income, field: income, steps: [{ bands: [100, 500] }] }',
    '{ title: Income, field: income }',
    'publish.columns.income',
    'wrong-kind',
  ],
  ['[{ ages: [18, 30, 65] }, { ages: [18] }]', '[month, year]', 'publish.columns.age.steps[0]', 'personal-field'],
  ['{ ages: [18] }]', '{ ages: [20] }]', 'publish.columns.age.steps[1]', 'not-accepted'],
  ['{ ages: [18] }]', 'year]', 'publish.columns.age.steps[1]', 'not-accepted'],
  ['[month, year]', '[year, month]', 'publish.columns.heard.steps[1]', 'not-accepted'],
  ['bands: [100, 500]', 'bands: [500, 100]', 'publish.columns.income.steps[0]', 'not-accepted'],
  ['of: [north, south]', 'of: [north, east]', 'publish.columns.region.steps[1].groups.near.of[1]', 'unknown-name'],
  ['near: { title', 'north: { title', 'publish.columns.region.steps[1].groups.north', 'duplicate-id'],
  ['near: { title', 'other: { title', 'publish.columns.region.steps[1].groups.other', 'reserved-name'],
  ["starts: ['26']", 'of: [north]', 'publish.columns.area.steps[0].groups.inner', 'missing-key'],
  ['threshold: 10', 'threshold: 9', 'publish.threshold', 'not-accepted'],
  ['diversity: 2', 'diversity: 1', 'publish.diversity', 'not-accepted'],
  ['case: outcome', 'case: outcome, field: region', 'publish.columns.outcome', 'missing-key'],
  ['    outcome: {', '    count: {', 'publish.columns.count', 'reserved-name'],
  ['columns: [outcome, region]', 'columns: [outcome, outcome]', 'publish.tables.outcomes.columns[1]', 'duplicate-id'],
  ['columns: [outcome, region]', 'columns: [outcome, where]', 'publish.tables.outcomes.columns[1]', 'unknown-name'],
  ['columns: [outcome, region]', 'columns: [outcome, heard]', 'publish.tables.outcomes.columns[1]', 'not-accepted'],
  ['columns: [outcome, region]', 'columns: [outcome, region, age, area, income, faith]', 'publish.tables', 'too-large'],
  ['  tables:', '  rows: { title: Cases, columns: [region] }\n  tables:', 'publish.rows', 'not-accepted'],
  ['  assessment: PIA-7\n', '', 'publish', 'missing-key'],
  ['https://creativecommons', 'ftp://creativecommons', 'publish.licence', 'not-accepted'],
])('instead of %s, %s is refused', (right, wrong, path, code) => {
  expect(TABLES).toContain(right);
  const result = checked(TABLES.replace(right, wrong));
  const problems = 'problems' in result ? result.problems : [];
  expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
});

it('takes what follows from a field that not everybody may read for sensitive, or refuses it', () => {
  const head = HEAD.replace(
    '  bornOn:',
    '  devout: { type: boolean, label: Devout, derived: \'faith = "a"\', personal: true, subject: child, purpose: Schooling }\n  bornOn:',
  );
  const ordinary = TABLES.replace(
    '    faith: { title: Faith, field: faith }\n',
    '    devout: { title: Devout, field: devout }\n',
  );
  const problems = (text: string): readonly unknown[] => {
    const result = checkCaseType(`${head}${text}`, 'f'.repeat(64));
    return 'problems' in result ? result.problems.map(({ path, code }) => [path, code]) : [];
  };
  expect(problems(ordinary)).toContainEqual(['publish.columns.devout.field', 'tells-hidden']);
  expect(problems(ordinary.replace('field: devout', 'field: devout, role: sensitive'))).not.toContainEqual([
    ...['publish.columns.devout.field', 'tells-hidden'],
  ]);
});

it('lowers no threshold where only what is ordinary is told', () => {
  const ordinary = TABLES.replace('    faith: { title: Faith, field: faith }\n', '');
  const problems = (threshold: number): number => {
    const result = checked(ordinary.replace('threshold: 10', `threshold: ${threshold}`));
    return 'problems' in result ? result.problems.length : 0;
  };
  expect([problems(5), problems(4)]).toEqual([0, 1]);
});
