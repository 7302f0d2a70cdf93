// Brings one case in from a package: the same events with the same hashes, or nothing. What is in the way is told and never merged: the
// case, its reference, a kind of case or a team that is not here, or an agency of another number, which every hash names.
import { join } from 'node:path';
import { evolve, type CaseState } from '@casewright/engine/case';
import { readBackupKey } from '../backup/backup-keys.ts';
import { SealBroken } from '../backup/sealed-stream.ts';
import { withoutSecrets } from '../package/open-event-words.ts';
import type { PackageEvent, PackageManifest } from '../package/package-types.ts';
import { addOutbox } from '../store/add-outbox.ts';
import { appendEvents, type EventToStore } from '../store/append-event.ts';
import { addFiled, findInTheWay } from '../store/bring-case.ts';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { flight, rollback, type Tx } from '../store/database.ts';
import { addText } from '../store/file-texts.ts';
import { findCaseTypeSource } from '../store/find-case-type.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { openEvent } from '../store/open-event.ts';
import { remakeCase } from '../store/rebuild.ts';
import { saveKeys } from '../store/save-keys.ts';
import type { CaseKeys } from '../store/seal-event.ts';
import type { Statement } from '../store/statement.ts';
import { textPlaces } from '../store/text-places.ts';
import { TransferError } from './agency-bag.ts';
import type { PackageDeps } from './export-package.ts';
import { CASE_SECRETS_FILE, sealedFile, type CaseSecrets, type FiledRow } from './package-bag.ts';
import { bringFrom, readSealedJson } from './read-bag.ts';
import { TRANSFER } from './record-transfer.ts';
import { verifyPackage, type CheckProof } from './verify-package.ts';

export interface BringDeps extends PackageDeps {
  readonly checkProof: CheckProof;
}

export interface BringOptions {
  readonly folder: string;
  /** Into which. */
  readonly agency: AgencyRow;
  readonly keyFolder: string;
  /** `2026-11-23` */
  readonly today: string;
  /** Looks at everything and changes nothing. */
  readonly isTrial: boolean;
}

export interface Brought {
  readonly kind: 'brought' | 'would-bring' | 'here-already';
  readonly manifest: PackageManifest;
  /** Names of keys that the other installation gave; whoever destroys what is known of somebody here names them too. */
  readonly foreignKeys: readonly string[];
}

/** @throws TransferError or BackupError, which say what to do; nothing of the case is here then */
export async function importPackage(deps: BringDeps, options: BringOptions): Promise<Brought> {
  const { folder, agency } = options;
  const { problems, manifest, events } = await verifyPackage(folder, deps.checkProof);
  if (problems.length > 0 || manifest === null)
    throw new TransferError(
      `${folder} is not whole, and nothing of it was brought in: ${problems.slice(0, 5).join(' ')}`,
    );
  if (!manifest.sealed)
    throw new TransferError('The package was made to be read: its keys are not in it. Have it made anew with them.');
  requireNumber(manifest, agency);
  const isHere = await requireFree(deps, agency.tenant, manifest);
  if (isHere) return { kind: 'here-already', manifest, foreignKeys: [] };
  await requireKinds(deps, agency.tenant, manifest);
  const secrets = await readSecrets(options, manifest);
  const state = requireSame(manifest, events, secrets);
  const bringing: Bringing = { manifest, events, secrets, state, tenant: agency.tenant };
  const foreignKeys = secrets.keys
    .map(({ subject }) => subject)
    .filter((subject) => /^subject-[0-9a-f]{32}$/.test(subject));
  const answer = { manifest, foreignKeys };
  if (options.isTrial) return { kind: 'would-bring', ...answer };
  // First, so that no row is without its file. What is left of an import that failed is put aside by the sweep.
  for (const file of secrets.files) await bringFile(deps, folder, { tenant: agency.tenant, file });
  await bringRows(deps, bringing);
  return { kind: 'brought', ...answer };
}

interface Bringing {
  readonly manifest: PackageManifest;
  readonly events: readonly PackageEvent[];
  readonly secrets: CaseSecrets;
  /** As its events say; null where nothing of it can be read any more. */
  readonly state: CaseState | null;
  readonly tenant: number;
}

