// Holds rows of files, objects of the store and events against each other, all three ways, over everything. What is left over it puts
// in order where it is asked to; what is missing, or is not what was stored, it reports and never touches.
import { Corrupt } from '../errors.ts';
import { sealedSize } from '../files/file-seal.ts';
import type { FoundObject, ObjectStore } from '../files/object-store.ts';
import { hashesOfSealed } from '../files/sealed-bytes.ts';
import { programContext, type Context } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { openFileWords } from '../store/file-words.ts';
import { eventsWithoutFile, filesWithoutEvent } from '../store/files-and-events.ts';
import type { KeyProvider } from '../store/keys.ts';
import {
  disposeFile,
  filesAfter,
  filesByCipher,
  readFile,
  readKeyOfFile,
  rejectFile,
  type StoredFileRow,
  type SweptFileRow,
} from '../store/stored-files.ts';
import { arrivingOf, objectOf, removeBytes, sealedFileOf } from './arriving-file.ts';

export interface SweepDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly store: ObjectStore;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

export interface SweepOptions {
  readonly tenants: readonly number[];
  /** Looks at everything that the store has, also what is no agency's. */
  readonly whole: boolean;
  /** Puts in order what is left over. */
  readonly repair: boolean;
  /** Reads every file and compares both hashes. */
  readonly deep: boolean;
  /** What is younger may be on its way, in milliseconds. */
  readonly graceMs: number;
  /** After so long what was brought and not filed is given up, in milliseconds. */
  readonly waitingMs: number;
}

/** What must be looked at by somebody. */
export type FileAlarm =
  /** A row says that a file is there, and the store has none, or one of another size. */
  | 'object-missing'
  /** It cannot be opened, or has another hash than was noted. */
  | 'object-changed'
  /** An event names a file of which no row says so, or a row an event that there is not. */
  | 'file-missing'
  | 'event-missing'
  /** The key is gone and no record says that it was destroyed. */
  | 'key-missing';

/** What was left over, and is put in order where that was asked for. */
export type FileLeftover =
  /** Brought and not filed for long: given up. */
  | 'given-up'
  /** Bytes of what was refused, discarded or given up. */
  | 'refused-bytes'
  /** Bytes of what was lawfully destroyed. */
  | 'destroyed-bytes'
  /** Bytes of which nothing is known: put aside, never deleted. */
  | 'unknown-bytes';

export interface FileFinding {
  readonly kind: FileAlarm | FileLeftover;
  readonly isAlarm: boolean;
  readonly tenant: number | null;
  /** Id of the file, path in the store, or case and number of the event. */
  readonly what: string;
  /** What was done about it; null: nothing. */
  readonly done: string | null;
}

export interface SweepReport {
  readonly files: number;
  readonly objects: number;
  /** Files that were read to their end. */
  readonly read: number;
  readonly findings: readonly FileFinding[];
}

const PAGE = 500;

interface Sweeping {
  readonly deps: SweepDeps;
  readonly options: SweepOptions;
  readonly findings: FileFinding[];
  files: number;
  objects: number;
  read: number;
}

export async function sweepFiles(deps: SweepDeps, options: SweepOptions): Promise<SweepReport> {
  const sweeping: Sweeping = { deps, options, findings: [], files: 0, objects: 0, read: 0 };
  for (const tenant of options.tenants) {
    await sweepRows(sweeping, tenant);
    await compareEvents(sweeping, tenant);
  }
  for (const tenant of options.whole ? [null] : options.tenants) await sweepObjects(sweeping, tenant);
  const { files, objects, read, findings } = sweeping;
  return { files, objects, read, findings };
}

function contextOf(tenant: number): Context {
  return programContext(tenant, 'sweep-files');
}

async function sweepRows(sweeping: Sweeping, tenant: number): Promise<void> {
  const { database } = sweeping.deps;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const [page] = await database.once(contextOf(tenant), [filesAfter(tenant, after, PAGE)]);
    for (const row of page.rows) await sweepRow(sweeping, tenant, row);
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return;
    after = last.file;
  }
}

async function sweepRow(sweeping: Sweeping, tenant: number, row: SweptFileRow): Promise<void> {
  const { deps, options } = sweeping;
  sweeping.files += 1;
  if (row.state === 'disposed' || row.state === 'rejected') return;
  if (!row.has_key)
    return row.destroyed ? dispose(sweeping, tenant, row) : alarm(sweeping, 'key-missing', { tenant, what: row.file });
  const age = deps.nowMs() - Date.parse(row.changed_at);
  if (row.state !== 'filed' && !row.in_inbox && age > options.waitingMs) return giveUp(sweeping, tenant, row);
  if (row.state === 'arriving') return;
  const kind = await faultOf(sweeping, tenant, row);
  // Whoever discards a file takes its row first; then nothing is missing.
  if (kind !== null && (await isAsBefore(deps, tenant, row))) alarm(sweeping, kind, { tenant, what: row.file });
}

async function faultOf(sweeping: Sweeping, tenant: number, row: StoredFileRow): Promise<FileAlarm | null> {
  const { store } = sweeping.deps;
  const size = await store.size(objectOf(tenant, row));
  if (size !== sealedSize(row.size ?? 0)) return 'object-missing';
  if (!sweeping.options.deep) return null;
  sweeping.read += 1;
  return (await isWhole(sweeping.deps, tenant, row)) ? null : 'object-changed';
}

