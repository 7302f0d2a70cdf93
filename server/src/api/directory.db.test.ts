// Systems with tokens, and a directory that brings, changes and takes away people and teams by SCIM: what it may, what
// becomes of those who leave, and everything hostile that a directory may send.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLongToken, addSystem, endSystem, listSystems, type NewClient } from '../commands/issue-token.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { returnTasksOfLeavers } from '../worker/leavers.ts';
import {
  CASE_TYPE,
  client,
  FINE,
  openFine,
  signedIn,
  startApi,
  type Answered,
  type ApiUnderTest,
} from './api-under-test.ts';

let under: ApiUnderTest;
let directory: Asker;

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

interface Asker {
  readonly get: (path: string) => Promise<Answered>;
  readonly send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answered>;
}

beforeAll(async () => {
  under = await startApi();
  directory = await asSystem({ actions: ['provision'] });
});

afterAll(() => under.close());

const deps = () => ({ database: under.database, nowMs: under.deps.nowMs });

function makeSystem(system: Partial<NewClient> = {}): Promise<{ readonly clientId: string; readonly secret: string }> {
  return addSystem(deps(), {
    ...{ tenant: 1, name: 'A system', actions: ['read-case'], caseTypes: null, memberships: [], days: 30 },
    ...system,
  });
}

