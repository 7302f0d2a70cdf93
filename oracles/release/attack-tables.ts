// An attack on tables of counts: somebody who kept every release, knows how it was made, and has a solver of whole-number programmes.
// They want a figure of which they can say: somebody is in it, and fewer than k. It knows nothing of how figures were kept back.
import type { Highs } from 'highs';
import { type OpenColumn, type OpenTable, TOTAL } from './read-open-data.ts';

/** A figure of which the attacker says that it is small; of a difference, that so few came between two releases. */
export interface Claim {
  readonly kind: 'told' | 'reckoned' | 'told-difference' | 'reckoned-difference';
  readonly period: string;
  readonly at: Readonly<Record<string, string>>;
  /** Which release; of a difference, the later one. */
  readonly release: number;
  readonly least: number;
  readonly most: number;
}

export interface Attacked {
  readonly claims: readonly Claim[];
  /** Figures kept back that were tried, and programmes that were solved. */
  readonly tried: number;
  readonly solved: number;
}

/** @param releases the tables of each, oldest first */
export function attackTables(highs: Highs, releases: readonly (readonly OpenTable[])[], threshold: number): Attacked {
  const periods = new Set(releases.flatMap((tables) => tables.flatMap(({ rows }) => rows.map(({ period }) => period))));
  const attacks = [...periods].map((period) => attackPeriod({ highs, releases, threshold, period }));
  return {
    claims: attacks.flatMap(({ claims }) => claims),
    tried: attacks.reduce((sum, { tried }) => sum + tried, 0),
    solved: attacks.reduce((sum, { solved }) => sum + solved, 0),
  };
}

interface Attack {
  readonly highs: Highs;
  readonly releases: readonly (readonly OpenTable[])[];
  readonly threshold: number;
  readonly period: string;
}

interface Figure {
  readonly at: Readonly<Record<string, string>>;
  readonly cells: readonly number[];
  readonly count: number | null;
}

function attackPeriod(attack: Attack): Attacked {
  const { releases, threshold, period } = attack;
  const seen = releases.map((tables) => figuresOf(tables, period));
  const claims: Claim[] = [];
  const isSmall = (value: number): boolean => value >= 1 && value < threshold;
  const totals = { tried: 0, solved: 0 };
  const reckon = (found: Attacked): void => {
    claims.push(...found.claims);
    totals.tried += found.tried;
    totals.solved += found.solved;
  };
  for (const [release, figures] of seen.entries()) {
    for (const { at, count } of figures)
      if (count !== null && isSmall(count))
        claims.push({ kind: 'told', period, at, release, least: count, most: count });
    reckon(attackSystem(attack, { figures: [figures], release }));
    const before = seen[release - 1];
    if (before === undefined || before.length === 0) continue;
    claims.push(...toldDifferences(before, figures, { threshold, period, release }));
    reckon(attackSystem(attack, { figures: [before, figures], release }));
  }
  return { claims, ...totals };
}

function toldDifferences(
  before: readonly Figure[],
  after: readonly Figure[],
  { threshold, period, release }: { readonly threshold: number; readonly period: string; readonly release: number },
): readonly Claim[] {
  const counts = new Map(before.map(({ at, count }) => [JSON.stringify(at), count]));
  return after.flatMap(({ at, count }): readonly Claim[] => {
    const was = counts.get(JSON.stringify(at)) ?? null;
    if (was === null || count === null) return [];
    const moved = Math.abs(count - was);
    const isFew = moved >= 1 && moved < threshold;
    return isFew ? [{ kind: 'told-difference', period, at, release, least: moved, most: moved }] : [];
  });
}

interface System {
  /** One release by itself; or two, of which the later only adds to the earlier. */
  readonly figures: readonly (readonly Figure[])[];
  readonly release: number;
}

/** Sums over variables: cells of the first release, then how many came to each. */
interface Row {
  readonly variables: readonly number[];
  readonly count: number;
}

function attackSystem({ highs, threshold, period }: Attack, { figures, release }: System): Attacked {
  const [first = [], second] = figures;
  const width = Math.max(0, ...[...first, ...(second ?? [])].flatMap(({ cells }) => cells)) + 1;
  const later = (cells: readonly number[]): readonly number[] => [...cells, ...cells.map((cell) => cell + width)];
  const rows: Row[] = [
    ...first.flatMap(({ cells, count }) => (count === null ? [] : [{ variables: cells, count }])),
    ...(second ?? []).flatMap(({ cells, count }) => (count === null ? [] : [{ variables: later(cells), count }])),
  ];
  const targets =
    second === undefined
      ? first
          .filter(({ count }) => count === null)
          .map(({ at, cells }) => ({ at, variables: cells, kind: 'reckoned' as const }))
      : [
          ...first
            .filter(({ count }) => count === null)
            .map(({ at, cells }) => ({ at, variables: cells, kind: 'reckoned' as const })),
          ...second
            .filter(({ count }) => count === null)
            .map(({ at, cells }) => ({ at, variables: later(cells), kind: 'reckoned' as const })),
          ...second.map(({ at, cells }) => ({
            ...{ at, kind: 'reckoned-difference' as const },
            variables: cells.map((cell) => cell + width),
          })),
        ];
  const solver = solverOf(highs, rows, second === undefined ? width : 2 * width);
  const claims = targets.flatMap(({ at, variables, kind }): readonly Claim[] => {
    const span = solver.smallSpan(variables, threshold);
    return span === null ? [] : [{ kind, period, at, release, ...span }];
  });
  return { claims, tried: targets.length, solved: solver.solved() };
}

