// Nobody is ever not told: requests and emergencies reach somebody who can decide them, in the transaction in which they happen,
// level by level upwards, again when their day has passed; they lie among that person's work, and whoever asked is told the answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { moveUnit } from '../commands/hold-access.ts';
import { rebuild } from '../store/rebuild.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { fireDueTimers } from '../worker/timers.ts';
import { type Answered, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const DAY = 24 * 3_600_000;
const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer] }]
`);
const NAMES = ['olga', 'mara', 'rita', 'pia', 'dario'] as const;
type Name = (typeof NAMES)[number];

let under: ApiUnderTest;
let people: Record<Name, Client>;

async function signAllIn(): Promise<void> {
  const clients = await Promise.all(NAMES.map(async (name) => [name, await signedIn(under, name)] as const));
  // One for each name, in their order.
  people = Object.fromEntries(clients) as Record<Name, Client>;
}

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  const teams = ['desk', 'region', 'watch'].map((team) => ({ team, title: team }));
  const member = (person: string, team: string, role: string) => ({
    ...{ person, name: person.toUpperCase() },
    memberships: [{ team, role }],
  });
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams },
    people: [
      ...[member('olga', 'desk', 'officer'), member('mara', 'desk', 'manager')],
      ...[member('rita', 'region', 'manager'), member('pia', 'watch', 'privacy-officer')],
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  const refused = await moveUnit(
    { database, nowMs: under.deps.nowMs },
    { tenant: CITY, actor: 'set-up' },
    { unit: 'desk', under: 'region' },
  );
  if (refused !== null) throw new Error(refused);
  await signAllIn();
});
afterAll(() => under.close());

async function open(): Promise<string> {
  const answer = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

function post(by: Client, caseId: string, [path, body]: readonly [string, object]): Promise<Answered> {
  return by.send('POST', `/api/v1/cases/${caseId}/access/${path}`, { body });
}

async function codeOf(by: Client, caseId: string, asked: readonly [string, object]): Promise<string> {
  const { status, body } = await post(by, caseId, asked);
  return status === 200 ? 'done' : `${status} ${body.code}`;
}

const ASK = ['requests', { sections: ['health'], until: '2099-01-01T00:00:00Z', reason: 'Cover for Olga' }] as const;
const BREAK = ['break-glass', { category: 'life', reason: 'A child is missing and cannot wait.' }] as const;
const wallFor = (person: string) =>
  ['facts', { fact: { kind: 'wall', person, unit: null, standing: 'declared' } }] as const;
const decide = (granted: boolean, request = 'request.2') =>
  [`requests/${request}/decide`, { granted, until: null, reason: 'Needed' }] as const;
const review = (fact: string) =>
  [`facts/${fact}/review`, { finding: 'not-justified', reason: 'Nobody was missing' }] as const;

interface Told {
  readonly about: string;
  readonly asked: { readonly name: string; readonly reason: string; readonly mayOpen: boolean } | null;
}

async function toldOf(by: Client, caseId: string): Promise<readonly Told[]> {
  const { body } = await by.get('/api/v1/notices');
  return body.items.filter((item: { caseId: string }) => item.caseId === caseId);
}

async function whoIsTold(caseId: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const told: Record<string, readonly string[]> = {};
  for (const name of NAMES) {
    const about = (await toldOf(people[name], caseId)).map((item) => item.about).toSorted();
    if (about.length > 0) told[name] = about;
  }
  return told;
}

async function workOf(by: Client, caseId: string): Promise<readonly object[]> {
  const { body } = await by.get('/api/v1/work');
  return body.items.filter((item: { caseId: string; task: string }) => item.caseId === caseId && item.task !== 'visit');
}

describe('a request', () => {
  test('is told in its own transaction to whoever manages access, with all that an answer needs, and to nobody else', async () => {
    const caseId = await open();
    expect(await codeOf(people.dario, caseId, ASK)).toBe('done');
    const rows = await under.test.query(
      `select n.person, n.rung, n.xmin::text = e.xmin::text as together from notice n
         join event e on e.tenant = n.tenant and e.case_id = n.case_id and e.seq = n.seq where n.case_id = $1`,
      [caseId],
    );
    expect(rows).toEqual([{ person: 'mara', rung: 'asked', together: true }]);
    expect(await whoIsTold(caseId)).toEqual({ mara: ['request'] });
    const [told] = await toldOf(people.mara, caseId);
    expect(told?.asked).toEqual({
      ...{ person: 'dario', name: 'Dario Villa', category: null, reason: 'Cover for Olga' },
      ...{ sections: ['Health'], until: '2099-01-01T00:00:00.000Z', mayOpen: true },
    });
  });

  test('lies among the work of those with the role, by its day, until it is answered, and whoever asked is told', async () => {
    const caseId = await open();
    await codeOf(people.dario, caseId, ASK);
    const [row] = await workOf(people.mara, caseId);
    expect(row).toMatchObject({ task: 'request.2', title: 'Answer a request for access', assignee: null });
    const [told] = await under.test.query<{ due_on: string }>('select due_on::text from notice where case_id = $1', [
      caseId,
    ]);
    expect(row).toHaveProperty('dueOn', told?.due_on);
    for (const by of [people.olga, people.rita, people.pia, people.dario]) expect(await workOf(by, caseId)).toEqual([]);
    expect(await codeOf(people.mara, caseId, decide(false))).toBe('done');
    expect(await workOf(people.mara, caseId)).toEqual([]);
    // Who was refused cannot read the case, and still learns the answer.
    expect(await whoIsTold(caseId)).toEqual({ dario: ['refused'] });
    expect((await people.dario.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
    under.advance(8 * DAY);
    await signAllIn();
    expect(await whoIsTold(caseId)).toEqual({});
  });

  test('that nobody answers in two working days is told again, and to the next above and the privacy officer', async () => {
    const caseId = await open();
    await codeOf(people.dario, caseId, ASK);
    under.advance(5 * DAY);
    expect((await fireDueTimers(under.deps, CITY)).problems).toEqual([]);
    await signAllIn();
    const overdue = 'request-overdue';
    expect(await whoIsTold(caseId)).toEqual({ mara: ['request', overdue], rita: [overdue], pia: [overdue] });
    expect(await workOf(people.mara, caseId)).toHaveLength(1);
    expect(await codeOf(people.rita, caseId, decide(true))).toBe('done');
    expect(await whoIsTold(caseId)).toEqual({ dario: ['granted'] });
    expect((await people.dario.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
  });
});

describe('where the team has nobody else', () => {
  test('whoever manages access above it is told and can decide', async () => {
    const caseId = await open();
    expect(await codeOf(people.mara, caseId, ASK)).toBe('done');
    expect(await whoIsTold(caseId)).toEqual({ rita: ['request'] });
    expect(await codeOf(people.mara, caseId, decide(true))).toBe('409 needs-another-person');
    expect(await codeOf(people.rita, caseId, decide(true))).toBe('done');
  });

  test('a privacy officer is told, and can decide without reading the case; whom a wall keeps off is neither told nor heard', async () => {
    const caseId = await open();
    await codeOf(people.mara, caseId, wallFor('rita'));
    expect(await codeOf(people.mara, caseId, ASK)).toBe('done');
    expect(await whoIsTold(caseId)).toEqual({ pia: ['request'] });
    const [told] = await toldOf(people.pia, caseId);
    expect(told?.asked).toMatchObject({ reason: 'Cover for Olga', mayOpen: false });
    expect((await people.pia.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
    expect(await codeOf(people.rita, caseId, decide(true, 'request.3'))).toBe('404 not-found');
    expect(await codeOf(people.pia, caseId, decide(true, 'request.3'))).toBe('done');
  });

  test('and a wall keeps off the privacy officer too, nothing happens, and the sentence says so', async () => {
    const caseId = await open();
    await codeOf(people.mara, caseId, wallFor('rita'));
    await codeOf(people.mara, caseId, wallFor('pia'));
    for (const asked of [ASK, BREAK]) {
      const { status, body } = await post(people.mara, caseId, asked);
      expect([status, body.code]).toEqual([409, 'nobody-to-review']);
      expect(body.detail).toMatch(/no privacy officer who may know of it.*Nothing was changed/);
    }
    expect(await under.test.query("select 1 from timer where case_id = $1 and timer like 'review%'", [caseId])).toEqual(
      [],
    );
  });
});

describe('an emergency', () => {
  test('is told to privacy officers as well, reviewed by one of them, and whoever acted is told the finding', async () => {
    const caseId = await open();
    expect(await codeOf(people.dario, caseId, BREAK)).toBe('done');
    expect(await whoIsTold(caseId)).toEqual({ mara: ['break-glass'], pia: ['break-glass'] });
    const [row] = await workOf(people.mara, caseId);
    expect(row).toMatchObject({ task: 'break-glass.2', title: 'Review an emergency access', priority: 1 });
    expect(await codeOf(people.pia, caseId, review('break-glass.2'))).toBe('done');
    expect(await whoIsTold(caseId)).toEqual({ dario: ['not-justified'] });
    expect(await workOf(people.mara, caseId)).toEqual([]);
  });

  test('stays among the work of a case that is closed', async () => {
    const caseId = await open();
    await people.olga.send('POST', `/api/v1/cases/${caseId}/close`, { body: { outcome: 'done' } });
    await codeOf(people.dario, caseId, BREAK);
    expect(await workOf(people.mara, caseId)).toHaveLength(1);
  });
});

test('emergencies are counted by team, kind and finding, in the transaction of their event, for privacy officers alone', async () => {
  const path = '/api/v1/emergencies/statistics?from=2026-01-01&to=2099-01-01';
  const counted = async () => (await people.pia.get(path)).body;
  const before = await counted();
  const caseId = await open();
  await codeOf(people.dario, caseId, BREAK);
  const together = await under.test.query(
    `select m.standing, m.xmin::text = e.xmin::text as together from emergency m
       join event e on e.tenant = m.tenant and e.case_id = m.case_id and e.seq = 2 where m.case_id = $1`,
    [caseId],
  );
  expect(together).toEqual([{ standing: 'due', together: true }]);
  const waiting = await counted();
  expect(waiting.all).toEqual({ ...before.all, total: before.all.total + 1, due: before.all.due + 1 });
  under.advance(2 * DAY);
  await fireDueTimers(under.deps, CITY);
  await signAllIn();
  expect((await counted()).all.overdue).toBeGreaterThan(before.all.overdue);
  await codeOf(people.mara, caseId, review('break-glass.2'));
  const after = await counted();
  expect(after.all.notJustified).toBe(before.all.notJustified + 1);
  expect(after.items).toEqual([{ team: 'desk', title: 'desk', category: 'life', ...after.all }]);
  expect(JSON.stringify(after)).not.toMatch(new RegExp(`${caseId}|dario`));
  expect((await people.pia.get('/api/v1/emergencies/statistics?from=2020-01-01&to=2020-12-31')).body.items).toEqual([]);
  for (const by of [people.mara, people.olga, people.rita]) expect((await by.get(path)).status).toBe(404);
});

test('rows of work that wait for a decision are made from the events, byte for byte', async () => {
  const [first] = await under.test.query<{ tasks: number }>(
    "select count(*)::int as tasks from task where lane like 'role:%'",
  );
  expect(first?.tasks).toBeGreaterThan(0);
  const { differences } = await rebuild(under.deps, { tenant: CITY, mode: 'compare', nowMs: under.deps.nowMs() });
  expect(differences).toEqual([]);
});
