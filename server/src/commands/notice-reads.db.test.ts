// The rules held against what is in the database: each line is judged once, by however many processes, also after a crash; and
// what is noticed is put before people in time.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendAccessLog, type AccessEntry } from '../store/append-access-log.ts';
import { readHistory } from '../store/watch-reads.ts';
import { addTie, addWatchSettings } from '../store/watch-settings.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from './agency-under-test.ts';
import { noticeReads, tellOverdueReviews } from './notice-reads.ts';
import { programContext } from '../store/context.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town' },
    teams: [{ team: 'privacy', title: 'Privacy' }],
    people: [
      { person: 'petra', name: 'Petra', memberships: [{ team: 'privacy', role: 'privacy-officer' }] },
      { person: 'cleo', name: 'Cleo', memberships: [{ team: 'desk', role: 'clerk' }] },
    ],
  });
});

afterAll(() => agency.close());

beforeEach(async () => {
  await judge();
  await agency.test.query('truncate review, review_line, review_notice, read_day, staff_tie, watch_setting');
});

const MINUTE = 60_000;
const deps = (laterMs = 20 * MINUTE) => ({ database: agency.database, nowMs: () => agency.clock.nowMs + laterMs });

async function judge(laterMs?: number): Promise<number> {
  let findings = 0;
  for (;;) {
    const round = await noticeReads(deps(laterMs), TOWN);
    if (round.lines === 0) return findings;
    findings += round.findings;
  }
}

/** A look at cases, as it is recorded. */
async function look(caseIds: readonly string[], entry: Partial<AccessEntry> = {}, tenant = TOWN): Promise<string> {
  const entryId = uuidV7(agency.clock.nowMs);
  const recordedAt = new Date(agency.clock.nowMs).toISOString();
  const line: AccessEntry = {
    ...{ entryId, person: 'ann', authority: 'session:1', action: 'read-case', caseIds, denied: false, rule: 'team' },
    ...entry,
  };
  await agency.database.once({ tenant, person: 'ann' }, appendAccessLog(tenant, recordedAt, [line]));
  return entryId;
}

interface Noticed {
  readonly kind: string;
  readonly person: string;
  readonly lines: number;
  readonly state: string;
  readonly [column: string]: unknown;
}
const reviews = () =>
  agency.test.query<Noticed>('select kind, person, lines, state from review where tenant = $1 order by kind, person', [
    TOWN,
  ]);
const tie = (caseId: string, person: string, kind: 'self' | 'kin' = 'self') =>
  agency.database.once(programContext(TOWN, 'set-up'), [
    addTie(TOWN, { caseId, person, tie: kind, by: 'petra', at: '2026-01-01T00:00:00Z' }),
  ]);
const UNKNOWN = '00000000-0000-7000-8000-000000000000';

test('a look for a colleague is not noticed where the work is theirs, and is where it is not', async () => {
  const caseId = await agency.open();
  await look([caseId], { person: 'cleo', onBehalfOf: 'ann' });
  expect(await judge()).toBe(0);
  await look([caseId], { person: 'cleo', onBehalfOf: 'petra' });
  await look([caseId], { person: 'cleo', onBehalfOf: 'ann', denied: true });
  expect(await judge()).toBe(1);
});

test('a look in the course of work is not noticed: a task that waits for the role, one that is theirs, or something done since', async () => {
  const caseId = await agency.open();
  await look([caseId]);
  await look([caseId], { person: 'cleo' });
  expect(await judge()).toBe(1);
  expect(await reviews()).toEqual([{ kind: 'no-work', person: 'cleo', lines: 1, state: 'open' }]);
  const tasks = await agency.test.query<{ task: string }>('select task from task where case_id = $1', [caseId]);
  await agency.act(caseId, { type: 'AssignTask', task: tasks[0]?.task ?? '', assignee: 'cleo' });
  await look([caseId], { person: 'cleo' });
  expect(await judge()).toBe(0);
});

test('a look is judged when it has settled and not before', async () => {
  const caseId = await agency.open();
  await tie(caseId, 'ann');
  await look([caseId]);
  expect(await noticeReads(deps(14 * MINUTE), TOWN)).toEqual({ lines: 0, findings: 0 });
  expect(await judge(16 * MINUTE)).toBe(1);
});

test('many processes at once judge every line once', async () => {
  const caseId = await agency.open();
  await tie(caseId, 'ann');
  for (let looks = 0; looks < 450; looks += 1) await look([caseId]);
  const rounds = await Promise.all(Array.from({ length: 5 }, () => judge()));
  expect(rounds.reduce((sum, findings) => sum + findings, 0)).toBe(450);
  expect((await reviews()).map(({ kind, lines }) => [kind, lines])).toEqual([['own-record', 450]]);
  const kept = await agency.test.query<{ count: number }>('select count(*)::int as count from review_line');
  expect(kept[0]?.count).toBe(450);
});

test('a crash gives the lines back, and what a slower writer commits later is judged too', async () => {
  const caseId = await agency.open();
  await tie(caseId, 'ann');
  await look([caseId]);
  await agency.test.query('revoke insert on review_line from casewright_app');
  await expect(judge()).rejects.toMatchObject({ code: 'forbidden' });
  await agency.test.query('grant insert on review_line to casewright_app');
  expect(await reviews()).toEqual([]);
  // Written with an earlier time than what has been judged by then, as by a process whose clock or commit is late.
  agency.clock.nowMs += MINUTE;
  await look([caseId]);
  agency.clock.nowMs -= 30 * MINUTE;
  expect(await judge(60 * MINUTE)).toBe(2);
  const late = await look([caseId]);
  agency.clock.nowMs += 29 * MINUTE;
  expect(await judge()).toBe(1);
  expect(await agency.test.query('select 1 from review_line where entry_id = $1', [late])).toHaveLength(1);
});

