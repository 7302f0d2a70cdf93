// Imports into a real database: what is written, and that a run that was cut off anywhere ends like one that was not.
import { gzipSync } from 'node:zlib';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandDeps, type CommandDeps } from '../commands/execute-command.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { databaseTarget } from './database-target.ts';
import { importedCaseId } from './import-ids.ts';
import type { ImportReport } from './import-report.ts';
import { ImportStopped, type ImportTarget } from './import-target.ts';
import { writeLog } from './log-under-test.ts';
import { loanCaseType, loanMapping, LOAN_CASE_TYPE, LOAN_MAPPING } from './playing-under-test.ts';
import { runImport, type ImportOptions } from './run-import.ts';

let db: TestDatabase;
let database: Database;
let deps: CommandDeps;
let folder: string;
let tenants = 100;

beforeAll(async () => {
  db = await startTestDatabase();
  database = openDatabase({ connection: db.appConnection, contextKey: db.contextKey, poolSize: 6 });
  deps = commandDeps(database, fileKeyProvider(Buffer.alloc(32, 5)));
  folder = mkdtempSync(join(tmpdir(), 'casewright-test-'));
});

afterAll(async () => {
  await database.close();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Agency {
  readonly tenant: number;
  readonly slug: string;
  readonly name: string;
}

/** An agency of its own for each run, so that runs do not meet. */
async function newAgency(publish = true): Promise<Agency> {
  tenants += 1;
  const agency = { tenant: tenants, slug: `library-${tenants}`, name: `Library ${tenants}` };
  await upsertPeople(database, { ...agency, teams: [], people: [] });
  const publication = {
    tenant: agency.tenant,
    person: 'set-up',
    source: LOAN_CASE_TYPE,
    publishedAt: '2024-01-01T00:00:00.000Z',
  };
  if (publish) await publishCaseType(database, { ...publication, caseType: loanCaseType() });
  return agency;
}

function targetFor(agency: Agency, patienceMs = 5_000): ImportTarget {
  const team = { team: 'lending-desk', title: 'Lending desk' };
  return databaseTarget({ deps, agency, team, caseType: loanCaseType(), patienceMs });
}

function run(file: string, target: ImportTarget, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  return runImport({
    file,
    mapping: loanMapping(),
    mappingSource: LOAN_MAPPING,
    caseType: loanCaseType(),
    target,
    lanes: 4,
    ...options,
  });
}

const HEADER = 'loan,what,when,who,title,format,pages,fee,due,back\n';

/** A log with every kind of row: loans that are closed, late, extended, and rows that must be refused. */
function loans(count: number): string {
  let text = HEADER;
  for (let at = 0; at < count; at += 1) {
    const loan = `L${at}`;
    const due = at % 4 === 0 ? '2007-02-20' : '';
    const back = at % 3 === 0 ? '2007-02-10' : '';
    text += `${loan},Lend,2007-01-01,${at % 5},Faust,paper,${at},,${due},${back}\n${loan},Remind,2007-01-10,${at % 5},,,,,,\n`;
    if (at % 2 === 0) text += `${loan},Fee,2007-01-20,,,,,4.5,,\n`;
    if (at % 7 === 0) text += `${loan},Fee,2007-01-21,,,,,4.5,,\n${loan},Dance,2007-01-21,,,,,,,\n`;
    text += `${loan},Pay,2007-03-0${1 + (at % 9)},${at % 3},,,,1.5,,\n`;
    if (at % 11 === 1) text += `${loan},Remind,2007-02-15,,,,,,,\n`;
    if (at % 5 === 0) text += `${loan},Remind,2007-01-02,,,,,,,\nX${at},Pay,2007-01-02,,,,,1,,\n`;
  }
  return text;
}

interface StoredEvent {
  readonly case_id: string;
  readonly seq: number;
  readonly type: string;
  readonly occurred: string;
  readonly actor: string;
}

async function story(tenant: number): Promise<readonly StoredEvent[]> {
  return db.query<StoredEvent & { [column: string]: unknown }>(
    'select case_id, seq, type, occurred, actor from event where tenant = $1 order by case_id, seq',
    [tenant],
  );
}

/** States without the ids of subjects, which are drawn when a case opens. */
async function states(tenant: number): Promise<readonly unknown[]> {
  const rows = await db.query<{ state: string }>('select state from case_head where tenant = $1 order by case_id', [
    tenant,
  ]);
  return rows.map(({ state }) => ({ ...(JSON.parse(state) as object), parties: {} }));
}

function counts({ seconds: _seconds, resumedFrom: _from, dryRun: _dry, ...rest }: ImportReport): unknown {
  return rest;
}

test('an import writes what its dry run says, as the people of the log, when the log says', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'one.csv', loans(20));
  const dry = await runImport({ file, mapping: loanMapping(), mappingSource: LOAN_MAPPING, caseType: loanCaseType() });
  const report = await run(file, targetFor(agency));
  expect(counts(report)).toEqual(counts(dry));
  expect(report.rejected).toBeGreaterThan(8);
  const first = (await story(agency.tenant)).filter(({ case_id }) => case_id === importedCaseId(report.importId, 'L0'));
  expect(first.map(({ type, occurred, actor }) => `${type} ${occurred} ${actor}`)).toEqual([
    'CaseOpened 2007-01-01 librarian-0',
    'DueDateChanged 2007-01-01 librarian-0',
    'TaskCompleted 2007-01-10 librarian-0',
    'TimerFired 2007-01-20 lending-desk',
    'DataRecorded 2007-01-20 lending-desk',
    'CaseClosed 2007-02-10 librarian-0',
    'TaskCompleted 2007-03-01 librarian-0',
  ]);
  const authorities = await db.query('select distinct authority from event where tenant = $1', [agency.tenant]);
  expect(authorities).toEqual([{ authority: `import:${report.importId}` }]);
  const people = await db.query('select person, name from person where tenant = $1 order by person', [agency.tenant]);
  expect(people).toContainEqual({ person: 'librarian-3', name: 'Librarian 3' });
  const members = await db.query(`select team, role from membership where tenant = $1 and person = 'librarian-3'`, [
    agency.tenant,
  ]);
  expect(members).toEqual([{ team: 'lending-desk', role: 'librarian' }]);
});

