// Counts days: which are counted, which are skipped, and where the last one falls. Knows no clock and no law; what is
// skipped comes in as pauses and a calendar.
import { dateOfDay, dayOfDate } from '../calendar/civil-date.ts';
import { addMonths, type Calendar, type CalendarProblem, dayKind } from '../calendar/working-days.ts';
import type { Period } from './clock-rule.ts';

/** Days that are not counted, first to last, as days since 1970-01-01; `last` is infinite while a pause is open. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

export interface Counting {
  readonly calendar: Calendar | null;
  readonly gaps: readonly Gap[];
}

/** Where a count ended; `counted` holds every counted day in order. */
export interface Counted {
  readonly last: number;
  readonly counted: readonly number[];
}

type Answer<T> = T | { readonly problem: CalendarProblem };

/** Stands for a count that never ends because a pause is open. */
export const NEVER = Number.POSITIVE_INFINITY;

/**
 * Counts periods one after another, beginning with the day after `before`.
 *
 * Months at the beginning are taken together, so that one month and two more is three months and not the end of
 * February twice. `anchor` is the day to which their date corresponds.
 */
export function countPeriods(
  { before, anchor }: { readonly before: number; readonly anchor: number },
  periods: readonly Period[],
  counting: Counting,
): Answer<Counted> {
  const days = inDays(periods, { before, anchor });
  const counted: number[] = [];
  let last = before;
  for (const { count, working } of days) {
    const wanted = typeof count === 'number' ? count : lengthOfMonths(last, count.months);
    for (let left = wanted; left > 0; left -= 1) {
      const next = nextCounted(last, working, counting);
      if (typeof next === 'object') return next;
      if (next === NEVER) return { last: NEVER, counted };
      last = next;
      counted.push(next);
    }
  }
  return { last, counted };
}

/** The nearest working day at or after (or at or before) a day, with the days in between and why each was passed over. */
export function rolled(
  from: number,
  step: 1 | -1,
  calendar: Calendar,
): Answer<{ readonly to: number; readonly over: readonly { readonly day: number; readonly because: string }[] }> {
  const over: { day: number; because: string }[] = [];
  for (let day = from; ; day += step) {
    const kind = dayKind(calendar, dateOfDay(day));
    if ('problem' in kind) return kind;
    if (kind.works) return { to: day, over };
    over.push({ day, because: kind.because });
  }
}

/** True for periods that end on a corresponding date, and so add up among themselves. */
export function isMonths({ unit }: Period): boolean {
  return unit === 'months' || unit === 'years';
}

interface Stretch {
  readonly count: number | { readonly months: number };
  readonly working: boolean;
}

function inDays(periods: readonly Period[], from: { readonly before: number; readonly anchor: number }): Stretch[] {
  const firstOther = periods.findIndex((period) => monthsOf(period) === null);
  const leading = firstOther === -1 ? periods : periods.slice(0, firstOther);
  const months = leading.reduce((sum, period) => sum + (monthsOf(period) ?? 0), 0);
  const rest = periods.slice(leading.length).map(stretchOf);
  if (months === 0) return rest;
  return [{ count: leadingDays(months, from), working: false }, ...rest];
}

/**
 * Days of a run of months. Where the first day counts, the period ends the day before the corresponding date (Acts
 * Interpretation Act 1901 (Cth) s 2G); where it does not, on it (Dodds v Walker [1981] 1 WLR 1027). A month that has no
 * such date ends on its last day either way.
 */
function leadingDays(months: number, { before, anchor }: { before: number; anchor: number }): number {
  const date = dateOfDay(anchor);
  const corresponding = addMonths(date, months);
  const exists = corresponding.slice(8) === date.slice(8);
  const end = dayOfDate(corresponding) - (before < anchor && exists ? 1 : 0);
  return end - before;
}

function stretchOf(period: Period): Stretch {
  const months = monthsOf(period);
  if (months !== null) return { count: { months }, working: false };
  return {
    count: period.unit === 'weeks' ? period.count * 7 : period.count,
    working: period.unit === 'working-days',
  };
}

function monthsOf({ count, unit }: Period): number | null {
  if (unit === 'months') return count;
  return unit === 'years' ? count * 12 : null;
}

function lengthOfMonths(last: number, months: number): number {
  return dayOfDate(addMonths(dateOfDay(last), months)) - last;
}

function nextCounted(last: number, working: boolean, { calendar, gaps }: Counting): Answer<number> {
  for (let day = last + 1; ; day += 1) {
    const gap = gaps.find(({ first, last: end }) => first <= day && day <= end);
    if (gap !== undefined) {
      if (gap.last === NEVER) return NEVER;
      day = gap.last;
    } else if (!working || calendar === null) return day;
    else {
      const kind = dayKind(calendar, dateOfDay(day));
      if ('problem' in kind) return kind;
      if (kind.works) return day;
    }
  }
}
