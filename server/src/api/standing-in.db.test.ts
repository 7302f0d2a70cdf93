// Standing in for a colleague, by sessions over the wire: what was handed over, for one request, less what bars either of the two;
// and nothing without a delegation in force.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addLongToken, addSystem } from '../commands/issue-token.ts';
import type { HeldFact } from '../store/held-facts.ts';
import { client, signedIn, type Answered, type Client } from './api-under-test.ts';
import {
  beginAnew,
  CITY,
  classify,
  cleared,
  FOR_MARA,
  forWhom,
  handOver,
  hold,
  HOUR,
  lines,
  look,
  note,
  say,
  startWorld,
  world,
} from './stand-in-under-test.ts';

beforeAll(startWorld);
afterAll(() => world.under.close());
beforeEach(beginAnew);

describe('work that was handed over', () => {
  test('is seen for that request alone, with every part that the role may read, and in every list', async () => {
    await handOver('mara', 'sara');
    const { sara } = world.people;
    expect((await look(sara)).status).toBe(404);
    const seen = await look(sara, FOR_MARA);
    expect([seen.status, JSON.stringify(seen.body).includes('Measles')]).toEqual([200, true]);
    expect((await look(sara)).status).toBe(404);
    const inList = async (path: string, headers?: Record<string, string>): Promise<boolean> =>
      JSON.stringify((await sara.get(path, headers)).body).includes(world.caseId);
    for (const path of ['/api/v1/work', '/api/v1/cases?status=open', '/api/v1/search?q=Measles']) {
      expect([path, await inList(path), await inList(path, FOR_MARA)]).toEqual([path, false, true]);
    }
    const counted = async (headers?: Record<string, string>): Promise<number> =>
      (await sara.get('/api/v1/cases/count?status=open', headers)).body.count;
    expect(await counted(FOR_MARA)).toBeGreaterThan(await counted());
    for (const path of ['activity', 'chain', 'access', 'access/why']) {
      expect((await sara.get(`/api/v1/cases/${world.caseId}/${path}`, FOR_MARA)).status).toBe(200);
      expect((await sara.get(`/api/v1/cases/${world.caseId}/${path}`)).status).toBe(404);
    }
    const why = await sara.get(`/api/v1/cases/${world.caseId}/access/why`, FOR_MARA);
    expect(why.body).toMatchObject({ person: 'sara', onBehalfOf: 'The mara', allowed: true });
  });

  test('leaves a line that names both, and an event that says who acted and for whom', async () => {
    await handOver('mara', 'sara');
    await look(world.people.sara, FOR_MARA);
    const [line] = await lines('read-case');
    expect(line).toMatchObject({
      person: 'sara',
      on_behalf_of: 'mara',
      denied: false,
      rule: 'team',
      case_ids: [world.caseId],
    });
    expect((await note(world.people.sara, FOR_MARA)).status).toBe(200);
    const [event] = await world.under.test.query(
      'select actor, authority from event where case_id = $1 order by seq desc limit 1',
      [world.caseId],
    );
    expect(event).toMatchObject({ actor: 'sara', authority: expect.stringMatching(/^session:[0-9a-f]{16}:for:mara$/) });
    const { body } = await world.people.mara.get(`/api/v1/cases/${world.caseId}/activity`);
    expect(body.items[0]).toMatchObject({ actor: 'sara', actorName: 'The sara', onBehalfOf: 'The mara' });
    expect(body.items.at(-1)).toMatchObject({ actor: 'olga', onBehalfOf: null });
    const readers = await world.people.mara.get(`/api/v1/cases/${world.caseId}/readers`);
    expect(JSON.stringify(readers.body)).toContain('"onBehalfOf":"mara"');
  });

  test('is named in the session of whoever may stand in, with its end', async () => {
    const until = Date.now() + HOUR;
    await handOver('mara', 'sara', { until });
    await handOver('left', 'sara');
    await handOver('nora', 'sara', { from: until });
    expect((await world.people.sara.get('/api/v1/session')).body.standsInFor).toEqual([
      { personId: 'mara', name: 'The mara', until: new Date(until).toISOString() },
    ]);
    expect((await world.people.mara.get('/api/v1/session')).body.standsInFor).toEqual([]);
  });

  test('shows the own lane of the colleague, and lets work be taken for them, and not for oneself', async () => {
    await handOver('olga', 'ivo');
    await handOver('mara', 'sara');
    const own = async (by: Client, headers?: Record<string, string>): Promise<readonly (string | null)[]> => {
      const { body } = await by.get('/api/v1/work', headers);
      return body.items
        .filter((item: { caseId: string }) => item.caseId === world.caseId)
        .map((item: { assignee: string | null }) => item.assignee);
    };
    const assign = (by: Client, assignee: string, headers: Record<string, string>): Promise<Answered> =>
      by.send('POST', `/api/v1/cases/${world.caseId}/tasks/visit/assign`, { body: { assignee }, headers });
    expect((await assign(world.people.olga, 'olga', {})).status).toBe(200);
    expect([await own(world.people.ivo), await own(world.people.ivo, forWhom('olga'))]).toEqual([[], ['olga']]);
    expect((await assign(world.people.sara, 'mara', FOR_MARA)).status).toBe(200);
    expect(await own(world.people.sara, FOR_MARA)).toEqual(['mara']);
    expect((await assign(world.people.sara, 'sara', FOR_MARA)).body.code).toBe('assignee-may-not-open');
    // An officer's role may not be handed on, but both are officers of the desk.
    expect((await assign(world.people.olga, 'olga', {})).status).toBe(200);
    expect((await note(world.people.ivo, forWhom('olga'))).status).toBe(200);
    const taken = await world.people.ivo.get('/api/v1/cases/export?caseType=care', forWhom('olga'));
    expect(taken.body.items.map((item: { caseId: string }) => item.caseId)).toEqual([world.caseId]);
    await handOver('olga', 'sara');
    expect([
      (await look(world.people.sara, forWhom('olga'))).status,
      (await note(world.people.sara, forWhom('olga'))).status,
    ]).toEqual([200, 404]);
  });
});

