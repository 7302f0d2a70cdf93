import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandDeps } from '../commands/execute-command.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { knownRows } from './known-rows.ts';
import { KINDS_OF_DIRT, madeCases } from './made-exports.ts';
import { rows, type RowsOptions } from './rows.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(7);
const sets = knownRows(process.env['CASEWRIGHT_SHARED'] ?? join(suite.options.project, '..', 'shared'));
const MADE = 88;
/** As far as the first row that must be rejected. */
const PARTS: Readonly<Record<string, number>> = { 'nyc-311': 240, 'act-contracts': 80 };

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await startTestDatabase();
  database = openDatabase({ connection: db.appConnection, contextKey: db.contextKey, poolSize: 6 });
});

afterAll(async () => {
  await database.close();
  await db.close();
  suite.remove();
});

function optionsOf(more: Partial<RowsOptions>): RowsOptions {
  const deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, 5)));
  return {
    ...suite.options,
    sets: null,
    made: 0,
    again: () => false,
    firstAgency: 700,
    database,
    deps,
    query: (text, values) => db.query(text, values),
    ...more,
  };
}

it('exports of four products come in with every dirty row rejected as foretold', { timeout: 180_000 }, async () => {
  expect(new Set(madeCases(7, MADE).map(({ dirt }) => dirt)).size).toBe(KINDS_OF_DIRT.length + 1);
  const result = await rows(optionsOf({ made: MADE }));
  expect(result.failures).toEqual([]);
  expect(result.counts).toMatchObject({ rows: 4 * MADE, rejected: 4 * Math.floor(MADE / 8), unaccounted: 0 });
});

it.skipIf(sets === null)(
  'real logs: the six sets of rows come in, and every row of the first hundreds is accounted for',
  { timeout: 180_000 },
  async () => {
    const result = await rows(optionsOf({ sets, most: (name) => PARTS[name] ?? 40, firstAgency: 800 }));
    expect(result.failures).toEqual([]);
    // Among the first contracts a number comes twice, and one service request ends before it begins.
    expect(result.counts).toMatchObject({ unaccounted: 0, rejected: 2 });
    expect(result.counts['valuesKept']).toBeGreaterThan(2_000);
  },
);
