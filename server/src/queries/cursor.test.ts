// Cursors come back as they were made, and nothing else passes.
import { expect, test } from 'vitest';
import { isCount, isDate, isItem, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';

const form = [isDate, isUtcInstant, isUuid, isItem];
const place = [
  '9999-12-31',
  '2026-11-22T03:28:47.123Z',
  '0191b3a4-0000-7000-8000-000000000001',
  'advice#2/request-advice',
];

test('a cursor that was made here is read back', () => {
  expect(readCursor(writeCursor(place), form)).toEqual(place);
});

test.each([
  ['not base64 at all'],
  [''],
  [writeCursor(place.slice(0, 3))],
  [writeCursor([...place, 'more'])],
  [writeCursor(['2011-02-31', ...place.slice(1)])],
  [writeCursor([place[0] ?? '', '2011-02-31T00:00:00.000Z', ...place.slice(2)])],
  [writeCursor([place[0] ?? '', 'infinity', ...place.slice(2)])],
  [writeCursor(["9999-12-31'; drop table event; --", ...place.slice(1)])],
])('%j is refused', (cursor) => {
  expect(readCursor(cursor, form)).toBeNull();
});

test('a count is a whole number from 1', () => {
  expect(['1', '42', '999999999'].every(isCount)).toBe(true);
  expect(['0', '-1', '1.5', '', '1e3', '9999999999'].some(isCount)).toBe(false);
});
