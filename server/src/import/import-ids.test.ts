import { expect, test } from 'vitest';
import { importedCaseId, importedCaseRange, importedSubjectId, importIdOf } from './import-ids.ts';

const HASHES = { file: 'a', mapping: 'b', caseType: 'c' };

test('the same file, mapping and case type give the same import, and any other gives another', () => {
  expect(importIdOf(HASHES)).toBe(importIdOf({ ...HASHES }));
  const others = [
    importIdOf(HASHES),
    importIdOf({ ...HASHES, file: 'x' }),
    importIdOf({ ...HASHES, mapping: 'x' }),
    importIdOf({ ...HASHES, caseType: 'x' }),
  ];
  expect(new Set(others).size).toBe(4);
});

test('ids of imported cases are UUIDs of version 8 in the range of their import, different for each case', () => {
  const ids = Array.from({ length: 2_000 }, (_, at) => importedCaseId('fines', `A${at}`));
  const { from, to } = importedCaseRange('fines');
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(id >= from && id <= to).toBe(true);
  }
  expect(new Set(ids).size).toBe(2_000);
  expect(importedCaseId('other', 'A1') > to || importedCaseId('other', 'A1') < from).toBe(true);
});

test('each case has subjects of its own', () => {
  expect(importedSubjectId('fines', 'A1', 'offender')).not.toBe(importedSubjectId('fines', 'A2', 'offender'));
  expect(importedSubjectId('fines', 'A1', 'offender')).not.toBe(importedSubjectId('fines', 'A1', 'owner'));
  expect(importedSubjectId('fines', 'A1', 'offender')).toMatch(/^[A-Za-z0-9_.-]{1,64}$/u);
});
