// The keys of backups: one file for each, kept apart from the backup, with the day on which it ends. A backup whose key was
// destroyed is noise, wherever copies of it lie. Knows no backup.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { SEAL_ALGORITHM } from './sealed-stream.ts';

export interface BackupKey {
  readonly id: string;
  readonly algorithm: number;
  readonly key: Buffer;
  /** The last day on which it may be used: `2027-03-31`. */
  readonly expiresOn: string;
}

/** What went wrong with a backup, as a sentence that says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const ENDING = '.backup-key.json';

export function makeBackupKey(folder: string, { id, expiresOn }: Pick<BackupKey, 'id' | 'expiresOn'>): BackupKey {
  const key = { id, algorithm: SEAL_ALGORITHM, key: randomBytes(32), expiresOn };
  const path = join(folder, `${id}${ENDING}`);
  try {
    makeFolder(resolve(folder));
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${JSON.stringify({ ...key, key: key.key.toString('hex') })}\n`);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    throw new BackupError(`The key of the backup cannot be written to ${path}: ${reasonOf(error)}`, { cause: error });
  }
  return key;
}

/** @throws BackupError where there is none, it cannot be read, or its day is over */
export function readBackupKey(folder: string, id: string, today: string): BackupKey {
  const path = join(folder, `${id}${ENDING}`);
  const key = readKeyFile(path);
  if (key === null)
    throw new BackupError(
      `${path} is missing. Put the key of this backup there; without it nobody can open the backup.`,
    );
  if (key.expiresOn < today)
    throw new BackupError(
      `The key of this backup ended on ${key.expiresOn}, so the backup must not be used any more. Restore a newer one.`,
    );
  return key;
}

/** Destroys the keys whose day is over. @returns their ids */
export function expireBackupKeys(folder: string, today: string): readonly string[] {
  return listBackupKeys(folder).flatMap(({ id, expiresOn }) => {
    if (expiresOn >= today) return [];
    removeBackupKey(folder, id);
    return [id];
  });
}

export function listBackupKeys(folder: string): readonly Pick<BackupKey, 'id' | 'expiresOn'>[] {
  const names = readNames(folder).filter((name) => name.endsWith(ENDING));
  return names.toSorted().flatMap((name) => readKeyFile(join(folder, name)) ?? []);
}

/** Its bytes are overwritten first; what the file system or its snapshots keep beside that is theirs. */
export function removeBackupKey(folder: string, id: string): void {
  const path = join(folder, `${id}${ENDING}`);
  const bytes = statSync(path).size;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, '0'), 0, bytes, 0);
  fsyncSync(file);
  closeSync(file);
  rmSync(path);
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw new BackupError(`The folder of backup keys ${folder} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

function readKeyFile(path: string): BackupKey | null {
  try {
    // Checked member by member right below.
    const found = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
    const { id, algorithm, key, expiresOn } = found;
    const good =
      typeof id === 'string' &&
      algorithm === SEAL_ALGORITHM &&
      typeof key === 'string' &&
      /^[0-9a-f]{64}$/.test(key) &&
      typeof expiresOn === 'string' &&
      /^\d{4}-\d\d-\d\d$/.test(expiresOn);
    if (good) return { id, algorithm, key: Buffer.from(key, 'hex'), expiresOn };
  } catch (error) {
    if (isMissing(error)) return null;
    if (!(error instanceof SyntaxError))
      throw new BackupError(`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  throw new BackupError(`${path} is not a key of a backup that this program knows.`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
