import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { oracleAt } from '../../../oracles/access/access-oracle.ts';
import { makeWorld } from '../../../oracles/access/make-world.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { migrationsFolder } from '../store/migrate.ts';
import { signReader } from '../store/reader-context.ts';
import { writeAccessSql } from '../store/write-access-sql.ts';
import { policy } from './policy.ts';
import { suiteUnderTest } from './suites-under-test.ts';

const suite = suiteUnderTest(5);
let database: TestDatabase;
let application: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  application = new pg.Client({ ...database.appConnection, ssl: false });
  await application.connect();
});
afterAll(async () => {
  await application.end();
  await database.close();
  suite.remove();
});

it('evaluator, database and oracle agree, attackers see nothing, and faults are noticed', async () => {
  const { database: name } = database.ownerConnection;
  const result = await policy({
    ...suite.options,
    oracle: { makeWorld, answerAt: oracleAt },
    ...{ worlds: 15, every: 60 },
    database: {
      admin: { ...inject('testPostgres').admin, database: name },
      application: { ...database.appConnection, ssl: false },
      contextKey: database.contextKey,
    },
  });
  expect(result.failures).toEqual([]);
  expect(result.counts['decisions']).toBeGreaterThan(3_000);
  expect(result.counts['allowed']).toBeGreaterThan(200);
  expect(result.counts['found']).toBe(result.counts['faults']);
});

it('rows of all four tables are closed until they are filled, and then open to whoever holds what they ask for', async () => {
  const columns = `'{in:7/desk}', '{level:au/0}', '{purpose:*}', '{}', 'infinity'`;
  const id = '00000000-0000-7000-8000-000000000001';
  const closed = `'{}', '{nobody}', '{}', '{}', '-infinity'`;
  await database.query(
    `insert into case_head values (7, '${id}', 1, '', 'x', '', 'R', 'desk', 'open', now(), 'ann', now(), '{}', ${closed})`,
  );
  await database.query(
    `insert into case_access values (7, 'in:7/desk', '${id}', 'open', now(), '{nobody}', '{}', '{}', '-infinity')`,
  );
  await database.query(`insert into case_part values (7, '${id}', 'facts', ${closed})`);
  await database.query(
    `insert into task values (7, '${id}', 't', 'team:desk', now(), now(), '', 0, 'T', 'officer', 'desk', 'x', 'R', ${closed})`,
  );
  expect(await seen(['in:7/desk', 'level:au/0', 'purpose:*'])).toEqual([0, 0, 0, 0]);
  for (const table of ['case_head', 'case_part', 'task']) {
    await database.query(`update ${table} set (tokens, needs, purposes, walls, access_until) = (${columns})`);
  }
  await database.query(
    `update case_access set (needs, purposes, walls, access_until) = ('{level:au/0}', '{purpose:*}', '{}', 'infinity')`,
  );
  expect(await seen(['in:7/desk', 'level:au/0', 'purpose:*'])).toEqual([1, 1, 1, 1]);
  expect(await seen(['in:7/desk', 'purpose:*'])).toEqual([0, 0, 0, 0]);
  expect(await seen(['in:7/other', 'level:au/0', 'purpose:*'])).toEqual([0, 0, 0, 0]);
  // The row of a list has one token; the program finds it without.
  expect(await seen(['program:7'])).toEqual([0, 0, 1, 0]);
});

it('the committed policies are those that the rules give, and the last migration that has them ends with them', () => {
  const committed = (name: string): string => readFileSync(new URL(`../../policies/${name}`, import.meta.url), 'utf8');
  expect(committed('access.sql')).toBe(writeAccessSql('plain'));
  expect(committed('access-citus.sql')).toBe(writeAccessSql('citus'));
  const migrations = readdirSync(migrationsFolder()).filter((name) => name.endsWith('.sql'));
  const texts = migrations.toSorted().map((name) => readFileSync(join(migrationsFolder(), name), 'utf8'));
  const last = texts.findLast((text) => text.includes('create policy readable on case_head'));
  expect(last?.endsWith(writeAccessSql('plain'))).toBe(true);
});

it('no token or id gets into a context that could end its literal', () => {
  const reader = { tenant: 7, person: 'ann', tokens: ['in:7/desk'] };
  expect(() => signReader({ ...reader, tokens: ["a'; drop table event; --"] }, 1, Buffer.alloc(32))).toThrow(TypeError);
  expect(() => signReader({ ...reader, tokens: ['a,b'] }, 1, Buffer.alloc(32))).toThrow(TypeError);
  expect(() => signReader({ ...reader, person: 'a:b' }, 1, Buffer.alloc(32))).toThrow(TypeError);
});

/** Rows of each table that the application's role sees with these tokens. */
async function seen(tokens: readonly string[]): Promise<readonly number[]> {
  const context = signReader(
    { tenant: 7, person: 'ann', tokens },
    Math.floor(Date.now() / 1000) + 60,
    database.contextKey,
  );
  await application.query('begin');
  // What the reader holds counts in a context of the same agency only.
  await application.query(`set local app.ctx = '7:ann:0.'`);
  await application.query(`set local app.reader = '${context}'`);
  const counts: number[] = [];
  for (const table of ['case_head', 'case_part', 'case_access', 'task']) {
    counts.push((await application.query(`select 1 from ${table}`)).rowCount ?? -1);
  }
  await application.query('rollback');
  return counts;
}
