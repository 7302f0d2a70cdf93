// Waits until the worker of a server has put what was written into the log, so that its work falls into no other measurement.
import type { OwnerSession } from './owner-session.ts';

const PAUSE_MS = 100;
const LONGEST_MS = 300_000;

/** @param onWaiting told once how many events wait, where any do */
export async function untilLogged(owner: OwnerSession, onWaiting?: (events: number) => void): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  for (let isFirst = true; performance.now() < until; isFirst = false) {
    const [left] = await owner.run<{ events: number }>('select count(*)::int as events from outbox');
    if (left?.events === 0) return;
    if (isFirst) onWaiting?.(left?.events ?? 0);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('The worker of a server has not logged the events of the bench in five minutes.');
}
