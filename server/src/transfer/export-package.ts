// Takes one case out as a bag: its events in the open, the proof that they are in the log, the files of its documents as they came, a copy
// to be read, and what it all is; and where it is to come back, its keys, sealed under one that is kept apart from the bag.
import { Readable } from 'node:stream';
import type { CaseState } from '@casewright/engine/case';
import { makeBackupKey } from '../backup/backup-keys.ts';
import { piecesOf as storedPieces } from '../backup/backup-files.ts';
import { sealStream } from '../backup/sealed-stream.ts';
import { openFile } from '../commands/open-file.ts';
import { piecesOf } from '../files/bytes.ts';
import { sealedSize } from '../files/file-seal.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { metadataJson, metadataXml } from '../package/metadata.ts';
import { MOST_SEQ, packageDocuments, packageEvent, type PlannedDocument } from '../package/package-rows.ts';
import type { CaseToPackage, PackageDocument, PackageEvent, PackageManifest } from '../package/package-types.ts';
import { readableCopy } from '../package/readable-copy.ts';
import { filedOfCase, keyTimes } from '../store/bring-case.ts';
import type { CaseTypes } from '../store/case-types.ts';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, type Database, type Tx } from '../store/database.ts';
import { findActorNames } from '../store/find-people.ts';
import { findCaseTypeSource } from '../store/find-case-type.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { loadHead, loadKeys, type HeadRow } from '../store/load-case.ts';
import { openEvent } from '../store/open-event.ts';
import type { CaseProof } from '../store/read-case-proof.ts';
import { eventsOfCase } from '../store/read-chain.ts';
import { readRetention } from '../store/retention-rows.ts';
import { readFile, type StoredFileRow } from '../store/stored-files.ts';
import { unwrapKeys } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { TransferError } from './agency-bag.ts';
import {
  CASE_SECRETS_FILE,
  caseTypeFile,
  DOCUMENTS_FILE,
  EVENTS_FILE,
  originalFile,
  PACKAGE_FILE,
  PACKAGE_READ_ME,
  PROOF_FILE,
  READABLE_FILE,
  sealedFile,
  VERIFIER_FILE,
  type CaseSecrets,
  type FiledRow,
} from './package-bag.ts';
import { TRANSFER } from './record-transfer.ts';
import { startBag, type BagWriter } from './write-bag.ts';

export interface PackageDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  readonly files: ObjectStore;
  readonly nowMs: () => number;
}

export interface PackageOptions {
  readonly agency: AgencyRow;
  readonly caseId: string;
  /** New or empty. */
  readonly folder: string;
  /** Who asks, and why. */
  readonly by: string;
  readonly reason: string;
  /** What proves it. */
  readonly proof: CaseProof;
  /** The text of the verifier that goes with it. */
  readonly verifier: string;
  /** Where the key of what is sealed goes, and its last day; null: nothing is sealed, and it cannot be brought in again. */
  readonly sealing: { readonly keyFolder: string; readonly expiresOn: string } | null;
}

