// Goes through the lists of disposal that two people approved and somebody let begin: due rows in, destructions out, each by the one function
// that asks everything itself. What cannot go on is tried again, and its page says what it waits for.
import type { DestroyDeps } from '../commands/destroy.ts';
import { goThroughStarted } from '../commands/disposal-run.ts';

/** Keeps outside the database what was destroyed. */
export type Keeper = DestroyDeps['keeper'];

export async function dispose(deps: DestroyDeps, tenant: number, signal: AbortSignal): Promise<void> {
  await goThroughStarted(deps, tenant, signal);
}
