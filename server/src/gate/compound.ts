// Compound files ([MS-CFB]): the small file system in which Office kept its files until 2007 and Outlook keeps messages.
// Chains are followed with bounds; a sector that is used twice, or lies outside, makes the file broken.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuse } from './refusals.ts';

export interface CompoundEntry {
  readonly name: string;
  readonly type: 'storage' | 'stream' | 'root';
  readonly size: number;
  readonly classId: string;
  /** The storages around it, from the root, without the root. */
  readonly path: readonly string[];
  readonly start: number;
}

export interface Compound {
  readonly entries: readonly CompoundEntry[];
  readonly open: (entry: CompoundEntry) => Promise<Bytes>;
}

interface Tables {
  readonly bytes: Bytes;
  readonly budget: Budget;
  readonly sector: number;
  readonly fat: Uint32Array;
}

const END = 0xfffffffe;
const FREE = 0xffffffff;
const NONE = 0xffffffff;
const MOST_FAT_SECTORS = 65_536;
const MOST_ENTRIES = 50_000;
const MINI = 64;
const CUTOFF = 4_096;

export async function openCompound(bytes: Bytes, budget: Budget): Promise<Compound> {
  const head = await bytes.read(0, 512);
  if (head.length < 512) refuse('truncated');
  const shift = head.readUInt16LE(30);
  if ((shift !== 9 && shift !== 12) || head.readUInt16LE(28) !== 0xfffe || head.readUInt16LE(32) !== 6)
    refuse('broken');
  const sector = 2 ** shift;
  const fat = await readFat(bytes, { head, sector, budget });
  const tables: Tables = { bytes, budget, sector, fat };
  const directory = joined(tables, chainOf(tables, head.readUInt32LE(48), null));
  if (directory.size / 128 > MOST_ENTRIES) refuse('too-many-files');
  const raw = await directory.read(0, directory.size);
  const entries = readEntries(raw, budget);
  const root = entries.find(({ type }) => type === 'root');
  if (root === undefined) refuse('broken');
  const mini = await readMini(tables, head, root);
  checkEnd(tables);
  return { entries, open: (entry) => Promise.resolve(openStream(tables, mini, entry)) };
}

interface FatPlace {
  readonly head: Buffer;
  readonly sector: number;
  readonly budget: Budget;
}

async function readFat(bytes: Bytes, { head, sector, budget }: FatPlace): Promise<Uint32Array> {
  const count = head.readUInt32LE(44);
  if (count === 0 || count > MOST_FAT_SECTORS || count * sector > bytes.size) refuse('broken');
  const places: number[] = [];
  for (let at = 76; at < 512 && places.length < count; at += 4) places.push(head.readUInt32LE(at));
  let next = head.readUInt32LE(68);
  for (let steps = 0; places.length < count; steps += 1) {
    await budget.breathe();
    if (next >= END || steps > MOST_FAT_SECTORS) refuse('truncated');
    const difat = await sectorAt(bytes, next, sector);
    for (let at = 0; at < sector - 4 && places.length < count; at += 4) places.push(difat.readUInt32LE(at));
    next = difat.readUInt32LE(sector - 4);
  }
  const fat = new Uint32Array((count * sector) / 4);
  for (const [index, place] of places.entries()) {
    await budget.breathe();
    const part = await sectorAt(bytes, place, sector);
    for (let at = 0; at < sector; at += 4) fat[(index * sector + at) / 4] = part.readUInt32LE(at);
  }
  return fat;
}

async function sectorAt(bytes: Bytes, index: number, sector: number): Promise<Buffer> {
  const found = await bytes.read(Math.min((index + 1) * sector, bytes.size), sector);
  return found.length < sector ? refuse('truncated') : found;
}

/** @param size where known, no more sectors than that takes */
function chainOf({ fat, sector, budget, bytes }: Tables, start: number, size: number | null): readonly number[] {
  const most = size === null ? fat.length : Math.ceil(size / sector);
  const chain: number[] = [];
  const seen = new Set<number>();
  for (let at = start; at !== END && at !== FREE && chain.length < most; at = fat[at] ?? END) {
    if (at >= fat.length || seen.has(at) || (at + 1) * sector >= bytes.size) refuse('broken');
    seen.add(at);
    chain.push(at);
    if (chain.length % 4_096 === 0) budget.check();
  }
  if (size !== null && chain.length < most) refuse('truncated');
  return chain;
}