/** @throws TransferError, BackupError, RangeError for a folder that is not empty: each says what to do */
export async function exportPackage(deps: PackageDeps, options: PackageOptions): Promise<PackageManifest> {
  const { agency, folder, sealing, proof } = options;
  const { tenant } = agency;
  const bag = await startBag(folder);
  const id = uuidV7(deps.nowMs());
  const context = programContext(tenant, TRANSFER);
  const read = await deps.database.snapshot(context, (tx) => readAll(deps, tx, { ...options, id }));
  const last = proof.events.at(-1)?.hash;
  if (last !== read.manifest.case.lastHash)
    throw new TransferError('The case was changed while it was taken out. Take it out again.');
  const documents = await putDocuments(deps, bag, { tenant, planned: read.planned });
  const toPackage: CaseToPackage = { ...read, documents };
  if (sealing !== null) await putSealed(deps, bag, { ...options, sealing, id });
  await bag.put(EVENTS_FILE, read.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  await bag.put(DOCUMENTS_FILE, `${JSON.stringify(documents, null, 1)}\n`);
  await bag.put(PROOF_FILE, `${JSON.stringify(proof, null, 1)}\n`);
  await bag.put('metadata/dublin-core.json', metadataJson(toPackage));
  await bag.put('metadata/dublin-core.xml', metadataXml(toPackage));
  await bag.put(READABLE_FILE, readableCopy(toPackage));
  for (const [hash, source] of read.sources) await bag.put(caseTypeFile(hash), source);
  await bag.put(PACKAGE_FILE, `${JSON.stringify(read.manifest, null, 1)}\n`);
  await bag.tag(VERIFIER_FILE, options.verifier);
  await bag.tag('READ-ME.txt', PACKAGE_READ_ME);
  await recordTaken(deps, read.manifest);
  await bag.finish([
    ['Source-Organization', agency.name],
    ['Bagging-Date', read.manifest.madeAt.slice(0, 10)],
    ['External-Identifier', id],
    ['External-Description', `Case ${read.manifest.case.caseId} of the agency ${agency.slug}`],
  ]);
  return read.manifest;
}

/** That it left is evidence of the agency, like that of a whole agency. */
async function recordTaken({ database, nowMs }: PackageDeps, { id, agency, case: is }: PackageManifest): Promise<void> {
  const at = new Date(nowMs()).toISOString();
  const { tenant } = agency;
  await database.transaction(programContext(tenant, TRANSFER), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const entry = ['case-taken-out', { bag: id, caseId: is.caseId, lastHash: is.lastHash }] as const;
    await commit(tx, recordCustody({ tenant, seq, actor: TRANSFER, at }, entry));
  });
}

interface Read extends Omit<CaseToPackage, 'documents'> {
  readonly sources: ReadonlyMap<string, string>;
  readonly planned: readonly PlannedDocument[];
}

async function readAll(
  deps: PackageDeps,
  tx: Tx,
  { agency, caseId, by, reason, sealing, id }: PackageOptions & { readonly id: string },
): Promise<Read> {
  const { tenant, slug, name } = agency;
  const [heads, keyRows, people, kept] = await flight(tx, [
    loadHead(tenant, caseId),
    loadKeys(tenant, caseId),
    findActorNames(tenant, caseId, MOST_SEQ),
    readRetention(tenant, caseId),
  ]);
  const [head] = heads.rows;
  if (head === undefined)
    throw new TransferError('There is nothing to take out: the case is not there, or was lawfully destroyed.');
  const keys = unwrapKeys(deps.keys, { tenant, caseId }, keyRows.rows);
  const events: PackageEvent[] = [];
  for await (const row of eventsOfCase(tx, { tenant, caseId }, [])) {
    const opened = openEvent({ tenant, caseId, ...row }, keys);
    events.push(packageEvent(tenant, row, { opened, payload: row.payload.toString('base64') }));
  }
  const hashes = [...new Set(events.map(({ caseTypeHash }) => caseTypeHash))];
  const statements = hashes.map((hash) => findCaseTypeSource(tenant, Buffer.from(hash, 'hex')));
  const found = await flight(tx, statements);
  const sources = new Map(hashes.map((hash, at) => [hash, found[at]?.rows[0]?.source ?? '']));
  // The store keeps exactly what the engine made.
  const state = JSON.parse(head.state) as CaseState;
  const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
  const planned = packageDocuments(state, () => true);
  const [row] = kept.rows;
  return {
    ...{ state, caseType, events, sources, planned, openedAt: state.opened },
    // Whoever may not be told of all of it is told of nothing before.
    parts: null,
    names: new Map(people.rows.map(({ person, name: called }) => [person, called])),
    retention:
      row === undefined ? null : { status: row.status, class: row.class, action: row.action, dueOn: row.due_on },
    manifest: {
      ...{ format: 'casewright-package/1', id, madeAt: new Date(deps.nowMs()).toISOString(), madeBy: by, reason },
      agency: { tenant, slug, name },
      case: caseOf(caseId, { head, state, hashes, count: events.length }),
      ...{ sealed: sealing !== null, documents: planned.length },
    },
  };
}

