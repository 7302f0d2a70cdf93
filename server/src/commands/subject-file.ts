// The file of what is held about a person, for the case in which they ask for it: opened, kept complete, decided item by item, and approved
// by somebody who had no part in it. What belongs to it is found by the program, whoever may know of it; everybody sees and decides what they
// may read where it stands. So nothing is missing in silence, and who may not know of a case is not told that there is one.
import type { CaseState } from '@casewright/engine/case';
import { authorize } from '@casewright/engine/policy';
import { mayReadEntry } from '@casewright/engine/view';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody, type CustodyEntry } from '../store/custody.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import { memberOf, type PeopleDeps } from '../store/people-in-cases.ts';
import { readCase, resourceOf } from '../store/read-case.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import type { Statement } from '../store/statement.ts';
import {
  everythingAbout,
  type FileAt,
  listOf,
  oneWith,
  readFileAt,
  type SubjectFileRefusal,
  whyNotGiven,
  whyUnfit,
} from '../store/subject-file-at.ts';
import {
  addSubjectApproval,
  addSubjectDecision,
  addSubjectFile,
  addSubjectGiven,
  addSubjectItems,
  readSubjectFile,
  type SubjectDecisionRow,
  type SubjectFileRow,
  type SubjectItemRow,
} from '../store/subject-files.ts';
import type { SubjectItem } from '../store/subject-items.ts';
import { keyOfRequest, sealWords } from '../store/subject-words.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { lineOf } from './access-line.ts';
import { documentIn } from './filing-command.ts';
import type { Overseer } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface SubjectFileDeps extends PeopleDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

export type SubjectFileAnswer<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** Not there, or not theirs: the two look the same. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly refusal: SubjectFileRefusal }
  | { readonly kind: 'session-gone' };

export interface AskedFile {
  readonly requestCase: string;
  /** A party of a case that whoever opens it may know. */
  readonly about: { readonly caseId: string; readonly entry: string };
}

/** Opens a file about somebody and puts everything on it that is held about them. */
export function openSubjectFile(
  deps: SubjectFileDeps,
  by: Overseer,
  { requestCase, about }: AskedFile,
): Promise<SubjectFileAnswer<{ readonly fileId: string }>> {
  const { tenant, person } = by.principal;
  return onRequest(deps, { by, requestCase, action: 'work-subject-file', name: 'open-subject-file' }, async (at) => {
    const { tx } = at;
    const member = await memberOf(deps, tx, { tenant, about });
    if (member === null) return 'absent';
    const fileId = uuidV7(deps.nowMs());
    const file: SubjectFileRow = {
      ...{ file_id: fileId, request_case: requestCase, of_case: about.caseId, of_party: about.entry, member },
      ...{ opened_by: person, opened_at: at.at },
    };
    await flight(tx, [readingAs(tx, 'program')]);
    const items = await everythingAbout(deps, tx, { tenant, fileId, members: await oneWith(tx, tenant, member) });
    const evidence = await evidenceOf({ tx, by, at: at.at }, ['subject-file-opened', { fileId, requestCase }]);
    const added = addSubjectItems({ tenant, fileId, at: at.at }, items.map(rowOfItem));
    return { value: { fileId }, writes: [addSubjectFile(tenant, file), added, ...evidence], caseIds: [about.caseId] };
  });
}

/** Puts on the file what is held about them since. @returns how many of what was added whoever asks may read */
export function completeSubjectFile(
  deps: SubjectFileDeps,
  by: Overseer,
  { fileId, requestCase, isTrial = false }: NamedFile,
): Promise<SubjectFileAnswer<{ readonly added: number }>> {
  return onFile(deps, { by, fileId, requestCase, action: 'work-subject-file', name: 'complete-subject-file' }, (at) => {
    const fresh = at.all.filter(({ item }) => !at.stored.has(item));
    const shown = fresh.filter(({ item }) => at.mine.has(item));
    const { tenant } = by.principal;
    const writes =
      fresh.length === 0 || isTrial ? [] : [addSubjectItems({ tenant, fileId, at: at.at }, fresh.map(rowOfItem))];
    return { value: { added: shown.length }, writes, caseIds: casesOf(shown) };
  });
}

/** A file, and where it is asked for in a case, that case: it is in no other. */
export interface NamedFile {
  readonly fileId: string;
  readonly requestCase?: string;
  /** What would be done is told, and nothing is. */
  readonly isTrial?: boolean;
}

export interface AskedItems extends NamedFile {
  readonly items: readonly string[];
  readonly decision: SubjectDecisionRow['decision'];
  /** The exemption, for what is withheld. */
  readonly code?: string;
  /** Why it is withheld; of what is no paper and is redacted, what is given in its stead. */
  readonly words?: string;
  /** The redacted copy of a paper: a document of its case, by id. Without it the item waits in the queue. */
  readonly copy?: string;
  /** They have seen that it names somebody else, and release it so. */
  readonly namesOthers?: boolean;
}

