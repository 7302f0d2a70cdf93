// Rows that are coarse enough: of all ways to make whole columns coarser, the one that loses least, so that every group of equal rows
// is about enough different people and has different sensitive values. Every way is tried, which is deterministic and the best there
// is; a search by parts of rows would lose less and make categories that differ from row to row. Rows of groups that stay small are
// left out, up to a limit.

export interface RowToTell {
  readonly unit: string;
  /** Of each column by which rows may be told apart, what it says at each level, fine to coarse. */
  readonly told: readonly (readonly string[])[];
  readonly sensitive: readonly string[];
}

export interface RowLimits {
  readonly threshold: number;
  readonly diversity: number;
  /** Rows of a hundred that may be left out. */
  readonly leaveOut: number;
  /** A value that counts as none: nobody is protected by what is not recorded. */
  readonly unknown: string;
}

export interface GeneralisedRows {
  /** Of each column the level at which it is told; one above its last where it is left out. */
  readonly levels: readonly number[];
  readonly rows: readonly RowToTell[];
  readonly leftOut: number;
  /** Of 1: nought where everything is told as finely as it may be, one where nothing is. */
  readonly loss: number;
  /** The smallest group, in people, and the mean over rows of the chance to find whose a row is. */
  readonly smallest: number;
  readonly meanRisk: number;
}

/** What stands in a column that is left out. */
export const ANY = 'any';

/** Null where no way leaves enough rows. */
export function generalise(rows: readonly RowToTell[], limits: RowLimits): GeneralisedRows | null {
  const heights = (rows[0]?.told ?? []).map((levels) => levels.length);
  let best: GeneralisedRows | null = null;
  for (const levels of lattice(heights)) {
    const coarse = levels.reduce((sum, level, at) => sum + level / (heights[at] ?? 1), 0) / Math.max(1, levels.length);
    if (best !== null && coarse >= best.loss) continue;
    const found = judge(rows, limits, { levels, coarse });
    if (found !== null && (best === null || found.loss < best.loss)) best = found;
  }
  return best;
}

/** Every way, finer ways of the first columns first. */
function lattice(heights: readonly number[]): readonly (readonly number[])[] {
  return heights.reduce<readonly (readonly number[])[]>(
    (ways, height) => ways.flatMap((way) => Array.from({ length: height + 1 }, (_, level) => [...way, level])),
    [[]],
  );
}

interface Way {
  readonly levels: readonly number[];
  readonly coarse: number;
}

function judge(rows: readonly RowToTell[], limits: RowLimits, { levels, coarse }: Way): GeneralisedRows | null {
  const groups = new Map<string, RowToTell[]>();
  for (const row of rows) {
    const key = toldAt(row, levels).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const kept = [...groups.values()].filter((group) => isEnough(group, limits));
  const people = kept.map((group) => new Set(group.map(({ unit }) => unit)).size);
  const many = kept.reduce((sum, group) => sum + group.length, 0);
  const leftOut = rows.length - many;
  if (many === 0 || leftOut * 100 > limits.leaveOut * rows.length) return null;
  return {
    ...{ levels, rows: kept.flat(), leftOut },
    loss: (many * coarse + leftOut) / rows.length,
    smallest: Math.min(...people),
    meanRisk: kept.reduce((sum, group, at) => sum + group.length / (people[at] ?? 1), 0) / many,
  };
}

function isEnough(group: readonly RowToTell[], { threshold, diversity, unknown }: RowLimits): boolean {
  if (new Set(group.map(({ unit }) => unit)).size < threshold) return false;
  return (group[0]?.sensitive ?? []).every((_, at) => {
    const values = new Set(group.map(({ sensitive }) => sensitive[at]));
    values.delete(unknown);
    return values.size >= diversity;
  });
}

/** What a row says at the given levels. */
export function toldAt({ told }: RowToTell, levels: readonly number[]): readonly string[] {
  return levels.map((level, at) => told[at]?.[level] ?? ANY);
}
