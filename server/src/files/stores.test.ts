import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDiskStore } from './disk-store.ts';
import { PART_BYTES, SEALED_PART_BYTES } from './file-seal.ts';
import type { ObjectStore } from './object-store.ts';
import { openS3At, startS3, type StoreUnderTest } from './s3-under-test.ts';
import { begin, found, make, openObject, put, settle } from './store-under-test.ts';

const BUCKET = 'files';
let folder: string;
let server: StoreUnderTest;
let s3: ReturnType<typeof openS3At>;
let stores: Readonly<Record<string, ObjectStore>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-stores-'));
  server = await startS3(join(folder, 's3'), BUCKET);
  s3 = openS3At(server.address, BUCKET);
  stores = { disk: openDiskStore(join(folder, 'disk')), s3 };
});

afterAll(async () => {
  s3.end();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['disk', 's3'])('what every store does: %s', (name) => {
  const storeOf = (): ObjectStore => {
    const store = stores[name];
    if (store === undefined) throw new Error('no such store');
    return store;
  };

  it.each([1, 100_000, PART_BYTES, 2 * PART_BYTES + 5])('keeps a file of %i bytes and gives it back', async (size) => {
    const made = make(size);
    const arriving = await put(storeOf(), made);
    expect(await storeOf().size({ tenant: 7, cipher: made.cipher })).toBeNull();
    await storeOf().close(arriving);
    await storeOf().close(arriving);
    expect((await storeOf().readArriving(arriving, 0, 50)).length).toBe(Math.min(50, made.bytes));
    await storeOf().settle(arriving, made.cipher);
    await storeOf().settle(arriving, made.cipher);
    expect(await storeOf().size({ tenant: 7, cipher: made.cipher })).toBe(made.bytes);
    expect((await openObject(storeOf(), made)).equals(made.plain)).toBe(true);
  });

  it('takes a part again, which replaces what was there', async () => {
    const made = make(PART_BYTES + 9);
    const store = storeOf();
    let arriving = await begin(store, made);
    await store.putPart(arriving, 0, randomBytes(SEALED_PART_BYTES));
    for (const { number, sealed } of made.parts)
      arriving = { ...arriving, parts: [...arriving.parts, await store.putPart(arriving, number, sealed)] };
    await store.close(arriving);
    await store.settle(arriving, made.cipher);
    expect((await openObject(store, made)).equals(made.plain)).toBe(true);
  });

  it('lists, discards, puts aside and removes', async () => {
    const store = storeOf();
    const [kept, arrives, aside] = [make(10), make(20), make(30)];
    await settle(store, kept);
    await settle(store, aside);
    const arriving = await put(store, arrives);
    const objects = await found(store);
    const [at] = objects.filter((each) => each.kind === 'object' && each.cipher === aside.cipher);
    expect(objects.some((each) => each.kind === 'arriving' && each.file === arrives.place.file)).toBe(true);
    expect(at).toMatchObject({ tenant: 7, bytes: aside.bytes });
    if (at === undefined) return;
    expect(Math.abs(at.changedMs - Date.now())).toBeLessThan(600_000);
    await store.quarantine(at);
    await store.discard(arriving);
    await store.discard(arriving);
    await store.remove({ tenant: 7, cipher: kept.cipher });
    await store.remove({ tenant: 7, cipher: kept.cipher });
    const left = await found(store);
    for (const made of [kept, arrives, aside])
      expect(left.some((each) => each.path.includes(made.cipher) || each.path.includes(made.place.file))).toBe(false);
    await expect(openObject(store, aside)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('takes objects from elsewhere, and none of another name', async () => {
    const made = make(PART_BYTES + 100);
    async function* bytes(): AsyncGenerator<Buffer> {
      for (const { sealed } of made.parts) yield sealed;
    }
    await storeOf().bring({ tenant: 7, cipher: made.cipher }, bytes());
    expect((await openObject(storeOf(), made)).equals(made.plain)).toBe(true);
    const other = { tenant: 7, cipher: 'ab'.repeat(32) };
    await expect(storeOf().bring(other, bytes())).rejects.toMatchObject({ code: 'corrupt' });
    expect(await storeOf().size(other)).toBeNull();
    await storeOf().probe();
  });

  it('refuses names that could lead elsewhere', async () => {
    await expect(storeOf().size({ tenant: 7, cipher: '../../etc/passwd' })).rejects.toThrow(RangeError);
    await expect(storeOf().discard({ tenant: 7, file: '../x', upload: '' })).rejects.toThrow(RangeError);
  });
});

describe('a disk', () => {
  it('notices what is shorter than was acknowledged, and cuts what a crash left behind the end', async () => {
    const disk = stores['disk'];
    if (disk === undefined) return;
    const [short, long] = [make(PART_BYTES + 5), make(1000)];
    const shortened = await put(disk, short);
    truncateSync(join(folder, 'disk', 'arriving', '7', short.place.file), 1000);
    await expect(disk.close(shortened)).rejects.toMatchObject({ code: 'corrupt' });
    const torn = await put(disk, long);
    appendFileSync(join(folder, 'disk', 'arriving', '7', long.place.file), randomBytes(5000));
    await disk.close(torn);
    await disk.settle(torn, long.cipher);
    expect((await openObject(disk, long)).equals(long.plain)).toBe(true);
  });

  it('says that it is full, or cannot be written, as something that passes', async () => {
    // Writing there answers ENOSPC wherever there is Linux.
    if (existsSync('/dev/full')) {
      const full = join(folder, 'full');
      const disk = openDiskStore(full);
      const made = make(10);
      const arriving = await begin(disk, made);
      const path = join(full, 'arriving', '7', made.place.file);
      rmSync(path);
      symlinkSync('/dev/full', path);
      const [part] = made.parts;
      await expect(disk.putPart(arriving, 0, part?.sealed ?? Buffer.alloc(0))).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('full'),
      });
    }
    const notAFolder = join(folder, 'not-a-folder');
    writeFileSync(notAFolder, '');
    await expect(openDiskStore(notAFolder).probe()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('leaves no part of an object under its name when what is brought breaks off', async () => {
    const target = join(folder, 'broken-off');
    async function* bytes(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(100);
      throw new Error('broken off');
    }
    await expect(openDiskStore(target).bring({ tenant: 1, cipher: 'cd'.repeat(32) }, bytes())).rejects.toThrow(
      'broken off',
    );
    expect(readdirSync(join(target, 'objects', '1', 'cd'))).toEqual([]);
  });
});
