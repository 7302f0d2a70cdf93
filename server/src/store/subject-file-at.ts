// A file of what is held about a person as it stands for whoever asks: all that there is, found by the program; what of it is theirs; what was
// decided on each item, and who approved which list. Decides nothing but whether it can go out as it is.
import { createHash } from 'node:crypto';
import { PRIVACY_ROLE, type Principal } from '@casewright/engine/policy';
import { flight, readingAs, type Tx } from './database.ts';
import type { KeyProvider } from './keys.ts';
import { readOneWith } from './people-acts.ts';
import type { PeopleDeps } from './people-in-cases.ts';
import {
  readSubjectApprovals,
  readSubjectDecisions,
  readSubjectItems,
  type SubjectDecisionRow,
  type SubjectFileRow,
} from './subject-files.ts';
import { findPlaces, type OfSubject, readItems, type SubjectItem } from './subject-items.ts';

export type SubjectFileRefusal =
  /** More is held about them than the file has, or it is not what was seen: it is to be completed, or looked at, again. */
  | { readonly code: 'file-changed' }
  /** So many items are in cases or parts that whoever approves may not read. */
  | { readonly code: 'file-not-all-yours'; readonly items: number }
  | { readonly code: 'file-undecided'; readonly items: number }
  /** So many are to be redacted and have no redacted copy yet. */
  | { readonly code: 'file-to-redact'; readonly items: number }
  /** These would tell how somebody else is found. */
  | { readonly code: 'file-tells-place'; readonly items: readonly string[] }
  /** Whoever opened it or decided on something does not approve it. */
  | { readonly code: 'file-own-work' }
  /** Nobody who may has approved it as it is. */
  | { readonly code: 'file-not-approved' }
  /** More than one answer carries. */
  | { readonly code: 'file-too-large' }
  | { readonly code: 'item-names-others'; readonly items: readonly string[] }
  | { readonly code: 'item-needs-reason' }
  | { readonly code: 'item-needs-words' }
  /** What is named is no redacted copy of it. */
  | { readonly code: 'item-other-copy' };

export interface SubjectApproval {
  readonly person: string;
  /** SHA-256 of the list, hex. */
  readonly list: string;
  readonly at: string;
  /** Whether they are active and still have the role. */
  readonly stands: boolean;
}

export interface FileAt {
  readonly tx: Tx;
  readonly at: string;
  readonly file: SubjectFileRow;
  /** What is held about them now, by the program's own right. */
  readonly all: readonly SubjectItem[];
  /** What of it whoever asks may read, as they may read it. */
  readonly mine: ReadonlyMap<string, SubjectItem>;
  /** What was put on the file, with the case of each. */
  readonly stored: ReadonlyMap<string, string>;
  /** Of each item the last decision. */
  readonly decisions: ReadonlyMap<string, SubjectDecisionRow>;
  /** Whoever decided on something, also where that was changed since. */
  readonly workers: ReadonlySet<string>;
  readonly approvals: readonly SubjectApproval[];
}

interface OfFile {
  readonly tenant: number;
  readonly file: SubjectFileRow;
  readonly at: string;
  /** What whoever asks reads with. */
  readonly holding: Principal['holding'];
}

/** Reads by the program's right and by that of whoever asks, and leaves the transaction with the first. */
export async function readFileAt(deps: PeopleDeps, tx: Tx, { tenant, file, at, holding }: OfFile): Promise<FileAt> {
  const fileId = file.file_id;
  await flight(tx, [readingAs(tx, 'program')]);
  const members = await oneWith(tx, tenant, file.member);
  const of = { tenant, fileId, members };
  const caseIds = await findPlaces(tx, of);
  const all = await readItems(deps, tx, { ...of, caseIds });
  const [stored, decisions, approvals] = await flight(tx, [
    readSubjectItems(tenant, fileId),
    readSubjectDecisions(tenant, fileId),
    readSubjectApprovals(tenant, fileId, PRIVACY_ROLE),
  ]);
  await flight(tx, [readingAs(tx, holding)]);
  const mine = await readItems(deps, tx, { ...of, caseIds });
  await flight(tx, [readingAs(tx, 'program')]);
  return {
    ...{ tx, at, file, all },
    mine: new Map(mine.map((one) => [one.item, one])),
    stored: new Map(stored.rows.map((row) => [row.item, row.case_id])),
    decisions: new Map(decisions.rows.map((row) => [row.item, row])),
    workers: new Set(decisions.rows.map(({ person }) => person)),
    approvals: approvals.rows.map(({ person, list_hash: hash, approved_at: on, stands }) => ({
      ...{ person, list: hash.toString('hex'), at: on, stands },
    })),
  };
}

