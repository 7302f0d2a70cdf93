// Decides where the data of this installation lives and under which user the embedded database runs. PostgreSQL refuses
// to run as root, so root drops to an unprivileged user, who must be able to reach the folder. Knows nothing of SQL.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { explainFailure, LaunchError } from './launch-error.ts';

/** The unprivileged user that a process of root becomes. */
export interface RunAs {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where data lives. `runAs` is null when this process is not root; `moved` says why another folder was taken. */
export interface DataFolder {
  readonly folder: string;
  readonly runAs: RunAs | null;
  readonly moved: string | null;
}

/**
 * Creates the data folder, or another one where the unprivileged user cannot reach the one asked for.
 * @param asked the folder from the configuration, relative to the working folder
 * @throws LaunchError when no folder can be made
 */
export function prepareDataFolder(asked: string): DataFolder {
  const wanted = resolve(asked);
  if (process.getuid?.() !== 0) {
    return { folder: make(wanted, 0o700), runAs: null, moved: null };
  }
  const folder = make(wanted, 0o711);
  const runAs = userFor(folder);
  if (canReach(runAs, folder)) return { folder, runAs, moved: null };
  const elsewhere = folderElsewhere(folder);
  const other = userFor(elsewhere);
  if (!canReach(other, elsewhere)) {
    throw new LaunchError(
      `The database must run as the user ${runAs.name}, who can reach neither ${folder} nor ${elsewhere}. ` +
        'Set CASEWRIGHT_DATA to a folder that everybody may enter, e.g. /srv/casewright, then start again.',
    );
  }
  return {
    folder: elsewhere,
    runAs: other,
    moved: `PostgreSQL does not run as root, and the user ${runAs.name} cannot enter ${folder}, so the data is kept in ${elsewhere}.`,
  };
}

/**
 * The folder that stands for one which the unprivileged user cannot enter. A note in that one says which it is, so that a
 * new clone in the same place does not find the data of one that was deleted.
 */
function folderElsewhere(folder: string): string {
  const note = join(folder, 'data-is-in');
  const root = make('/var/lib/casewright', 0o711);
  const name = `${basename(dirname(folder))}-${randomBytes(6).toString('hex')}`.replaceAll(/[^A-Za-z0-9_.-]/g, '-');
  try {
    writeFileSync(note, `${join(root, name)}\n`, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      throw explainFailure(error, `write ${note}`);
  }
  return make(readFileSync(note, 'utf8').trim(), 0o711);
}

/**
 * Creates a data folder that only this process's own user needs to reach: where somebody else runs the database.
 * @throws LaunchError when it cannot be made
 */
export function preparePrivateFolder(asked: string): string {
  return make(resolve(asked), 0o700);
}

/** Whether that user can enter a folder and read what is in it; asked of the system itself, so that ACLs count too. */
export function canReach(user: RunAs, folder: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  if (probe.error)
    throw explainFailure(probe.error, `become the user ${user.name}, since PostgreSQL does not run as root`);
  return probe.status === 0;
}

/** The user that root becomes: the owner of what is there already, else `postgres`, else `nobody`. */
function userFor(folder: string): RunAs {
  const users = readUsers(readFileSync('/etc/passwd', 'utf8'));
  const cluster = join(folder, 'postgres');
  const owner = existsSync(cluster) ? statSync(cluster).uid : 0;
  const user =
    users.find((one) => owner !== 0 && one.uid === owner) ??
    users.find((one) => one.name === 'postgres') ??
    users.find((one) => one.name === 'nobody');
  if (user) return user;
  throw new LaunchError(
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** The entries of a passwd file that are not root. */
export function readUsers(passwd: string): readonly RunAs[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid = '', gid = '']) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.name !== '' && user.uid > 0 && Number.isInteger(user.gid));
}

function make(folder: string, mode: number): string {
  try {
    if (!existsSync(folder)) {
      makeParents(dirname(folder));
      makeOne(folder);
      chmodSync(folder, mode);
    }
    return realpathSync(folder);
  } catch (error) {
    throw explainFailure(error, `create the data folder ${folder}`);
  }
}

/** One after the other, since `recursive` of Node 20 never ends where the system says that a parent is not there (in /proc). */
function makeParents(folder: string): void {
  if (existsSync(folder)) return;
  makeParents(dirname(folder));
  makeOne(folder);
}

/** Another process may be making the same folders. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && statSync(folder).isDirectory()))
      throw error;
  }
}
