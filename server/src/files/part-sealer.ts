// Turns the plain bytes of a file, in whatever pieces they come, into sealed parts, and keeps both hashes rolling. It holds at most
// one part. Knows no store.
import { createHash, type Hash } from 'node:crypto';
import { FRAME_BYTES, PART_BYTES, SEALED_PART_BYTES, sealedSize, sealFrame, type FilePlace } from './file-seal.ts';
import { takePartBuffer } from './part-buffers.ts';

/** The hashes of all that came before some place in a file. */
export interface Rolling {
  /** Plain bytes. */
  readonly at: number;
  readonly content: Hash;
  readonly cipher: Hash;
}

export interface SealedPart {
  readonly number: number;
  readonly sealed: Buffer;
  /** Where the file stands with it. */
  readonly after: number;
  /** The hashes of everything up to there; null where what came before was not hashed. */
  readonly rolling: Rolling | null;
}

export function fromTheStart(): Rolling {
  return { at: 0, content: createHash('sha256'), cipher: createHash('sha256') };
}

/** A copy that goes on by itself. */
export function copyOf({ at, content, cipher }: Rolling): Rolling {
  return { at, content: content.copy(), cipher: cipher.copy() };
}

/** @param left plain bytes that are still to come */
function bufferFor(left: number): Buffer {
  return takePartBuffer(Math.min(SEALED_PART_BYTES, sealedSize(left)));
}

export interface PartSealer {
  /** Takes a piece. @returns the parts that it completed */
  readonly take: (piece: Buffer) => Generator<SealedPart>;
  /** There is nothing more to come: the rest, where the size was not known before. */
  readonly end: () => Generator<SealedPart>;
  /** Plain bytes that were taken so far, with those before. */
  readonly at: () => number;
}

/** A file that arrives; its size is null where that will be known at its end. */
export type PlaceToFill = Omit<FilePlace, 'size'> & { readonly size: number | null };

/**
 * @param from where the file stands: a whole number of parts
 * @param rolling the hashes up to there, which it goes on with; null leaves them to whoever reads the file again
 */
export function partSealer(
  key: Buffer,
  place: PlaceToFill,
  { from, rolling }: { readonly from: number; readonly rolling: Rolling | null },
): PartSealer {
  if (from % PART_BYTES !== 0) throw new RangeError('A file goes on where a part begins.');
  const { size } = place;
  const frame = Buffer.allocUnsafe(FRAME_BYTES);
  let at = from;
  let inFrame = 0;
  let part = bufferFor(size === null ? PART_BYTES : size - from);
  let inPart = 0;

  function endFrame(isLast: boolean): SealedPart | null {
    const plain = frame.subarray(0, inFrame);
    const number = Math.floor((at - 1) / FRAME_BYTES);
    const before = inPart;
    inPart += sealFrame(key, { place, frame: number, isLast, plain }, { into: part, at: inPart });
    rolling?.content.update(plain);
    // Frame by frame, while it is in the processor's cache.
    rolling?.cipher.update(part.subarray(before, inPart));
    inFrame = 0;
    if (at % PART_BYTES !== 0 && !isLast) return null;
    const sealed = part.subarray(0, inPart);
    // The store may still be writing this one.
    part = bufferFor(size === null ? PART_BYTES : size - at);
    inPart = 0;
    const after = rolling === null ? null : copyOf({ ...rolling, at });
    return { number: Math.floor((at - 1) / PART_BYTES), sealed, after: at, rolling: after };
  }

  return {
    *take(piece) {
      if (size !== null && at + piece.length > size) throw new RangeError('More bytes came than the file has.');
      for (let taken = 0; taken < piece.length;) {
        // Of a file whose size is not known, a full frame is the last one unless something comes after it.
        const before = inFrame === FRAME_BYTES ? endFrame(false) : null;
        if (before !== null) yield before;
        const count = Math.min(piece.length - taken, FRAME_BYTES - inFrame);
        piece.copy(frame, inFrame, taken, taken + count);
        inFrame += count;
        taken += count;
        at += count;
        const isEnded = at === size || (size !== null && inFrame === FRAME_BYTES);
        const done = isEnded ? endFrame(at === size) : null;
        if (done !== null) yield done;
      }
    },
    *end() {
      const done = inFrame === 0 ? null : endFrame(true);
      if (done !== null) yield done;
    },
    at: () => at,
  };
}
