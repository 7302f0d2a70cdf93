// Another table of public holidays in a running agency: which clocks move, that every process counts by it from the next
// command on, and that a move which was cut off is finished.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SHIPPED_HOLIDAYS, type HolidayTable } from '@casewright/engine/calendar';
import type { ClockState } from '@casewright/engine/case';
import { adoptHolidays } from '../commands/adopt-holidays.ts';
import { compile, startAgency, TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { executeTogether } from '../commands/execute-together.ts';
import { moveClocks } from '../commands/move-clocks.ts';
import { flight, openDatabase } from '../store/database.ts';
import { currentHolidayTable } from '../store/holiday-table.ts';
import { beginImportRun, saveImportReport } from '../store/import-run.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { fireDueTimers } from '../worker/timers.ts';
import { runCli } from './cli.ts';
import { holidaysText } from './read-holidays.ts';
import { programContext } from '../store/context.ts';

const SOURCE = `
caseType: request
version: 1.0.0
title: Request
archetype: service
reference: R-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Australia/Sydney
team: desk
roles: { officer: Officer, head: Head }
data:
  receivedOn: { type: date, label: Received on, purpose: Test }
  answeredOn: { type: date, label: Answered on, purpose: Test }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { receivedOn: required } } }
plan: { tasks: { look: { title: Look, by: officer, required: true } } }
clocks:
  answer:
    title: Answer
    kind: deadline
    from: receivedOn
    within: 20 working days
    stop: answeredOn
    law: { ref: None, kind: statute }
    calendar: AU-ACT
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

let agency: AgencyUnderTest;
let folder: string;
let keys = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-holidays-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  agency = await startAgency();
  agency.clock.nowMs = Date.parse('2026-06-02T10:00:00Z');
  for (const [tenant, person] of [
    [TOWN, 'ann'],
    [VILLAGE, 'bob'],
  ] as const) {
    const publishedAt = '2026-01-01T00:00:00.000Z';
    await publishCaseType(agency.database, { tenant, person, caseType: compile(SOURCE), source: SOURCE, publishedAt });
  }
});
afterEach(() => agency.close());

/** The shipped table with one day more in the capital. */
function withDay(version: string, date: string): HolidayTable {
  const { places } = SHIPPED_HOLIDAYS;
  return {
    ...SHIPPED_HOLIDAYS,
    version,
    places: { ...places, 'AU-ACT': [...(places['AU-ACT'] ?? []), `New: ${date}`] },
  };
}

async function request(receivedOn: string, deps: CommandDeps = agency.deps, who = agency.ann): Promise<string> {
  const open = { caseType: 'request', data: { receivedOn } };
  const outcome = await executeCommand(deps, who, { open, idempotencyKey: `request-${(keys += 1)}` });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

async function clockOf(caseId: string): Promise<Partial<ClockState> | undefined> {
  const [row] = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [caseId]);
  // The column holds a CaseState.
  const { clocks } = JSON.parse(row?.state ?? '{}') as { clocks: Record<string, ClockState> };
  return clocks['answer'] ?? clocks['decide'];
}

async function run(...args: string[]): Promise<{ code: number; printed: string[]; said: string[] }> {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await runCli(['holidays', ...args, '--agency', 'town'], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    caseTypesFolder: folder,
    programFolder: folder,
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    nowMs: () => 0,
  });
  return { code, printed, said };
}

function fileOf(table: HolidayTable): string {
  const file = join(folder, `${table.version}.yaml`);
  writeFileSync(file, holidaysText(table));
  return file;
}

const recounts = (): Promise<readonly { case_id: string; authority: string; actor: string }[]> =>
  agency.test.query("select case_id, authority, actor from event where type = 'ClocksRecounted' order by case_id");

describe('another table of public holidays', () => {
  it('moves exactly the clocks that it lists beforehand, by one event each, and rebuilding gives the same', async () => {
    const moving = await request('2026-06-01');
    const later = await request('2026-08-03');
    const answered = await request('2026-06-01');
    await agency.act(answered, { type: 'RecordData', data: { answeredOn: '2026-06-02' } });
    const plain = await agency.open({ startedOn: '2026-06-01' });
    const elsewhere = await request('2026-06-01', agency.deps, agency.bob);
    const cases = [moving, later, answered, plain, elsewhere];
    const before = await Promise.all(cases.map(clockOf));
    expect(before[0]).toMatchObject({ dueOn: '2026-06-30', holidays: SHIPPED_HOLIDAYS.version });

    const file = fileOf(withDay('act-1', '2026-06-10'));
    const line = expect.stringMatching(/^R-2026-\d+ \(case .+\): answer moves from 2026-06-30 to 2026-07-01$/);
    expect(await run('preview', file)).toEqual({
      ...{ code: 0, said: [] },
      printed: [line, '1 clock of 1 case would move, 0 problems found. Nothing was changed.'],
    });
    expect(await Promise.all(cases.map(clockOf))).toEqual(before);

    const last = 'town counts by act-1 from now on: 1 clock of 1 case moved, 0 problems found.';
    expect(await run('import', file)).toEqual({ code: 0, said: [], printed: [line, last] });
    expect(await clockOf(moving)).toMatchObject({ dueOn: '2026-07-01', holidays: 'act-1' });
    expect(await Promise.all(cases.slice(1).map(clockOf))).toEqual(before.slice(1));
    expect(await recounts()).toEqual([{ case_id: moving, authority: 'holidays', actor: 'system.holidays' }]);
    const timers = await agency.test.query<{ due: string }>(
      "select (due_at at time zone 'Australia/Sydney')::date::text as due from timer where case_id = $1",
      [moving],
    );
    expect(timers).toEqual([{ due: '2026-07-01' }]);

    expect(await run('import', file)).toMatchObject({
      ...{ code: 0, printed: ['town counts by act-1 already, and every clock has moved.'] },
    });
    expect(await recounts()).toHaveLength(1);
    const compared = await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' });
    expect(compared).toMatchObject({ cases: 4, differences: [] });
  });

  it('counts in every process from the next command on, also where it has counted by another before', async () => {
    const other = commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);
    expect(await clockOf(await request('2026-06-01', other))).toMatchObject({ holidays: SHIPPED_HOLIDAYS.version });
    const waiting = await request('2026-06-01', other);
    await adoptHolidays(agency.deps, TOWN, withDay('act-1', '2026-06-10'));
    expect(await clockOf(await request('2026-06-01', other))).toMatchObject({ dueOn: '2026-07-01', holidays: 'act-1' });
    await adoptHolidays(other, TOWN, withDay('act-2', '2026-06-13'));
    expect(await clockOf(await request('2026-06-01'))).toMatchObject({ dueOn: '2026-06-30', holidays: 'act-2' });
    const village = await request('2026-06-01', other, agency.bob);
    expect(await clockOf(village)).toMatchObject({ holidays: SHIPPED_HOLIDAYS.version });

    const extended = { type: 'RecordData', data: { receivedOn: '2026-06-03' } } as const;
    const applied = await executeTogether(other, agency.ann, [
      { caseId: waiting, command: extended, idempotencyKey: 'together' },
    ]);
    expect(applied).toHaveLength(1);
    expect(await clockOf(waiting)).toMatchObject({ startedOn: '2026-06-03', holidays: 'act-2' });
  });

  it('is shown in the form of a file, and the shipped one where there is no other', async () => {
    expect((await run('show')).printed).toEqual([holidaysText(SHIPPED_HOLIDAYS).trimEnd()]);
    await adoptHolidays(agency.deps, TOWN, withDay('act-1', '2026-06-10'));
    expect((await run('show')).printed[0]).toContain('New: 2026-06-10');
  });
});

describe('a move that was cut off between two cases', () => {
  it('is finished by the worker of another process, and nothing moves twice', async () => {
    const cases = [await request('2026-06-01'), await request('2026-06-01'), await request('2026-06-01')].toSorted();
    await adoptHolidays(agency.deps, TOWN, withDay('act-1', '2026-06-10'));
    const { appConnection: connection, contextKey } = agency.test;
    const doomed = openDatabase({ connection: { ...connection }, contextKey, poolSize: 1 });
    const deps = commandDeps(doomed, agency.keys, () => agency.clock.nowMs);
    // The second case is held, so that the move stands between the first and the second when its connection is cut.
    const holder = new pg.Client({ connectionString: agency.test.ownerUrl });
    await holder.connect();
    await holder.query('begin');
    await agency.test.query('alter table case_head no force row level security');
    await holder.query('select from case_head where case_id = $1 for update', [cases[1]]);
    const moved = moveClocks(deps, { tenant: TOWN, patienceMs: 1000 }).then(
      () => 'finished',
      (error: unknown) => String(error),
    );
    const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await agency.test.query(blocked)).length, { timeout: 10_000 }).toBe(1);
    await agency.test.query(`select pg_terminate_backend(pid) from (${blocked}) b`);
    expect(await moved).toContain('connection was lost');
    await holder.query('rollback');
    await holder.end();
    await doomed.close();
    expect(await recounts()).toMatchObject([{ case_id: cases[0] }]);

    const other = commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);
    expect(await fireDueTimers(other, TOWN)).toEqual({ fired: 0, problems: [] });
    expect((await recounts()).map(({ case_id: id }) => id)).toEqual(cases);
    expect(await run('import', fileOf(withDay('act-1', '2026-06-10')))).toMatchObject({
      printed: ['town counts by act-1 already, and every clock has moved.'],
    });
    await agency.test.query('alter table case_head force row level security');
    expect((await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
  });

  it('waits for commands that began before the table was adopted', async () => {
    await request('2026-06-01');
    await agency.database.transaction(programContext(TOWN, 'ann'), async (tx) => {
      await flight(tx, [currentHolidayTable(TOWN)]);
      await adoptHolidays(agency.deps, TOWN, withDay('act-1', '2026-06-10'));
      expect(await moveClocks(agency.deps, { tenant: TOWN, patienceMs: 0 })).toMatchObject({ finished: false });
      expect(await recounts()).toEqual([]);
    });
    expect(await moveClocks(agency.deps, { tenant: TOWN, patienceMs: 5000 })).toEqual({
      ...{ finished: true, moved: 1, problems: [] },
    });
  });
});

describe('a table is refused', () => {
  it('with every reason where it lacks a year or a place that is needed, and nothing is changed', async () => {
    await request('2034-12-20');
    const short = { ...withDay('short', '2034-06-10'), lastYear: 2034 };
    const places = Object.fromEntries(
      Object.entries(SHIPPED_HOLIDAYS.places).map(([place, lines]) => [
        place,
        lines
          .map((line) => line.replaceAll(/ 2035-\d\d-\d\d/g, ''))
          .filter((line) => line.includes(': 2') && !line.endsWith(':')),
      ]),
    );
    const years = await run('import', fileOf({ ...short, places }));
    expect(years.printed).toEqual([
      expect.stringMatching(/^R-.*answer: The calendar of AU-ACT has no holidays for 2035/),
      'Nothing was changed: 1 problem found.',
    ]);
    expect(years.code).toBe(1);
    const { 'AU-ACT': _left, ...others } = SHIPPED_HOLIDAYS.places;
    const placeless = await run('import', fileOf({ ...SHIPPED_HOLIDAYS, version: 'placeless', places: others }));
    expect(placeless.printed[0]).toBe('case type request: answer counts the days of AU-ACT, which the table lacks.');
    expect(placeless.code).toBe(1);
    expect(await agency.test.query('select number from holiday_table')).toEqual([]);
  });

  it('under a version that names another one, and while an import says what happened when', async () => {
    await adoptHolidays(agency.deps, TOWN, withDay('act-1', '2026-06-10'));
    expect(await run('import', fileOf(withDay('act-1', '2026-06-11')))).toMatchObject({
      ...{ code: 3, said: [expect.stringContaining('The version act-1 names another table already.')] },
    });
    expect((await run('import', fileOf(SHIPPED_HOLIDAYS))).code).toBe(3);
    const of = { tenant: TOWN, importId: 'fines' };
    const begun = { fileHash: Buffer.alloc(32), startedAt: '2026-01-01T00:00:00.000Z', report: '{}' };
    await agency.database.once({ tenant: TOWN, person: 'import' }, [beginImportRun(of, begun)]);
    const refused = await run('import', fileOf(withDay('act-2', '2026-06-11')));
    expect(refused).toMatchObject({
      code: 3,
      said: [expect.stringContaining('The import fines into town is unfinished')],
    });
    const ended = { lowWater: 1, report: '{}', finishedAt: '2026-01-02T00:00:00.000Z' };
    await agency.database.once({ tenant: TOWN, person: 'import' }, [saveImportReport(of, ended)]);
    expect((await run('import', fileOf(withDay('act-2', '2026-06-11')))).code).toBe(0);
  });

  it('where the command line does not say what to do', async () => {
    for (const args of [[], ['forget'], ['preview'], ['show', 'x']]) expect((await run(...args)).code, args[0]).toBe(2);
    const missing = await run('preview', join(folder, 'none.yaml'));
    expect(missing).toMatchObject({ code: 3, said: [expect.stringContaining('none.yaml cannot be read')] });
  });
});
