import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { expect, it } from 'vitest';
import { madeCases, KINDS_OF_DIRT } from './made-exports.ts';
import { oldHolidays } from './old-holidays.ts';

it('reckons the years before the shipped table, with days that are known', () => {
  const lines = new Map(oldHolidays().places['AU-ACT']?.map((line) => line.split(': ', 2) as [string, string]));
  const days = (name: string): readonly string[] => lines.get(`${name}, before the table`)?.split(' ') ?? [];
  expect(days('Easter Monday')).toHaveLength(SHIPPED_HOLIDAYS.firstYear - 1985);
  // Easter Monday fell on these days; 1981 and 2049 are the years for which a simpler rule is wrong, and neither is in the table.
  for (const day of ['1985-04-08', '1989-03-27', '1994-04-04', '2000-04-24', '2008-03-24', '2011-04-25'])
    expect(days('Easter Monday')).toContain(day);
  expect(days('Canberra Day')).toContain('1999-03-15');
  expect(days('Queen’s Birthday')).toContain('2014-06-09');
  expect(days('Labour Day')).toContain('2014-10-06');
});

it('makes exports with every kind of dirt, and the same ones for the same seed', () => {
  const cases = madeCases(3, 88);
  expect(new Set(cases.map(({ dirt }) => dirt)).size).toBe(KINDS_OF_DIRT.length + 1);
  expect(madeCases(3, 88)).toEqual(cases);
});
