// Reads the file in which a running PostgreSQL names itself, and mends it after a crash. It never deletes that file: the
// file holds the shared-memory key by which PostgreSQL notices orphaned backends that still write.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processCommand, processIdentity } from './process-identity.ts';

// Above the largest process number that Linux can give out (4194304), so it can never belong to a process.
const impossiblePid = 4194305;

/**
 * The process number of the PostgreSQL that runs on a cluster.
 * @param cluster the folder given to initdb
 * @returns null when none runs: no file, a dead process, its zombie, or a number that now belongs to another program
 */
export function livePostmaster(cluster: string): number | null {
  const [first = '', folder = ''] = lines(cluster);
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0 || processIdentity(pid) === null) return null;
  const command = processCommand(pid);
  // Where the system hides command lines we must believe the number: refusing to start is safer than starting twice.
  if (command === '') return pid;
  return command.includes(cluster) || (folder !== '' && command.includes(folder)) ? pid : null;
}

/**
 * Lets a new PostgreSQL start after its predecessor died without tidying up. Only the dead number is replaced, so that
 * PostgreSQL still checks the shared memory for orphans. Call it only when `livePostmaster` says null.
 */
export function retirePostmasterFile(cluster: string, socketFolder: string): void {
  const file = join(cluster, 'postmaster.pid');
  const [first = '', ...rest] = lines(cluster);
  if (first === '') return;
  if (first !== `${impossiblePid}`) writeFileSync(file, [`${impossiblePid}`, ...rest].join('\n'));
  rmSync(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true });
}

function lines(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
