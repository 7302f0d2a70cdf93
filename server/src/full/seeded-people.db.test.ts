import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePeople } from '../../../oracles/people/made-people.ts';
import { compareShown, openLedger } from '../../../oracles/people/people-ledger.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { people } from './people.ts';
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

it(
  'duplicates are matched, merged and unmerged with no fact misassigned, and faults are noticed',
  { timeout: 120_000 },
  async () => {
    const ground = { connection: test.appConnection, contextKey: test.contextKey, masterKey: Buffer.alloc(32, 5) };
    const oracle = { makePeople, openLedger, compareShown };
    const { counts, failures } = await people({ ...suite.options, oracle, duplicates: 30, faulty: 6, ground });
    expect(failures).toEqual([]);
    expect(counts).toMatchObject({ duplicates: 30, misassigned: 0 });
    expect(counts['noticed']).toBe(counts['faults']);
    expect(counts['merges']).toBeGreaterThanOrEqual(30);
    expect(counts['told']).toBeGreaterThan(10);
    expect(counts['facts']).toBeGreaterThan(500);
  },
);
