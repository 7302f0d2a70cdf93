// Days that a statute makes holidays for the counting of time and that the library leaves out, each with where it is
// written. Only the federal list was compared with a published text; check the others before relying on them.

/** Interpretation Act, RSC 1985, c I-21, section 35(1), "holiday". */
const FEDERAL = ['CA'];
/** Interpretation Act, RSBC 1996, c 238, section 29, "holiday". */
const BRITISH_COLUMBIA = ['CA-BC'];
/** Proclamation of 31 January 1957 (SOR/57-56): the second Monday in October. */
const THANKSGIVING = ['CA'];

/** @type {readonly { places: readonly string[], name: string, since: number, on: (year: number) => string }[]} */
export const additions = [
  { places: [...FEDERAL, ...BRITISH_COLUMBIA], name: 'Easter Monday', since: 0, on: easterMonday },
  { places: FEDERAL, name: 'Victoria Day', since: 0, on: (year) => mondayBefore(year, 5, 25) },
  // Added to section 35(1) by SC 2021, c 11.
  {
    places: FEDERAL,
    name: 'National Day for Truth and Reconciliation',
    since: 2021,
    on: (year) => `${year}-09-30`,
  },
  { places: FEDERAL, name: 'Remembrance Day', since: 0, on: (year) => `${year}-11-11` },
  { places: THANKSGIVING, name: 'Thanksgiving', since: 0, on: (year) => mondayBefore(year, 10, 15) },
  // National Day for Truth and Reconciliation Act, SBC 2023, c 4.
  {
    places: BRITISH_COLUMBIA,
    name: 'National Day for Truth and Reconciliation',
    since: 2023,
    on: (year) => `${year}-09-30`,
  },
  { places: BRITISH_COLUMBIA, name: 'Boxing Day', since: 0, on: (year) => `${year}-12-26` },
];

/** The day after Easter Sunday (Gregorian; Meeus, Astronomical Algorithms, chapter 8). */
function easterMonday(year) {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const march = epact + weekday - 7 * correction + 22;
  return isoDate(Date.UTC(year, 2, march + 1));
}

/** The last Monday before that date. */
function mondayBefore(year, month, day) {
  const date = Date.UTC(year, month - 1, day - 1);
  const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
  return isoDate(date - sinceMonday * 86_400_000);
}

function isoDate(instant) {
  return new Date(instant).toISOString().slice(0, 10);
}
