// The parameters of statements about several rows: `($1, $2, $3), ($1, $2, $4)` for rows that share their first values,
// and `$3, $4` for a list of keys. Each number of rows is a prepared statement of its own, so there is a most.

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
  return Array.from(
    { length: rows },
    (_, row) => `(${[...shared, ...numbers(1 + common + row * own, own)].join(', ')})`,
  ).join(', ');
}

/** `= any ($3)` would be planned anew each time: the server reckons that it gains by knowing how long the list is. */
export function listOfParameters(first: number, count: number): string {
  return numbers(first, count).join(', ');
}

export function inGroups<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, group) =>
    items.slice(group * most, (group + 1) * most),
  );
}

function numbers(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `$${first + index}`);
}