describe('what bars either of the two', () => {
  test.each([
    ['mara', { person: 'mara', unit: null }],
    ['sara', { person: 'sara', unit: null }],
    ['the unit of mara', { person: null, unit: 'desk' }],
    ['the unit of sara', { person: null, unit: 'office' }],
  ])('a wall in front of %s', async (_, walled) => {
    await handOver('mara', 'sara');
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    const wall = { kind: 'wall', ...walled, standing: 'declared' };
    expect((await say(world.people.nora, 'facts', { fact: wall })).status).toBe(200);
    expect([
      (await look(world.people.sara, FOR_MARA)).status,
      (await note(world.people.sara, FOR_MARA)).status,
    ]).toEqual([404, 404]);
  });

  test('a clearance that one of them lacks', async () => {
    await handOver('mara', 'sara');
    await hold(cleared('nora', 'SECRET'));
    world.people.nora = await signedIn(world.under, 'nora');
    expect((await classify(world.people.nora, 'PROTECTED')).status).toBe(200);
    const status = async (): Promise<number> => (await look(world.people.sara, FOR_MARA)).status;
    expect(await status()).toBe(404);
    await hold(cleared('mara', 'SECRET'));
    expect(await status()).toBe(404);
    await hold(cleared('sara', 'PROTECTED'));
    expect(await status()).toBe(200);
    await hold(cleared('mara', 'OFFICIAL'));
    expect(await status()).toBe(404);
  });

  test('a seal that names one of them', async () => {
    await handOver('mara', 'sara');
    const seal = (openTo: readonly string[]): Promise<Answered> =>
      say(world.people.nora, 'facts', { fact: { kind: 'seal', section: null, openTo } });
    expect((await seal(['nora', 'mara', 'sara'])).status).toBe(200);
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    expect((await seal(['nora', 'mara'])).status).toBe(200);
    expect([(await look(world.people.mara)).status, (await look(world.people.sara, FOR_MARA)).status]).toEqual([
      200, 404,
    ]);
  });

  test('a compartment into which one of them was read', async () => {
    await handOver('mara', 'sara');
    const readIn = (person: string): HeldFact => ({
      ...{ kind: 'read-in', id: `read-in.${person}`, from: null, until: null },
      ...{ person: `${CITY}/${person}`, compartment: `${CITY}/c1` },
    });
    const said = { classification: null, purposes: null, matters: [], reason: 'x' };
    expect((await say(world.people.nora, 'classification', { ...said, compartments: ['c1'] })).status).toBe(200);
    await hold(readIn('mara'));
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(404);
    await hold(readIn('sara'));
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
  });
});

