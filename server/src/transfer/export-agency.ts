// Takes all that an agency has out of an installation, as a bag: its rows as CSV, its keys, the files of its documents. The rows are
// sealed under a key that is kept apart from the bag, or stand in it for everybody to read where that was asked for.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { makeBackupKey, type BackupKey } from '../backup/backup-keys.ts';
import { piecesOf, wholeFilesOf } from '../backup/backup-files.ts';
import { sealStream } from '../backup/sealed-stream.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { unwrapRow } from '../store/agency-keys.ts';
import { readAgency } from '../store/agency-rows.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { SECRET_PURPOSES, type SecretOf } from '../store/keys.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { keysOfAgency } from '../store/list-agency-keys.ts';
import { readLastCheckpoint } from '../store/make-checkpoint.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { OwnerAccess } from '../store/whole-database.ts';
import type { KeyServices } from '../store/wrap-agency-keys.ts';
import {
  AGENCY_FILE,
  documentFile,
  READ_ME,
  recordCounter,
  SECRETS_FILE,
  tableFile,
  type AgencyManifest,
  type AgencySecrets,
  type TableCount,
} from './agency-bag.ts';
import { recordTransfer, TRANSFER } from './record-transfer.ts';
import { startBag, type BagWriter } from './write-bag.ts';

export interface ExportDeps {
  readonly access: OwnerAccess;
  readonly database: Database;
  /** As the owner, who alone reads retired keys. */
  readonly ownerDatabase: Database;
  readonly services: Pick<KeyServices, 'all'>;
  readonly secretOf: SecretOf;
  /** Where files of documents are kept. */
  readonly files: ObjectStore;
  readonly nowMs: () => number;
}

export interface ExportOptions {
  readonly agency: AgencyRow;
  /** New or empty. */
  readonly folder: string;
  readonly keyFolder: string;
  /** The last day on which the key of the bag may be used. */
  readonly expiresOn: string;
  /** True: rows are sealed. */
  readonly sealed: boolean;
  readonly onTable: (table: TableCount) => void;
}

/** @throws BackupError, TransferError, RangeError for a folder that is not empty: each says what to do */
export async function exportAgency(deps: ExportDeps, options: ExportOptions): Promise<AgencyManifest> {
  const { agency, folder, sealed } = options;
  const bag = await startBag(folder);
  const id = uuidV7(deps.nowMs());
  const key = makeBackupKey(options.keyFolder, { id, expiresOn: options.expiresOn });
  const takenAt = new Date(deps.nowMs()).toISOString();
  // First, so that it is in the bag too.
  await recordTransfer(deps, agency.tenant, ['taken-out', { bag: id, sealed }]);
  const { tables, migrations } = await putTables(deps, bag, { ...options, key });
  // After the rows: each of them has its file by now, and one more is no harm.
  const files = await putFiles(deps, bag, agency.tenant);
  const secrets = JSON.stringify(await secretsOf(deps, agency.tenant));
  await bag.put(SECRETS_FILE, sealStream(key.key, Readable.from([Buffer.from(secrets)])));
  const context = programContext(agency.tenant, TRANSFER);
  const [checkpoints] = await deps.database.once(context, [readLastCheckpoint(agency.tenant)]);
  const checkpoint = checkpoints.rows[0]?.note ?? null;
  const { tenant, slug, name } = agency;
  const format = 'casewright-agency/1' as const;
  const manifest = { format, id, takenAt, tenant, slug, name, sealed, migrations, tables, files, checkpoint };
  await bag.put(AGENCY_FILE, `${JSON.stringify(manifest, null, 1)}\n`);
  await bag.tag('READ-ME.txt', READ_ME);
  await bag.finish([
    ['Source-Organization', name],
    ['Bagging-Date', takenAt.slice(0, 10)],
    ['External-Identifier', id],
    ['External-Description', `All records of the agency ${slug}, ${sealed ? 'sealed' : 'in the clear'}`],
  ]);
  return manifest;
}

/** As they lie, sealed: their keys are among the rows. */
async function putFiles(
  { database, files }: ExportDeps,
  bag: BagWriter,
  tenant: number,
): Promise<AgencyManifest['files']> {
  const tally = { count: 0, bytes: 0, missing: 0 };
  for await (const whole of wholeFilesOf(database, tenant)) {
    const { object, bytes } = whole;
    const isThere = (await files.size(object)) === bytes;
    const put = isThere ? await bag.put(documentFile(object.cipher), piecesOf(files, whole)) : null;
    if (put?.sha256 === object.cipher) {
      tally.count += 1;
      tally.bytes += bytes;
    } else tally.missing += 1;
  }
  return tally;
}

async function putTables(
  { access }: ExportDeps,
  bag: BagWriter,
  { agency, sealed, key, onTable }: ExportOptions & { readonly key: BackupKey },
): Promise<Pick<AgencyManifest, 'tables' | 'migrations'>> {
  return readAgency(access, agency.tenant, async ({ tables, migrations, rowsOf }) => {
    const counts: TableCount[] = [];
    for (const { table } of tables) {
      const hash = createHash('sha256');
      const records = recordCounter();
      const counted = watched(rowsOf(table), (chunk) => {
        hash.update(chunk);
        records.feed(chunk);
      });
      await bag.put(tableFile(table, sealed), sealed ? sealStream(key.key, counted) : counted);
      const count = { table, rows: records.count(), sha256: hash.digest('hex') };
      counts.push(count);
      onTable(count);
    }
    return { tables: counts, migrations };
  });
}

async function* watched(chunks: AsyncIterable<Buffer>, told: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    told(chunk);
    yield chunk;
  }
}

async function secretsOf({ ownerDatabase, services, secretOf }: ExportDeps, tenant: number): Promise<AgencySecrets> {
  const [{ rows }] = await ownerDatabase.once(programContext(tenant, TRANSFER), [keysOfAgency(tenant)]);
  const agencyKeys = await Promise.all(
    rows.map(async (row) => ({
      keyId: row.key_id,
      key: row.retired_at === null ? (await unwrapRow(services, row)).toString('base64') : null,
      ...{ createdAt: row.created_at, finishedAt: row.finished_at, retiredAt: row.retired_at },
    })),
  );
  const [wrapping, requests, logs] = SECRET_PURPOSES.map((purpose) => secretOf(tenant, purpose).toString('base64'));
  if (wrapping === undefined || requests === undefined || logs === undefined) throw new Error('A secret has no name.');
  return { secrets: { wrapping, requests, logs }, agencyKeys };
}
