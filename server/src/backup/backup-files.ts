// Files of documents in a backup: sealed as they lie, under the keys that the sealed tables hold, so that they open with these and end
// with them. What lies in a bucket stays there, and is counted and looked for.
import { join } from 'node:path';
import { Corrupt } from '../errors.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { sealedSize } from '../files/file-seal.ts';
import type { ObjectName, ObjectStore } from '../files/object-store.ts';
import { PLATFORM, programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { listAgencies } from '../store/list-agencies.ts';
import { filesAfter } from '../store/stored-files.ts';

export interface FilesDeps {
  readonly database: Database;
  readonly store: ObjectStore;
}

export interface FilesInBackup {
  /** Whether they are in the backup's folder, or stayed in the bucket. */
  readonly kept: 'here' | 'bucket';
  readonly count: number;
  readonly bytes: number;
  /** Files that the store does not have, or not as they were kept. */
  readonly missing: number;
}

const FOLDER = 'files';
const PIECE = 4 * 1024 * 1024;

/** @param folder of the backup */
export async function backUpFiles(deps: FilesDeps, folder: string): Promise<FilesInBackup> {
  const { store } = deps;
  const kept = store.kind === 'folder' ? 'here' : 'bucket';
  const target = openDiskStore(join(folder, FOLDER));
  const tally = { count: 0, bytes: 0, missing: 0 };
  for await (const { object, bytes } of wholeFiles(deps)) {
    const isThere =
      (await store.size(object)) === bytes && (kept === 'bucket' || (await bringTo(target, store, { object, bytes })));
    if (isThere) {
      tally.count += 1;
      tally.bytes += bytes;
    } else tally.missing += 1;
  }
  return { kept, ...tally };
}

/** Puts back what rows of the restored tables name and the store does not have; what was destroyed since has no key and stays away. */
export async function restoreFiles(
  deps: FilesDeps,
  folder: string,
): Promise<{ readonly brought: number; readonly missing: number }> {
  const source = openDiskStore(join(folder, FOLDER));
  const tally = { brought: 0, missing: 0 };
  for await (const { object, bytes } of wholeFiles(deps)) {
    if ((await deps.store.size(object)) === bytes) continue;
    const isThere = (await source.size(object)) === bytes && (await bringTo(deps.store, source, { object, bytes }));
    tally[isThere ? 'brought' : 'missing'] += 1;
  }
  return tally;
}

export interface WholeObject {
  readonly object: ObjectName;
  /** Sealed bytes. */
  readonly bytes: number;
}

/** Its sealed bytes, piece by piece. */
export async function* piecesOf(
  from: Pick<ObjectStore, 'read'>,
  { object, bytes }: WholeObject,
): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; at += PIECE) yield from.read(object, at, Math.min(PIECE, bytes - at));
}

/** False where what was read is not what it is named. */
async function bringTo(
  to: Pick<ObjectStore, 'bring'>,
  from: Pick<ObjectStore, 'read'>,
  { object, bytes }: WholeObject,
): Promise<boolean> {
  try {
    await to.bring(object, piecesOf(from, { object, bytes }));
    return true;
  } catch (error) {
    if (error instanceof Corrupt) return false;
    throw error;
  }
}

/** Files of all agencies that are whole and open. */
async function* wholeFiles({ database }: FilesDeps): AsyncGenerator<WholeObject> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  for (const { tenant } of agencies.rows) yield* wholeFilesOf(database, tenant);
}

/** Of one agency. */
export async function* wholeFilesOf(database: Database, tenant: number): AsyncGenerator<WholeObject> {
  for await (const row of filesOf(database, tenant)) yield* wholeIn(tenant, row);
}

async function* filesOf(database: FilesDeps['database'], tenant: number): AsyncGenerator<FileRow> {
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
    const [page]: readonly { readonly rows: readonly FileRow[] }[] = await database.once(
      programContext(tenant, 'system.backup'),
      [filesAfter(tenant, after, 500)],
    );
    yield* page?.rows ?? [];
    after = page?.rows.at(-1)?.file;
  }
}

function wholeIn(tenant: number, { state, cipher, size, has_key: hasKey }: FileRow): readonly WholeObject[] {
  const isWhole = (state === 'received' || state === 'filed') && hasKey;
  return isWhole && cipher !== null && size !== null
    ? [{ object: { tenant, cipher: cipher.toString('hex') }, bytes: sealedSize(size) }]
    : [];
}

type FileRow = NonNullable<ReturnType<typeof filesAfter>['row']>;
