// Sessions: begun, used, ended, and never outliving the rights they were begun with.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openQueries } from '../queries/queries.ts';
import { buildApi, type Api } from './build-api.ts';
import { client, openFine, ORIGIN, signedIn, startApi, type ApiUnderTest } from './api-under-test.ts';

let under: ApiUnderTest;

beforeAll(async () => {
  under = await startApi();
});

afterAll(() => under.close());

/** Another process over the same database, which remembers nothing of the first. */
async function secondProcess(): Promise<{ readonly api: Api }> {
  const { deps, options } = under;
  const { database, caseTypes, keys, nowMs: now } = deps;
  const queries = openQueries({ database, caseTypes, keys, now });
  return { api: await buildApi({ ...options, doors: { ...options.doors, queries } }) };
}

describe('signing in', () => {
  test('lists the personas, and gives a cookie that no page can read and no other site can use', async () => {
    const personas = await client(under).get('/api/v1/personas');
    expect(personas.body.items).toContainEqual({
      personId: 'anna',
      name: 'Anna Ricci',
      agency: 'city',
      teams: ['Traffic fines'],
      roles: ['officer'],
    });
    const answer = await client(under).send('POST', '/api/v1/session', { body: { personId: 'anna', agency: 'city' } });
    expect(answer.headers['set-cookie']).toMatch(
      /^casewright_session=1\.[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.body).toMatchObject({
      personId: 'anna',
      name: 'Anna Ricci',
      agency: { slug: 'city', name: 'City' },
      teams: [{ team: 'traffic-fines', title: 'Traffic fines', role: 'officer' }],
    });
  });

  test('keeps only a hash of the secret', async () => {
    const anna = await signedIn(under, 'anna');
    const secret = anna.cookie.split('.')[1] ?? '';
    const rows = await under.test.query<{ all: string }>(
      "select string_agg(encode(token_hash, 'escape'), ' ') as all from session",
    );
    expect(rows[0]?.all).not.toContain(secret);
  });

  test.each([
    [{ personId: 'nobody', agency: 'city' }],
    [{ personId: 'dario', agency: 'port' }],
    [{ personId: 'anna', agency: 'nowhere' }],
  ])('as %j fails, and says the same for all', async (body) => {
    const answer = await client(under).send('POST', '/api/v1/session', { body });
    expect(answer).toMatchObject({ status: 401, body: { code: 'sign-in-failed' } });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('again ends the session before', async () => {
    const first = await signedIn(under, 'anna');
    await client(under, first.cookie).send('POST', '/api/v1/session', { body: { personId: 'bruno', agency: 'city' } });
    expect((await first.get('/api/v1/session')).status).toBe(401);
  });

  test('and out are on record', async () => {
    const clara = await signedIn(under, 'clara');
    await clara.send('DELETE', '/api/v1/session');
    const lines = await under.test.query(
      "select action from access_log where person = 'clara' order by recorded_at, entry_id",
    );
    expect(lines.map((line) => line['action'])).toEqual(['sign-in', 'sign-out']);
  });

  test('outside a demonstration is not offered at all', async () => {
    const strict = await startApi({ demonstration: false });
    expect((await client(strict).get('/api/v1/personas')).status).toBe(404);
    expect(
      (await client(strict).send('POST', '/api/v1/session', { body: { personId: 'anna', agency: 'city' } })).status,
    ).toBe(401);
    await strict.close();
  });

  test('is limited for one address', async () => {
    const limited = await startApi({ signInsPerMinute: 3 });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await client(limited).send('POST', '/api/v1/session', {
        body: { personId: 'nobody', agency: 'city' },
      });
      statuses.push(answer.status);
      if (answer.status === 429)
        expect(answer).toMatchObject({
          body: { code: 'too-many-requests' },
          headers: { 'retry-after': expect.any(String) },
        });
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    await limited.close();
  });
});

describe('a session', () => {
  test('that ended opens nothing any more, at once', async () => {
    const anna = await signedIn(under, 'anna');
    expect((await anna.get('/api/v1/work')).status).toBe(200);
    const out = await anna.send('DELETE', '/api/v1/session');
    expect(out).toMatchObject({ status: 204, body: '' });
    expect(out.headers['set-cookie']).toMatch(/^casewright_session=; Path=\/; Max-Age=0/);
    expect((await anna.get('/api/v1/work')).body.code).toBe('not-signed-in');
  });

  test('that was ended elsewhere shows and changes nothing, though this process remembers it', async () => {
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    await under.test.query("delete from session where person = 'anna'");
    expect((await anna.get(`/api/v1/cases/${caseId}`)).status).toBe(401);
    const again = await signedIn(under, 'anna');
    await under.test.query("delete from session where person = 'anna'");
    expect((await again.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'x' } })).status).toBe(401);
    const reads = await under.test.query(
      "select 1 from access_log where action = 'read-case' and $1 = any (case_ids)",
      [caseId],
    );
    expect(reads).toEqual([]);
  });

  test('ends with the next request when its rights have changed, and whoever signs in again has the new ones', async () => {
    const clara = await signedIn(under, 'clara');
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    const note = { body: { text: 'x' } };
    expect((await clara.send('POST', `/api/v1/cases/${caseId}/notes`, note)).status).toBe(200);
    await under.test.query("update membership set team = 'parking' where person = 'clara'");
    expect((await clara.get(`/api/v1/cases/${caseId}`)).body.code).toBe('not-signed-in');
    expect((await clara.send('POST', `/api/v1/cases/${caseId}/notes`, note)).status).toBe(401);
    const again = await signedIn(under, 'clara');
    expect((await again.get('/api/v1/session')).body.teams).toMatchObject([{ team: 'parking' }]);
    expect((await again.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
    await under.test.query("update membership set team = 'traffic-fines' where person = 'clara'");
    expect((await again.get('/api/v1/session')).status).toBe(401);
  });

  describe('whose person is given and loses things while they read', () => {
    /** A process in which what Anna holds changes beneath each of so many looks at a case. */
    async function changing(times: number): Promise<Api> {
      const { queries, ...others } = under.options.doors;
      let left = times;
      const showCase: typeof queries.showCase = async (reader, caseId) => {
        if (left > 0) {
          left -= 1;
          facts += 1;
          await under.test.query(
            `insert into access_fact (tenant, fact_id, holder, fact) values (1, $1, 'person/anna', $2)`,
            [
              `c.${facts}`,
              JSON.stringify({
                kind: 'read-in',
                id: `c.${facts}`,
                ...AT_ANY_TIME,
                person: '1/anna',
                compartment: '1/c',
              }),
            ],
          );
        }
        return queries.showCase(reader, caseId);
      };
      return buildApi({ ...under.options, doors: { ...others, queries: { ...queries, showCase } } });
    }
    const AT_ANY_TIME = { from: null, until: null };
    let facts = 0;

    test('goes on', async () => {
      const anna = await signedIn(under, 'anna');
      const path = `/api/v1/cases/${await openFine(anna)}`;
      const busy = client({ ...under, api: await changing(3) }, anna.cookie);
      expect((await busy.get(path)).status).toBe(200);
      expect(facts).toBe(3);
      await under.test.query("delete from access_fact where fact_id like 'c.%'");
    });

    test('is no ended session, however often', async () => {
      const anna = await signedIn(under, 'anna');
      const path = `/api/v1/cases/${await openFine(anna)}`;
      const busy = client({ ...under, api: await changing(1_000) }, anna.cookie);
      const answered = await busy.get(path);
      expect(answered).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(answered.headers['retry-after']).toBe('1');
      expect((await anna.get('/api/v1/session')).status).toBe(200);
      await under.test.query("delete from access_fact where fact_id like 'c.%'");
    });
  });

  test('of a person who was made inactive opens nothing', async () => {
    const bruno = await signedIn(under, 'bruno');
    await under.test.query("update person set active = false where person = 'bruno'");
    expect((await bruno.get('/api/v1/work')).status).toBe(401);
    await under.test.query("update person set active = true where person = 'bruno'");
  });

  test('lasts twelve hours and no longer', async () => {
    const anna = await signedIn(under, 'anna');
    for (let minutes = 0; minutes < 12 * 60 - 50; minutes += 50) {
      under.advance(50 * 60_000);
      expect((await anna.get('/api/v1/work')).status).toBe(200);
    }
    under.advance(50 * 60_000);
    expect((await anna.get('/api/v1/work')).status).toBe(401);
  });

  test('that is left alone for an hour ends, here and in every other process', async () => {
    const [anna, bruno] = [await signedIn(under, 'anna'), await signedIn(under, 'bruno')];
    under.advance(59 * 60_000);
    expect((await anna.get('/api/v1/work')).status).toBe(200);
    under.advance(60_000);
    expect((await bruno.get('/api/v1/work')).status).toBe(401);
    expect((await anna.get('/api/v1/work')).status).toBe(200);
    const { api } = await secondProcess();
    under.advance(60 * 60_000);
    expect((await client({ ...under, api }, anna.cookie).get('/api/v1/work')).status).toBe(401);
    await api.app.close();
  });

  test('ends everywhere at once when its person says so', async () => {
    const [here, there, other] = [
      await signedIn(under, 'anna'),
      await signedIn(under, 'anna'),
      await signedIn(under, 'bruno'),
    ];
    expect((await there.get('/api/v1/work')).status).toBe(200);
    const ended = await here.send('DELETE', '/api/v1/sessions');
    expect(ended.status).toBe(204);
    expect((await there.get('/api/v1/work')).status).toBe(401);
    expect((await here.get('/api/v1/work')).status).toBe(401);
    expect((await other.get('/api/v1/work')).status).toBe(200);
    const crossSite = await other.send('DELETE', '/api/v1/sessions', { headers: { origin: 'http://evil.test' } });
    expect(crossSite.body.code).toBe('cross-origin');
  });

  test('is never one that somebody else chose: a cookie from before is not taken up', async () => {
    const planted = `casewright_session=1.${'A'.repeat(43)}`;
    const answer = await client(under, planted).send('POST', '/api/v1/session', {
      body: { personId: 'anna', agency: 'city' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).not.toContain('A'.repeat(43));
    expect((await client(under, planted).get('/api/v1/session')).status).toBe(401);
  });

  test('of a browser is no token, and a token is no session of a browser', async () => {
    const anna = await signedIn(under, 'anna');
    const secret = anna.cookie.split('=')[1] ?? '';
    const borrowed = await client(under).get('/api/v1/work', { authorization: `Bearer ${secret}` });
    expect(borrowed.status).toBe(401);
    expect((await anna.get('/api/v1/work')).status).toBe(200);
  });
});

test('a session has an allowance of its own, and what is over it is refused', async () => {
  const limited = await startApi({ requestsPerMinute: 5 });
  const [anna, bruno] = [await signedIn(limited, 'anna'), await signedIn(limited, 'bruno')];
  const statuses: number[] = [];
  for (let request = 0; request < 6; request += 1) statuses.push((await anna.get('/api/v1/session')).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await bruno.get('/api/v1/session')).status).toBe(200);
  await limited.close();
});

test('behind https the cookie is sent over https only', async () => {
  const secure = await startApi({ publicOrigin: ORIGIN.replace('http:', 'https:') });
  const answer = await client(secure).send('POST', '/api/v1/session', {
    body: { personId: 'anna', agency: 'city' },
    headers: { origin: ORIGIN.replace('http:', 'https:') },
  });
  expect(answer.headers['set-cookie']).toMatch(/^__Host-casewright_session=.*; Path=\/; .*; Secure$/);
  expect(answer.headers['strict-transport-security']).toContain('max-age');
  await secure.close();
});
