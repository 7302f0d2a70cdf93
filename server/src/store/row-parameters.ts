// The parameters of an insert of several rows that share their first values: `($1, $2, $3), ($1, $2, $4)`.

/** The most rows in one statement. */
export const ROWS_MOST = 8;

export interface RowShape {
  readonly rows: number;
  /** How many values all rows share; they come first. */
  readonly common: number;
  readonly own: number;
}

export function rowsOfParameters({ rows, common, own }: RowShape): string {
  const shared = numbers(1, common);
  return Array.from({ length: rows }, (_, row) => `(${[...shared, ...numbers(1 + common + row * own, own)].join(', ')})`).join(', ');
}

export function inGroups<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, group) => items.slice(group * most, (group + 1) * most));
}

function numbers(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `$${first + index}`);
}
