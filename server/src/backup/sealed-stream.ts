// Seals a stream of any length under one key, so that what was changed, cut off, reordered or put together of two is noticed
// when it is read, and not one byte of a bad chunk is given on. Knows nothing of what it seals.
//
// The form (algorithm 1): 16 bytes of salt, then chunks of a length (4 bytes, big-endian; the first bit set on the last chunk)
// and as many bytes: AES-256-GCM over at most 1 MiB, its tag last. The key of a stream is HKDF-SHA-256 of the given key and the
// salt; the nonce of a chunk is its number; what stands before its bytes is authenticated with them.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export const SEAL_ALGORITHM = 1;

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const CHUNK_BYTES = 1024 * 1024;
const LAST = 0x8000_0000;

/** What is sealed is not what was written, or was sealed under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

export async function* sealStream(key: Buffer, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  yield salt;
  const streamKey = keyOf(key, salt);
  let waiting: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  for await (const part of plain) {
    waiting.push(part);
    bytes += part.length;
    if (bytes <= CHUNK_BYTES) continue;
    const all = Buffer.concat(waiting);
    let at = 0;
    // The last chunk may be full, and is not known before the stream has ended.
    for (; all.length - at > CHUNK_BYTES; at += CHUNK_BYTES)
      yield sealChunk(streamKey, { number: number++, last: false }, all.subarray(at, at + CHUNK_BYTES));
    waiting = [all.subarray(at)];
    bytes = all.length - at;
  }
  yield sealChunk(streamKey, { number, last: true }, Buffer.concat(waiting));
}

/** @throws SealBroken at the first chunk that is not as it was written, or where the end is missing */
export async function* openStream(key: Buffer, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = byteReader(sealed);
  const salt = await reader.take(SALT_BYTES);
  if (salt === null) throw new SealBroken('The file is cut off.');
  const streamKey = keyOf(key, salt);
  for (let number = 0; ; number += 1) {
    const head = await reader.take(4);
    if (head === null) throw new SealBroken('The file is cut off.');
    const word = head.readUInt32BE();
    const last = word >= LAST;
    const length = last ? word - LAST : word;
    if (length < TAG_BYTES || length > CHUNK_BYTES + TAG_BYTES)
      throw new SealBroken('The file was changed, or the key is not its own.');
    const body = await reader.take(length);
    if (body === null) throw new SealBroken('The file is cut off.');
    yield openChunk(streamKey, { number, last }, body);
    if (!last) continue;
    if ((await reader.take(1)) !== null) throw new SealBroken('The file goes on after its end.');
    return;
  }
}

interface ChunkPlace {
  readonly number: number;
  readonly last: boolean;
}

function sealChunk(key: Buffer, place: ChunkPlace, plain: Buffer): Buffer {
  const head = headOf(place, plain.length + TAG_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place));
  cipher.setAAD(head);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([head, body, cipher.getAuthTag()]);
}

function openChunk(key: Buffer, place: ChunkPlace, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place));
  decipher.setAAD(headOf(place, sealed.length));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch (error) {
    throw new SealBroken('The file was changed, or the key is not its own.', { cause: error });
  }
  return plain;
}

function headOf({ last }: ChunkPlace, length: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(last ? length + LAST : length);
  return head;
}

function nonceOf({ number }: ChunkPlace): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

function keyOf(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'casewright/1/sealed-stream', 32));
}

export interface ByteReader {
  /** The next bytes; null where the stream ends before them. */
  readonly take: (bytes: number) => Promise<Buffer | null>;
}

/** Reads a stream by the number of bytes, whatever pieces it comes in. */
export function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const parts = source[Symbol.asyncIterator]();
  let have: Buffer = Buffer.alloc(0);
  return {
    async take(bytes) {
      const pieces = [have];
      let total = have.length;
      while (total < bytes) {
        const next = await parts.next();
        if (next.done === true) {
          have = Buffer.concat(pieces);
          return null;
        }
        pieces.push(next.value);
        total += next.value.length;
      }
      const all = pieces.length === 1 ? have : Buffer.concat(pieces);
      have = all.subarray(bytes);
      return all.subarray(0, bytes);
    },
  };
}
