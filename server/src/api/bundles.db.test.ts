// Bundles over the wire: what may go in is told and held to, page numbers stay from one version to the next, what was in one is told to
// whoever may read it and to nobody else, and every step leaves its line.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import type { Answered, ApiUnderTest, Client } from './api-under-test.ts';
import { careSource, done, startCare, type CareUnderTest } from './care-under-test.ts';

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
`)}
parties: { person: { title: Person, subject: true, min: 0, max: 3 } }
disclosures:
  to-person:
    title: Disclosure to the person
    by: officer
    to: [person]
    documents: [paper]
    audiences: [side]
    grounds: { harm: Would harm somebody }
documents:
  paper:
    title: Paper
    audiences: { side: { title: The other side }, ours: { title: Us }, sealed: { title: The ward, section: health } }
  bundle: { title: Bundle, audiences: { side: { title: The other side }, sealed: { title: The ward, section: health } } }
`;

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  buildDrawing();
  ({ under, olga, mara, opened } = await startCare(SOURCE));
});
afterAll(() => under.close());

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const PIECE = { 'content-type': 'application/offset+octet-stream' };

interface Filed {
  readonly entry: string;
  readonly content: string;
}

async function filed(path: string, words: string, audience: string): Promise<Filed> {
  // Only she may know of what is the ward's.
  const by = audience === 'sealed' ? mara : olga;
  const bytes = Buffer.from(words);
  const begun = await by.send('POST', `${path}/uploads`, {
    body: { of: 'paper', audience, name: 'a.txt', size: bytes.length },
  });
  const at = String(begun.headers['location']);
  await by.send('PATCH', at, { raw: bytes, headers: { ...PIECE, 'upload-offset': '0' } });
  await by.send('POST', `${at}/finish`, { body: {} });
  const title = `Title of ${words}`;
  const seq = await done(by, `${path}/documents`, { of: 'paper', audience, title, file: begun.body.file });
  return { entry: `document.${seq}`, content: sha256(bytes) };
}

const asked = (documents: readonly Filed[], more: object = {}) => ({
  body: { of: 'bundle', audience: 'side', title: 'Hearing', sections: [{ title: 'Papers', documents }], ...more },
});

interface Said {
  readonly documents: readonly {
    readonly title: string;
    readonly labels: readonly string[];
    readonly content: string;
  }[];
}

async function manifestOf(path: string, { entry, content }: Filed, by = olga) {
  return by.get(`${path}/documents/${entry}/versions/${content}/manifest`);
}

const labelsOf = ({ documents }: Said): readonly string[] =>
  documents.map(({ title, labels }) => `${title}: ${labels.join(' ')}`);

async function fileBundle(path: string, made: Answered['body'], first: Filed): Promise<Filed> {
  const filing = { of: 'bundle', audience: 'side', title: 'Hearing bundle', file: made.file };
  const derivedFrom = { ...first, how: 'bundle' };
  const seq = await done(olga, `${path}/documents`, { ...filing, derivedFrom });
  return { entry: `document.${seq}`, content: String(made.found.content) };
}