/** A target whose process ends at the given write: before it, or after it was committed and before it was known. */
/** The first row of a file that has no receipt: on a busy machine one case lags behind the others when a run is killed. */
async function doneBefore(file: string, tenant: number): Promise<number> {
  const left = new Map<string, number>();
  const receipts = await db.query<{ reference: string }>(
    'select h.reference from receipt r join case_head h using (tenant, case_id) where tenant = $1',
    [tenant],
  );
  for (const { reference } of receipts) left.set(reference, (left.get(reference) ?? 0) + 1);
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  const missing = rows.findIndex((row) => {
    const [reference = ''] = row.split(',');
    // Of a case that nothing opened there is no receipt to be found, and nothing to be done again.
    if (reference.startsWith('X')) return false;
    left.set(reference, (left.get(reference) ?? 0) - 1);
    return (left.get(reference) ?? 0) < 0;
  });
  return missing === -1 ? rows.length + 1 : missing + 1;
}

function dyingTarget(target: ImportTarget, diesAt: number, when: 'before' | 'after'): ImportTarget {
  let writes = 0;
  async function dying<T>(write: () => Promise<T>): Promise<T> {
    writes += 1;
    if (writes >= diesAt && when === 'before') throw new Error('killed');
    const answer = await write();
    if (writes >= diesAt) throw new Error('killed');
    return answer;
  }
  return {
    ...target,
    write: (of) => dying(() => target.write(of)),
    writeTogether: (steps) => dying(() => target.writeTogether(steps)),
    saveLowWater: (lowWater) => target.saveLowWater(Math.max(1, lowWater - 3)),
  };
}

