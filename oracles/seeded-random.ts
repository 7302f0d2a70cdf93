// A small seeded source of numbers, so that a damaged log can be made again from its seed alone. It is mulberry32: a
// 32-bit counter stepped by 0x6D2B79F5 and stirred by two multiply-and-shift rounds. Good enough to spread damage over
// a log; not for secrets.

export interface SeededRandom {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  oneOf<T>(items: readonly [T, ...T[]]): T;
  /** The numbers from 0 to `count` - 1, each once, in an order of chance. */
  shuffled(count: number): number[];
}

export function seededRandom(seed: number): SeededRandom {
  const next = mulberry32(seed);

  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }

  function oneOf<T>(items: readonly [T, ...T[]]): T {
    return items[between(0, items.length - 1)] ?? items[0];
  }

  // Fisher and Yates.
  function shuffled(count: number): number[] {
    const mixed = Array.from({ length: count }, (_, item) => item);
    for (let end = count - 1; end > 0; end -= 1) {
      const other = between(0, end);
      const kept = mixed[end] ?? end;
      mixed[end] = mixed[other] ?? other;
      mixed[other] = kept;
    }
    return mixed;
  }

  return { between, oneOf, shuffled };
}

function mulberry32(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let stirred = Math.imul(counter ^ (counter >>> 15), counter | 1);
    stirred ^= stirred + Math.imul(stirred ^ (stirred >>> 7), stirred | 61);
    return ((stirred ^ (stirred >>> 14)) >>> 0) / 4_294_967_296;
  };
}
