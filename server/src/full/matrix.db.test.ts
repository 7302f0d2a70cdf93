import { afterAll, beforeAll, expect, it } from 'vitest';
import * as oracle from '../../../oracles/access/route-oracle.ts';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { EVERY_DAY, matrix } from './matrix.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(1);
let test: TestDatabase;
beforeAll(async () => {
  buildDrawing();
  test = await startTestDatabase();
});
afterAll(async () => {
  await test.close();
  suite.remove();
});

it('every route answers everybody as the oracle says, and faults are noticed', { timeout: 900_000 }, async () => {
  const { appConnection: connection, contextKey } = test;
  const query = (text: string, values: readonly unknown[] = []): Promise<unknown> => test.query(text, values);
  const place = { connection, contextKey, query };
  const result = await matrix({ ...suite.options, oracle, every: EVERY_DAY, faults: 13, database: place });
  expect(result.failures).toEqual([]);
  expect(result.counts['requests']).toBeGreaterThan(3_000);
  expect(result.counts['compared']).toBeGreaterThan(1_000);
  expect(result.counts['files']).toBeGreaterThan(20);
  expect(result.counts['documents']).toBeGreaterThan(300);
  expect(result.counts['found']).toBe(result.counts['faults']);
});
