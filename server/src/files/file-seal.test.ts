import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Corrupt } from '../errors.ts';
import { bytesOfBuffer, piecesOf } from './bytes.ts';
import { fileKey, FRAME_BYTES, openRange, PART_BYTES, sealedSize, type FilePlace } from './file-seal.ts';
import { fromTheStart, partSealer, type SealedPart } from './part-sealer.ts';
import { bytesOfSealed, hashesOfSealed } from './sealed-bytes.ts';

const documentKey = randomBytes(32);
const FRAME_SEALED = FRAME_BYTES + 28;

function sealAll(place: FilePlace, plain: Buffer, piece = 100_001): { sealed: Buffer; parts: readonly SealedPart[] } {
  const sealer = partSealer(fileKey(documentKey, place.file), place, { from: 0, rolling: fromTheStart() });
  const parts: SealedPart[] = [];
  for (let at = 0; at < plain.length; at += piece) parts.push(...sealer.take(plain.subarray(at, at + piece)));
  return { sealed: Buffer.concat(parts.map(({ sealed }) => sealed)), parts };
}

function placeOf(size: number, tenant = 1): FilePlace {
  return { tenant, file: randomUUID(), size };
}

function openAll(place: FilePlace, sealed: Buffer): Promise<Buffer> {
  const read = (start: number, length: number) => Promise.resolve(sealed.subarray(start, start + length));
  return bytesOfSealed({ place, documentKey, read }).read(0, place.size);
}

const SIZES = [
  1,
  2,
  FRAME_BYTES - 1,
  FRAME_BYTES,
  FRAME_BYTES + 1,
  PART_BYTES - 1,
  PART_BYTES,
  PART_BYTES + 1,
  20_000_000,
];

describe('sealing a file', () => {
  it.each(SIZES)('opens what was sealed, of %i bytes, with the hashes of both', async (size) => {
    const plain = randomBytes(size);
    const place = placeOf(size);
    const { sealed, parts } = sealAll(place, plain);
    expect(sealed.length).toBe(sealedSize(size));
    expect((await openAll(place, sealed)).equals(plain)).toBe(true);
    const read = (start: number, length: number) => Promise.resolve(sealed.subarray(start, start + length));
    const hashes = await hashesOfSealed({ place, documentKey, read });
    expect(hashes.content).toBe(createHash('sha256').update(plain).digest('hex'));
    expect(hashes.cipher).toBe(createHash('sha256').update(sealed).digest('hex'));
    const rolling = parts.at(-1)?.rolling;
    expect(rolling?.content.copy().digest('hex')).toBe(hashes.content);
    expect(rolling?.cipher.copy().digest('hex')).toBe(hashes.cipher);
  });

  it('reads any range without the rest', async () => {
    const plain = randomBytes(1_000_000);
    const place = placeOf(plain.length);
    const { sealed } = sealAll(place, plain);
    let asked = 0;
    const read = (start: number, length: number) => {
      asked += length;
      return Promise.resolve(sealed.subarray(start, start + length));
    };
    const bytes = bytesOfSealed({ place, documentKey, read });
    for (const [start, length] of [
      [0, 1],
      [65_535, 2],
      [999_999, 1],
      [999_999, 50],
      [123_456, 654_321],
      [2_000_000, 5],
    ] as const)
      expect((await bytes.read(start, length)).equals(plain.subarray(start, start + length))).toBe(true);
    asked = 0;
    await bytes.read(500_000, 10);
    expect(asked).toBe(FRAME_SEALED);
    await expect(bytes.read(-1, 5)).rejects.toThrow(RangeError);
  });

  it('never seals twice under the same nonce, whatever comes again at the same place', () => {
    const place = placeOf(10);
    const nonces = new Set(
      Array.from({ length: 2000 }, () =>
        sealAll(place, Buffer.from('0123456789')).sealed.subarray(0, 12).toString('hex'),
      ),
    );
    expect(nonces.size).toBe(2000);
  });

  it('goes on where a part begins, without the hashes of what came before', async () => {
    const plain = randomBytes(PART_BYTES + 70_000);
    const place = placeOf(plain.length);
    const first = sealAll(place, plain).sealed.subarray(0, sealedSize(PART_BYTES));
    const sealer = partSealer(fileKey(documentKey, place.file), place, { from: PART_BYTES, rolling: null });
    const parts = [...sealer.take(plain.subarray(PART_BYTES))];
    expect(parts.map(({ number, after, rolling }) => [number, after, rolling])).toEqual([[1, plain.length, null]]);
    const whole = Buffer.concat([first, ...parts.map(({ sealed }) => sealed)]);
    expect((await openAll(place, whole)).equals(plain)).toBe(true);
  });

  it.each(SIZES)('seals what comes without its size, of %i bytes, to what opens with it', async (size) => {
    const plain = randomBytes(size);
    const place = placeOf(size);
    const sealer = partSealer(fileKey(documentKey, place.file), { ...place, size: null }, { from: 0, rolling: null });
    const parts = [...sealer.take(plain.subarray(0, 70_000)), ...sealer.take(plain.subarray(70_000)), ...sealer.end()];
    expect(parts.map(({ number }) => number)).toEqual(parts.map((_, index) => index));
    const sealed = Buffer.concat(parts.map((part) => part.sealed));
    expect((await openAll(place, sealed)).equals(plain)).toBe(true);
  });

  it('refuses more bytes than the file has', () => {
    const place = placeOf(10);
    const sealer = partSealer(fileKey(documentKey, place.file), place, { from: 0, rolling: null });
    expect(() => [...sealer.take(Buffer.alloc(11))]).toThrow(RangeError);
  });
});

