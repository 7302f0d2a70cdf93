// The life of one clock as a stream of entries, each with when, on whose authority and why. What they mean for the due
// date is computed elsewhere and never stored here, so that it can always be computed anew.
import { say, type Said } from '../sentences/say.ts';
import type { ClockRule, Period } from './clock-rule.ts';

interface Entered {
  /** When it happened, as stated: a date, or an instant with its offset. */
  readonly at: string;
  /** Who decided it or by what power, where that is more than the rule itself says. */
  readonly authority?: string;
}

export type ClockEntry =
  | (Entered & { readonly type: 'started' })
  | (Entered & { readonly type: 'suspended'; readonly pause: string; readonly cause: string })
  | (Entered & { readonly type: 'resumed'; readonly pause: string })
  | (Entered & { readonly type: 'extended'; readonly extension: string; readonly by: Period; readonly cause: string })
  /** Someone with the power to do so fixed the date itself, such as a court. */
  | (Entered & { readonly type: 'moved'; readonly dueOn: string; readonly cause: string })
  | (Entered & { readonly type: 'stopped' })
  | (Entered & { readonly type: 'deemed'; readonly outcome: string });

export interface ClockHistory {
  readonly rule: ClockRule;
  /** In the order in which they happened; the first is `started`. */
  readonly entries: readonly ClockEntry[];
}

/** What a problem says; of one of the calendar there are its words alone. */
export function saidOf({ reason, sentence }: Pick<ClockProblem, 'reason' | 'sentence'>): Said {
  return sentence ?? say('as-it-is-said', { words: reason });
}

export interface ClockProblem {
  readonly code:
    | 'unknown-place'
    | 'calendar-year'
    | 'not-started'
    | 'already-started'
    | 'ended'
    | 'out-of-order'
    | 'unknown-pause'
    | 'already-suspended'
    | 'not-suspended'
    | 'expired'
    | 'not-expired'
    | 'unknown-extension'
    | 'extension-used-up'
    | 'extension-too-long'
    | 'no-deemed-outcome'
    | 'not-a-date';
  /** Index of the entry it is about. */
  readonly entry: number;
  /** A whole sentence, in English. */
  readonly reason: string;
  /** The same as what it is; absent where the calendar itself cannot tell. */
  readonly sentence?: Said;
}
