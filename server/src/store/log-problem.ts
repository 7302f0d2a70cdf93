// What can be wrong with the log of an agency, and how it is told: by the event it is about wherever there is one.
import { isCase } from '../merkle/leaf-entry.ts';

export type LogProblemCode =
  | 'leaf-missing'
  /** A leaf is not the one that its tile was made from. */
  | 'leaf-changed'
  | 'tile-changed'
  | 'log-end-changed'
  /** A stored checkpoint is not signed by the log. */
  | 'checkpoint-unsigned'
  /** A signed checkpoint says something else than the leaves do. */
  | 'checkpoint-differs'
  /** The witness has kept what the log no longer has. */
  | 'gone-from-log'
  | 'other-than-witnessed'
  | 'order-changed'
  /** The log signed two histories: the witness has kept one, the other is here. */
  | 'forked'
  | 'witness-damaged'
  | 'right-changed'
  | 'right-unrecorded'
  | 'right-missing'
  | 'custody-changed'
  /** A line of the access log is not what it said when it was sealed. */
  | 'read-changed'
  /** A line of the access log that was sealed is gone. */
  | 'read-missing'
  /** A line of the access log was put where all lines had been sealed. */
  | 'read-put-in'
  /** The case that a line names does not show the line any more. */
  | 'read-hidden'
  /** A batch of lines is not the one that was logged. */
  | 'reads-changed'
  /** A key is gone and nothing says that it was lawfully destroyed. */
  | 'key-missing'
  /** A key that was lawfully destroyed is there again. */
  | 'key-returned';

export interface LogProblem {
  /** The event that it is about; null where it is about none. */
  readonly event: { readonly caseId: string; readonly seq: number } | null;
  readonly code: LogProblemCode;
  readonly reason: string;
}

export type TellLog = (problem: LogProblem) => void;

/** A problem; the leaf of a right or of custody names no event. */
export function about(
  leaf: { readonly caseId: string; readonly seq: number } | null,
  code: LogProblemCode,
  reason: string,
): LogProblem {
  const event = leaf === null || !isCase(leaf.caseId) ? null : { caseId: leaf.caseId, seq: leaf.seq };
  return { event, code, reason };
}
