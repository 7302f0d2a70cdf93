// Dates while they are typed: three boxes held as one text, `year-month-day`, each part as typed. No screen in here.

export interface DateBoxes {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export function splitBoxes(typed: string): DateBoxes {
  const [year = '', month = '', day = ''] = typed.split('-');
  return { day, month, year };
}

export function joinBoxes({ day, month, year }: DateBoxes): string {
  const clean = (part: string) => part.replace(/[^0-9]/g, '');
  const joined = `${clean(year)}-${clean(month)}-${clean(day)}`;
  return joined === '--' ? '' : joined;
}

/** The date as `YYYY-MM-DD`, or null where the boxes hold no real day or a year of fewer than four digits. */
export function readBoxes(typed: string): string | null {
  const { day, month, year } = splitBoxes(typed);
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** Boxes for a whole date that was pasted: 2026-03-27, 27/3/2026, 27.3.2026. Null for anything else. */
export function readPasted(text: string): string | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (iso !== null) return joinBoxes({ year: iso[1] ?? '', month: iso[2] ?? '', day: iso[3] ?? '' });
  const european = /^\s*(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})\s*$/.exec(text);
  if (european !== null)
    return joinBoxes({ year: european[3] ?? '', month: european[2] ?? '', day: european[1] ?? '' });
  return null;
}

/** An instant with the offset that this computer has on that day: `2026-03-27T14:05:00+01:00`. */
export function instantOf(day: string, time: string): string | null {
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const clock = time.padStart(5, '0');
  const offset = -new Date(`${day}T${clock}:00`).getTimezoneOffset();
  const pad = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(offset);
  return `${day}T${clock}:00${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
