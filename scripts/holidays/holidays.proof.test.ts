// The engine's holiday table is what the library and the additions give, and agrees with days that are known otherwise.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { holidayTableText, TABLE_FILE } from './holiday-table.mjs';

test('the table is the generated one; if not, run node scripts/holidays/write-holidays.mjs', () => {
  expect(readFileSync(new URL(`../../${TABLE_FILE}`, import.meta.url), 'utf8')).toBe(holidayTableText());
});
