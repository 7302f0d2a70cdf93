// What every step of an upload asks first: that the session holds, that whoever asks may still file such a document in that case, and
// that the upload is theirs. What is refused is on record and looks like what is not there. Knows no store of objects.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import type { CaseTypes } from '../store/case-types.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadHead, type HeadRow, type KeyRow } from '../store/load-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { Statement } from '../store/statement.ts';
import { readFile, readKeyOfFile, type StoredFileRow } from '../store/stored-files.ts';
import { lineOf } from './access-line.ts';
import { filingOf, type FilingAsked } from './filing-command.ts';
import { parseState } from './look-first.ts';
import { mayCommand } from './may-command.ts';
import type { Overseer } from './oversee.ts';

export interface StepDeps {
  readonly database: Database;
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** Why a step is not done, for a reason that whoever uploads may know. */
export type UploadRefusal =
  /** It is empty, or larger than what is taken. */
  | 'file-empty'
  | 'file-too-large'
  /** They have begun too many that they have not ended. */
  | 'uploads-too-many'
  /** The key was used for another request. */
  | 'key-reused'
  /** It does not go on where they say. */
  | 'upload-offset'
  /** It has ended: nothing can be added or discarded. */
  | 'upload-ended'
  /** Not all of it is there. */
  | 'upload-incomplete'
  /** A piece is neither a whole part nor the end. */
  | 'upload-piece'
  /** What came is not what was said to come. */
  | 'upload-checksum'
  /** Nothing could be taken out of it safely: of what kind it is, where the boxes are, a password, its content, its size. */
  | 'redaction-kind'
  | 'redaction-boxes'
  | 'redaction-locked'
  | 'redaction-unreadable'
  | 'redaction-too-large'
  /** No bundle could be made: nothing in it, what may not go in, what is no bundle to go on from, unreadable or too much, or one is being made. */
  | 'bundle-empty'
  | 'bundle-document'
  | 'bundle-earlier'
  | 'bundle-unreadable'
  | 'bundle-too-large'
  | 'bundle-busy'
  /** Its kind asks for a second person, who approves what another drew. */
  | 'redaction-second'
  /** Somebody else went on with the draft meanwhile, or it is not at that step. */
  | 'redaction-moved'
  /** Whoever drew a part of it does not approve it. */
  | 'redaction-own'
  /** Whoever approves has not opened each page. */
  | 'redaction-unread'
  /** The copy is made and the case does not take it. */
  | 'redaction-unfiled';

export type StepOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** No such case, document or upload, or not theirs: they look the same. */
  | { readonly kind: 'absent' }
  /** @property offset where the upload stands, where there is one. @property said a sentence instead of the usual one */
  | {
      readonly kind: 'refused';
      readonly refusal: UploadRefusal;
      readonly offset: number | null;
      readonly said?: string;
    }
  | { readonly kind: 'session-gone' };

export const ABSENT = { kind: 'absent' } as const;
const GONE = { kind: 'session-gone' } as const;

export function refused(refusal: UploadRefusal, offset: number | null = null, said?: string): StepOutcome<never> {
  return { kind: 'refused', refusal, offset, ...(said === undefined ? {} : { said }) };
}

/** A case in which somebody may file what they ask to. */
export interface FilingPlace {
  readonly head: HeadRow;
  readonly state: CaseState;
  readonly caseType: CaseType;
}

export interface StepAsked {
  readonly caseId: string;
  readonly file: string;
}

export interface OpenedStep {
  readonly row: StoredFileRow;
  /** 32 bytes. */
  readonly documentKey: Buffer;
}

/** Looks at an upload for whoever asks. */
export async function openStep(
  deps: StepDeps,
  by: Overseer,
  { caseId, file }: StepAsked,
): Promise<StepOutcome<OpenedStep>> {
  const { tenant } = by.principal;
  return inCase<OpenedStep>(deps, by, {
    caseId,
    statements: [readFile(tenant, file), readKeyOfFile(tenant, file)],
    work: async (tx, heads, [files, keys]) => {
      // The rows of the two statements just above, in their order.
      const row = files?.rows[0] as StoredFileRow | undefined;
      const key = keys?.rows[0] as KeyRow | undefined;
      const isTheirs = row !== undefined && row.case_id === caseId && isOf(row, by.principal);
      const asked = isTheirs ? { kind: row.kind, audience: row.audience, document: row.document } : null;
      const place = asked === null ? null : await mayFileIn(deps, tx, { by, heads, asked });
      if (row === undefined || place === null || key === undefined) return deny(deps, tx, { by, caseId });
      const owner = { tenant, caseId, subject: row.subject };
      const documentKey = deps.keys.unwrap(owner, { by: key.wrapped_by, wrapped: key.wrapped });
      return { kind: 'done', value: { row, documentKey } };
    },
  });
}

function isOf(row: StoredFileRow, { person, onBehalfOf }: Principal): boolean {
  return row.person === person && row.on_behalf_of === (onBehalfOf ?? null);
}

/** Rows of statements of unknown columns; whoever gave the statements knows them. */
type Found = readonly { readonly rows: readonly unknown[]; readonly count: number }[];

interface InCase<T> {
  readonly caseId: string;
  /** Asked as the program, after the case was asked for as the reader. */
  readonly statements: readonly Statement<unknown>[];
  readonly work: (tx: Tx, heads: readonly HeadRow[], found: Found) => Promise<StepOutcome<T>>;
}

/** One flight: the proof of the session, the head of the case as its reader sees it, and the rest. */
export function inCase<T>(
  deps: StepDeps,
  by: Overseer,
  { caseId, statements, work }: InCase<T>,
): Promise<StepOutcome<T>> {
  const { tenant, person, holding } = by.principal;
  return deps.database.transaction<StepOutcome<T>>({ tenant, person, holding }, async (tx) => {
    const [proven, heads, , ...found] = await flight(tx, [
      by.proof,
      loadHead(tenant, caseId),
      readingAs(tx, 'program'),
      ...statements,
    ]);
    if (proven.count === 0) {
      rollback(tx);
      return GONE;
    }
    return work(tx, heads.rows, found);
  });
}

interface MayFile {
  readonly by: Pick<Overseer, 'principal'>;
  readonly heads: readonly HeadRow[];
  readonly asked: FilingAsked;
}

/** Null where they may not, or there is no such case or document. */
export async function mayFileIn(deps: StepDeps, tx: Tx, { by, heads, asked }: MayFile): Promise<FilingPlace | null> {
  const [head] = heads;
  if (head === undefined) return null;
  const { principal } = by;
  const caseType = await deps.caseTypes.byHash(tx, principal.tenant, head.case_type_hash);
  const state = parseState(head);
  const command = filingOf(caseType, state, asked);
  if (command === null) return null;
  const parts = readablePartsOf(head, caseType);
  const on = { command, caseType, team: state.team, above: head.above, access: head, parts, state };
  return mayCommand(principal, on) ? { head, state, caseType } : null;
}

export async function deny(
  deps: StepDeps,
  tx: Tx,
  { by, caseId }: { readonly by: Overseer; readonly caseId: string },
): Promise<StepOutcome<never>> {
  await commit(tx, lineOf(deps, by, { action: 'upload', caseIds: [caseId], denied: true }));
  return ABSENT;
}