/** With whom somebody is one, themselves among them. */
export async function oneWith(tx: Tx, tenant: number, member: string): Promise<readonly string[]> {
  const [found] = await flight(tx, [readOneWith(tenant, [member])]);
  return found.rows[0]?.one_with ?? [member];
}

/** All that is held about them, wherever it is. The reader of the transaction is the program. */
export async function everythingAbout(deps: PeopleDeps, tx: Tx, of: OfSubject): Promise<readonly SubjectItem[]> {
  return readItems(deps, tx, { ...of, caseIds: await findPlaces(tx, of) });
}

/** Why the file cannot go out as it is; null where it can. @param list what somebody must have approved; null before that */
export function whyUnfit(at: FileAt, list: string | null): SubjectFileRefusal | null {
  const hidden = hiddenIn(at);
  if (hidden > 0) return { code: 'file-not-all-yours', items: hidden };
  if (at.all.some(({ item }) => !at.stored.has(item))) return { code: 'file-changed' };
  const undecided = at.all.filter(({ item }) => !at.decisions.has(item)).length;
  if (undecided > 0) return { code: 'file-undecided', items: undecided };
  const queue = at.all.filter((one) => isToRedact(one, at.decisions.get(one.item))).length;
  if (queue > 0) return { code: 'file-to-redact', items: queue };
  const telling = at.all.filter((one) => one.tellsPlace && at.decisions.get(one.item)?.decision === 'release');
  if (telling.length > 0) return { code: 'file-tells-place', items: telling.map(({ item }) => item) };
  const isApproved = at.approvals.some((one) => one.stands && one.list === list && !at.workers.has(one.person));
  return list === null || isApproved ? null : { code: 'file-not-approved' };
}

/** How many items whoever asks may not read. */
export function hiddenIn({ all, mine }: Pick<FileAt, 'all' | 'mine'>): number {
  return all.filter(({ item }) => !mine.has(item)).length;
}

/** Why it may not go out as the list of that hash; null where it may. @param list what it is now */
export function whyNotGiven(
  at: FileAt,
  { list, hash }: { readonly list: string; readonly hash: string },
): SubjectFileRefusal | null {
  return whyUnfit(at, list) ?? (list === hash ? null : { code: 'file-changed' });
}

/** Whether an item waits for its redacted copy. */
export function isToRedact({ file }: Pick<SubjectItem, 'file'>, decision: SubjectDecisionRow | undefined): boolean {
  return decision?.decision === 'redact' && file !== null && decision.content === null;
}

/** SHA-256 over every item with what it says and what was decided on it, hex: what people approve. */
export function listOf(
  keys: Pick<KeyProvider, 'requestMac'>,
  tenant: number,
  { all, decisions }: Pick<FileAt, 'all' | 'decisions'>,
): string {
  const lines = all.map(({ item, caseId, what, fingerprint }) => {
    const { decision = null, code = '', words = null, copy = null, content = null } = decisions.get(item) ?? {};
    const said =
      words === null ? null : keys.requestMac(tenant, `subject words ${words.toString('hex')}`).toString('hex');
    return JSON.stringify([
      item,
      caseId,
      what,
      fingerprint,
      decision,
      code,
      said,
      copy,
      content?.toString('hex') ?? null,
    ]);
  });
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
}
