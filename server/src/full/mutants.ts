// Puts one fault at a time into a copy of the engine and asks whether our scenarios and trials notice it. The project's
// own sources are never changed; each copy runs in a process of its own, since a fault may never end.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { build } from 'esbuild';
import { MUTANTS, type Mutant } from './mutant-list.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface MutantsOptions extends SuiteOptions {
  /** Every how-manieth fault is tried; 1 tries all. */
  readonly every: number;
  /** Commands of the trials that each copy must survive. */
  readonly commands: number;
}

type Esbuild = { readonly build: typeof build };
type Verdict = 'found' | 'not found' | 'found, for it never ended' | 'does not fit the sources';

const LONGEST_MS = 180_000;

export async function mutants(options: MutantsOptions): Promise<SuiteResult> {
  const chosen = MUTANTS.filter((_, at) => at % options.every === 0);
  const failures: string[] = [];
  const sound = await verdictOf(options, null);
  if (sound !== 'not found') failures.push(`Without any fault the proofs say: ${sound}.`);
  let found = 0;
  for (const mutant of chosen) {
    const verdict = await verdictOf(options, mutant);
    options.say(`${mutant.name}: ${verdict}.`);
    if (verdict.startsWith('found')) found += 1;
    else failures.push(`${mutant.name} (${mutant.file}): ${verdict}.`);
  }
  return resultOf({ faults: chosen.length, found }, failures);
}

async function verdictOf(options: MutantsOptions, mutant: Mutant | null): Promise<Verdict> {
  const folder = join(options.folder, 'mutant');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(options.project, 'engine', 'src'), join(folder, 'src'), { recursive: true });
  if (mutant !== null && !applied(join(folder, 'src', mutant.file), mutant)) return 'does not fit the sources';
  writeFileSync(join(folder, 'src', 'probe.ts'), PROBE);
  writeFileSync(join(folder, 'probe.json'), JSON.stringify(probeInput(options)));
  const bundle = join(folder, 'probe.cjs');
  const built = await bundled(options.project, join(folder, 'src', 'probe.ts'), bundle);
  return built ? run(bundle, join(folder, 'probe.json')) : 'does not fit the sources';
}

async function bundled(project: string, entry: string, outfile: string): Promise<boolean> {
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  try {
    await esbuild.build({
      ...{ entryPoints: [entry], outfile, bundle: true, logLevel: 'silent', platform: 'node', format: 'cjs' },
      nodePaths: [join(project, 'node_modules')],
    });
    return true;
  } catch {
    return false;
  }
}

function applied(file: string, { find, put }: Mutant): boolean {
  const source = readFileSync(file, 'utf8');
  if (source.split(find).length !== 2) return false;
  writeFileSync(
    file,
    source.replace(find, () => put),
  );
  return true;
}

function probeInput({ project, seed, commands }: MutantsOptions): object {
  const folder = join(project, 'engine', 'scenarios');
  const scenarios = readdirSync(join(folder, 'scenarios')).map((name): object => {
    // Our own files, which a test reads by the same shape.
    const scenario = JSON.parse(readFileSync(join(folder, 'scenarios', name), 'utf8')) as {
      readonly deploy: readonly string[];
    };
    return { scenario, models: scenario.deploy.map((file) => readFileSync(join(folder, file), 'utf8')) };
  });
  return { scenarios, seed, commands };
}

function run(bundle: string, input: string): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, input], { stdio: 'ignore', timeout: LONGEST_MS });
    child.on('error', reject);
    child.on('exit', (code) =>
      resolve(code === 0 ? 'not found' : code === null ? 'found, for it never ended' : 'found'),
    );
  });
}

/** Lies in the copy beside the faulty rooms; ends with 1 at the first thing that is not as it should be. */
const PROBE = `
import { readFileSync } from 'node:fs';
import { playCmmnScenario, readCmmnScenario } from './cmmn/cmmn.ts';
import { runTrials } from './trial/trial.ts';
const { scenarios, seed, commands } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { scenario, models } of scenarios) {
  const read = readCmmnScenario(scenario);
  if ('problems' in read || playCmmnScenario(read.scenario, { models }).length > 0) process.exit(1);
}
if (runTrials({ seed, commands }).failures.length > 0) process.exit(1);
`;
