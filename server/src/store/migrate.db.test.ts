import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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

const run = (from?: string): Promise<MigrationReport> =>
  migrate(test.ownerConnection, {
    appPassword: test.appConnection.password,
    contextKey: test.contextKey,
    ...(from === undefined ? {} : { folder: from }),
  });

const SHIPPED = readdirSync(migrationsFolder())
  .filter((name) => name.endsWith('.sql'))
  .toSorted();

/** The number of a file that comes so many after the last one that is shipped. */
const numberAfter = (many: number): string => String(SHIPPED.length + many).padStart(4, '0');

describe('migrating', () => {
  it('applies each file once, whoever asks and how many at once', async () => {
    const reports = await Promise.all([run(), run(), run()]);
    expect(reports.map(({ applied }) => applied).flat()).toEqual(SHIPPED);
    expect(await run()).toEqual({ applied: [], before: SHIPPED.length });
  });

  it('gives the application’s role its password and the database the key of the context', async () => {
    const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 1 });
    await test.query("insert into agency (tenant, slug, name) values (1, 'a', 'A')");
    const [agencies] = await database.once(PLATFORM, [listAgencies()]);
    expect(agencies.count).toBe(1);
    await database.close();
  });

  it('applies what is new, in a transaction, and stops where a file fails', async () => {
    const half = `${numberAfter(1)}_half.sql`;
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
    writeFileSync(join(own, `${numberAfter(2)}_gap.sql`), 'select 1');
    await expect(run(own)).rejects.toThrow('out of turn');
    rmSync(own, { recursive: true });
  });

  it('refuses a database that a newer program has migrated', async () => {
    await test.query(
      "insert into app_private.migration (name, hash, applied_at) values ('9999_future.sql', '\\x00', now())",
    );
    await expect(run()).rejects.toThrow('Run the newer program.');
    await test.query("delete from app_private.migration where name = '9999_future.sql'");
  });
});
