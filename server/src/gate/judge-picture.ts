// Pictures, followed from their first byte to their last: what they declare, what they carry besides the picture, and that
// nothing comes behind them. Each format by its own specification; none is decoded here.
import { crc32 } from 'node:zlib';
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuseHiddenMarkup } from './hidden-markup.ts';
import { inflate } from './inflate.ts';
import { sliceOf, type Inspection } from './inspection.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

/** Side of a picture: what the largest scanners of plans give. */
const LONGEST_SIDE = 65_535;
const MOST_WORDS = 1024 ** 2;
const MOST_CHUNKS = 200_000;

export function refusePixels(budget: Budget, ...[width, height, pages = 1]: readonly [number, number, number?]): void {
  if (width <= 0 || height <= 0) refuse('broken');
  if (width > LONGEST_SIDE * 4 || height > LONGEST_SIDE * 4) refuse('too-many-pixels');
  if (width * height * pages > budget.limits.pixels) refuse('too-many-pixels');
}

/** @throws Refused where the file ends before */
export async function exactly(bytes: Bytes, at: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(at + length) || at + length > bytes.size) refuse('truncated');
  return bytes.read(at, length);
}

/** Words of a picture that are large are read at their beginning. */
async function refuseWordsAt(bytes: Bytes, at: number, length: number): Promise<void> {
  refuseHiddenMarkup(await bytes.read(at, Math.min(length, MOST_WORDS)));
}

/** PNG (ISO/IEC 15948): chunks with checksums from IHDR to IEND, and nothing behind it. */
export async function judgePng({ bytes, budget }: Inspection): Promise<Kind> {
  let at = 8;
  let data = 0;
  const packed: { readonly start: number; readonly length: number }[] = [];
  for (let count = 0; ; count += 1) {
    if (count > MOST_CHUNKS) refuse('too-many-files');
    await budget.breathe();
    const head = await exactly(bytes, at, 8);
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || (count === 0) !== (type === 'IHDR')) refuse('broken');
    if (at + 12 + length > bytes.size) refuse('truncated');
    await checkChunk(bytes, { at, length, budget });
    if (type === 'IHDR') await takePngHead(bytes, budget, length);
    else if (type === 'IDAT' || type === 'fdAT') {
      data += 1;
      if (type === 'IDAT') packed.push({ start: at + 8, length });
    } else if (type === 'iTXt' || type === 'zTXt' || type === 'iCCP')
      await judgePackedWords(bytes, { at: at + 8, length, budget });
    if (type !== 'IDAT' && type !== 'fdAT') await refuseWordsAt(bytes, at + 8, length);
    at += 12 + length;
    if (type === 'IEND') break;
  }
  if (data === 0) refuse('broken');
  if (at !== bytes.size) refuse('two-in-one');
  const head = await exactly(bytes, 16, 13);
  await inflatePng(bytes, { packed, budget, most: pngBytes(head) });
  return 'png';
}

interface Chunk {
  readonly at: number;
  readonly length: number;
  readonly budget: Budget;
}

async function checkChunk(bytes: Bytes, { at, length, budget }: Chunk): Promise<void> {
  let crc = 0;
  for (let done = 0; done < length + 4; done += 256 * 1024) {
    await budget.breathe();
    crc = crc32(await exactly(bytes, at + 4 + done, Math.min(256 * 1024, length + 4 - done)), crc);
  }
  if ((await exactly(bytes, at + 8 + length, 4)).readUInt32BE(0) !== crc) refuse('broken');
}

async function takePngHead(bytes: Bytes, budget: Budget, length: number): Promise<void> {
  if (length !== 13) refuse('broken');
  const head = await exactly(bytes, 16, 13);
  refusePixels(budget, head.readUInt32BE(0), head.readUInt32BE(4));
  const [depth = 0, colour = 0, compression = 0, filter = 0, interlace = 0] = head.subarray(8);
  if (compression !== 0 || filter !== 0 || interlace > 1) refuse('broken');
  if (![0, 2, 3, 4, 6].includes(colour) || ![1, 2, 4, 8, 16].includes(depth)) refuse('broken');
}

/** What the picture declares, with a byte of filter for each line; interlaced ones have up to seven times the lines. */
function pngBytes(head: Buffer): number {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = [1, 1, 3, 1, 2, 1, 4][head[9] ?? 0] ?? 4;
  return Math.ceil((width * channels * (head[8] ?? 8)) / 8) * height + 8 * height + 8 * width + 1_024;
}

/** Words that are packed: a keyword, then packed text. Too much of it, or a page in it, speaks against the picture. */
async function judgePackedWords(bytes: Bytes, { at, length, budget }: Chunk): Promise<void> {
  const chunk = await bytes.read(at, Math.min(length, MOST_WORDS));
  for (let start = chunk.indexOf(0x78); start >= 0 && start < 300; start = chunk.indexOf(0x78, start + 1)) {
    const words: Buffer[] = [];
    const packed = { bytes: sliceOf(bytes, at + start, length - start), form: 'zlib' as const, most: 16 * 1024 ** 2 };
    const { whole } = await inflate(packed, budget, (piece) => void words.push(piece));
    if (whole) return refuseHiddenMarkup(Buffer.concat(words).subarray(0, MOST_WORDS));
  }
}

