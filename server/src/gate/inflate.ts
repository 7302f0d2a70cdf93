// Inflating what a file holds, counting what really comes out and stopping as soon as it is too much; what a file says of
// its own size is believed by nobody.
import { once } from 'node:events';
import { createInflate, createInflateRaw, inflateRawSync, inflateSync } from 'node:zlib';
import { piecesOf, type Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { Refused, refuse } from './refusals.ts';

export interface Packed {
  readonly bytes: Bytes;
  /** With the two bytes of zlib around it, or as it lies in archives. */
  readonly form: 'zlib' | 'raw';
  /** What it may give at most; the limit of the budget where absent. */
  readonly most?: number;
}

export interface Inflated {
  readonly size: number;
  /** False where the data end early or are damaged; what came before is counted and was handed over. */
  readonly whole: boolean;
  /** Packed bytes that were needed; what lies behind them is no part of it. */
  readonly used: number;
}

/** Packed parts up to here are inflated at once, with a ceiling; larger ones in a stream. */
const AT_ONCE_PACKED = 64 * 1024;
const AT_ONCE_PLAIN = 1024 ** 2;

/**
 * @param take gets each piece; what it throws ends the work
 * @throws Refused when more comes out than the budget or `most` allows
 */
export async function inflate(packed: Packed, budget: Budget, take: (piece: Buffer) => void): Promise<Inflated> {
  await budget.breathe();
  const small = packed.bytes.size <= AT_ONCE_PACKED ? inflateAtOnce(packed, await readAll(packed.bytes)) : null;
  if (small === null) return inflateInPieces(packed, budget, take);
  const { buffer, used } = small;
  if (buffer.length > (packed.most ?? budget.limits.partBytes)) refuse('too-much-inside');
  budget.inflated(buffer.length);
  take(buffer);
  return { size: buffer.length, whole: true, used };
}

/** @returns what came out as one buffer, or null where the data are damaged */
export async function inflateWhole(packed: Packed, budget: Budget): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  const { whole } = await inflate(packed, budget, (piece) => void pieces.push(piece));
  return whole ? Buffer.concat(pieces) : null;
}

interface AtOnce {
  readonly buffer: Buffer;
  readonly used: number;
}

function inflateAtOnce({ form }: Packed, bytes: Buffer): AtOnce | null {
  try {
    const options = { maxOutputLength: AT_ONCE_PLAIN, info: true };
    // With `info` both answer with the engine beside the buffer, which their types do not say.
    const answer = (form === 'raw' ? inflateRawSync(bytes, options) : inflateSync(bytes, options)) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return { buffer: answer.buffer, used: answer.engine.bytesWritten };
  } catch {
    // Too large or damaged: the slower way tells which.
    return null;
  }
}

async function inflateInPieces(packed: Packed, budget: Budget, take: (piece: Buffer) => void): Promise<Inflated> {
  const { form, bytes, most = budget.limits.partBytes } = packed;
  const stream =
    form === 'raw' ? createInflateRaw({ chunkSize: 256 * 1024 }) : createInflate({ chunkSize: 256 * 1024 });
  const count = countUpTo(most, bytes.size, budget);
  let size = 0;
  // Set in callbacks, which the compiler does not follow into a variable.
  const against: { error: Error | null } = { error: null };
  let ended = false;
  stream.on('data', (piece: Buffer) => {
    if (against.error !== null) return;
    size += piece.length;
    against.error = thrownBy(() => {
      count(piece.length);
      take(piece);
    });
    if (against.error !== null) stream.destroy();
  });
  stream.on('error', () => stream.destroy());
  stream.on('end', () => {
    ended = true;
  });
  const closed = once(stream, 'close').catch(() => null);
  try {
    for await (const piece of piecesOf(bytes, 64 * 1024)) {
      await budget.breathe();
      if (stream.destroyed) break;
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), closed]);
    }
    if (!stream.destroyed) stream.end();
    await closed;
  } finally {
    stream.destroy();
  }
  if (against.error !== null) throw against.error;
  return { size, whole: ended, used: stream.bytesWritten };
}

function countUpTo(most: number, packed: number, budget: Budget): (more: number) => void {
  const { ratio, ratioFreeBytes } = budget.limits;
  let size = 0;
  return (more) => {
    budget.check();
    size += more;
    budget.inflated(more);
    if (size > most || (size > ratioFreeBytes && size > packed * ratio)) throw new Refused('too-much-inside');
  };
}

function thrownBy(act: () => void): Error | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('inflating was given up', { cause: error });
  }
}

/** For parts that are known to be small. */
export async function readAll(bytes: Bytes): Promise<Buffer> {
  return bytes.read(0, bytes.size);
}
