// What people type and have not sent: kept sealed for whoever typed it, found again, never written over in silence, gone when it is sent.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweepUnsentTexts } from '../commands/unsent-texts.ts';
import { programContext } from '../store/context.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { CASE_TYPE, FINE, openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

const CITY = 1;
const SECRET = 'She told me where she lives.';
let under: ApiUnderTest;
let anna: Client;
let clara: Client;
let dario: Client;
let caseId: string;

beforeAll(async () => {
  under = await startApi();
  [anna, clara, dario] = [
    await signedIn(under, 'anna'),
    await signedIn(under, 'clara'),
    await signedIn(under, 'dario'),
  ];
});
afterAll(() => under.close());
beforeEach(async () => {
  caseId = await openFine(anna);
});

interface Asked {
  readonly place?: string;
  readonly fields?: Readonly<Record<string, string>> | null;
  readonly version?: number;
  readonly person?: string;
}

function keep(by: Client, asked: Asked = {}) {
  const { place = `note/${caseId}`, fields = { text: SECRET }, version = 0, person = 'anna' } = asked;
  const path = place.startsWith('start/') ? '/api/v1/unsent-text/keep' : `/api/v1/cases/${caseId}/unsent-text/keep`;
  return by.send('POST', path, { body: { place, fields, version, person } });
}

async function found(by: Client, place = `note/${caseId}`) {
  const path = place.startsWith('start/') ? '/api/v1/unsent-text' : `/api/v1/cases/${caseId}/unsent-text`;
  const { status, body } = await by.get(`${path}?place=${encodeURIComponent(place)}`);
  return status === 200 ? (body as { text: { fields: object; version: number } | null }).text : status;
}

test('is kept of a task that is done for the second time, whose name says so', async () => {
  const place = `task/${caseId}/send-fine#2`;
  const path = `/api/v1/cases/${caseId}/unsent-text/keep`;
  const person = (await anna.get('/api/v1/session')).body.personId;
  const body = { place, fields: { text: SECRET }, version: 0, person };
  expect((await anna.send('POST', path, { body })).status).toBe(200);
  expect(await found(anna, place)).toMatchObject({ fields: { text: SECRET }, version: 1 });
});

test('is found again in another session of whoever typed it, and by nobody else', async () => {
  const kept = await keep(anna);
  expect(kept).toMatchObject({ status: 200, body: { version: 1 } });
  const elsewhere = await signedIn(under, 'anna');
  expect(await found(elsewhere)).toMatchObject({ fields: { text: SECRET }, version: 1 });
  // A colleague of the same team, who may read the case, and one of another, who may not.
  expect(await found(clara)).toBeNull();
  expect(await found(dario)).toBe(404);
  expect((await keep(dario)).status).toBe(404);
});

test('is not kept for somebody else who signed in on that machine meanwhile', async () => {
  expect(await keep(clara)).toMatchObject({ status: 409, body: { code: 'unsent-of-another' } });
  expect(await under.test.query('select 1 from unsent_text where case_id = $1', [caseId])).toEqual([]);
});

