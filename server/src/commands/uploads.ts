// Files on their way in: begun, added to piece by piece, asked about, ended, discarded. The row goes before the bytes and the bytes
// before every word that they are there, so whatever is killed, whoever brings the file asks where it stands and goes on.
import { FILE_ALGORITHM, PART_BYTES } from '../files/file-seal.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import { openFileWords, sealFileWords } from '../store/file-words.ts';
import { newDataKey } from '../store/keys.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { saveKeys } from '../store/save-keys.ts';
import { addFile, countOpenFiles, readFileByKey, rejectFile, type StoredFileRow } from '../store/stored-files.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { Conflict } from '../errors.ts';
import { lineOf } from './access-line.ts';
import { appendTo, type Appended, type Piece } from './append-upload.ts';
import { removeBytes } from './arriving-file.ts';
import { firstFileOf, limitOf } from './filing-command.ts';
import type { BundleToMake } from './bundle-sources.ts';
import { finish } from './finish-upload.ts';
import { makeBundle, progressKey, type BundleDoors, type BundleProgress, type BundlesInHand } from './make-bundle.ts';
import type { Overseer } from './oversee.ts';
import {
  deny,
  inCase,
  mayFileIn,
  openStep,
  refused,
  type OpenedStep,
  type StepAsked,
  type StepOutcome,
} from './upload-step.ts';
import { approveRedactionDraft, type ApproveDeps } from './approve-redaction.ts';
import { redactVersion, type RedactionToMake } from './redact-version.ts';
import {
  moveRedactionDraft,
  saveRedactionDraft,
  type RedactionStepAsked,
  type RedactionStepTaken,
  type RedactionToKeep,
} from './redaction-drafts.ts';
import { rememberRolling } from './rolling-memory.ts';
import type { UploadDeps, UploadLimits, UploadMemory, UploadToStart, UploadView } from './upload-types.ts';

export interface Uploads {
  readonly limits: UploadLimits;
  /** Bytes of a part: pieces have a whole number of them. */
  readonly part: number;
  readonly start: (by: Overseer, asked: UploadToStart) => Promise<StepOutcome<UploadView>>;
  readonly ask: (by: Overseer, asked: StepAsked) => Promise<StepOutcome<UploadView>>;
  readonly append: (by: Overseer, asked: StepAsked & Piece) => Promise<StepOutcome<Appended>>;
  /** Nothing more comes. @property content what whoever brings it holds its hash to be; null where they do not say */
  readonly finish: (
    by: Overseer,
    asked: StepAsked & { readonly content: string | null },
  ) => Promise<StepOutcome<UploadView>>;
  readonly discard: (by: Overseer, asked: StepAsked) => Promise<StepOutcome<UploadView>>;
  /** A redacted copy of a version; it is there as if it had been brought, to be filed by whoever asked. */
  readonly redact: (by: Overseer, asked: RedactionToMake) => Promise<StepOutcome<UploadView>>;
  /** A bundle of documents; it is there as if it had been brought, to be filed by whoever asked. */
  readonly bundle: (by: Overseer, asked: BundleToMake) => Promise<StepOutcome<UploadView>>;
  /** How far the bundle is that somebody has made of a case in this process; null where none is being made. */
  readonly bundleInHand: (by: Pick<Overseer, 'principal'>, caseId: string) => BundleProgress | null;
  /** What is to be taken out, while people work on it. */
  readonly saveRedaction: (by: Overseer, asked: RedactionToKeep) => Promise<StepOutcome<RedactionStepTaken>>;
  readonly stepRedaction: (by: Overseer, asked: RedactionStepAsked) => Promise<StepOutcome<RedactionStepTaken>>;
}

/** Where an upload stands, the whole of it where the answer has a body; or a redaction under way. */
export type UploadStep = UploadView | Appended | RedactionStepTaken;

