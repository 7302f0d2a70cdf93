// Documents by what is in them, over the wire: read from sealed files by the worker, found by those who may read the document at that
// moment and by nobody else, and gone with its key.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseCommand } from '@casewright/engine/case';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, principalIn } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { asking, bring, done, toStart } from '../commands/files-under-test.ts';
import { bundleForTests } from '../bundle/bundle-under-test.ts';
import { redactForCase } from '../redaction/redact-file.ts';
import { openUploads } from '../commands/uploads.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { madeDocx, madeMail } from '../papers/made-office.ts';
import { madePdf } from '../papers/made-pdf.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { startWorker, type WorkerProblem } from '../worker/loop.ts';
import { readTexts, type TextDeps } from '../worker/texts.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

const CITY = 1;
const SOURCE = `
caseType: library
version: 1.0.0
title: Library
archetype: service
reference: LI-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, counsel: Counsel }
data: { note: { type: text, label: Note } }
documents:
  brief: { title: Brief, by: officer, audiences: { joint: { title: Everybody }, sealed: { title: Under seal, section: seal } } }
  letter: { title: Letter, by: officer }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
access: { sections: [{ name: seal, title: Sealed, fields: [], readers: [counsel] }] }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  txt: 'text/plain',
  mp4: 'video/mp4',
};

let under: ApiUnderTest;
let papers: Papers;
let folder: string;
let textDeps: TextDeps;
let people: Record<'olga' | 'cleo' | 'otto', Client>;
/** Officer and counsel at once, so that both audiences can be filed. */
const FILER = principalIn(CITY, 'fila', [
  { team: 'desk', role: 'officer' },
  { team: 'desk', role: 'counsel' },
]);

beforeAll(async () => {
  under = await startApi();
  papers = await papersUnderTest();
  folder = mkdtempSync(join(tmpdir(), 'casewright-texts-'));
  textDeps = { ...under.deps, papers, store: openDiskStore(folder) };
  const member = (person: string, ...memberships: readonly (readonly [string, string])[]) => ({
    person,
    name: person,
    memberships: memberships.map(([team, role]) => ({ team, role })),
  });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'office'].map((team) => ({ team, title: team })),
    people: [
      member('olga', ['desk', 'officer']),
      member('cleo', ['desk', 'officer'], ['desk', 'counsel']),
      member('fila', ['desk', 'officer'], ['desk', 'counsel']),
      member('otto', ['office', 'officer']),
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(SOURCE) });
  people = {
    olga: await signedIn(under, 'olga'),
    cleo: await signedIn(under, 'cleo'),
    otto: await signedIn(under, 'otto'),
  };
});
afterAll(async () => {
  papers.close();
  await under.close();
  rmSync(folder, { recursive: true });
});

let keys = 0;

async function open(): Promise<string> {
  const outcome = await executeCommand(under.deps, FILER, {
    open: { caseType: 'library', data: {} },
    idempotencyKey: `open-${(keys += 1)}`,
  });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

interface ToFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly of?: string;
  readonly audience?: string | null;
  readonly version?: string;
}

/** @returns the id of the file */
async function file(caseId: string, { name, bytes, of = 'letter', audience = null, version }: ToFile): Promise<string> {
  const mediaType = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  const uploads = openUploads({
    ...under.deps,
    store: openDiskStore(folder),
    judge: (_, { name }) => Promise.resolve({ verdict: 'unscanned', mediaType, scanner: null, warnings: [], name }),
    redact: redactForCase,
    bundle: bundleForTests,
    limits: { bytes: 100_000_000, atOnce: 500 },
  });
  const by = asking(FILER);
  const asked = toStart(caseId, bytes.length, { kind: of, audience, name, document: version ?? null });
  const begun = await done(uploads.start(by, asked));
  await done(bring(uploads, by, { caseId, file: begun.file, bytes }));
  const command =
    version === undefined
      ? ({ type: 'FileDocument', of, audience, title: `Title of ${name}`, file: begun.file } as const)
      : ({ type: 'AddDocumentVersion', of, audience, entry: version, file: begun.file } as const);
  await give(caseId, command);
  return begun.file;
}

async function give(caseId: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>): Promise<void> {
  const outcome = await executeCommand(under.deps, FILER, { caseId, command, idempotencyKey: `give-${(keys += 1)}` });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
}

interface FoundItem {
  readonly file: string;
  readonly document: string;
  readonly title: string;
  readonly page: number;
  readonly excerpt: string;
  readonly marks: readonly { readonly from: number; readonly to: number }[];
  readonly isCurrent: boolean;
}

async function find(by: Client, words: string, more = ''): Promise<readonly FoundItem[]> {
  const answer = await by.get(`/api/v1/search/documents?q=${encodeURIComponent(words)}${more}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items;
}

const filesOf = async (by: Client, words: string): Promise<readonly string[]> =>
  (await find(by, words)).map((each) => each.file);

