// What a law says about one period: how long, how its days are counted, what may pause or extend it, what follows when
// it passes. Types only; which case it is for and who applies it stands elsewhere.

export type PeriodUnit = 'days' | 'working-days' | 'weeks' | 'months' | 'years';

export interface Period {
  readonly count: number;
  readonly unit: PeriodUnit;
}

/** Where a rule is written, and whether it binds by law or by the agency's own word. */
export interface Law {
  readonly reference: string;
  readonly kind: 'statute' | 'policy';
}

/**
 * What may suspend a clock. `then` says what follows when it ends: the days that were left (`continue`), the whole
 * period anew from that day (`restart`), or a period of its own from that day (NDIS: 14 days after the information).
 */
export interface PauseRule {
  readonly title: string;
  readonly then: 'continue' | 'restart' | Period;
  /**
   * Which of the two days at its edges are left out of the count. `both`: from the day it begins to the day it ends
   * (Freedom of Information Act 1982 (Cth) s 24AB(8)). Absent: the one that `firstDay` says, so that the day after
   * is the first that counts where first days are excluded.
   */
  readonly leavesOut?: 'both' | 'beginning' | 'end';
  readonly law: Law;
}

export interface ExtensionRule {
  readonly title: string;
  /** The most by which one use extends; null where an authority sets it each time. */
  readonly by: Period | null;
  /** How often it may be used; null for any number of times. */
  readonly times: number | null;
  readonly when: 'before-expiry' | 'after-expiry' | 'any-time';
  readonly law: Law;
}

export interface ClockRule {
  readonly within: Period;
  /**
   * Whether the day on which something happens is day 1 of what it begins. `exclude`: the period begins the day after
   * (Acts Interpretation Act 1901 (Cth) s 36(1) for "within … after"); the same holds when a pause begins and ends.
   */
  readonly firstDay: 'exclude' | 'include';
  /** What happens when the last day is no working day. */
  readonly roll: 'none' | 'forward' | 'backward';
  /** The calendar's place, `AU-ACT`; null only where neither working days nor rolling nor closing hours ask for one. */
  readonly place: string | null;
  /** IANA zone in which an instant falls on a day. */
  readonly zone: string;
  /** Local time, `16:30`: what arrives at or after it, or on a day off, counts as received on the next working day. */
  readonly closesAt?: string;
  readonly pauses: Readonly<Record<string, PauseRule>>;
  readonly extensions: Readonly<Record<string, ExtensionRule>>;
  /** What the law takes to have been decided when the period passes unused. */
  readonly deemed?: { readonly outcome: string; readonly law: Law };
  /** Shares of the period, in percent, at whose day someone is warned. */
  readonly warn: readonly number[];
  readonly law: Law;
}
