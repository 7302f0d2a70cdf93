import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { sealAllReads } from '../worker/reads.ts';
import { appendAccessLog } from './append-access-log.ts';
import { programContext } from './context.ts';
import { verifyReads, type ReadsVerdict } from './verify-reads.ts';
import { uuidV7 } from './uuid-v7.ts';

const TABLES = ['access_log', 'access_seen', 'read_batch', 'read_sealed', 'log_leaf', 'outbox'];

let agency: AgencyUnderTest;
let caseId: string;

beforeAll(async () => {
  agency = await startAgency();
  caseId = await agency.open();
  await read(3);
  await read(1, []);
  await seal();
  await hours(2);
  await read(3);
  await seal();
  await agency.test.query('create schema kept');
  for (const table of TABLES) await agency.test.query(`create table kept.${table} as select * from ${table}`);
});
afterAll(() => agency.close());
afterEach(async () => {
  for (const table of TABLES)
    await agency.test.query(`delete from ${table}; insert into ${table} select * from kept.${table}`);
});

async function read(times: number, caseIds = [caseId]): Promise<void> {
  for (let at = 0; at < times; at += 1) {
    agency.clock.nowMs += 1_000;
    const entry = { person: 'ann', authority: 'session:1', action: 'read-case', caseIds, denied: false };
    const more = { purpose: 'work', rule: 'team', parts: ['notes'], results: 1, question: Buffer.alloc(16, 3) };
    await agency.database.once(
      programContext(TOWN, 'ann'),
      appendAccessLog(TOWN, now(), [{ ...entry, ...more, entryId: uuidV7(agency.clock.nowMs) }]),
    );
  }
}

const now = (): string => new Date(agency.clock.nowMs).toISOString();
const hours = async (count: number): Promise<void> => void (agency.clock.nowMs += count * 3_600_000);

async function seal(): Promise<number> {
  const sealed = await sealAllReads({ database: agency.database, nowMs: () => agency.clock.nowMs }, TOWN);
  await emptyOutbox(agency.database, TOWN);
  return sealed;
}

const verify = (): Promise<ReadsVerdict> => verifyReads(agency.database, { tenant: TOWN, now: now() });

async function problems(): Promise<readonly string[]> {
  return (await verify()).problems.map(({ code, reason }) => `${code}. ${reason}`);
}

/** Lines in the order of their places; the first four are of the first batch. */
async function lineIds(): Promise<readonly string[]> {
  const rows = await agency.test.query<{ entry_id: string }>(
    'select entry_id from access_log order by recorded_at, entry_id',
  );
  return rows.map((row) => row.entry_id);
}

