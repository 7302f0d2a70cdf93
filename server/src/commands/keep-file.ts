// Keeps a file that the program itself made, such as a redacted copy, a letter or a bundle: sealed and judged like one that was brought,
// and at hand for the command that files it. Who may have it made is asked by whoever calls.
import type { FileFacts } from '@casewright/engine/entries';
import { Corrupt, Unavailable } from '../errors.ts';
import { FILE_ALGORITHM, fileKey } from '../files/file-seal.ts';
import { fromTheStart, partSealer } from '../files/part-sealer.ts';
import { commit, flight } from '../store/database.ts';
import { programContext } from '../store/context.ts';
import { sealFileWords } from '../store/file-words.ts';
import { newDataKey } from '../store/keys.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { saveKeys } from '../store/save-keys.ts';
import { addFile, readFile, rejectFile, type StoredFileRow } from '../store/stored-files.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { partWriter } from './append-upload.ts';
import { removeBytes } from './arriving-file.ts';
import { factsOf } from './files-at-hand.ts';
import { finishFile } from './finish-upload.ts';
import { rememberRolling } from './rolling-memory.ts';
import type { UploadDeps, UploadMemory } from './upload-types.ts';

export interface FileToKeep {
  readonly tenant: number;
  readonly caseId: string;
  /** Of the document that it is to be. */
  readonly kind: string;
  readonly audience: string | null;
  /** Whose command will file it; only they may. */
  readonly person: string;
  readonly onBehalfOf?: string | undefined;
  readonly name: string;
  readonly channel: 'made' | 'import' | 'mail' | 'scan' | 'portal' | 'api';
  /** The first file of the document of which it is to be a further version; absent: a document of its own. */
  readonly versionOf?: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/**
 * @returns what the case will be told of it
 * @throws Unavailable as stores and database do; FileRefused where the gate does not let it pass, or nothing is in it
 */
export async function keepFile(deps: UploadDeps, toKeep: FileToKeep): Promise<FileFacts> {
  const { tenant } = toKeep;
  const { file, documentKey } = await beginRow(deps, toKeep);
  try {
    await fill(deps, toKeep, { file, documentKey });
  } catch (error) {
    await giveUp(deps, tenant, file);
    throw error;
  }
  const row = await rowOf(deps, tenant, file);
  const facts = row.state === 'received' ? factsOf(row, documentKey, tenant) : null;
  if (facts === null) throw new FileRefused(row.reason ?? 'file-lost', row.said ?? 'The file was not kept.');
  return facts;
}

/** The gate does not let pass what the program made. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: string;

  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

interface Begun {
  readonly file: string;
  readonly documentKey: Buffer;
}

async function beginRow(deps: UploadDeps, toKeep: FileToKeep): Promise<Begun> {
  const { tenant, caseId, kind, audience, person, onBehalfOf = null, name, channel, versionOf } = toKeep;
  const nowMs = deps.nowMs();
  const [file, at] = [uuidV7(nowMs), new Date(nowMs).toISOString()];
  const subject = versionOf ?? file;
  const owner = { tenant, caseId, subject };
  return deps.database.transaction(programContext(tenant, 'keep-file'), async (tx) => {
    const [keys] = await flight(tx, [loadKeys(tenant, caseId)]);
    const known: KeyRow | undefined = keys.rows.find((row) => row.subject === subject);
    if (known === undefined && versionOf !== undefined)
      throw new Corrupt('The document was destroyed; it gets no further version.');
    const made = newDataKey(uuidV7(nowMs));
    const documentKey =
      known === undefined ? made.key : deps.keys.unwrap(owner, { by: known.wrapped_by, wrapped: known.wrapped });
    const { by: wrappedBy, wrapped } = deps.keys.wrap(owner, made.key);
    const sealed = sealFileWords(documentKey, { tenant, file }, { name, given: name, content: null });
    const mark = deps.keys.requestMac(tenant, `kept ${file}`);
    const row = {
      ...{ file, caseId, subject, kind, document: null, audience, channel, person, onBehalfOf, size: null },
      ...{ startKey: mark, requestHash: mark, algorithm: FILE_ALGORITHM, sealed, at },
    };
    const key = { caseId, subject, keyId: made.keyId, wrapped, wrappedBy, createdAt: at };
    await commit(tx, [...(known === undefined ? saveKeys(tenant, [key]) : []), addFile(tenant, row)]);
    return { file, documentKey };
  });
}

async function fill(deps: UploadDeps, { tenant, bytes }: FileToKeep, { file, documentKey }: Begun): Promise<void> {
  const rolling = fromTheStart();
  const sealer = partSealer(fileKey(documentKey, file), { tenant, file, size: null }, { from: 0, rolling });
  const fresh = await rowOf(deps, tenant, file);
  const writer = await partWriter(deps, { tenant, row: { ...fresh, size: Number.MAX_SAFE_INTEGER }, holdsBack: false });
  for await (const piece of bytes) for (const part of sealer.take(piece)) await writer.put(part);
  if (sealer.at() === 0) throw new FileRefused('file-empty', 'There is nothing in the file.');
  if (sealer.at() > deps.store.most) throw new FileRefused('file-too-large', 'The file is too large to be kept.');
  for (const part of sealer.end()) await writer.put(part);
  if (!(await writer.end())) throw new Unavailable('The file was given up meanwhile.', { retryAfterS: 1 });
  const memory: UploadMemory = { rolling: rememberRolling(), appending: new Map(), finishing: new Map() };
  const ended = writer.rolling();
  if (ended !== null) memory.rolling.keep(file, ended);
  const row = await rowOf(deps, tenant, file);
  await finishFile({ ...deps, memory }, { tenant, row, documentKey, content: null, line: [] });
}

async function rowOf({ database }: UploadDeps, tenant: number, file: string): Promise<StoredFileRow> {
  const [found] = await database.once(programContext(tenant, 'keep-file'), [readFile(tenant, file)]);
  const [row] = found.rows;
  if (row === undefined) throw new Corrupt(`The row of file ${file} is missing.`);
  return row;
}

/** What cannot be removed now is found by the sweep. */
async function giveUp(deps: UploadDeps, tenant: number, file: string): Promise<void> {
  try {
    const at = new Date(deps.nowMs()).toISOString();
    const row = await rowOf(deps, tenant, file);
    await deps.database.once(programContext(tenant, 'keep-file'), [
      rejectFile(tenant, file, { reason: 'given-up', said: null, at }),
    ]);
    if (row.state === 'arriving' || row.state === 'received') await removeBytes(deps, tenant, row);
  } catch {
    // The error that led here is told.
  }
}
