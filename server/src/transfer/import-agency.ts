// Brings an agency into this installation from a bag, all of it or nothing, beside the agencies that are served meanwhile. Its number,
// its log's identity and every hash stay what they were; only what wraps its keys is of this installation.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBackupKey } from '../backup/backup-keys.ts';
import { openStream, SealBroken } from '../backup/sealed-stream.ts';
import { fillAgency, type AgencyIn } from '../store/agency-rows.ts';
import type { ObjectStore } from '../files/object-store.ts';
import {
  addAgency,
  addBroughtKey,
  putAgencySecret,
  removeAgencyKeys,
  secretKeyId,
  somebodyOfAgency,
} from '../store/agency-secrets.ts';
import { PLATFORM, programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { SECRET_PURPOSES } from '../store/keys.ts';
import { listAgencies } from '../store/list-agencies.ts';
import type { Statement } from '../store/statement.ts';
import type { OwnerAccess } from '../store/whole-database.ts';
import { wrapAgencyKey, type KeyService } from '../store/wrap-agency-keys.ts';
import {
  AGENCY_FILE,
  cipherOf,
  readAgencyManifest,
  SECRETS_FILE,
  tableFile,
  TransferError,
  type AgencyManifest,
  type AgencySecrets,
  type TableCount,
} from './agency-bag.ts';
import { bringFrom, readSealedJson } from './read-bag.ts';
import { recordTransfer, TRANSFER } from './record-transfer.ts';
import { checkBag, type BagVerdict } from './check-bag.ts';

export interface ImportDeps {
  readonly access: OwnerAccess;
  readonly database: Database;
  readonly files: ObjectStore;
  /** Wraps what the agency brings. */
  readonly wraps: KeyService;
  readonly refreshKeys: () => Promise<void>;
  /** How long a running server may take to learn of what the agency brings. */
  readonly settleMs: number;
  readonly nowMs: () => number;
}

export interface ImportOptions {
  readonly folder: string;
  readonly keyFolder: string;
  /** `2026-11-22` */
  readonly today: string;
  readonly onTable: (table: TableCount) => void;
}

/** @throws TransferError or BackupError, which say what to do; nothing of the agency is here then but its name and what it brought */
export async function importAgency(deps: ImportDeps, options: ImportOptions): Promise<AgencyManifest> {
  const { folder } = options;
  const bag = await checkBag(folder);
  if (bag.problems.length > 0)
    throw new TransferError(
      `${folder} is not whole, and nothing of it was brought in: ${bag.problems.slice(0, 5).join(' ')}`,
    );
  const manifest = readAgencyManifest(await readFile(join(folder, 'data', AGENCY_FILE)));
  const { key } = readBackupKey(options.keyFolder, manifest.id, options.today);
  await requireFree(deps, manifest);
  try {
    // First, so that no row is without its file. What is left of an import that failed is put aside by the sweep.
    await bringFiles(deps, { folder, tenant: manifest.tenant, payload: bag.payload });
    await arrive(deps, { manifest, folder, key });
    await fill(deps, { manifest, folder, key, onTable: options.onTable });
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new TransferError(`The key is not that of this bag, or the bag was changed. ${error.message}`, {
      cause: error,
    });
  }
  await recordTransfer(deps, manifest.tenant, ['brought-in', { bag: manifest.id, takenAt: manifest.takenAt }]);
  return manifest;
}

async function bringFiles(
  { files }: ImportDeps,
  { folder, tenant, payload }: { readonly folder: string; readonly tenant: number } & Pick<BagVerdict, 'payload'>,
): Promise<void> {
  for (const { path, size } of payload) {
    const cipher = cipherOf(path);
    if (cipher === null) continue;
    const object = { tenant, cipher };
    if ((await files.size(object)) === size) continue;
    await bringFrom(files, object, join(folder, path));
  }
}

/** Also after an import that was cut off: then the agency is here by name, and has nobody. */
async function requireFree({ database }: ImportDeps, { tenant, slug }: AgencyManifest): Promise<void> {
  const [{ rows }] = await database.once(PLATFORM, [listAgencies()]);
  const other = rows.find((row) => row.tenant === tenant || row.slug === slug);
  if (other === undefined) return;
  if (other.tenant !== tenant || other.slug !== slug)
    throw new TransferError(
      `The number ${tenant} or the name ${slug} of the agency belongs to ${other.slug} here. What was signed names the number, so it cannot change; bring the agency into another installation.`,
    );
  const [people] = await database.once(programContext(tenant, TRANSFER), [somebodyOfAgency(tenant)]);
  if (people.count > 0) throw new TransferError(`The agency ${slug} is here already. Nothing was changed.`);
}

interface Arriving {
  readonly manifest: AgencyManifest;
  readonly folder: string;
  readonly key: Buffer;
}

/** Its name and what it brings come first, and every running server learns of them before anything is there to be served. */
async function arrive(deps: ImportDeps, { manifest, folder, key }: Arriving): Promise<void> {
  const { access, wraps, refreshKeys, settleMs } = deps;
  const { tenant, slug, name } = manifest;
  // What was sealed under the key of the bag, `exportAgency` wrote.
  const brought = (await readSealedJson(folder, SECRETS_FILE, key)) as AgencySecrets;
  const secrets = await Promise.all(
    SECRET_PURPOSES.map(async (purpose) => {
      const secret = Buffer.from(brought.secrets[purpose], 'base64');
      return putAgencySecret(
        tenant,
        purpose,
        await wrapAgencyKey(wraps, { tenant, keyId: secretKeyId(purpose) }, secret),
      );
    }),
  );
  const keys = await Promise.all(brought.agencyKeys.map((each) => keyRow(wraps, tenant, each)));
  await fillAgency(access, tenant, async ({ run }) => {
    await run(addAgency({ tenant, slug, name }));
    await run(removeAgencyKeys(tenant));
    for (const statement of [...secrets, ...keys]) await run(statement);
  });
  await refreshKeys();
  await new Promise((resolve) => setTimeout(resolve, settleMs));
}

async function keyRow(
  wraps: KeyService,
  tenant: number,
  { keyId, key, createdAt, finishedAt, retiredAt }: AgencySecrets['agencyKeys'][number],
): Promise<Statement> {
  const wrapped =
    key === null
      ? { service: 'retired', algorithm: 1, wrapped: Buffer.alloc(0) }
      : await wrapAgencyKey(wraps, { tenant, keyId }, Buffer.from(key, 'base64'));
  const times = { created_at: createdAt, finished_at: finishedAt, retired_at: retiredAt };
  return addBroughtKey({ tenant, key_id: keyId, ...wrapped, ...times });
}

function fill(
  { access }: ImportDeps,
  { manifest, folder, key, onTable }: Arriving & Pick<ImportOptions, 'onTable'>,
): Promise<void> {
  return fillAgency(access, manifest.tenant, async (agency) => {
    requireFit(manifest, agency);
    const expected = new Map(manifest.tables.map((count) => [count.table, count]));
    for (const { table } of agency.tables) {
      const count = expected.get(table);
      if (count === undefined) throw new TransferError(`The bag has no rows of ${table}; take it again.`);
      // It came first.
      if (table === 'agency') continue;
      const file = createReadStream(join(folder, 'data', tableFile(table, manifest.sealed)), {
        highWaterMark: 1 << 20,
      });
      const hash = createHash('sha256');
      const rows = await agency.put(table, hashed(manifest.sealed ? openStream(key, file) : file, hash));
      if (rows !== count.rows || hash.digest('hex') !== count.sha256)
        throw new TransferError(`What the bag holds of ${table} is not what it says. Take it again.`);
      onTable(count);
    }
  });
}

function requireFit(manifest: AgencyManifest, { migrations }: AgencyIn): void {
  const named = (all: AgencyManifest['migrations']): string => all.map(({ name, hash }) => name + hash).join();
  if (named(manifest.migrations) === named(migrations)) return;
  throw new TransferError(
    `The bag was taken by a version with the schema ${manifest.migrations.at(-1)?.name ?? 'none'}, and this one has ${migrations.at(-1)?.name ?? 'none'}. Bring both installations to one version, then take the bag again.`,
  );
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
