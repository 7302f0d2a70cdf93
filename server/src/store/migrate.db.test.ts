import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { describeSchema } from './describe-schema.ts';
import { migrate, migrationsFolder, type MigrationReport } from './migrate.ts';
import { openDatabase } from './database.ts';
import { PLATFORM } from './context.ts';
import { listAgencies } from './list-agencies.ts';

let test: TestDatabase;
let folder: string;

beforeAll(async () => {
  test = await startTestDatabase('empty');
  folder = mkdtempSync(join(tmpdir(), 'casewright-migrations-'));
  cpSync(migrationsFolder(), folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.close();
});

const files = readdirSync(migrationsFolder())
  .filter((name) => name.endsWith('.sql'))
  .toSorted();
const numbered = (more: number, words: string): string =>
  `${String(files.length + more).padStart(4, '0')}_${words}.sql`;

const run = (from?: string): Promise<MigrationReport> =>
  migrate(test.ownerConnection, {
    appPassword: test.appConnection.password,
    contextKey: test.contextKey,
    ...(from === undefined ? {} : { folder: from }),
  });

describe('migrating', () => {
  it('applies each file once, whoever asks and how many at once', async () => {
    const reports = await Promise.all([run(), run(), run()]);
    expect(reports.map(({ applied }) => applied).flat()).toEqual(files);
    expect(await run()).toEqual({ applied: [], before: files.length });
  });

  it('gives the application’s role its password and the database the key of the context', async () => {
    const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 1 });
    await test.query("insert into agency (tenant, slug, name) values (1, 'a', 'A')");
    const [agencies] = await database.once(PLATFORM, [listAgencies()]);
    expect(agencies.count).toBe(1);
    await database.close();
  });

  it('applies what is new, in a transaction, and stops where a file fails', async () => {
    const half = numbered(1, 'half');
    writeFileSync(join(folder, half), 'create table half (tenant integer primary key); select 1 / 0;');
    const before = await describeSchema(test.ownerConnection);
    await expect(run(folder)).rejects.toThrow(`The migration ${half} failed: division by zero`);
    expect(await describeSchema(test.ownerConnection)).toBe(before);
    rmSync(join(folder, half));
  });

  it('refuses an applied file that was edited, and says what to do', async () => {
    appendFileSync(join(folder, '0001_spine.sql'), '\n-- one more thing\n');
    await expect(run(folder)).rejects.toThrow(
      'The migration 0001_spine.sql was edited after it was applied. Restore the file and put the change into a new one.',
    );
  });

  it('refuses files out of turn', async () => {
    const own = mkdtempSync(join(tmpdir(), 'casewright-migrations-'));
    cpSync(migrationsFolder(), own, { recursive: true });
    writeFileSync(join(own, numbered(2, 'gap')), 'select 1');
    await expect(run(own)).rejects.toThrow('out of turn');
    rmSync(own, { recursive: true });
  });

  it('refuses a database that a newer program has migrated', async () => {
    await test.query(
      "insert into app_private.migration (name, hash, applied_at) values ('0999_future.sql', '\\x00', now())",
    );
    await expect(run()).rejects.toThrow('Run the newer program.');
    await test.query("delete from app_private.migration where name = '0999_future.sql'");
  });

  it('makes of what was there before the log its first leaves: every event, and every right that stands', async () => {
    const earlier = await startTestDatabase('empty');
    const before = mkdtempSync(join(tmpdir(), 'casewright-migrations-'));
    const log = files.findIndex((name) => name.endsWith('_log.sql'));
    for (const name of files.slice(0, log)) cpSync(join(migrationsFolder(), name), join(before, name));
    const options = { appPassword: earlier.appConnection.password, contextKey: earlier.contextKey };
    await migrate(earlier.ownerConnection, { ...options, folder: before });
    await earlier.addAgency({ tenant: 3, slug: 'a', team: 'desk', person: 'zo\u00eb', role: 'officer' });
    await earlier.query(`insert into event select 3, gen_random_uuid(), 1, 'CaseOpened', '2026-01-01', now(), now(), 'a', 'a', gen_random_uuid(),
      '', 'p', 1, gen_random_uuid(), '', '', '', sha256('x') from generate_series(1, 3)`);
    await migrate(earlier.ownerConnection, options);
    const changes = await earlier.query<{ entry: string; hash: Buffer }>(
      'select entry, hash from right_change order by seq',
    );
    expect(changes.map(({ entry }) => JSON.parse(entry).at(-1))).toEqual([
      ['team', 'desk'],
      ['person', 'zo\u00eb', true],
      ['member', 'zo\u00eb', 'desk', 'officer'],
    ]);
    for (const { entry, hash } of changes) expect(hash).toEqual(createHash('sha256').update(`\0${entry}`).digest());
    expect(await earlier.query('select count(*)::int as n from outbox where tenant = 3')).toEqual([{ n: 6 }]);
    expect(
      await earlier.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relforcerowsecurity",
      ),
    ).toEqual([]);
    rmSync(before, { recursive: true });
    await earlier.close();
  });
});