function askToken(form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  return under.api.app.inject({
    method: 'POST',
    url: '/api/v1/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
}

async function tokenOf({ clientId, secret }: { readonly clientId: string; readonly secret: string }): Promise<string> {
  const answer = await askToken({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
  return answer.json<{ access_token: string }>().access_token;
}

/** Without an Origin and without a cookie, as programs ask. */
function withToken(token: string): Asker {
  const headers = { authorization: `Bearer ${token}`, origin: '' };
  const anybody = client(under);
  return {
    get: (path) => anybody.get(path, { authorization: headers.authorization }),
    send: (method, path, body) => anybody.send(method, path, { headers, ...(body === undefined ? {} : { body }) }),
  };
}

async function asSystem(system: Partial<NewClient>): Promise<Asker> {
  return withToken(await tokenOf(await makeSystem(system)));
}

const OFFICER = [{ team: 'traffic-fines', role: 'officer' }];

describe('the token of a system', () => {
  test('is given for its secret, for an hour, and for a part where only a part is asked for', async () => {
    const { clientId, secret } = await makeSystem({ actions: ['read-case', 'list-cases'] });
    const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
    const answer = await askToken({ grant_type: 'client_credentials', scope: 'read-case' }, basic);
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^1\.[A-Za-z0-9_-]{43}$/),
      ...{ token_type: 'Bearer', expires_in: 3600, scope: 'read-case' },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const rows = await under.test.query<{ all: string }>(
      "select string_agg(encode(secret_hash, 'escape'), ' ') || (select string_agg(encode(token_hash, 'escape'), ' ') from session) as all from client",
    );
    expect(rows[0]?.all).not.toContain(secret);
    expect(rows[0]?.all).not.toContain(answer.json<{ access_token: string }>().access_token.slice(2));
  });

  test.each([
    [{ grant_type: 'client_credentials', client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ grant_type: 'client_credentials', client_id: "1.x' or '1'='1" }, 401, 'invalid_client'],
    [{ grant_type: 'client_credentials', client_id: '2.system' }, 401, 'invalid_client'],
    [{ grant_type: 'client_credentials', scope: 'read-case CloseCase' }, 400, 'invalid_scope'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('is not given for %j', async (form, status, error) => {
    const { clientId, secret } = await makeSystem();
    const answer = await askToken({ client_id: clientId, client_secret: secret, ...form });
    expect([answer.statusCode, answer.json()]).toEqual([status, { error }]);
  });

  test('is not given for a form that says something twice, for JSON, or too often', async () => {
    const ask = (payload: string, type = 'application/x-www-form-urlencoded') =>
      under.api.app.inject({ method: 'POST', url: '/api/v1/token', headers: { 'content-type': type }, payload });
    expect((await ask('grant_type=client_credentials&grant_type=x')).statusCode).toBe(400);
    expect((await ask('{}', 'application/json')).statusCode).toBe(415);
    const limited = await startApi({ signInsPerMinute: 1 });
    const twice = [1, 2].map(() => limited.api.app.inject({ method: 'POST', url: '/api/v1/token' }));
    expect((await Promise.all(twice)).map(({ statusCode }) => statusCode)).toContain(429);
    await limited.close();
  });

  test('does what its scope names and its roles allow, on record as that system', async () => {
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    const system = await makeSystem({ actions: ['read-case', 'AddNote'], memberships: OFFICER });
    const asker = withToken(await tokenOf(system));
    expect((await asker.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await asker.send('POST', `/api/v1/cases/${caseId}/notes`, { text: 'Paid.' })).status).toBe(200);
    expect((await asker.get('/api/v1/cases')).status).toBe(404);
    expect((await asker.send('POST', `/api/v1/cases/${caseId}/close`, { outcome: 'paid' })).status).toBe(404);
    expect((await asker.get('/scim/v2/Users')).body).toMatchObject({ schemas: [ERROR], status: '403' });
    const [, id] = system.clientId.split(/\.(.*)/);
    const lines = await under.test.query(
      "select action, denied, authority like 'token:%' as token from access_log where person = $1 order by recorded_at, entry_id",
      [id],
    );
    expect(lines).toContainEqual({ action: 'read-case', denied: false, token: true });
    expect(lines).toContainEqual({ action: 'CloseCase', denied: true, token: true });
    const events = await under.test.query('select actor from event where case_id = $1 and seq = 2', [caseId]);
    expect(events).toEqual([{ actor: id }]);
  });

  test('reaches only the kinds of cases that it is for, also in lists', async () => {
    const caseId = await openFine(await signedIn(under, 'anna'));
    const system = { actions: ['read-case', 'list-cases', 'list-work', 'OpenCase'], memberships: OFFICER };
    const other = await asSystem({ ...system, caseTypes: ['another'] });
    expect((await other.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
    expect((await other.get('/api/v1/cases')).body.items).toEqual([]);
    expect((await other.get('/api/v1/work')).body.items).toEqual([]);
    const opening = { caseType: CASE_TYPE, data: FINE };
    expect((await other.send('POST', '/api/v1/cases', opening)).status).toBe(404);
    const same = await asSystem({ ...system, caseTypes: [CASE_TYPE] });
    expect((await same.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await same.get('/api/v1/cases')).body.items).not.toEqual([]);
  });

  test('ends when it is taken back, when its hour is over, and when its system is ended or loses a role', async () => {
    const works = async (token: string): Promise<boolean> =>
      (await withToken(token).get('/api/v1/session')).status === 200;
    const make = async (): Promise<{ readonly id: string; readonly token: string }> => {
      const system = await makeSystem({ actions: ['read-session'], memberships: OFFICER });
      return { id: system.clientId.slice(2), token: await tokenOf(system) };
    };
    const [taken, ended, stripped, late] = [await make(), await make(), await make(), await make()];
    expect(await Promise.all([taken, ended, stripped, late].map(({ token }) => works(token)))).not.toContain(false);
    await under.api.app.inject({
      method: 'POST',
      url: '/api/v1/token/revoke',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `token=${taken.token}`,
    });
    expect(await works(taken.token)).toBe(false);
    expect(await endSystem(deps(), { tenant: 1, client: ended.id })).toBe(true);
    expect(await works(ended.token)).toBe(false);
    expect((await listSystems(deps(), 1)).some(({ client: id }) => id === ended.id)).toBe(true);
    await under.test.query('delete from membership where person = $1', [stripped.id]);
    expect(await works(stripped.token)).toBe(false);
    const long = await addLongToken(deps(), { tenant: 1, client: late.id, days: 5 });
    under.advance(60 * 60_000);
    expect(await works(late.token)).toBe(false);
    expect(await works(long ?? '')).toBe(true);
    directory = await asSystem({ actions: ['provision'] });
  });

  test('opens nothing in a cookie, and no persona of a demonstration is a system', async () => {
    const system = await makeSystem({ actions: ['read-session'] });
    const token = await tokenOf(system);
    expect((await client(under, `casewright_session=${token}`).get('/api/v1/session')).status).toBe(401);
    const body = { personId: system.clientId.slice(2), agency: 'city' };
    expect((await client(under).send('POST', '/api/v1/session', { body })).status).toBe(401);
    expect(JSON.stringify((await client(under).get('/api/v1/personas')).body)).not.toContain('A system');
  });
});

async function bring(userName: string, extra: object = {}): Promise<string> {
  const answer = await directory.send('POST', '/scim/v2/Users', { schemas: [USER], userName, ...extra });
  if (answer.status !== 201) throw new Error(`Bringing answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return String(answer.body.id);
}

const patch = (path: string, ...Operations: readonly object[]) =>
  directory.send('PATCH', path, { schemas: [PATCH], Operations });

describe('a directory', () => {
  test('says what it can do to anybody, and answers to nobody else', async () => {
    const anybody = client(under);
    const config = await anybody.get('/scim/v2/ServiceProviderConfig');
    expect(config).toMatchObject({ status: 200, body: { patch: { supported: true }, filter: { supported: true } } });
    expect(config.headers['content-type']).toContain('application/scim+json');
    expect((await anybody.get('/scim/v2/ResourceTypes')).body.Resources).toHaveLength(2);
    expect((await anybody.get(`/scim/v2/Schemas/${USER}`)).body.id).toBe(USER);
    expect((await anybody.get('/scim/v2/Users')).body).toMatchObject({ schemas: [ERROR], status: '401' });
    expect((await withToken(`1.${'x'.repeat(43)}`).get('/scim/v2/Users')).headers['www-authenticate']).toMatch(
      /^Bearer/,
    );
  });

  test('brings, finds, changes and takes away a person', async () => {
    const id = await bring('Mia@city', { displayName: 'Mia Moss', externalId: 'x-mia', active: true });
    const path = `/scim/v2/Users/${id}`;
    expect((await directory.get(path)).body).toMatchObject({ id, userName: 'Mia@city', active: true, groups: [] });
    const found = await directory.get(`/scim/v2/Users?filter=${encodeURIComponent('userName eq "mia@CITY"')}`);
    expect(found.body).toMatchObject({ totalResults: 1, startIndex: 1, Resources: [{ id, externalId: 'x-mia' }] });
    expect((await directory.get('/scim/v2/Users?count=2&startIndex=2')).body).toMatchObject({
      itemsPerPage: 2,
      startIndex: 2,
    });
    expect((await directory.get('/scim/v2/Users?filter=userName%20co%20%22m%22')).body).toMatchObject({
      ...{ status: '400', scimType: 'invalidFilter' },
    });
    const twice = await directory.send('POST', '/scim/v2/Users', { schemas: [USER], userName: 'mia@CITY' });
    expect(twice.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    const put = await directory.send('PUT', path, { schemas: [USER], userName: 'mia@city', displayName: 'Mia Marsh' });
    expect(put.body).toMatchObject({ displayName: 'Mia Marsh', userName: 'mia@city' });
    expect(put.body.externalId).toBeUndefined();
    expect((await patch(path, { op: 'replace', path: 'active', value: false })).body.active).toBe(false);
    expect((await patch(path, { op: 'replace', path: 'id', value: 'x' })).body.scimType).toBe('mutability');
    expect((await directory.send('DELETE', path)).status).toBe(204);
    expect((await directory.get(path)).body).toMatchObject({ schemas: [ERROR], status: '404' });
    expect((await directory.send('DELETE', path)).status).toBe(404);
    // The name may be given again, and is then somebody else's.
    expect(await bring('mia@city')).not.toBe(id);
    const record = await under.test.query('select change from directory_change where person = $1 order by change_id', [
      id,
    ]);
    expect(record.map(({ change }) => change)).toEqual([
      'person-added',
      'person-changed',
      'person-left',
      'person-removed',
    ]);
  });

  test('gives and takes roles by groups, and whoever has other rights signs in again', async () => {
    const id = await bring('gus@city');
    await under.test.query("update person set name = 'Gus' where person = $1", [id]);
    const made = await directory.send('POST', '/scim/v2/Groups', {
      ...{ schemas: [GROUP], displayName: 'permits/clerk', members: [{ value: id }] },
    });
    expect(made).toMatchObject({ status: 201, body: { members: [{ value: id }] } });
    expect(made.headers['location']).toContain(`/scim/v2/Groups/${made.body.id}`);
    const path = `/scim/v2/Groups/${made.body.id}`;
    const gus = await signedIn(under, id);
    expect((await gus.get('/api/v1/session')).body.teams).toEqual([
      { team: 'permits', title: 'Permits', role: 'clerk' },
    ]);
    expect((await directory.get(`/scim/v2/Users/${id}`)).body.groups).toMatchObject([{ value: made.body.id }]);
    expect((await patch(path, { op: 'remove', path: `members[value eq "${id}"]` })).body.members).toEqual([]);
    expect((await gus.get('/api/v1/session')).status).toBe(401);
    expect((await patch(path, { op: 'add', path: 'members', value: [{ value: 'nobody' }] })).body).toMatchObject({
      ...{ status: '400', scimType: 'invalidValue' },
    });
    expect((await directory.get(`${path}?excludedAttributes=members`)).body.members).toBeUndefined();
    const other = await directory.send('POST', '/scim/v2/Groups', { schemas: [GROUP], displayName: 'permits/clerk' });
    expect(other.body.scimType).toBe('uniqueness');
    expect((await directory.send('DELETE', path)).status).toBe(204);
    const refusedWhole = await directory.send('POST', '/scim/v2/Groups', {
      ...{ schemas: [GROUP], displayName: 'permits/head', members: [{ value: id }, { value: 'nobody' }] },
    });
    expect(refusedWhole.status).toBe(400);
    expect(await under.test.query("select 1 from directory_group where role = 'head'")).toEqual([]);
  });

  test('sets nothing that is not a directory’s to set, whatever it sends', async () => {
    const id = await bring('eve@city', {
      ...{ id: 'anna', tenant: 2, person: 'anna', kind: 'system', meta: { location: 'x' } },
      ...{ groups: [{ value: 'g' }], roles: [{ value: 'officer' }], memberships: OFFICER },
    });
    expect(id).not.toBe('anna');
    expect(
      await under.test.query(
        'select tenant, team from person join membership using (tenant, person) where person = $1',
        [id],
      ),
    ).toEqual([]);
    const raw = `{"schemas":["${USER}"],"userName":"eve2@city","__proto__":{"active":false,"isAdmin":true}}`;
    const answer = await under.api.app.inject({
      method: 'POST',
      url: '/scim/v2/Users',
      headers: { authorization: await bearerOf(), 'content-type': 'application/scim+json' },
      payload: raw,
    });
    expect(answer.json()).toMatchObject({ active: true });
    expect({}).not.toHaveProperty('isAdmin');
    const sql = "'); drop table person; --";
    const quoted = await bring(sql, { displayName: `${sql}"`, externalId: sql });
    const filter = encodeURIComponent(`userName eq "${sql}"`);
    expect((await directory.get(`/scim/v2/Users?filter=${filter}`)).body.Resources).toMatchObject([{ id: quoted }]);
    expect((await directory.get(`/scim/v2/Users/${encodeURIComponent(sql)}`)).status).toBe(404);
    expect((await directory.get('/scim/v2/Users/%00')).status).toBe(404);
  });

  test('of one agency has nothing to do with another', async () => {
    const port = await asSystem({ tenant: 2, actions: ['provision'] });
    const id = await bring('ina@city');
    expect((await port.get(`/scim/v2/Users/${id}`)).status).toBe(404);
    expect((await port.send('DELETE', `/scim/v2/Users/${id}`)).status).toBe(404);
    const list = await port.get('/scim/v2/Users');
    expect(list.body.Resources.map((row: { userName: string }) => row.userName)).toEqual(['anna']);
  });

  test('fills a group of thousands, and no more than that at once', async () => {
    await under.test.query(
      "insert into person (tenant, person, name, active) select 1, 'many-' || n, 'Many', true from generate_series(1, 3000) n",
    );
    const members = Array.from({ length: 3_000 }, (_, index) => ({ value: `many-${index + 1}` }));
    const made = await directory.send('POST', '/scim/v2/Groups', {
      schemas: [GROUP],
      displayName: 'many/clerk',
      members,
    });
    expect(made.status).toBe(201);
    expect(made.body.members).toHaveLength(3_000);
    const over = Array.from({ length: 10_001 }, (_, index) => ({ value: `m${index}` }));
    const path = `/scim/v2/Groups/${made.body.id}`;
    expect((await patch(path, { op: 'replace', path: 'members', value: over })).status).toBe(413);
    expect((await patch(path, { op: 'replace', path: 'displayName', value: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

async function bearerOf(): Promise<string> {
  return `Bearer ${await tokenOf(await makeSystem({ actions: ['provision'] }))}`;
}

/** What the verifier says of rights; other tests of this file write some past the door. */
async function rightProblems(): Promise<readonly string[]> {
  const problems: string[] = [];
  await under.database.snapshot({ tenant: 1, person: 'system.verify' }, (tx) =>
    verifyRights(tx, 1, ({ reason }) => problems.push(reason)),
  );
  return problems;
}

test('every right that a directory or the command line gives and takes is evidence', async () => {
  const before = await rightProblems();
  const add = (userName: string, active: boolean): Promise<Answered> =>
    directory.send('POST', '/scim/v2/Users', { schemas: [USER], userName, active });
  const kept: string = (await add('kept', true)).body.id;
  const gone: string = (await add('gone', false)).body.id;
  const made = await directory.send('POST', '/scim/v2/Groups', {
    ...{ schemas: [GROUP], displayName: 'evidence/reader', members: [{ value: kept }, { value: gone }] },
  });
  expect(made.status).toBe(201);
  const patch = (path: string, operation: object): Promise<Answered> =>
    directory.send('PATCH', path, { schemas: [PATCH], Operations: [operation] });
  await patch(`/scim/v2/Groups/${made.body.id}`, { op: 'remove', path: `members[value eq "${kept}"]` });
  await patch(`/scim/v2/Users/${kept}`, { op: 'replace', path: 'active', value: false });
  await directory.send('DELETE', `/scim/v2/Users/${gone}`);
  const { clientId } = await makeSystem({ memberships: OFFICER });
  await endSystem(deps(), { tenant: 1, client: clientId.slice(clientId.indexOf('.') + 1) });
  expect(await rightProblems()).toEqual(before);
  await under.test.query('update person set active = true where tenant = 1 and person = $1', [kept]);
  expect(await rightProblems()).toHaveLength(before.length + 2);
});

describe('whoever leaves', () => {
  test('has no session at the next request and no task after one sweep, each with an event that says why', async () => {
    const anna = await signedIn(under, 'anna');
    const caseIds = [await openFine(anna), await openFine(anna)];
    const tasks = ['send-fine', 'record-payment'];
    for (const caseId of caseIds)
      for (const task of tasks)
        await anna.send('POST', `/api/v1/cases/${caseId}/tasks/${task}/assign`, { body: { assignee: 'bruno' } });
    const bruno = await signedIn(under, 'bruno');
    const lanes = () => under.test.query("select 1 from task where lane = 'person:bruno'");
    const held = (await lanes()).length;
    expect(held).toBeGreaterThanOrEqual(2);
    expect((await patch('/scim/v2/Users/bruno', { op: 'replace', path: 'active', value: 'False' })).body.active).toBe(
      false,
    );
    expect((await bruno.get('/api/v1/work')).status).toBe(401);
    expect(
      (await client(under).send('POST', '/api/v1/session', { body: { personId: 'bruno', agency: 'city' } })).status,
    ).toBe(401);
    // Two processes at once, then again: once each.
    const sweeps = await Promise.all([1, 2].map(() => returnTasksOfLeavers(under.deps, 1)));
    expect(sweeps.flatMap(({ problems }) => problems)).toEqual([]);
    expect(await returnTasksOfLeavers(under.deps, 1)).toEqual({ returned: 0, problems: [] });
    expect(await lanes()).toEqual([]);
    const events = await under.test.query(
      "select 1 from event where actor = 'system.leaver' and authority = 'leaver' and type = 'TaskAssigned'",
    );
    expect(events).toHaveLength(held);
    const work = await anna.get('/api/v1/work');
    expect(
      work.body.items.filter((item: { caseId: string }) => caseIds.includes(item.caseId)).length,
    ).toBeGreaterThanOrEqual(held);
    const activity = await anna.get(`/api/v1/cases/${caseIds[0]}/activity`);
    expect(JSON.stringify(activity.body)).toContain('has left the agency');
  });

  test('and comes back and leaves again, leaves nothing behind either', async () => {
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    for (let time = 0; time < 2; time += 1) {
      await patch('/scim/v2/Users/bruno', { op: 'replace', path: 'active', value: true });
      const given = await anna.send('POST', `/api/v1/cases/${caseId}/tasks/send-fine/assign`, {
        body: { assignee: 'bruno' },
      });
      expect(given.status).toBe(200);
      await patch('/scim/v2/Users/bruno', { op: 'replace', path: 'active', value: false });
      expect(await returnTasksOfLeavers(under.deps, 1)).toEqual({ returned: 1, problems: [] });
    }
  });

  test('is given nothing, and what they still hold goes back with the next sweep, while what they gave on stays', async () => {
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    const assign = (assignee: string) =>
      anna.send('POST', `/api/v1/cases/${caseId}/tasks/send-fine/assign`, { body: { assignee } });
    const isThere = (value: boolean) => patch('/scim/v2/Users/bruno', { op: 'replace', path: 'active', value });
    expect((await assign('bruno')).body.code).toBe('assignee-may-not-open');
    await isThere(true);
    await assign('bruno');
    await assign('clara');
    await isThere(false);
    expect(await returnTasksOfLeavers(under.deps, 1)).toEqual({ returned: 0, problems: [] });
    await isThere(true);
    await assign('bruno');
    await isThere(false);
    // A process that was killed between command and answer: the same command comes once more.
    const broken = {
      ...under.deps,
      keys: {
        ...fileKeyProvider(Buffer.alloc(32, 7)),
        unwrap: () => {
          throw new Error('killed');
        },
      },
    };
    expect((await returnTasksOfLeavers(broken, 1)).problems).toHaveLength(1);
    expect(await returnTasksOfLeavers(under.deps, 1)).toMatchObject({ returned: 1 });
  });
});
