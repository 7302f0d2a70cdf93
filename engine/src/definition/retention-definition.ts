// What a case type says of how long its records are kept: classes of published authorities, what makes each begin, and periods under
// which nothing goes. Types only; the reckoning is in the room `retention`.
import type { Expression } from '../expression/parse.ts';
import type { DisposalAction, Length, RetentionPeriod } from '../retention/period.ts';
import type { EntryKind } from './entry-definition.ts';

export interface RetentionDefinition {
  /** The month, 1 to 12, on whose first day a financial year begins. */
  readonly financialYearStarts: number;
  /** Which class counts where several apply: the first as written, or the one that keeps longest. */
  readonly choose: 'first' | 'longest';
  /** Where the periods come from, for whoever checks them; null where nothing is said. */
  readonly note: string | null;
  /** In the order in which they are written. */
  readonly classes: readonly RetentionClass[];
  readonly floors: readonly RetentionFloor[];
}

interface Ruled {
  readonly name: string;
  /** What the authority calls it. Published words, which are not translated. */
  readonly called: string;
  readonly authority: string;
  readonly when: Expression | null;
  readonly trigger: RetentionTrigger;
  /** As it was written. */
  readonly said: string;
}

export interface RetentionClass extends Ruled {
  readonly number: string;
  readonly version: string;
  /** Null: any. */
  readonly outcomes: readonly string[] | null;
  readonly period: RetentionPeriod;
  readonly action: DisposalAction;
}

export interface RetentionFloor extends Ruled {
  readonly period: Exclude<RetentionPeriod, { readonly permanent: true }>;
}

/** From what a period counts; docs/retention-rules.md, section 4. */
export type RetentionTrigger =
  | { readonly kind: 'closed' | 'parent-closed' | 'last-contact' }
  | { readonly kind: 'closed-plus'; readonly term: Length }
  | { readonly kind: 'field'; readonly field: string }
  | {
      readonly kind: 'latest';
      readonly closed: boolean;
      readonly linked: boolean;
      readonly fields: readonly string[];
      readonly entries: readonly EntryKind[];
    }
  /** Kinds of determinations; null: all. */
  | { readonly kind: 'determination'; readonly kinds: readonly string[] | null; readonly on: 'start' | 'expiry' }
  /** A day that somebody records under this name. */
  | { readonly kind: 'manual'; readonly name: string }
  | { readonly kind: 'age'; readonly years: number; readonly field: string }
  | { readonly kind: 'death'; readonly party: string }
  | { readonly kind: 'repeal'; readonly law: string };
