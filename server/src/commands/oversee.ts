// Changes that are about the watching itself and about no case: what somebody found in a review, and who may audit. Each is in
// one transaction with its line in the access log and its evidence; what is refused is on record too.
import type { DraftRefusal } from '@casewright/engine/drafts';
import { type Action, authorize, type Principal } from '@casewright/engine/policy';
import type { RecordsRefusal } from '@casewright/engine/records';
import { commit, flight, rollback, type Database } from '../store/database.ts';
import { addReviewDecision, closeReview, readReview } from '../store/reviews.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import type { SubjectFileRefusal } from '../store/subject-file-at.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { AdministrationRefusal } from './administration-steps.ts';
import type { PhraseRefusal } from './phrase-steps.ts';
import type { PrintRefusal } from './print-steps.ts';
import type { SampleRefusal } from './sample-steps.ts';
import { sentBy } from './sent-text.ts';
import type { ViewRefusal } from './view-steps.ts';
import type { UnsentRefusal } from './unsent-texts.ts';
import { programContext } from '../store/context.ts';

export interface OverseeDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

/** Changes of what is no case. */
export type OverseerAction = Extract<
  Action['type'],
  | 'decide-review'
  | 'link-people'
  | 'write-draft'
  | 'approve-draft'
  | 'acknowledge-draft'
  | 'keep-records'
  | 'keep-print-queue'
  | 'keep-directory'
  | 'keep-views'
  | 'keep-samples'
  | 'work-subject-file'
  | 'approve-subject-file'
  | 'approve-disposal'
  // Keeping for oneself what one types and has not sent, which changes nothing that anybody else sees.
  | 'read-case'
  | 'list-case-types'
>;

/** Who asks, with the proof that the session still holds. */
export interface Overseer {
  readonly principal: Principal;
  readonly proof: Statement<unknown>;
  readonly purpose?: string;
  /** The form in which it was typed: what is kept of that goes with what is done. */
  readonly unsent?: string;
}

export type Overseen<T, R extends Refusal = Refusal> =
  | { readonly kind: 'done'; readonly value: T }
  /** Not there, or not theirs to decide; the two look the same. */
  | { readonly kind: 'absent' }
  /** More was noticed since, or somebody has decided. */
  | { readonly kind: 'changed' }
  /** They may know of it, and it may not be done or cannot be so, for a reason that has a name. */
  | { readonly kind: 'refused'; readonly refusal: R }
  | { readonly kind: 'session-gone' };

/** Of who is one person: too many would be, or somebody who is named is not one with them. */
export type LinkRefusal = 'people-too-many' | 'people-not-one';

/** Why something that is of no single case is not done. */
export type Refusal =
  | LinkRefusal
  | DraftRefusal
  | RecordsRefusal
  | PrintRefusal
  | ViewRefusal
  | AdministrationRefusal
  | PhraseRefusal
  | SampleRefusal
  | UnsentRefusal
  | SubjectFileRefusal['code'];

export interface AskedDecision {
  readonly reviewId: string;
  readonly finding: string;
  readonly reason: string;
  /** How many lines whoever decides has seen. */
  readonly lines: number;
}

export interface DecidedReview {
  readonly reviewId: string;
  /** Which decision it is about this review. */
  readonly number: number;
}

/** Nobody decides about themselves: to them the review does not exist. */
export async function decideReview(
  { database, nowMs }: OverseeDeps,
  by: Overseer,
  asked: AskedDecision,
): Promise<Overseen<DecidedReview>> {
  const { principal } = by;
  const { tenant, person } = principal;
  const at = nowMs();
  const now = new Date(at).toISOString();
  const line = (denied: boolean, rule: string | null) =>
    lineOf({ nowMs: () => at }, by, { action: 'decide-review', caseIds: [], denied, rule });
  const may = authorize(principal, { type: 'decide-review' }, { tenant });
  return database.transaction<Overseen<DecidedReview>>(programContext(tenant, person), async (tx) => {
    const [proven, found] = await flight(tx, [by.proof, readReview(tenant, asked.reviewId)]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const [review] = found.rows;
    if (!may.allowed || review === undefined || review.person === person) {
      await commit(tx, line(true, null));
      return { kind: 'absent' };
    }
    const [closed] = await flight(tx, [
      closeReview(tenant, { reviewId: asked.reviewId, decidedBy: person, lines: asked.lines }),
    ]);
    const [row] = closed.rows;
    if (row === undefined) {
      rollback(tx);
      await database.once({ tenant, person }, line(false, may.grant.rule));
      return { kind: 'changed' };
    }
    const number = row.decisions + 1;
    const evidence = await rightChangesIn(tx, { tenant, actor: person, at: now }, [
      ['review-decided', asked.reviewId, number, asked.finding, asked.lines],
    ]);
    const decision = { ...asked, number, decidedBy: person, decidedAt: now };
    await commit(tx, [addReviewDecision(tenant, decision), ...evidence, ...sentBy(by), ...line(false, may.grant.rule)]);
    return { kind: 'done', value: { reviewId: asked.reviewId, number } };
  });
}
