// Proves that the importer refuses exactly what it must: copies of a log are damaged from seeds, an oracle that shares no
// code with the product foretells what becomes of every row, and the report of a real import must say the same.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type ProgramPlace } from './program.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

/** What is foretold for one damaged log. */
export interface Foretold {
  readonly csv: string;
  readonly damages: number;
  readonly cases: number;
  readonly events: number;
  readonly applied: number;
  readonly rejected: number;
  readonly byCode: Readonly<Record<string, number>>;
  /** The code of every rejected row by its place in the file, from 1. */
  readonly rejections: ReadonlyMap<number, string>;
  /** Cases in which the engine's own penalty has no row. */
  readonly penaltiesWithoutRow: readonly string[];
}

export interface MutatedFinesOptions extends SuiteOptions {
  readonly seeds: readonly number[];
  readonly share: number;
  readonly mapping: string;
  readonly foretell: (seed: number, share: number) => Foretold;
}

interface Played {
  readonly seed: number;
  readonly damages: number;
  readonly byCode: Readonly<Record<string, { readonly foretold: number; readonly reported: number }>>;
  readonly rows: number;
  readonly failures: readonly string[];
  readonly seconds: number;
}

interface State {
  readonly seed: number;
  readonly played: readonly Played[];
}

/** The members of an import's report that are compared. */
interface Report {
  readonly cases: number;
  readonly events: number;
  readonly applied: number;
  readonly rejected: number;
  readonly rejections: readonly { readonly case: string; readonly index: number; readonly code: string }[];
  readonly engineEvents: { readonly unmatched: readonly { readonly case: string }[] };
}

export async function mutatedFines(options: MutatedFinesOptions): Promise<SuiteResult> {
  const state = keepState<State>(stateFile(options), { seed: options.seed, played: [] });
  for (const seed of options.seeds) {
    if (state.value.played.some((played) => played.seed === seed)) continue;
    const played = await playSeed(options, seed);
    state.change({ played: [...state.value.played, played] });
    options.say(
      `Seed ${seed}: ${played.rows} rows with ${played.damages} damages, ${played.failures.length === 0 ? 'every row as foretold' : `${played.failures.length} differences`}.`,
    );
    for (const [code, { foretold, reported }] of Object.entries(played.byCode))
      options.say(`  ${code}: ${foretold} foretold, ${reported} reported`);
  }
  const played = state.value.played;
  const rejected = played
    .flatMap(({ byCode }) => Object.values(byCode))
    .reduce((sum, { foretold }) => sum + foretold, 0);
  const failures = played.flatMap(({ seed, failures: found }) => found.map((failure) => `Seed ${seed}: ${failure}`));
  if (rejected === 0) failures.push('No row was to be rejected, so nothing was proved.');
  return resultOf({ share: options.share, seeds: played.map(({ failures: _listed, ...counts }) => counts) }, failures);
}

async function playSeed(options: MutatedFinesOptions, seed: number): Promise<Played> {
  const foretold = options.foretell(seed, options.share);
  mkdirSync(options.folder, { recursive: true });
  const log = join(options.folder, `damaged-${seed}.csv`);
  const file = join(options.folder, `damaged-${seed}.json`);
  writeFileSync(log, foretold.csv);
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'mutated') };
  const started = performance.now();
  const ended = await runProgram(place, [
    'import',
    log,
    '--mapping',
    options.mapping,
    '--agency',
    `seed-${seed}`,
    '--json',
    file,
  ]);
  if (ended.code === null || ended.code > 1)
    throw new Error(`The import of seed ${seed} ended with ${ended.code}: ${ended.stderr.slice(-500)}`);
  // The command has just written it in this shape.
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const reported = countBy(report.rejections.map(({ code }) => code));
  const codes = [...new Set([...Object.keys(foretold.byCode), ...Object.keys(reported)])].toSorted();
  return {
    seed,
    damages: foretold.damages,
    rows: report.events,
    byCode: Object.fromEntries(
      codes.map((code) => [code, { foretold: foretold.byCode[code] ?? 0, reported: reported[code] ?? 0 }]),
    ),
    failures: compare(foretold, report),
    seconds: (performance.now() - started) / 1000,
  };
}

function compare(foretold: Foretold, report: Report): readonly string[] {
  const failures: string[] = [];
  for (const figure of ['cases', 'events', 'applied', 'rejected'] as const) {
    if (report[figure] !== foretold[figure])
      failures.push(`${figure}: ${foretold[figure]} foretold, ${report[figure]} reported.`);
  }
  const reported = new Map(report.rejections.map(({ index, code }) => [index, code]));
  for (const index of new Set([...foretold.rejections.keys(), ...reported.keys()])) {
    const [should, is] = [foretold.rejections.get(index) ?? 'applied', reported.get(index) ?? 'applied'];
    if (should !== is) failures.push(`Row ${index}: ${should} foretold, ${is} reported.`);
  }
  const alone = new Set(report.engineEvents.unmatched.map((event) => event.case));
  const foretoldAlone = new Set(foretold.penaltiesWithoutRow);
  const differing = [...alone, ...foretoldAlone].filter((name) => alone.has(name) !== foretoldAlone.has(name));
  if (differing.length > 0)
    failures.push(`Penalties without a row differ in ${differing.length} cases, e.g. ${differing[0]}.`);
  return failures.slice(0, 30);
}

function countBy(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
