// The inbox over the wire: brought once under one key, listed soonest due first to the teams whose it is, read with its bytes under headers
// that let nothing act, taken, handed on, filed into a case or a new one, rejected, marked as a duplicate, and told when it is late.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programContext } from '../store/context.ts';
import { saveQueue } from '../store/inbound.ts';
import { unaccounted } from '../store/unaccounted.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { tellDue } from '../worker/inbox.ts';
import { signedIn, type Answered, type ApiUnderTest, type Client } from './api-under-test.ts';
import { keptAfter } from './kept-under-test.ts';
import { careSource, CITY, type CareUnderTest, kept, startCare } from './care-under-test.ts';

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
`)}
parties: { person: { title: Person, subject: true } }
documents:
  paper: { title: Paper, audiences: { all: { title: Everybody }, sealed: { title: The ward, section: health } } }
  opinion: { title: Opinion, by: manager }
`;

const QUEUE = { days: 3, zone: 'Europe/Rome', place: null, lead: 'manager' };

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let paul: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  ({ under, olga, mara, opened } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'post', title: 'Post room' }] },
    people: [{ person: 'paul', name: 'Paul', memberships: [{ team: 'post', role: 'clerk' }] }],
  });
  for (const queue of ['desk', 'post'])
    await under.database.once(programContext(CITY, 'set-up'), [saveQueue(CITY, { ...QUEUE, queue })]);
  paul = await signedIn(under, 'paul');
});
afterAll(() => under.close());

interface Bringing {
  readonly key?: string;
  readonly queue?: string;
  readonly by?: Client;
  readonly mediaType?: string;
}

let brought = 0;

async function bring(content: string, { key, queue = 'desk', by = olga, mediaType }: Bringing = {}): Promise<Answered> {
  brought += 1;
  return by.send('POST', `/api/v1/inbox/queues/${queue}/items?name=${brought}.txt&from=ada@example.org`, {
    ...{ raw: Buffer.from(content), ...(key === undefined ? {} : { key }) },
    headers: { 'content-type': mediaType ?? 'application/octet-stream' },
  });
}

async function itemOf(content: string, options: Bringing = {}): Promise<string> {
  const answer = await bring(content, options);
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return String(answer.body.item);
}

const pathOf = (item: string): string => `/api/v1/inbox/items/${item}`;

async function step(by: Client, item: string, [act, body]: readonly [string, object]): Promise<string> {
  const answer = await by.send('POST', `${pathOf(item)}/${act}`, { body });
  return answer.status < 300 ? 'done' : `${answer.status} ${String(answer.body.code)}`;
}

async function lost(): Promise<readonly unknown[]> {
  const [rows] = await under.database.once(programContext(CITY, 'set-up'), [unaccounted(CITY)]);
  return rows.rows;
}

const MAIL = [
  ...['From: Ada Rossi <ada@example.org>', 'To: desk@town.example', 'Cc: post@town.example'],
  ...['Subject: About CA-2026-1 and AB/2026/77', 'Message-ID: <1@example.org>', 'Date: Sun, 1 Mar 2026 09:00:00 +0100'],
  ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=cut', ''],
  ...['--cut', 'Content-Type: text/plain', '', 'Dear desk, see what I send.', '--cut'],
  ...['Content-Type: text/html; name=page.html', 'Content-Disposition: attachment; filename=page.html', ''],
  ...['<script>alert(1)</script>', '--cut--', ''],
].join('\r\n');

test('takes the same under one key once, and tells where the key was used for something else', async () => {
  const first = await bring('a scan', { key: 'one' });
  expect(first).toMatchObject({ status: 201, body: { isNew: true, rejected: null, heldBack: [] } });
  expect(await bring('a scan', { key: 'one' })).toMatchObject({
    ...{ status: 200, body: { item: first.body.item, isNew: false } },
  });
  expect(await bring('another scan', { key: 'one' })).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  // The key is whoever's who used it.
  expect((await bring('another scan', { key: 'one', by: mara })).body.item).not.toBe(first.body.item);
  expect(await bring('x', { by: paul })).toMatchObject({ status: 404 });
  expect(await bring('x', { queue: 'nowhere' })).toMatchObject({ status: 404 });
  expect(await bring('', {})).toMatchObject({ status: 201, body: { rejected: { code: 'file-empty' } } });
  expect(await bring('x', { mediaType: 'text/plain' })).toMatchObject({ status: 415 });
  expect(await lost()).toEqual([]);
});

