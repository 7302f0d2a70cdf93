// Makes a new database cluster in a folder, whole or not at all. Starts no server.
import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder, RunAs } from './data-folder.ts';
import { explainFailure, LaunchError } from './launch-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** The superuser of an embedded cluster, used to create roles and databases and for nothing else. */
export const adminRole = 'casewright_admin';

/** What a new cluster needs. `durability` none is for tests: nothing is flushed to disk. */
export interface NewCluster {
  readonly data: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly adminPassword: string;
  readonly durability: 'full' | 'none';
}

// A fresh cluster takes about 40 MB; with its first log segments and some cases it soon takes three times that.
const freeForNewMb = 150;
const freeForStartMb = 40;

/**
 * Refuses to go on where the disk is so full that PostgreSQL would stop in the middle of its work.
 * @param purpose `create` for a new cluster, `start` for one that is there
 */
export function requireFreeDisk(folder: string, purpose: 'create' | 'start'): void {
  const needMb = purpose === 'create' ? freeForNewMb : freeForStartMb;
  const disk = statfsSync(folder);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1_000_000);
  if (freeMb >= needMb) return;
  throw new LaunchError(
    `The disk that holds ${folder} is full: ${freeMb} MB are free, and the database needs at least ${needMb} MB to ${purpose === 'create' ? 'begin' : 'start safely'}. ` +
      'Free some space, or set CASEWRIGHT_DATA to a folder on another disk, then start again.',
  );
}

/**
 * Makes the cluster `<data folder>/postgres`. It is built beside that name and renamed, so an interruption leaves nothing half made.
 * @throws LaunchError when it cannot be made
 */
export async function initialiseCluster(options: NewCluster): Promise<void> {
  const { folder, runAs } = options.data;
  const unfinished = join(folder, 'postgres.init');
  const passwordFile = join(folder, 'postgres.password');
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    giveTo(runAs, unfinished);
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, options.adminPassword, { mode: 0o600 });
    giveTo(runAs, passwordFile);
    await runInitdb(options, [...initdbArguments(options), '--pgdata', unfinished, '--pwfile', passwordFile]);
    renameSync(unfinished, join(folder, 'postgres'));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw explainFailure(error, `create the database in ${folder}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Hands a file or folder to the unprivileged user; nothing to do where this process is not root. */
export function giveTo(user: RunAs | null, path: string): void {
  if (user !== null) chownSync(path, user.uid, user.gid);
}

/** Environment for PostgreSQL's programs: plain messages in English, and none of the caller's PG… settings. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** The user and working folder with which a program of PostgreSQL is run. */
export function spawnIdentity(data: DataFolder): { cwd: string; uid?: number; gid?: number } {
  return { cwd: data.folder, ...(data.runAs === null ? {} : { uid: data.runAs.uid, gid: data.runAs.gid }) };
}

function initdbArguments(options: NewCluster): readonly string[] {
  return [
    `--username=${adminRole}`,
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
    ...(options.durability === 'none' ? ['--no-sync'] : []),
  ];
}

async function runInitdb(options: NewCluster, args: readonly string[]): Promise<void> {
  const child = spawn(join(options.binaries.folder, 'initdb'), args, {
    ...spawnIdentity(options.data),
    env: quietEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that Ctrl-C in the terminal reaches us and not the middle of its work.
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  if (code === 0) return;
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    throw new LaunchError(
      `The disk that holds ${options.data.folder} became full while the database was being made. ` +
        'Free some space, or set CASEWRIGHT_DATA to a folder on another disk, then start again.',
    );
  }
  const reason = output.split('\n').filter((line) => /error|fatal|could not|cannot/i.test(line));
  throw new LaunchError(
    `Could not create the database in ${options.data.folder}: ${reason.join(' ') || `initdb ended with ${code}`}`,
  );
}
