// Runs work in a few lanes side by side: items with the same key strictly in order, others at the same time. A lane takes
// what has gathered while it was busy, several items at once. It knows nothing of the work. How much may wait is bounded,
// so that a fast reader waits for a slow writer.

export interface Lanes<T> {
  /** Puts an item into the lane of its key. Resolves when there is room for more; rejects once any work has failed. */
  add(key: string, item: T): Promise<void> | undefined;
  /** Waits until all work is done. Throws the first failure. */
  drain(): Promise<void>;
}

export interface LaneOptions<T> {
  readonly lanes: number;
  /** Items that may wait in all lanes together. */
  readonly waiting: number;
  /** The most items that are worked on at once in one lane. */
  readonly together: number;
  /** Work may finish at once (undefined) or later (a promise); what finishes at once costs no turn of the loop. */
  readonly work: (items: readonly T[]) => Promise<void> | undefined;
}

export function openLanes<T>({ lanes, waiting, together, work }: LaneOptions<T>): Lanes<T> {
  const queues: T[][] = Array.from({ length: lanes }, () => []);
  const busy: boolean[] = queues.map(() => false);
  const wakers: (() => void)[] = [];
  let inside = 0;
  let failure: { readonly error: unknown } | null = null;

  const wake = (): void => {
    for (const waker of wakers.splice(0)) waker();
  };

  async function run(lane: number): Promise<void> {
    const queue = queues[lane];
    if (queue === undefined || busy[lane] === true) return;
    busy[lane] = true;
    try {
      while (queue.length > 0 && failure === null) {
        const items = queue.splice(0, together);
        const done = work(items);
        if (done !== undefined) await done;
        const before = inside;
        inside -= items.length;
        if (inside === 0 || (before >= waiting && inside < waiting)) wake();
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      busy[lane] = false;
      if (failure !== null) wake();
    }
  }

  async function until(ready: () => boolean): Promise<void> {
    while (failure === null && !ready()) await new Promise<void>((resolve) => wakers.push(resolve));
    if (failure !== null) throw failure.error;
  }

  return {
    add(key, item) {
      const lane = laneOf(key, lanes);
      queues[lane]?.push(item);
      inside += 1;
      void run(lane);
      if (failure === null && inside < waiting) return undefined;
      return until(() => inside < waiting);
    },
    async drain() {
      await until(() => inside === 0);
      // A lane that failed may still have company on its way; nobody may be writing when this returns.
      while (busy.includes(true)) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** FNV-1a, 32 bits: spreads names that differ in one digit. */
function laneOf(key: string, lanes: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % lanes;
}
