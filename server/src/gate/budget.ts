// What judging one file may cost, inner files included: time, inflated bytes, members, depth. Every loop of the room asks
// here, so that no file decides how long it is looked at.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuse, type WarningCode } from './refusals.ts';

export interface GateLimits {
  /** Largest file, in bytes. */
  readonly fileBytes: number;
  /** Longest time for one file without the scanner's, in milliseconds. */
  readonly milliseconds: number;
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
  /** Counts bytes that came out of a compressed part. */
  readonly inflated: (bytes: number) => void;
  /** Counts an inner file. */
  readonly member: () => void;
}

/** How long the room may keep the processor before others have their turn, in milliseconds. */
const TURN_MS = 20;

export function openBudget(limits: GateLimits, signal: AbortSignal | undefined): Budget {
  const started = performance.now();
  let turn = started;
  let [bytes, members] = [0, 0];
  const check = (): void => {
    signal?.throwIfAborted();
    if (performance.now() - started > limits.milliseconds) refuse('took-too-long');
  };
  return {
    limits,
    warnings: new Set(),
    check,
    async breathe() {
      check();
      if (performance.now() - turn < TURN_MS) return;
      await nextTurn();
      turn = performance.now();
      check();
    },
    inflated(more) {
      bytes += more;
      if (bytes > limits.inflatedBytes) refuse('too-much-inside');
    },
    member() {
      members += 1;
      if (members > limits.members) refuse('too-many-files');
    },
  };
}
