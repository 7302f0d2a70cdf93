// The words between the server and a reader of papers, over pipes: a length, a kind, the bytes. Both sides are told at most how
// long a frame may be, and neither trusts the other with anything but bytes and JSON.

export const FRAME = {
  /** To the reader: what it is asked, as JSON. */
  task: 1,
  /** To the reader: a range of the paper, in the order in which they were asked for. */
  bytes: 2,
  /** To the reader: get ready for a PDF. */
  warm: 3,
  /** From the reader: `{ start, length }`, a range that it wants. */
  read: 4,
  /** From the reader: its answer, as JSON; it says nothing after it. */
  answer: 5,
  /** From the reader, before its answer: the bytes of an attachment. */
  attachment: 6,
} as const;

export interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

const HEAD = 5;

export function frameOf(kind: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(payload.length, 0);
  head.writeUInt8(kind, 4);
  return Buffer.concat([head, payload]);
}

export function jsonFrame(kind: number, value: unknown): Buffer {
  return frameOf(kind, Buffer.from(JSON.stringify(value)));
}

/**
 * Takes the pieces of a pipe and calls for each whole frame.
 * @param most bytes of one frame
 * @returns false where a frame is longer: what follows cannot be read
 */
export function frameTaker(most: number, take: (frame: Frame) => void): (piece: Buffer) => boolean {
  let held: Buffer[] = [];
  let length = 0;
  let isBroken = false;
  return (piece) => {
    if (isBroken) return false;
    held.push(piece);
    length += piece.length;
    while (length >= HEAD) {
      const need = HEAD + peekLength(held);
      if (need > most + HEAD) {
        isBroken = true;
        return false;
      }
      if (length < need) return true;
      const all = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held);
      take({ kind: all.readUInt8(4), payload: all.subarray(HEAD, need) });
      held = [all.subarray(need)];
      length -= need;
    }
    return true;
  };
}

/** The length in the head of the next frame, whose bytes may lie in several pieces. */
function peekLength(held: readonly Buffer[]): number {
  const [first] = held;
  if (first !== undefined && first.length >= 4) return first.readUInt32BE(0);
  return Buffer.concat(held.slice(0, HEAD)).readUInt32BE(0);
}
