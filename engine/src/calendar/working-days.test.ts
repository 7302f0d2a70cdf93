// Working days by place: known holidays, what differs between places, and the edges of the table.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  type Calendar,
  calendarOf,
  dayKind,
  isPlace,
  SHIPPED_HOLIDAYS,
  weekdayName,
} from './calendar.ts';

function place(name: string): Calendar {
  const found = calendarOf(name, SHIPPED_HOLIDAYS);
  if ('problem' in found) throw new Error(found.problem.reason);
  return found.calendar;
}

function kind(name: string, date: string): string {
  const is = dayKind(place(name), date);
  if ('problem' in is) return is.problem.code;
  return is.works ? 'works' : is.because;
}

describe('public holidays', () => {
  // Days that gazettes and statutes of each place name, written down apart from the library.
  test.each([
    ['AU-ACT', '2018-03-12', 'Canberra Day'],
    ['AU-NSW', '2018-03-12', 'works'],
    ['AU', '2018-03-12', 'works'],
    ['AU-VIC', '2018-11-06', 'Melbourne Cup'],
    ['AU-TAS', '2018-11-06', 'works'],
    ['AU-QLD', '2024-05-06', 'Labour Day'],
    ['AU-WA', '2021-04-26', 'Anzac Day (substitute day)'],
    ['AU-NSW', '2021-04-26', 'works'],
    ['AU-SA', '2022-03-14', 'Adelaide Cup Day'],
    ['AU-NT', '2022-08-01', 'Picnic Day'],
    ['AU-ACT', '2022-09-22', 'National Day of Mourning for Queen Elizabeth II'],
    ['AU-QLD', '2025-12-24', 'works'],
    ['CA-BC', '2024-02-19', 'Family Day'],
    ['CA-BC', '2024-04-01', 'Easter Monday'],
    ['CA-BC', '2024-09-30', 'National Day for Truth and Reconciliation'],
    ['CA-BC', '2022-09-30', 'works'],
    ['CA-BC', '2024-12-26', 'Boxing Day'],
    ['CA', '2024-05-20', 'Victoria Day'],
    ['CA', '2024-10-14', 'Thanksgiving'],
    ['CA', '2024-02-19', 'works'],
    ['CA-ON', '2024-02-19', 'Family Day'],
    ['CA-QC', '2024-06-24', 'National Holiday'],
    ['GB-SCT', '2023-01-02', 'January 2nd'],
    ['GB-NIR', '2023-07-12', 'Battle of the Boyne (Orangemen’s Day)'],
    ['GB-ENG', '2023-07-12', 'works'],
    ['GB-ENG+GB-NIR', '2023-07-12', 'Battle of the Boyne (Orangemen’s Day)'],
    ['AU-VIC', '2022-09-23', 'AFL Grand Final Friday'],
    ['AU-VIC', '2022-09-30', 'works'],
    ['AU-VIC', '2020-10-23', 'AFL Grand Final Friday'],
    ['AU-TAS', '2023-01-02', 'New Year’s Day'],
    ['AU-TAS', '2023-01-03', 'works'],
    ['AU-ACT', '2017-09-25', 'Family and Community Day'],
    ['AU-ACT', '2023-05-29', 'Reconciliation Day'],
    ['AU-QLD', '2015-06-08', 'Queen’s Birthday'],
    ['AU-QLD', '2015-10-05', 'Labour Day'],
    ['AU-WA', '2024-09-23', 'King’s Birthday'],
    ['GB-ENG', '2020-05-08', 'Early May bank holiday (VE day)'],
    ['AU', '2018-03-11', 'Sunday'],
    ['AU', '2018-03-10', 'Saturday'],
  ])('in %s, %s is %s', (name, date, expected) => {
    expect(kind(name, date)).toBe(expected);
  });

  test('every state and territory of Australia and every province and territory of Canada has a calendar', () => {
    const australia = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA'].map((state) => `AU-${state}`);
    const canada = ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'].map(
      (one) => `CA-${one}`,
    );
    for (const name of ['AU', 'CA', ...australia, ...canada]) {
      expect(isPlace(name, SHIPPED_HOLIDAYS), name).toBe(true);
      for (let year = 2015; year <= 2035; year += 1) {
        expect(kind(name, `${year}-12-25`), `${name} ${year}`).not.toBe('works');
      }
    }
  });
});

describe('what the table lacks', () => {
  test('a place that is not there is a problem that names the places that are', () => {
    const found = calendarOf('AU-XYZ', SHIPPED_HOLIDAYS);
    expect(found).toMatchObject({ problem: { code: 'unknown-place' } });
    expect('problem' in found && found.problem.reason).toContain('AU-ACT');
  });

  test('a year that is not there is a problem even on a Sunday, and never an ordinary day', () => {
    for (const date of ['2014-12-31', '2036-01-01', '2036-01-06']) {
      const is = dayKind(place('AU-ACT'), date);
      expect(is).toMatchObject({ problem: { code: 'calendar-year' } });
      expect('problem' in is && is.problem.reason).toContain(date.slice(0, 4));
    }
  });

  test.each(['constructor', '__proto__', '', '+', 'AU+'])('%j is not a place', (name) => {
    expect(isPlace(name, SHIPPED_HOLIDAYS)).toBe(false);
    expect(calendarOf(name, SHIPPED_HOLIDAYS)).toMatchObject({ problem: { code: 'unknown-place' } });
  });
});

describe('months', () => {
  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-10-31', 4, '2024-02-29'],
    ['2023-12-15', 1, '2024-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test('weekdays follow one another and agree with the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        const date = addDays('1970-01-01', day);
        const platform = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
        expect(weekdayName(date)).toBe(platform.format(day * 86_400_000));
      }),
      { numRuns: 300 },
    );
  });
});
