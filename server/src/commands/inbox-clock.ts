// By which day something that came in is to be worked: so many working days of its queue after the day on which it came.
import {
  calendarOf,
  dateOf,
  dayKind,
  addDays,
  SHIPPED_HOLIDAYS,
  weekdayName,
  type HolidayTable,
} from '@casewright/engine/calendar';
import { currentHolidayTable } from '../store/holiday-table.ts';
import { parseHolidays } from '../store/holidays.ts';
import type { QueueRow } from '../store/inbound.ts';
import type { Statement } from '../store/statement.ts';

/** The table that counts in an agency now. */
export function holidaysNow(tenant: number): Statement<{ readonly days: string }> {
  return currentHolidayTable(tenant);
}

/**
 * @param at an instant
 * @param rows what `holidaysNow` found
 * @returns a date; a year that the table lacks has weekends and no holidays, so that there always is a day, and never a later one
 */
export function dueFrom(queue: QueueRow, at: string, rows: readonly { readonly days: string }[]): string {
  const [row] = rows;
  const works = workingDays(queue, row === undefined ? SHIPPED_HOLIDAYS : parseHolidays(row.days));
  let date = dateOf(at, queue.zone);
  for (let left = queue.days; left > 0;) {
    date = addDays(date, 1);
    if (works(date)) left -= 1;
  }
  return date;
}

function workingDays({ place }: QueueRow, table: HolidayTable): (date: string) => boolean {
  const found = place === null ? null : calendarOf(place, table);
  const isWeekday = (date: string): boolean => !['Saturday', 'Sunday'].includes(weekdayName(date));
  if (found === null || 'problem' in found) return isWeekday;
  return (date) => {
    const kind = dayKind(found.calendar, date);
    return 'problem' in kind ? isWeekday(date) : kind.works;
  };
}
