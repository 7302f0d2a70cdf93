import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOWN } from './agency-under-test.ts';
import {
  done,
  inPieces,
  received,
  startFiles,
  takesAnything,
  toStart,
  type FilesUnderTest,
} from './files-under-test.ts';
import { FileRefused, keepFile } from './keep-file.ts';
import { sweepFiles, type SweepOptions } from './sweep-files.ts';

let files: FilesUnderTest;

beforeAll(async () => {
  files = await startFiles();
});
afterAll(() => files.close());

const DAY_MS = 86_400_000;

function sweep(changed: Partial<SweepOptions> = {}, laterMs = 2 * DAY_MS) {
  const { database, keys } = files.agency;
  // Objects are as old as the clock of this machine says, rows as the clock of the test.
  const nowMs = (): number => Math.max(Date.now(), files.agency.clock.nowMs) + laterMs;
  const options = {
    tenants: [TOWN],
    whole: true,
    repair: false,
    deep: false,
    graceMs: DAY_MS,
    waitingMs: 36_500 * DAY_MS,
  };
  return sweepFiles({ database, keys, store: files.store, nowMs }, { ...options, ...changed });
}

async function pathOf(file: string): Promise<string> {
  const [row] = await files.agency.test.query<{ cipher: Buffer }>('select cipher from stored_file where file = $1', [
    file,
  ]);
  const cipher = row?.cipher.toString('hex') ?? '';
  return join(files.folder, 'objects', String(TOWN), cipher.slice(0, 2), cipher);
}

async function filed(caseId: string, size: number): Promise<string> {
  const file = await received(files, caseId, { bytes: randomBytes(size) });
  const outcome = await files.file(caseId, file);
  expect(outcome.kind).toBe('applied');
  return file;
}

describe('sweeping files', () => {
  it('finds nothing where all is well, and reads every file where it is asked to', async () => {
    const caseId = await files.openCase();
    for (const size of [1, 100_000, 9_000_000]) await filed(caseId, size);
    await received(files, caseId, { bytes: randomBytes(10) });
    const report = await sweep({ deep: true });
    expect(report).toMatchObject({ files: 4, objects: 4, read: 4, findings: [] });
  });

  it('tells of what is missing or was changed, in bytes, rows and events, and mends none of it', async () => {
    const caseId = await files.openCase();
    const [gone, cut, changed, rowless, eventless] = await Promise.all([
      ...[filed(caseId, 1000), filed(await files.openCase(), 1000), filed(await files.openCase(), 1000)],
      ...[filed(await files.openCase(), 1000), filed(await files.openCase(), 1000)],
    ]);
    rmSync(await pathOf(gone ?? ''));
    writeFileSync(await pathOf(cut ?? ''), readFileSync(await pathOf(cut ?? '')).subarray(0, 500));
    const bytes = readFileSync(await pathOf(changed ?? ''));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(await pathOf(changed ?? ''), bytes);
    const stray = await pathOf(rowless ?? '');
    await files.agency.test.query('delete from stored_file where file = $1', [rowless]);
    await files.agency.test.query('update stored_file set seq = 999 where file = $1', [eventless]);
    const kinds = async (options: Partial<SweepOptions>): Promise<readonly string[]> =>
      (await sweep(options)).findings.map(({ kind }) => kind).toSorted();
    const shallow = [
      'event-missing',
      'file-missing',
      'file-missing',
      'object-missing',
      'object-missing',
      'unknown-bytes',
    ];
    expect(await kinds({})).toEqual(shallow);
    expect(await kinds({ deep: true })).toEqual([...shallow, 'object-changed'].toSorted());
    expect(existsSync(stray)).toBe(true);
    const repaired = await sweep({ repair: true, deep: true });
    expect(repaired.findings.filter(({ isAlarm }) => isAlarm)).toHaveLength(6);
    const [aside] = repaired.findings.filter(({ kind }) => kind === 'unknown-bytes');
    expect(aside?.done).toMatch(/put aside/);
    expect(existsSync(stray)).toBe(false);
    expect(existsSync((aside?.done ?? '').replace('put aside: ', ''))).toBe(true);
    expect((await kinds({ deep: true })).filter((kind) => kind === 'unknown-bytes')).toEqual([]);
    await files.agency.test.query('delete from stored_file where file = any ($1)', [[gone, cut, changed, eventless]]);
    await files.agency.test.query(`delete from event where type = 'DocumentFiled' and case_id <> all
      (select case_id from stored_file)`);
    await sweep({ repair: true });
  });

  it('leaves alone what may be on its way, and gives up what waited for too long', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const { file } = await done(uploads.start(files.ann, toStart(caseId, 100)));
    await done(
      uploads.append(files.ann, {
        caseId,
        file,
        offset: 0,
        checksum: null,
        length: 100,
        body: inPieces(randomBytes(100)),
      }),
    );
    const waiting = await received(files, caseId, { bytes: randomBytes(50) });
    const stray = join(files.folder, 'arriving', String(TOWN), randomUUID());
    mkdirSync(dirname(stray), { recursive: true });
    writeFileSync(stray, 'x');
    const young = new Date(Date.now() + 2 * DAY_MS);
    utimesSync(stray, young, young);
    expect((await sweep({ repair: true })).findings).toEqual([]);
    rmSync(stray);
    const report = await sweep({ repair: true, waitingMs: 14 * DAY_MS }, 40_000 * DAY_MS);
    const given = report.findings.filter(({ kind }) => kind === 'given-up').map(({ what }) => what);
    expect(given).toEqual(expect.arrayContaining([file, waiting]));
    expect(await files.stateOf(file)).toBe('rejected');
    expect(existsSync(await pathOf(waiting))).toBe(false);
    expect(await done(uploads.ask(files.ann, { caseId, file }))).toMatchObject({ refused: { code: 'given-up' } });
  });

  it('removes the bytes of what was refused or lawfully destroyed, and tells of a key that is gone past everything', async () => {
    const caseId = await files.openCase();
    const [destroyed, lost] = [await filed(caseId, 100), await filed(caseId, 100)];
    const bytesOf = await pathOf(destroyed);
    await files.agency.test.query(
      `insert into custody_record (tenant, seq, algorithm, entry, hash) values ($1, 1, 1, '[]', sha256('x'))`,
      [TOWN],
    );
    await files.agency.test.query(
      `insert into destruction (tenant, case_id, subject, key_id, record)
       select tenant, case_id, subject, key_id, 1 from data_key where subject = $1`,
      [destroyed],
    );
    await files.agency.test.query('delete from data_key where subject = any ($1)', [[destroyed, lost]]);
    const before = await sweep({ deep: true });
    expect(before.findings.map(({ kind, what }) => [kind, what])).toEqual(
      expect.arrayContaining([
        ['destroyed-bytes', destroyed],
        ['key-missing', lost],
      ]),
    );
    expect(existsSync(bytesOf)).toBe(true);
    await sweep({ repair: true });
    expect([existsSync(bytesOf), await files.stateOf(destroyed)]).toEqual([false, 'disposed']);
    expect((await sweep({ repair: true })).findings.map(({ what }) => what)).not.toContain(destroyed);
  });
});

