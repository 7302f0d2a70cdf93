import { expect, it } from 'vitest';
import { formatReference } from './references.ts';

it('fills the pattern with the year and at least six digits', () => {
  expect(formatReference('INF-{year}-{sequence}', 2024, 123)).toBe('INF-2024-000123');
  expect(formatReference('{sequence}/{year}', 2024, 1_234_567)).toBe('1234567/2024');
});
