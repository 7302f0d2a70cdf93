// Looks for canaries in bytes: values that stand nowhere else, in UTF-8, in both orders of UTF-16, in base64 at any alignment
// and in hexadecimal. It reads every file of a folder to its last byte. Knows nothing of where they were put.
import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { seededChance } from './seeded-chance.ts';

/** Every canary begins like this; nothing else does. Small letters, as in the words of cases, which are folded. */
const MARK = 'cnry7qx';
const DIGITS = 6;
const CANARY = new RegExp(`^${MARK}(\\d{${DIGITS}})([a-z-]*)`);

export type Encoding = 'utf8' | 'utf16' | 'base64' | 'hex';

/** Numbers of the canaries that were found, and how often in which encoding. */
export interface Found {
  readonly numbers: ReadonlySet<number>;
  /** In which places those stood that could be read so far. */
  readonly places: ReadonlySet<string>;
  /** The same by canary: its number, a space, and the place. */
  readonly marks: ReadonlySet<string>;
  readonly hits: Readonly<Record<Encoding, number>>;
  readonly bytes: number;
  /** Files with hits, at most a few. */
  readonly where: readonly string[];
}

/** A value for one place of one case: the number says whose it is, the rest where it was put. */
export function canary(number: number, place: string): string {
  const tail = seededChance(number + place.length * 1_000_003).between(100_000, 999_999);
  return `${MARK}${String(number).padStart(DIGITS, '0')}${place}${tail}`;
}

interface Needle {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** From what stands at the hit on to the text; null where it is none of ours. */
  readonly read: (from: Buffer) => string;
  /** Bytes before the hit that belong to it. */
  readonly before: number;
}

/**
 * Without the zero at its end it stands in both orders of bytes; and beginning with one it would be looked for at every byte of
 * an empty page, which takes minutes.
 */
const UTF16 = Buffer.from(MARK, 'utf16le').subarray(0, -1);

const NEEDLES: readonly Needle[] = [
  { encoding: 'utf8', bytes: Buffer.from(MARK), before: 0, read: (from) => from.toString('latin1') },
  { encoding: 'utf16', bytes: UTF16, before: 0, read: (from) => from.toString('utf16le') },
  ...['hex', 'HEX'].map((style): Needle => {
    const text = Buffer.from(MARK).toString('hex');
    return {
      ...{ encoding: 'hex', bytes: Buffer.from(style === 'hex' ? text : text.toUpperCase()), before: 0 },
      read: (from) => Buffer.from(from.toString('latin1'), 'hex').toString('latin1'),
    };
  }),
  ...[0, 1, 2].map(base64Needle),
];

/** What base64 has for the mark when so many bytes stand before it in its group of three; half characters are left out. */
function base64Needle(offset: number): Needle {
  const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(MARK)]).toString('base64');
  const first = [0, 2, 3][offset] ?? 0;
  const whole = Math.floor(((offset + MARK.length) * 8) / 6);
  return {
    ...{ encoding: 'base64', bytes: Buffer.from(text.slice(first, whole)), before: first },
    read(from) {
      const [encoded = ''] = /^[A-Za-z0-9+/]*/.exec(from.toString('latin1')) ?? [];
      const plain = Buffer.from(encoded, 'base64').toString('latin1');
      return plain.slice(Math.max(0, plain.indexOf(MARK)));
    },
  };
}

/** Enough behind a hit for the number in any encoding. */
const BEHIND = 128;
const CHUNK = 8 * 1024 * 1024;

export interface Scanner {
  readonly bytes: (chunk: Buffer, where: string) => void;
  readonly file: (path: string) => void;
  /** Every file at any depth. Links are not followed; what goes away meanwhile is passed over. */
  readonly folder: (path: string) => void;
  readonly found: () => Found;
}

export function canaryScanner(): Scanner {
  const numbers = new Set<number>();
  const marks = new Set<string>();
  const hits: Record<Encoding, number> = { utf8: 0, utf16: 0, base64: 0, hex: 0 };
  const where = new Set<string>();
  let total = 0;

  /** Hits that begin before `end`. */
  function look(chunk: Buffer, end: number, place: string): void {
    for (const { encoding, bytes, before, read } of NEEDLES) {
      for (let at = chunk.indexOf(bytes); at !== -1 && at < end; at = chunk.indexOf(bytes, at + 1)) {
        const text = read(chunk.subarray(Math.max(0, at - before), at + BEHIND));
        const [, number, put] = CANARY.exec(text) ?? [];
        hits[encoding] += 1;
        if (put !== undefined && put !== '') marks.add(`${Number(number)} ${put}`);
        if (number !== undefined) numbers.add(Number(number));
        // A mark without a number is a canary of which only a part is left: it counts as one.
        else numbers.add(-1);
        if (where.size < 20) where.add(place);
      }
    }
  }

  function file(path: string): void {
    readInPieces(path, (piece, end, fresh) => {
      total += fresh;
      look(piece, end, path);
    });
  }

  function folder(path: string): void {
    for (const name of readdirSync(path)) {
      const inner = join(path, name);
      const is = lstatSync(inner, { throwIfNoEntry: false });
      if (is?.isDirectory() === true) folder(inner);
      else if (is?.isFile() === true) file(inner);
    }
  }

  return {
    bytes: (chunk, place) => {
      total += chunk.length;
      look(chunk, chunk.length, place);
    },
    file,
    folder,
    found: () => ({ numbers, places: placesOf(marks), marks, hits, bytes: total, where: [...where] }),
  };
}

function placesOf(marks: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...marks].map((mark) => mark.slice(mark.indexOf(' ') + 1)));
}

/**
 * Gives a file in pieces that overlap, each with how far a hit may begin in it and how many of its bytes are new.
 * What goes away before it is opened is passed over.
 */
function readInPieces(path: string, take: (piece: Buffer, end: number, fresh: number) => void): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENXIO'].includes(String(error.code))) return;
    throw error;
  }
  try {
    const buffer = Buffer.alloc(CHUNK + BEHIND);
    let kept = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, CHUNK + BEHIND - kept, null);
      const length = kept + read;
      take(buffer.subarray(0, length), read === 0 ? length : Math.max(0, length - BEHIND), read);
      if (read === 0) return;
      kept = Math.min(BEHIND, length);
      buffer.copy(buffer, 0, length - kept, length);
    }
  } finally {
    closeSync(handle);
  }
}
