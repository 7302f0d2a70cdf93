import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { forecast } from './forecast.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(1);
let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(async () => {
  await test.close();
  suite.remove();
});

it('what becomes due is counted by year as the rows say, of many cases as of few', async () => {
  const { appConnection: connection, contextKey } = test;
  const query = <Row extends object>(text: string, values: readonly unknown[] = []) => test.query<Row>(text, values);
  const ground = { connection, contextKey, masterKey: Buffer.alloc(32, 5), query };
  const cases = 2_000;
  const { counts, failures } = await forecast({ ...suite.options, cases, times: 4, ground });
  // How long it takes is for the size of the full proof to say.
  expect(failures.filter((failure) => !failure.startsWith('slow.'))).toEqual([]);
  expect(counts['cases']).toBe(cases);
  expect(counts['due']).toBeGreaterThan(1_000);
  expect(counts['withheld']).toBeGreaterThan(10);
});
