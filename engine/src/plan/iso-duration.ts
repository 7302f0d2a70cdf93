// ISO 8601 durations added to instants, for timers. Years and months are those of the calendar in UTC, a day has 24
// hours; periods of law are for clocks, which know days and zones.

interface Parts {
  readonly months: number;
  readonly milliseconds: number;
}

/** At most nine digits in each place, so that no sum leaves the range of dates unnoticed. */
const DURATION =
  /^(-?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3})\d*)?S)?)?$/;

export function isDuration(text: string): boolean {
  return partsOf(text) !== null;
}

/** The instant that much later, in UTC with milliseconds; null where that is no date, or the text no duration. */
export function addDuration(instant: string, duration: string): string | null {
  const parts = partsOf(duration);
  if (parts === null) return null;
  const start = new Date(instant);
  const day = start.getUTCDate();
  const moved = new Date(start.getTime());
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + parts.months);
  // The 31st of January and a month is the last day of February.
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  const result = new Date(moved.getTime() + parts.milliseconds);
  const year = result.getUTCFullYear();
  return Number.isNaN(result.getTime()) || year < 0 || year > 9999 ? null : result.toISOString();
}

function partsOf(text: string): Parts | null {
  const found = text.length > 120 || text.endsWith('P') ? null : DURATION.exec(text);
  if (found === null) return null;
  const [, minus = '', ...numbers] = found;
  const [years, months, weeks, days, hours, minutes, seconds] = numbers.slice(0, 7).map((part) => Number(part ?? 0));
  const fraction = Number((numbers[7] ?? '').padEnd(3, '0') || 0);
  const sign = minus === '-' ? -1 : 1;
  const clock = ((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0);
  return {
    months: sign * ((years ?? 0) * 12 + (months ?? 0)),
    milliseconds: sign * ((wholeDays * 86_400 + clock) * 1000 + fraction),
  };
}
