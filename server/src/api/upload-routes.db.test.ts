// Files over the wire: brought in pieces by the headers of tus, filed, fetched whole and in ranges by those who may read the document
// and by nobody else, with a line for each read; and what was opened counts for who decides on it.
import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveDelegation } from '../commands/keep-delegations.ts';
import { PART_BYTES } from '../files/file-seal.ts';
import { ORIGIN, signedIn, type Answered, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource, CITY, type CareUnderTest, codeOf, done, kept, startCare } from './care-under-test.ts';

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
`)}
parties: { person: { title: Person, subject: true } }
issues: { claim: { title: Claim, outcomes: { yes: Granted, no: Refused } } }
documents:
  paper: { title: Paper, audiences: { all: { title: Everybody }, sealed: { title: The ward, section: health } } }
determinations:
  ruling:
    title: Ruling
    delegation: { role: manager, instrument: rulings, law: { ref: Care Act s 4, kind: statute } }
    outcomes: { yes: Granted, no: Refused }
    decides: [claim]
    mustBeRead: [paper]
    review: {}
`;

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  ({ under, olga, mara, opened } = await startCare(SOURCE));
  const given = { person: 'mara', instrument: 'rulings', from: '2020-01-01', until: null, givenBy: 'secretary' };
  await giveDelegation({ database: under.database, nowMs: Date.now }, { tenant: CITY, actor: 'set-up' }, given);
});
afterAll(() => under.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const PIECE = { 'content-type': 'application/offset+octet-stream' };

interface Brought {
  readonly by?: Client;
  readonly audience?: string;
  readonly name?: string;
}

/** Brings a file of one piece. @returns its id */
async function brought(path: string, bytes: Buffer, { by = olga, audience = 'all', name = 'a.txt' }: Brought = {}) {
  const body = { of: 'paper', audience, name, size: bytes.length };
  const begun = await by.send('POST', `${path}/uploads`, { body });
  expect(begun.status).toBe(201);
  const at = String(begun.headers['location']);
  const sent = await by.send('PATCH', at, { raw: bytes, headers: { ...PIECE, 'upload-offset': '0' } });
  expect([sent.status, sent.headers['upload-offset']]).toEqual([204, String(bytes.length)]);
  const ended = await by.send('POST', `${at}/finish`, { body: { content: sha256(bytes) } });
  expect([ended.status, ended.body.state]).toEqual([200, 'received']);
  return String(begun.body.file);
}

/** Brings and files it. @returns the address of its version */
async function filed(path: string, bytes: Buffer, how: Brought = {}): Promise<string> {
  const { by = olga, audience = 'all' } = how;
  const file = await brought(path, bytes, how);
  const number = await done(by, `${path}/documents`, { of: 'paper', audience, title: 'A paper', file });
  return `${path}/documents/document.${number}/versions/${sha256(bytes)}`;
}

async function bytesOf(by: Client, url: string, headers: Record<string, string> = {}) {
  const answer = await under.api.app.inject({ method: 'GET', url, headers: { cookie: by.cookie, ...headers } });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}

/** The last lines of the access log, the newest first. */
function lines(count: number) {
  return under.test.query<{ person: string; action: string; denied: boolean; parts: readonly string[] | null }>(
    'select person, action, denied, parts from access_log order by recorded_at desc, entry_id desc limit $1',
    [count],
  );
}

describe('bringing a file', () => {
  test('begins, goes on, is asked about by its headers, ends, and answers alike when it is asked again', async () => {
    const path = await opened();
    const bytes = randomBytes(PART_BYTES + 1000);
    const asked = { body: { of: 'paper', audience: 'all', name: 'Élan.txt', size: bytes.length }, key: `k-${path}` };
    const [begun, again] = [
      await olga.send('POST', `${path}/uploads`, asked),
      await olga.send('POST', `${path}/uploads`, asked),
    ];
    expect([begun.status, again.status, again.body.file]).toEqual([201, 201, begun.body.file]);
    const at = String(begun.headers['location']);
    expect(at).toBe(`${path}/uploads/${begun.body.file}`);
    const send = (offset: number, raw: Buffer, headers: Record<string, string> = {}): Promise<Answered> =>
      olga.send('PATCH', at, { raw, headers: { ...PIECE, 'upload-offset': String(offset), ...headers } });
    const first = await send(0, bytes.subarray(0, PART_BYTES));
    expect([first.status, first.headers['upload-offset']]).toEqual([204, String(PART_BYTES)]);
    const wrong = await send(0, bytes);
    expect([wrong.status, wrong.body.code, wrong.headers['upload-offset']]).toEqual([
      409,
      'upload-offset',
      String(PART_BYTES),
    ]);
    const head = await under.api.app.inject({ method: 'HEAD', url: at, headers: { cookie: olga.cookie } });
    expect([head.statusCode, head.headers['upload-offset'], head.headers['upload-length']]).toEqual([
      200,
      String(PART_BYTES),
      String(bytes.length),
    ]);
    const rest = bytes.subarray(PART_BYTES);
    const checksum = (of: Buffer): Record<string, string> => ({
      'upload-checksum': `sha256 ${createHash('sha256').update(of).digest('base64')}`,
    });
    expect((await send(PART_BYTES, rest, checksum(bytes))).status).toBe(460);
    expect((await send(PART_BYTES, rest, { 'upload-checksum': 'crc32 AAAA' })).status).toBe(400);
    expect((await send(PART_BYTES, rest, checksum(rest))).status).toBe(204);
    const ended = await olga.send('POST', `${at}/finish`, { body: {} });
    expect(ended.body).toMatchObject({
      ...{ state: 'received', name: 'Élan.txt', offset: bytes.length },
      found: { content: sha256(bytes), verdict: 'unscanned', scanner: null },
    });
    expect((await olga.send('POST', `${at}/finish`, { body: {} })).body).toEqual(ended.body);
    expect((await olga.send('DELETE', at, { body: {} })).body).toMatchObject({ state: 'rejected' });
  });

  test('refuses what it must, in words, and says what is taken', async () => {
    const path = await opened();
    const begin = (size: number, of = 'paper'): Promise<Answered> =>
      olga.send('POST', `${path}/uploads`, { body: { of, audience: 'all', name: 'x', size } });
    expect((await begin(0)).body.code).toBe('file-empty');
    expect((await begin(100_000_001)).body.code).toBe('file-too-large');
    expect((await begin(10, 'nothing')).status).toBe(404);
    const keyless = { body: { of: 'paper', audience: 'all', name: 'x', size: 1 }, key: null };
    expect((await olga.send('POST', `${path}/uploads`, keyless)).body.code).toBe('missing-idempotency-key');
    const at = `${path}/uploads/${(await begin(10)).body.file}`;
    const noOffset = await olga.send('PATCH', at, { raw: randomBytes(10), headers: PIECE });
    expect([noOffset.status, noOffset.body.code]).toEqual([400, 'invalid-request']);
    const json = await olga.send('PATCH', at, { raw: '{}', headers: { 'content-type': 'text/plain' } });
    expect(json.status).toBe(415);
    const evil = await olga.send('PATCH', at, {
      ...{ raw: randomBytes(10), headers: { ...PIECE, 'upload-offset': '0', origin: 'https://evil.example' } },
    });
    expect([evil.status, evil.body.code]).toEqual([403, 'cross-origin']);
    const limits = await olga.get('/api/v1/uploads/limits');
    expect(limits.body).toEqual({ bytes: 100_000_000, atOnce: 100, part: PART_BYTES, scanner: 'off' });
  });

  test('keeps what came whole when the line breaks, and goes on over another line', async () => {
    const path = await opened();
    const bytes = randomBytes(3 * PART_BYTES + 500);
    const body = { of: 'paper', audience: 'all', name: 'x.txt', size: bytes.length };
    const begun = await olga.send('POST', `${path}/uploads`, { body });
    const at = String(begun.headers['location']);
    await under.api.app.listen({ host: '127.0.0.1', port: 0 });
    // It listens on a port, so its address is of this kind.
    const { port } = under.api.app.server.address() as AddressInfo;
    await new Promise<void>((resolve) => {
      const sent = httpRequest({
        ...{ host: '127.0.0.1', port, method: 'PATCH', path: at },
        headers: {
          ...PIECE,
          origin: ORIGIN,
          cookie: olga.cookie,
          'upload-offset': '0',
          'content-length': bytes.length,
        },
      });
      sent.on('error', () => resolve());
      sent.write(bytes.subarray(0, 2 * PART_BYTES + 5), () => setTimeout(() => sent.destroy(), 300));
    });
    let offset = 0;
    for (let tries = 0; offset < 2 * PART_BYTES && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      offset = (await olga.get(at)).body.offset;
    }
    expect(offset).toBe(2 * PART_BYTES);
    const rest = { raw: bytes.subarray(offset), headers: { ...PIECE, 'upload-offset': String(offset) } };
    expect((await olga.send('PATCH', at, rest)).status).toBe(204);
    const ended = await olga.send('POST', `${at}/finish`, { body: { content: sha256(bytes) } });
    expect(ended.body.state).toBe('received');
  });
});

describe('fetching a document', () => {
  test('gives all of it or a range, with headers under which nothing acts, and a line for each', async () => {
    const path = await opened();
    const bytes = randomBytes(200_000);
    const url = await filed(path, bytes, { name: 'Über "uns".txt' });
    const whole = await bytesOf(olga, url);
    expect([whole.status, whole.bytes.equals(bytes)]).toEqual([200, true]);
    expect(whole.headers).toMatchObject({
      ...{ etag: `"${sha256(bytes)}"`, 'accept-ranges': 'bytes', 'content-length': '200000' },
      'content-disposition': expect.stringMatching(/^attachment; /),
      'content-security-policy': expect.stringContaining('sandbox'),
      ...{ 'x-content-type-options': 'nosniff', 'cache-control': expect.stringContaining('no-store') },
    });
    const [entry] = /document\.\d+/.exec(url) ?? [];
    expect(await lines(1)).toEqual([
      { person: 'olga', action: 'read-document', denied: false, parts: [entry, 'version:1', 'all'] },
    ]);
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=65000-70000', 65_000, 70_001],
      ['bytes=199999-', 199_999, 200_000],
      ['bytes=-100', 199_900, 200_000],
      ['bytes=100-999999', 100, 200_000],
    ] as const) {
      const part = await bytesOf(olga, url, { range });
      expect([part.status, part.bytes.equals(bytes.subarray(start, end))]).toEqual([206, true]);
      expect(part.headers['content-range']).toBe(`bytes ${start}-${end - 1}/200000`);
      expect((await lines(1))[0]?.parts?.[2]).toBe(`bytes:${start}-${end - 1}`);
    }
    const beyond = await bytesOf(olga, url, { range: 'bytes=200000-' });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */200000']);
    for (const range of ['bytes=5-1', 'bytes=0-1,5-6', 'pages=1', 'bytes=x'])
      expect((await bytesOf(olga, url, { range })).status).toBe(200);
    const known = await bytesOf(olga, url, { 'if-none-match': `"${sha256(bytes)}"` });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    const head = await under.api.app.inject({ method: 'HEAD', url, headers: { cookie: olga.cookie } });
    expect([head.statusCode, head.headers['content-length'], head.rawPayload.length]).toEqual([200, '200000', 0]);
    const shown = await bytesOf(olga, `${url}?use=show`);
    expect(shown.headers['content-disposition']).toMatch(/^inline; /);
  });

  test('is for those who may read the document, and looks like nothing to everybody else', async () => {
    const path = await opened();
    const bytes = randomBytes(5000);
    const url = await filed(path, bytes, { by: mara, audience: 'sealed' });
    expect((await bytesOf(mara, url)).status).toBe(200);
    const absent = await bytesOf(olga, `${path}/documents/document.99/versions/${sha256(bytes)}`);
    const strangers = [olga, await signedIn(under, 'anna'), await signedIn(under, 'anna', 'port')];
    for (const by of strangers) {
      const refused = await bytesOf(by, url, { 'if-none-match': `"${sha256(bytes)}"`, range: 'bytes=0-10' });
      expect([refused.status, refused.bytes.toString()]).toEqual([404, absent.bytes.toString()]);
      expect(refused.headers['etag']).toBeUndefined();
      expect((await by.send('POST', `${url}/opened`, { body: { pages: [] } })).status).toBe(404);
    }
    expect((await lines(2)).map(({ action, denied }) => `${action} ${denied}`)).toEqual([
      'open-pages true',
      'read-document true',
    ]);
    expect((await bytesOf({ ...olga, cookie: '' }, url)).status).toBe(401);
    expect((await bytesOf(mara, `${path}/documents/document.2/versions/${'0'.repeat(64)}`)).status).toBe(404);
    const asOlga = await olga.send('POST', `${path}/uploads`, {
      body: { of: 'paper', audience: 'sealed', name: 'x', size: 5 },
    });
    expect(asOlga.status).toBe(404);
  });

  test('gives on nothing of a file that was changed where it lies', async () => {
    const path = await opened();
    const bytes = randomBytes(300_000);
    const url = await filed(path, bytes);
    expect(await under.changeFiles(299_000)).toBeGreaterThan(0);
    const broken = await bytesOf(olga, url);
    expect(broken.status).toBe(500);
    expect(broken.bytes.includes(bytes.subarray(0, 50))).toBe(false);
  });
});

