// Files of what is held about a person, as those see them who work on one or approve it: of each item what they may read where it stands.
// How much there is besides is told to whoever may approve, and to nobody else; so is the hash of the whole list.
import type { CaseState } from '@casewright/engine/case';
import { authorize } from '@casewright/engine/policy';
import { cutToParts } from '@casewright/engine/view';
import type { ObjectStore } from '../files/object-store.ts';
import { streamOfSealed } from '../files/sealed-bytes.ts';
import type { CaseTypes } from '../store/case-types.ts';
import { programContext } from '../store/context.ts';
import { flight, type Database, type Tx } from '../store/database.ts';
import type { KeyProvider } from '../store/keys.ts';
import { readCase, resourceOf, type CaseRecord } from '../store/read-case.ts';
import {
  type FileAt,
  hiddenIn,
  isToRedact,
  listOf,
  readFileAt,
  type SubjectApproval,
  type SubjectFileRefusal,
  whyNotGiven,
  whyUnfit,
} from '../store/subject-file-at.ts';
import {
  listSubjectFiles,
  readSubjectFile,
  readSubjectGiven,
  type SubjectDecisionRow,
  type SubjectFileRow,
} from '../store/subject-files.ts';
import type { SubjectItem } from '../store/subject-items.ts';
import { keyOfRequest, openWords } from '../store/subject-words.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { sealedFile } from './read-document.ts';
import type { SendReading } from './read-flights.ts';
import type { Asker } from './sessions.ts';
import { requireRow } from './show-case.ts';

export interface SubjectItemView extends Omit<SubjectItem, 'fingerprint' | 'tellsPlace'> {
  /** Held about them and not on the file yet. */
  readonly isNew: boolean;
  readonly decision: SubjectDecisionView | null;
  /** To be redacted, and without a copy. */
  readonly isToRedact: boolean;
}

export interface SubjectDecisionView extends Pick<SubjectDecisionRow, 'decision' | 'code' | 'person' | 'copy'> {
  readonly at: string;
  readonly words: string | null;
  /** Of the copy, hex. */
  readonly content: string | null;
}

export interface SubjectFileLineView {
  readonly fileId: string;
  readonly requestCase: string;
  readonly openedBy: string;
  readonly openedAt: string;
}

export interface SubjectFileView extends SubjectFileLineView {
  readonly items: readonly SubjectItemView[];
  readonly approvals: readonly Pick<SubjectApproval, 'person' | 'at'>[];
  readonly given: readonly { readonly by: string; readonly at: string; readonly bag: string }[];
  /** For whoever may approve: the hash of the list, how much of it they may not read, and why it cannot go out; else null. */
  readonly whole: {
    readonly list: string;
    readonly hidden: number;
    /** Was on the file and was lawfully destroyed since, or was taken out of the person's record. */
    readonly gone: number;
    readonly refusal: SubjectFileRefusal | null;
  } | null;
}

/** What goes out, when somebody may give it out. */
export type SubjectPackageView =
  | { readonly refusal: SubjectFileRefusal }
  | {
      readonly refusal: null;
      readonly file: SubjectFileLineView;
      readonly list: string;
      readonly gone: number;
      readonly approvedBy: readonly string[];
      readonly items: readonly (SubjectItemView & { readonly bytes: PieceOfPackage | null })[];
    };

export interface PieceOfPackage {
  readonly content: string;
  readonly mediaType: string;
  /** Null where they were lawfully destroyed since. */
  readonly pieces: (() => AsyncGenerator<Buffer>) | null;
}

export interface SubjectFileQueries {
  readonly list: (
    asker: Asker,
    requestCase: string,
  ) => Promise<ReadAnswer<{ readonly items: readonly SubjectFileLineView[] }>>;
  /** @param requestCase where it is asked for in a case, which it must be for */
  readonly show: (asker: Asker, fileId: string, requestCase?: string) => Promise<ReadAnswer<SubjectFileView>>;
  /** Everything that goes out, of a file that was approved as it is and is all theirs to read. */
  readonly give: (
    asker: Asker,
    asked: { readonly fileId: string; readonly hash: string; readonly requestCase?: string },
  ) => Promise<ReadAnswer<SubjectPackageView>>;
}

