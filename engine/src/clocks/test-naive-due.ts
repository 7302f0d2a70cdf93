// An oracle for tests: counts one day after another over plain date texts, written from the words of the laws and apart
// from the engine, whose code it does not use.
import type { HolidayTable } from '../calendar/calendar.ts';

export interface NaiveClock {
  readonly start: string;
  readonly firstDayCounts: boolean;
  /** Each added to the end of the one before. */
  readonly counts: readonly { readonly days: number; readonly working: boolean }[];
  /** Days that the law leaves out, first to last, both named. */
  readonly left: readonly (readonly [string, string])[];
  readonly place: string;
  readonly roll: 'none' | 'forward' | 'backward';
}

export function naiveDue(
  clock: NaiveClock,
  table: HolidayTable,
): { readonly countedOn: string; readonly dueOn: string } {
  let day = clock.firstDayCounts ? tomorrow(clock.start, -1) : clock.start;
  for (const { days, working } of clock.counts) {
    let left = days;
    while (left > 0) {
      day = tomorrow(day, 1);
      const isOut = clock.left.some(([first, last]) => first <= day && day <= last);
      if (!isOut && (!working || works(day, clock.place, table))) left -= 1;
    }
  }
  const countedOn = day;
  while (clock.roll !== 'none' && !works(day, clock.place, table))
    day = tomorrow(day, clock.roll === 'forward' ? 1 : -1);
  return { countedOn, dueOn: day };
}

function tomorrow(day: string, step: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10);
}

function works(day: string, place: string, table: HolidayTable): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const isHoliday = place.split('+').some((one) => (table.places[one] ?? []).some((line) => line.includes(day)));
  return weekday !== 0 && weekday !== 6 && !isHoliday;
}
