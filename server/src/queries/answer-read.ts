// The only path by which anything read leaves the server: proof of the session and the question in one flight, the
// decision, the line in the access log, and only then the redacted answer. Nothing else in the server calls `redact`.
import {
  authorize,
  authorizeAudit,
  redact,
  watcherOf,
  watcherUnder,
  type AccessAsked,
  type Action,
  type Decision,
  type Grant,
  type OverseenView,
  type Redacted,
  type Seat,
  type Showable,
  type Watcher,
} from '@casewright/engine/policy';
import type { PagesOpened } from '../store/pages-opened.ts';
import { resourceOf } from '../store/read-case.ts';
import type { Answers, Statement } from '../store/statement.ts';
import { following, type AtOnce } from './at-once.ts';
import type { Conclusion, SendReading } from './read-flights.ts';
import type { ReadFacts } from './record-read.ts';
import type { Asker } from './sessions.ts';

export type ReadAnswer<V> =
  | { readonly kind: 'answer'; readonly view: Redacted<V> }
  /** Not there, or not theirs: the two look the same, and both were recorded. */
  | { readonly kind: 'absent' }
  /** The cursor was not made by this list. */
  | { readonly kind: 'invalid-cursor' }
  /** The session has ended, or its rights are no longer what is remembered. Nothing was shown. */
  | { readonly kind: 'session-gone' };

/** What is done over the heads of those who were granted a case: by a role of the agency, or by a seat. */
export type WatchAction = Extract<
  Action,
  { readonly type: 'audit' | 'read-readers' | 'read-reads' | 'read-reviews' | 'read-reach' | 'read-records' }
>;
/** Changes of something that is no case, which answer what they did and show nothing. */
type Change =
  | 'command'
  | 'decide-review'
  | 'write-draft'
  | 'approve-draft'
  | 'acknowledge-draft'
  | 'prepare-release'
  | 'approve-release'
  | 'keep-records'
  | 'approve-disposal'
  | 'receive-item'
  | 'file-item'
  | 'reject-item'
  | 'keep-print-queue'
  | 'keep-directory'
  | 'keep-views'
  | 'keep-samples';
export type ReadAction = Exclude<Action, { readonly type: Change } | WatchAction>;

interface Asking<S extends readonly Statement<unknown>[]> {
  /** What the line in the log is called, finer than the action. */
  readonly name: string;
  /** The cases asked for by id; recorded as refused when there is no answer. */
  readonly asked: readonly string[];
  readonly statements: S;
  /** The case that is asked for, null where there is nothing that the reader sees. Absent or undefined for what is the agency's own. */
  readonly caseOf?: (answers: Answers<S>) => CaseAsked | null | undefined;
  /** The team whose it is, for what is a team's and no case. */
  readonly team?: string;
  /** What was asked for besides cases, such as a filter; only a keyed hash of it is kept. */
  readonly filter?: string;
}

export interface Question<S extends readonly Statement<unknown>[], V> extends Asking<S> {
  /** What the policy is asked. A function where that follows from the case, such as the role that its case type names. */
  readonly action: ReadAction | ((answers: Answers<S>) => AtOnce<ReadAction>);
  /** What the rows show to somebody who may see them; null where what they ask about is not there, or not theirs to know of. */
  readonly fold: (answers: Answers<S>) => AtOnce<Shown<V> | null>;
}

/** A question of somebody who watches over others: what it shows was made of rows that were held against what they hold. */
export interface WatchQuestion<S extends readonly Statement<unknown>[], V> extends Asking<S> {
  readonly action: WatchAction;
  /** For what only a seat opens: the one that the reader holds, and at which instant. */
  readonly seatOf?: (answers: Answers<S>) => { readonly seat: Seat | null; readonly nowMs: number };
  readonly fold: (answers: Answers<S>, by: Watcher) => AtOnce<Shown<V, OverseenView<V>> | null>;
}

/** What the policy looks at, of a row of a case. */
export interface CaseAsked extends AccessAsked {
  readonly team: string;
  readonly case_type: string;
}

export interface Shown<V, W = Showable<V>> {
  /** Cut to the parts that the reader may read, or without any value of a case file. */
  readonly view: W;
  /** Every case of which anything is shown. */
  readonly caseIds: readonly string[];
  /** Sections, fields and documents that are shown, where the view was cut to some. */
  readonly parts?: readonly string[];
  /** Rows of the answer, where it is a list of something else than cases. */
  readonly results?: number;
  /** Pages of a file that were opened by it. */
  readonly opened?: PagesOpened;
}

/** Asks, decides, records, and answers, in this order. Throws the operational errors of `errors.ts`. */
export function answerRead<const S extends readonly Statement<unknown>[], V>(
  send: SendReading,
  reader: Asker,
  question: Question<S, V>,
): Promise<ReadAnswer<V>> {
  const { action, fold, ...asking } = question;
  return answer(send, reader, {
    ...asking,
    decide: (answers, found) =>
      following(typeof action === 'function' ? action(answers) : action, (known) =>
        allowedBy(decideAction(reader, known, found ?? asking.team), {
          ...{ purpose: reader.purpose, fold: () => fold(answers) },
        }),
      ),
  });
}

