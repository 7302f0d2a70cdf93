// Memory for sealed parts, used again: fresh memory of such a size costs as much as sealing what is put into it. What was in it is
// sealed, so nothing plain waits here.
import { SEALED_PART_BYTES } from './file-seal.ts';

/** Buffers that wait; more than that are left to the collector. */
const MOST_WAITING = 8;
const waiting: Buffer[] = [];

/** @param bytes at most those of a part @returns so many bytes, of whatever content */
export function takePartBuffer(bytes: number): Buffer {
  return (bytes === SEALED_PART_BYTES ? waiting.pop() : undefined) ?? Buffer.allocUnsafe(bytes);
}

/** Nobody reads or writes it any more. */
export function givePartBuffer(buffer: Buffer): void {
  if (buffer.length === SEALED_PART_BYTES && waiting.length < MOST_WAITING) waiting.push(buffer);
}
