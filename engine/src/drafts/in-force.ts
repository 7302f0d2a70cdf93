// Which version of a kind of case is in force when, and when one begins that somebody gives a day. It knows no drafts.
import { dateOf, startOfDay } from '../calendar/calendar.ts';

/** A version that was published. Instants are in UTC with milliseconds. */
export interface PublishedVersion {
  readonly version: string;
  readonly hash: string;
  readonly publishedAt: string;
  /** From then on new cases open under it, until another begins. */
  readonly inForceAt: string;
}

/** @returns the version under which a case would open at that instant; null before the first begins */
export function versionInForce(versions: readonly PublishedVersion[], instant: string): PublishedVersion | null {
  const begun = versions.filter(({ inForceAt }) => inForceAt <= instant);
  return begun.toSorted(byBeginning).at(-1) ?? null;
}

/** Whether some version begins after an instant. */
export function beginsAfter(versions: readonly PublishedVersion[], instant: string): boolean {
  return versions.some(({ inForceAt }) => inForceAt > instant);
}

/** The earliest first; of two that begin together, the one published last counts. */
export function byBeginning(one: PublishedVersion, other: PublishedVersion): number {
  const [before, after] = [one, other].map(({ inForceAt, publishedAt, version }) => [inForceAt, publishedAt, version]);
  return JSON.stringify(before) < JSON.stringify(after) ? -1 : 1;
}

/**
 * When a version begins that is published now.
 * @param effectiveOn a day of the kind of case's own zone; null: at once
 * @param now an instant in UTC with milliseconds
 * @returns an instant in UTC; that of now where the day is today; null where the day has passed
 */
export function beginningOf(effectiveOn: string | null, now: string, zone: string): string | null {
  if (effectiveOn === null) return now;
  const today = dateOf(now, zone);
  if (effectiveOn < today) return null;
  return effectiveOn === today ? now : startOfDay(effectiveOn, zone);
}