/** The same for somebody who watches over others. */
export function answerWatch<const S extends readonly Statement<unknown>[], V>(
  send: SendReading,
  reader: Asker,
  question: WatchQuestion<S, V>,
): Promise<ReadAnswer<V>> {
  const { action, fold, seatOf, ...asking } = question;
  return answer(send, reader, {
    ...asking,
    decide(answers, found) {
      const held = seatOf?.(answers);
      if (held === undefined) {
        const by = watcherOf(reader.principal);
        const asked = { purpose: reader.purpose, fold: () => fold(answers, by) };
        return allowedBy(decideAction(reader, action, found), asked);
      }
      const { seat, nowMs } = held;
      const decision = authorizeAudit(reader.principal, seat, { nowMs, of: found ?? 'no-case' });
      if (seat === null) return null;
      const by = watcherUnder(reader.principal, seat);
      return allowedBy(decision, { purpose: seat.purpose, fold: () => fold(answers, by) });
    },
  });
}

/** What somebody was let see, and by which grant. */
interface Allowed<V> {
  readonly grant: Grant;
  readonly purpose: string | undefined;
  readonly fold: () => AtOnce<Shown<V, Showable<V> | OverseenView<V>> | null>;
}

function allowedBy<V>(decision: Decision, asked: Omit<Allowed<V>, 'grant'>): Allowed<V> | null {
  return decision.allowed ? { grant: decision.grant, ...asked } : null;
}

interface Deciding<S extends readonly Statement<unknown>[], V> extends Asking<S> {
  /** Null where it is refused. */
  readonly decide: (answers: Answers<S>, found: CaseAsked | undefined) => AtOnce<Allowed<V> | null>;
}

function answer<const S extends readonly Statement<unknown>[], V>(
  send: SendReading,
  reader: Asker,
  question: Deciding<S, V>,
): Promise<ReadAnswer<V>> {
  return send<ReadAnswer<V>>({
    tenant: reader.principal.tenant,
    proof: reader.proof,
    reader: reader.principal,
    statements: question.statements,
    conclude: (rows) => {
      if (rows === null) return { result: { kind: 'session-gone' }, line: null };
      // One for each statement of the question, in its order.
      return decide(reader, question, rows as unknown as Answers<S>);
    },
  });
}

function decide<S extends readonly Statement<unknown>[], V>(
  reader: Asker,
  question: Deciding<S, V>,
  answers: Answers<S>,
): Conclusion<ReadAnswer<V>> | Promise<Conclusion<ReadAnswer<V>>> {
  const refused: Conclusion<ReadAnswer<V>> = { result: { kind: 'absent' }, line: lineOf(reader, question, null) };
  const found = question.caseOf?.(answers);
  if (found === null) return refused;
  return following(question.decide(answers, found), (allowed) => {
    if (allowed === null) return refused;
    const { grant, purpose } = allowed;
    return following(allowed.fold(), (shown) => {
      if (shown === null) return refused;
      const line = lineOf(reader, question, { shown, rule: grant.rule, purpose });
      return { result: { kind: 'answer', view: redact(grant, shown.view) }, line };
    });
  });
}

/** @param of a case, a team, or the agency as a whole */
function decideAction(
  { principal }: Asker,
  action: ReadAction | WatchAction,
  of: CaseAsked | string | undefined,
): Decision {
  const { tenant } = principal;
  if (typeof of === 'string') return authorize(principal, action, { tenant, team: of });
  return authorize(principal, action, of === undefined ? { tenant } : resourceOf(tenant, of));
}

interface ToRecord {
  readonly shown: Shown<unknown, unknown>;
  readonly rule: string;
  readonly purpose: string | undefined;
}

/** @param allowed what is shown and why; null where the question is refused */
function lineOf(
  { principal, purpose: stated }: Asker,
  question: { readonly name: string; readonly asked: readonly string[]; readonly filter?: string },
  allowed: ToRecord | null,
): ReadFacts {
  const { person, authority, onBehalfOf = null } = principal;
  const { name, asked, filter = '' } = question;
  // Never the text itself: it is hashed before it is stored.
  const who = {
    person,
    authority,
    onBehalfOf,
    action: name,
    asked: [name, ...asked, filter].join(' '),
  };
  if (allowed === null) return { ...who, caseIds: asked, denied: true, purpose: stated ?? null };
  const { shown, rule, purpose } = allowed;
  const { caseIds, parts = null, results = caseIds.length, opened } = shown;
  const line = { ...who, caseIds, denied: false, purpose: purpose ?? null, rule, parts, results };
  return opened === undefined ? line : { ...line, opened };
}
