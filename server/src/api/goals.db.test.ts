// The report on goals over the wire and at the command line: over the cases and sections that whoever asks may read, on record, and
// from rows that follow from the events.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../cli/cli.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis, level], readers: [manager] }]
reports:
  yearStarts: 07-01
  cohorts:
    region: { title: Region, field: region }
    level: { title: Level, field: level }
    age: { title: Age, field: age, bands: [18, 65] }
parties:
  person: { title: Person, subject: true }
goals:
  walk: { title: Walk, owner: [person], measure: { title: Steps, unit: steps, direction: more }, atClosing: may-stay-open }
  weight:
    { title: Weight, owner: [person], measure: { title: Weight, unit: kg, direction: less }, section: health, atClosing: may-stay-open }
`)
  .replace(
    'diagnosis: { type: text, label: Diagnosis }',
    `diagnosis: { type: text, label: Diagnosis }
  region: { type: choice, label: Region, options: { north: North, south: South } }
  level: { type: choice, label: Level, options: { low: Low, high: High } }
  age: { type: number, label: Age }`,
  )
  .replace('diagnosis: optional }', 'diagnosis: optional, region: optional, age: optional }');

const ALWAYS = 'from=2020-01-01&to=2099-12-31';

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let otto: Client;

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'office', title: 'Office' }] },
    people: [{ person: 'otto', name: 'Otto', memberships: [{ team: 'office', role: 'officer' }] }],
  });
  otto = await signedIn(under, 'otto');
  // Six in the north and one in the south, each with a goal that all may know of, and one with another of health.
  for (const at of [1, 2, 3, 4, 5, 6, 7]) await caseWithGoal(at);
});
afterAll(() => under.close());

const paths: string[] = [];

async function caseWithGoal(at: number): Promise<void> {
  const data = { note: 'x', region: at === 7 ? 'south' : 'north', age: at * 12 };
  const opened = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  const path = `/api/v1/cases/${String(opened.body.caseId)}`;
  paths.push(path);
  const goal = { words: 'To SECRET-WISH', owner: 'party.person' };
  await done(olga, `${path}/goals`, { ...goal, of: 'walk', baseline: String(at), target: '100' });
  await done(olga, `${path}/goals/goal.2/review`, { of: 'walk', value: String(at * 10), note: 'SECRET-NOTE' });
  const attainment = at < 3 ? 'attained' : at < 5 ? 'withdrawn' : 'partly-attained';
  if (at < 7) await done(olga, `${path}/goals/goal.2/conclude`, { of: 'walk', attainment, reasons: 'SECRET-REASON' });
  if (at !== 1) return;
  await done(mara, `${path}/goals`, { ...goal, of: 'weight', baseline: '90', target: '80' });
  const level = await mara.send('PATCH', `${path}/data`, { body: { data: { level: 'high' } } });
  expect(level.status).toBe(200);
}

async function report(by: Client, more = '') {
  const answer = await by.get(`/api/v1/goals?${ALWAYS}${more}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