test('lists what is theirs, soonest due first, by queue, state, channel and who has it, in pages', async () => {
  for (let at = 0; at < 52; at += 1) await itemOf(`page ${at}`, { queue: 'post', by: paul });
  const first = await paul.get('/api/v1/inbox/items?queue=post');
  expect(first.body.items).toHaveLength(50);
  const second = await paul.get(`/api/v1/inbox/items?queue=post&after=${encodeURIComponent(String(first.body.next))}`);
  expect([second.body.items.length, second.body.next]).toEqual([2, null]);
  const ids = [...first.body.items, ...second.body.items].map(({ item }: { item: string }) => item);
  expect(new Set(ids).size).toBe(52);
  const days = first.body.items.map(({ dueOn }: { dueOn: string }) => dueOn);
  expect(days).toEqual(days.toSorted());
  // What is of another team is not among them, whatever is asked for.
  expect((await olga.get('/api/v1/inbox/items?queue=post')).body).toEqual({ items: [], next: null });
  const own = (await olga.get('/api/v1/inbox/items')).body.items;
  expect(new Set(own.map(({ queue }: { queue: string }) => queue))).toEqual(new Set(['desk']));
  expect((await olga.get('/api/v1/inbox/items?state=rejected')).body.items).toHaveLength(1);
  expect((await olga.get('/api/v1/inbox/items?channel=mail')).body.items).toEqual([]);
  expect((await olga.get('/api/v1/inbox/items?mine=yes')).body.items).toEqual([]);
  expect((await paul.get('/api/v1/inbox/queues')).body).toEqual({
    items: [{ queue: 'post', days: 3, waiting: 52, overdue: 0 }],
    handTo: [
      { queue: 'desk', title: 'Desk', people: expect.arrayContaining([{ person: 'olga', name: 'Olga' }]) },
      { queue: 'post', title: 'Post room', people: [{ person: 'paul', name: 'Paul' }] },
    ],
  });
});

