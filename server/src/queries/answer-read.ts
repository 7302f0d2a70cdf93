// The only path by which anything read leaves the server: proof of the session and the question in one flight, the
// decision, the line in the access log, and only then the redacted answer. Nothing else in the server calls `redact`.
import {
  authorize,
  authorizeAudit,
  redact,
  type AccessAsked,
  type Action,
  type Decision,
  type Redacted,
  type Resource,
  type Seat,
  type Showable,
} from '@casewright/engine/policy';
import type { Answers, Statement } from '../store/statement.ts';
import type { Conclusion, SendReading } from './read-flights.ts';
import type { ReadFacts } from './record-read.ts';
import type { Reader } from './sessions.ts';

export type ReadAnswer<V> =
  | { readonly kind: 'answer'; readonly view: Redacted<V> }
  /** Not there, or not theirs: the two look the same, and both were recorded. */
  | { readonly kind: 'absent' }
  /** The cursor was not made by this list. */
  | { readonly kind: 'invalid-cursor' }
  /** The session has ended, or its rights are no longer what is remembered. Nothing was shown. */
  | { readonly kind: 'session-gone' };

export interface Question<S extends readonly Statement<unknown>[], V> {
  readonly action: Exclude<Action, { readonly type: 'command' }>;
  /** What the line in the log is called, finer than the action. */
  readonly name: string;
  /** The cases asked for by id; recorded as refused when there is no answer. */
  readonly asked: readonly string[];
  readonly statements: S;
  /** The case that is asked for, null where there is nothing that the reader sees. Absent or undefined for what is the agency's own. */
  readonly caseOf?: (answers: Answers<S>) => CaseAsked | null | undefined;
  /** For what only a seat opens: the one that the reader holds, and at which instant. */
  readonly seatOf?: (answers: Answers<S>) => { readonly seat: HeldSeat | null; readonly nowMs: number };
  /** What was asked for besides cases, such as a filter; only a keyed hash of it is kept. */
  readonly filter?: string;
  /** What the rows show to somebody who may see them. */
  readonly fold: (answers: Answers<S>) => Shown<V> | Promise<Shown<V>>;
}

/** What the policy looks at, of a row of a case. */
export interface CaseAsked extends AccessAsked {
  readonly team: string;
  readonly case_type: string;
}

export interface Shown<V> {
  /** Cut to the parts that the reader may read, or without any value of a case file. */
  readonly view: Showable<V>;
  /** Every case of which anything is shown. */
  readonly caseIds: readonly string[];
  /** Sections, fields and documents that are shown, where the view was cut to some. */
  readonly parts?: readonly string[];
  /** Rows of the answer, where it is a list of something else than cases. */
  readonly results?: number;
}

/** A seat, with what it was given for. */
export interface HeldSeat extends Seat {
  readonly purpose: string;
}

/** Asks, decides, records, and answers, in this order. Throws the operational errors of `errors.ts`. */
export function answerRead<const S extends readonly Statement<unknown>[], V>(
  send: SendReading,
  reader: Reader,
  question: Question<S, V>,
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
  reader: Reader,
  question: Question<S, V>,
  answers: Answers<S>,
): Conclusion<ReadAnswer<V>> | Promise<Conclusion<ReadAnswer<V>>> {
  const held = question.seatOf?.(answers);
  const decision =
    held === undefined
      ? decideAction(reader, question, answers)
      : authorizeAudit(reader.principal, held.seat, held.nowMs);
  if (decision?.allowed !== true) return { result: { kind: 'absent' }, line: lineOf(reader, question, null) };
  const { grant } = decision;
  const purpose = held?.seat?.purpose ?? reader.purpose;
  const conclude = (shown: Shown<V>): Conclusion<ReadAnswer<V>> => ({
    result: { kind: 'answer', view: redact(grant, shown.view) },
    line: lineOf(reader, question, { shown, rule: grant.rule, purpose }),
  });
  const shown = question.fold(answers);
  return shown instanceof Promise ? shown.then(conclude) : conclude(shown);
}

function resourceOf(tenant: number, found: CaseAsked): Resource {
  const { team, case_type: caseType, tokens, needs, purposes, walls } = found;
  return { tenant, team, caseType, access: { tokens, needs, purposes, walls } };
}

/** Null where there is nothing to decide about. */
function decideAction<S extends readonly Statement<unknown>[], V>(
  { principal }: Reader,
  question: Question<S, V>,
  answers: Answers<S>,
): Decision | null {
  const { tenant } = principal;
  const found = question.caseOf?.(answers);
  if (found === null) return null;
  return authorize(principal, question.action, found === undefined ? { tenant } : resourceOf(tenant, found));
}

interface ToRecord {
  readonly shown: Shown<unknown>;
  readonly rule: string;
  readonly purpose: string | undefined;
}

/** @param allowed what is shown and why; null where the question is refused */
function lineOf(
  { principal, purpose: stated, onBehalfOf }: Reader,
  question: { readonly name: string; readonly asked: readonly string[]; readonly filter?: string },
  allowed: ToRecord | null,
): ReadFacts {
  const { person, authority } = principal;
  const { name, asked, filter = '' } = question;
  // Never the text itself: it is hashed before it is stored.
  const who = {
    person,
    authority,
    onBehalfOf: onBehalfOf ?? null,
    action: name,
    asked: [name, ...asked, filter].join(' '),
  };
  if (allowed === null) return { ...who, caseIds: asked, denied: true, purpose: stated ?? null };
  const { shown, rule, purpose } = allowed;
  const { caseIds, parts = null, results = caseIds.length } = shown;
  return { ...who, caseIds, denied: false, purpose: purpose ?? null, rule, parts, results };
}