function requireNumber({ agency: from }: PackageManifest, { tenant, slug }: AgencyRow): void {
  if (from.tenant === tenant) return;
  throw new TransferError(
    `The case is of the agency ${from.slug} with the number ${from.tenant}, and ${slug} here has the number ${tenant}. Every hash names the number, so it cannot change; bring the case into an installation where the agency has that number.`,
  );
}

/** @returns true where exactly this case is here already */
async function requireFree({ database }: BringDeps, tenant: number, { case: is }: PackageManifest): Promise<boolean> {
  const [{ rows }] = await database.once(programContext(tenant, TRANSFER), [findInTheWay(tenant, is)]);
  const [row] = rows;
  const here = row?.hash?.toString('hex');
  if (row !== undefined && here !== undefined) {
    if (row.events === is.events && here === is.lastHash) return true;
    throw new TransferError(
      `The case ${is.caseId} is here with ${row.events} events and another end than the ${is.events} of the package. The two are not merged, and nothing was changed.`,
    );
  }
  if (row !== undefined && row.other !== null)
    throw new TransferError(
      `The reference ${is.reference} is that of the case ${row.other} here. Nothing was changed.`,
    );
  if (row?.team !== true)
    throw new TransferError(
      `There is no team ${is.team} here, whose the case is. Set it up, then bring the case in again.`,
    );
  return false;
}

async function requireKinds({ database }: BringDeps, tenant: number, { case: is }: PackageManifest): Promise<void> {
  const statements = is.caseTypes.map((hash) => findCaseTypeSource(tenant, Buffer.from(hash, 'hex')));
  const found = await database.once(programContext(tenant, TRANSFER), statements);
  const missing = is.caseTypes.find((_hash, at) => found[at]?.count === 0);
  if (missing !== undefined)
    throw new TransferError(
      `The kind of case ${is.caseType.name} ${is.caseType.version} is not published here as the case was recorded under it. Publish data/case-types/${missing}.yaml as it is, then bring the case in again.`,
    );
}

async function readSecrets({ folder, keyFolder, today }: BringOptions, { id }: PackageManifest): Promise<CaseSecrets> {
  const { key } = readBackupKey(keyFolder, id, today);
  try {
    // What was sealed under the key of the package, `exportPackage` wrote.
    return (await readSealedJson(folder, CASE_SECRETS_FILE, key)) as CaseSecrets;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new TransferError(`The key is not that of this package. ${error.message}`, { cause: error });
  }
}

/** What stands there in the clear is what was sealed: nobody was shown another case than the one that comes in. */
function requireSame(
  { agency: { tenant }, case: { caseId } }: PackageManifest,
  events: readonly PackageEvent[],
  secrets: CaseSecrets,
): CaseState | null {
  const keys = keysOf(secrets);
  let state: CaseState | null = null;
  for (const { seq, type, occurred, payload, event } of events) {
    const stored = { tenant, caseId, seq, type, occurred, payload: Buffer.from(payload, 'base64') };
    const opened = tryToOpen(stored, keys);
    const said = opened?.kind === 'event' ? JSON.stringify(withoutSecrets(opened.event)) : 'null';
    if (opened === null || said !== JSON.stringify(event))
      throw new TransferError(`data/events.jsonl: event ${seq} says something else than what is sealed.`);
    if (opened.kind === 'event') state = evolve(state, opened.event);
  }
  return state;
}

function tryToOpen(stored: Parameters<typeof openEvent>[0], keys: CaseKeys): ReturnType<typeof openEvent> | null {
  try {
    return openEvent(stored, keys);
  } catch {
    return null;
  }
}

function keysOf({ keys }: CaseSecrets): CaseKeys {
  const opened = keys.map(({ subject, keyId, key }) => [subject, { keyId, key: Buffer.from(key, 'base64') }] as const);
  const bySubject = new Map(opened);
  const ofCase = bySubject.get('');
  bySubject.delete('');
  return { ofCase, ofSubjects: bySubject };
}

interface FileToBring {
  readonly tenant: number;
  readonly file: FiledRow;
}

async function bringFile({ files }: BringDeps, folder: string, { tenant, file }: FileToBring): Promise<void> {
  const { cipher } = file;
  if (!/^[0-9a-f]{64}$/.test(cipher)) throw new TransferError('The package names a file that is none.');
  const object = { tenant, cipher };
  if ((await files.size(object)) !== null) return;
  await bringFrom(files, object, join(folder, 'data', sealedFile(cipher)));
}