/** Decides on items, each of which whoever decides may read. What was decided before stays on record. */
export function decideSubjectItems(
  deps: SubjectFileDeps,
  by: Overseer,
  asked: AskedItems,
): Promise<SubjectFileAnswer<{ readonly decided: number }>> {
  const { fileId, requestCase, decision, code = '', words = '' } = asked;
  const { tenant, person } = by.principal;
  return onFile(
    deps,
    { by, fileId, requestCase, action: 'work-subject-file', name: 'decide-subject-items' },
    async (at) => {
      const items = [...new Set(asked.items)].map((item) => (at.stored.has(item) ? at.mine.get(item) : undefined));
      if (items.length === 0 || items.includes(undefined)) return 'absent';
      const known = items.flatMap((one) => one ?? []);
      const copies = new Map<string, string | null>();
      for (const one of known) copies.set(one.item, await copyOf(deps, at.tx, { item: one, copy: asked.copy, by }));
      await flight(at.tx, [readingAs(at.tx, 'program')]);
      const refusal = whyNotDecided(asked, known, copies);
      if (refusal !== null) return { refusal };
      const { file } = at;
      const key = words === '' ? undefined : await keyOfRequest(deps.keys, at.tx, { tenant, file });
      const writes: Statement[] = [];
      for (const { item } of known) {
        const number = (at.decisions.get(item)?.number ?? 0) + 1;
        const said = words === '' ? null : sealWords(key, { tenant, file, item, number, words });
        const content = copies.get(item) ?? null;
        const row: SubjectDecisionRow = {
          ...{
            item,
            number,
            person,
            decided_at: at.at,
            decision,
            code: decision === 'withhold' ? code : '',
            words: said,
          },
          ...{ copy: content === null ? null : (asked.copy ?? null) },
          content: content === null ? null : Buffer.from(content, 'hex'),
        };
        writes.push(addSubjectDecision(tenant, fileId, row));
      }
      return { value: { decided: known.length }, writes, caseIds: casesOf(known) };
    },
  );
}

function whyNotDecided(
  { decision, code = '', words = '', copy, namesOthers = false }: AskedItems,
  items: readonly SubjectItem[],
  copies: ReadonlyMap<string, string | null>,
): SubjectFileRefusal | null {
  if (decision === 'withhold') return code === '' || words === '' ? { code: 'item-needs-reason' } : null;
  if (decision === 'redact') {
    const papers = items.filter(({ file }) => file !== null);
    if (papers.length < items.length && words === '') return { code: 'item-needs-words' };
    const isOther = copy !== undefined && items.some(({ item }) => copies.get(item) === null);
    return isOther ? { code: 'item-other-copy' } : null;
  }
  const naming = items.filter((one) => one.namesOthers);
  return naming.length > 0 && !namesOthers
    ? { code: 'item-names-others', items: naming.map(({ item }) => item) }
    : null;
}

/** The content of the redacted copy that is named, which they may read; null where that is none of this paper, or none is named. */
async function copyOf(
  { caseTypes }: SubjectFileDeps,
  tx: Tx,
  { item, copy, by }: { readonly item: SubjectItem; readonly copy: string | undefined; readonly by: Overseer },
): Promise<string | null> {
  if (copy === undefined || item.file === null) return null;
  const { tenant, holding } = by.principal;
  const [, found] = await flight(tx, [readingAs(tx, holding), readCase(tenant, item.caseId)]);
  const [row] = found.rows;
  if (row === undefined) return null;
  // The store keeps exactly what the engine made.
  const entry = documentIn(JSON.parse(row.state) as CaseState, copy);
  if (entry?.status !== 'filed') return null;
  const caseType = await caseTypes.byHash(tx, tenant, row.case_type_hash);
  if (!mayReadEntry(caseType, entry, readablePartsOf(row, caseType))) return null;
  const { derivedFrom, versions } = entry;
  const isCopy = derivedFrom?.how === 'redaction' && derivedFrom.content === item.file.content;
  return isCopy ? (versions.at(-1)?.content ?? null) : null;
}

/** That a file went out as it was approved, in a bag of that hash. @returns the list that it was */
export function recordSubjectGiven(
  deps: SubjectFileDeps,
  by: Overseer,
  { fileId, hash, bag }: { readonly fileId: string; readonly hash: string; readonly bag: string },
): Promise<SubjectFileAnswer<{ readonly list: string }>> {
  const { tenant, person } = by.principal;
  return onFile(deps, { by, fileId, action: 'approve-subject-file', name: 'give-subject-file' }, async (at) => {
    const list = listOf(deps.keys, tenant, at);
    const refusal = whyNotGiven(at, { list, hash });
    if (refusal !== null) return { refusal };
    const row = {
      given_by: person,
      given_at: at.at,
      list_hash: Buffer.from(list, 'hex'),
      bag_hash: Buffer.from(bag, 'hex'),
    };
    const evidence = await evidenceOf({ tx: at.tx, by, at: at.at }, ['subject-file-given', { fileId, list, bag }]);
    return { value: { list }, writes: [addSubjectGiven(tenant, fileId, row), ...evidence], caseIds: casesOf(at.all) };
  });
}