test('is sealed where it lies', async () => {
  await keep(anna);
  const rows = await under.test.query<{ sealed: Buffer; all: string }>(
    'select sealed, t::text as all from unsent_text t where case_id = $1',
    [caseId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.sealed.toString('latin1')).not.toContain('She told');
  expect(rows[0]?.all).not.toContain('She told');
});

test('is not written over by another window that has not seen it', async () => {
  await keep(anna);
  expect(await keep(anna, { fields: { text: 'first' }, version: 1 })).toMatchObject({ body: { version: 2 } });
  const second = await keep(anna, { fields: { text: 'second' }, version: 1 });
  expect(second).toMatchObject({ status: 409, body: { code: 'unsent-moved' } });
  expect((await keep(anna)).status).toBe(409);
  expect(await found(anna)).toMatchObject({ fields: { text: 'first' }, version: 2 });
  // Of many at once exactly one goes on.
  const racing = await Promise.all([1, 2, 3, 4].map((each) => keep(anna, { fields: { text: `${each}` }, version: 2 })));
  expect(racing.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(racing.filter(({ status }) => status === 409)).toHaveLength(3);
});

test('goes with the change that sends it, and stays where that is refused', async () => {
  await keep(anna);
  const place = { 'casewright-unsent-text': `note/${caseId}` };
  const path = `/api/v1/cases/${caseId}/notes`;
  expect((await anna.send('POST', path, { body: { text: '' }, headers: place })).status).toBeGreaterThanOrEqual(400);
  expect(await found(anna)).not.toBeNull();
  expect((await anna.send('POST', path, { body: { text: SECRET }, headers: place })).status).toBe(200);
  expect(await found(anna)).toBeNull();
  // Who comes late with it is told, and nothing comes back.
  expect((await keep(anna, { version: 1 })).status).toBe(409);
  expect(
    (await anna.send('POST', path, { body: { text: 'x' }, headers: { 'casewright-unsent-text': 'No place' } })).status,
  ).toBe(400);
});

test('before there is a case it has a key of its own, which ends with it', async () => {
  const place = `start/${CASE_TYPE}`;
  const keys = async () => (await under.test.query('select 1 from data_key where tenant = 1')).length;
  const before = await keys();
  expect(await keep(anna, { place })).toMatchObject({ body: { version: 1 } });
  expect(await keep(anna, { place, version: 1, fields: { a: 'b' } })).toMatchObject({ body: { version: 2 } });
  expect(await found(anna, place)).toMatchObject({ fields: { a: 'b' } });
  expect(await found(clara, place)).toBeNull();
  expect(await keys()).toBe(before + 1);
  expect(await keep(anna, { place, fields: null })).toMatchObject({ status: 200, body: { version: 0, savedAt: null } });
  expect(await keys()).toBe(before);
  // And with the case that it opens.
  await keep(anna, { place });
  const opened = await anna.send('POST', '/api/v1/cases', {
    body: { caseType: CASE_TYPE, data: FINE },
    headers: { 'casewright-unsent-text': place },
  });
  expect(opened.status).toBe(201);
  expect(await found(anna, place)).toBeNull();
});

test('ends with the key of its case', async () => {
  await keep(anna);
  await under.test.query("delete from data_key where tenant = 1 and case_id = $1 and subject = ''", [caseId]);
  expect(await under.test.query('select 1 from unsent_text where case_id = $1', [caseId])).toEqual([]);
});

test('is swept a month after it was saved last', async () => {
  await keep(anna);
  await keep(anna, { place: 'start/swept' });
  const deps = { database: under.database, keys: fileKeyProvider(Buffer.alloc(32, 1)) };
  const sweep = (days: number) =>
    sweepUnsentTexts({ ...deps, nowMs: () => Date.now() + days * 86_400_000 }, programContext(CITY, 'system.unsent'));
  await sweep(29);
  expect(await found(anna)).not.toBeNull();
  const keys = (await under.test.query('select 1 from data_key where tenant = 1')).length;
  await sweep(31);
  expect([await found(anna), await found(anna, 'start/swept')]).toEqual([null, null]);
  expect((await under.test.query('select 1 from data_key where tenant = 1')).length).toBe(keys - 1);
});

test('that it was begun, read and refused is on record, and not each saving', async () => {
  await keep(anna);
  for (const version of [1, 2, 3]) await keep(anna, { version });
  await found(anna);
  await keep(dario);
  const lines = await under.test.query<{ action: string; denied: boolean }>(
    "select action, denied from access_log where $1 = any (case_ids) and action like '%unsent%' order by recorded_at",
    [caseId],
  );
  expect(lines.map(({ action, denied }) => `${action}${denied ? ' denied' : ''}`)).toEqual([
    ...['keep-unsent-text', 'read-unsent-text', 'keep-unsent-text denied'],
  ]);
});
