// Requests that must be refused with a clear problem, leaving nothing behind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CASE_TYPE,
  client,
  FINE,
  openFine,
  signedIn,
  startApi,
  type Answered,
  type ApiUnderTest,
  type Client,
} from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;
let caseId: string;

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
  caseId = await openFine(anna);
});

afterAll(() => under.close());

function checkProblem(answer: Answered, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { status, code, type: `/api/reference#${code}` } });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body.detail).toMatch(/\.$/);
}

async function version(): Promise<number> {
  return (await anna.get(`/api/v1/cases/${caseId}`)).body.version;
}

const note = (options: object) => anna.send('POST', `/api/v1/cases/${caseId}/notes`, options);

describe('a body', () => {
  test('over 256 kilobytes is refused', async () => {
    checkProblem(await note({ body: { text: 'x'.repeat(300_000) } }), 413, 'too-large');
  });

  test('just under the size is read and refused for its length alone', async () => {
    const answer = await note({ body: { text: 'x'.repeat(250_000) } });
    checkProblem(answer, 400, 'invalid-request');
    expect(answer.body.detail).toBe('body.text: this is too long.');
  });

  test.each([
    ['half an object', '{"text":'],
    ['nothing', ''],
    ['a name twice', '{"text":"a","text":"b"}'],
    ['half a character', '{"text":"\\ud800"}'],
    ['a character that cannot be kept', '{"text":"\\u0000"}'],
    ['brackets without end', '['.repeat(10_000)],
    ['bytes that are not UTF-8', Buffer.from('{"text":"\xff"}', 'latin1')],
  ])('with %s is refused', async (_what, raw) => {
    checkProblem(await note({ raw }), 400, 'malformed-json');
  });

  test.each([
    ['an unknown field', { text: 'a', priority: 1 }, 'body: the field "priority" is not known here.'],
    ['a missing field', {}, 'body: the field "text" is missing.'],
    ['a number for text', { text: 1 }, 'body.text: this has the wrong type.'],
    ['empty text', { text: '' }, 'body.text: this is empty.'],
    ['a list', [], 'body: this has the wrong type.'],
    ['null', null, 'body: this has the wrong type.'],
    [
      '__proto__ from text',
      JSON.parse('{"text":"a","__proto__":{"admin":true}}'),
      'body: the field that was sent is not known here.',
    ],
    ['constructor', { text: 'a', constructor: { prototype: {} } }, 'body: the field "constructor" is not known here.'],
  ])('with %s is refused', async (_what, body, detail) => {
    const answer = await note({ body });
    checkProblem(answer, 400, 'invalid-request');
    expect(answer.body.detail).toBe(detail);
  });

  test('that is not JSON by its own word is refused', async () => {
    checkProblem(
      await note({ raw: 'text=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'unsupported-media-type',
    );
    checkProblem(
      await note({ raw: '{"text":"a"}', headers: { 'content-type': 'text/plain' } }),
      415,
      'unsupported-media-type',
    );
  });

  test('never has its values repeated in the refusal', async () => {
    const answer = await anna.send('POST', '/api/v1/cases', {
      body: { caseType: CASE_TYPE, data: { ...FINE, amount: { name: 'Maria Bianchi' } } },
    });
    checkProblem(answer, 400, 'invalid-request');
    expect(JSON.stringify(answer.body)).not.toContain('Maria');
  });
});

describe('answers to a form', () => {
  test('that are missing or wrong are named, each field with its reason', async () => {
    const answer = await anna.send('POST', '/api/v1/cases', {
      body: { caseType: CASE_TYPE, data: { article: '157', amount: 'much', colour: 'red' } },
    });
    checkProblem(answer, 422, 'invalid-data');
    const named = Object.fromEntries(
      answer.body.fields.map((problem: { field: string; code: string }) => [problem.field, problem.code]),
    );
    expect(named).toMatchObject({ createdOn: 'required', amount: 'wrong-kind' });
    expect(Object.keys(named)).toContain('colour');
  });

  test('under names that could be members of every object are unknown fields', async () => {
    const answer = await anna.send('PATCH', `/api/v1/cases/${caseId}/data`, {
      body: { data: { constructor: 'x', toString: 'y' } },
    });
    checkProblem(answer, 422, 'invalid-data');
  });
});

describe('a change', () => {
  test('without a key is refused, and so is a key that is empty, blank or too long', async () => {
    checkProblem(await note({ body: { text: 'a' }, key: null }), 400, 'missing-idempotency-key');
    for (const key of ['', ' ', 'a b', 'x'.repeat(129)])
      checkProblem(await note({ body: { text: 'a' }, key }), 400, 'missing-idempotency-key');
  });

  test('from another site, or from no page at all, is refused before anything else', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      checkProblem(await note({ body: { text: 'a' }, headers }), 403, 'cross-origin');
    }
    const { api } = under;
    const bare = await api.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie: anna.cookie } });
    expect(bare.statusCode).toBe(403);
    expect((await anna.get('/api/v1/session')).status).toBe(200);
  });

  test.each([
    ['a task that is not there', 'tasks/no-such-task/complete', { data: {} }, 404, 'unknown-item'],
    ['a milestone or timer as a task', 'tasks/penalty/complete', { data: {} }, 409, 'wrong-kind'],
    ['a task that waits', 'tasks/send-to-collection/start', {}, 409, 'not-available'],
    [
      'a clock that is not there',
      'clocks/no-such-clock/due-date',
      { dueOn: '2026-09-30', reason: 'x' },
      404,
      'unknown-clock',
    ],
    ['an outcome that is not there', 'close', { outcome: 'no-such-outcome' }, 422, 'unknown-outcome'],
  ])('of %s is refused', async (_what, path, body, status, code) => {
    checkProblem(await anna.send('POST', `/api/v1/cases/${caseId}/${path}`, { body }), status, code);
  });
});

