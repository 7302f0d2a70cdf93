// A table of cases in a real database: each row is a case or has its reason, also when the import was cut off, when a case is there
// already, and when the file comes a second time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandDeps } from '../commands/execute-command.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { checkMapping } from './check-mapping.ts';
import { databaseTarget } from './database-target.ts';
import type { ImportReport } from './import-report.ts';
import type { ImportTarget } from './import-target.ts';
import { writeLog } from './log-under-test.ts';
import { parseMapping, type ImportMapping } from './mapping.ts';
import { loanCaseType, LOAN_CASE_TYPE } from './playing-under-test.ts';
import { runImport, type ImportOptions } from './run-import.ts';

const MAPPING = `
mapping: loan-table
caseType: book-loan
source: Loans of the old system
table:
  format: json
  rows: loans
  case: number
  reference: OLD-{value}
  state: status
  precision: day
  actor: { id: old-system, name: Old system, missing: { id: old-system, name: Old system } }
acts:
  - { open: true, at: lent, fields: { lentOn: $date, title: title } }
  - { close: returned, at: returned, when: { returned: filled } }
facts: [shelf]
`;

let db: TestDatabase;
let database: Database;
let folder: string;
let tenants = 300;

beforeAll(async () => {
  db = await startTestDatabase();
  database = openDatabase({ connection: db.appConnection, contextKey: db.contextKey, poolSize: 6 });
  folder = mkdtempSync(join(tmpdir(), 'casewright-test-'));
});

afterAll(async () => {
  await database.close();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function newTarget(): Promise<{ readonly tenant: number; readonly target: () => ImportTarget }> {
  tenants += 1;
  const agency = { tenant: tenants, slug: `library-${tenants}`, name: `Library ${tenants}` };
  const team = { team: 'lending-desk', title: 'Lending desk' };
  const caseType = loanCaseType();
  await upsertPeople(database, { ...agency, teams: [team], people: [] });
  const published = { tenant: tenants, person: 'set-up', caseType, source: LOAN_CASE_TYPE };
  await publishCaseType(database, { ...published, publishedAt: '2024-01-01T00:00:00Z' });
  const deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, 5)));
  return { tenant: tenants, target: () => databaseTarget({ deps, agency, team, caseType }) };
}

function mapping(): ImportMapping {
  const parsed = parseMapping(MAPPING);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  expect(checkMapping(parsed, loanCaseType())).toEqual([]);
  return parsed.mapping;
}

function run(file: string, target: ImportTarget, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  return runImport({ file, mapping: mapping(), mappingSource: MAPPING, caseType: loanCaseType(), target, ...options });
}

/** Loans of which every ninth came back before it was lent, and every third is open. */
function loans(name: string, from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    const returned = number % 9 === 0 ? '2006-12-31' : number % 3 === 0 ? null : '2007-01-20';
    return { number, lent: '2007-01-01', title: `Book ${number}`, returned, shelf: `A ${number}`, status: 'x' };
  });
  return writeLog(folder, name, JSON.stringify({ loans: rows }, null, 1));
}

async function inDatabase(tenant: number): Promise<unknown> {
  const [row] = await db.query(
    `select count(*) filter (where status = 'closed')::int as closed, count(*)::int as cases from case_head where tenant = $1`,
    [tenant],
  );
  return row;
}

/** What is the same in a report of an undisturbed run. */
function outcome({ seconds: _s, resumedFrom: _r, importId: _i, changedByOthers: _c, ...rest }: ImportReport): unknown {
  return rest;
}

test('each row is a case or is rejected, and of a case that was there already nothing is written', async () => {
  const { tenant, target } = await newTarget();
  const first = await run(loans('first.json', 1, 11), target());
  expect(first).toMatchObject({ events: 10, applied: 9, rejected: 1, alreadyThere: 0, cases: 9, complete: true });
  const before = await db.query('select count(*)::int as events from event where tenant = $1', [tenant]);
  const second = await run(loans('second.json', 1, 21), target());
  expect(second).toMatchObject({ events: 20, applied: 9, rejected: 2, alreadyThere: 9, cases: 9 });
  expect(second.rejections.map(({ index, code }) => `${index} ${code}`)).toContain('10 already-there');
  expect(await inDatabase(tenant)).toEqual({ cases: 18, closed: 14 });
  const third = await run(loans('second.json', 1, 21), target());
  expect(outcome(third)).toEqual(outcome(second));
  const after = await db.query('select count(*)::int as events from event where tenant = $1', [tenant]);
  expect(after).not.toEqual(before);
  expect(await inDatabase(tenant)).toEqual({ cases: 18, closed: 14 });
});

test('an import that was cut off accounts for every row like one that was not, also for what was there before', async () => {
  const undisturbed = await newTarget();
  const cut = await newTarget();
  const file = loans('long.json', 1, 61);
  for (const { target } of [undisturbed, cut]) await run(loans('before.json', 3, 9), target());
  const whole = await run(file, undisturbed.target());
  const dying = cut.target();
  let groups = 0;
  const killed: ImportTarget = {
    ...dying,
    async writeTogether(steps) {
      groups += 1;
      // By then two groups of eight rows are settled.
      if (groups > 2) {
        await dying.saveLowWater(17);
        throw new Error('killed');
      }
      return dying.writeTogether(steps);
    },
  };
  await expect(run(file, killed, { together: 8, lanes: 1 })).rejects.toThrow('killed');
  expect(groups).toBeGreaterThan(2);
  const report = await run(file, cut.target());
  expect(report.resumedFrom).toBe(17);
  expect(outcome(report)).toEqual(outcome(whole));
  expect(whole).toMatchObject({ events: 60, alreadyThere: 6, rejected: 6, applied: 48 });
  expect(await inDatabase(cut.tenant)).toEqual(await inDatabase(undisturbed.tenant));
});