describe('without a delegation in force', () => {
  const refused = async (by: Client, person: string): Promise<readonly unknown[]> => {
    const { status, body } = await look(by, forWhom(person));
    return [status, body.code, (await note(by, forWhom(person))).body.code];
  };
  const NOT_HANDED_OVER = [403, 'not-handed-over', 'not-handed-over'];

  test('the answer is the same whether there is such a colleague, and is on record as denied', async () => {
    await handOver('left', 'sara');
    await handOver('sara', 'mara');
    for (const person of ['mara', 'nobody.here', 'sara', 'left']) {
      expect(await refused(world.people.sara, person)).toEqual(NOT_HANDED_OVER);
      expect((await lines('read-case'))[0]).toMatchObject({ person: 'sara', on_behalf_of: person, denied: true });
      expect((await lines('AddNote'))[0]).toMatchObject({ person: 'sara', on_behalf_of: person, denied: true });
    }
    const [one, other] = [
      await look(world.people.sara, FOR_MARA),
      await look(world.people.sara, forWhom('nobody.here')),
    ];
    expect(one.body).toEqual(other.body);
    expect((await look(world.people.sara, forWhom('not a name'))).body.code).toBe('invalid-request');
  });

  test('it counts from its first instant until its last', async () => {
    const now = world.under.deps.nowMs();
    await handOver('mara', 'sara', { from: now + HOUR / 2, until: now + HOUR });
    expect(await refused(world.people.sara, 'mara')).toEqual(NOT_HANDED_OVER);
    world.under.advance(HOUR / 2 + 1_000);
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    world.under.advance(HOUR / 2 - 10_000);
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    world.under.advance(10_000);
    expect(await refused(world.people.sara, 'mara')).toEqual(NOT_HANDED_OVER);
  });

  test('it is never handed on, nor by somebody of another agency', async () => {
    await handOver('mara', 'olga');
    await handOver('olga', 'sara');
    await handOver('2/anna', 'sara');
    expect(await refused(world.people.sara, 'mara')).toEqual(NOT_HANDED_OVER);
    expect((await look(world.people.sara, forWhom('olga'))).status).toBe(404);
    expect(await refused(world.people.sara, 'anna')).toEqual(NOT_HANDED_OVER);
  });

  test('a session that has ended is told nothing', async () => {
    await handOver('mara', 'sara');
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    await world.under.test.query("delete from session where person = 'sara'");
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(401);
    expect((await look(world.people.sara, forWhom('nora'))).status).toBe(401);
  });

  test('that a system has a token for something opens nothing of a colleague, and streams do not take it', async () => {
    const deps = { database: world.under.database, nowMs: world.under.deps.nowMs };
    const { clientId } = await addSystem(deps, {
      ...{ tenant: CITY, name: 'Robot', actions: ['read-case'], caseTypes: null, days: 30 },
      memberships: [{ team: 'office', role: 'officer' }],
    });
    const robot = clientId.slice(clientId.indexOf('.') + 1);
    await handOver('mara', robot);
    const authorization = `Bearer ${(await addLongToken(deps, { tenant: CITY, client: robot, days: 1 })) ?? ''}`;
    const asked = await client(world.under).get(`/api/v1/cases/${world.caseId}`, { authorization, ...FOR_MARA });
    expect([asked.status, asked.body.code]).toEqual([403, 'not-on-behalf']);
    expect((await client(world.under).get(`/api/v1/cases/${world.caseId}`, { authorization })).status).toBe(404);
    const stream = await world.people.sara.get('/api/v1/stream', FOR_MARA);
    expect([stream.status, stream.body.code]).toEqual([403, 'not-on-behalf']);
  });
});