describe('an address', () => {
  test.each([
    '/api/v1/cases/',
    '/api/v1/cases/not-a-uuid',
    '/api/v1/cases?status=all',
    '/api/v1/cases?status=open&status=closed',
    '/api/v1/cases?limit=9999',
    '/api/v1/work?after=',
    '/api/v1/cases/%E0%A4%A',
  ])('%s is refused', async (path) => {
    checkProblem(await anna.get(path), 400, 'invalid-request');
  });

  test.each(['/api/v1/work?after=bm9uc2Vuc2U', '/api/v1/cases?after=MjAyNg'])('%s names no page', async (path) => {
    checkProblem(await anna.get(path), 400, 'invalid-cursor');
  });

  test.each(['/api/v1/nothing', '/api/v2/cases', '/nothing'])('%s is not found', async (path) => {
    checkProblem(await anna.get(path), 404, 'not-found');
  });
});

describe('another agency', () => {
  test('has the same people and teams and still finds nothing, and each attempt is on record in its own log', async () => {
    const port = await signedIn(under, 'anna', 'port');
    const before = await version();
    for (const path of ['', '/activity', '/chain'])
      checkProblem(await port.get(`/api/v1/cases/${caseId}${path}`), 404, 'not-found');
    checkProblem(await port.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'a' } }), 404, 'not-found');
    const lines = await under.test.query(
      'select tenant, action, denied from access_log where $1 = any (case_ids) and denied order by action',
      [caseId],
    );
    expect(lines).toEqual(
      ['AddNote', 'read-activity', 'read-case', 'verify-chain'].map((action) => ({ tenant: 2, action, denied: true })),
    );
    expect(await version()).toBe(before);
    expect((await port.get('/api/v1/cases')).body.items).toEqual([]);
    expect((await port.get('/api/v1/work')).body.items).toEqual([]);
  });

  test('cannot be entered by writing its number into a cookie', async () => {
    const secret = anna.cookie.split('.')[1] ?? '';
    const forged = client(under, `casewright_session=2.${secret}`);
    checkProblem(await forged.get('/api/v1/work'), 401, 'not-signed-in');
  });
});

test('nothing that was refused left a trace in the case', async () => {
  expect(await version()).toBe(1);
});
