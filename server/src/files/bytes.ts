// Random access to the plain bytes of one file. Whoever looks into a file (the gate, the reader of texts, redaction, the viewer) needs
// ranges of it and not all of it: a file may be larger than memory. They are given this, and never learn where it is kept.

/** Plain bytes of a file, read in ranges. */
export interface Bytes {
  /** In bytes. */
  readonly size: number;
  /**
   * Reads `length` bytes from `start`. Both count in bytes and from nought.
   * Gives fewer only at the end of the file, and none beyond it.
   */
  readonly read: (start: number, length: number) => Promise<Buffer>;
}

/** A range that is asked for, cut to what there is. */
export function cutTo(size: number, start: number, length: number): { start: number; length: number } {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(length) || start < 0 || length < 0) {
    throw new RangeError(`no such range of bytes: ${start}, ${length}`);
  }
  const from = Math.min(start, size);
  return { start: from, length: Math.min(length, size - from) };
}

/** Bytes that are in memory already. What is read shares memory with the buffer. */
export function bytesOfBuffer(buffer: Buffer): Bytes {
  return {
    size: buffer.length,
    read: (start, length) => {
      const range = cutTo(buffer.length, start, length);
      return Promise.resolve(buffer.subarray(range.start, range.start + range.length));
    },
  };
}

/** All of it, in pieces of at most `piece` bytes, from the first to the last. */
export async function* piecesOf(bytes: Bytes, piece = 1 << 20): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.size;) {
    const part = await bytes.read(at, piece);
    if (part.length === 0) return;
    yield part;
    at += part.length;
  }
}