describe('a file that the program makes', () => {
  const deps = () => ({
    ...files.agency.deps,
    store: files.store,
    judge: takesAnything,
    limits: { bytes: 1e9, atOnce: 1 },
  });

  it('is kept without its size being known, and filed by the command of whoever had it made', async () => {
    const caseId = await files.openCase();
    for (const size of [1, 65_536, 8_388_608, 9_000_001]) {
      const bytes = randomBytes(size);
      const made = { tenant: TOWN, caseId, kind: 'letter', audience: null, person: 'ann', name: 'Copy.pdf' } as const;
      const facts = await keepFile(deps(), { ...made, channel: 'made', bytes: inPieces(bytes, 70_000) });
      expect(facts).toMatchObject({ size, channel: 'made', name: 'Copy.pdf' });
      const [row] = await files.agency.test.query<{ cipher: Buffer }>(
        'select cipher from stored_file where file = $1',
        [facts.file],
      );
      expect(row?.cipher.toString('hex')).toBe(facts.cipher);
      expect(await files.file(caseId, facts.file)).toMatchObject({ kind: 'applied' });
    }
  });

  it('is given up where its making fails, nothing is in it, or the gate refuses it', async () => {
    const caseId = await files.openCase();
    const made = {
      tenant: TOWN,
      caseId,
      kind: 'letter',
      audience: null,
      person: 'ann',
      name: 'x',
      channel: 'made',
    } as const;
    async function* failing(): AsyncGenerator<Buffer> {
      yield randomBytes(100_000);
      throw new Error('no more');
    }
    await expect(keepFile(deps(), { ...made, bytes: failing() })).rejects.toThrow('no more');
    await expect(keepFile(deps(), { ...made, bytes: inPieces(Buffer.alloc(0)) })).rejects.toThrow(FileRefused);
    const judge = () =>
      Promise.resolve({ verdict: 'refused', code: 'malware', reason: 'Harmful.', retryAfterS: null } as const);
    await expect(keepFile({ ...deps(), judge }, { ...made, bytes: inPieces(randomBytes(5)) })).rejects.toThrow(
      'Harmful',
    );
    const rows = await files.agency.test.query<{ state: string }>('select state from stored_file where case_id = $1', [
      caseId,
    ]);
    expect(rows.map(({ state }) => state)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});
