// A small seeded source of chance, so that a proof can be run again from the number that it printed. It is mulberry32, a
// 32-bit counter stirred by multiplication; good enough to spread faults, never for secrets.

export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True in so many of a hundred. */
  readonly percent: (share: number) => boolean;
  /** The list in another order. */
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

export function seededChance(seed: number): Chance {
  let counter = seed >>> 0;
  const next = (): number => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let stirred = Math.imul(counter ^ (counter >>> 15), counter | 1);
    stirred ^= stirred + Math.imul(stirred ^ (stirred >>> 7), stirred | 61);
    return ((stirred ^ (stirred >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    percent: (share) => next() * 100 < share,
    shuffled(list) {
      const keyed = list.map((item) => ({ item, key: next() }));
      return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
