// What every judge of a kind of file is given: the bytes, what it may cost, and a way to have an inner file judged. Judges
// answer by returning, and refuse by throwing `Refused`.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import type { Kind } from './kinds.ts';

export interface Inspection {
  readonly bytes: Bytes;
  readonly budget: Budget;
  /** Archives and messages around this file; 0 for the file itself. */
  readonly depth: number;
  /** Judges a file that lies within this one, as strictly as if it had come by itself. */
  readonly judgeInner: (bytes: Bytes, name: string) => Promise<Kind>;
}

/** A part of a file, as bytes of its own that share the source. */
export function sliceOf(bytes: Bytes, start: number, length: number): Bytes {
  return {
    size: length,
    read: (from, count) => {
      const at = Math.min(from, length);
      return bytes.read(start + at, Math.min(count, length - at));
    },
  };
}
