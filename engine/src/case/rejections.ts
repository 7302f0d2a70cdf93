// Every way in which a command can be refused, each with a stable code and what is needed to explain it.
// Codes are a contract with callers. Where a refusal has a reason of its own, it is in English for logs and scenarios, and as what it
// is for whoever reads another language.

import type { Said } from '../sentences/say.ts';
import type { ClockProblem } from '../clocks/clock-history.ts';

export interface FieldProblem {
  readonly field: string;
  readonly code: 'required' | 'unknown-field' | 'wrong-kind' | 'too-long' | 'not-an-option' | 'not-on-form';
  /** In English. */
  readonly reason: string;
  readonly sentence: Said;
}

export type Rejection =
  | { readonly code: 'case-exists' }
  | { readonly code: 'case-closed'; readonly closedAt: string }
  | { readonly code: 'unknown-item'; readonly item: string }
  | { readonly code: 'wrong-kind'; readonly item: string; readonly expected: string }
  /** The item exists in the case type but no instance of it can take this command now. */
  | { readonly code: 'not-available'; readonly item: string; readonly state: string }
  | { readonly code: 'invalid-data'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'timer-not-set'; readonly timer: string }
  | { readonly code: 'timer-not-due'; readonly timer: string; readonly dueAt: string }
  | { readonly code: 'unknown-clock'; readonly clock: string }
  | { readonly code: 'clock-not-running'; readonly clock: string }
  /** The rule of the clock does not allow it, or its calendar cannot tell; the reason is a whole sentence. */
  | {
      readonly code: 'clock-refused';
      readonly clock: string;
      readonly problem: ClockProblem['code'];
      readonly reason: string;
      readonly sentence: Said;
    }
  /** The record of routing that came with an assignment did not choose that person. */
  | { readonly code: 'routing-differs'; readonly task: string }
  /** Work goes to nobody who may not open the case; said by whoever knows who may, since a case does not. */
  | { readonly code: 'assignee-may-not-open'; readonly task: string; readonly assignee: string }
  | { readonly code: 'unknown-outcome'; readonly outcome: string }
  | { readonly code: 'unknown-subject'; readonly party: string }
  | { readonly code: 'nothing-to-do' }
  /** No such fact is offered here, or not any more: not there, changed, for another purpose or not theirs to read look the same. */
  | { readonly code: 'fact-not-offered'; readonly field: string }
  /** Its purpose rests on the consent of a person, and there is none in force; the reason is a whole sentence. */
  | { readonly code: 'no-consent'; readonly reason: string; readonly sentence: Said }
  /** A condition or a derived field could not be evaluated; fails closed. */
  | { readonly code: 'expression-failed'; readonly where: string; readonly reason: string }
  /** What the case type asks for it does not hold; the reason is the sentence that it says. */
  | {
      readonly code: 'condition-not-met';
      readonly of: string;
      readonly reason: string;
      /** The same in the other languages of the case type, by their tags. */
      readonly translated?: Readonly<Record<string, string>>;
    }
  /** Two people have to do these, and the same person would do both. */
  | { readonly code: 'same-person'; readonly item: string; readonly did: string }
  /** Work in it is not done yet, so it cannot be completed by hand (CMMN 1.1, table 8.13). */
  | { readonly code: 'not-completable'; readonly item: string; readonly blockedBy: string }
  /** A discretionary item whose applicability rules do not hold, or of which enough instances are open. */
  | { readonly code: 'not-applicable'; readonly item: string; readonly reason: string; readonly sentence: Said }
  | { readonly code: 'not-authorised'; readonly item: string; readonly roles: readonly string[] }
  /** Opening the case again like this would leave nobody anything to do. */
  | { readonly code: 'nothing-to-act-on' }
  /** What is said of access could not be read by its rules; the reason is a whole sentence. */
  | { readonly code: 'invalid-access'; readonly reason: string; readonly sentence: Said }
  /** No access and no request has this id. */
  | { readonly code: 'unknown-access'; readonly access: string }
  /** It has ended, was decided or was reviewed. */
  | { readonly code: 'access-ended'; readonly access: string }
  /** Nobody else could review it or answer it, so it would be known to nobody; said by whoever knows people. */
  | { readonly code: 'nobody-to-review' }
  /** Nobody decides in their own matter: a second person has to. */
  | { readonly code: 'needs-another-person'; readonly access: string }
  /** The case keeps none of this id and kind. */
  | { readonly code: 'unknown-entry'; readonly entry: string }
  /** What it is, or its kind, does not allow it; the reason is a whole sentence. */
  | { readonly code: 'entry-refused'; readonly of: string; readonly reason: string; readonly sentence: Said }
  /** These must be settled before the case can end. */
  | { readonly code: 'open-entries'; readonly entries: readonly string[] }
  /** The case cannot go on under the other version as it stands; each reason is a whole sentence. */
  | { readonly code: 'not-movable'; readonly reasons: readonly string[] }
  /** Moving it would change something else than was seen before. */
  | { readonly code: 'move-differs' }
  | { readonly code: 'plan-does-not-settle'; readonly steps: number };

export type RejectionCode = Rejection['code'];
