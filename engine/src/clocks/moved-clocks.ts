// Which clocks move when one table of public holidays replaces another. Changes none of them: a person or a rule of the
// agency decides what follows.
import type { HolidayTable } from '../calendar/working-days.ts';
import type { ClockHistory, ClockProblem } from './clock-history.ts';
import { reckonClock } from './reckon.ts';

export interface MovedClock<Id> {
  readonly id: Id;
  /** Null while a pause is open; a problem where the table cannot tell. */
  readonly from: string | null | ClockProblem;
  readonly to: string | null | ClockProblem;
}

/**
 * The clocks that are due on another day under the new table, or that only one of the two can tell.
 *
 * @param clocks those that still run; a clock that was stopped is left out, for its date is a fact by now
 */
export function movedClocks<Id>(
  clocks: Iterable<{ readonly id: Id; readonly history: ClockHistory }>,
  { from, to }: { readonly from: HolidayTable; readonly to: HolidayTable },
): readonly MovedClock<Id>[] {
  const moved: MovedClock<Id>[] = [];
  for (const { id, history } of clocks) {
    if (history.entries.some(({ type }) => type === 'stopped' || type === 'deemed')) continue;
    const before = dueUnder(history, from);
    const after = dueUnder(history, to);
    const same =
      typeof before === 'object' && typeof after === 'object' ? before?.code === after?.code : before === after;
    if (!same) moved.push({ id, from: before, to: after });
  }
  return moved;
}

function dueUnder(history: ClockHistory, table: HolidayTable): string | null | ClockProblem {
  const reckoned = reckonClock(history, table);
  return 'problem' in reckoned ? reckoned.problem : reckoned.reckoning.dueOn;
}
