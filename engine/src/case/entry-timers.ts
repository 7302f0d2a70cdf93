// Timers of what a case keeps: an entry whose time runs out on a day has one, and loses it when that no longer matters.
import { endOfDay } from '../calendar/calendar.ts';
import { type Entry, lapsesOn, reviewClosesOn } from '../entries/entries.ts';
import { type Draft, ENTRY_TIMER, setTimer } from '../plan/draft.ts';
import { known } from '../plan/known.ts';

/** The id of the entry that a timer belongs to, or null for any other timer. */
export function entryOfTimer(timer: string): string | null {
  return timer.startsWith(ENTRY_TIMER) ? timer.slice(ENTRY_TIMER.length) : null;
}

/** Brings the timer of an entry in step with it. */
export function followTime(draft: Draft, id: string): void {
  const entry = known(draft.entries, id);
  const dueOn = entry === undefined ? null : timeOf(entry);
  const timer = `${ENTRY_TIMER}${id}`;
  const before = known(draft.timers, timer)?.dueOn ?? null;
  if (before === dueOn) return;
  setTimer(draft, timer, dueOn === null ? null : { dueAt: endOfDay(dueOn, draft.caseType.zone), dueOn });
}

/** The day with which its time runs out; null where it has no end or is settled. */
function timeOf(entry: Entry): string | null {
  if (entry.kind === 'party' && entry.status === 'current') return entry.until;
  if (entry.kind === 'determination') return reviewClosesOn(entry);
  if (entry.kind === 'referral') return lapsesOn(entry);
  return entry.kind === 'obligation' && entry.status === 'owed' ? entry.dueOn : null;
}
