import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../errors.ts';
import { PART_BYTES } from '../files/file-seal.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { principal, TOWN } from './agency-under-test.ts';
import {
  asking,
  bring,
  done,
  inPieces,
  received,
  startFiles,
  takesAnything,
  toStart,
  type FilesUnderTest,
} from './files-under-test.ts';

let files: FilesUnderTest;

beforeAll(async () => {
  files = await startFiles();
});
afterAll(() => files.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('bringing a file', () => {
  it('keeps what came, piece by piece, says its hash and lets it be filed with the event that names it', async () => {
    const caseId = await files.openCase();
    const bytes = randomBytes(3 * PART_BYTES + 77_777);
    const uploads = files.process();
    const begun = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    expect(begun).toMatchObject({ state: 'arriving', offset: 0, size: bytes.length, part: PART_BYTES, found: null });
    const ended = await done(bring(uploads, files.ann, { caseId, file: begun.file, bytes }));
    expect(ended).toMatchObject({ state: 'received', offset: bytes.length, name: 'Letter of Ada.txt', refused: null });
    expect(ended.found).toEqual({
      content: sha256(bytes),
      mediaType: 'text/plain',
      verdict: 'unscanned',
      scanner: null,
      warnings: [],
    });
    const filed = await files.file(caseId, begun.file);
    expect(filed).toMatchObject({ kind: 'applied', event: { type: 'DocumentFiled' } });
    expect(await files.stateOf(begun.file)).toBe('filed');
    const [row] = await files.agency.test.query<{ seq: number; events: number }>(
      'select seq, (select max(seq) from event e where e.case_id = f.case_id)::int as events from stored_file f where file = $1',
      [begun.file],
    );
    expect(row?.seq).toBe(row?.events);
  });

  it('goes on where another process stopped, and has the same hash', async () => {
    const caseId = await files.openCase();
    const bytes = randomBytes(2 * PART_BYTES + 5);
    const { file } = await done(files.process().start(files.ann, toStart(caseId, bytes.length)));
    const first = { caseId, file, offset: 0, checksum: null, length: PART_BYTES };
    const body = inPieces(bytes.subarray(0, PART_BYTES));
    expect(await done(files.process().append(files.ann, { ...first, body }))).toEqual({ offset: PART_BYTES });
    const ended = await done(bring(files.process(), files.ann, { caseId, file, bytes, parts: 1 }));
    expect(ended.found?.content).toBe(sha256(bytes));
  });

  it('answers the same request alike, whenever it is sent again, and refuses its key for another', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const asked = toStart(caseId, 10);
    const [one, two] = await Promise.all([uploads.start(files.ann, asked), uploads.start(files.ann, asked)]);
    const first = await done(Promise.resolve(one));
    expect(await done(Promise.resolve(two))).toMatchObject({ file: first.file });
    await done(bring(uploads, files.ann, { caseId, file: first.file, bytes: randomBytes(10) }));
    expect(await done(uploads.start(files.ann, asked))).toMatchObject({ file: first.file, state: 'received' });
    const again = await done(uploads.finish(files.ann, { caseId, file: first.file, content: null }));
    expect(again).toMatchObject({ state: 'received' });
    expect(await uploads.start(files.ann, { ...asked, size: 11 })).toMatchObject({ refusal: 'key-reused' });
  });

  it('goes on only where the file stands, and takes neither more than was said nor less than a part', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const bytes = randomBytes(PART_BYTES + 100);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    const append = (offset: number, body: Buffer, length: number | null = body.length) =>
      uploads.append(files.ann, { caseId, file, offset, checksum: null, length, body: inPieces(body) });
    expect(await append(5, bytes)).toMatchObject({ refusal: 'upload-offset', offset: 0 });
    expect(await append(0, Buffer.concat([bytes, bytes]))).toMatchObject({ refusal: 'file-too-large', offset: 0 });
    expect(await append(0, bytes.subarray(0, 1000))).toMatchObject({ refusal: 'upload-piece', offset: 0 });
    expect(await uploads.finish(files.ann, { caseId, file, content: null })).toMatchObject({
      refusal: 'upload-incomplete',
    });
    // Without a length it is known only when the byte too many comes.
    expect(await append(0, Buffer.concat([bytes, randomBytes(1)]), null)).toMatchObject({ refusal: 'file-too-large' });
    const { offset } = await done(uploads.ask(files.ann, { caseId, file }));
    expect(offset).toBe(0);
    expect(await done(append(0, bytes))).toEqual({ offset: bytes.length });
    expect(await append(bytes.length, Buffer.alloc(0))).toMatchObject({ value: { offset: bytes.length } });
    expect(await done(uploads.finish(files.ann, { caseId, file, content: sha256(bytes) }))).toMatchObject({
      state: 'received',
    });
    expect(await append(bytes.length, Buffer.alloc(0))).toMatchObject({ refusal: 'upload-ended' });
  });

  it('counts nothing of a piece that is not what it was said to be', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const bytes = randomBytes(2 * PART_BYTES);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    const at = { caseId, file, offset: 0, length: bytes.length };
    const wrong = { algorithm: 'sha256', digest: randomBytes(32) } as const;
    expect(await uploads.append(files.ann, { ...at, checksum: wrong, body: inPieces(bytes) })).toMatchObject({
      refusal: 'upload-checksum',
      offset: 0,
    });
    const right = { algorithm: 'sha1', digest: createHash('sha1').update(bytes).digest() } as const;
    expect(await done(uploads.append(files.ann, { ...at, checksum: right, body: inPieces(bytes) }))).toEqual({
      offset: bytes.length,
    });
    const ended = await done(uploads.finish(files.ann, { caseId, file, content: null }));
    expect(ended.found?.content).toBe(sha256(bytes));
  });

  it('keeps the whole parts of a line that broke, and lets a new line take over from one that hangs', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const bytes = randomBytes(3 * PART_BYTES);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    async function* broken(): AsyncGenerator<Buffer> {
      yield* inPieces(bytes.subarray(0, 2 * PART_BYTES + 1000));
      throw new Error('the line broke');
    }
    const at = { caseId, file, checksum: null, length: null };
    await expect(uploads.append(files.ann, { ...at, offset: 0, body: broken() })).rejects.toThrow('the line broke');
    const { offset } = await done(uploads.ask(files.ann, { caseId, file }));
    expect(offset).toBe(2 * PART_BYTES);
    let release = (): void => {};
    const hang = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* hanging(): AsyncGenerator<Buffer> {
      yield bytes.subarray(offset, offset + 10);
      await hang;
      yield bytes.subarray(offset + 10, offset + 20);
    }
    const dead = uploads.append(files.ann, { ...at, offset, body: hanging() });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const alive = uploads.append(files.ann, { ...at, offset, body: inPieces(bytes.subarray(offset)) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    release();
    expect(await dead).toMatchObject({ refusal: 'upload-offset' });
    expect(await done(alive)).toEqual({ offset: bytes.length });
    const ended = await done(uploads.finish(files.ann, { caseId, file, content: null }));
    expect(ended.found?.content).toBe(sha256(bytes));
  });

  it('refuses what is empty, too large for the installation or its kind, and too many at once', async () => {
    const caseId = await files.openCase();
    const uploads = files.process({ limits: { bytes: 1_000_000, atOnce: 2 } });
    expect(await uploads.start(files.ann, toStart(caseId, 0))).toMatchObject({ refusal: 'file-empty' });
    expect(await uploads.start(files.ann, toStart(caseId, 1_000_001))).toMatchObject({ refusal: 'file-too-large' });
    expect(await uploads.start(files.ann, toStart(caseId, 200_000, { kind: 'note' }))).toMatchObject({
      refusal: 'file-too-large',
    });
    const dora = asking(principal(TOWN, 'dora', ['officer']));
    const one = await done(uploads.start(dora, toStart(caseId, 10)));
    await done(uploads.start(dora, toStart(caseId, 10)));
    expect(await uploads.start(dora, toStart(caseId, 10))).toMatchObject({ refusal: 'uploads-too-many' });
    expect(await done(uploads.discard(dora, { caseId, file: one.file }))).toMatchObject({ state: 'rejected' });
    await done(uploads.start(dora, toStart(caseId, 10)));
  });

  it('tells what the gate refuses, and keeps none of its bytes', async () => {
    const caseId = await files.openCase();
    const judge = () =>
      Promise.resolve({ verdict: 'refused', code: 'malware', reason: 'It is harmful.', retryAfterS: null } as const);
    const uploads = files.process({ judge });
    const bytes = randomBytes(1000);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    const ended = await done(bring(uploads, files.ann, { caseId, file, bytes }));
    expect(ended).toMatchObject({
      state: 'rejected',
      refused: { code: 'malware', reason: 'It is harmful.' },
      found: null,
    });
    for await (const found of files.store.list(null)) expect(found.path).not.toContain(file);
    const [row] = await files.agency.test.query<{ cipher: Buffer }>('select cipher from stored_file where file = $1', [
      file,
    ]);
    expect(await files.store.size({ tenant: TOWN, cipher: row?.cipher.toString('hex') ?? '' })).toBeNull();
    expect(await files.file(caseId, file)).toMatchObject({ kind: 'rejected' });
  });

  it('refuses a file that is not the one that was said to come', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const bytes = randomBytes(100);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    await done(
      uploads.append(files.ann, { caseId, file, offset: 0, checksum: null, length: 100, body: inPieces(bytes) }),
    );
    const ended = await done(uploads.finish(files.ann, { caseId, file, content: 'ab'.repeat(32) }));
    expect(ended).toMatchObject({ state: 'rejected', refused: { code: 'file-differs' } });
  });
});

