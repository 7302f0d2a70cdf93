// Takes a backup: every table in one snapshot, keys as they are stored, that is wrapped, compressed and sealed under a key of
// its own. The manifest is written last; a folder without one is no backup, and an interruption leaves nothing behind.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ObjectStore } from '../files/object-store.ts';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { knownLists } from '../store/destruction-lists.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readLastCheckpoint } from '../store/make-checkpoint.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { readWholeDatabase, type OwnerAccess, type TablePart, type WholeDatabase } from '../store/whole-database.ts';
import { BackupError, makeBackupKey, reasonOf, removeBackupKey, type BackupKey } from './backup-keys.ts';
import { backUpFiles } from './backup-files.ts';
import { makeFolder } from './make-folder.ts';
import { DATA_FILE, MANIFEST_FILE, manifestText, type Manifest, type PartCount } from './manifest.ts';
import { SEAL_ALGORITHM, sealStream } from './sealed-stream.ts';
import { framesOf } from './table-frames.ts';

export interface BackupDeps {
  readonly access: OwnerAccess;
  readonly database: Database;
  readonly keys: Pick<KeyProvider, 'witnessSigner'>;
  /** Where files of documents are kept; absent: they are not part of it. */
  readonly store?: ObjectStore;
  readonly nowMs: () => number;
}

export interface BackupOptions {
  /** New or empty. */
  readonly folder: string;
  readonly keyFolder: string;
  readonly expiresOn: string;
  /** Told of each part that is in. */
  readonly onPart: (part: PartCount) => void;
}

/** @throws BackupError with what to do; nothing is left then */
export async function takeBackup(deps: BackupDeps, options: BackupOptions): Promise<Manifest> {
  const { folder, keyFolder, expiresOn } = options;
  prepareFolder(folder);
  const id = uuidV7(deps.nowMs());
  const key = makeBackupKey(keyFolder, { id, expiresOn });
  try {
    const tables = await write(deps, options, key);
    const { database, store } = deps;
    const manifest =
      store === undefined ? tables : { ...tables, files: await backUpFiles({ database, store }, folder) };
    const path = join(folder, MANIFEST_FILE);
    writeFileSync(`${path}.new`, manifestText(manifest, key.key), { flush: true });
    renameSync(`${path}.new`, path);
    await syncFolder(folder);
    return manifest;
  } catch (error) {
    for (const name of [DATA_FILE, MANIFEST_FILE, `${MANIFEST_FILE}.new`, 'files'])
      rmSync(join(folder, name), { force: true, recursive: true });
    removeBackupKey(keyFolder, id);
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(String(error.code))
    )
      throw new BackupError(`The backup cannot be written to ${folder}: ${reasonOf(error)}`, { cause: error });
    throw error;
  }
}

function prepareFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    if (readdirSync(folder).length > 0)
      throw new BackupError(`${folder} is not empty. Name a new folder, so that no older backup is lost.`);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`The folder ${folder} cannot be made: ${reasonOf(error)}`, { cause: error });
  }
}

async function write(deps: BackupDeps, { folder, onPart }: BackupOptions, key: BackupKey): Promise<Manifest> {
  const takenAt = new Date(deps.nowMs()).toISOString();
  return readWholeDatabase(deps.access, async (whole, linesOf) => {
    const counts: PartCount[] = [];
    const parts = partsOf(whole);
    const counted = (part: TablePart): AsyncIterable<Buffer> =>
      countLines(part, linesOf(part), (count) => {
        counts.push(count);
        onPart(count);
      });
    const file = join(folder, DATA_FILE);
    if (existsSync(file)) throw new BackupError(`${file} is there already.`);
    await pipeline(
      Readable.from(framesOf(parts, counted), { objectMode: false }),
      createGzip({ level: 1 }),
      (compressed: AsyncIterable<Buffer>) => sealStream(key.key, compressed),
      createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
    );
    return {
      ...({ format: 'casewright-backup/1', id: key.id, takenAt, expiresOn: key.expiresOn } as const),
      algorithms: { seal: SEAL_ALGORITHM, hash: 1, compression: 1 },
      installation: deps.keys.witnessSigner().name,
      migrations: whole.migrations,
      lists: await listsOf(deps.database),
      logs: await checkpointsOf(deps.database, whole.tenants),
      parts: counts,
    };
  });
}

function partsOf({ tables, tenants }: WholeDatabase): readonly TablePart[] {
  return tables.flatMap(({ table }) => tenants.map((tenant) => ({ table, tenant })));
}

/** Rows are lines: COPY writes a newline inside a value as two characters. */
async function* countLines(
  part: TablePart,
  lines: AsyncIterable<Buffer>,
  told: (count: PartCount) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const chunk of lines) {
    hash.update(chunk);
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1;
    yield chunk;
  }
  told({ ...part, rows, sha256: hash.digest('hex') });
}

async function listsOf(database: Database): Promise<readonly string[]> {
  const [lists] = await database.once(PLATFORM, [knownLists(PLATFORM.tenant)]);
  return lists.rows.map((row) => row.list_id);
}

async function checkpointsOf(database: Database, tenants: readonly number[]): Promise<Manifest['logs']> {
  const logs: { readonly tenant: number; readonly checkpoint: string | null }[] = [];
  for (const tenant of tenants.filter((each) => each > 0)) {
    const [rows] = await database.once(programContext(tenant, 'system.backup'), [readLastCheckpoint(tenant)]);
    logs.push({ tenant, checkpoint: rows.rows[0]?.note ?? null });
  }
  return logs;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