export function openUploads(deps: ApproveDeps & { readonly bundle: BundleDoors }): Uploads {
  const inHand: BundlesInHand = new Map();
  const memory: UploadMemory = { rolling: rememberRolling(), appending: new Map(), finishing: new Map() };
  return {
    limits: { ...deps.limits, bytes: Math.min(deps.limits.bytes, deps.store.most) },
    part: PART_BYTES,
    start: (by, asked) => start(deps, by, asked),
    ask: (by, asked) => withStep(deps, by, { asked, work: (step) => Promise.resolve(viewed(step, by)) }),
    append: (by, asked) =>
      withStep(deps, by, { asked, work: (step) => appendTo({ ...deps, memory }, step, { by, ...asked }) }),
    finish: (by, asked) =>
      withStep(deps, by, {
        asked,
        work: async (step) => {
          const ended = await finish({ ...deps, memory }, step, { by, content: asked.content });
          return ended.kind === 'done' ? withStep(deps, by, { asked, work: async (now) => viewed(now, by) }) : ended;
        },
      }),
    discard: (by, asked) =>
      withStep(deps, by, { asked, work: (step) => discard({ ...deps, memory }, step, { by, asked }) }),
    async redact(by, asked) {
      const made = await redactVersion(deps, by, asked);
      return made.kind === 'done' ? viewed(made.value, by) : made;
    },
    async bundle(by, asked) {
      const made = await makeBundle({ ...deps, inHand }, by, asked);
      return made.kind === 'done' ? viewed(made.value, by) : made;
    },
    bundleInHand: (by, caseId) => inHand.get(progressKey(by, caseId)) ?? null,
    saveRedaction: (by, asked) => saveRedactionDraft(deps, by, asked),
    stepRedaction: (by, { step, ...asked }) =>
      step === 'approve'
        ? approveRedactionDraft(deps, by, { ...asked, step })
        : moveRedactionDraft(deps, by, { ...asked, step }),
  };
}

interface Stepping<T> {
  readonly asked: StepAsked;
  readonly work: (step: OpenedStep) => Promise<StepOutcome<T>>;
}

async function withStep<T>(deps: UploadDeps, by: Overseer, { asked, work }: Stepping<T>): Promise<StepOutcome<T>> {
  const step = await openStep(deps, by, asked);
  return step.kind === 'done' ? work(step.value) : step;
}

function viewed({ row, documentKey }: OpenedStep, { principal }: Overseer): StepOutcome<UploadView> {
  return { kind: 'done', value: viewOf(row, { tenant: principal.tenant, documentKey }) };
}

export function viewOf(
  row: StoredFileRow,
  { tenant, documentKey }: { readonly tenant: number; readonly documentKey: Buffer },
): UploadView {
  const { name, content } = openFileWords(documentKey, { tenant, file: row.file }, row.sealed);
  const { verdict, media_type: mediaType, scanner, warnings } = row;
  const isFound = content !== null && verdict !== null && mediaType !== null && row.state !== 'rejected';
  return {
    ...{
      file: row.file,
      name,
      state: row.state,
      size: row.size ?? row.received,
      offset: row.received,
      part: PART_BYTES,
    },
    found: isFound ? { content, mediaType, verdict, scanner, warnings } : null,
    refused: row.reason === null ? null : { code: row.reason, reason: row.said },
  };
}

async function start(deps: UploadDeps, by: Overseer, asked: UploadToStart): Promise<StepOutcome<UploadView>> {
  try {
    return await startOnce(deps, by, asked);
  } catch (error) {
    // The same request at the same time: the other one has begun it.
    if (error instanceof Conflict) return startOnce(deps, by, asked);
    throw error;
  }
}

function startOnce(deps: UploadDeps, by: Overseer, asked: UploadToStart): Promise<StepOutcome<UploadView>> {
  const { tenant, person } = by.principal;
  const { caseId } = asked;
  const startKey = deps.keys.requestMac(tenant, `upload ${person} ${asked.key}`);
  return inCase(deps, by, {
    caseId,
    statements: [readFileByKey(tenant, startKey), countOpenFiles(tenant, person), loadKeys(tenant, caseId)],
    work: async (tx, heads, [before, open, keys]) => {
      const place = await mayFileIn(deps, tx, { by, heads, asked });
      if (place === null) return deny(deps, tx, { by, caseId });
      // The rows of the three statements just above, in their order.
      const known = before?.rows[0] as StoredFileRow | undefined;
      const count = (open?.rows[0] as { readonly count: number } | undefined)?.count ?? 0;
      const wrapped = (keys?.rows ?? []) as readonly KeyRow[];
      const beginning: Beginning = { by, asked, startKey, requestHash: hashRequest(deps, by, asked) };
      if (known !== undefined) return answerAgain(deps, tx, { ...beginning, known, wrapped });
      const unfit = unfitFor(asked, { most: Math.min(deps.limits.bytes, deps.store.most, limitOf(place, asked)) });
      const isTooMany = count >= deps.limits.atOnce;
      if (unfit !== null || isTooMany) {
        // It tells that they may file such a document there.
        await commit(tx, lineOf(deps, by, { action: 'refused:start-upload', caseIds: [caseId], denied: false }));
        return refused(unfit ?? 'uploads-too-many');
      }
      const subject = asked.document === null ? null : firstFileOf(place.state, asked.document);
      const own = subject === null ? undefined : wrapped.find((row) => row.subject === subject);
      // The key of a document that was destroyed seals nothing more.
      if (subject !== null && own === undefined) return deny(deps, tx, { by, caseId });
      return write(deps, tx, { ...beginning, subject, own });
    },
  });
}

