// The entries of a zip archive that holds a paper, read by ranges and bounded: in number, and in what comes out of all of them.
// Runs in a reader process. Knows nothing of what is in them.
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { RandomAccessReader, fromRandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { Bytes } from '../files/bytes.ts';
import { PaperError, type PaperLimits } from './paper.ts';

export interface ZipEntries {
  readonly names: readonly string[];
  /**
   * Gives what is in an entry, in pieces, or nothing where there is none.
   * @throws PaperError `encrypted`, `damaged`, and `size` where more comes out of the archive than may
   */
  readonly pieces: (name: string) => AsyncGenerator<Buffer>;
}

const PIECE_BYTES = 65_536;

/** @throws PaperError `damaged` where it is no archive, `size` where it has too many entries */
export async function openZip(bytes: Bytes, limits: PaperLimits): Promise<ZipEntries> {
  const zip = await open(bytes);
  if (zip.entryCount > limits.parts) throw new PaperError('size');
  const entries = await listEntries(zip);
  let left = limits.inflatedBytes;
  return {
    names: [...entries.keys()],
    async *pieces(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      if (entry.isEncrypted()) throw new PaperError('encrypted');
      for await (const piece of await streamOf(zip, entry)) {
        // A stream of yauzl gives buffers.
        const buffer = piece as Buffer;
        left -= buffer.length;
        if (left < 0) throw new PaperError('size');
        yield buffer;
      }
    },
  };
}

function open(bytes: Bytes): Promise<ZipFile> {
  // It is a class to extend; one whose method is put in its place afterwards is as good.
  const reader = Reflect.construct(RandomAccessReader, []) as RandomAccessReader;
  Object.assign(reader, {
    _readStreamForRange: (start: number, end: number) =>
      Readable.from(rangeOf(bytes, start, end), { objectMode: false }),
  });
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(
      reader,
      bytes.size,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false },
      (error, zip) => (zip === undefined || error !== null ? reject(new PaperError('damaged')) : resolve(zip)),
    );
  });
}

async function* rangeOf(bytes: Bytes, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += PIECE_BYTES) yield await bytes.read(at, Math.min(PIECE_BYTES, end - at));
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', () => reject(new PaperError('damaged')));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      // Of two entries with one name the first counts, as for those programs that read in order.
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      stream === undefined || error !== null ? reject(new PaperError('damaged')) : resolve(stream),
    );
  });
}

/** A part of the archive as UTF-8 or UTF-16 text, as XML may be in. */
export async function* textPieces(zip: ZipEntries, name: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of zip.pieces(name)) {
    decoder ??= new TextDecoder(encodingOf(piece));
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

function encodingOf(piece: Buffer): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  if (piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
