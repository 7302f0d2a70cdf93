// A release from cases to files: the same bytes for the same cases, nothing that somebody typed, no period in two forms, rows told once,
// and a case that comes or goes in none of it.
import { expect, it } from 'vitest';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import type { FinishedCase } from './column-values.ts';
import { prepareRelease, type PreparedRelease } from './prepare-release.ts';
import { csvOf } from './release-csv.ts';
import { writeRelease, type WrittenRelease } from './release-files.ts';
import type { Working } from './release-working.ts';
import { chanceOf } from './tables-under-test.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true } }
data:
  note: { type: text, label: Note }
  region: { type: choice, label: Region, options: { north: North, south: South } }
  postcode: { type: text, label: Postcode, personal: true, subject: child, purpose: Post }
  bornOn: { type: date, label: Born, personal: true, subject: child, purpose: Age, identifies: born }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done, refused: Refused } }
publish:
  assessment: PIA-7
  licence: https://creativecommons.org/licenses/by/4.0/
  every: quarter
  place: The city
  columns:
    outcome: { title: Outcome, case: outcome }
    days: { title: Days, case: days-open, steps: [{ bands: [30, 90] }] }
    region: { title: Region, field: region }
    age: { title: Age, field: bornOn, steps: [{ ages: [18, 30, 65] }, { ages: [18] }] }
    area: { title: Area, field: postcode, steps: [{ groups: { inner: { title: Inner, starts: ['26'] } } }] }
`;
const TABLES = `${HEAD}  tables:
    outcomes: { title: Outcomes, columns: [outcome, region] }
    ages: { title: Ages, columns: [outcome, age] }
`;
const ROWS = `${HEAD}  rows: { title: Cases, columns: [outcome, area, age] }
`;

function caseTypeOf(source: string): CaseType {
  const checked = checkCaseType(source, 'f'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.caseType;
}

function made(many: number, month: string, seed = 1): readonly FinishedCase[] {
  const chance = chanceOf(seed);
  return Array.from({ length: many }, (_, at) => ({
    unit: `child-${seed}-${at}`,
    data: {
      region: chance() < 0.7 ? 'north' : 'south',
      postcode: chance() < 0.5 ? '2600' : '=HYPERLINK("x")',
      bornOn: `${1950 + Math.floor(chance() * 70)}-06-15`,
      note: 'Rosebud',
    },
    ...{ outcome: chance() < 0.8 ? 'done' : 'refused', openedOn: '2026-01-05', closedOn: `2026-${month}-20` },
  }));
}

interface Asked {
  readonly source: string;
  readonly cases: readonly FinishedCase[];
  readonly until?: string;
  readonly earlier?: readonly Working[];
}

function release({ source, cases, until = '2026-03-31', earlier = [] }: Asked): PreparedRelease & WrittenRelease {
  const caseType = caseTypeOf(source);
  const { publish } = caseType;
  if (publish === undefined) throw new Error('Nothing is published.');
  const prepared = prepareRelease({ caseType, publish, cases, from: '2026-01-01', until, earlier });
  const written = writeRelease({
    ...{ caseType, publish, working: prepared.working, publisher: 'City' },
    ...{ digest: (text: string) => `${text.length}`, size: (text: string) => text.length },
  });
  return { ...prepared, ...written };
}

const textOf = (of: WrittenRelease, name: string): string => of.files.find((file) => file.name === name)?.text ?? '';

it('gives the same bytes for the same cases in whatever order, and tells each period and total', () => {
  const cases = made(120, '02');
  const one = release({ source: TABLES, cases });
  const other = release({ source: TABLES, cases: cases.toReversed() });
  expect(other.files).toEqual(one.files);
  expect(one.files.map(({ name }) => name)).toEqual([
    ...['outcomes.csv', 'outcomes.json', 'ages.csv', 'ages.json', 'method.md', 'datapackage.json'],
  ]);
  expect(textOf(one, 'outcomes.csv').split('\r\n')).toContain('2026-Q1,total,total,120,false');
  expect(one.periods).toMatchObject([{ period: '2026-Q1', cases: 120, outcome: 'new' }]);
  const rows = JSON.parse(textOf(one, 'outcomes.json')) as readonly { readonly count: number | null }[];
  expect(rows).toHaveLength(textOf(one, 'outcomes.csv').split('\r\n').length - 2);
});

it('lets no word of a case out, and nothing that says who it is about', () => {
  for (const source of [TABLES, ROWS]) {
    const all = release({ source, cases: made(200, '02') })
      .files.map(({ text }) => text)
      .join('\n');
    expect(all).not.toMatch(/Rosebud|HYPERLINK|2600|child-1|-06-15/);
  }
});

it('takes cases by the day of closing, whole periods alone, and reckons ages and days', () => {
  const until = release({ source: TABLES, cases: made(60, '05'), until: '2026-06-29' });
  expect(until.working.periods.map(({ name }) => name)).toEqual(['2026-Q1']);
  const source = TABLES.replace('columns: [outcome, age]', 'columns: [days, age]');
  const one = { ...made(1, '02')[0], data: { bornOn: '2008-02-21' } } as FinishedCase;
  const many = Array.from({ length: 12 }, (_, at) => ({ ...one, unit: `child-${at}` }));
  // On 20 February 2026 they are 17, and 46 days have passed since it was opened.
  expect(textOf(release({ source, cases: many }), 'ages.csv')).toContain('2026-Q1,30 to under 90,under 18,12,false');
});

it('leaves everything as it was published where one case comes, goes or changes', () => {
  for (const source of [TABLES, ROWS]) {
    const cases = made(150, '02');
    const first = release({ source, cases });
    const changed = cases.map((one, at) => (at === 3 ? { ...one, outcome: 'refused', data: {} } : one));
    for (const now of [cases.slice(1), [...cases, ...made(1, '03', 9)], changed])
      expect(release({ source, cases: now, earlier: [first.working] }).files).toEqual(first.files);
    const [naive] = [release({ source, cases: cases.slice(1) })];
    expect(naive.files).not.toEqual(first.files);
  }
});

it('tells no period in a second form, and goes on in the new one after it', () => {
  const cases = [...made(150, '02'), ...made(150, '05', 2)];
  const first = release({ source: TABLES, cases });
  const monthly = TABLES.replace('every: quarter', 'every: month');
  const later = release({ source: monthly, cases, until: '2026-06-30', earlier: [first.working] });
  expect(later.periods.filter(({ outcome }) => outcome === 'other-form').map(({ period }) => period)).toEqual([
    ...['2026-01', '2026-02', '2026-03'],
  ]);
  expect(later.working.periods.map(({ name }) => name)).toEqual(['2026-04', '2026-05', '2026-06']);
  const retitled = TABLES.replace('title: Outcomes', 'title: How they ended');
  expect(release({ source: retitled, cases, earlier: [first.working] }).periods).toMatchObject([
    { outcome: 'as-published' },
  ]);
});

it('makes no formula of a cell, and quotes what has to be', () => {
  const cells = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', ' =x', '\uff1dx', 'a,b', 'say "x"', 'two\nlines', 'plain', ''];
  const rows = cells.map((cell) => csvOf(['x'], [[cell]]).slice(3, -2));
  expect(rows).toEqual([
    ...[
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      '"\'\rx"',
      "' =x",
      "'\uff1dx",
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
      'plain',
      '',
    ],
  ]);
  expect(csvOf(['x', 'y', 'z'], [[1, null, true]])).toBe('x,y,z\r\n1,,true\r\n');
});
