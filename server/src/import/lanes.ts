// Runs work in a few lanes side by side: work with the same key strictly in order, other work at the same time. It
// knows nothing of the work. How much may wait is bounded, so that a fast reader waits for a slow writer.

export interface Lanes {
  /** Puts work into the lane of its key. Resolves when there is room for more; rejects once any work has failed. */
  add(key: string, work: () => Promise<void> | undefined): Promise<void> | undefined;
  /** Waits until all work is done. Throws the first failure. */
  drain(): Promise<void>;
}

export interface LaneOptions {
  readonly lanes: number;
  /** Pieces of work that may wait in all lanes together. */
  readonly waiting: number;
}

/** Work may finish at once (undefined) or later (a promise); work that finishes at once costs no turn of the loop. */
export function openLanes({ lanes, waiting }: LaneOptions): Lanes {
  const queues: (() => Promise<void> | undefined)[][] = Array.from({ length: lanes }, () => []);
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
      for (let work = queue.shift(); work !== undefined && failure === null; work = queue.shift()) {
        const done = work();
        if (done !== undefined) await done;
        inside -= 1;
        if (inside === 0 || inside === waiting - 1) wake();
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
    add(key, work) {
      const lane = laneOf(key, lanes);
      queues[lane]?.push(work);
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