describe('tampering with a sealed file', () => {
  const plain = randomBytes(4 * FRAME_BYTES + 1000);
  const place = placeOf(plain.length);
  const { sealed } = sealAll(place, plain);
  const frame = (number: number, of = sealed): Buffer =>
    of.subarray(number * FRAME_SEALED, (number + 1) * FRAME_SEALED);

  async function opening(bytes: Buffer, at: FilePlace = place): Promise<unknown> {
    return openAll(at, bytes).then(
      () => 'opened',
      (error: unknown) => (error instanceof Corrupt ? 'refused' : error),
    );
  }

  it('is noticed for every byte that is changed, of 400 by chance and the edges of each frame', async () => {
    const places = Array.from({ length: 400 }, () => Math.floor(Math.random() * sealed.length));
    for (let edge = 0; edge < sealed.length; edge += FRAME_SEALED) places.push(edge, edge + 11, edge + 12, edge + 27);
    for (const at of [...places, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await opening(changed)).toBe('refused');
    }
  });

  it('is noticed for what is cut off, at the edge of a frame too, also where the size is made to fit', async () => {
    expect(await opening(sealed.subarray(0, sealed.length - 1))).toBe('refused');
    expect(await opening(sealed.subarray(0, 4 * FRAME_SEALED))).toBe('refused');
    expect(await opening(sealed.subarray(0, 4 * FRAME_SEALED), { ...place, size: 4 * FRAME_BYTES })).toBe('refused');
    expect(await opening(Buffer.alloc(0))).toBe('refused');
  });

  it('is noticed for frames that changed places, or were put in twice', async () => {
    expect(await opening(Buffer.concat([frame(1), frame(0), ...[2, 3, 4].map((each) => frame(each))]))).toBe('refused');
    expect(await opening(Buffer.concat([frame(0), frame(0), ...[2, 3, 4].map((each) => frame(each))]))).toBe('refused');
  });

  it('is noticed for frames of another file, of another agency, and of a longer one', async () => {
    const other = placeOf(plain.length);
    const ofOther = sealAll(other, plain).sealed;
    expect(await opening(ofOther)).toBe('refused');
    expect(await opening(Buffer.concat([frame(0), frame(1, ofOther), ...[2, 3, 4].map((each) => frame(each))]))).toBe(
      'refused',
    );
    expect(await opening(sealed, { ...place, tenant: 2 })).toBe('refused');
    const longer = Buffer.concat([sealed, ofOther]);
    expect(await opening(longer, { ...place, size: plain.length + 1 })).toBe('refused');
  });

  it('gives on nothing of a bad frame, and what came before it was right', async () => {
    const changed = Buffer.from(sealed);
    changed[3 * FRAME_SEALED + 100] = (changed[3 * FRAME_SEALED + 100] ?? 0) ^ 1;
    const read = (start: number, length: number) => Promise.resolve(changed.subarray(start, start + length));
    const got: Buffer[] = [];
    const reading = async (): Promise<void> => {
      const range = { read, start: 0, length: plain.length };
      for await (const piece of openRange(fileKey(documentKey, place.file), place, range)) got.push(piece);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'corrupt' });
    expect(Buffer.concat(got).equals(plain.subarray(0, 3 * FRAME_BYTES))).toBe(true);
  });
});

it('reads pieces of bytes in memory', async () => {
  const bytes = bytesOfBuffer(Buffer.from('abcdefg'));
  const pieces: string[] = [];
  for await (const piece of piecesOf(bytes, 3)) pieces.push(piece.toString());
  expect(pieces).toEqual(['abc', 'def', 'g']);
});
