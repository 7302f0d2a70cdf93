import { describe, expect, it } from 'vitest';
import { readDecimal } from './decimal.ts';

describe('decimal numbers as people type them', () => {
  it('reads plain numbers, grouped digits and a decimal comma', () => {
    expect(readDecimal(' 36.50 ')).toBe('36.50');
    expect(readDecimal('1 250')).toBe('1250');
    expect(readDecimal('36,5')).toBe('36.5');
    expect(readDecimal('-3')).toBe('-3');
  });

  it('refuses what could mean two numbers, and what is none', () => {
    for (const wrong of ['1,250', '1.250,00', '36.', '.5', 'ten', '1e3', '']) expect(readDecimal(wrong)).toBeNull();
  });
});
