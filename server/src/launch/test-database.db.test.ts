import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

describe('a test database', () => {
  let one: TestDatabase;
  let two: TestDatabase;
  beforeAll(async () => {
    [one, two] = await Promise.all([startTestDatabase(), startTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
  });

  it('is a copy of its own: what one test file writes, another does not see', async () => {
    await one.addAgency({ tenant: 77, slug: 'only-here', team: 'intake', person: 'ada', role: 'officer' });
    const question = 'select count(*)::int as found from agency where tenant = 77';
    expect(await one.query(question)).toEqual([{ found: 1 }]);
    expect(await two.query(question)).toEqual([{ found: 0 }]);
  });

  it('is reached by the application as a role that is no superuser', async () => {
    const client = new pg.Client(one.appConnection);
    await client.connect();
    const answer = await client.query(
      'select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    await client.end();
    expect(answer.rows).toEqual([{ name: 'casewright_app', rolsuper: false, rolbypassrls: false }]);
  });

  it('is empty when a test of the migrations asks for it', async () => {
    const empty = await startTestDatabase('empty');
    const tables = await empty.query(
      `select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    await empty.close();
    expect(tables).toEqual([]);
  });
});