describe('the report', () => {
  test('says of the cases that may be read what became of their goals, and where what was measured lies', async () => {
    const { kinds, isCut } = await report(olga);
    expect(isCut).toBe(false);
    expect(kinds).toMatchObject([{ caseType: 'care', goal: 'walk', goalTitle: 'Walk', measure: { unit: 'steps' } }]);
    expect(kinds[0].all).toEqual({
      ...{ goals: 7, pursued: 1, attained: 2, partlyAttained: 2, notAttained: 0, withdrawn: 2, measured: 7 },
      start: { count: 7, lower: '2', median: '4', upper: '6' },
      end: { count: 7, lower: '20', median: '40', upper: '60' },
      // Of two goals nothing is said that would be said of each.
      daysToAttain: null,
    });
    expect(JSON.stringify(kinds)).not.toContain('SECRET');
  });

  test('counts nothing for whoever reads no case, and no goal of a section that is closed to them', async () => {
    expect((await report(otto)).kinds).toEqual([]);
    const goals = async (by: Client) =>
      (await report(by)).kinds.map(({ goal, all }: { goal: string; all: { goals: number } }) => [goal, all.goals]);
    expect(await goals(olga)).toEqual([['walk', 7]]);
    expect(await goals(mara)).toEqual([
      ['walk', 7],
      ['weight', 1],
    ]);
    expect((await report(olga, '&goal=weight')).kinds).toEqual([]);
  });

  test('tells cohorts apart by what may be read, and what may not be read looks like what is not there', async () => {
    const cohorts = async (by: Client, cohort: string) => {
      const { kinds } = await report(by, `&goal=walk&cohort=${cohort}`);
      return kinds[0].rows.map(({ label, goals }: { label: string; goals: number }) => [label, goals]);
    };
    expect(await cohorts(olga, 'region')).toEqual([
      ['North', 6],
      ['South', 1],
    ]);
    expect(await cohorts(olga, 'age')).toEqual([
      ['Under 18', 1],
      ['18 to under 65', 4],
      ['65 and over', 2],
    ]);
    expect(await cohorts(olga, 'team')).toEqual([['Desk', 7]]);
    expect(await cohorts(mara, 'level')).toEqual([
      ['High', 1],
      [null, 6],
    ]);
    expect(await cohorts(olga, 'level')).toEqual([[null, 7]]);
    expect(await cohorts(olga, 'diagnosis')).toEqual([[null, 7]]);
  });

  test('takes goals by the day on which they were set or concluded, of the days that were asked for', async () => {
    expect((await report(olga, '&by=concluded')).kinds[0].all).toMatchObject({ goals: 6, pursued: 0 });
    expect((await olga.get('/api/v1/goals?from=2020-01-01&to=2020-12-31')).body.kinds).toEqual([]);
    const [year] = (await report(olga, '&period=financial-year')).kinds[0].rows;
    expect([year.from, year.to]).toEqual([expect.stringMatching(/-07-01$/), expect.stringMatching(/-06-30$/)]);
    expect((await olga.get('/api/v1/goals?from=2020-13-01&to=2020-12-31')).status).toBe(400);
    expect((await olga.get(`/api/v1/goals?${ALWAYS}&period=week`)).status).toBe(400);
  });

  test('comes as a table', async () => {
    const table = String((await olga.get(`/api/v1/goals?${ALWAYS}&cohort=region&format=csv`)).body);
    const [header, ...lines] = table.trim().split('\r\n');
    expect(header?.split(',').slice(7, 11)).toEqual(['cohort', 'goals', 'pursued', 'attained']);
    expect(lines.map((line) => line.split(',').slice(7, 11))).toEqual([
      ['North', '6', '0', '2'],
      ['South', '1', '1', '0'],
    ]);
  });

  test('is on record with how many were counted and no case, as counts are', async () => {
    await report(mara);
    const lines = await under.test.query<{ case_ids: string[]; results: number; denied: boolean }>(
      "select case_ids, results, denied from access_log where person = 'mara' and action = 'count-goals' order by recorded_at desc, entry_id desc limit 1",
    );
    expect(lines).toEqual([{ case_ids: [], results: 8, denied: false }]);
  });

  test('counts a goal no more once a wall keeps its reader off the case', async () => {
    const path = paths[6] ?? '';
    const wall = { kind: 'wall', person: 'olga', unit: null, standing: 'declared' };
    expect(await codeOf(mara, `${path}/access/facts`, { fact: wall })).toBe('done');
    expect((await report(olga)).kinds[0].all.goals).toBe(6);
    expect((await report(mara, '&goal=walk')).kinds[0].all.goals).toBe(7);
  });
});

describe('its rows', () => {
  const stored = async (): Promise<unknown> => under.test.query('select * from goal order by case_id, goal');

  test('are seen by no statement of a reader', async () => {
    const rows = await under.database.once({ tenant: CITY, person: 'mara' }, [
      { name: 'try-goals', text: 'select * from goal', values: [] },
    ]);
    expect(rows[0].count).toBe(0);
  });

  test('follow from the events, and are made anew from them', async () => {
    const before = await stored();
    expect(before).toHaveLength(8);
    const deps = { ...under.deps, database: under.database };
    const compared = await rebuild(deps, { tenant: CITY, mode: 'compare' });
    expect(compared.differences).toEqual([]);
    await under.test.query("update goal set status = 'attained', cohorts = '{}'");
    const wrong = await rebuild(deps, { tenant: CITY, mode: 'compare' });
    expect(new Set(wrong.differences.map(({ where }) => where))).toEqual(new Set(['goals']));
    await rebuild(deps, { tenant: CITY, mode: 'rebuild' });
    expect(await stored()).toEqual(before);
  });
});

describe('at the command line', () => {
  async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const said: string[] = [];
    const code = await runCli(['goals', ...args], {
      open: async () => ({ database: under.database, deps: under.deps, witnessFolder: null, close: async () => {} }),
      ...{ caseTypesFolder: '', programFolder: '', nowMs: () => Date.now() },
      print: (line) => void said.push(line),
      say: (line) => void said.push(line),
    });
    return { code, said: said.join('\n') };
  }
  const IN_CITY = ['--agency', 'city', '--from', '2020-01-01', '--to', '2099-12-31'];

  test('says the same in the name of somebody, and nothing in nobody’s', async () => {
    const { code, said } = await cli(...IN_CITY, '--as', 'olga', '--cohort', 'region');
    expect([code, said.split('\n')]).toEqual([
      0,
      [
        'care, Walk (Steps, steps; more is better)',
        expect.stringContaining(
          '  all, North: 6 goals: attained 2, partly 2, not 0, withdrawn 2, pursued 0; at the start 3.5',
        ),
        '6 goals of 1 kind in cases that may be read.',
      ],
    ]);
    expect(await cli(...IN_CITY)).toMatchObject({ code: 2, said: expect.stringContaining('--as') });
    expect(await cli(...IN_CITY, '--as', 'nobody')).toMatchObject({ code: 2 });
    expect(await cli(...IN_CITY, '--as', 'olga', '--period', 'week')).toMatchObject({ code: 2 });
    expect((await cli(...IN_CITY, '--as', 'otto')).said).toBe('0 goals of 0 kinds in cases that may be read.');
  });
});
