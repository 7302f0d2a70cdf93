import { describe, expect, it } from 'vitest';
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { holidaysText, readHolidays } from './read-holidays.ts';

const GOOD = `version: act-2027.1
firstYear: 2026
lastYear: 2027
places:
  AU-ACT:
    Canberra Day: 2026-03-09 2027-03-08
    Day of mourning: [2026-09-22]
`;

function problems(source: string): readonly string[] {
  const read = readHolidays(source);
  return 'problems' in read ? read.problems.map(({ line, reason }) => `${line}: ${reason}`) : [];
}

describe('a file with a table of public holidays', () => {
  it('is read, from YAML and from JSON', () => {
    const table = {
      version: 'act-2027.1',
      firstYear: 2026,
      lastYear: 2027,
      places: { 'AU-ACT': ['Canberra Day: 2026-03-09 2027-03-08', 'Day of mourning: 2026-09-22'] },
    };
    expect(readHolidays(GOOD)).toEqual({ table });
    const places = { 'AU-ACT': { 'Canberra Day': ['2026-03-09', '2027-03-08'], 'Day of mourning': '2026-09-22' } };
    expect(readHolidays(JSON.stringify({ ...table, places }))).toEqual({ table });
  });

  it('says the shipped table, and gives it back as it was', () => {
    expect(readHolidays(holidaysText(SHIPPED_HOLIDAYS))).toEqual({ table: SHIPPED_HOLIDAYS });
  });

  it.each([
    [
      'a year that was forgotten',
      ['Canberra Day: 2026-03-09 2027-03-08', 'Canberra Day: 2026-03-09'],
      /^5: AU-ACT has no holiday in 2027\./,
    ],
    ['a day that is none', ['2027-03-08', '2027-02-29'], /^6: Canberra Day: “2027-02-29” is no date/],
    ['a day in words', ['2026-09-22', '22 September'], /^7: Day of mourning: “22 September” is no date/],
    ['a day outside its years', ['2026-09-22', '2028-09-22'], /^7: Day of mourning: 2028-09-22 is outside/],
    ['a day twice', ['2026-03-09 2027', '2027-03-08 2027'], /^6: Canberra Day: 2027-03-08 is written twice/],
    ['a place that cannot be one', ['AU-ACT', 'Canberra+Sydney'], /^5: “Canberra\+Sydney” cannot name a place/],
    ['a holiday twice', ['Day of mourning', 'Canberra Day'], /^7: “Canberra Day” is written twice/],
    ['no version', ['version: act-2027.1\n', ''], /^1: “version” is missing/],
    ['a version that cannot be one', ['act-2027.1', '"a b"'], /^1: version must be a name/],
    ['years the wrong way round', ['lastYear: 2027', 'lastYear: 2025'], /^3: lastYear 2025 is before firstYear 2026/],
    ['a year that is none', ['firstYear: 2026', 'firstYear: soon'], /^2: firstYear must be a year/],
    ['something that is not known', ['version', 'colour: blue\nversion'], /^1: “colour” is not known here/],
    ['a list where names are due', ['    Canberra Day: ', '    - Canberra Day: '], /^\d: /],
    ['no YAML', ['places:', 'places: {'], /^\d+: This is not YAML/],
  ])('with %s is refused where it is', (_what, [from, to], expected) => {
    expect(GOOD).toContain(from);
    expect(problems(GOOD.replace(from ?? '', to ?? ''))[0]).toMatch(expected);
  });

  it('that is hostile is refused in time, and nothing is thrown', () => {
    const started = performance.now();
    for (const source of [
      '',
      '[]',
      'null',
      '['.repeat(100_000),
      '- '.repeat(50_000),
      'a'.repeat(3_000_000),
      '? '.repeat(9_000),
    ])
      expect(problems(source).length, source.slice(0, 10)).toBeGreaterThan(0);
    expect(problems('a: &x [1]\nb: *x\nversion: *x').length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
