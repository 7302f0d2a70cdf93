import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PART_BYTES } from './file-seal.ts';
import type { ObjectStore } from './object-store.ts';
import { openS3At, startLine, startS3, type Fault, type Line, type StoreUnderTest } from './s3-under-test.ts';
import { begin, make, openObject, settle } from './store-under-test.ts';

const BUCKET = 'files';
let folder: string;
let s3: StoreUnderTest;
let line: Line;
let overLine: ReturnType<typeof openS3At>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-faults-'));
  s3 = await startS3(folder, BUCKET);
  line = await startLine(s3.address);
  overLine = openS3At(line.address, BUCKET);
});

afterAll(async () => {
  overLine.end();
  await line.close();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a bad line to a store that speaks S3', () => {
  /** Strikes so many requests of a method, then no more. */
  function strike(fault: Fault, method: string, times: number): () => number {
    const before = line.struck();
    let left = times;
    line.fault = (each) => {
      if (each !== method || left === 0) return null;
      left -= 1;
      return fault;
    };
    return () => line.struck() - before;
  }

  const store = (): ObjectStore => overLine;

  it.each<Fault>(['cut-request', 'cut-answer', 'error-500', 'slow-down', 'silent'])(
    'asks again after one %s, and keeps the file',
    async (fault) => {
      const made = make(PART_BYTES + 10);
      for (const method of ['PUT', 'POST']) {
        const struck = strike(fault, method, 1);
        await settle(store(), method === 'PUT' ? made : make(PART_BYTES + 11));
        expect(struck()).toBe(1);
      }
      const struck = strike(fault === 'cut-request' ? 'error-500' : fault, 'GET', 1);
      await openObject(store(), made).then(
        (got) => expect(got.equals(made.plain)).toBe(true),
        // What breaks off in the middle of an answer is not asked for again by the library.
        (error: unknown) => expect(error).toMatchObject({ code: 'unavailable' }),
      );
      expect(struck()).toBe(1);
      expect((await openObject(store(), made)).equals(made.plain)).toBe(true);
    },
  );

  it.each<Fault>(['error-500', 'slow-down', 'silent', 'cut-request'])(
    'says that the store cannot serve when %s goes on, and what was there can be gone on with',
    async (fault) => {
      const made = make(2 * PART_BYTES);
      let arriving = await begin(store(), made);
      const [first, second] = made.parts;
      if (first === undefined || second === undefined) return;
      arriving = { ...arriving, parts: [await store().putPart(arriving, 0, first.sealed)] };
      strike(fault, 'PUT', 100);
      await expect(store().putPart(arriving, 1, second.sealed)).rejects.toMatchObject({ code: 'unavailable' });
      line.fault = () => null;
      arriving = { ...arriving, parts: [...arriving.parts, await store().putPart(arriving, 1, second.sealed)] };
      await store().close(arriving);
      await store().settle(arriving, made.cipher);
      expect((await openObject(store(), made)).equals(made.plain)).toBe(true);
    },
  );

  it.each<Fault>(['other-bytes', 'short-answer'])('never gives on %s', async (fault) => {
    const made = make(300_000);
    await settle(store(), made);
    const struck = strike(fault, 'GET', 100);
    await expect(openObject(store(), made)).rejects.toMatchObject({ code: 'corrupt' });
    expect(struck()).toBeGreaterThan(0);
    line.fault = () => null;
    expect((await openObject(store(), made)).equals(made.plain)).toBe(true);
  });

  it('says which setting is wrong', async () => {
    const other = openS3At(s3.address, 'no-such-bucket');
    await expect(other.probe()).rejects.toThrow('CASEWRIGHT_S3_BUCKET');
    other.end();
    const away = openS3At('http://127.0.0.1:9', BUCKET);
    await expect(away.probe()).rejects.toMatchObject({ code: 'unavailable' });
    away.end();
  });
});