describe('a store or a process that fails in the middle', () => {
  /** Fails once at the n-th call of any of these. */
  function failing(at: number, before: boolean): { readonly store: ObjectStore; readonly failed: () => boolean } {
    let calls = 0;
    const fail =
      <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        calls += 1;
        const strikes = calls === at;
        if (strikes && before) throw new Unavailable('struck', { retryAfterS: 1 });
        const result = await work(...args);
        if (strikes) throw new Unavailable('struck', { retryAfterS: 1 });
        return result;
      };
    const { begin, putPart, close, settle, read } = files.store;
    const struck = {
      begin: fail(begin),
      putPart: fail(putPart),
      close: fail(close),
      settle: fail(settle),
      read: fail(read),
    };
    return { store: { ...files.store, ...struck }, failed: () => calls >= at };
  }

  it('is gone on with from every step, before and after it was done, and nothing is lost', async () => {
    const caseId = await files.openCase();
    const bytes = randomBytes(2 * PART_BYTES + 10);
    let strikes = 0;
    for (const before of [true, false]) {
      for (let at = 1; at <= 8; at += 1) {
        const { store, failed } = failing(at, before);
        const judge = async (read: { read: (start: number, length: number) => Promise<Buffer> }) => {
          await read.read(0, 10);
          return takesAnything({ ...read, size: 0 }, { name: 'x.txt', signal: new AbortController().signal });
        };
        const uploads = files.process({ store, judge });
        const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
        const first = await bring(uploads, files.ann, { caseId, file, bytes, parts: 3 }).catch(
          (error: unknown) => error,
        );
        if (failed()) {
          strikes += 1;
          expect(first).toBeInstanceOf(Unavailable);
        }
        const ended = await done(bring(files.process({ judge }), files.ann, { caseId, file, bytes }));
        expect(ended).toMatchObject({ state: 'received', found: { content: sha256(bytes) } });
      }
    }
    // Begin, three parts, close, settle, read.
    expect(strikes).toBe(14);
  });

  it('never seals again what counts already, when an append that was thought dead ends while the next one waits', async () => {
    const caseId = await files.openCase();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let puts = 0;
    const putPart: ObjectStore['putPart'] = async (...part) => {
      puts += 1;
      if (puts === 1) await held;
      return files.store.putPart(...part);
    };
    const uploads = files.process({ store: { ...files.store, putPart } });
    const bytes = randomBytes(5000);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    const piece = () => ({ caseId, file, offset: 0, checksum: null, length: bytes.length, body: inPieces(bytes) });
    const first = uploads.append(files.ann, piece());
    while (puts === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = uploads.append(files.ann, piece());
    await new Promise((resolve) => setTimeout(resolve, 200));
    release();
    expect(await done(first)).toEqual({ offset: bytes.length });
    expect(await second).toMatchObject({ refusal: 'upload-offset', offset: bytes.length });
    expect(puts).toBe(1);
    expect(await done(uploads.finish(files.ann, { caseId, file, content: null }))).toMatchObject({ state: 'received' });
  });

  it('counts parts in their order, and none after one that failed, whichever is with the store first', async () => {
    const caseId = await files.openCase();
    const put: number[] = [];
    let strike = (): void => {};
    const struck = new Promise<void>((_, reject) => {
      strike = () => reject(new Unavailable('struck', { retryAfterS: 1 }));
    });
    const putPart: ObjectStore['putPart'] = async (arriving, part, sealed) => {
      if (part === 1 && !put.includes(1)) await Promise.all([files.store.putPart(arriving, part, sealed), struck]);
      const tag = await files.store.putPart(arriving, part, sealed);
      put.push(part);
      return tag;
    };
    const uploads = files.process({ store: { ...files.store, putPart } });
    const bytes = randomBytes(3 * PART_BYTES + 1000);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    const piece = { caseId, file, offset: 0, checksum: null, length: null, body: inPieces(bytes) };
    const first = uploads.append(files.ann, piece).catch((error: unknown) => error);
    while (put.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(put.toSorted((a, b) => a - b)).toEqual([0, 2, 3]);
    strike();
    expect(await first).toBeInstanceOf(Unavailable);
    const { offset } = await done(uploads.ask(files.ann, { caseId, file }));
    expect(offset).toBe(PART_BYTES);
    const ended = await done(bring(files.process(), files.ann, { caseId, file, bytes, parts: 4 }));
    expect(ended.found?.content).toBe(sha256(bytes));
  });

  it('asks for the file again where the store lost what it had acknowledged', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const bytes = randomBytes(2 * PART_BYTES);
    const { file } = await done(uploads.start(files.ann, toStart(caseId, bytes.length)));
    await done(
      uploads.append(files.ann, { caseId, file, offset: 0, checksum: null, length: null, body: inPieces(bytes) }),
    );
    await files.store.putPart(
      { tenant: TOWN, file, bytes: 0, upload: '', parts: [] },
      1,
      Buffer.concat([randomBytes(1000)]),
    );
    const ended = await done(files.process().finish(files.ann, { caseId, file, content: null }));
    expect(ended).toMatchObject({ state: 'rejected', refused: { code: 'file-lost' } });
  });
});