test('a decision waits until its maker has opened what it names', async () => {
  const path = await opened();
  const bytes = randomBytes(100);
  const url = await filed(path, bytes);
  await done(olga, `${path}/issues`, { of: 'claim', words: 'Is it owed?' });
  const { issues, documents } = await kept(mara, path);
  const manifest = [{ entry: documents[0].entry, version: 2 }];
  const decided = { issues: [{ issue: issues[0].entry, outcome: 'no' }], notice: [] };
  const said = { outcome: 'no', ...decided, reasons: 'It is not', manifest };
  const draft = await done(mara, `${path}/determinations`, { of: 'ruling', ...said });
  const make = `${path}/determinations/determination.${draft}/make`;
  const unread = await mara.send('POST', make, { body: { of: 'ruling', draft } });
  expect([unread.status, unread.body.code]).toEqual([409, 'entry-refused']);
  // What somebody else has opened does not count.
  expect((await olga.send('POST', `${url}/opened`, { body: { pages: [] } })).status).toBe(200);
  expect(await codeOf(mara, make, { of: 'ruling', draft })).toBe('409 entry-refused');
  expect((await mara.send('POST', `${url}/opened`, { body: { pages: [7] } })).status).toBe(404);
  expect((await mara.send('POST', `${url}/opened`, { body: { pages: [] } })).body).toEqual({ pages: [] });
  expect((await lines(1))[0]).toMatchObject({ action: 'open-pages', denied: false });
  await done(mara, make, { of: 'ruling', draft });
});
