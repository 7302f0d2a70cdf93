// The figures of all tables of one period: which base cells each adds up. Tables that share columns share figures, so that what one
// keeps back no other tells. Indices and sets only; it knows neither cases nor what a column means.

export interface ShapeColumn {
  readonly name: string;
  readonly isSensitive: boolean;
  /** Levels from fine to coarse: how many categories, and of each the category of the next level in which it is. */
  readonly levels: readonly { readonly size: number; readonly parents: readonly number[] }[];
}

export interface TableShape {
  readonly columns: readonly ShapeColumn[];
  /** Of each table the positions of its columns. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly number[] }[];
}

/** A category of a column at a level; null is the total. */
export type Coordinate = { readonly level: number; readonly category: number } | null;

export interface Figure {
  /** Its coordinates as text, the same in every table that has it. */
  readonly key: string;
  /** One for each column of the shape. */
  readonly coordinates: readonly Coordinate[];
  /** Base cells that it adds up, rising. */
  readonly cells: readonly number[];
}

/** How many base cells there are: every combination of the finest categories. */
export function cellCount({ columns }: TableShape): number {
  return columns.reduce((product, { levels }) => product * (levels[0]?.size ?? 1), 1);
}

/** @param categories the finest category in each column */
export function cellOf({ columns }: TableShape, categories: readonly number[]): number {
  return columns.reduce((cell, { levels }, at) => cell * (levels[0]?.size ?? 1) + (categories[at] ?? 0), 0);
}

/** The finest category of each column of a base cell. */
export function categoriesOfCell({ columns }: TableShape, cell: number): readonly number[] {
  const categories: number[] = [];
  let rest = cell;
  for (const { levels } of columns.toReversed()) {
    const size = levels[0]?.size ?? 1;
    categories.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return categories;
}

/** Every figure that any table tells, each once, in the order of the tables. */
export function figuresOf(shape: TableShape): readonly Figure[] {
  const found = new Map<string, Figure>();
  const cells = Array.from({ length: cellCount(shape) }, (_, cell) => categoriesOfCell(shape, cell));
  const climbed = shape.columns.map(climb);
  for (const table of shape.tables) {
    for (const coordinates of combinations(shape, table.columns)) {
      const key = keyOf(coordinates);
      if (found.has(key)) continue;
      const members = cells.flatMap((categories, cell) => {
        const isIn = coordinates.every(
          (at, column) => at === null || climbed[column]?.[at.level]?.[categories[column] ?? 0] === at.category,
        );
        return isIn ? [cell] : [];
      });
      found.set(key, { key, coordinates, cells: members });
    }
  }
  return [...found.values()];
}

/** Of each level the category of that level in which each finest category is. */
function climb({ levels }: ShapeColumn): readonly (readonly number[])[] {
  const ways: number[][] = [Array.from({ length: levels[0]?.size ?? 1 }, (_, category) => category)];
  for (const { parents } of levels.slice(0, -1))
    ways.push((ways.at(-1) ?? []).map((category) => parents[category] ?? category));
  return ways;
}

export function keyOf(coordinates: readonly Coordinate[]): string {
  return coordinates.map((at) => (at === null ? '*' : `${at.level}.${at.category}`)).join(',');
}

/** Coordinates of every figure of one table: each category of each level, and the total, of each of its columns. */
export function combinations({ columns }: TableShape, used: readonly number[]): readonly (readonly Coordinate[])[] {
  return columns.reduce<readonly (readonly Coordinate[])[]>(
    (before, column, at) => {
      const choices = used.includes(at) ? [...coordinatesOf(column), null] : [null];
      return before.flatMap((coordinates) => choices.map((choice) => [...coordinates, choice]));
    },
    [[]],
  );
}

/** A coarser category with a single finest one in it is that one, and is no figure of its own. */
export function coordinatesOf(column: ShapeColumn): readonly NonNullable<Coordinate>[] {
  const climbed = climb(column);
  return column.levels.flatMap(({ size }, level) =>
    Array.from({ length: size }, (_, category) => ({ level, category })).filter(
      (at) => level === 0 || (climbed[level] ?? []).filter((up) => up === at.category).length > 1,
    ),
  );
}
