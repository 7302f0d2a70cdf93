// Puts a backup back into an empty database, all of it or nothing: checks the manifest, the seal, every part's rows and hash, and
// that program, master key and target fit. What was destroyed since is destroyed again by `apply-destructions.ts`, which runs
// before anything is served.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { KeyProvider } from '../store/keys.ts';
import { fillWholeDatabase, type Filling, type OwnerAccess, type TablePart } from '../store/whole-database.ts';
import { BackupError, readBackupKey, reasonOf, type BackupKey } from './backup-keys.ts';
import type { DestructionList } from './destruction-list.ts';
import { DATA_FILE, readManifest, requireGenuine, type Manifest, type PartCount } from './manifest.ts';
import { openStream, SEAL_ALGORITHM, SealBroken } from './sealed-stream.ts';
import { FramesBroken, readFrames } from './table-frames.ts';

export interface RestoreDeps {
  /** The list of destructions that is at hand. */
  readonly list: Pick<DestructionList, 'listId'>;
  readonly access: OwnerAccess;
  readonly keys: Pick<KeyProvider, 'witnessSigner'>;
}

export interface RestoreOptions {
  readonly folder: string;
  readonly keyFolder: string;
  /** `2026-11-22` */
  readonly today: string;
  readonly onPart: (part: PartCount) => void;
}

/** What can be said of a backup before a database is touched. @throws BackupError with what to do */
export function openBackup({ folder, keyFolder, today }: Omit<RestoreOptions, 'onPart'>): {
  readonly manifest: Manifest;
  readonly key: BackupKey;
} {
  const { manifest, mac } = readManifest(folder);
  const key = readBackupKey(keyFolder, manifest.id, today);
  requireGenuine(manifest, mac, key.key);
  if (manifest.algorithms.seal !== SEAL_ALGORITHM)
    throw new BackupError(
      'The backup was sealed by an algorithm that this version does not know. Use a newer version.',
    );
  return { manifest, key };
}

/** @throws BackupError with what to do; the database is as empty as it was then */
export async function restoreBackup(deps: RestoreDeps, options: RestoreOptions): Promise<Manifest> {
  const { manifest, key } = openBackup(options);
  if (manifest.installation !== deps.keys.witnessSigner().name)
    throw new BackupError(
      'The backup belongs to an installation with another master key. Put the file master.key of that one into the data folder of an installation that was never started, then restore again.',
    );
  if (manifest.lists.length > 0 && !manifest.lists.includes(deps.list.listId))
    throw new BackupError(
      'The list of destructions that is at hand is not the one of this backup, so what was lawfully destroyed could come back. Set CASEWRIGHT_DESTRUCTIONS to the folder of the right one, or put it in the place of the one that is there.',
    );
  try {
    await fillWholeDatabase(deps.access, async (filling) => {
      requireFit(manifest, filling);
      const sealed = createReadStream(join(options.folder, DATA_FILE), { highWaterMark: 1 << 20 });
      const plain = Readable.from(openStream(key.key, sealed), { objectMode: false });
      const frames = plain.pipe(createGunzip());
      // A pipe does not hand errors on.
      plain.on('error', (error) => frames.destroy(error));
      await fillAll(manifest, filling, { frames, onPart: options.onPart });
    });
  } catch (error) {
    throw explain(error, options.folder);
  }
  return manifest;
}

function requireFit(manifest: Manifest, { whole }: Filling): void {
  if (!whole.isEmpty)
    throw new BackupError('The database is not empty. Restore into a new one: set CASEWRIGHT_DATA or DATABASE_URL.');
  const named = (migrations: Manifest['migrations']): string => migrations.map(({ name, hash }) => name + hash).join();
  if (named(manifest.migrations) === named(whole.migrations)) return;
  throw new BackupError(
    `The backup was taken by a version with the schema ${manifest.migrations.at(-1)?.name ?? 'none'}, and this one has ${whole.migrations.at(-1)?.name ?? 'none'}. Restore it with the version that took it, then start this one, which brings the schema up to date.`,
  );
}

async function fillAll(
  manifest: Manifest,
  { put }: Filling,
  { frames, onPart }: { readonly frames: AsyncIterable<Buffer>; readonly onPart: RestoreOptions['onPart'] },
): Promise<void> {
  const expected = new Map(manifest.parts.map((part) => [nameOf(part), part]));
  await readFrames(frames, async (part, lines) => {
    const count = expected.get(nameOf(part));
    expected.delete(nameOf(part));
    const hash = createHash('sha256');
    const rows = await put(part, hashed(lines, hash));
    if (count === undefined || count.rows !== rows || count.sha256 !== hash.digest('hex'))
      throw new BackupError(`What the backup holds of ${nameOf(part)} is not what its manifest says.`);
    onPart(count);
  });
  if (expected.size > 0) throw new BackupError(`The backup lacks ${[...expected.keys()].join(', ')}.`);
}

async function* hashed(lines: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of lines) {
    hash.update(chunk);
    yield chunk;
  }
}

function nameOf({ table, tenant }: TablePart): string {
  return `${table} of agency ${tenant}`;
}

function explain(error: unknown, folder: string): unknown {
  if (error instanceof SealBroken || error instanceof FramesBroken)
    return new BackupError(`The backup in ${folder} is damaged, and nothing of it was restored. ${error.message}`, {
      cause: error,
    });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'EACCES' || code.startsWith('Z_'))
    return new BackupError(`The backup in ${folder} cannot be read: ${reasonOf(error)}`, { cause: error });
  return error;
}
