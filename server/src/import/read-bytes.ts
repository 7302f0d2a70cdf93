// Reads a file as chunks, unpacking gzip on the way. It knows nothing of what the bytes say. A gzip that ends too
// early gives everything that could be unpacked and then a fault, where Node's own stream would drop its last chunks.
import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { LogFault } from './log-row.ts';

const CHUNK_BYTES = 64 * 1024;

/** Bytes of the file (as stored, packed or not) that were read so far. */
export interface BytesRead {
  count: number;
}

/**
 * The bytes of a file, unpacked when it begins with the mark of gzip (RFC 1952), whatever its name says.
 * Throws LogFault where a gzip is cut short or damaged, after all that came before it was yielded.
 */
export async function* readBytes(
  file: string,
  read: BytesRead = { count: 0 },
): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(file, 'r');
  try {
    const chunks = readChunks(handle, read);
    const first = await chunks.next();
    if (first.done === true) return;
    if (first.value[0] === 0x1f && first.value[1] === 0x8b) {
      yield* unpack(first.value, chunks);
    } else {
      yield first.value;
      yield* chunks;
    }
  } finally {
    await handle.close();
  }
}

/** The bytes of a file as they are stored. */
export async function* readRaw(file: string): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(file, 'r');
  try {
    yield* readChunks(handle, { count: 0 });
  } finally {
    await handle.close();
  }
}

async function* readChunks(handle: FileHandle, read: BytesRead): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return;
    read.count += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* unpack(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip();
  const unpacked: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => unpacked.push(chunk));
  // A stream that fails does not call back the write that made it fail, so each write also waits for a failure.
  const failed = new Promise<Error>((resolve) => gunzip.once('error', resolve));
  const give = async function* (done: Promise<null>): AsyncGenerator<Buffer, void, undefined> {
    const problem = await Promise.race([done, failed]);
    // One turn later, so that what was unpacked has reached the listener.
    await nextTurn();
    yield* unpacked.splice(0);
    if (problem !== null) throw gzipFault(problem);
  };
  yield* give(write(gunzip, first));
  for await (const chunk of rest) yield* give(write(gunzip, chunk));
  const ended = new Promise<null>((resolve) => gunzip.once('end', () => resolve(null)));
  gunzip.end();
  yield* give(ended);
}

function write(gunzip: Gunzip, chunk: Buffer): Promise<null> {
  return new Promise((resolve) => {
    gunzip.write(chunk, () => resolve(null));
  });
}

function gzipFault(cause: Error): LogFault {
  const short = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  const what = short ? 'ends too early: it was probably not copied whole' : 'is damaged and cannot be unpacked further';
  return new LogFault(`The gzip file ${what}. Fetch the file again and run the import again.`, null, { cause });
}
