// Why work went to whom it went, over the wire, and what people are told of the time of cases.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { commandDeps } from '../commands/execute-command.ts';
import { ROUTED } from '../commands/routed-agency-under-test.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { setWorkFacts } from '../store/set-work-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { fireDueTimers } from '../worker/timers.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

const CITY = 1;

let under: ApiUnderTest;
let olga: Client;
let hugo: Client;
let stranger: Client;

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  const people = [
    { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
    { person: 'oleg', name: 'Oleg', memberships: [{ team: 'desk', role: 'officer' }] },
    { person: 'hugo', name: 'Hugo', memberships: [{ team: 'desk', role: 'head' }] },
  ];
  await upsertPeople(database, {
    tenant: CITY,
    slug: 'city',
    name: 'City',
    teams: [{ team: 'desk', title: 'Desk' }],
    people,
  });
  const published = { tenant: CITY, person: 'set-up', source: ROUTED, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(ROUTED) });
  const facts = { capacity: 10, away: null, skills: { noise: 3 }, languages: [], places: [], interests: {} };
  await setWorkFacts(database, { tenant: CITY, person: 'set-up' }, [{ ...facts, person: 'olga', queues: ['simple'] }]);
  olga = await signedIn(under, 'olga');
  hugo = await signedIn(under, 'hugo');
  stranger = await signedIn(under, 'dario');
});
afterAll(() => under.close());

async function open(data: object): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'routed', data } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

describe('an assignment', () => {
  test('says to whom, by which rule, what speaks against each, why, and that it comes out again', async () => {
    const caseId = await open({ area: 200 });
    const { status, body } = await olga.get(`/api/v1/cases/${caseId}/tasks/assess/assignment`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ task: 'assess', assignee: 'olga', queue: null });
    expect(body.routing).toMatchObject({
      rule: 'heavy',
      person: 'olga',
      weight: 4,
      givenUp: [],
      draw: null,
      again: true,
    });
    expect(body.routing.candidates.map(({ person }: { person: string }) => person)).toEqual(['hugo', 'oleg', 'olga']);
    expect(body.routing.candidates[1].against).toEqual([
      { need: 'skill:noise', says: 'Has noise at level 0, and 3 is needed.', givenUp: false },
    ]);
    expect(body.routing.why).toContain('oleg: Has noise at level 0, and 3 is needed.');
    const line = await under.test.query(
      "select denied from access_log where action = 'read-assignment' and $1 = any (case_ids)",
      [caseId],
    );
    expect(line).toEqual([{ denied: false }]);
  });

  test('shows a draw with the hash of the event that is its seed', async () => {
    await under.test.query('delete from task');
    const caseId = await open({ area: 1 });
    const { body } = await olga.get(`/api/v1/cases/${caseId}/tasks/assess/assignment`);
    expect(body.routing.draw).toMatchObject({ among: ['oleg', 'olga'], seedOf: 1, right: true, seeded: true });
    const [first] = await under.test.query<{ hash: string }>(
      "select encode(hash, 'hex') as hash from event where case_id = $1 and seq = 1",
      [caseId],
    );
    expect(body.routing.draw.seed).toBe(first?.hash);
    expect(body.routing.why.at(-1)).toContain('was drawn among oleg, olga');
  });

  test('is not there for who may not open the case, nor for a task that the case does not have', async () => {
    const caseId = await open({});
    expect((await stranger.get(`/api/v1/cases/${caseId}/tasks/assess/assignment`)).status).toBe(404);
    expect((await olga.get(`/api/v1/cases/${caseId}/tasks/nothing/assignment`)).status).toBe(404);
    expect((await olga.get(`/api/v1/cases/${caseId}/tasks/decide/assignment`)).body.routing ?? null).toBeNull();
  });

  test('into a queue shows on the list of whoever serves it, and on the page of the case', async () => {
    const caseId = await open({});
    const done = await olga.send('POST', `/api/v1/cases/${caseId}/tasks/assess/complete`, { body: { data: {} } });
    expect(done.status).toBe(200);
    const mine = (await olga.get('/api/v1/work')).body.items.filter(
      (item: { caseId: string }) => item.caseId === caseId,
    );
    expect(mine).toContainEqual(expect.objectContaining({ task: 'file', assignee: null, queue: 'simple' }));
    const face = (await olga.get(`/api/v1/cases/${caseId}`)).body.tasks.find(
      ({ task }: { task: string }) => task === 'file',
    );
    expect(face).toMatchObject({ assignee: null, queue: 'simple' });
    const titles = (await olga.get(`/api/v1/cases/${caseId}/activity`)).body.items.map(
      ({ title }: { title: string }) => title,
    );
    expect(titles).toContain('Put into the queue simple: File');
    const odd = await olga.send('POST', `/api/v1/cases/${caseId}/tasks/file/assign`, {
      body: { assignee: 'queue:none' },
    });
    expect(odd.status).toBe(422);
  });
});