test('shows one item with what it says, and its bytes so that nothing in them acts', async () => {
  const item = await itemOf(MAIL, { mediaType: 'message/rfc822' });
  const shown = await olga.get(pathOf(item));
  expect(shown.body).toMatchObject({
    ...{ from: 'Ada Rossi <ada@example.org>', to: ['desk@town.example', 'post@town.example'], envelope: null },
    ...{ subject: 'About CA-2026-1 and AB/2026/77', channel: 'api', state: 'waiting' },
    hints: { references: ['CA-2026-1', 'AB/2026/77'], sender: 'ada@example.org' },
  });
  expect(shown.body.text).toContain('Dear desk');
  expect(shown.body.parts.map(({ number, name, state }: Record<string, unknown>) => [number, name, state])).toEqual([
    [0, expect.stringMatching(/\.txt$/), 'waiting'],
    [1, 'page.html', 'waiting'],
  ]);
  const bytes = await olga.get(`${pathOf(item)}/parts/1?use=show`);
  expect(String(bytes.body)).toContain('<script>');
  expect(bytes.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
  expect(String(bytes.headers['content-security-policy'])).toContain('sandbox');
  expect(String(bytes.headers['content-type'])).not.toContain('html');
  const range = await olga.get(`${pathOf(item)}/parts/1`, { range: 'bytes=0-6' });
  expect([range.status, String(range.body)]).toEqual([206, '<script']);
  expect((await olga.get(`${pathOf(item)}/parts/7`)).status).toBe(404);
  for (const path of [pathOf(item), `${pathOf(item)}/parts/1`]) expect((await paul.get(path)).status).toBe(404);
  const lines = await under.test.query<{ action: string; person: string; denied: boolean }>(
    "select action, person, denied from access_log where action like 'read-inbox%' order by action, person, denied",
  );
  expect(lines.filter(({ denied }) => denied).map(({ action, person }) => [action, person])).toEqual([
    ['read-inbox-item', 'paul'],
    ['read-inbox-part', 'olga'],
    ['read-inbox-part', 'paul'],
  ]);
  expect(lines.filter(({ denied }) => !denied)).toHaveLength(3);
});

test('is taken by one, given back, and handed to another queue or to somebody of its team', async () => {
  const item = await itemOf('to hand');
  expect(await step(olga, item, ['take', {}])).toBe('done');
  expect(await step(mara, item, ['take', {}])).toBe('409 item-claimed');
  expect(await step(mara, item, ['reject', { reason: 'x' }])).toBe('409 item-claimed');
  expect((await olga.get('/api/v1/inbox/items?mine=yes')).body.items).toMatchObject([{ item, owner: 'olga' }]);
  expect(await step(mara, item, ['release', {}])).toBe('done');
  expect(await step(mara, item, ['hand-over', { queue: 'desk', person: 'olga' }])).toBe('done');
  expect((await olga.get(pathOf(item))).body.owner).toBe('olga');
  expect(await step(olga, item, ['hand-over', { queue: 'nowhere' }])).toBe('422 queue-unknown');
  expect(await step(olga, item, ['hand-over', { queue: 'desk', person: 'paul' }])).toBe('422 person-unknown');
  expect(await step(paul, item, ['take', {}])).toBe('404 not-found');
  expect(await step(olga, item, ['hand-over', { queue: 'post', person: 'paul' }])).toBe('done');
  expect((await olga.get(pathOf(item))).status).toBe(404);
  expect((await paul.get(pathOf(item))).body).toMatchObject({ queue: 'post', owner: 'paul' });
  expect(await lost()).toEqual([]);
});

test('takes along what is kept of its form with what is done, and with nothing that is refused', async () => {
  const item = await itemOf(MAIL.replace('<1@', '<9@'), { mediaType: 'message/rfc822' });
  const act = (by: Client, name: string, body: object) =>
    keptAfter(by, (headers) => by.send('POST', `${pathOf(item)}/${name}`, { body, headers }));
  await step(olga, item, ['take', {}]);
  expect(await act(mara, 'reject', { reason: 'x' })).toEqual({ status: 409, isKept: true });
  expect(await act(paul, 'reject', { reason: 'x' })).toEqual({ status: 404, isKept: true });
  expect(await act(olga, 'hand-over', { queue: 'desk', person: 'olga' })).toEqual({ status: 200, isKept: false });
  const caseId = (await opened()).split('/').at(-1);
  const [whole, page] = [0, 1].map((number) => ({ number, kind: 'paper', audience: 'all', title: 'Paper' }));
  const filing = (...documents: readonly unknown[]) => act(olga, 'file', { caseId, documents, isAll: false });
  // The first is filed and the second is not: what was said of the second is still to be sent.
  expect(await filing(whole, { ...page, kind: 'opinion' })).toEqual({ status: 200, isKept: true });
  expect(await filing(page)).toEqual({ status: 200, isKept: false });
});

test('files parts as documents of a case, says at which it stopped, and answers the same again', async () => {
  const path = await opened();
  const caseId = path.split('/').at(-1);
  await olga.send('POST', `${path}/parties`, { body: { of: 'person', subject: 'Ada' } });
  const [party] = (await kept(olga, path)).parties;
  const item = await itemOf(MAIL.replace('<1@', '<2@'), { mediaType: 'message/rfc822' });
  const paper = { kind: 'paper', audience: 'all', sender: party.entry, receivedOn: '2026-03-01' };
  const whole = { number: 0, ...paper, title: 'Letter of Ada' };
  const page = { number: 1, kind: 'opinion', title: 'Not hers to file' };
  const refused = await olga.send('POST', `${pathOf(item)}/file`, { body: { caseId, documents: [page], isAll: true } });
  expect([refused.status, (await olga.get(pathOf(item))).body.state]).toEqual([404, 'waiting']);
  const some = { body: { caseId, documents: [whole, page], isAll: true } };
  const first = await olga.send('POST', `${pathOf(item)}/file`, some);
  expect(first).toMatchObject({ status: 200, body: { filed: [{ number: 0 }], stopped: { number: 1 } } });
  expect(first.body.stopped.detail).not.toBe('');
  expect((await olga.get(pathOf(item))).body).toMatchObject({
    state: 'waiting',
    parts: [{ state: 'filed', caseId }, {}],
  });
  // What is filed is read in its case and nowhere else.
  expect((await olga.get(`${pathOf(item)}/parts/0`)).status).toBe(404);
  const rest = { body: { caseId, documents: [{ ...page, ...paper, title: 'A page' }], isAll: true } };
  const second = await olga.send('POST', `${pathOf(item)}/file`, rest);
  expect(second).toMatchObject({ status: 200, body: { stopped: null } });
  expect((await olga.send('POST', `${pathOf(item)}/file`, rest)).body).toEqual(second.body);
  const { documents } = await kept(olga, path);
  expect(documents.map(({ words, channel, sender }: Record<string, unknown>) => [words, channel, sender])).toEqual([
    ['Letter of Ada', 'api', party.entry],
    ['A page', 'api', party.entry],
  ]);
  expect((await olga.get(pathOf(item))).body).toMatchObject({ state: 'filed', who: 'olga' });
  expect(await step(olga, item, ['reject', { reason: 'x' }])).toBe('409 item-ended');
  expect(await lost()).toEqual([]);
});

test('opens one case of an item, however often the same is asked', async () => {
  const item = await itemOf('a new matter');
  const documents = [{ number: 0, kind: 'paper', audience: 'all', title: 'First letter' }];
  const body = { caseType: 'care', data: { note: 'x' }, documents, isAll: true };
  const wrong = await olga.send('POST', `${pathOf(item)}/open-case`, { body: { ...body, data: { nothing: 'x' } } });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid-data']);
  const first = await olga.send('POST', `${pathOf(item)}/open-case`, { body, key: 'open-it' });
  expect(first).toMatchObject({ status: 201, body: { stopped: null, filed: [{ number: 0 }] } });
  expect((await olga.send('POST', `${pathOf(item)}/open-case`, { body, key: 'open-it' })).body).toEqual(first.body);
  expect((await kept(olga, `/api/v1/cases/${String(first.body.caseId)}`)).documents).toHaveLength(1);
  expect((await olga.send('POST', `${pathOf(item)}/open-case`, { body, key: null })).body.code).toBe(
    'missing-idempotency-key',
  );
});

test('is rejected with a reason that is kept, or as a duplicate of another item of theirs', async () => {
  const [one, two, three] = [
    await itemOf('one'),
    await itemOf('one again'),
    await itemOf('elsewhere', { queue: 'post', by: paul }),
  ];
  expect(await step(olga, two, ['duplicate', { of: two, reason: 'x' }])).toBe('422 original-unknown');
  expect(await step(olga, two, ['duplicate', { of: three, reason: 'x' }])).toBe('422 original-unknown');
  expect(await step(olga, two, ['duplicate', { of: one, reason: 'It came twice.' }])).toBe('done');
  expect((await olga.get(pathOf(two))).body).toMatchObject({
    ...{ state: 'rejected', duplicateOf: one, reason: 'It came twice.', who: 'olga' },
  });
  expect(await step(olga, one, ['duplicate', { of: two, reason: 'x' }])).toBe('422 original-unknown');
  expect(await step(olga, one, ['reject', { reason: '' }])).toBe('400 invalid-request');
  expect(await step(olga, one, ['reject', { reason: 'Advertising.' }])).toBe('done');
  expect((await olga.get(pathOf(one))).body).toMatchObject({
    state: 'rejected',
    reason: 'Advertising.',
    duplicateOf: null,
  });
  expect(await lost()).toEqual([]);
});

test('are not both duplicates of each other, whoever says so at the same moment', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = [await itemOf(`this ${round}`), await itemOf(`that ${round}`)];
    const said = await Promise.all([
      step(olga, one, ['duplicate', { of: two, reason: 'x' }]),
      step(mara, two, ['duplicate', { of: one, reason: 'x' }]),
    ]);
    expect(said.filter((each) => each === 'done')).toHaveLength(1);
    const states = await Promise.all([one, two].map(async (item) => (await olga.get(pathOf(item))).body.state));
    expect(new Set(states)).toEqual(new Set(['rejected', 'waiting']));
  }
  expect(await lost()).toEqual([]);
});