interface CaseRead {
  readonly head: HeadRow;
  readonly state: CaseState;
  readonly hashes: readonly string[];
  readonly count: number;
}

function caseOf(caseId: string, { head, state, hashes, count }: CaseRead): PackageManifest['case'] {
  const { reference, caseType, team, status } = state;
  const lastHash = head.last_hash.toString('hex');
  return { caseId, reference, caseType, caseTypes: hashes, team, status, events: count, lastHash };
}

/** As they came: each is hashed again while it is written, and what is not what was filed is not in the package. */
async function putDocuments(
  { database, keys, files }: PackageDeps,
  bag: BagWriter,
  { tenant, planned }: { readonly tenant: number } & Pick<Read, 'planned'>,
): Promise<readonly PackageDocument[]> {
  const put: PackageDocument[] = [];
  for (const { document, file } of planned) {
    const opened = await openFile({ database, keys, store: files }, tenant, { file, program: TRANSFER });
    const path = originalFile(document);
    const written = opened === null ? null : await bag.put(path, piecesOf(opened.bytes));
    if (written !== null && written.sha256 !== document.content)
      throw new TransferError(`Document ${document.number} is not what was filed. Run "casewright sweep files".`);
    put.push({ ...document, path: written === null ? null : `data/${path}` });
  }
  return put;
}

async function putSealed(
  deps: PackageDeps,
  bag: BagWriter,
  {
    agency: { tenant },
    caseId,
    sealing,
    id,
  }: PackageOptions & {
    readonly sealing: NonNullable<PackageOptions['sealing']>;
    readonly id: string;
  },
): Promise<void> {
  const key = makeBackupKey(sealing.keyFolder, { id, expiresOn: sealing.expiresOn });
  const context = programContext(tenant, TRANSFER);
  const [wrapped, times, named] = await deps.database.once(context, [
    loadKeys(tenant, caseId),
    keyTimes(tenant, caseId),
    filedOfCase(tenant, caseId),
  ]);
  const madeAt = new Map(times.rows.map(({ subject, created_at: at }) => [subject, at]));
  const keys = wrapped.rows.map(({ subject, key_id: keyId, wrapped: bytes, wrapped_by: by }) => ({
    ...{ subject, keyId, createdAt: madeAt.get(subject) ?? '' },
    key: deps.keys.unwrap({ tenant, caseId, subject }, { by, wrapped: bytes }).toString('base64'),
  }));
  const statements = named.rows.map(({ file }) => readFile(tenant, file));
  const found = await deps.database.once(context, statements);
  const files = found.flatMap(({ rows: [row] }) => filedRow(row));
  for (const filed of files) {
    const object = { tenant, cipher: filed.cipher };
    const bytes = sealedSize(filed.size ?? 0);
    if ((await deps.files.size(object)) === bytes)
      await bag.put(sealedFile(filed.cipher), storedPieces(deps.files, { object, bytes }));
  }
  const secrets: CaseSecrets = { keys, files };
  await bag.put(CASE_SECRETS_FILE, sealStream(key.key, Readable.from([Buffer.from(JSON.stringify(secrets))])));
}

/** None where it has no bytes any more. */
function filedRow(row: StoredFileRow | undefined): readonly FiledRow[] {
  if (row === undefined || row.cipher === null) return [];
  const { start_key: _start, request_hash: _request, upload: _upload, parts: _parts, state: _state, ...kept } = row;
  return [{ ...kept, cipher: row.cipher.toString('hex'), sealed: row.sealed.toString('base64') }];
}
