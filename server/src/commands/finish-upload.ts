// Ends a file that arrived: its hashes, its name, what the gate says of it. Each step can be done again, so whoever was cut off asks
// once more; the row says how far it came.
import { Corrupt, Unavailable } from '../errors.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { bytesOfSealed, hashesOfSealed, type FileHashes } from '../files/sealed-bytes.ts';
import { commit, flight } from '../store/database.ts';
import { programContext } from '../store/context.ts';
import { openFileWords, sealFileWords } from '../store/file-words.ts';
import {
  nameFile,
  readFile,
  receiveFile,
  rejectFile,
  type FileRefusal,
  type StoredFileRow,
} from '../store/stored-files.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import { arrivingOf, removeBytes, sealedFileOf } from './arriving-file.ts';
import type { Overseer } from './oversee.ts';
import { refused, type OpenedStep, type StepDeps, type StepOutcome } from './upload-step.ts';
import type { CountPages, JudgeFile, UploadMemory } from './upload-types.ts';

export interface FinishDeps extends StepDeps {
  readonly store: ObjectStore;
  readonly judge: JudgeFile;
  readonly countPages?: CountPages;
  readonly memory: UploadMemory;
}

interface Finishing {
  readonly by: Overseer;
  readonly content: string | null;
}

/** Looking at a file, an archive in it too, may not take longer. */
const JUDGE_MS = 15 * 60_000;

/** `done` says that its row is as it will be: received, or rejected. */
export async function finish(
  deps: FinishDeps,
  { row, documentKey }: OpenedStep,
  { by, content }: Finishing,
): Promise<StepOutcome<null>> {
  if (row.state !== 'arriving') return { kind: 'done', value: null };
  if (row.received !== row.size) return refused('upload-incomplete', row.received);
  const { finishing } = deps.memory;
  const line = lineOf(deps, by, { action: 'finish-upload', caseIds: [row.case_id], denied: false });
  const { tenant } = by.principal;
  const work = finishing.get(row.file) ?? finishFile(deps, { tenant, row, documentKey, content, line });
  finishing.set(row.file, work);
  try {
    await work;
  } finally {
    finishing.delete(row.file);
  }
  return { kind: 'done', value: null };
}

export interface FileToFinish {
  readonly tenant: number;
  readonly row: StoredFileRow;
  readonly documentKey: Buffer;
  /** What its hash is said to be. */
  readonly content: string | null;
  /** Written with what becomes of it. */
  readonly line: readonly Statement[];
}

/** A file of which all parts are there: from `arriving` to `received` or `rejected`. */
export async function finishFile(deps: FinishDeps, file: FileToFinish): Promise<void> {
  const named = await nameIt(deps, file);
  if (named === null) return;
  const { tenant, row } = named;
  const { store, judge } = deps;
  await store.settle(arrivingOf(tenant, row), (row.cipher ?? Buffer.alloc(0)).toString('hex'));
  const place = { tenant, file: row.file };
  const words = openFileWords(file.documentKey, place, row.sealed);
  const bytes = bytesOfSealed(sealedFileOf(store, { tenant, row, documentKey: file.documentKey }));
  const verdict = await judge(bytes, { name: words.given, signal: AbortSignal.timeout(JUDGE_MS) });
  if (verdict.verdict === 'refused') {
    const { code, reason, retryAfterS } = verdict;
    // It is not refused for good, and is looked at again when whoever brought it asks again.
    if (retryAfterS !== null) throw new Unavailable(reason, { retryAfterS });
    return reject(deps, named, { reason: code, said: reason });
  }
  const sealed = sealFileWords(file.documentKey, place, { ...words, name: verdict.name });
  const pages = (await deps.countPages?.(bytes, verdict.mediaType, AbortSignal.timeout(JUDGE_MS))) ?? null;
  const at = new Date(deps.nowMs()).toISOString();
  await conclude(deps, named, receiveFile(tenant, row.file, { ...verdict, pages, sealed, at }));
}

/** Null where it was refused instead. */
async function nameIt(deps: FinishDeps, file: FileToFinish): Promise<FileToFinish | null> {
  const { tenant, row, documentKey } = file;
  if (row.cipher !== null) return file;
  const hashes = await hashesOf(deps, file);
  if (hashes === null) {
    await reject(deps, file, { reason: 'file-lost', said: 'The store lost parts of it. Send the file again.' });
    return null;
  }
  if (file.content !== null && file.content !== hashes.content) {
    const said = 'What arrived is not the file that was said to come. Send the file again.';
    await reject(deps, file, { reason: 'file-differs', said });
    return null;
  }
  const place = { tenant, file: row.file };
  const words = openFileWords(documentKey, place, row.sealed);
  const sealed = sealFileWords(documentKey, place, { ...words, content: hashes.content });
  const at = new Date(deps.nowMs()).toISOString();
  const whole = { size: row.received, cipher: Buffer.from(hashes.cipher, 'hex'), sealed, at };
  const [, now] = await deps.database.once(programContext(tenant, 'uploads'), [
    nameFile(tenant, row.file, whole),
    readFile(tenant, row.file),
  ]);
  const [is] = now.rows;
  // Another process may have been first, or it was discarded meanwhile.
  return is === undefined || is.state !== 'arriving' || is.cipher === null ? null : { ...file, row: is };
}

/** The hashes as they rolled along, or from what the store holds; null where that is not what was acknowledged. */
async function hashesOf({ store, memory }: FinishDeps, file: FileToFinish): Promise<FileHashes | null> {
  const { tenant, row, documentKey } = file;
  const arriving = arrivingOf(tenant, row);
  try {
    await store.close(arriving);
    const rolling = memory.rolling.take(row.file, row.received);
    memory.rolling.forget(row.file);
    if (rolling !== null) return { content: rolling.content.digest('hex'), cipher: rolling.cipher.digest('hex') };
    const place = { tenant, file: row.file, size: row.received };
    const read = (start: number, length: number): Promise<Buffer> => store.readArriving(arriving, start, length);
    return await hashesOfSealed({ place, documentKey, read });
  } catch (error) {
    if (error instanceof Corrupt) return null;
    throw error;
  }
}

async function reject(deps: FinishDeps, file: FileToFinish, why: Omit<FileRefusal, 'at'>): Promise<void> {
  const { tenant, row } = file;
  const at = new Date(deps.nowMs()).toISOString();
  await conclude(deps, file, rejectFile(tenant, row.file, { ...why, at }));
  await removeBytes(deps, tenant, row);
}

async function conclude({ database }: FinishDeps, { tenant, line }: FileToFinish, change: Statement): Promise<void> {
  await database.transaction(programContext(tenant, 'uploads'), async (tx) => {
    const [changed] = await flight(tx, [change]);
    // It was concluded before, by another process or by whoever discarded it.
    if (changed.count === 1) await commit(tx, line);
  });
}
