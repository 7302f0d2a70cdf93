// Streams of a compound file ([MS-CFB]), the container of old Office formats. Every chain is bounded by the file it lies in. Knows
// nothing of what the streams hold.
import { PaperError } from './paper.ts';

const MAGIC = 'd0cf11e0a1b11ae1';
/** From here on, numbers of sectors are marks. */
const LAST_SECTOR = 0xfffffffa;
const ENTRY_BYTES = 128;
const HEADER_BYTES = 512;
const SHORT_SECTOR = 64;
/** Numbers of sectors of the allocation table that stand in the header itself. */
const IN_HEADER = 109;

export interface CompoundFile {
  /** What a stream holds, by its name wherever it lies; null where there is none. */
  readonly stream: (name: string) => Buffer | null;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** @throws PaperError `damaged` */
export function openCompoundFile(file: Buffer): CompoundFile {
  if (file.length < HEADER_BYTES || file.toString('hex', 0, 8) !== MAGIC) throw new PaperError('damaged');
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw new PaperError('damaged');
  const sectorBytes = 1 << shift;
  const sector = (number: number): Buffer => file.subarray((number + 1) * sectorBytes, (number + 2) * sectorBytes);
  const table = numbersOf(tableSectors(file, sector).map(sector));
  const chain = (start: number): Buffer => Buffer.concat(walk(table, start).map(sector));
  const entries = entriesOf(chain(file.readUInt32LE(48)));
  const root = entries.find(({ type }) => type === 5);
  const short = chain(root?.start ?? LAST_SECTOR);
  const shortTable = numbersOf([chain(file.readUInt32LE(60))]);
  const shortMost = file.readUInt32LE(56);
  return {
    stream(name) {
      const entry = entries.find((each) => each.type === 2 && each.name === name);
      if (entry === undefined) return null;
      if (entry.size >= shortMost) return chain(entry.start).subarray(0, entry.size);
      const pieces = walk(shortTable, entry.start).map((at) =>
        short.subarray(at * SHORT_SECTOR, (at + 1) * SHORT_SECTOR),
      );
      return Buffer.concat(pieces).subarray(0, entry.size);
    },
  };
}

/** The sectors that hold the allocation table: some in the header, more in sectors that name the next. */
function tableSectors(file: Buffer, sector: (number: number) => Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < IN_HEADER; at += 1) found.push(file.readUInt32LE(76 + at * 4));
  const seen = new Set<number>();
  let next = file.readUInt32LE(68);
  while (next < LAST_SECTOR && !seen.has(next)) {
    seen.add(next);
    const numbers = numbersOf([sector(next)]);
    if (numbers.length === 0) break;
    found.push(...numbers.slice(0, -1));
    next = numbers.at(-1) ?? LAST_SECTOR;
  }
  return found.filter((number) => number < LAST_SECTOR);
}

function numbersOf(pieces: readonly Buffer[]): readonly number[] {
  const numbers: number[] = [];
  for (const piece of pieces) for (let at = 0; at + 4 <= piece.length; at += 4) numbers.push(piece.readUInt32LE(at));
  return numbers;
}

/** No chain passes a sector twice. */
function walk(table: readonly number[], start: number): readonly number[] {
  const seen = new Set<number>();
  let next = start;
  while (next < table.length && !seen.has(next)) {
    seen.add(next);
    next = table[next] ?? LAST_SECTOR;
  }
  return [...seen];
}

function entriesOf(directory: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, nameBytes - 2)),
      type: directory.readUInt8(at + 66),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}
