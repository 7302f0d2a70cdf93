// The file of what is held about a person over the wire: who may do what with it, what a refusal says, and that a file is there in the case of
// its request and in no other.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBuffer } from 'yauzl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const SOURCE = `${careSource('  manage: manager\n')}
parties:
  person: { title: Person, subject: true }
`
  .replace('data:\n', 'data:\n  name: { type: text, label: Name, personal: true, subject: person, purpose: Test }\n')
  .replace('fields: { note: optional, diagnosis: optional }', 'fields: { name: optional, note: optional }');

let under: ApiUnderTest;
let olga: Client;
let petra: Client;
let pia: Client;

beforeAll(async () => {
  ({ under, olga } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'port'].map((team) => ({ team, title: team })),
    people: [
      { person: 'petra', name: 'Petra', memberships: [{ team: 'desk', role: 'privacy-officer' }] },
      { person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] },
    ],
  });
  petra = await signedIn(under, 'petra');
  pia = await signedIn(under, 'pia');
});
afterAll(() => under.close());

async function opened(): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', {
    body: { caseType: 'care', data: { name: 'Ida', note: 'x' } },
  });
  return String(answer.body.caseId);
}

interface Shown {
  readonly items: readonly { readonly item: string; readonly title: string; readonly decision: object | null }[];
  readonly whole: { readonly list: string; readonly refusal: { readonly code: string } | null } | null;
}

/** What went out is a bag, complete and as it says, and that it did is on record. */
async function givesOut(file: string, hash: string): Promise<void> {
  expect(await codeOf(olga, `${file}/export`, { hash, language: 'en' })).toBe('404 not-found');
  const { status, body } = await petra.send('POST', `${file}/export`, { body: { hash, language: 'fr' } });
  expect([status, body.items]).toEqual([200, 3]);
  const folder = mkdtempSync(join(tmpdir(), 'casewright-export-'));
  writeFileSync(join(folder, 'out.zip'), Buffer.from(String(body.zip), 'base64'));
  const read = await judgedFiles(readFileSync(join(folder, 'out.zip')));
  rmSync(folder, { recursive: true });
  expect(read.map(({ name }) => name.replace(/^[^/]+\//u, '')).toSorted()).toEqual([
    ...[
      'bag-info.txt',
      'bagit.txt',
      'data/index.html',
      'data/index.json',
      'manifest-sha256.txt',
      'manifest-sha512.txt',
    ],
    ...['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'],
  ]);
  const tags = read.find(({ name }) => name.endsWith('/tagmanifest-sha256.txt'));
  expect(
    createHash('sha256')
      .update(tags?.bytes ?? '')
      .digest('hex'),
  ).toBe(body.bag);
  const index = read.find(({ name }) => name.endsWith('/data/index.html'))?.bytes.toString('utf8');
  expect(index).toContain('Ida');
  expect(index).toContain('Ce que nous détenons à votre sujet');
  expect((await petra.get(file)).body.given).toMatchObject([{ by: 'petra', bag: body.bag }]);
}

/** Read by a library that knows nothing of who wrote it. */
function judgedFiles(zip: Buffer): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => {
      if (opened === undefined) return reject(error ?? new Error('No archive.'));
      const found: { name: string; bytes: Buffer }[] = [];
      opened.on('end', () => resolve(found));
      opened.on('error', reject);
      opened.on('entry', (entry: { fileName: string }) => {
        opened.openReadStream(entry as never, (failed, stream) => {
          if (stream === undefined) return reject(failed ?? new Error('No stream.'));
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => {
            found.push({ name: entry.fileName, bytes: Buffer.concat(pieces) });
            opened.readEntry();
          });
        });
      });
      opened.readEntry();
    });
  });
}

test('a file is opened, decided and approved by those who may, and is nowhere else and for nobody else', async () => {
  const [one, other] = [await opened(), await opened()];
  const files = `/api/v1/cases/${one}/subject-files`;
  const about = { caseId: one, entry: 'party.person' };
  expect(await codeOf(pia, files, { about })).toBe('404 not-found');
  const { status, body } = await olga.send('POST', files, { body: { about } });
  expect(status).toBe(200);
  const file = `${files}/${String(body.fileId)}`;
  expect((await olga.get(files)).body.items).toMatchObject([{ fileId: body.fileId, openedBy: 'olga' }]);
  const elsewhere = `/api/v1/cases/${other}/subject-files/${String(body.fileId)}`;
  expect((await olga.get(elsewhere)).status).toBe(404);
  expect(await codeOf(olga, `${elsewhere}/complete`, {})).toBe('404 not-found');
  expect((await pia.get(file)).status).toBe(404);
  const seen = (await olga.get(file)).body as unknown as Shown;
  expect([seen.items.map(({ title }) => title).toSorted(), seen.whole]).toEqual([['Name', 'Note', 'Person'], null]);
  const items = seen.items.map(({ item }) => item);
  const whole = async () => ((await petra.get(file)).body as unknown as Shown).whole;
  const hash = async (): Promise<string> => (await whole())?.list ?? '';
  expect(await codeOf(petra, `${file}/approve`, { hash: await hash() })).toBe('409 file-undecided');
  expect(await codeOf(olga, `${file}/decisions`, { items, decision: 'withhold' })).toBe('409 item-needs-reason');
  expect(await codeOf(olga, `${file}/decisions`, { items, decision: 'release' })).toBe('done');
  expect(await codeOf(olga, `${file}/approve`, { hash: await hash() })).toBe('404 not-found');
  expect(await codeOf(petra, `${file}/approve`, { hash: 'a'.repeat(64) })).toBe('409 file-changed');
  expect((await whole())?.refusal?.code).toBe('file-not-approved');
  expect(await codeOf(petra, `${file}/export`, { hash: await hash(), language: 'en' })).toBe('409 file-not-approved');
  // A trial says what would be, and leaves it as it is.
  const trial = await petra.send('POST', `${file}/approve`, { body: { hash: await hash(), dryRun: true } });
  expect([trial.status, trial.body.items]).toEqual([200, 3]);
  expect((await whole())?.refusal?.code).toBe('file-not-approved');
  expect(await codeOf(petra, `${file}/approve`, { hash: await hash() })).toBe('done');
  expect((await whole())?.refusal).toBe(null);
  await givesOut(file, await hash());
  // What is recorded since makes another list; a trial of completing it says how much, and adds nothing.
  await done(olga, `/api/v1/cases/${one}/notes`, { text: 'Rang again' });
  for (const [dryRun, added] of [
    [true, 1],
    [true, 1],
    [false, 1],
    [true, 0],
  ] as const)
    expect((await olga.send('POST', `${file}/complete`, { body: { dryRun } })).body).toEqual({ added });
  expect(await codeOf(petra, `${file}/export`, { hash: await hash(), language: 'en' })).toBe('409 file-undecided');
  const lines = await under.test.query<{ denied: boolean }>(
    "select denied from access_log where action in ('open-subject-file', 'show-subject-file') and $1 = any (case_ids)",
    [one],
  );
  expect(lines.filter(({ denied }) => denied)).toHaveLength(2);
});
