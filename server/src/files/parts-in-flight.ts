// Parts of one file on their way into a store, some at once, counted in their order: a part counts when it and all before it are with
// the store for good and whoever keeps count said so. One that fails ends it: nothing after it counts. Knows no table.
import type { SealedPart } from './part-sealer.ts';
import { givePartBuffer } from './part-buffers.ts';

/** Of one file. Each holds its bytes in memory, and a store that is far away needs several to be quick. */
const AT_ONCE = 4;
/** Of all files of this process; one of each may always be on its way. */
const AT_ONCE_IN_ALL = 24;

/** A part that is with the store: all of it but its bytes. */
export interface StoredPart extends Omit<SealedPart, 'sealed'> {
  /** What the store calls it. */
  readonly tag: string;
}

export interface PartsToWrite {
  /** Durable when it resolves. @returns what the store calls the part */
  readonly put: (part: SealedPart) => Promise<string>;
  /** Counts parts that follow upon those counted before. Never asked twice at once. @returns false where somebody else went on */
  readonly count: (parts: readonly StoredPart[]) => Promise<boolean>;
  /** Whether nothing counts before the end. */
  readonly holdsBack: boolean;
}

export interface PartsInFlight {
  /** Resolves when there is room for a further part. Throws what a part before it failed by; does nothing once it is lost. */
  readonly put: (part: SealedPart) => Promise<void>;
  /** Waits for all that is on its way, whatever becomes of it. */
  readonly settle: () => Promise<void>;
  /** Everything that was put counts. Throws what a part failed by. @returns false where somebody else went on with the file */
  readonly end: () => Promise<boolean>;
  /** Whether somebody else went on. */
  readonly isLost: () => boolean;
}

let inAll = 0;

interface Order {
  /** The place of a part among the others; null where the store does not have it yet. */
  readonly place: () => { stored: StoredPart | null };
  /** One count after the other; one takes all that came while the one before it was under way. After one that failed none follows. */
  readonly countNext: () => Promise<void>;
  readonly isLost: () => boolean;
}

function orderOf(count: PartsToWrite['count']): Order {
  const places: { stored: StoredPart | null }[] = [];
  let isLost = false;
  let counting: Promise<void> = Promise.resolve();

  async function countOnce(): Promise<void> {
    const gap = places.findIndex(({ stored }) => stored === null);
    const parts = places.slice(0, gap === -1 ? places.length : gap).flatMap(({ stored }) => stored ?? []);
    if (parts.length === 0 || isLost) return;
    isLost = !(await count(parts));
    if (!isLost) places.splice(0, parts.length);
  }

  return {
    place() {
      const place = { stored: null };
      places.push(place);
      return place;
    },
    countNext() {
      counting = counting.then(countOnce);
      return counting;
    },
    isLost: () => isLost,
  };
}

export function partsInFlight({ put, count, holdsBack }: PartsToWrite): PartsInFlight {
  const order = orderOf(count);
  const flying = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;

  async function fly(part: SealedPart): Promise<void> {
    const place = order.place();
    const { number, after, rolling, sealed } = part;
    place.stored = { number, after, rolling, tag: await put(part) };
    givePartBuffer(sealed);
    if (!holdsBack) await order.countNext();
  }

  const isFull = (): boolean => flying.size >= AT_ONCE || (flying.size > 0 && inAll >= AT_ONCE_IN_ALL);

  async function settle(): Promise<void> {
    await Promise.all(flying);
  }

  return {
    async put(part) {
      while (isFull()) await Promise.race(flying);
      if (failure !== null) throw failure.error;
      if (order.isLost()) return;
      inAll += 1;
      const flight = fly(part)
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          inAll -= 1;
          flying.delete(flight);
        });
      flying.add(flight);
    },
    settle,
    async end() {
      await settle();
      if (failure !== null) throw failure.error;
      await order.countNext();
      return !order.isLost();
    },
    isLost: order.isLost,
  };
}
