// Adds to a file that arrives. Parts are sealed one after the other and written some at once, while the next one comes; each counts, in
// its order, when the store has it for good and the row says so. What is not a whole part when the line breaks is sent again.
import { createHash, type Hash } from 'node:crypto';
import { fileKey } from '../files/file-seal.ts';
import type { Arriving, ObjectStore } from '../files/object-store.ts';
import { fromTheStart, partSealer, type Rolling, type SealedPart } from '../files/part-sealer.ts';
import { partsInFlight, type PartsInFlight, type StoredPart } from '../files/parts-in-flight.ts';
import { advanceFile, beginFile, readFile, type StoredFileRow } from '../store/stored-files.ts';
import { programContext } from '../store/context.ts';
import { arrivingOf } from './arriving-file.ts';
import type { Overseer } from './oversee.ts';
import { refused, type OpenedStep, type StepDeps, type StepOutcome, type UploadRefusal } from './upload-step.ts';
import type { UploadMemory } from './upload-types.ts';

/** A piece of a file, on its way. */
export interface Piece {
  /** Where it goes: where the file stands. */
  readonly offset: number;
  /** What its bytes must come to; then none of it counts before all of it is there. Null: nothing is said. */
  readonly checksum: { readonly algorithm: 'sha1' | 'sha256'; readonly digest: Buffer } | null;
  /** How many bytes come, where that is known. */
  readonly length: number | null;
  readonly body: AsyncIterable<Buffer>;
}

export interface Appended {
  /** Where the file stands now. */
  readonly offset: number;
}

export interface AppendDeps extends StepDeps {
  readonly store: ObjectStore;
  readonly memory: UploadMemory;
}

type Appending = Piece & { readonly by: Overseer };

/** @throws what the body throws, after what was whole is kept; and operational errors of store and database */
export async function appendTo(deps: AppendDeps, step: OpenedStep, piece: Appending): Promise<StepOutcome<Appended>> {
  const { row } = step;
  const { appending } = deps.memory;
  if (row.state !== 'arriving' || row.cipher !== null || row.size === null)
    return refused('upload-ended', row.received);
  if (piece.offset !== row.received) return refused('upload-offset', row.received);
  const fits = piece.length === null || piece.offset + piece.length <= row.size;
  if (!fits) return refused('file-too-large', row.received);
  if (row.received === row.size) return { kind: 'done', value: { offset: row.received } };
  const before = appending.get(row.file);
  before?.stop.abort();
  const stop = new AbortController();
  const work = (before?.ended ?? Promise.resolve()).then(() => append(deps, { step, piece, stop: stop.signal }));
  const ended = work.catch(() => {});
  const own = { stop, ended };
  appending.set(row.file, own);
  try {
    return await work;
  } finally {
    if (appending.get(row.file) === own) appending.delete(row.file);
  }
}

interface Work {
  readonly step: OpenedStep;
  readonly piece: Appending;
  readonly stop: AbortSignal;
}

async function append(deps: AppendDeps, { step, piece, stop }: Work): Promise<StepOutcome<Appended>> {
  const { documentKey } = step;
  const { tenant } = piece.by.principal;
  const row = await rowNow(deps, tenant, step.row);
  // The append before this one may have gone on; what counts is never sealed again, since its hash is known.
  if (row.state !== 'arriving' || row.cipher !== null) return refused('upload-ended', row.received);
  if (piece.offset !== row.received) return refused('upload-offset', row.received);
  const size = row.size ?? 0;
  const rolling = row.received === 0 ? fromTheStart() : deps.memory.rolling.take(row.file, row.received);
  const place = { tenant, file: row.file, size };
  const sealer = partSealer(fileKey(documentKey, row.file), place, { from: row.received, rolling });
  const hash = piece.checksum === null ? null : createHash(piece.checksum.algorithm);
  const writer = await partWriter(deps, { tenant, row, holdsBack: hash !== null });
  let came = row.received;
  let refusal: UploadRefusal | null = null;
  try {
    for await (const bytes of piece.body) {
      came += bytes.length;
      if (stop.aborted || writer.isLost()) refusal = 'upload-offset';
      else if (came > size) refusal = 'file-too-large';
      if (refusal !== null) break;
      hash?.update(bytes);
      for (const part of sealer.take(bytes)) await writer.put(part);
    }
  } finally {
    // Nothing is on its way any more when the next one goes on with the file.
    await writer.settle();
    if (writer.rolling() !== null) keep(deps, row.file, writer);
  }
  if (refusal !== null) return refused(refusal, writer.isLost() ? null : writer.at());
  if (!matches(piece, hash)) return refused('upload-checksum', row.received);
  if (!(await writer.end())) return refused('upload-offset', null);
  keep(deps, row.file, writer);
  // Whoever sends less than a part would send it for ever.
  if (writer.at() === row.received && came !== row.received) return refused('upload-piece', writer.at());
  return { kind: 'done', value: { offset: writer.at() } };
}

async function rowNow({ database }: AppendDeps, tenant: number, row: StoredFileRow): Promise<StoredFileRow> {
  const [found] = await database.once(programContext(tenant, 'uploads'), [readFile(tenant, row.file)]);
  return found.rows[0] ?? row;
}

function keep({ memory }: AppendDeps, file: string, writer: PartWriter): void {
  const rolling = writer.rolling();
  if (rolling !== null && rolling.at === writer.at()) memory.rolling.keep(file, rolling);
}

function matches({ checksum }: Piece, hash: Hash | null): boolean {
  return checksum === null || hash === null || hash.digest().equals(checksum.digest);
}

/** Tells the store of the file, if it was not told yet. */
async function begun(deps: WriterDeps, tenant: number, row: StoredFileRow): Promise<Arriving> {
  const arriving = arrivingOf(tenant, row);
  if (row.upload !== null) return arriving;
  const upload = await deps.store.begin(arriving);
  await deps.database.once(programContext(tenant, 'uploads'), [beginFile(tenant, row.file, upload)]);
  return { ...arriving, upload };
}

/** What writing parts needs. */
type WriterDeps = Pick<AppendDeps, 'store' | 'database' | 'nowMs'>;

export interface PartWriter extends PartsInFlight {
  /** Where the file stands, as far as it counts. */
  readonly at: () => number;
  readonly rolling: () => Rolling | null;
}

interface Writing {
  readonly tenant: number;
  readonly row: StoredFileRow;
  /** Whether nothing counts before the end. */
  readonly holdsBack: boolean;
}

export async function partWriter(deps: WriterDeps, { tenant, row, holdsBack }: Writing): Promise<PartWriter> {
  const arriving = await begun(deps, tenant, row);
  let at = row.received;
  let rolling: Rolling | null = null;

  async function count(parts: readonly StoredPart[]): Promise<boolean> {
    const last = parts.at(-1);
    if (last === undefined) return true;
    const now = new Date(deps.nowMs()).toISOString();
    const progress = { from: at, to: last.after, parts: parts.map(({ tag }) => tag), at: now };
    const [changed] = await deps.database.once(programContext(tenant, 'uploads'), [
      advanceFile(tenant, arriving.file, progress),
    ]);
    if (changed.count !== 1) return false;
    at = last.after;
    rolling = last.rolling;
    return true;
  }

  const put = ({ number, sealed }: SealedPart): Promise<string> => deps.store.putPart(arriving, number, sealed);
  return { ...partsInFlight({ put, count, holdsBack }), at: () => at, rolling: () => rolling };
}
