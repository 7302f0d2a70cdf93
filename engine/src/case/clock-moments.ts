// When a clock of a case begins and stops: by fields that say a day, which may be corrected, and by what happens in the plan or the closing,
// which is kept.
import { dateOf } from '../calendar/calendar.ts';
import type { CaseType, ClockDefinition } from '../definition/case-type.ts';
import type { Draft } from '../plan/draft.ts';
import { definitionOf } from '../plan/instance.ts';
import type { ClockState } from './state.ts';

/** Whether some clock is moved by the plan, so that it must be looked at after every command. */
export function movedByPlan({ clocks }: CaseType): boolean {
  for (const { from, stops } of clocks.values()) {
    if ([from, ...stops].some((one) => one !== 'closing' && 'item' in one)) return true;
  }
  return false;
}

/** When it began, as it was stated; null where it has not. One that the plan began keeps that, whatever repeats. */
export function startOf(draft: Draft, { from }: ClockDefinition, before: ClockState | undefined): string | null {
  if ('item' in from) {
    const began = before?.entries?.[0]?.at ?? before?.startedOn;
    return began ?? (happensNow(draft, from.item) ? draft.occurred : null);
  }
  const value = draft.data[from.field];
  return typeof value === 'string' ? value : null;
}

/** The day on which it stopped, the first of all that can stop it, and the one that is kept; null where it runs. */
export function stopOf(
  draft: Draft,
  { stops }: ClockDefinition,
  before: ClockState | undefined,
): { readonly stoppedOn: string | null; readonly ended: string | null } {
  if (isClosingAlone(stops)) return { stoppedOn: before?.stoppedOn ?? null, ended: null };
  const { zone } = draft.caseType;
  const days = stops.flatMap((stop) => {
    const value = stop === 'closing' || 'item' in stop ? null : draft.data[stop.field];
    return typeof value === 'string' ? [dateOf(value, zone)] : [];
  });
  const isEnding = stops.some((stop) => stop !== 'closing' && 'item' in stop && happensNow(draft, stop.item));
  const ended = before?.ended ?? (isEnding ? dateOf(draft.occurred, zone) : null);
  const [first = null] = [...days, ...(ended === null ? [] : [ended])].toSorted();
  return { stoppedOn: first, ended };
}

/** What is written of a clock that the closing stops; null where it does not. */
export function closedOn({ stops }: ClockDefinition, day: string): Pick<ClockState, 'stoppedOn' | 'ended'> | null {
  if (!stops.includes('closing')) return null;
  return isClosingAlone(stops) ? { stoppedOn: day } : { stoppedOn: day, ended: day };
}

function isClosingAlone(stops: ClockDefinition['stops']): boolean {
  return stops.length === 1 && stops[0] === 'closing';
}

function happensNow({ changes }: Draft, item: string): boolean {
  return changes.some(
    (change) =>
      'item' in change && (change.on === 'complete' || change.on === 'occur') && definitionOf(change.item) === item,
  );
}
