// Draws that a seed repeats exactly. Chance is an argument like any other, so that a failed trial can be run again.

export interface Chance {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
  /** True with this share. */
  readonly share: (share: number) => boolean;
  readonly pick: <T>(list: readonly [T, ...T[]]) => T;
  /** One of a list, or undefined where it is empty. */
  readonly maybe: <T>(list: readonly T[]) => T | undefined;
}

/** Mulberry32: 32 bits of state, good enough to spread trials and fast. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    share: (share) => next() < share,
    pick: (list) => list[below(list.length)] ?? list[0],
    maybe: (list) => list[below(list.length)],
  };
}
