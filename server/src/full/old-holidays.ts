// A table of public holidays for importing cases that are older than the shipped table: that of the Australian Capital Territory,
// with the years before it by the rules of its Holidays Act. For proofs; an agency that imports old cases adopts one of its own.
import { SHIPPED_HOLIDAYS, type HolidayTable } from '@casewright/engine/calendar';

const PLACE = 'AU-ACT';
const FIRST_YEAR = 1985;
const DAY = 86_400_000;

/** The shipped table of the one place, and the years since 1985 before it. */
export function oldHolidays(): HolidayTable {
  const { version, firstYear, lastYear, places } = SHIPPED_HOLIDAYS;
  const years = Array.from({ length: firstYear - FIRST_YEAR }, (_, index) => FIRST_YEAR + index);
  const older = Object.entries(RULES).map(([name, rule]) => `${name}: ${years.map(rule).join(' ')}`);
  return {
    version: `since-${FIRST_YEAR}-${version}`.replace('+', '-'),
    firstYear: FIRST_YEAR,
    lastYear,
    places: { [PLACE]: [...older, ...(places[PLACE] ?? [])] },
  };
}

const RULES: Readonly<Record<string, (year: number) => string>> = {
  'New Year’s Day, before the table': (year) => dateOf(Date.UTC(year, 0, 1)),
  'Australia Day, before the table': (year) => dateOf(Date.UTC(year, 0, 26)),
  'Canberra Day, before the table': (year) => dateOf(monday(year, 2, 3)),
  'Good Friday, before the table': (year) => dateOf(easter(year) - 2 * DAY),
  'Easter Saturday, before the table': (year) => dateOf(easter(year) - DAY),
  'Easter Monday, before the table': (year) => dateOf(easter(year) + DAY),
  'Anzac Day, before the table': (year) => dateOf(Date.UTC(year, 3, 25)),
  'Queen’s Birthday, before the table': (year) => dateOf(monday(year, 5, 2)),
  'Labour Day, before the table': (year) => dateOf(monday(year, 9, 1)),
  'Christmas Day, before the table': (year) => dateOf(Date.UTC(year, 11, 25)),
  'Boxing Day, before the table': (year) => dateOf(Date.UTC(year, 11, 26)),
};

/** The first, second … Monday of a month. */
function monday(year: number, month: number, which: number): number {
  const first = Date.UTC(year, month, 1);
  const ahead = (8 - new Date(first).getUTCDay()) % 7;
  return first + (ahead + (which - 1) * 7) * DAY;
}

/** Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher). */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const moon = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15;
  const epact = moon % 30;
  const shift = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + shift + 2 - century + Math.floor(century / 4)) % 7;
  return Date.UTC(year, 2, 28 + shift - weekday);
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
