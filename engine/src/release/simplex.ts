// A small dual simplex with bounds: the cheapest change that meets given sums. Every cost is nought or more, so that the start is
// dual feasible and only the rows that are asked for something have to be mended. Floating point: whoever uses an answer checks it
// with whole numbers.

export interface Programme {
  /** Of each column its cost (0 or more) and how far it may rise from 0. */
  readonly costs: readonly number[];
  readonly limits: readonly number[];
  /** Each row adds up its terms to exactly `equals`. */
  readonly rows: readonly {
    readonly terms: readonly (readonly [column: number, factor: number])[];
    readonly equals: number;
  }[];
}

const EPS = 1e-7;
/** A change that needs more is given up: some hundred are usual. */
const MOST_PIVOTS = 4_000;

interface Tableau {
  readonly width: number;
  readonly rows: readonly Float64Array[];
  /** Value of the basic variable of each row. */
  readonly values: Float64Array;
  /** Column that is basic in each row; -1 is the row's own, which is held at 0. */
  readonly basis: Int32Array;
  readonly reduced: Float64Array;
  readonly isUp: Uint8Array;
  readonly isBasic: Uint8Array;
  readonly limits: readonly number[];
}

/** The values of the columns, or null where the sums cannot be met or it takes too long. */
export function cheapest(programme: Programme): Float64Array | null {
  const tableau = tableauOf(programme);
  for (let pivots = 0; pivots < MOST_PIVOTS; pivots += 1) {
    const leaving = leavingRow(tableau);
    if (leaving === null) return valuesOf(tableau);
    const entering = enteringColumn(tableau, leaving);
    if (entering < 0) return null;
    pivot(tableau, leaving, entering);
  }
  return null;
}

function tableauOf({ costs, limits, rows }: Programme): Tableau {
  const width = costs.length;
  return {
    width,
    rows: rows.map(({ terms }) => {
      const row = new Float64Array(width);
      for (const [column, factor] of terms) row[column] = (row[column] ?? 0) + factor;
      return row;
    }),
    values: Float64Array.from(rows, ({ equals }) => equals),
    basis: new Int32Array(rows.length).fill(-1),
    reduced: Float64Array.from(costs),
    isUp: new Uint8Array(width),
    isBasic: new Uint8Array(width),
    limits,
  };
}

interface Leaving {
  readonly row: number;
  /** To which bound it goes. */
  readonly bound: number;
  /** Whether it has to fall. */
  readonly falls: boolean;
}

/** The row whose variable is farthest out of its bounds. */
function leavingRow({ values, basis, limits }: Tableau): Leaving | null {
  let worst: Leaving | null = null;
  let most = EPS;
  for (let row = 0; row < values.length; row += 1) {
    const column = basis[row] ?? -1;
    const value = values[row] ?? 0;
    const limit = column < 0 ? 0 : (limits[column] ?? 0);
    const over = value - limit;
    if (over > most) {
      most = over;
      worst = { row, bound: limit, falls: true };
    } else if (-value > most) {
      most = -value;
      worst = { row, bound: 0, falls: false };
    }
  }
  return worst;
}

/** The column that mends the row at the least cost; of equals the first. */
function enteringColumn({ width, rows, reduced, isUp, isBasic }: Tableau, { row, falls }: Leaving): number {
  const line = rows[row] ?? new Float64Array();
  let best = -1;
  let least = Infinity;
  for (let column = 0; column < width; column += 1) {
    const factor = line[column] ?? 0;
    if (isBasic[column] === 1 || Math.abs(factor) < EPS) continue;
    const helps = (isUp[column] === 1 ? -factor : factor) > 0 === falls;
    if (!helps) continue;
    const ratio = Math.abs((reduced[column] ?? 0) / factor);
    if (ratio < least - 1e-12) {
      least = ratio;
      best = column;
    }
  }
  return best;
}

function pivot(tableau: Tableau, { row, bound, falls }: Leaving, entering: number): void {
  const { rows, values, basis, reduced, isUp, isBasic, limits } = tableau;
  const line = rows[row] ?? new Float64Array();
  const factor = line[entering] ?? 1;
  const step = ((values[row] ?? 0) - bound) / factor;
  const leaves = basis[row] ?? -1;
  for (let other = 0; other < rows.length; other += 1) {
    const by = rows[other]?.[entering] ?? 0;
    if (by !== 0) values[other] = (values[other] ?? 0) - by * step;
  }
  values[row] = (isUp[entering] === 1 ? (limits[entering] ?? 0) : 0) + step;
  if (leaves >= 0) {
    isBasic[leaves] = 0;
    isUp[leaves] = falls ? 1 : 0;
  }
  basis[row] = entering;
  isBasic[entering] = 1;
  isUp[entering] = 0;
  const touched = divide(line, factor);
  for (let other = 0; other < rows.length; other += 1)
    if (other !== row) subtract(rows[other], { line, touched, entering });
  subtract(reduced, { line, touched, entering });
}

/** Divides a row, and says which of its columns are not nought: few are. */
function divide(line: Float64Array, factor: number): readonly number[] {
  const touched: number[] = [];
  for (let column = 0; column < line.length; column += 1) {
    const part = (line[column] ?? 0) / factor;
    line[column] = Math.abs(part) < 1e-11 ? 0 : part;
    if (line[column] !== 0) touched.push(column);
  }
  return touched;
}

interface Pivoted {
  readonly line: Float64Array;
  readonly touched: readonly number[];
  readonly entering: number;
}

/** Makes the entering column of a row nought by taking the pivot's row from it. */
function subtract(row: Float64Array | undefined, { line, touched, entering }: Pivoted): void {
  const by = row?.[entering] ?? 0;
  if (row === undefined || by === 0) return;
  for (const column of touched) row[column] = (row[column] ?? 0) - by * (line[column] ?? 0);
  row[entering] = 0;
}

function valuesOf({ width, values, basis, isUp, isBasic, limits }: Tableau): Float64Array {
  const all = new Float64Array(width);
  for (let column = 0; column < width; column += 1)
    if (isBasic[column] === 0 && isUp[column] === 1) all[column] = limits[column] ?? 0;
  for (let row = 0; row < values.length; row += 1) {
    const column = basis[row] ?? -1;
    if (column >= 0) all[column] = values[row] ?? 0;
  }
  return all;
}
