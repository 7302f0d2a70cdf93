// What a day is, over leap days, summer time and the odd zones.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dateOf,
  daysBetween,
  endOfDay,
  instantOf,
  isDate,
  isInstant,
  isOccurred,
  isZone,
  startOfDay,
} from './calendar.ts';

const ZONES = [
  'Europe/Rome',
  'Europe/Amsterdam',
  'Australia/Lord_Howe',
  'Australia/Canberra',
  'America/Sao_Paulo',
  'America/Havana',
  'Pacific/Apia',
  'Asia/Kolkata',
  'UTC',
];
const zone = fc.constantFrom(...ZONES);
const day = fc.integer({ min: -25_567, max: 84_371 });
const date = day.map((days) => addDays('1970-01-01', days));

describe('dates', () => {
  test('days are counted over leap days and centuries', () => {
    expect(addDays('2008-02-28', 1)).toBe('2008-02-29');
    expect(addDays('1900-02-28', 1)).toBe('1900-03-01');
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29');
    expect(addDays('2007-01-15', 60)).toBe('2007-03-16');
    expect(addDays('2011-03-01', -1)).toBe('2011-02-28');
    expect(daysBetween('2011-10-11', '2011-12-06')).toBe(56);
  });

  test('a date beyond what can be written stops at the last one', () => {
    expect(addDays('9999-12-31', 56)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01');
  });

  test('day arithmetic agrees with the platform from 1900 to 2200', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (start, days) => {
        const from = new Date(start * 86_400_000).toISOString().slice(0, 10);
        const to = new Date((start + days) * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(from, days)).toBe(to);
        expect(daysBetween(from, to)).toBe(days);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '2011-02-29',
    '2011-13-01',
    '2011-00-10',
    '2011-01-32',
    '0000-01-01',
    '2011-1-1',
    '11-01-01',
    '2011/01/01',
    '',
    'abcd-ef-gh',
    '2011-04-31',
  ])('%j is not a date', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test('what is not a date is refused with a sentence and not answered', () => {
    expect(() => addDays('2011-02-30', 1)).toThrow(/not a date/);
    expect(() => dateOf('soon', 'Europe/Rome')).toThrow(/neither a date nor an instant/);
  });
});

describe('occurred', () => {
  test.each([
    '2011-10-11',
    '2011-10-11T13:45:40.276+02:00',
    '2011-10-11T13:45:40Z',
    '2011-10-11T13:45:40.123456789-18:00',
  ])('%j says when something happened', (text) => {
    expect(isOccurred(text)).toBe(true);
  });

  test.each([
    '2011-10-11T13:45:40',
    '2011-10-11T24:00:00Z',
    '2011-02-30T10:00:00Z',
    '2011-10-11 13:45:40+02:00',
    '2011-10-11T13:45Z',
    '2011-10-11T13:45:60Z',
    '1318333540',
  ])('%j does not', (text) => {
    expect(isOccurred(text)).toBe(false);
    expect(isInstant(text)).toBe(false);
  });

  test('a date stays itself in every zone, and an instant falls on the day of the wall clock', () => {
    expect(dateOf('2011-10-11', 'Australia/Lord_Howe')).toBe('2011-10-11');
    expect(dateOf('2011-10-11T23:30:00Z', 'Europe/Rome')).toBe('2011-10-12');
    expect(dateOf('2011-12-11T22:30:00Z', 'Europe/Rome')).toBe('2011-12-11');
    expect(dateOf('2011-10-11T00:30:00+02:00', 'UTC')).toBe('2011-10-10');
  });

  test('an instant keeps its milliseconds', () => {
    expect(instantOf('2011-10-11T13:45:40.276+02:00', 'Europe/Rome')).toBe('2011-10-11T11:45:40.276Z');
    expect(instantOf('2011-10-11', 'Europe/Rome')).toBe('2011-10-10T22:00:00.000Z');
  });
});

describe('the days of a zone', () => {
  test('days are 23 and 25 hours long when summer time starts and ends', () => {
    expect(startOfDay('2011-03-27', 'Europe/Rome')).toBe('2011-03-26T23:00:00.000Z');
    expect(endOfDay('2011-03-27', 'Europe/Rome')).toBe('2011-03-27T21:59:59.999Z');
    expect(startOfDay('2011-10-30', 'Europe/Amsterdam')).toBe('2011-10-29T22:00:00.000Z');
    expect(endOfDay('2011-10-30', 'Europe/Amsterdam')).toBe('2011-10-30T22:59:59.999Z');
  });

  test('Lord Howe moves by half an hour', () => {
    expect(startOfDay('2022-10-02', 'Australia/Lord_Howe')).toBe('2022-10-01T13:30:00.000Z');
    expect(endOfDay('2022-10-02', 'Australia/Lord_Howe')).toBe('2022-10-02T12:59:59.999Z');
  });

  test('a day whose midnight is skipped starts at one, and one whose midnight comes twice starts at the first', () => {
    expect(startOfDay('2017-10-15', 'America/Sao_Paulo')).toBe('2017-10-15T03:00:00.000Z');
    expect(startOfDay('2021-11-07', 'America/Havana')).toBe('2021-11-07T04:00:00.000Z');
  });

  test('a date that a zone skipped starts where the next one does', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe(startOfDay('2011-12-31', 'Pacific/Apia'));
  });

  test('the start is the first and the end the last instant of the date, wherever and whenever', () => {
    fc.assert(
      fc.property(date, zone, (on, where) => {
        fc.pre(!(where === 'Pacific/Apia' && on === '2011-12-30'));
        const start = Date.parse(startOfDay(on, where));
        const end = Date.parse(endOfDay(on, where));
        expect(dateOf(new Date(start).toISOString(), where)).toBe(on);
        expect(dateOf(new Date(end).toISOString(), where)).toBe(on);
        expect(dateOf(new Date(start - 1).toISOString(), where) < on).toBe(true);
        expect(dateOf(new Date(end + 1).toISOString(), where) > on).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('the date of an instant agrees with the platform', () => {
    const wall = new Map(
      ZONES.map((name) => [name, new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short' })]),
    );
    fc.assert(
      fc.property(fc.integer({ min: -2_208_988_800_000, max: 7_258_118_400_000 }), zone, (instant, where) => {
        expect(dateOf(new Date(instant).toISOString(), where)).toBe(wall.get(where)?.format(instant));
      }),
      { numRuns: 1500 },
    );
  });
});

test('a zone is known by its IANA name only', () => {
  expect(isZone('Europe/Rome')).toBe(true);
  expect(isZone('UTC')).toBe(true);
  expect(isZone('Europe/Atlantis')).toBe(false);
  expect(isZone('+02:00')).toBe(false);
  expect(isZone('')).toBe(false);
});
