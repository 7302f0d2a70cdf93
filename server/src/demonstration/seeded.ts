// A small seeded generator, so that every demonstration has the same people and cases. Not for secrets, and not for
// statistics: it only has to look mixed.

/** Draws from one stream of numbers. */
export interface Seeded {
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  /** One of the values, which must not be empty. */
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
}

/** @param seed any whole number; the same one gives the same draws */
export function seeded(seed: number): Seeded {
  // A xorshift of 32 bits (Marsaglia 2003, shifts 13, 17, 5); its state must never be 0.
  let state = (seed | 0) === 0 ? 1 : seed | 0;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return { whole, pick: (values) => values[whole(0, values.length - 1)] ?? values[0] };
}
