// Knows up to which row everything is accounted for, when rows are finished out of order. It counts and nothing else.

export interface LowWater {
  done(row: number): void;
  /** Rows below this number are all done. */
  mark(): number;
}

/** @param from the first row that is not done yet */
export function startLowWater(from: number): LowWater {
  let mark = from;
  const beyond = new Set<number>();
  return {
    done(row) {
      if (row !== mark) {
        beyond.add(row);
        return;
      }
      mark += 1;
      while (beyond.delete(mark)) mark += 1;
    },
    mark: () => mark,
  };
}
