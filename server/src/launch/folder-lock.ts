// A lock file that outlives no owner: whoever holds it is named in it, and a dead owner's lock is taken over. It guards
// the making and starting of a database in one folder; it is not held while the database runs.
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainFailure, LaunchError } from './launch-error.ts';
import { processIdentity } from './process-identity.ts';

const waitAtMostMs = 120_000;

/**
 * Runs `work` while holding the lock file, waiting for another living holder.
 * @param path the lock file
 * @param work what to do; its result is handed on
 * @throws LaunchError when the file cannot be written, or another process holds it for two minutes
 */
export async function withFolderLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const own = processIdentity(process.pid) ?? `${process.pid}`;
  const giveUpAt = Date.now() + waitAtMostMs;
  while (!take(path, own)) {
    if (Date.now() > giveUpAt) {
      throw new LaunchError(
        `Another process (${read(path)}) has been starting the database for two minutes. Stop it, then start again.`,
      );
    }
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    if (read(path) === own) rmSync(path, { force: true });
  }
}

/** The number of the process that holds a lock file, or null. */
export function lockHolder(path: string): number | null {
  const pid = Number(read(path).split(':')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function take(path: string, own: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, own);
    closeSync(file);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw explainFailure(error, `write the lock file ${path}`);
    }
  }
  const holder = read(path);
  // An empty file is a holder between creating and writing; it is given time by the caller's next round.
  if (holder === '' || processIdentity(Number(holder.split(':')[0])) === holder) return false;
  setAside(path, holder);
  return false;
}

/** Takes a dead holder's file away; a rename, so that of two who see the same dead holder only one succeeds. */
function setAside(path: string, holder: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  // Another process may have replaced the dead lock between our read and our rename: then it is theirs, so put it back.
  if (read(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
