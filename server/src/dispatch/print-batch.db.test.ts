// Letters on paper, printed into a folder: each once, whoever prints and wherever they are cut off, and what came back is told to its case.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { principal, TOWN } from '../commands/agency-under-test.ts';
import { asking } from '../commands/files-under-test.ts';
import { askPrint, askPrintHere, sayPosted, sayReturned } from '../commands/print-steps.ts';
import { printCover } from '../print/print-door.ts';
import { contactOf, startLetters, type LettersUnderTest } from './letters-under-test.ts';
import { printAsked, type PrintedBatch, type PrintingDeps } from './print-batch.ts';
import { readFiledFrom } from './read-filed.ts';
import { tellCases } from './tell-cases.ts';

let letters: LettersUnderTest;
let folder: string;
const AGENCY = { tenant: TOWN, slug: 'town', name: 'Town' };
const clerk = asking({ ...principal(TOWN, 'mia', ['mail-room']) });

beforeAll(async () => {
  letters = await startLetters();
});
afterAll(() => letters.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-print-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const stepping = () => ({ database: letters.agency.database, nowMs: letters.agency.deps.nowMs });

function print(changed: Partial<PrintingDeps> = {}): Promise<readonly PrintedBatch[]> {
  const { agency, files } = letters;
  const readFiled = readFiledFrom({ ...agency.deps, store: files.store });
  return printAsked({ deps: agency.deps, readFiled, printCover, folder, ...changed }, AGENCY);
}

async function asked(): Promise<number> {
  const done = await askPrintHere(stepping(), TOWN, { again: null });
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  return done.value.number;
}

async function waitingFor(count: number): Promise<readonly { caseId: string; entry: string }[]> {
  const made = [];
  for (let at = 0; at < count; at += 1) {
    const caseId = await letters.open();
    made.push({ caseId, entry: await letters.send(caseId, { party: 'party.one', channel: 'post' }) });
  }
  return made;
}

const stateOf = async (caseId: string) => {
  const rows = await letters.agency.test.query<{ state: string; reason: string | null }>(
    'select state, reason from dispatch where case_id = $1',
    [caseId],
  );
  return rows[0];
};
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function textOfPdf(pdf: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join('\n');
}

describe('letters that wait for post', () => {
  it('are printed once, each with a cover sheet that says where it goes, and a list with the hash of all that lies there', async () => {
    const [one] = await waitingFor(3);
    const number = await asked();
    // Whoever asks again meanwhile gets the same batch.
    expect(await asked()).toBe(number);
    const printed = await print();
    const batch = join(folder, `town-${number}`);
    expect(printed).toEqual([{ number, folder: batch, written: 3, stopped: 0, unknown: 0, isWhole: true }]);
    expect(readdirSync(batch)).toHaveLength(8);
    const manifest = JSON.parse(readFileSync(join(batch, 'manifest.json'), 'utf8')) as {
      files: { file: string; sha256: string }[];
    };
    expect(manifest.files.map(({ file, sha256: hash }) => [file, hash])).toEqual(
      manifest.files.map(({ file }) => [file, sha256(join(batch, file))]),
    );
    const [row] = await letters.agency.test.query<{ manifest: string; content: string }>(
      `select encode(b.manifest, 'hex') as manifest, encode(d.content, 'hex') as content from print_batch b
         join print_line l on l.number = b.number and l.position = 1 join dispatch d on d.dispatch = l.dispatch where b.number = $1`,
      [number],
    );
    expect(row).toEqual({
      manifest: sha256(join(batch, 'manifest.json')),
      content: sha256(join(batch, `${number}-1-letter.pdf`)),
    });
    const cover = await textOfPdf(readFileSync(join(batch, `${number}-1-cover.pdf`)));
    expect(cover).toContain('Ahmed Ali');
    expect(cover).toContain('00100 Rome');
    expect(cover).toContain(`${number}-1`);
    expect(readFileSync(join(batch, 'manifest.json'), 'utf8')).not.toContain('Ahmed');
    // It says where people live.
    expect(statSync(batch).mode & 0o077).toBe(0);
    expect(await stateOf(one?.caseId ?? '')).toEqual({ state: 'printed', reason: null });
    expect(await askPrintHere(stepping(), TOWN, { again: null })).toMatchObject({ refusal: 'print-nothing' });
    expect(await print()).toEqual([]);
  });

  it('are each in one place where several processes print', async () => {
    await waitingFor(6);
    const number = await asked();
    await Promise.all([print(), print(), print()]);
    await print();
    const lines = await letters.agency.test.query<{ dispatch: string; state: string }>(
      'select dispatch, state from print_line where number = $1',
      [number],
    );
    expect(new Set(lines.map(({ dispatch }) => dispatch)).size).toBe(6);
    expect(lines.map(({ state }) => state)).toEqual(lines.map(() => 'written'));
    const covers = readdirSync(join(folder, `town-${number}`)).filter((name) => name.endsWith('-cover.pdf'));
    expect(covers).toHaveLength(6);
    // Each process that ended the batch wrote its list whole, and left nothing beside it.
    expect(readdirSync(join(folder, `town-${number}`)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('are stopped where it is not safe to write any more, or the address cannot be printed', async () => {
    const [unsafe, arabic] = await waitingFor(2);
    const set = (caseId: string, changed: Parameters<typeof contactOf>[1]) =>
      letters.act(caseId, {
        type: 'SetContact',
        of: 'one',
        entry: 'party.one',
        contact: contactOf('one', changed),
      });
    await set(unsafe?.caseId ?? '', { isSafe: false });
    await set(arabic?.caseId ?? '', { address: 'شارع ١' });
    await asked();
    expect(await print()).toMatchObject([{ written: 0, stopped: 2 }]);
    expect(await stateOf(unsafe?.caseId ?? '')).toEqual({ state: 'stopped', reason: 'not-safe' });
    expect(await stateOf(arabic?.caseId ?? '')).toEqual({ state: 'stopped', reason: 'not-printable' });
    await tellCases(letters.agency.deps, TOWN);
  });
});

describe('whoever prints and is killed', () => {
  it('goes on in the same folder, and what lies there whole is printed and not printed again', async () => {
    const [one] = await waitingFor(1);
    const number = await asked();
    await print();
    // As if killed after the files and before that was on record.
    await letters.agency.test.query(
      `update dispatch set state = 'sending', lease_until = now() + interval '1 day' where case_id = $1`,
      [one?.caseId],
    );
    await letters.agency.test.query(
      `update print_line set state = 'writing', cover = null, bytes = null where number = $1`,
      [number],
    );
    await letters.agency.test.query(
      `update print_batch set state = 'asked', ended_at = null, manifest = null where number = $1`,
      [number],
    );
    const before = statSync(join(folder, `town-${number}`, `${number}-1-letter.pdf`)).mtimeMs;
    // And half of a file that says where somebody lives.
    const half = join(folder, `town-${number}`, `${number}-1-cover.pdf.of-one-that-was-killed.new`);
    writeFileSync(half, 'half');
    expect(await print()).toMatchObject([{ number, written: 1, unknown: 0, isWhole: true }]);
    expect(existsSync(half)).toBe(false);
    expect(statSync(join(folder, `town-${number}`, `${number}-1-letter.pdf`)).mtimeMs).toBe(before);
    expect(await stateOf(one?.caseId ?? '')).toEqual({ state: 'printed', reason: null });
  });

  it('and lost the folder leaves a letter of which nobody can know: it is told as uncertain, and not printed by itself', async () => {
    const [one] = await waitingFor(1);
    const number = await asked();
    const stop = new Error('killed');
    await expect(print({ printCover: () => Promise.reject(stop) })).rejects.toBe(stop);
    expect(await print()).toMatchObject([{ number, written: 0, isWhole: false }]);
    letters.agency.clock.nowMs += 3 * 60_000;
    expect(await print()).toMatchObject([{ number, written: 0, unknown: 1, isWhole: true }]);
    expect(await stateOf(one?.caseId ?? '')).toEqual({ state: 'uncertain', reason: 'cut-off' });
    await tellCases(letters.agency.deps, TOWN);
    const state = await letters.stateOf(one?.caseId ?? '');
    expect(state.entries[one?.entry ?? '']).toMatchObject({ status: 'bounced' });
    expect(await askPrintHere(stepping(), TOWN, { again: null })).toMatchObject({ refusal: 'print-nothing' });
  });
});

describe('the mail room', () => {
  it('prints again with a reason, says when a batch was posted, and what came back becomes work in its case', async () => {
    const [one] = await waitingFor(1);
    const done = await askPrint(stepping(), clerk, { again: null });
    const number = done.kind === 'done' ? done.value.number : 0;
    expect(await sayPosted(stepping(), clerk, { number, on: '2026-03-01' })).toMatchObject({ refusal: 'print-label' });
    await print();
    const again = await askPrint(stepping(), clerk, { again: { label: `${number}-1`, reason: 'spoilt' } });
    expect(again).toEqual({ kind: 'done', value: { number: number + 1, letters: 1 } });
    expect(await print()).toMatchObject([{ number: number + 1, written: 1, isWhole: true }]);
    expect(sha256(join(folder, `town-${number + 1}`, `${number + 1}-1-letter.pdf`))).toBe(
      sha256(join(folder, `town-${number}`, `${number}-1-letter.pdf`)),
    );
    const today = new Date(letters.agency.clock.nowMs).toISOString().slice(0, 10);
    expect(await sayPosted(stepping(), clerk, { number, on: '2020-01-01' })).toMatchObject({ refusal: 'print-day' });
    expect(await sayPosted(stepping(), clerk, { number, on: today })).toMatchObject({ kind: 'done' });
    expect(await sayPosted(stepping(), clerk, { number, on: today })).toMatchObject({ refusal: 'print-posted' });
    // By either of its labels, and once.
    const label = `${number + 1}-1`;
    const returned = { label, reason: 'unknown-address' } as const;
    expect(await sayReturned(stepping(), letters.ben, returned)).toEqual({ kind: 'absent' });
    expect(await sayReturned(stepping(), clerk, returned)).toMatchObject({ kind: 'done' });
    expect(await sayReturned(stepping(), clerk, returned)).toMatchObject({ refusal: 'print-label' });
    expect((await tellCases(letters.agency.deps, TOWN)).told).toBe(1);
    const state = await letters.stateOf(one?.caseId ?? '');
    expect(state.entries[one?.entry ?? '']).toMatchObject({
      status: 'bounced',
      reasons: 'It came back by post: not known at this address.',
    });
    expect(state.entries['party.one']).toMatchObject({ failing: ['post'] });
    expect(Object.keys(state.tasks).some((task) => task.startsWith('letter-came-back'))).toBe(true);
    const lines = await letters.agency.test.query<{ action: string; denied: boolean }>(
      "select action, denied from access_log where action in ('ask-print', 'post-batch', 'return-letter') and person <> 'system.command-line' order by 1, 2",
    );
    expect(lines).toHaveLength(9);
    expect(lines.filter(({ denied }) => denied)).toEqual([{ action: 'return-letter', denied: true }]);
    // Somebody finds where they are now, and the warning is gone.
    await letters.act(one?.caseId ?? '', {
      type: 'SetContact',
      of: 'one',
      entry: 'party.one',
      contact: contactOf('one', { address: '9 New Street\n00100 Rome' }),
    });
    expect((await letters.stateOf(one?.caseId ?? '')).entries['party.one']).not.toHaveProperty('failing');
  });
});