test('a run that is cut off again and again ends with the same report and the same events as an undisturbed one', async () => {
  const file = writeLog(folder, 'cut.csv', loans(25));
  const undisturbed = await newAgency();
  const whole = await run(file, targetFor(undisturbed));
  const disturbed = await newAgency();
  let kills = 0;
  let report: ImportReport | null = null;
  for (let attempt = 0; report === null; attempt += 1) {
    expect(attempt).toBeLessThan(60);
    const target = dyingTarget(targetFor(disturbed), 5 + attempt * 7, attempt % 2 === 0 ? 'after' : 'before');
    try {
      report = await run(file, target, { together: 4 });
    } catch (error) {
      expect(String(error)).toContain('killed');
      kills += 1;
    }
  }
  expect(kills).toBeGreaterThan(10);
  expect(counts(report)).toEqual(counts(whole));
  expect(await story(disturbed.tenant)).toEqual(await story(undisturbed.tenant));
  expect(await states(disturbed.tenant)).toEqual(await states(undisturbed.tenant));
});

test('a resume starts at the low water and reports the rows before it like the first run did', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'low.csv', loans(30));
  const target = targetFor(agency);
  await expect(
    run(file, dyingTarget({ ...target, saveLowWater: async () => undefined }, 15, 'after'), { together: 4 }),
  ).rejects.toThrow('killed');
  const lowWater = Math.min(21, await doneBefore(file, agency.tenant));
  expect(lowWater).toBeGreaterThan(1);
  await db.query('update import_run set low_water = $2 where tenant = $1', [agency.tenant, lowWater]);
  const before = await story(agency.tenant);
  const report = await run(file, target);
  expect(report.resumedFrom).toBe(lowWater);
  const dry = await runImport({ file, mapping: loanMapping(), mappingSource: LOAN_MAPPING, caseType: loanCaseType() });
  expect(counts(report)).toEqual(counts(dry));
  expect(await story(agency.tenant)).toEqual(expect.arrayContaining([...before]));
});