describe('lines of the access log', () => {
  it('are in batches that are leaves of the log, each line once, and nothing is said of them', async () => {
    expect(await verify()).toEqual({ lines: 7, batches: 2, waiting: 0, problems: [] });
    expect(await seal()).toBe(0);
    await read(2);
    expect(await verify()).toMatchObject({ lines: 9, waiting: 2, problems: [] });
    expect(await seal()).toBe(2);
    expect(await verify()).toMatchObject({ batches: 3, waiting: 0, problems: [] });
    expect(
      await agency.test.query(
        "select seq from log_leaf where case_id = '00000000-0000-0000-0000-000000000002' order by 1",
      ),
    ).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
  });

  it('are sealed once by several at a time, also where one was committed late', async () => {
    await read(1);
    const [late] = await agency.test.query<{ recorded_at: string }>(
      'select max(recorded_at)::text as recorded_at from access_log',
    );
    agency.clock.nowMs += 60_000;
    await read(1);
    const id = (await lineIds()).at(-2);
    await agency.test.query('create table kept.late as select * from access_log where entry_id = $1', [id]);
    await agency.test.query('delete from access_log where entry_id = $1', [id]);
    expect(await Promise.all([seal(), seal()]).then((counts) => counts.toSorted())).toEqual([0, 1]);
    await agency.test.query('insert into access_log select * from kept.late; drop table kept.late');
    expect(late?.recorded_at).toBeDefined();
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ lines: 9, batches: 4, problems: [] });
  });

  it('of before there were batches are sealed from the oldest on, and of very many that were put in some are named', async () => {
    await agency.test.query(
      "delete from read_batch; delete from read_sealed; delete from log_leaf where case_id::text like '00000000%2'",
    );
    await agency.test
      .query(`insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied)
      select 7, timestamptz '2026-01-01 09:00Z' + n * interval '1 minute', gen_random_uuid(), 'ann', 'x', 'list-cases', '{}', false
        from generate_series(1, 2500) n`);
    expect(await verify()).toMatchObject({ lines: 2507, waiting: 2507, problems: [] });
    expect(await seal()).toBe(2507);
    expect(await verify()).toMatchObject({ lines: 2507, batches: 3, waiting: 0, problems: [] });
    await agency.test
      .query(`insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied)
      select 7, timestamptz '2026-01-01 09:00Z', gen_random_uuid(), 'eve', 'x', 'list-cases', '{}', false from generate_series(1, 120) n`);
    const said = await problems();
    expect([said.length, said.at(-1)]).toEqual([101, 'read-put-in. So it is with 20 more.']);
  });

  const columns = [
    "person = 'eve'",
    "authority = 'x'",
    "action = 'x'",
    "case_ids = '{}'",
    'denied = true',
    "on_behalf_of = 'x'",
    'purpose = null',
    "rule = 'x'",
    "parts = '{}'",
    'results = 2',
    "question = '\\x00'",
  ];
  for (const column of columns)
    it(`is named where it was changed: ${column}`, async () => {
      const [, second] = await lineIds();
      await agency.test.query(`update access_log set ${column} where entry_id = $1`, [second]);
      expect(await problems()).toEqual([expect.stringMatching(new RegExp(`^read-changed\\. The line ${second} of`))]);
    });

  it('is named where it was changed with what was sealed of it', async () => {
    const [, second] = await lineIds();
    await agency.test.query("update access_log set person = 'eve' where entry_id = $1", [second]);
    await agency.test.query("update read_sealed set hash = sha256('x') where entry_id = $1", [second]);
    expect(await problems()).toEqual([expect.stringMatching(`^read-changed. The line ${second}`)]);
  });

  it('is named where it was removed, also with what was sealed of it', async () => {
    const [, second] = await lineIds();
    await agency.test.query('delete from access_log where entry_id = $1', [second]);
    expect(await problems()).toEqual([
      expect.stringMatching(/^read-missing\. Batch 1 of the access log has 3 of its 4 lines, from 2026-03-01T10:00:01/),
      expect.stringMatching(`^read-missing. The line ${second}`),
    ]);
    await agency.test.query('delete from read_sealed where entry_id = $1', [second]);
    expect(await problems()).toEqual([expect.stringMatching(/^read-missing\. Batch 1 /)]);
    await agency.test.query('delete from access_log; delete from read_sealed; delete from access_seen');
    expect((await problems()).map((line) => line.slice(0, 48))).toEqual([
      ...['1', '2'].map((seq) => `read-missing. Batch ${seq} of the access log has 0 of its`.slice(0, 48)),
    ]);
  });

  it('is named where it was put in afterwards, with or without a place in a batch', async () => {
    const [first] = await lineIds();
    const put = `insert into access_log select tenant, recorded_at + interval '1 millisecond', '01999999-0000-7000-8000-000000000000',
      'eve', authority, action, '{}', denied from access_log where entry_id = $1`;
    await agency.test.query(put, [first]);
    expect(await problems()).toEqual([expect.stringMatching(/^read-put-in\. The line 01999999-.* is in no batch/)]);
    await agency.test.query(
      `insert into read_sealed select 7, recorded_at, entry_id, 1, sha256('x') from access_log where person = 'eve'`,
    );
    const said = await problems();
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^read-changed\. The line 01999999/);
    expect(said[1]).toMatch(/was put into batch 1, which has all its lines without it/);
  });

  it('is named where the case that it names does not show it any more', async () => {
    const [first] = await lineIds();
    await agency.test.query('delete from access_seen where entry_id = $1', [first]);
    expect(await problems()).toEqual([expect.stringMatching(`^read-hidden. The line ${first}`)]);
  });
});

describe('a batch', () => {
  it('is named where it was written anew, or is gone', async () => {
    const [, second] = await lineIds();
    await agency.test.query('delete from access_log where entry_id = $1', [second]);
    await agency.test.query('delete from read_sealed where entry_id = $1', [second]);
    await agency.test.query(`update read_batch set entry = replace(entry, ',4,"', ',3,"') where seq = 1`);
    expect(await problems()).toContainEqual(
      expect.stringMatching(/^reads-changed\. Batch 1 .* not the one that was logged/),
    );
    await agency.test.query('delete from read_batch where seq = 2');
    expect(await problems()).toContainEqual(
      expect.stringMatching(/^reads-changed\. Batch 2 .* is in the log and is gone/),
    );
  });
});