interface Deps {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly keys: KeyProvider;
  readonly now: () => number;
  readonly files: Pick<ObjectStore, 'read'> | null;
}

export function openSubjectFileQueries(send: SendReading, deps: Deps): SubjectFileQueries {
  return {
    list: (asker, requestCase) =>
      answerRead(send, asker, {
        ...{ action: { type: 'read-case' }, name: 'list-subject-files', asked: [requestCase] },
        statements: [readCase(asker.principal.tenant, requestCase)],
        caseOf: ([found]) => found.rows[0] ?? null,
        fold: async () => {
          const { tenant } = asker.principal;
          const [files] = await deps.database.once(programContext(tenant, 'subject-file'), [
            listSubjectFiles(tenant, requestCase),
          ]);
          const items = files.rows.map(lineOf);
          return { view: cutToParts(null, () => ({ items })), caseIds: [requestCase], results: items.length };
        },
      }),
    show: (asker, fileId, requestCase) =>
      ask(send, asker, { deps, fileId, requestCase, name: 'show-subject-file', fold: fileView }),
    give: (asker, { fileId, hash, requestCase }) =>
      ask(send, asker, {
        ...{ deps, fileId, requestCase, name: 'read-subject-package', approving: true },
        fold: (at) => packageView(at, hash),
      }),
  };
}

interface Looking {
  readonly at: FileAt;
  readonly deps: Deps;
  readonly asker: Asker;
  readonly mayApprove: boolean;
}

interface Asked<V> {
  readonly deps: Deps;
  readonly fileId: string;
  readonly requestCase?: string | undefined;
  readonly name: string;
  /** Only for whoever may approve it. */
  readonly approving?: boolean;
  readonly fold: (looking: Looking) => Promise<V>;
}

const NO_CASE = '00000000-0000-0000-0000-000000000000';

async function ask<V>(send: SendReading, asker: Asker, asked: Asked<V>): Promise<ReadAnswer<V>> {
  const { deps, fileId, name, approving = false, fold } = asked;
  const { tenant, person, holding } = asker.principal;
  const [files] = await deps.database.once(programContext(tenant, 'subject-file'), [readSubjectFile(tenant, fileId)]);
  const [file] = files.rows;
  const requestCase = asked.requestCase ?? file?.request_case ?? NO_CASE;
  return answerRead<[ReturnType<typeof readCase>], V>(send, asker, {
    action: { type: approving ? 'approve-subject-file' : 'work-subject-file' },
    ...{ name, asked: [requestCase], filter: fileId },
    statements: [readCase(tenant, requestCase)],
    caseOf: ([found]) => found.rows[0] ?? null,
    fold: ([found]) => {
      if (file === undefined || file.request_case !== requestCase) return null;
      const mayApprove = mayApproveIn(asker, requireRow(found.rows));
      return deps.database.snapshot({ tenant, person, holding }, async (tx): Promise<Shown<V>> => {
        const at = await readFileAt(deps, tx, { tenant, file, at: new Date(deps.now()).toISOString(), holding });
        const view = await fold({ at, deps, asker, mayApprove });
        const caseIds = [...new Set([requestCase, ...[...at.mine.values()].map(({ caseId }) => caseId)])];
        // Each item was cut to the parts of its own case.
        return { view: cutToParts(null, () => view), caseIds, results: at.mine.size };
      });
    },
  });
}

function mayApproveIn({ principal }: Asker, record: CaseRecord): boolean {
  return authorize(principal, { type: 'approve-subject-file' }, resourceOf(principal.tenant, record)).allowed;
}

function lineOf(row: SubjectFileRow): SubjectFileLineView {
  return { fileId: row.file_id, requestCase: row.request_case, openedBy: row.opened_by, openedAt: row.opened_at };
}

async function fileView({ at, deps, asker, mayApprove }: Looking): Promise<SubjectFileView> {
  const { tenant } = asker.principal;
  const [given] = await flight(at.tx, [readSubjectGiven(tenant, at.file.file_id)]);
  return {
    ...lineOf(at.file),
    items: await itemViews(deps, tenant, at),
    approvals: at.approvals.map(({ person, at: on }) => ({ person, at: on })),
    given: given.rows.map((row) => ({ by: row.given_by, at: row.given_at, bag: row.bag_hash.toString('hex') })),
    whole: mayApprove ? wholeOf(at, listOf(deps.keys, tenant, at)) : null,
  };
}

