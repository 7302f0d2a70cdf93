// TIFF (6.0) and BigTIFF are not followed byte by byte: their parts may lie anywhere. Each directory is read, what it declares
// is added up, and every part must lie within the file; what no directory names is more than padding nowhere.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuseHiddenMarkup } from './hidden-markup.ts';
import type { Inspection } from './inspection.ts';
import { refusePixels } from './judge-picture.ts';
import type { Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

interface Reader {
  readonly bytes: Bytes;
  readonly budget: Budget;
  readonly little: boolean;
  /** Ranges of the file that some directory names. */
  readonly used: { readonly start: number; readonly end: number }[];
  pixels: number;
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its values lie. */
  readonly at: number;
}

const SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const MOST_PAGES = 5_000;
const MOST_FIELDS = 1_000;
const MOST_PARTS = 400_000;
/** Directories that a directory names: further ones, Exif, GPS. */
const INNER = new Set([330, 34665, 34853, 40965]);
const WIDTH = 256;
const HEIGHT = 257;
const PLACES: ReadonlyMap<number, number> = new Map([
  [273, 279],
  [324, 325],
  [513, 514],
]);
/** Larger holes than this between the named parts hold something that nobody reads. */
const MOST_HOLE = 4_096;

export async function judgeTiff({ bytes, budget }: Inspection): Promise<Kind> {
  const head = await bytes.read(0, 8);
  if (head.length < 8) refuse('truncated');
  const little = head[0] === 0x49;
  const version = little ? head.readUInt16LE(2) : head.readUInt16BE(2);
  // BigTIFF is for pictures beyond four gigabytes.
  if (version !== 42) refuse(version === 43 ? 'unknown-type' : 'broken');
  const reader: Reader = { bytes, budget, little, used: [{ start: 0, end: 8 }], pixels: 0 };
  const seen = new Set<number>();
  const waiting = [little ? head.readUInt32LE(4) : head.readUInt32BE(4)];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at === 0) continue;
    if (seen.has(at) || seen.size >= MOST_PAGES) refuse('broken');
    seen.add(at);
    waiting.push(...(await readDirectory(reader, at)));
  }
  if (seen.size === 0 || reader.pixels === 0) refuse('broken');
  await judgeHoles(reader);
  return 'tiff';
}

/** @returns where further directories lie */
async function readDirectory(reader: Reader, at: number): Promise<readonly number[]> {
  await reader.budget.breathe();
  const count = await numberAt(reader, at, 2);
  if (count === 0 || count > MOST_FIELDS) refuse('broken');
  const end = at + 2 + count * 12 + 4;
  use(reader, at, end);
  const fields = new Map<number, Field>();
  for (let index = 0; index < count; index += 1) {
    const field = await readField(reader, at + 2 + index * 12);
    fields.set(field.tag, field);
  }
  const [width, height] = [await firstOf(reader, fields.get(WIDTH)), await firstOf(reader, fields.get(HEIGHT))];
  if (width > 0 || height > 0) {
    refusePixels(reader.budget, width, height);
    reader.pixels += width * height;
    if (reader.pixels > reader.budget.limits.pixels) refuse('too-many-pixels');
  }
  for (const [places, sizes] of PLACES) await useParts(reader, fields.get(places), fields.get(sizes));
  const inner: number[] = [await numberAt(reader, end - 4, 4)];
  for (const tag of INNER) inner.push(...(await valuesOf(reader, fields.get(tag), 100)));
  return inner;
}

async function readField(reader: Reader, at: number): Promise<Field> {
  const [tag, type] = [await numberAt(reader, at, 2), await numberAt(reader, at + 2, 2)];
  const count = await numberAt(reader, at + 4, 4);
  const size = (SIZES[type] ?? 1) * count;
  const place = size <= 4 ? at + 8 : await numberAt(reader, at + 8, 4);
  use(reader, place, place + size);
  if (type === 2 || type === 7 || tag === 700) {
    const words = await reader.bytes.read(place, Math.min(size, 1024 ** 2));
    refuseHiddenMarkup(words);
  }
  return { tag, type, count, at: place };
}

async function useParts(reader: Reader, places: Field | undefined, sizes: Field | undefined): Promise<void> {
  if (places === undefined) return;
  const starts = await valuesOf(reader, places, MOST_PARTS);
  const lengths = await valuesOf(reader, sizes, MOST_PARTS);
  for (const [index, start] of starts.entries()) use(reader, start, start + (lengths[index] ?? 0));
}

async function firstOf(reader: Reader, field: Field | undefined): Promise<number> {
  return (await valuesOf(reader, field, 1))[0] ?? 0;
}

async function valuesOf(reader: Reader, field: Field | undefined, most: number): Promise<readonly number[]> {
  if (field === undefined || ![3, 4, 13].includes(field.type)) return [];
  if (field.count > MOST_PARTS) refuse('too-many-files');
  const size = field.type === 3 ? 2 : 4;
  const count = Math.min(field.count, most);
  const values = await reader.bytes.read(field.at, count * size);
  if (values.length < count * size) refuse('truncated');
  const read = (index: number): number => {
    if (size === 2) return reader.little ? values.readUInt16LE(index * 2) : values.readUInt16BE(index * 2);
    return reader.little ? values.readUInt32LE(index * 4) : values.readUInt32BE(index * 4);
  };
  return Array.from({ length: count }, (_none, index) => read(index));
}

async function numberAt({ bytes, little }: Reader, at: number, size: 2 | 4): Promise<number> {
  const found = await bytes.read(at, size);
  if (found.length < size) refuse('truncated');
  return little ? found.readUIntLE(0, size) : found.readUIntBE(0, size);
}

function use({ bytes, used }: Reader, start: number, end: number): void {
  if (end > bytes.size) refuse('truncated');
  used.push({ start, end });
}

/** What no directory names may be padding, and a little that old programs left; a page or an archive it may not be. */
async function judgeHoles({ bytes, used, budget }: Reader): Promise<void> {
  let end = 0;
  for (const range of [...used.toSorted((a, b) => a.start - b.start), { start: bytes.size, end: bytes.size }]) {
    budget.check();
    const hole = range.start - end;
    if (hole > 1) {
      const bytesOfHole = await bytes.read(end, Math.min(hole, MOST_HOLE));
      refuseHiddenMarkup(bytesOfHole);
      const filled = bytesOfHole.some((byte) => byte !== 0);
      if (filled && (hole > MOST_HOLE || range.start === bytes.size)) refuse('two-in-one');
    }
    end = Math.max(end, range.end);
  }
}
