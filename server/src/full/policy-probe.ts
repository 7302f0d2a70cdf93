// Puts one fault into a copy of the policy room and asks whether the worlds notice it. The copy runs in a process of its
// own, since a fault may never end; the project's own sources are never changed.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { build } from 'esbuild';
import type { Mutant } from './mutant-list.ts';
import type { SuiteOptions } from './suite.ts';

export interface ProbeOptions extends Pick<SuiteOptions, 'project' | 'folder' | 'seed'> {
  readonly worlds: number;
}

type Esbuild = { readonly build: typeof build };

const LONGEST_MS = 180_000;

/** @param mutant null asks whether the room without any fault is accused */
export async function isCodeFaultFound(mutant: Mutant | null, options: ProbeOptions): Promise<boolean> {
  const folder = join(options.folder, 'mutant');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(options.project, 'engine', 'src', 'policy'), join(folder, 'policy'), { recursive: true });
  if (mutant !== null) {
    const file = join(folder, mutant.file);
    const source = readFileSync(file, 'utf8');
    if (source.split(mutant.find).length !== 2) return false;
    writeFileSync(
      file,
      source.replace(mutant.find, () => mutant.put),
    );
  }
  writeFileSync(join(folder, 'probe.ts'), probeText(options));
  const bundle = join(folder, 'probe.cjs');
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(options.project, 'package.json'))('esbuild') as Esbuild;
  await esbuild.build({
    ...{ entryPoints: [join(folder, 'probe.ts')], outfile: bundle, bundle: true, logLevel: 'silent', platform: 'node' },
    ...{ format: 'cjs', alias: { '@casewright/engine/policy': join(folder, 'policy', 'policy.ts') } },
  });
  return isAccused(bundle);
}

/** Ends with 1 at the first difference. */
function probeText({ project, seed, worlds }: ProbeOptions): string {
  const from = (path: string): string => JSON.stringify(join(project, path));
  return `
import { oracleAt } from ${from('oracles/access/access-oracle.ts')};
import { makeWorld } from ${from('oracles/access/make-world.ts')};
import { judgeWorld } from ${from('server/src/full/policy-worlds.ts')};
async function main() {
  for (let at = 0; at < ${worlds}; at += 1) {
    const oracle = { makeWorld, answerAt: oracleAt };
    const { differences } = await judgeWorld(${seed} * 1_000_003 + at, oracle, { ground: null });
    if (differences.length > 0) process.exit(1);
  }
}
main().catch(() => process.exit(1));
`;
}

function isAccused(bundle: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle], { stdio: 'ignore', timeout: LONGEST_MS });
    child.on('error', reject);
    // One that is stopped for its time has found nothing.
    child.on('exit', (code) => resolve(code === 1));
  });
}
