import { expect, it } from 'vitest';
import { demoMode } from './demo-mode.mjs';

it('is on where it is asked for, or where no database is named', () => {
  expect(demoMode({})).toBe('1');
  expect(demoMode({ DATABASE_URL: '' })).toBe('1');
  expect(demoMode({ DATABASE_URL: 'postgres://db/casewright' })).toBe('0');
  expect(demoMode({ DATABASE_URL: 'postgres://db/casewright', CASEWRIGHT_DEMO: '1' })).toBe('1');
  expect(demoMode({ CASEWRIGHT_DEMO: '0' })).toBe('0');
  expect(demoMode({ CASEWRIGHT_DEMO: '' })).toBe('');
});
