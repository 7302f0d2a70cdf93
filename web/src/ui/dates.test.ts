import { describe, expect, it } from 'vitest';
import { daysBetween, formatDay, formatOccurred, recordedLater, latestToday, today } from './dates.ts';

describe('dates on screen', () => {
  it('writes a day without a time', () => {
    expect(formatDay('2026-11-25')).toBe('25 November 2026');
    expect(formatOccurred('2007-03-16')).toBe('16 March 2007');
  });

  it('writes an instant with its time', () => {
    const at = new Date(2026, 10, 20, 14, 2);
    expect(formatOccurred(at.toISOString())).toBe('20 Nov 2026, 14:02');
  });

  it('leaves what is no date as it is', () => {
    expect(formatDay('soon')).toBe('soon');
    expect(formatOccurred('soon')).toBe('soon');
  });

  it('counts days over a change of the clocks', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-11-25', '2026-11-22')).toBe(-3);
  });

  it('takes today from the local calendar, not from UTC', () => {
    expect(today(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  });

  it('knows the day that no clock on earth is past', () => {
    expect(latestToday(new Date('2026-11-22T09:59:59Z'))).toBe('2026-11-22');
    expect(latestToday(new Date('2026-11-22T10:00:00Z'))).toBe('2026-11-23');
    expect(latestToday(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
  });

  it('says when something was recorded on a later day', () => {
    const noon = new Date(2026, 10, 22, 12, 0).toISOString();
    expect(recordedLater('2026-11-22', noon)).toBe(false);
    expect(recordedLater('2007-03-16', noon)).toBe(true);
  });
});