function joined({ bytes, sector }: Tables, chain: readonly number[], size = chain.length * sector): Bytes {
  return {
    size,
    async read(start, length) {
      const pieces: Buffer[] = [];
      const end = Math.min(size, start + length);
      for (let at = start; at < end;) {
        const place = chain[Math.floor(at / sector)] ?? 0;
        const within = at % sector;
        const piece = await bytes.read((place + 1) * sector + within, Math.min(sector - within, end - at));
        if (piece.length === 0) break;
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}

function readEntries(raw: Buffer, budget: Budget): readonly CompoundEntry[] {
  const entries: CompoundEntry[] = [];
  const seen = new Set<number>();
  const waiting: { readonly id: number; readonly path: readonly string[] }[] = [{ id: 0, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, path } = next;
    if (id === NONE) continue;
    if (seen.has(id) || (id + 1) * 128 > raw.length || path.length > 60) refuse('broken');
    seen.add(id);
    budget.check();
    const at = raw.subarray(id * 128, id * 128 + 128);
    const entry = readEntry(at, path);
    entries.push(entry);
    if (id !== 0) waiting.push({ id: at.readUInt32LE(68), path }, { id: at.readUInt32LE(72), path });
    if (entry.type !== 'stream') waiting.push({ id: at.readUInt32LE(76), path: id === 0 ? [] : [...path, entry.name] });
  }
  // What no tree leads to is found by programs that mend files.
  for (let id = 0; (id + 1) * 128 <= raw.length; id += 1) {
    const type = raw[id * 128 + 66] ?? 0;
    if (type !== 0 && !seen.has(id)) entries.push(readEntry(raw.subarray(id * 128, id * 128 + 128), ['(loose)']));
  }
  return entries;
}

function readEntry(at: Buffer, path: readonly string[]): CompoundEntry {
  const length = at.readUInt16LE(64);
  const type = ({ 1: 'storage', 2: 'stream', 5: 'root' } as const)[at[66] as 1]; // Any other number gives undefined.
  if (type === undefined || length > 64) refuse('broken');
  const name = at.toString('utf16le', 0, Math.max(0, length - 2));
  const size = at.readUInt32LE(120);
  return { name, type, size, path, classId: at.toString('hex', 80, 96), start: at.readUInt32LE(116) };
}

interface Mini {
  readonly data: Bytes;
  readonly fat: readonly number[];
}

async function readMini(tables: Tables, head: Buffer, root: CompoundEntry): Promise<Mini> {
  const places = joined(tables, chainOf(tables, head.readUInt32LE(60), null));
  const raw = await places.read(0, Math.min(places.size, 16 * 1024 ** 2));
  const fat = Array.from({ length: Math.floor(raw.length / 4) }, (_none, index) => raw.readUInt32LE(index * 4));
  const data = root.size === 0 ? [] : chainOf(tables, root.start, root.size);
  return { data: joined(tables, data, root.size), fat };
}

function openStream(tables: Tables, mini: Mini, entry: CompoundEntry): Bytes {
  if (entry.type !== 'stream') refuse('broken');
  if (entry.size >= CUTOFF) return joined(tables, chainOf(tables, entry.start, entry.size), entry.size);
  const chain: number[] = [];
  const most = Math.ceil(entry.size / MINI);
  for (let at = entry.start; chain.length < most; at = mini.fat[at] ?? END) {
    if (at >= mini.fat.length || (at + 1) * MINI > mini.data.size + MINI) refuse('broken');
    chain.push(at);
  }
  return {
    size: entry.size,
    async read(start, length) {
      const end = Math.min(entry.size, start + length);
      const pieces: Buffer[] = [];
      for (let at = start; at < end;) {
        const within = at % MINI;
        const piece = await mini.data.read(
          (chain[Math.floor(at / MINI)] ?? 0) * MINI + within,
          Math.min(MINI - within, end - at),
        );
        if (piece.length === 0) break;
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
}

/** Behind the last sector that the table knows there is nothing. */
function checkEnd({ bytes, fat, sector }: Tables): void {
  let last = fat.length - 1;
  while (last >= 0 && fat[last] === FREE) last -= 1;
  if ((last + 2) * sector > bytes.size + sector) refuse('truncated');
  if (bytes.size > (fat.length + 1) * sector + sector) refuse('two-in-one');
}
