// Every look at a case is on record before its answer leaves, with all ids, and where it cannot be recorded there is no
// answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
});

afterAll(() => under.close());

interface Line {
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  readonly case_ids: readonly string[];
  readonly denied: boolean;
  readonly [column: string]: unknown;
}

const lines = (action: string) =>
  under.test.query<Line>(
    `select person, authority, action, case_ids::text[], denied from access_log where action = $1 order by recorded_at desc, entry_id desc`,
    [action],
  );

test('a look says who, by what authority, at what, and whether it was refused', async () => {
  const caseId = await openFine(anna);
  await anna.get(`/api/v1/cases/${caseId}`);
  expect((await lines('read-case'))[0]).toEqual({
    person: 'anna',
    authority: expect.stringMatching(/^session:[0-9a-f]{16}$/),
    action: 'read-case',
    case_ids: [caseId],
    denied: false,
  });
});

test('a list records every case it showed, and none that it did not', async () => {
  for (let opened = 0; opened < 55; opened += 1) await openFine(anna);
  const work = await anna.get('/api/v1/work');
  const cases = await anna.get('/api/v1/cases');
  const ids = (items: readonly { caseId: string }[]) => [...new Set(items.map((item) => item.caseId))].toSorted();
  expect([...((await lines('list-work'))[0]?.case_ids ?? [])].toSorted()).toEqual(ids(work.body.items));
  expect([...((await lines('list-cases'))[0]?.case_ids ?? [])].toSorted()).toEqual(ids(cases.body.items));
  expect(cases.body.items).toHaveLength(50);
});

test('a case that does not exist is recorded as refused, like one that is hidden', async () => {
  const unknown = '00000000-0000-7000-8000-000000000000';
  expect((await anna.get(`/api/v1/cases/${unknown}`)).status).toBe(404);
  expect((await lines('read-case'))[0]).toMatchObject({ case_ids: [unknown], denied: true });
});

test('a change that was refused, and so leaves no event, leaves a line', async () => {
  const caseId = await openFine(anna);
  await anna.send('POST', `/api/v1/cases/${caseId}/close`, { body: { outcome: 'no-such-outcome' } });
  expect((await lines('refused:CloseCase'))[0]).toMatchObject({ person: 'anna', case_ids: [caseId], denied: false });
});

test('many looks at once each have their line', async () => {
  const caseId = await openFine(anna);
  const answers = await Promise.all(Array.from({ length: 100 }, () => anna.get(`/api/v1/cases/${caseId}`)));
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  const looks = (await lines('read-case')).filter((line) => line.case_ids.includes(caseId));
  expect(looks).toHaveLength(100);
  const transactions = await under.test.query<{ count: number }>(
    'select count(distinct xmin::text)::int as count from access_log where $1 = any (case_ids)',
    [caseId],
  );
  expect(transactions[0]?.count).toBeLessThan(60);
});

describe('while the log cannot be written', () => {
  beforeAll(() => under.test.query('revoke insert on access_log from casewright_app'));
  afterAll(() => under.test.query('grant insert on access_log to casewright_app'));

  test.each(['/api/v1/work', '/api/v1/cases', '/api/v1/case-types', '/api/v1/session'])(
    '%s answers nothing',
    async (path) => {
      const answer = await anna.get(path);
      expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(answer.headers['retry-after']).toBe('2');
      expect(JSON.stringify(answer.body)).not.toMatch(/INF-|items/);
    },
  );

  test('a case is neither shown nor denied', async () => {
    const rows = await under.test.query<{ case_id: string }>('select case_id from case_head limit 1');
    for (const caseId of [rows[0]?.case_id, '00000000-0000-7000-8000-000000000000']) {
      for (const path of ['', '/activity', '/chain'])
        expect((await anna.get(`/api/v1/cases/${caseId}${path}`)).status).toBe(503);
    }
  });
});

test('the application can neither change nor delete a line', async () => {
  const context = { tenant: 1, person: 'anna' };
  for (const text of ['update access_log set denied = false', 'delete from access_log', 'truncate access_log']) {
    await expect(under.database.once(context, [{ name: text.slice(0, 8), text, values: [] }])).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
});