function unfitFor(
  { size }: UploadToStart,
  { most }: { readonly most: number },
): 'file-empty' | 'file-too-large' | null {
  if (size === 0) return 'file-empty';
  return size > most ? 'file-too-large' : null;
}

interface Beginning {
  readonly by: Overseer;
  readonly asked: UploadToStart;
  readonly startKey: Buffer;
  readonly requestHash: Buffer;
}

function hashRequest({ keys }: UploadDeps, { principal }: Overseer, asked: UploadToStart): Buffer {
  const { caseId, kind, audience, document, name, size, channel } = asked;
  const { tenant, onBehalfOf = null } = principal;
  return keys.requestMac(tenant, JSON.stringify([caseId, kind, audience, document, name, size, channel, onBehalfOf]));
}

/** The upload that this request began before. */
function answerAgain(
  deps: UploadDeps,
  tx: Tx,
  {
    by,
    known,
    requestHash,
    wrapped,
  }: Beginning & { readonly known: StoredFileRow; readonly wrapped: readonly KeyRow[] },
): StepOutcome<UploadView> {
  const { tenant } = by.principal;
  rollback(tx);
  const key = wrapped.find(({ subject }) => subject === known.subject);
  if (!known.request_hash.equals(requestHash) || key === undefined) return refused('key-reused');
  const owner = { tenant, caseId: known.case_id, subject: known.subject };
  const documentKey = deps.keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
  return { kind: 'done', value: viewOf(known, { tenant, documentKey }) };
}

async function write(
  deps: UploadDeps,
  tx: Tx,
  beginning: Beginning & { readonly subject: string | null; readonly own: KeyRow | undefined },
): Promise<StepOutcome<UploadView>> {
  const { by, asked, startKey, requestHash, own } = beginning;
  const { tenant, person, onBehalfOf = null } = by.principal;
  const { caseId, kind, audience, document, channel, size, name } = asked;
  const nowMs = deps.nowMs();
  const [file, at] = [uuidV7(nowMs), new Date(nowMs).toISOString()];
  const subject = beginning.subject ?? file;
  const owner = { tenant, caseId, subject };
  const made = own === undefined ? newDataKey(uuidV7(nowMs)) : null;
  const documentKey =
    own === undefined
      ? (made?.key ?? Buffer.alloc(0))
      : deps.keys.unwrap(owner, { by: own.wrapped_by, wrapped: own.wrapped });
  const { by: wrappedBy, wrapped } =
    made === null ? { by: '', wrapped: Buffer.alloc(0) } : deps.keys.wrap(owner, made.key);
  const sealed = sealFileWords(documentKey, { tenant, file }, { name, given: name, content: null });
  const row = {
    ...{ file, caseId, subject, kind, document, audience, channel, person, onBehalfOf, startKey, requestHash, size },
    ...{ algorithm: FILE_ALGORITHM, sealed, at },
  };
  await commit(tx, [
    ...(made === null
      ? []
      : saveKeys(tenant, [{ caseId, subject, keyId: made.keyId, wrapped, wrappedBy, createdAt: at }])),
    addFile(tenant, row),
    ...lineOf(deps, by, { action: 'start-upload', caseIds: [caseId], denied: false }),
  ]);
  const nothing = { found: null, refused: null };
  return { kind: 'done', value: { file, name, state: 'arriving', size, offset: 0, part: PART_BYTES, ...nothing } };
}

interface Discarding {
  readonly by: Overseer;
  readonly asked: StepAsked;
}

/** The row first: bytes without a row that wants them are found by the sweep, a row without its bytes would be an alarm. */
async function discard(
  deps: UploadDeps & { readonly memory: UploadMemory },
  { row, documentKey }: OpenedStep,
  { by, asked }: Discarding,
): Promise<StepOutcome<UploadView>> {
  const { tenant, person } = by.principal;
  if (row.state === 'filed' || row.state === 'disposed') return refused('upload-ended', row.received);
  const at = new Date(deps.nowMs()).toISOString();
  if (row.state !== 'rejected') {
    deps.memory.appending.get(row.file)?.stop.abort();
    const refusal = { reason: 'discarded', said: null, at };
    const isDone = await deps.database.transaction({ tenant, person, holding: 'program' }, async (tx) => {
      const [changed] = await flight(tx, [rejectFile(tenant, row.file, refusal)]);
      if (changed.count === 1)
        await commit(tx, lineOf(deps, by, { action: 'discard-upload', caseIds: [asked.caseId], denied: false }));
      return changed.count === 1;
    });
    if (!isDone) return refused('upload-ended', row.received);
    await removeBytes(deps, tenant, row);
  }
  const now: StoredFileRow =
    row.state === 'rejected' ? row : { ...row, state: 'rejected', reason: 'discarded', said: null };
  return { kind: 'done', value: viewOf(now, { tenant, documentKey }) };
}
