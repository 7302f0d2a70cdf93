// What judging one file may cost, inner files included: time, inflated bytes, members, depth. Every loop of the room asks
// here, so that no file decides how long it is looked at.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refused, refuse, type WarningCode } from './refusals.ts';

export interface GateLimits {
  /** Largest file, in bytes. */
  readonly fileBytes: number;
  /** Longest work on one file, in milliseconds: without the scanner's, and without waiting for its bytes or for others' turn. */
  readonly milliseconds: number;
  /** Longest waiting for the bytes of one file and for others' turn, in milliseconds. Beyond, it is the machine that is too slow. */
  readonly waitMilliseconds: number;
  /** All that may come out of all compressed parts together, in bytes. */
  readonly inflatedBytes: number;
  /** What one compressed part may give, in bytes; inner files that are judged are held in memory up to this. */
  readonly partBytes: number;
  /** How many times larger than packed a part may be, once it has given more than `ratioFreeBytes`. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  /** Files in files, all together. */
  readonly members: number;
  /** Archives and messages within archives and messages; 1 is a plain archive. */
  readonly depth: number;
  /** What a picture may declare: width times height, all its pages together. */
  readonly pixels: number;
}

export const DEFAULT_LIMITS: GateLimits = {
  fileBytes: 2 * 1024 ** 3,
  milliseconds: 60_000,
  waitMilliseconds: 15 * 60_000,
  inflatedBytes: 1024 ** 3,
  partBytes: 64 * 1024 ** 2,
  ratio: 200,
  ratioFreeBytes: 8 * 1024 ** 2,
  members: 5_000,
  depth: 3,
  pixels: 400_000_000,
};

export interface Budget {
  readonly limits: GateLimits;
  readonly warnings: Set<WarningCode>;
  /** Throws when the time is up or the caller has given up; cheap enough for every step of a loop. */
  readonly check: () => void;
  /** As `check`, and lets others have the processor now and then. */
  readonly breathe: () => Promise<void>;
  /** Waits for what is not work on the file. A store that is slow or a machine that is busy says nothing of a file. */
  readonly aside: <T>(waited: Promise<T>) => Promise<T>;
  /** Counts bytes that came out of a compressed part. */
  readonly inflated: (bytes: number) => void;
  /** Counts an inner file. */
  readonly member: () => void;
}

/** Parts that may each give what is free of the ratio. */
const PARTS_FREE = 8;
/** After which a file whose bytes came too slowly may be tried again. */
const RETRY_S = 60;
/** How long the room may keep the processor before others have their turn, in milliseconds. */
const TURN_MS = 20;

/** @param size of the whole file, against which all that comes out of it is held */
export function openBudget(limits: GateLimits, size: number, signal?: AbortSignal): Budget {
  const started = performance.now();
  const clock = { waits: 0, since: 0, waited: 0 };
  let turn = started;
  let [bytes, members] = [0, 0];
  const check = (): void => {
    signal?.throwIfAborted();
    if (clock.waited > limits.waitMilliseconds) throw new Refused('read-too-slowly', RETRY_S);
    if (performance.now() - started - clock.waited > limits.milliseconds) refuse('took-too-long');
  };
  // Waits may overlap; the clock stands from the first of them to the last.
  const aside = async <T>(waited: Promise<T>): Promise<T> => {
    if (clock.waits === 0) clock.since = performance.now();
    clock.waits += 1;
    try {
      return await waited;
    } finally {
      clock.waits -= 1;
      if (clock.waits === 0) clock.waited += performance.now() - clock.since;
    }
  };
  return {
    limits,
    warnings: new Set(),
    check,
    aside,
    async breathe() {
      check();
      if (performance.now() - turn < TURN_MS) return;
      await aside(nextTurn());
      turn = performance.now();
      check();
    },
    inflated(more) {
      bytes += more;
      if (bytes > limits.inflatedBytes) refuse('too-much-inside');
      if (bytes > limits.ratioFreeBytes * PARTS_FREE && bytes > size * limits.ratio) refuse('too-much-inside');
    },
    member() {
      members += 1;
      if (members > limits.members) refuse('too-many-files');
    },
  };
}
