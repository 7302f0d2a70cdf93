// Holds real imports of the two published logs against every figure that is known of them beforehand: from the publisher's
// own description and from counting the files without this program.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type ProgramPlace } from './program.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

/** One log with what must come out of it; members of the report by path, e.g. `clocks.decide.late`. */
export interface KnownLog {
  readonly name: string;
  readonly file: string;
  readonly mapping: string;
  readonly figures: Readonly<Record<string, number>>;
  /** Least rows a second, on two cores. */
  readonly rowsPerSecond: number | null;
}

export interface FiguresOptions extends SuiteOptions {
  readonly logs: readonly KnownLog[];
}

interface Checked {
  readonly name: string;
  readonly figures: Readonly<Record<string, { readonly known: number; readonly reported: number | null }>>;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly failures: readonly string[];
}

interface State {
  readonly seed: number;
  readonly checked: readonly Checked[];
}

export async function figures(options: FiguresOptions): Promise<SuiteResult> {
  const state = keepState<State>(stateFile(options), { seed: options.seed, checked: [] });
  for (const log of options.logs) {
    if (state.value.checked.some(({ name }) => name === log.name)) continue;
    const checked = await check(options, log);
    state.change({ checked: [...state.value.checked, checked] });
    options.say(
      `${log.name}: ${Object.keys(checked.figures).length} figures, ${checked.failures.length} of them wrong, ${checked.rowsPerSecond} rows a second.`,
    );
  }
  const { checked } = state.value;
  const logs = Object.fromEntries(checked.map(({ name, failures: _listed, ...counts }) => [name, counts]));
  return resultOf(
    { logs },
    checked.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`)),
  );
}

async function check(options: FiguresOptions, log: KnownLog): Promise<Checked> {
  mkdirSync(options.folder, { recursive: true });
  const file = join(options.folder, `${log.name}.json`);
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'figures') };
  const ended = await runProgram(place, [
    'import',
    log.file,
    '--mapping',
    log.mapping,
    '--agency',
    log.name,
    '--json',
    file,
  ]);
  if (ended.code === null || ended.code > 1)
    throw new Error(`The import of ${log.name} ended with ${ended.code}: ${ended.stderr.slice(-500)}`);
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const failures: string[] = [];
  const compared = Object.entries(log.figures).map(([path, known]) => {
    const reported = numberAt(report, path);
    if (reported !== known) failures.push(`${path} is ${reported} and should be ${known}.`);
    return [path, { known, reported }] as const;
  });
  const seconds = numberAt(report, 'seconds') ?? 0;
  const rowsPerSecond = Math.round((numberAt(report, 'events') ?? 0) / seconds);
  if (log.rowsPerSecond !== null && rowsPerSecond < log.rowsPerSecond)
    failures.push(
      `${rowsPerSecond} rows a second; the goal is ${log.rowsPerSecond}, missed by ${log.rowsPerSecond - rowsPerSecond}.`,
    );
  return { name: log.name, figures: Object.fromEntries(compared), seconds, rowsPerSecond, failures };
}

/** Parts of a path are separated by ` > ` where a name may hold a point. */
function numberAt(value: unknown, path: string): number | null {
  const found = path
    .split(' > ')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && name in at
          ? Object.entries(at).find(([key]) => key === name)?.[1]
          : undefined,
      value,
    );
  return typeof found === 'number' ? found : null;
}
