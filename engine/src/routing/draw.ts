// Draws one of several by a seed, so that an auditor can draw again with a common tool. It makes no seed: who wants a
// fair draw takes one that nobody could know before.
import { sha256 } from './sha256.ts';

/** What is stored with a draw; the algorithm is named so that another one can follow. */
export interface Draw {
  readonly algorithm: 'lowest-sha256/1';
  readonly seed: string;
  readonly task: string;
  /** Among whom, in the order of their ids. */
  readonly among: readonly string[];
  readonly drawn: string;
}

/**
 * The one whose SHA-256 over the seed, a line feed, the task, a line feed and its id is lowest, as hex:
 * `printf '%s\n%s\n%s' SEED TASK PERSON | sha256sum`. Each is equally likely, and the order in which they come and
 * who else there is do not change how two of them compare.
 *
 * @param among at least one
 */
export function drawOne(seed: string, task: string, among: readonly string[]): Draw {
  const inOrder = among.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  let drawn = '';
  let lowest = '';
  for (const id of inOrder) {
    const digest = sha256(`${seed}\n${task}\n${id}`);
    if (lowest === '' || digest < lowest) {
      lowest = digest;
      drawn = id;
    }
  }
  return { algorithm: 'lowest-sha256/1', seed, task, among: inOrder, drawn };
}

/** True where a stored draw comes out as it was stored. */
export function isDrawnRight(draw: Draw): boolean {
  return draw.among.length > 0 && drawOne(draw.seed, draw.task, draw.among).drawn === draw.drawn;
}