test('tells whoever has it that it is nearly due, and who answers for the queue where nobody has; once', async () => {
  const [taken, free] = [await itemOf('taken'), await itemOf('free')];
  expect(await step(olga, taken, ['take', {}])).toBe('done');
  const told = async (by: Client): Promise<readonly string[]> =>
    (await by.get('/api/v1/notices')).body.inbox.map(({ item }: { item: string }) => item);
  const deps = { database: under.database, nowMs: () => Date.now() };
  expect(await tellDue(deps, CITY)).toBe(0);
  expect(await told(olga)).toEqual([]);
  const later = { ...deps, nowMs: () => Date.now() + 30 * 86_400_000 };
  // By two processes at once, each item is told of once.
  const counts = await Promise.all([tellDue(later, CITY), tellDue(later, CITY)]);
  const waiting = await under.test.query("select item_id from inbound_item where tenant = 1 and state = 'waiting'");
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(waiting.length);
  expect(await tellDue(later, CITY)).toBe(0);
  expect(await told(olga)).toEqual([taken]);
  expect(await told(mara)).toContain(free);
  expect(await told(mara)).not.toContain(taken);
  // Nobody leads the post room, and a clerk of it is told of what is theirs alone.
  expect((await told(paul)).length).toBe(1);
  expect(await step(mara, free, ['take', {}])).toBe('done');
  expect(await step(mara, free, ['reject', { reason: 'Done with.' }])).toBe('done');
  expect(await told(mara)).not.toContain(free);
  // Handed on, it is told anew where its clock begins anew.
  expect(await step(olga, taken, ['hand-over', { queue: 'post' }])).toBe('done');
  expect(await told(olga)).toEqual([]);
});
