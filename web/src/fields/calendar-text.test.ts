import { describe, expect, it } from 'vitest';
import { instantOf, joinBoxes, readBoxes, readPasted, splitBoxes } from './calendar-text.ts';

describe('dates while they are typed', () => {
  it('keeps each box as typed, however wrong', () => {
    expect(splitBoxes(joinBoxes({ day: '45', month: '', year: '20' }))).toEqual({ day: '45', month: '', year: '20' });
  });

  it('is empty only when all boxes are', () => {
    expect(joinBoxes({ day: '', month: '', year: '' })).toBe('');
    expect(joinBoxes({ day: '1', month: '', year: '' })).not.toBe('');
  });

  it('reads a real day and refuses the rest', () => {
    expect(readBoxes('2026-3-7')).toBe('2026-03-07');
    expect(readBoxes('2028-2-29')).toBe('2028-02-29');
    for (const wrong of ['2026-2-29', '2026-13-1', '26-3-7', '2026-3-', '2026-0-1'])
      expect(readBoxes(wrong)).toBeNull();
  });

  it('takes a whole date that was pasted', () => {
    expect(readPasted(' 2026-03-27 ')).toBe('2026-03-27');
    expect(readPasted('27/3/2026')).toBe('2026-3-27');
    expect(readPasted('27.3.2026')).toBe('2026-3-27');
    expect(readPasted('27')).toBeNull();
  });

  it('gives an instant its offset and refuses what is no time', () => {
    expect(instantOf('2026-03-27', '9:05')).toMatch(/^2026-03-27T09:05:00[+-]\d{2}:\d{2}$/);
    expect(instantOf('2026-03-27', '24:00')).toBeNull();
    expect(instantOf('2026-03-27', '')).toBeNull();
  });
});