describe('a bundle', () => {
  test('is made of what may go in, is filed, and keeps its page numbers in its next version', async () => {
    const path = await opened();
    const [one, two, three] = [
      await filed(path, 'one', 'side'),
      await filed(path, 'two', 'side'),
      await filed(path, 'three', 'side'),
    ];
    const made = await olga.send('POST', `${path}/bundles`, asked([one, three]));
    expect([made.status, made.body.state, made.body.name]).toEqual([200, 'received', 'bundle.pdf']);
    const bundle = await fileBundle(path, made.body, one);
    const first = await manifestOf(path, bundle);
    expect(first.body.recipient).toBe('The other side');
    expect(labelsOf(first.body)).toEqual(['Title of one: 1', 'Title of three: 2']);
    const bytes = await under.api.app.inject({
      url: `${path}/documents/${bundle.entry}/versions/${bundle.content}`,
      headers: { cookie: olga.cookie },
    });
    expect([bytes.statusCode, bytes.headers['content-security-policy'] !== undefined]).toEqual([200, true]);
    expect(sha256(bytes.rawPayload)).toBe(bundle.content);
    expect(bytes.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const again = await olga.send('POST', `${path}/bundles`, asked([one, two, three], { document: bundle.entry }));
    expect(again.status, JSON.stringify(again.body)).toBe(200);
    const on = `${path}/documents/${bundle.entry}/add-version`;
    await done(olga, on, { of: 'bundle', audience: 'side', file: again.body.file });
    const next = { entry: bundle.entry, content: String(again.body.found.content) };
    expect(labelsOf((await manifestOf(path, next)).body)).toEqual([
      ...['Title of one: 1', 'Title of two: 1A', 'Title of three: 2'],
    ]);
    // Given up, and not given again.
    const third = await olga.send('POST', `${path}/bundles`, asked([one, three], { document: bundle.entry }));
    await done(olga, on, { of: 'bundle', audience: 'side', file: third.body.file });
    const fourth = await olga.send('POST', `${path}/bundles`, asked([one, two, three], { document: bundle.entry }));
    await done(olga, on, { of: 'bundle', audience: 'side', file: fourth.body.file });
    const last = { entry: bundle.entry, content: String(fourth.body.found.content) };
    expect(labelsOf((await manifestOf(path, last)).body)[1]).toBe('Title of two: 1.1');
    const list = await olga.get(`${path}/bundles?of=bundle&audience=side`);
    expect(list.body.bundles).toHaveLength(1);
    expect(list.body.bundles[0]).toMatchObject({ entry: bundle.entry, title: 'Hearing bundle' });
    expect(list.body.bundles[0].versions).toHaveLength(4);
    expect(list.body.making).toBeNull();
    expect((await manifestOf(path, one)).status).toBe(404);
  });

  test('holds nothing that is for others, in a part of others, withdrawn or withheld, and says which', async () => {
    const path = await opened();
    const side = await filed(path, 'side', 'side');
    const ours = await filed(path, 'ours', 'ours');
    const sealed = await filed(path, 'sealed', 'sealed');
    const gone = await filed(path, 'gone', 'side');
    await done(olga, `${path}/documents/${gone.entry}/withdraw`, {
      of: 'paper',
      audience: 'side',
      reason: 'wrong case',
    });
    const make = async (documents: readonly Filed[], more: object = {}, by = olga) => {
      const { status, body } = await by.send('POST', `${path}/bundles`, asked(documents, more));
      return [status, body.code, body.detail];
    };
    const bad = (detail: string) => [422, 'bundle-document', detail];
    expect(await make([side, ours])).toEqual(
      bad('Document 2 is for others than the bundle. Take it out, or make the bundle for the same people.'),
    );
    // Olga may not know of it at all, Mara may; and neither may give it to the other side.
    expect((await make([side, sealed]))[0]).toBe(404);
    expect((await make([side, sealed], {}, mara))[1]).toBe('bundle-document');
    expect((await make([gone]))[2]).toMatch(/was withdrawn/);
    expect((await make([side, side]))[2]).toMatch(/twice/);
    expect((await make([side], { document: side.entry }))[0]).toBe(404);
    expect((await make([{ ...side, content: ours.content }]))[0]).toBe(404);
    const facts = (await mara.get(`${path}/bundles?of=bundle&audience=side`)).body.documents;
    expect(facts.map(({ fault }: { fault: string | null }) => fault)).toEqual([
      ...[null, 'for-others', 'for-others', 'withdrawn'],
    ]);
    const known = (await olga.get(`${path}/bundles?of=bundle&audience=sealed`)).body.documents;
    expect(known.map(({ entry }: Filed) => entry)).toEqual([side.entry, ours.entry, gone.entry]);
    const party = `party.${await done(olga, `${path}/parties`, { of: 'person', subject: 'ada' })}`;
    const withhold = { of: 'paper', audience: 'side', duty: 'to-person', from: party, ground: 'harm', reasons: 'harm' };
    await done(olga, `${path}/documents/${side.entry}/withhold`, { ...withhold, content: side.content });
    expect((await make([side], { party }))[2]).toMatch(/Document 1 is withheld/);
    expect((await make([side]))[0]).toBe(200);
    const lines = await under.test.query<{ action: string; denied: boolean }>(
      "select action, denied from access_log where action like '%bundle%' or (denied and action = 'upload')",
    );
    expect(lines.filter(({ action }) => action === 'make-bundle').length).toBeGreaterThan(3);
    expect(lines.filter(({ action }) => action === 'refused:make-bundle').length).toBeGreaterThan(3);
    expect(lines.filter(({ denied }) => denied).length).toBeGreaterThan(2);
  });

  test('for some is neither listed nor told to others', async () => {
    const path = await opened();
    const sealed = await filed(path, 'ward', 'sealed');
    const made = await mara.send('POST', `${path}/bundles`, asked([sealed], { audience: 'sealed' }));
    const filing = { of: 'bundle', audience: 'sealed', title: 'Ward bundle', file: made.body.file };
    const seq = await done(mara, `${path}/documents`, { ...filing, derivedFrom: { ...sealed, how: 'bundle' } });
    const bundle = { entry: `document.${seq}`, content: String(made.body.found.content) };
    expect((await mara.get(`${path}/bundles`)).body.bundles).toHaveLength(1);
    expect((await olga.get(`${path}/bundles`)).body.bundles).toEqual([]);
    expect((await manifestOf(path, bundle, mara)).status).toBe(200);
    expect((await manifestOf(path, bundle)).status).toBe(404);
    expect((await olga.send('POST', `${path}/bundles`, asked([sealed], { audience: 'sealed' }))).status).toBe(404);
  });
});

describe('a case as a package', () => {
  test('has as much of it as its reader may read, with a reason that is on record', async () => {
    const body = { caseType: 'care', data: { note: 'Rosebud', diagnosis: 'Ague' } };
    const begun = await mara.send('POST', '/api/v1/cases', { body });
    const path = `/api/v1/cases/${String((begun.status === 201 ? begun : await olga.send('POST', '/api/v1/cases', { body })).body.caseId)}`;
    await filed(path, 'ward', 'sealed');
    await filed(path, 'both', 'side');
    const asked = { body: { purpose: 'access-request-17', reason: 'Asked for <by> Ada' } };
    const [all, some] = [
      await mara.send('POST', `${path}/package`, asked),
      await olga.send('POST', `${path}/package`, asked),
    ];
    expect([all.status, some.status]).toEqual([200, 200]);
    expect(all.body.readable).toContain('Ague');
    expect(all.body.readable).toContain('Asked for &lt;by&gt; Ada');
    expect(all.body.documents).toHaveLength(2);
    const text = JSON.stringify(some.body);
    expect(text).toContain('Rosebud');
    expect([text.includes('Ague'), text.includes('ward'), some.body.documents.length]).toEqual([false, false, 1]);
    expect(some.body.events.map(({ hash }: { hash: string }) => hash)).toEqual(
      all.body.events.map(({ hash }: { hash: string }) => hash),
    );
    const lines = await under.test.query<{ parts: readonly string[] }>(
      "select parts from access_log where action = 'package-case' and not denied",
    );
    expect(lines.map(({ parts }) => parts[0])).toEqual(['purpose:access-request-17', 'purpose:access-request-17']);
    const bare = await olga.send('POST', `${path}/package`, { body: { purpose: 'archive' } });
    expect(bare.status).toBe(400);
  });
});