function wholeOf(at: FileAt, list: string): SubjectFileView['whole'] {
  return { list, hidden: hiddenIn(at), gone: goneIn(at), refusal: whyUnfit(at, list) };
}

function goneIn({ all, stored }: FileAt): number {
  const there = new Set(all.map(({ item }) => item));
  return [...stored.keys()].filter((item) => !there.has(item)).length;
}

async function itemViews(deps: Deps, tenant: number, at: FileAt): Promise<readonly SubjectItemView[]> {
  const { tx, file } = at;
  const hasWords = [...at.mine.keys()].some((item) => (at.decisions.get(item)?.words ?? null) !== null);
  const key = hasWords ? await keyOfRequest(deps.keys, tx, { tenant, file }) : undefined;
  return [...at.mine.values()].map((one) => {
    const { fingerprint: _ofTheList, tellsPlace: _forTheProgram, ...item } = one;
    const row = at.decisions.get(item.item);
    const decision = row === undefined ? null : decisionView(row, { tenant, file, key });
    return { ...item, isNew: !at.stored.has(item.item), decision, isToRedact: isToRedact(item, row) };
  });
}

function decisionView(
  row: SubjectDecisionRow,
  { tenant, file, key }: { readonly tenant: number; readonly file: SubjectFileRow; readonly key: Buffer | undefined },
): SubjectDecisionView {
  const { decision, code, person, copy, decided_at: at, item, number, words: sealed } = row;
  const words = sealed === null ? null : openWords(key, { tenant, file, item, number, sealed });
  return { decision, code, person, copy, at, words, content: row.content?.toString('hex') ?? null };
}

async function packageView({ at, deps, asker }: Looking, hash: string): Promise<SubjectPackageView> {
  const { tenant } = asker.principal;
  const list = listOf(deps.keys, tenant, at);
  const refusal = whyNotGiven(at, { list, hash });
  if (refusal !== null) return { refusal };
  const items = [];
  for (const view of await itemViews(deps, tenant, at))
    items.push({ ...view, bytes: await bytesOf(deps, at.tx, { tenant, view }) });
  const approvedBy = at.approvals.filter((one) => one.stands && one.list === list).map(({ person }) => person);
  return { refusal: null, file: lineOf(at.file), list, gone: goneIn(at), approvedBy, items };
}

/** Of what is released the paper itself, of what is redacted its copy; of anything else there is none. */
async function bytesOf(
  deps: Deps,
  tx: Tx,
  { tenant, view }: { readonly tenant: number; readonly view: SubjectItemView },
): Promise<PieceOfPackage | null> {
  const { decision, file, caseId } = view;
  if (file === null || decision === null || decision.decision === 'withhold') return null;
  const isCopy = decision.decision === 'redact';
  const source = isCopy ? await fileOfCopy(tx, tenant, view) : file;
  if (source === null || deps.files === null) return null;
  const { files } = deps;
  const sealed = await sealedFile({ ...deps, files }, tenant, { caseId, file: source.file });
  const { content, mediaType } = source;
  const size = sealed?.place.size ?? 0;
  const pieces =
    sealed === null ? null : (): AsyncGenerator<Buffer> => streamOfSealed(sealed, { start: 0, length: size });
  return { content, mediaType, pieces };
}

/** The version of the copy that was approved. */
async function fileOfCopy(tx: Tx, tenant: number, { decision, caseId }: SubjectItemView) {
  const [found] = await flight(tx, [readCase(tenant, caseId)]);
  const [row] = found.rows;
  // The store keeps exactly what the engine made.
  const { entries = {} } = row === undefined ? {} : (JSON.parse(row.state) as CaseState);
  const entry = Object.hasOwn(entries, decision?.copy ?? '') ? entries[decision?.copy ?? ''] : undefined;
  const version =
    entry?.kind === 'document' ? entry.versions.find(({ content }) => content === decision?.content) : null;
  return version ?? null;
}
