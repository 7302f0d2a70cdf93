import { expect, test } from 'vitest';
import { isBefore, laterOf, readTime, type StatedTime, type TimeReading } from './log-time.ts';

const AMSTERDAM: TimeReading = { precision: 'instant', zone: 'Europe/Amsterdam' };
const ROME: TimeReading = { precision: 'day', zone: 'Europe/Rome' };

function time(text: string, reading: TimeReading): StatedTime {
  const read = readTime(text, reading);
  if ('reason' in read) throw new Error(read.reason);
  return read.time;
}

function reason(text: string | undefined, reading: TimeReading = AMSTERDAM): string {
  const read = readTime(text, reading);
  return 'reason' in read ? read.reason : `understood as ${read.time.occurred}`;
}

test('an instant keeps its offset and its milliseconds', () => {
  expect(time('2011-10-11T13:45:40.276+02:00', AMSTERDAM).occurred).toBe('2011-10-11T13:45:40.276+02:00');
  expect(time('2011-10-11 13:45:40.276000+02:00', AMSTERDAM).occurred).toBe('2011-10-11T13:45:40.276+02:00');
  expect(time('2011-12-06 13:41:31+01:00', AMSTERDAM).occurred).toBe('2011-12-06T13:41:31+01:00');
  expect(time('2012-01-23T14:42:54.6Z', AMSTERDAM).occurred).toBe('2012-01-23T14:42:54.600Z');
});

test('the date of an instant is that of the zone, not that of its text', () => {
  expect(time('2011-10-11T23:30:00.000Z', AMSTERDAM).date).toBe('2011-10-12');
  expect(time('2011-10-12T00:30:00.000+02:00', AMSTERDAM).date).toBe('2011-10-12');
});

test('a day stays a day and gets no time', () => {
  expect(time('2007-03-16', ROME)).toEqual({ occurred: '2007-03-16', date: '2007-03-16', at: null });
  expect(time('2007-03-16', AMSTERDAM)).toEqual({ occurred: '2007-03-16', date: '2007-03-16', at: null });
});

test('where only days count, an instant is its day in the zone, on both sides of daylight saving', () => {
  expect(time('2005-10-30T00:00:00.000+02:00', ROME).occurred).toBe('2005-10-30');
  expect(time('2005-10-31T00:00:00.000+01:00', ROME).occurred).toBe('2005-10-31');
  expect(time('2006-12-04T23:00:00.000Z', ROME).occurred).toBe('2006-12-05');
  expect(time('2006-12-04 00:00:00', ROME).occurred).toBe('2006-12-04');
});

test('a time without an offset is refused unless the mapping says where it is local', () => {
  expect(reason('2011-10-11 13:45:40')).toContain('has no offset');
  const local = { ...AMSTERDAM, local: 'Europe/Amsterdam' };
  expect(time('2011-10-11 13:45:40', local).occurred).toBe('2011-10-11T13:45:40+02:00');
  expect(time('2011-12-11 13:45', local).occurred).toBe('2011-12-11T13:45:00+01:00');
});

test('of an hour that an autumn night has twice the first is taken; one that a spring night skips is refused', () => {
  const local = { ...AMSTERDAM, local: 'Europe/Amsterdam' };
  expect(time('2011-10-30 02:30:00', local).occurred).toBe('2011-10-30T02:30:00+02:00');
  expect(reason('2011-03-27 02:30:00', local)).toContain('does not exist in Europe/Amsterdam');
});

test('dates that two countries read differently are refused with what to write instead', () => {
  expect(reason('03/04/2011 01:45:40 PM')).toContain('AM or PM');
  expect(reason('03/04/2011')).toContain('day/month or month/day');
});

test('dates that are not in the calendar are refused', () => {
  for (const text of [
    '2007-02-29',
    '2007-13-01',
    '2007-00-10',
    '2011-10-11T25:00:00Z',
    '2011-10-11T10:61:00Z',
    '2011-02-30 10:00:00+01:00',
  ]) {
    expect(reason(text)).toContain('not in the calendar');
  }
  expect(reason('2011-10-11T10:00:00+25:00')).toContain('offset');
  expect(reason('yesterday')).toContain('is not a date such as');
  expect(reason(undefined)).toBe('there is no date');
});

test('days and instants are in order as far as they say', () => {
  const morning = time('2011-10-11T08:00:00+02:00', AMSTERDAM);
  const noonElsewhere = time('2011-10-11T10:00:00Z', AMSTERDAM);
  const day = time('2011-10-11', AMSTERDAM);
  expect(isBefore(morning, noonElsewhere)).toBe(true);
  expect(isBefore(noonElsewhere, morning)).toBe(false);
  expect(isBefore(day, morning) || isBefore(morning, day)).toBe(false);
  expect(isBefore(time('2011-10-10', AMSTERDAM), morning)).toBe(true);
  expect(laterOf(null, day)).toBe(day);
  expect(laterOf(morning, noonElsewhere)).toBe(noonElsewhere);
});

test('days in the order of a country are read only where the mapping says which', () => {
  const us: TimeReading = { ...AMSTERDAM, local: 'America/New_York', written: 'month-day-year' };
  expect(time('06/07/2018 12:00:00 AM', us).occurred).toBe('2018-06-07T00:00:00-04:00');
  expect(time('6/7/2018 12:05 PM', us).occurred).toBe('2018-06-07T12:05:00-04:00');
  expect(time('12/7/2018 1:05:09 pm', us).occurred).toBe('2018-12-07T13:05:09-05:00');
  expect(time('12/7/2018 13:05', us).occurred).toBe('2018-12-07T13:05:00-05:00');
  expect(time('6/7/2018', { ...us, written: 'day-month-year' }).occurred).toBe('2018-07-06');
  expect(time('31.12.2018', { ...us, written: 'day-month-year' }).occurred).toBe('2018-12-31');
  expect(time('2018-06-07', us).occurred).toBe('2018-06-07');
  expect(reason('31/12/2018', us)).toContain('is not in the calendar');
  expect(reason('06/07/2018 00:05 AM', us)).toContain('AM or PM');
  expect(reason('6/7/18', us)).toContain('could be day/month');
  expect(reason('6/7/2018')).toContain('could be day/month');
});
