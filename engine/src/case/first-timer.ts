// Which timer of a case comes first, for whoever drives cases through time without a worker.
import type { CaseState } from './state.ts';

export interface DueTimer {
  readonly timer: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** Of those that are due at the same moment the first by name; null where none is set. */
export function firstTimer({ timers }: Pick<CaseState, 'timers'>): DueTimer | null {
  let first: DueTimer | null = null;
  for (const [timer, { dueAt }] of Object.entries(timers)) {
    const atMs = Date.parse(dueAt);
    if (first === null || atMs < first.atMs || (atMs === first.atMs && timer < first.timer)) first = { timer, atMs };
  }
  return first;
}
