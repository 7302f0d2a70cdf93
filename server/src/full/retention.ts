// Random histories of cases, of each of which an oracle foretells from the text of the rules alone when it is due after every step; and faults
// in the rules, each of which must show against it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { build } from 'esbuild';
import { answersOfEngine, type HistoryToAsk, type Told } from './retention-answers.ts';
import { RETENTION_FAULTS } from './retention-faults.ts';
import { randomHistories } from './retention-histories.ts';
import type { Mutant } from './mutant-list.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface RetentionOptions extends SuiteOptions {
  /** Foretells the answers after each step. Written without the engine. */
  readonly oracle: (history: HistoryToAsk) => readonly Told[];
  readonly histories: number;
  /** Histories on which each fault is tried. */
  readonly historiesOfFault: number;
  /** Every how-manieth fault is tried; 1 tries all, 0 none. */
  readonly every: number;
}

const TOLD = 20;

export async function retention(options: RetentionOptions): Promise<SuiteResult> {
  const { seed, histories, oracle, every } = options;
  const statuses = new Map<string, number>();
  const failures: string[] = [];
  let answers = 0;
  let moved = 0;
  for (const history of randomHistories(seed, histories)) {
    const foretold = oracle(history);
    let before: string | null = null;
    for (const [at, told] of answersOfEngine(history).entries()) {
      answers += 1;
      statuses.set(told.status, (statuses.get(told.status) ?? 0) + 1);
      if (told.due !== before) moved += 1;
      before = told.due;
      const [is, should] = [textOf(told), textOf(foretold[at])];
      if (is !== should && failures.length < TOLD)
        failures.push(`History ${history.id}, step ${at + 1}: the engine says ${is}, the oracle ${should}.`);
    }
  }
  const floors = statuses.get('due') ?? 0;
  if (floors === 0) failures.push('No history was ever due, so that nothing is shown.');
  const chosen = every === 0 ? [] : RETENTION_FAULTS.filter((_, at) => at % every === 0);
  let caught = 0;
  for (const fault of chosen) {
    const verdict = await verdictOf(options, fault);
    options.say(`${fault.name}: ${verdict}.`);
    if (verdict === 'caught') caught += 1;
    else failures.push(`The fault “${fault.name}” (${fault.file}) is ${verdict}.`);
  }
  const counts = { histories, answers, 'dates that moved': moved, faults: chosen.length, caught };
  return resultOf({ ...counts, statuses: Object.fromEntries(statuses) }, failures);
}

function textOf(told: Told | undefined): string {
  if (told === undefined) return 'nothing';
  const { status, class: name, trigger, due, by, action } = told;
  return JSON.stringify([status, name, trigger, due, by, action]);
}

type Verdict = 'caught' | 'not caught' | 'not fitting the sources';
type Esbuild = { readonly build: typeof build };

/** In a copy of the engine and a process of its own; the sources are never changed. */
async function verdictOf(options: RetentionOptions, fault: Mutant): Promise<Verdict> {
  const folder = join(options.folder, 'fault');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const engine = join(folder, 'src');
  cpSync(join(options.project, 'engine', 'src'), engine, { recursive: true });
  const file = join(engine, fault.file);
  const source = readFileSync(file, 'utf8');
  if (source.split(fault.find).length !== 2) return 'not fitting the sources';
  writeFileSync(
    file,
    source.replace(fault.find, () => fault.put),
  );
  const histories = [...randomHistories(options.seed + 1, options.historiesOfFault)];
  writeFileSync(join(folder, 'histories.json'), JSON.stringify(histories));
  if (!(await bundled(options.project, folder))) return 'not fitting the sources';
  const ran = spawnSync(process.execPath, [join(folder, 'probe.cjs'), join(folder, 'histories.json')], {
    ...{ encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 },
  });
  // One that throws or never ends is noticed by that.
  if (ran.status !== 0) return 'caught';
  const foretold = histories.map((history) => options.oracle(history).map(textOf));
  return ran.stdout === JSON.stringify(foretold) ? 'not caught' : 'caught';
}

const PROBE = `
import { readFileSync } from 'node:fs';
import { answersOfEngine } from './retention-answers.ts';
const told = JSON.parse(readFileSync(process.argv[2], 'utf8')).map((history) => answersOfEngine(history)
  .map(({ status, class: name, trigger, due, by, action }) => JSON.stringify([status, name, trigger, due, by, action])));
process.stdout.write(JSON.stringify(told));
`;

const DOORS = ['definition', 'retention', 'expression', 'entries', 'case'];

async function bundled(project: string, folder: string): Promise<boolean> {
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  const engine = join(folder, 'src');
  cpSync(join(project, 'server', 'src', 'full', 'retention-answers.ts'), join(folder, 'retention-answers.ts'));
  writeFileSync(join(folder, 'probe.ts'), PROBE);
  try {
    await esbuild.build({
      ...{ entryPoints: [join(folder, 'probe.ts')], outfile: join(folder, 'probe.cjs') },
      ...{ bundle: true, logLevel: 'silent', platform: 'node', format: 'cjs' },
      alias: Object.fromEntries(DOORS.map((door) => [`@casewright/engine/${door}`, join(engine, door, `${door}.ts`)])),
      nodePaths: [join(project, 'node_modules')],
    });
    return true;
  } catch {
    return false;
  }
}