interface Solver {
  /** Between what a sum lies, where it lies between one and less than the threshold; null where it may not. */
  readonly smallSpan: (
    variables: readonly number[],
    threshold: number,
  ) => { readonly least: number; readonly most: number } | null;
  readonly solved: () => number;
}

/** Every solution is remembered: one in which a figure is nought or large says that no claim on it holds. */
function solverOf(highs: Highs, rows: readonly Row[], width: number): Solver {
  const worlds: number[][] = [];
  let [solved, isPossible] = [0, true];
  const sumOf = (world: readonly number[], variables: readonly number[]): number =>
    variables.reduce((sum, variable) => sum + (world[variable] ?? 0), 0);
  const solve = (sense: 'Maximize' | 'Minimize', variables: readonly number[], most: number): number | null => {
    solved += 1;
    const found = solveWhole(highs, programmeOf({ sense, variables, rows, width, most }), width);
    if (found === null) return null;
    worlds.push(found);
    return sumOf(found, variables);
  };
  return {
    solved: () => solved,
    smallSpan(variables, threshold) {
      const told = worlds.map((world) => sumOf(world, variables));
      if (!isPossible || told.some((value) => value < 1 || value >= threshold)) return null;
      const most = solve('Maximize', variables, threshold);
      if (most === null) isPossible = false;
      if (most === null || most >= threshold || most < 1) return null;
      const least = solve('Minimize', variables, threshold);
      return least === null || least < 1 ? null : { least, most };
    },
  };
}

interface Programme {
  readonly sense: 'Maximize' | 'Minimize';
  readonly variables: readonly number[];
  readonly rows: readonly Row[];
  readonly width: number;
  /** More than this is not looked for, so that no programme is without an end. */
  readonly most: number;
}

/** In the format of CPLEX. */
function programmeOf({ sense, variables, rows, width, most }: Programme): string {
  const sum = (of: readonly number[]): string => of.map((variable) => `x${variable}`).join(' + ');
  const names = Array.from({ length: width }, (_, variable) => `x${variable}`);
  return [
    sense,
    ` obj: ${sum(variables)}`,
    'Subject To',
    ...rows.map(({ variables: of, count }, at) => ` r${at}: ${sum(of)} = ${count}`),
    ...(sense === 'Maximize' ? [` cap: ${sum(variables)} <= ${most}`] : []),
    ` all: ${sum(names.map((_, at) => at))} >= 0`,
    'General',
    ` ${names.join(' ')}`,
    'End',
  ].join('\n');
}

function solveWhole(highs: Highs, programme: string, width: number): number[] | null {
  const result = highs.solve(programme, { output_flag: false });
  if (result.Status === 'Infeasible') return null;
  if (result.Status !== 'Optimal') throw new Error(`The solver answers ${result.Status}.`);
  const { Columns: columns } = result;
  return Array.from({ length: width }, (_, variable) => Math.round(columns[`x${variable}`]?.Primal ?? 0));
}

/** Each figure of a period once, with the cells that it adds up: those of all columns of all tables. */
function figuresOf(tables: readonly OpenTable[], period: string): readonly Figure[] {
  const columns = new Map(tables.flatMap((table) => table.columns.map((column) => [column.name, column] as const)));
  const found = new Map<string, Figure>();
  for (const { rows } of tables)
    for (const row of rows) {
      if (row.period !== period) continue;
      const at = Object.fromEntries([...columns.keys()].map((name) => [name, row.at[name] ?? TOTAL]));
      const key = JSON.stringify(at);
      const before = found.get(key);
      if (before !== undefined && before.count !== null) continue;
      found.set(key, { at, cells: before?.cells ?? cellsOf([...columns.values()], at), count: row.count });
    }
  return [...found.values()];
}

function cellsOf(columns: readonly OpenColumn[], at: Readonly<Record<string, string>>): readonly number[] {
  return columns.reduce<readonly number[]>(
    (cells, { name, finest, within }) => {
      const label = at[name] ?? TOTAL;
      const chosen = finest.flatMap((category, position) =>
        label === TOTAL || (within.get(category) ?? []).includes(label) ? [position] : [],
      );
      return cells.flatMap((cell) => chosen.map((position) => cell * finest.length + position));
    },
    [0],
  );
}
