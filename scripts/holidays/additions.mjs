// Days that a statute makes holidays for the counting of time and that the library leaves out, and days that it has
// wrong, each with where it is written. The lists of Canada and of British Columbia were compared with a published text of
// the section (that of British Columbia of 2012, with Family Day and 2023 added); compare the others before relying on them.

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

/**
 * What the library has wrong: dates that go, and dates that come instead.
 * @type {readonly { places: readonly string[], name: string, not: readonly string[], but: readonly string[] }[]}
 */
export const corrections = [
  // Gazetted each year: the Friday before the final, which was late in 2015, moved in 2020 and early in 2022.
  {
    places: ['AU-VIC'],
    name: 'AFL Grand Final Friday',
    not: ['2015-09-25', '2020-09-25', '2022-09-30'],
    but: ['2015-10-02', '2020-10-23', '2022-09-23'],
  },
  // Statutory Holidays Act 2000 (Tas) s 4: a first of January on a weekend is kept on the Monday after it.
  {
    places: ['AU-TAS'],
    name: 'New Year’s Day',
    not: ['2017-01-03', '2023-01-03', '2034-01-03'],
    but: ['2017-01-02', '2023-01-02', '2034-01-02'],
  },
  // Holidays Act 1958 (ACT), until Reconciliation Day took its place in 2018.
  {
    places: ['AU-ACT'],
    name: 'Family and Community Day',
    not: [],
    but: ['2015-09-28', '2016-09-26', '2017-09-25'],
  },
  // Holidays Act 1983 (Qld): in 2015 Labour Day was in October, and the Queen's Birthday in June.
  { places: ['AU-QLD'], name: 'Labour Day', not: ['2015-05-04'], but: ['2015-10-05'] },
  { places: ['AU-QLD'], name: 'Queen’s Birthday', not: ['2015-10-05'], but: ['2015-06-08'] },
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