describe('to whom a task may be given', () => {
  const path = (caseId: string): string => `/api/v1/cases/${caseId}/tasks/assess/assignees`;

  test('says who of the team has a role for it, with what they carry, those who may first', async () => {
    await under.test.query('delete from task');
    const before = await open({ area: 200 });
    const caseId = await open({ area: 200 });
    const { status, body } = await olga.get(path(caseId));
    expect(status).toBe(200);
    expect(body.assignee).toBe('olga');
    // Hugo leads the team, and has no role for this task.
    expect(body.items.map(({ person, against }: Face) => [person, against])).toEqual([
      ['oleg', null],
      ['olga', null],
    ]);
    // What they have in the case itself is changing, and not counted; in the other one it is.
    expect(before).not.toBe(caseId);
    expect(body.items.map(({ tasks, load }: Face) => [tasks, load])).toEqual([
      [0, 0],
      [1, 4],
    ]);
  });

  test('says who may not open the case', async () => {
    const caseId = await open({ area: 200 });
    const wall = { kind: 'wall', person: 'oleg', unit: null, standing: 'declared' };
    expect((await olga.send('POST', `/api/v1/cases/${caseId}/access/facts`, { body: { fact: wall } })).status).toBe(
      200,
    );
    const { body } = await olga.get(path(caseId));
    expect(body.items.map(({ person, against }: Face) => [person, against])).toEqual([
      ['olga', null],
      ['oleg', 'may-not-open'],
    ]);
    const given = await olga.send('POST', `/api/v1/cases/${caseId}/tasks/assess/assign`, {
      body: { assignee: 'oleg' },
    });
    expect(given.body.code).toBe('assignee-may-not-open');
  });

  test('is told to nobody but whoever manages access', async () => {
    const caseId = await open({});
    // Hugo leads the team; in this kind of case officers manage access.
    expect((await hugo.get(path(caseId))).status).toBe(404);
    expect((await stranger.get(path(caseId))).status).toBe(404);
    expect((await olga.get(`/api/v1/cases/${caseId}/tasks/nothing/assignees`)).status).toBe(404);
  });
});

describe('why', () => {
  test('a step is there, and why another does not go on', async () => {
    const caseId = await open({ area: 200 });
    const why = async (item: string) => (await olga.get(`/api/v1/cases/${caseId}/items/${item}/why`)).body;
    expect(await why('assess')).toMatchObject({ state: 'active', hindered: [], title: 'Assess' });
    expect((await why('assess')).begun.length).toBeGreaterThan(0);
    const file = await why('file');
    expect(file.state).not.toBe('active');
    expect(file.hindered.length).toBeGreaterThan(0);
    expect((await olga.get(`/api/v1/cases/${caseId}/items/nothing/why`)).status).toBe(404);
    expect((await stranger.get(`/api/v1/cases/${caseId}/items/assess/why`)).status).toBe(404);
  });

  test('a date is that date', async () => {
    const caseId = await open({ startedOn: '2026-04-01' });
    const { clocks } = (await olga.get(`/api/v1/cases/${caseId}`)).body;
    expect(clocks).toHaveLength(1);
    const { status, body } = await olga.get(`/api/v1/cases/${caseId}/clocks/${clocks[0].clock}/why`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Answer', dueOn: '2026-04-11' });
    expect(body.steps.join(' ')).toContain('11 April 2026');
    expect((await olga.get(`/api/v1/cases/${caseId}/clocks/nothing/why`)).status).toBe(404);
  });
});

interface Face {
  readonly person: string;
  readonly against: string | null;
  readonly tasks: number;
  readonly load: number;
}

test('a notice is shown to whom it is for, until they act in the case', async () => {
  const caseId = await open({ startedOn: '2026-03-01' });
  const deps = commandDeps(under.database, fileKeyProvider(Buffer.alloc(32, 7)), () =>
    Date.parse('2026-03-08T10:00:00Z'),
  );
  await fireDueTimers(deps, CITY);
  const { body } = await hugo.get('/api/v1/notices');
  expect(body.items).toMatchObject([
    { caseId, clock: 'Answer', share: 50, dueOn: '2026-03-11', reachedOn: '2026-03-06' },
  ]);
  expect((await olga.get('/api/v1/notices')).body.items).toEqual([]);
  const note = await hugo.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'Seen.' } });
  expect(note.status).toBe(200);
  expect((await hugo.get('/api/v1/notices')).body.items).toEqual([]);
});