async function isWhole({ database, keys, store }: SweepDeps, tenant: number, row: StoredFileRow): Promise<boolean> {
  const [wrapped] = await database.once(contextOf(tenant), [readKeyOfFile(tenant, row.file)]);
  const [key] = wrapped.rows;
  // Destroyed since; the next sweep says so.
  if (key === undefined) return true;
  const owner = { tenant, caseId: row.case_id, subject: row.subject };
  const documentKey = keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  try {
    const { content } = openFileWords(documentKey, { tenant, file: row.file }, row.sealed);
    const hashes = await hashesOfSealed(sealedFileOf(store, { tenant, row, documentKey }));
    return hashes.content === content && hashes.cipher === row.cipher?.toString('hex');
  } catch (error) {
    if (error instanceof Corrupt) return false;
    throw error;
  }
}

async function isAsBefore({ database }: SweepDeps, tenant: number, row: StoredFileRow): Promise<boolean> {
  const [now] = await database.once(contextOf(tenant), [readFile(tenant, row.file)]);
  return now.rows[0]?.state === row.state;
}

async function giveUp(sweeping: Sweeping, tenant: number, row: StoredFileRow): Promise<void> {
  const { deps, options } = sweeping;
  let done: string | null = null;
  if (options.repair) {
    const at = new Date(deps.nowMs()).toISOString();
    const refusal = { reason: 'given-up', said: 'The file waited for too long and was given up. Bring it again.', at };
    const [changed] = await deps.database.once(contextOf(tenant), [rejectFile(tenant, row.file, refusal)]);
    // It was filed or discarded meanwhile.
    if (changed.count !== 1) return;
    await removeBytes(deps, tenant, row);
    done = 'given up';
  }
  note(sweeping, 'given-up', { tenant, what: row.file, done });
}

/** The bytes open no more; a backup of before has its own copy, which opens until its last day. */
async function dispose(sweeping: Sweeping, tenant: number, row: StoredFileRow): Promise<void> {
  const { deps, options } = sweeping;
  let done: string | null = null;
  if (options.repair) {
    await removeBytes(deps, tenant, row);
    const at = new Date(deps.nowMs()).toISOString();
    await deps.database.once(contextOf(tenant), [disposeFile(tenant, row.file, at)]);
    done = 'removed';
  }
  note(sweeping, 'destroyed-bytes', { tenant, what: row.file, done });
}

async function compareEvents(sweeping: Sweeping, tenant: number): Promise<void> {
  const [events, files] = await sweeping.deps.database.once(contextOf(tenant), [
    eventsWithoutFile(tenant),
    filesWithoutEvent(tenant),
  ]);
  for (const { case_id: caseId, seq } of events.rows)
    alarm(sweeping, 'file-missing', { tenant, what: `${caseId} ${seq}` });
  for (const { file } of files.rows) alarm(sweeping, 'event-missing', { tenant, what: file });
}

async function sweepObjects(sweeping: Sweeping, tenant: number | null): Promise<void> {
  const { deps, options } = sweeping;
  const { store, nowMs } = deps;
  for await (const found of store.list(tenant)) {
    sweeping.objects += 1;
    if (nowMs() - found.changedMs < options.graceMs) continue;
    await sweepObject(sweeping, found);
  }
}

async function sweepObject(sweeping: Sweeping, found: FoundObject): Promise<void> {
  const { deps, options } = sweeping;
  const { database, store } = deps;
  if (found.kind === 'arriving') {
    const { tenant, file } = found;
    const [rows] = await database.once(contextOf(tenant), [readFile(tenant, file)]);
    const [row] = rows.rows;
    if (row?.state === 'arriving') return;
    if (row === undefined) return putAside(sweeping, found);
    if (options.repair) await store.discard(arrivingOf(tenant, row));
    return note(sweeping, 'refused-bytes', { tenant, what: found.path, done: options.repair ? 'removed' : null });
  }
  if (found.kind === 'unknown') return putAside(sweeping, found);
  const { tenant, cipher } = found;
  const [known] = await database.once(contextOf(tenant), [filesByCipher(tenant, [Buffer.from(cipher, 'hex')])]);
  const state = known.rows[0]?.state;
  if (state === undefined) return putAside(sweeping, found);
  if (state !== 'rejected' && state !== 'disposed') return;
  if (options.repair) await store.remove(found);
  const kind = state === 'rejected' ? 'refused-bytes' : 'destroyed-bytes';
  note(sweeping, kind, { tenant, what: found.path, done: options.repair ? 'removed' : null });
}

async function putAside(sweeping: Sweeping, found: FoundObject): Promise<void> {
  const done = sweeping.options.repair ? `put aside: ${await sweeping.deps.store.quarantine(found)}` : null;
  note(sweeping, 'unknown-bytes', { tenant: found.tenant, what: found.path, done });
}

function alarm({ findings }: Sweeping, kind: FileAlarm, of: Pick<FileFinding, 'tenant' | 'what'>): void {
  findings.push({ kind, isAlarm: true, ...of, done: null });
}

function note({ findings }: Sweeping, kind: FileLeftover, of: Omit<FileFinding, 'kind' | 'isAlarm'>): void {
  findings.push({ kind, isAlarm: false, ...of });
}
