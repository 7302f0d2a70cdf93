// The parameters of statements about several rows: `($1, $2, $3), ($1, $4, $5)` for rows that share their first value, the
// agency, and `$3, $4` for a list of keys. Each number of rows is a prepared statement of its own, so rows go in groups
// of 32, 16, 8, 4, 2 and 1: few texts, few statements, and no row that stands for nothing.

/** The most rows in one statement: 18 columns of 32 rows are 577 parameters, of the 65,535 that the protocol allows. */
export const ROWS_MOST = 32;

/** `rows` rows that share $1 and have `own` values each. */
export function rowsOfParameters(rows: number, own: number): string {
  const shape = `${rows} ${own}`;
  let text = texts.get(shape);
  if (text === undefined) {
    text = Array.from({ length: rows }, (_, row) => `($1, ${listOfParameters(2 + row * own, own)})`).join(', ');
    texts.set(shape, text);
  }
  return text;
}

// A handful of shapes, each asked for with every command.
const texts = new Map<string, string>();

/** `= any ($3)` would be planned anew each time: the server reckons that it gains by knowing how long the list is. */
export function listOfParameters(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ');
}

/** The items in order, in groups whose sizes are powers of two, the largest first. */
export function inGroups<T>(items: readonly T[]): readonly (readonly T[])[] {
  const groups: (readonly T[])[] = [];
  for (let at = 0, size = ROWS_MOST; at < items.length; at += size) {
    while (size > items.length - at) size /= 2;
    groups.push(items.slice(at, at + size));
  }
  return groups;
}