const READ = { parked: 0, putOff: 0, problems: [] };

describe('searching documents', () => {
  test('finds what stands in them, with the page and a piece of it, once the worker has read them', async () => {
    const caseId = await open();
    const pdf = await file(caseId, {
      name: 'plan.pdf',
      bytes: madePdf({ pages: ['Front page', 'The boundary wall of house 12 leans over the Façade'] }),
    });
    const docx = await file(caseId, { name: 'ruling.docx', bytes: madeDocx(['Boundary stones of Kovač']) });
    const mail = await file(caseId, { name: 'mail.eml', bytes: madeMail({ subject: 'Boundary', text: 'Spoštovani' }) });
    expect(await filesOf(people.olga, 'boundary')).toEqual([]);
    expect(await readTexts(textDeps, CITY)).toEqual({ ...READ, read: 3, pages: 4 });
    expect(await readTexts(textDeps, CITY)).toEqual({ ...READ, read: 0, pages: 0 });
    expect(await filesOf(people.olga, 'BOUNDARY')).toEqual([mail, docx, pdf]);
    expect(await filesOf(people.olga, 'boundary stones kovac')).toEqual([docx]);
    expect(await filesOf(people.olga, 'spostovani')).toEqual([mail]);
    expect(await filesOf(people.olga, 'boundary nowhere')).toEqual([]);
    expect(await filesOf(people.olga, 'bound*')).toEqual([]);
    const [hit] = await find(people.olga, 'facade wall');
    expect(hit).toMatchObject({
      file: pdf,
      document: 'document.2',
      title: 'Title of plan.pdf',
      page: 2,
      isCurrent: true,
    });
    expect(hit?.marks.map(({ from, to }) => hit.excerpt.slice(from, to))).toEqual(['wall', 'Façade']);
  });

  test('finds nothing for those who may not read the document, and follows what is said of it', async () => {
    const caseId = await open();
    const sealed = await file(caseId, {
      ...{ name: 'brief.txt', of: 'brief', audience: 'sealed' },
      bytes: Buffer.from('Hemochromatosis under seal'),
    });
    const joint = await file(caseId, {
      ...{ name: 'brief.txt', of: 'brief', audience: 'joint' },
      bytes: Buffer.from('Hemochromatosis for all'),
    });
    expect(await readTexts(textDeps, CITY)).toMatchObject({ read: 2 });
    const seen = async (): Promise<readonly (readonly string[])[]> => [
      await filesOf(people.olga, 'hemochromatosis'),
      await filesOf(people.cleo, 'hemochromatosis'),
      await filesOf(people.otto, 'hemochromatosis'),
    ];
    expect(await seen()).toEqual([[joint], [joint, sealed], []]);
    const change = { type: 'ChangeDocumentAudience', of: 'brief', reason: 'Opened.' } as const;
    await give(caseId, { ...change, audience: 'sealed', entry: 'document.2', to: 'joint' });
    expect(await seen()).toEqual([[joint, sealed], [joint, sealed], []]);
    await give(caseId, { ...change, audience: 'joint', entry: 'document.3', to: 'sealed' });
    expect(await seen()).toEqual([[sealed], [joint, sealed], []]);
    // Whoever has the database alone reads neither words nor text.
    const rows = await under.test.query<{ t: string }>(
      'select t::text as t from file_text t union all select w::text from file_word w',
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ t }) => /hemochromatosis/i.test(t))).toEqual([]);
  });

  test('finds older versions too, and says that they are', async () => {
    const caseId = await open();
    const first = await file(caseId, { name: 'a.txt', bytes: Buffer.from('quicksilver one') });
    const second = await file(caseId, { name: 'a.txt', bytes: Buffer.from('quicksilver two'), version: 'document.2' });
    await readTexts(textDeps, CITY);
    expect((await find(people.olga, 'quicksilver')).map(({ file: id, isCurrent }) => [id, isCurrent])).toEqual([
      [second, true],
      [first, false],
    ]);
  });

  test('shows page after page, each document once', async () => {
    const caseId = await open();
    const all: string[] = [];
    for (let at = 0; at < 23; at += 1)
      all.unshift(await file(caseId, { name: 'p.txt', bytes: Buffer.from(`paging ${at}`) }));
    while ((await readTexts(textDeps, CITY)).read > 0);
    const first = await people.olga.get('/api/v1/search/documents?q=paging');
    expect(first.body.items).toHaveLength(20);
    const second = await find(people.olga, 'paging', `&after=${first.body.next}`);
    expect([...first.body.items, ...second].map((each: FoundItem) => each.file)).toEqual(all);
    expect((await people.olga.get('/api/v1/search/documents?q=paging&after=bm9uc2Vuc2U')).status).toBe(400);
  });

  test('ends with the key of the document, whoever destroys it', async () => {
    const caseId = await open();
    const ends = await file(caseId, { name: 'a.txt', bytes: Buffer.from('evanescent words') });
    const stays = await file(caseId, { name: 'b.txt', bytes: Buffer.from('evanescent as well') });
    await readTexts(textDeps, CITY);
    expect(await filesOf(people.olga, 'evanescent')).toEqual([stays, ends]);
    await under.test.query('delete from data_key where case_id = $1 and subject = $2', [caseId, ends]);
    expect(await filesOf(people.olga, 'evanescent')).toEqual([stays]);
    const left = await under.test.query<{ n: number }>(
      'select (select count(*) from file_text where file = $1)::int + (select count(*) from file_word where file = $1)::int as n',
      [ends],
    );
    expect(left).toEqual([{ n: 0 }]);
  });

  test('writes a line of the access log for what it shows', async () => {
    await find(people.olga, 'quicksilver');
    const [line] = await under.test.query<{ question: string }>(
      "select t::text as question from access_log t where person = 'olga' order by recorded_at desc limit 1",
    );
    expect(line?.question).toContain('search-documents');
    expect(line?.question).not.toContain('quicksilver');
  });
});

