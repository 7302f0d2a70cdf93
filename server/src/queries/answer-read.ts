// The only path by which anything read leaves the server: proof of the session and the question in one flight, the
// decision, the line in the access log, and only then the redacted answer. Nothing else in the server calls `redact`.
import { authorize, redact, type Action, type Redacted } from '@casewright/engine/policy';
import type { Answers, Statement } from '../store/statement.ts';
import type { SendReading } from './read-flights.ts';
import type { RecordRead } from './record-read.ts';
import type { Reader } from './sessions.ts';

export type ReadAnswer<V> =
  | { readonly kind: 'answer'; readonly view: Redacted<V> }
  /** Not there, or not theirs: the two look the same, and both were recorded. */
  | { readonly kind: 'absent' }
  /** The cursor was not made by this list. */
  | { readonly kind: 'invalid-cursor' }
  /** The session has ended, or its rights are no longer what is remembered. Nothing was shown. */
  | { readonly kind: 'session-gone' };

export interface ReadPath {
  readonly send: SendReading;
  readonly record: RecordRead;
}

export interface Question<S extends readonly Statement<unknown>[], V> {
  readonly action: Exclude<Action, { readonly type: 'command' }>;
  /** What the line in the log is called, finer than the action. */
  readonly name: string;
  /** The cases asked for by id; recorded as refused when there is no answer. */
  readonly asked: readonly string[];
  readonly statements: S;
  /** What the rows show; null where they show nothing to this reader. */
  readonly fold: (answers: Answers<S>) => Shown<V> | null | Promise<Shown<V> | null>;
}

export interface Shown<V> {
  readonly view: V;
  /** Every case of which anything is shown. */
  readonly caseIds: readonly string[];
  /** The team that owns what is shown, where one does. */
  readonly team?: string;
}

/** Asks, decides, records, and answers, in this order. Throws the operational errors of `errors.ts`. */
export async function answerRead<const S extends readonly Statement<unknown>[], V>(
  path: ReadPath,
  reader: Reader,
  question: Question<S, V>,
): Promise<ReadAnswer<V>> {
  const { principal } = reader;
  const answers = await path.send({ tenant: principal.tenant, proof: reader.proof, statements: question.statements });
  if (answers === null) return { kind: 'session-gone' };
  // One for each statement of the question, in its order.
  const shown = await question.fold(answers as unknown as Answers<S>);
  const decision = shown === null ? null : authorize(principal, question.action, resourceOf(principal.tenant, shown));
  const allowed = shown !== null && decision?.allowed === true;
  await path.record(principal.tenant, {
    person: principal.person,
    authority: principal.authority,
    action: question.name,
    caseIds: allowed ? shown.caseIds : question.asked,
    denied: !allowed,
  });
  if (shown === null || decision?.allowed !== true) return { kind: 'absent' };
  return { kind: 'answer', view: redact(decision.grant, shown.view) };
}

function resourceOf<V>(tenant: number, { team }: Shown<V>): { readonly tenant: number; readonly team?: string } {
  return team === undefined ? { tenant } : { tenant, team };
}