test('refusals in a row, a colleague, kin, breaking the glass, and much at once', async () => {
  const caseId = await agency.open();
  await tie(caseId, 'cleo');
  await tie(caseId, 'ann', 'kin');
  await look([caseId], { rule: 'break-glass' });
  for (let guess = 0; guess < 6; guess += 1) await look([UNKNOWN], { person: 'cleo', denied: true, rule: null });
  await judge();
  expect((await reviews()).map(({ kind, person, lines }) => [kind, person, lines])).toEqual([
    ...[
      ['break-glass', 'ann', 1],
      ['colleague', 'ann', 1],
      ['denied-series', 'cleo', 6],
      ['kin', 'ann', 1],
    ],
  ]);
});

test('one refused look at a case with a wall against them, and a look at a marked case from the queue of the team', async () => {
  const [walled, marked] = [await agency.open(), await agency.open()];
  await agency.test.query(`update case_head set walls = '{person:${TOWN}/ann}' where case_id = $1`, [walled]);
  const classified = { classification: null, compartments: [], purposes: null, matters: ['vip'] };
  await agency.test.query(
    "update case_head set state = jsonb_set(state::jsonb, '{access}', $2::jsonb)::text where case_id = $1",
    [marked, JSON.stringify({ classified, facts: {}, requests: {} })],
  );
  await look([walled], { denied: true, rule: null });
  await look([walled], { person: 'ben', denied: true, rule: null });
  await look([marked], { person: 'ben' });
  await judge();
  const noticed = (await reviews()).map(({ kind, person, lines }) => [kind, person, lines]);
  expect(noticed.filter(([kind]) => kind === 'walled-attempt' || kind === 'vip')).toEqual([
    ['vip', 'ben', 1],
    ['walled-attempt', 'ann', 1],
  ]);
});

test('what is much is so beside what was usual, and the days are kept by which that is known', async () => {
  const cases = await Promise.all(Array.from({ length: 31 }, () => agency.open()));
  // A day of its own: the log of the others stays.
  agency.clock.nowMs += 72 * 60 * MINUTE;
  for (const caseId of cases.slice(0, 12)) await look([caseId, caseId]);
  await look(cases, { action: 'list-cases', rule: 'agency' });
  expect(await judge()).toBe(0);
  agency.clock.nowMs += 24 * 60 * MINUTE;
  for (const caseId of cases) await look([caseId]);
  // 31 are no more than three times 12.
  expect(await judge()).toBe(0);
  const [history] = await agency.database.once({ tenant: TOWN, person: 'ann' }, [
    readHistory(TOWN, { people: ['ann'], from: '2026-01-01', until: '2026-12-31' }),
  ]);
  expect(history.rows.map(({ opened }) => opened).toSorted((a, b) => a - b)).toEqual([12, 31]);
  await agency.test.query('delete from read_day where opened = 12');
  await look([cases[0] ?? '']);
  await judge();
  expect((await reviews()).map(({ kind, person }) => [kind, person])).toEqual([['volume', 'ann']]);
});

test('hours are those of the agency, once it has said which', async () => {
  const caseId = await agency.open();
  const noon = agency.clock.nowMs;
  agency.clock.nowMs = Date.parse('2026-06-02T20:30:00Z');
  await look([caseId]);
  expect(await judge()).toBe(0);
  await agency.database.once(programContext(TOWN, 'set-up'), [
    addWatchSettings(TOWN, {
      ...{ number: 1, by: 'petra', at: '2026-01-01T00:00:00Z' },
      settings: { zone: 'Europe/Rome', hours: { from: '07:00', until: '19:00' }, place: null },
    }),
  ]);
  await look([caseId]);
  expect(await judge()).toBe(1);
  expect((await reviews()).map(({ kind }) => kind)).toEqual(['hours']);
  agency.clock.nowMs = noon;
});

test('a review that nobody decides in time is told, once, and counted until it is', async () => {
  agency.clock.nowMs += 48 * 60 * MINUTE;
  const caseId = await agency.open();
  await tie(caseId, 'ann');
  await look([caseId]);
  await judge();
  expect(await tellOverdueReviews(deps(), TOWN)).toBe(0);
  const WEEKS = 21 * 24 * 60 * MINUTE;
  expect(await tellOverdueReviews(deps(WEEKS), TOWN)).toBe(1);
  expect(await tellOverdueReviews(deps(WEEKS), TOWN)).toBe(1);
  const told = await agency.test.query('select person, reason from review_notice order by reason');
  expect(told).toEqual([
    { person: 'petra', reason: 'opened' },
    { person: 'petra', reason: 'overdue' },
  ]);
});

test('each agency is judged for itself', async () => {
  const caseId = await agency.open();
  await look([caseId], { person: 'bob' }, VILLAGE);
  expect(await judge()).toBe(0);
  expect((await noticeReads(deps(), VILLAGE)).lines).toBe(1);
  expect(await reviews()).toEqual([]);
});