describe('who may bring a file, and name it', () => {
  it('is who may file such a document in that case, at every step, and nobody else goes on with it', async () => {
    const caseId = await files.openCase();
    const uploads = files.process();
    const dora = asking(principal(TOWN, 'dora', ['officer']));
    const bob = asking(files.agency.bob);
    expect(await uploads.start(dora, toStart(caseId, 10, { kind: 'opinion' }))).toEqual({ kind: 'absent' });
    expect(await uploads.start(bob, toStart(caseId, 10))).toEqual({ kind: 'absent' });
    expect(await uploads.start(files.ann, toStart(caseId, 10, { kind: 'no-such-kind' }))).toEqual({ kind: 'absent' });
    expect(await uploads.start(files.ann, toStart(caseId, 10, { audience: 'nobody' }))).toEqual({ kind: 'absent' });
    const { file } = await done(uploads.start(files.ann, toStart(caseId, 10, { kind: 'opinion' })));
    const step = { caseId, file };
    const piece = { ...step, offset: 0, checksum: null, length: 10, body: inPieces(randomBytes(10)) };
    const other = await files.openCase();
    const annWithoutRole = asking(principal(TOWN, 'ann', ['officer']));
    const standsIn: typeof files.ann = { ...files.ann, principal: { ...files.agency.ann, onBehalfOf: 'dora' } };
    for (const by of [dora, bob, annWithoutRole, standsIn]) {
      expect(await uploads.ask(by, step)).toEqual({ kind: 'absent' });
      expect(await uploads.append(by, piece)).toEqual({ kind: 'absent' });
      expect(await uploads.finish(by, { ...step, content: null })).toEqual({ kind: 'absent' });
      expect(await uploads.discard(by, step)).toEqual({ kind: 'absent' });
    }
    expect(await uploads.ask(files.ann, { caseId: other, file })).toEqual({ kind: 'absent' });
    const gone = { ...files.ann, proof: { name: '', text: 'select 1 where false', values: [] } };
    expect(await uploads.ask(gone, step)).toEqual({ kind: 'session-gone' });
    const lines = await files.agency.test.query<{ count: number }>(
      `select count(*)::int as count from access_log where denied and action = 'upload' and case_ids = array[$1::uuid]`,
      [caseId],
    );
    // Four times the start, then four people at four steps.
    expect(lines[0]?.count).toBe(4 + 16);
  });

  it('files a file once, for whoever brought it, in its own case, when it is whole', async () => {
    const [caseId, other] = [await files.openCase(), await files.openCase()];
    const bytes = randomBytes(500);
    const file = await received(files, caseId, { bytes });
    const uploads = files.process();
    const waiting = await done(uploads.start(files.ann, toStart(caseId, 10)));
    const dora = principal(TOWN, 'dora', ['officer']);
    expect(await files.file(other, file)).toMatchObject({ kind: 'rejected' });
    expect(await files.file(caseId, file, { as: dora })).toMatchObject({ kind: 'rejected' });
    expect(await files.file(caseId, waiting.file)).toMatchObject({ kind: 'rejected' });
    expect(await files.file(caseId, 'no-id')).toMatchObject({ kind: 'rejected' });
    const both = await Promise.all([files.file(caseId, file, { key: 'a' }), files.file(caseId, file, { key: 'b' })]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['applied', 'rejected']);
    const key = both[0]?.kind === 'applied' ? 'a' : 'b';
    expect(await files.file(caseId, file, { key })).toMatchObject({ kind: 'applied', replayed: true });
    expect(await uploads.discard(files.ann, { caseId, file })).toMatchObject({ refusal: 'upload-ended' });
  });

  it('adds a version under the key of its document, and no other file', async () => {
    const caseId = await files.openCase();
    const first = await received(files, caseId, { bytes: randomBytes(100) });
    expect(await files.file(caseId, first)).toMatchObject({ kind: 'applied' });
    const [document] = await files.agency.test.query<{ id: string }>(
      `select jsonb_object_keys(state::jsonb -> 'entries') as id from case_head where case_id = $1`,
      [caseId],
    );
    const entry = document?.id ?? '';
    const own = await received(files, caseId, { bytes: randomBytes(100) });
    expect(await files.file(caseId, own, { version: entry })).toMatchObject({ kind: 'rejected' });
    const second = await received(files, caseId, { bytes: randomBytes(100), document: entry });
    expect(await files.file(caseId, second)).toMatchObject({ kind: 'rejected' });
    expect(await files.file(caseId, second, { version: entry })).toMatchObject({ kind: 'applied' });
    const subjects = await files.agency.test.query<{ subject: string }>(
      'select subject from stored_file where file = any ($1)',
      [[first, second]],
    );
    expect(subjects).toEqual([{ subject: first }, { subject: first }]);
  });
});
