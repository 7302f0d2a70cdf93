// The only path by which anything read leaves the server: proof of the session and the question in one flight, the
// decision, the line in the access log, and only then the redacted answer. Nothing else in the server calls `redact`.
import {
  authorize,
  redact,
  type AccessAsked,
  type Action,
  type Redacted,
  type Resource,
  type Showable,
} from '@casewright/engine/policy';
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

export type ReadAction = Exclude<Action, { readonly type: 'command' }>;

export interface Question<S extends readonly Statement<unknown>[], V> {
  /** What the policy is asked. A function where that follows from the case, such as the role that its case type names. */
  readonly action: ReadAction | ((answers: Answers<S>) => AtOnce<ReadAction>);
  /** What the line in the log is called, finer than the action. */
  readonly name: string;
  /** The cases asked for by id; recorded as refused when there is no answer. */
  readonly asked: readonly string[];
  readonly statements: S;
  /** The case that is asked for, null where there is none that the reader sees. Absent for what is the agency's own. */
  readonly caseOf?: (answers: Answers<S>) => CaseAsked | null;
  /** What the rows show to somebody who may see them; null where what they ask about is not there, or not theirs to know of. */
  readonly fold: (answers: Answers<S>) => AtOnce<Shown<V> | null>;
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
}

/** Asks, decides, records, and answers, in this order. Throws the operational errors of `errors.ts`. */
export function answerRead<const S extends readonly Statement<unknown>[], V>(
  send: SendReading,
  reader: Asker,
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
  reader: Asker,
  question: Question<S, V>,
  answers: Answers<S>,
): Conclusion<ReadAnswer<V>> | Promise<Conclusion<ReadAnswer<V>>> {
  const { principal } = reader;
  const { tenant } = principal;
  const found = question.caseOf?.(answers);
  const asked = found === undefined ? { tenant } : found === null ? null : resourceOf(tenant, found);
  const refused: Conclusion<ReadAnswer<V>> = { result: { kind: 'absent' }, line: lineOf(reader, question, null) };
  if (asked === null) return refused;
  const { action } = question;
  return following(typeof action === 'function' ? action(answers) : action, (known) => {
    const decision = authorize(principal, known, asked);
    if (!decision.allowed) return refused;
    const { grant } = decision;
    return following(question.fold(answers), (shown) => {
      if (shown === null) return refused;
      const { view, caseIds } = shown;
      return { result: { kind: 'answer', view: redact(grant, view) }, line: lineOf(reader, question, caseIds) };
    });
  });
}

function resourceOf(tenant: number, found: CaseAsked): Resource {
  const { team, case_type: caseType, tokens, needs, purposes, walls } = found;
  return { tenant, team, caseType, access: { tokens, needs, purposes, walls } };
}

/** @param shown the cases that are shown; null where the question is refused */
function lineOf(
  { principal }: Asker,
  { name, asked }: { readonly name: string; readonly asked: readonly string[] },
  shown: readonly string[] | null,
): ReadFacts {
  const { person, authority } = principal;
  return { person, authority, action: name, caseIds: shown ?? asked, denied: shown === null };
}