test('connections that break on the way are replaced, and nothing is done twice', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'break.csv', loans(60));
  const whole = await newAgency();
  await run(file, targetFor(whole));
  const target = targetFor(agency, 30_000);
  let writes = 0;
  let broken = 0;
  async function breakingSome<T>(answer: Promise<T>): Promise<T> {
    writes += 1;
    if (writes % 8 === 0) {
      const ended = await db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'casewright_app' and datname = current_database()`,
      );
      broken += ended.length;
    }
    return answer;
  }
  const breaking: ImportTarget = {
    ...target,
    write: (of) => breakingSome(target.write(of)),
    writeTogether: (steps) => breakingSome(target.writeTogether(steps)),
  };
  const report = await run(file, breaking, { together: 4 });
  expect(broken).toBeGreaterThan(0);
  expect(report.rejected).toBeGreaterThan(0);
  expect(await story(agency.tenant)).toEqual(await story(whole.tenant));
});

test('a finished import that is run again answers with its report and writes nothing', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'again.csv', loans(5));
  const report = await run(file, targetFor(agency));
  const events = await story(agency.tenant);
  expect(await run(file, targetFor(agency))).toEqual(report);
  expect(await story(agency.tenant)).toEqual(events);
});

test('the whole of a truncated file continues it without doubling', async () => {
  const agency = await newAgency();
  const whole = gzipSync(loans(60));
  const cut = writeLog(folder, 'half.csv.gz', whole.subarray(0, Math.floor(whole.length * 0.6)));
  const first = await run(cut, targetFor(agency), { importId: 'loans' });
  const file = writeLog(folder, 'whole.csv.gz', whole);
  const report = await run(file, targetFor(agency), { importId: 'loans' });
  expect(first.complete).toBe(false);
  expect(report).toMatchObject({ complete: true, cases: 60, resumedFrom: first.events + 1 });
  const dry = await runImport({
    file,
    mapping: loanMapping(),
    mappingSource: LOAN_MAPPING,
    caseType: loanCaseType(),
    importId: 'loans',
  });
  expect(counts(report)).toEqual(counts(dry));
});

test('the same name with another file is refused, also with one that is longer', async () => {
  const agency = await newAgency();
  const cut = writeLog(folder, 'short.csv', loans(3));
  await expect(run(cut, dyingTarget(targetFor(agency), 4, 'after'), { importId: 'loans' })).rejects.toThrow('killed');
  for (const other of [loans(2), loans(9).replace('Faust', 'Emma')]) {
    const file = writeLog(folder, 'other.csv', other);
    await expect(run(file, targetFor(agency), { importId: 'loans' })).rejects.toThrow('was begun with another file');
  }
});

test('a file without a column that the mapping names begins no import', async () => {
  const agency = await newAgency();
  await expect(run(writeLog(folder, 'lacks.csv', 'loan,what\nL1,Lend\n'), targetFor(agency))).rejects.toThrow(
    /does not have: "when"/u,
  );
  expect(await db.query('select import_id from import_run where tenant = $1', [agency.tenant])).toEqual([]);
});

test('the same name with another mapping is refused', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'name.csv', loans(3));
  await expect(run(file, dyingTarget(targetFor(agency), 4, 'after'), { importId: 'named' })).rejects.toThrow('killed');
  const mappingSource = LOAN_MAPPING.replace('title: title,', '');
  await expect(
    run(file, targetFor(agency), { importId: 'named', mapping: loanMapping(mappingSource), mappingSource }),
  ).rejects.toThrow('begun with another mapping');
});

test('a case whose name is taken in the agency is rejected with its later rows, and the others are not', async () => {
  const agency = await newAgency();
  const rows = 'L1,Lend,2007-01-01,,,,,,,\nL1,Remind,2007-01-02,,,,,,,\n';
  await run(writeLog(folder, 'first.csv', HEADER + rows), targetFor(agency));
  const report = await run(
    writeLog(folder, 'second.csv', `${HEADER}${rows}L2,Lend,2007-01-01,,,,,,,\n`),
    targetFor(agency),
  );
  expect(report.rejections.map(({ case: name, code }) => [name, code])).toEqual([
    ['L1', 'already-there'],
    ['L1', 'unknown-case'],
  ]);
  expect(report).toMatchObject({ cases: 1, applied: 1 });
});

test('a case type that the agency has not published stops the import before the first row', async () => {
  const agency = await newAgency(false);
  const failed = run(writeLog(folder, 'unpublished.csv', loans(3)), targetFor(agency));
  await expect(failed).rejects.toThrow(ImportStopped);
  await expect(failed).rejects.toThrow('has not published book-loan 1.0.0');
});

test('an import that is asked to stop ends what is on its way and goes on later', async () => {
  const agency = await newAgency();
  const file = writeLog(folder, 'stop.csv', loans(150));
  const abort = new AbortController();
  const target = targetFor(agency);
  let written = 0;
  const count = (steps: number): void => {
    written += steps;
    if (written >= 100) abort.abort();
  };
  const stopping: ImportTarget = {
    ...target,
    async write(of) {
      const answer = await target.write(of);
      count(answer.kind === 'applied' ? 1 : 0);
      return answer;
    },
    async writeTogether(steps) {
      const answers = await target.writeTogether(steps);
      count(answers?.length ?? 0);
      return answers;
    },
  };
  await expect(run(file, stopping, { signal: abort.signal, together: 4 })).rejects.toThrow('Stopped as asked');
  const [{ events } = { events: 0 }] = await db.query<{ events: number }>(
    'select count(*)::int as events from event where tenant = $1',
    [agency.tenant],
  );
  expect(events).toBe(written);
  const report = await run(file, target);
  expect(report).toMatchObject({ cases: 150, complete: true });
});