/** Somebody who had no part in it approves the file of that hash, all of which they may read. */
export function approveSubjectFile(
  deps: SubjectFileDeps,
  by: Overseer,
  { fileId, hash, requestCase, isTrial = false }: NamedFile & { readonly hash: string },
): Promise<SubjectFileAnswer<{ readonly items: number }>> {
  const { tenant, person } = by.principal;
  return onFile(
    deps,
    { by, fileId, requestCase, action: 'approve-subject-file', name: 'approve-subject-file' },
    async (at) => {
      const list = listOf(deps.keys, tenant, at);
      const hadPart = at.file.opened_by === person || at.workers.has(person);
      const refusal = hadPart ? ({ code: 'file-own-work' } as const) : whyUnfit(at, null);
      if (refusal !== null) return { refusal };
      if (list !== hash) return { refusal: { code: 'file-changed' } };
      const items = at.all.length;
      return {
        value: { items },
        writes: isTrial
          ? []
          : [
              addSubjectApproval({ tenant, fileId, at: at.at }, { person, hash: Buffer.from(list, 'hex') }),
              ...(await evidenceOf({ tx: at.tx, by, at: at.at }, ['subject-file-approved', { fileId, list, items }])),
            ],
        caseIds: casesOf(at.all),
      };
    },
  );
}

interface Request {
  readonly by: Overseer;
  readonly requestCase: string;
  readonly action: 'work-subject-file' | 'approve-subject-file';
  /** What the line in the access log is called. */
  readonly name: string;
}

interface Writes<T> {
  readonly value: T;
  readonly writes: readonly Statement[];
  /** Cases of which something was seen. */
  readonly caseIds: readonly string[];
}

type Worked<T> = 'absent' | { readonly refusal: SubjectFileRefusal } | Writes<T>;

/** Does something that the policy lets whoever asks do in the case of the request, on record with its line in the access log. */
function onRequest<T>(
  deps: SubjectFileDeps,
  { by, requestCase, action, name }: Request,
  work: (at: { readonly tx: Tx; readonly at: string }) => Promise<Worked<T>>,
): Promise<SubjectFileAnswer<T>> {
  const { principal } = by;
  const { tenant, person, holding } = principal;
  return deps.database.transaction<SubjectFileAnswer<T>>({ tenant, person, holding }, async (tx) => {
    const [proven, found] = await flight(tx, [by.proof, readCase(tenant, requestCase)]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const atMs = deps.nowMs();
    const at = new Date(atMs).toISOString();
    const [row] = found.rows;
    const decision = row === undefined ? null : authorize(principal, { type: action }, resourceOf(tenant, row));
    const rule = decision?.allowed === true ? decision.grant.rule : null;
    const done = rule === null ? 'absent' : await work({ tx, at });
    const caseIds = [...new Set([requestCase, ...(typeof done === 'object' && 'value' in done ? done.caseIds : [])])];
    const denied = done === 'absent';
    const line = lineOf({ nowMs: () => atMs }, by, { action: name, caseIds, denied, rule: denied ? null : rule });
    const writes = typeof done === 'object' && 'value' in done ? [...done.writes, ...sentBy(by)] : [];
    await commit(tx, [readingAs(tx, 'program'), ...writes, ...line]);
    if (done === 'absent') return { kind: 'absent' };
    return 'refusal' in done ? { kind: 'refused', refusal: done.refusal } : { kind: 'done', value: done.value };
  });
}

interface OnFile extends Omit<Request, 'requestCase'> {
  readonly fileId: string;
  readonly requestCase?: string | undefined;
}

/** The same for a file that is there. */
async function onFile<T>(
  deps: SubjectFileDeps,
  { by, fileId, action, name, requestCase: named }: OnFile,
  work: (at: FileAt) => Promise<Worked<T>> | Worked<T>,
): Promise<SubjectFileAnswer<T>> {
  const { tenant } = by.principal;
  const [files] = await deps.database.once(programContext(tenant, 'subject-file'), [readSubjectFile(tenant, fileId)]);
  const [file] = files.rows;
  const requestCase = named ?? file?.request_case ?? NO_CASE;
  return onRequest(deps, { by, requestCase, action, name }, async ({ tx, at }) =>
    file === undefined || file.request_case !== requestCase
      ? 'absent'
      : work(await readFileAt(deps, tx, { tenant, file, at, holding: by.principal.holding })),
  );
}

const NO_CASE = '00000000-0000-0000-0000-000000000000';

function rowOfItem({ item, caseId, what }: SubjectItem): SubjectItemRow {
  return { item, case_id: caseId, what };
}

function casesOf(items: readonly SubjectItem[]): readonly string[] {
  return [...new Set(items.map(({ caseId }) => caseId))];
}

async function evidenceOf(
  { tx, by, at }: { readonly tx: Tx; readonly by: Overseer; readonly at: string },
  entry: CustodyEntry,
): Promise<readonly Statement[]> {
  const { tenant, person: actor } = by.principal;
  return recordCustody({ tenant, seq: await nextCustody(tx, tenant), actor, at }, entry);
}