/** All of it in one transaction: rows, the record that it came, and what follows from its events. */
async function bringRows(deps: BringDeps, bringing: Bringing): Promise<void> {
  const { tenant, manifest } = bringing;
  const { caseId } = manifest.case;
  const reason = await deps.database.transaction(programContext(tenant, TRANSFER), async (tx) => {
    await flight(tx, await rowsOf(deps, tx, bringing));
    return remakeCase(deps, tx, { tenant, caseId });
  });
  if (reason !== null) throw new TransferError(`The case cannot be played here, and nothing was changed: ${reason}`);
}

async function rowsOf(deps: BringDeps, tx: Tx, bringing: Bringing): Promise<readonly Statement[]> {
  const { tenant, manifest, events, secrets } = bringing;
  const { caseId, lastHash } = manifest.case;
  const at = new Date(deps.nowMs()).toISOString();
  const seq = await nextCustody(tx, tenant);
  const [found] = await flight(tx, [findInTheWay(tenant, manifest.case)]);
  const [row] = found.rows;
  if (row !== undefined && row.hash !== null) {
    rollback(tx);
    throw new TransferError(`The case ${caseId} came from elsewhere at the same moment. Nothing was changed.`);
  }
  const texts = await textsOf(deps, tx, { ...bringing, at });
  const keys = secrets.keys.map(({ subject, keyId, key, createdAt }) => {
    const { by, wrapped } = deps.keys.wrap({ tenant, caseId, subject }, Buffer.from(key, 'base64'));
    return { caseId, subject, keyId, wrapped, wrappedBy: by, createdAt };
  });
  const entry = ['case-brought-in', { bag: manifest.id, caseId, lastHash, from: manifest.agency.slug }] as const;
  return [
    ...appendEvents(tenant, events.map(eventToStore)),
    ...saveKeys(tenant, keys),
    ...secrets.files.map((file) => addFiled(tenant, filedElsewhere(deps, tenant, file))),
    ...texts,
    ...addOutbox(
      tenant,
      events.map((event) => ({ caseId, seq: event.seq, recordedAt: event.recordedAt })),
    ),
    ...recordCustody({ tenant, seq, actor: TRANSFER, at }, entry),
  ];
}

/** What is in its files is found here too, when it was read. */
async function textsOf(
  { caseTypes }: BringDeps,
  tx: Tx,
  { tenant, manifest, state, at }: Bringing & { readonly at: string },
): Promise<readonly Statement[]> {
  if (state === null) return [];
  const caseType = await caseTypes.byHash(tx, tenant, Buffer.from(state.caseType.hash, 'hex'));
  const { caseId } = manifest.case;
  return textPlaces(tenant, caseType, state).map((place) => addText(tenant, { caseId, at }, place));
}

function eventToStore(event: PackageEvent): EventToStore {
  const { event: _open, payload, hash, caseTypeHash, payloadHash, previousHash, ...envelope } = event;
  const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
  return {
    ...{ ...envelope, caseTypeHash: bytes(caseTypeHash), payloadHash: bytes(payloadHash) },
    ...{ previousHash: bytes(previousHash), hash: bytes(hash), payload: Buffer.from(payload, 'base64') },
  };
}

function filedElsewhere({ keys }: BringDeps, tenant: number, row: FiledRow): Parameters<typeof addFiled>[1] {
  const { case_id: caseId, on_behalf_of: onBehalfOf, media_type: mediaType, started_at: startedAt } = row;
  const { file, subject, kind, document, audience, channel, person, size, received, algorithm } = row;
  return {
    ...{ file, caseId, subject, kind, document, audience, channel, person, onBehalfOf, size, received, algorithm },
    // Nobody begins it again.
    startKey: keys.requestMac(tenant, `brought ${file}`),
    ...{ cipher: Buffer.from(row.cipher, 'hex'), sealed: Buffer.from(row.sealed, 'base64'), mediaType },
    ...{ pages: row.pages, verdict: row.verdict, scanner: row.scanner, warnings: row.warnings, seq: row.seq },
    ...{ startedAt, changedAt: row.changed_at },
  };
}
