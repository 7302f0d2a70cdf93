import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readShipped } from '../cli/read-case-types.ts';
import { commandDeps } from '../commands/execute-command.ts';
import { openDiskStore } from '../files/disk-store.ts';
import { DEFAULT_LIMITS } from '../gate/budget.ts';
import { judgeFile } from '../gate/judge-file.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { DemonstrationDeps } from './demonstration-files.ts';
import { makeDemonstration } from './demonstration.ts';

describe('the demonstration', () => {
  const { caseTypes } = readShipped(fileURLToPath(new URL('../../../case-types', import.meta.url)));
  const clock = { nowMs: Date.parse('2026-05-04T08:00:00Z') };
  let test: TestDatabase;
  let database: Database;
  let deps: DemonstrationDeps;
  let folder: string;
  beforeAll(async () => {
    test = await startTestDatabase();
    database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 8 });
    folder = mkdtempSync(join(tmpdir(), 'casewright-demonstration-'));
    deps = {
      ...commandDeps(database, fileKeyProvider(Buffer.alloc(32, 5)), () => clock.nowMs),
      ...{ store: openDiskStore(folder), limits: { bytes: 10_000_000, atOnce: 200 } },
      judge: (file, { name, signal }) => judgeFile(file, { name, limits: DEFAULT_LIMITS, scanner: null, signal }),
    };
    // An agency that was there before, e.g. by an import, must stay what it is.
    await upsertPeople(database, { tenant: 1, slug: 'imported', name: 'Imported cases', teams: [], people: [] });
  });
  afterAll(async () => {
    await database.close();
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('makes two agencies, some thirty cases in various states, and two lived ones of every other kind', async () => {
    const lived = 2 * (caseTypes.length - 2);
    expect(await makeDemonstration(deps, caseTypes, () => {})).toBe(31 + lived);
    const inbox = await test.query<{ queue: string; items: number; late: number }>(
      `select queue, count(*)::int as items, count(*) filter (where due_on < '2026-05-04')::int as late
         from inbound_item where tenant = 2 and state = 'waiting' and arrived_at is not null group by queue order by queue`,
    );
    expect(inbox).toEqual([
      { queue: 'permits', items: 1, late: 0 },
      { queue: 'traffic-fines', items: 4, late: 1 },
    ]);
    // Nothing that is made up is held back by the check of files.
    expect(await test.query('select 1 from inbound_part where code is not null')).toEqual([]);
    const agencies = await test.query('select tenant, slug from agency order by tenant');
    expect(agencies).toEqual([
      { tenant: 1, slug: 'imported' },
      { tenant: 2, slug: 'demo' },
      { tenant: 3, slug: 'elsewhere' },
    ]);
    const states = await test.query<{ case_type: string; status: string }>(
      `select distinct case_type, status from case_head where tenant = 2
         and case_type in ('infringement-notice', 'permit-application') order by 1, 2`,
    );
    const kinds = await test.query('select distinct case_type from case_head where tenant = 2');
    expect(kinds).toHaveLength(caseTypes.length);
    expect(states.map(({ case_type: name, status }) => `${name} ${status}`)).toEqual([
      'infringement-notice closed',
      'infringement-notice open',
      'permit-application closed',
      'permit-application open',
    ]);
    const late = await test.query("select 1 from timer where tenant = 2 and due_at < '2026-05-04'");
    expect(late.length, 'penalties that the worker will find due').toBeGreaterThan(0);
  });

  it('lets its people live in their cases: issues, decisions of delegates, evidence, referrals and letters', async () => {
    const rows = await test.query<{ type: string; times: number }>(
      'select type, count(*)::int as times from event where tenant = 2 group by type',
    );
    const done = new Set(rows.map(({ type }) => type));
    const lived = [
      ...['IssueRaised', 'IssueDecided', 'DeterminationMade', 'DeterminationNotified', 'EvidenceRegistered'],
      ...[
        'AccessGiven',
        'ReferralOffered',
        ...['CommunicationApproved', 'CommunicationSent', 'DocumentFiled'],
        'GoalSet',
        'ObligationImposed',
      ],
    ];
    expect(lived.filter((type) => !done.has(type))).toEqual([]);
    const kinds = await test.query(
      `select distinct case_type from event join case_head using (tenant, case_id) where tenant = 2 and type = 'DeterminationMade'`,
    );
    expect(kinds.length, 'kinds of case in which something was decided').toBeGreaterThan(5);
  });

  it('adds nothing at the next start, also on another day', async () => {
    const before = await count();
    clock.nowMs += 3 * 86_400_000;
    expect(await makeDemonstration(deps, caseTypes, () => {})).toBe(0);
    expect(await count()).toEqual(before);
  });

  it('is completed after an interruption, without a case twice', async () => {
    const before = await count();
    // As if the process had been killed before the second agency was made.
    await test.query('delete from event where tenant = 3');
    for (const table of [
      'case_access',
      'task',
      'timer',
      'outbox',
      'receipt',
      'reference_counter',
      'case_head',
      'data_key',
      'access_log',
      'membership',
      'person',
      'team',
      'case_type',
      'agency',
    ]) {
      await test.query(`delete from ${table} where tenant = 3`);
    }
    await makeDemonstration(deps, caseTypes, () => {});
    expect(await count()).toEqual(before);
  });

  it('says so when a shipped case type was changed without a new version', async () => {
    const said: string[] = [];
    const changed = caseTypes.map((one) => ({ ...one, caseType: { ...one.caseType, hash: '00'.repeat(32) } }));
    await makeDemonstration(deps, changed, (line) => said.push(line));
    expect(said).toHaveLength(caseTypes.length);
    expect(said[0]).toMatch(/was changed after it was published/);
  });

  async function count(): Promise<readonly unknown[]> {
    return test.query('select tenant, count(*)::int as cases from case_head group by tenant order by tenant');
  }
});