interface PackedPicture {
  readonly packed: readonly { readonly start: number; readonly length: number }[];
  readonly budget: Budget;
  readonly most: number;
}

async function inflatePng(bytes: Bytes, { packed, budget, most }: PackedPicture): Promise<void> {
  const size = packed.reduce((sum, { length }) => sum + length, 0);
  const joined: Bytes = { size, read: (start, length) => readAcross(bytes, packed, { start, length }) };
  const limits = { ...budget.limits, ratio: 2_000 };
  const { whole } = await inflate({ bytes: joined, form: 'zlib', most }, { ...budget, limits }, () => undefined);
  if (!whole) refuse('broken');
}

async function readAcross(
  bytes: Bytes,
  parts: readonly { readonly start: number; readonly length: number }[],
  range: { readonly start: number; readonly length: number },
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let [skip, left] = [range.start, range.length];
  for (const part of parts) {
    if (left <= 0) break;
    if (skip < part.length) {
      const piece = await bytes.read(part.start + skip, Math.min(left, part.length - skip));
      pieces.push(piece);
      left -= piece.length;
    }
    skip = Math.max(0, skip - part.length);
  }
  return pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
}

/** GIF (89a): blocks by their lengths from the screen to the trailer. */
export async function judgeGif({ bytes, budget }: Inspection): Promise<Kind> {
  const head = await exactly(bytes, 0, 13);
  // A width or version that reads as the beginning of a comment or of an assignment makes it a script as well.
  if (/^GIF8[79]a(\/\*|\/\/|=|\(|;|<)/.test(head.toString('latin1'))) refuse('hidden-content');
  refusePixels(budget, head.readUInt16LE(6), head.readUInt16LE(8));
  let at = 13 + tableBytes(head[10] ?? 0);
  let frames = 0;
  for (;;) {
    await budget.breathe();
    const mark = (await exactly(bytes, at, 1))[0];
    if (mark === 0x3b) break;
    if (mark === 0x21) {
      const label = (await exactly(bytes, at + 1, 1))[0] ?? 0;
      at = await skipBlocks(bytes, at + 2, { budget, words: label === 0xfe || label === 0xff || label === 0x01 });
    } else if (mark === 0x2c) {
      frames += 1;
      if (frames > 10_000) refuse('too-many-files');
      const place = await exactly(bytes, at + 1, 9);
      refusePixels(budget, place.readUInt16LE(4), place.readUInt16LE(6));
      at = await skipBlocks(bytes, at + 11 + tableBytes(place[8] ?? 0), { budget, words: false });
    } else refuse('broken');
  }
  if (frames === 0) refuse('broken');
  if (at + 1 !== bytes.size) refuse('two-in-one');
  return 'gif';
}

function tableBytes(flags: number): number {
  return (flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

async function skipBlocks(
  bytes: Bytes,
  from: number,
  { budget, words }: { readonly budget: Budget; readonly words: boolean },
): Promise<number> {
  const told: Buffer[] = [];
  for (let at = from, steps = 0; ; steps += 1) {
    budget.check();
    const length = (await exactly(bytes, at, 1))[0] ?? 0;
    if (length === 0) {
      refuseHiddenMarkup(Buffer.concat(told));
      return at + 1;
    }
    if (words && steps < 4_000) told.push(await exactly(bytes, at + 1, length));
    at += 1 + length;
    if (at >= bytes.size) refuse('truncated');
  }
}

/** BMP: a head that says how large the file is, and it must be so. */
export async function judgeBmp({ bytes, budget }: Inspection): Promise<Kind> {
  const head = await exactly(bytes, 0, 30);
  const size = head.readUInt32LE(2);
  const info = head.readUInt32LE(14);
  if (head.readUInt32LE(6) !== 0 || ![12, 40, 52, 56, 64, 108, 124].includes(info)) refuse('broken');
  if (size > bytes.size) refuse('truncated');
  if (size < bytes.size) refuse('two-in-one');
  const [width, height] =
    info === 12
      ? [head.readUInt16LE(18), head.readUInt16LE(20)]
      : [head.readInt32LE(18), Math.abs(head.readInt32LE(22))];
  refusePixels(budget, width, height);
  const start = head.readUInt32LE(10);
  const bits = head.readUInt16LE(info === 12 ? 24 : 28);
  if (start < 14 + info || start > bytes.size || start > 14 + info + 1_200) refuse('broken');
  const compression = info === 12 ? 0 : (await exactly(bytes, 30, 4)).readUInt32LE(0);
  const plain = Math.ceil((width * bits) / 32) * 4 * height;
  if (compression === 0 || compression === 3) {
    if (start + plain > bytes.size) refuse('truncated');
    // Some programs fill up to four bytes.
    if (bytes.size - start - plain > 4 && info < 124) refuse('two-in-one');
  } else if (compression > 2) refuse('broken');
  return 'bmp';
}
