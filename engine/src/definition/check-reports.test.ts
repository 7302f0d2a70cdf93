// What a case type says of reports: each fault is found where it stands.
import { expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true } }
data:
  note: { type: text, label: Note }
  region: { type: choice, label: Region, options: { north: North, south: South } }
  age: { type: number, label: Age at the start }
  faith: { type: choice, label: Faith, options: [a, b], personal: true, subject: child, purpose: Schooling }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;
const SOUND = `reports:
  yearStarts: 07-01
  cohorts:
    region: { title: Region, field: region }
    age: { title: Age, field: age, bands: [5, 12] }
`;

const checked = (reports: string): ReturnType<typeof checkCaseType> =>
  checkCaseType(`${HEAD}${reports}`, 'f'.repeat(64));

it('says by which fields cases are counted and when a year begins', () => {
  const result = checked(SOUND);
  const reports = 'caseType' in result ? result.caseType.reports : undefined;
  expect(reports?.yearStarts).toBe('07-01');
  expect([...(reports?.cohorts.values() ?? [])]).toEqual([
    { name: 'region', title: 'Region', field: 'region' },
    { name: 'age', title: 'Age', field: 'age', bands: [5, 12] },
  ]);
});

it('says nothing where a case type does not, and a calendar year where no other is said', () => {
  const none = checked('');
  expect('caseType' in none ? none.caseType.reports : 'refused').toBeUndefined();
  const bare = checked('reports: {}');
  expect('caseType' in bare ? bare.caseType.reports?.yearStarts : 'refused').toBe('01-01');
});

it.each([
  ['yearStarts: 07-01', 'yearStarts: 06-31', 'reports.yearStarts', 'not-accepted'],
  ['yearStarts: 07-01', 'yearStarts: 02-29', 'reports.yearStarts', 'not-accepted'],
  ['yearStarts: 07-01', 'yearStarts: July', 'reports.yearStarts', 'not-accepted'],
  ['field: region', 'field: regio', 'reports.cohorts.region.field', 'unknown-field'],
  ['field: region', 'field: note', 'reports.cohorts.region.field', 'wrong-kind'],
  ['field: region', 'field: faith', 'reports.cohorts.region.field', 'personal-field'],
  ['field: region', 'field: age', 'reports.cohorts.region.field', 'wrong-kind'],
  ['field: age, bands', 'field: region, bands', 'reports.cohorts.age.field', 'wrong-kind'],
  ['[5, 12]', '[12, 5]', 'reports.cohorts.age.bands', 'not-accepted'],
  ['[5, 12]', '[5, 5]', 'reports.cohorts.age.bands', 'not-accepted'],
  ['[5, 12]', '[five]', 'reports.cohorts.age.bands[0]', 'wrong-type'],
  ['    region: {', '    team: {', 'reports.cohorts.team', 'reserved-name'],
])('instead of %s, %s is refused', (right, wrong, path, code) => {
  const result = checked(SOUND.replace(right, wrong));
  const problems = 'problems' in result ? result.problems : [];
  expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
});