test('the worker of the server reads by itself, and stops with it', async () => {
  const caseId = await open();
  const own = await file(caseId, { name: 'a.txt', bytes: Buffer.from('salamander') });
  const problems: WorkerProblem[] = [];
  const texts = { papers, store: openDiskStore(folder) };
  const worker = startWorker({ deps: under.deps, texts, textsEveryMs: 50, onProblem: (each) => problems.push(each) });
  await expect.poll(() => filesOf(people.olga, 'salamander'), { timeout: 20_000 }).toEqual([own]);
  await worker.stop();
  expect(problems.filter(({ job }) => job === 'texts' || job === 'text')).toEqual([]);
});

describe('what cannot be read', () => {
  test('is parked with its reason at once where it is of the paper itself', async () => {
    const caseId = await open();
    const film = await file(caseId, { name: 'a.mp4', bytes: Buffer.from('film') });
    const broken = await file(caseId, { name: 'b.pdf', bytes: Buffer.from('%PDF-1.7 no more') });
    expect(await readTexts(textDeps, CITY)).toEqual({ ...READ, read: 0, pages: 0, parked: 2 });
    expect(await parked([film, broken])).toEqual([
      [film, 'format', 1],
      [broken, 'damaged', 1],
    ]);
  });

  test('is tried three times where a reader was killed, with pauses, and does not hold up what comes after', async () => {
    const caseId = await open();
    const poison = await file(caseId, { name: 'a.txt', bytes: Buffer.from('poison') });
    let tried = 0;
    const textOf: Papers['textOf'] = async (bytes, ...rest) => {
      const isPoison = (await bytes.read(0, 6)).toString() === 'poison';
      tried += isPoison ? 1 : 0;
      return isPoison ? { kind: 'unreadable', reason: 'memory' } : papers.textOf(bytes, ...rest);
    };
    const clock = { ms: Date.now() };
    const deps = { ...textDeps, papers: { textOf }, nowMs: () => clock.ms };
    expect(await readTexts(deps, CITY)).toMatchObject({ putOff: 1, parked: 0 });
    expect(await readTexts(deps, CITY)).toMatchObject({ putOff: 0 });
    await file(caseId, { name: 'b.txt', bytes: Buffer.from('behind it') });
    clock.ms = Date.now() + 60_000;
    expect(await readTexts(deps, CITY)).toMatchObject({ putOff: 1, read: 1 });
    clock.ms += 20 * 60_000;
    expect(await readTexts(deps, CITY)).toMatchObject({ parked: 1 });
    expect(await readTexts(deps, CITY)).toMatchObject({ read: 0, parked: 0, putOff: 0 });
    expect(tried).toBe(3);
    expect(await parked([poison])).toEqual([[poison, 'memory', 3]]);
  });

  test('waits where its bytes cannot be had now, and is read when they can', async () => {
    const caseId = await open();
    const late = await file(caseId, { name: 'a.txt', bytes: Buffer.from('tardigrade') });
    const clock = { ms: Date.now() };
    const gone = { read: () => Promise.reject(new Error('The store is away.')) };
    const outcome = await readTexts({ ...textDeps, store: gone, nowMs: () => clock.ms }, CITY);
    expect([outcome.read, outcome.parked]).toEqual([0, 0]);
    clock.ms += 11 * 60_000;
    expect(await readTexts({ ...textDeps, nowMs: () => clock.ms }, CITY)).toMatchObject({ read: 1 });
    expect(await filesOf(people.olga, 'tardigrade')).toEqual([late]);
  });
});

async function parked(files: readonly string[]): Promise<readonly (readonly [string, string, number])[]> {
  const rows = await under.test.query<{ file: string; reason: string; tries: number }>(
    "select file, reason, tries from file_text where state = 'parked' and file = any ($1::uuid[]) order by array_position($1::uuid[], file)",
    [files],
  );
  return rows.map(({ file: id, reason, tries }) => [id, reason, tries]);
}
