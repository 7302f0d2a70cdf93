import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { copyIn, copyOut } from './copy-table.ts';

let test: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  test = await startTestDatabase('empty');
  client = new pg.Client({ ...test.ownerConnection, ssl: false });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

async function all(statement: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of copyOut(client, statement)) parts.push(part);
  return Buffer.concat(parts).toString();
}

it.each([0, 1, 100, 3_000, 200_000])('moves %i rows out and in again, and the connection goes on', async (rows) => {
  const text = await all(`copy (select n, repeat('x', n % 90) from generate_series(1, ${rows}) n) to stdout`);
  expect(text.split('\n')).toHaveLength(rows + 1);
  await client.query('create temporary table t (n int, x text)');
  async function* pieces(): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
  }
  expect(await copyIn(client, 'copy t from stdin', pieces())).toBe(rows);
  expect(await all('copy (select * from t order by n) to stdout')).toBe(text);
  await client.query('drop table t');
});

it('tells what went wrong on either side, and the connection goes on', async () => {
  await expect(all('copy (select 1 / 0) to stdout')).rejects.toThrow('division');
  await client.query('create temporary table u (n int)');
  async function* bad(): AsyncGenerator<Buffer> {
    yield Buffer.from('1\nx\n');
  }
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.from('1\n');
    throw new Error('The file is cut off.');
  }
  await expect(copyIn(client, 'copy u from stdin', bad())).rejects.toThrow('invalid input');
  await expect(copyIn(client, 'copy u from stdin', failing())).rejects.toThrow('cut off');
  expect((await client.query('select count(*)::int as n from u')).rows).toEqual([{ n: 0 }]);
});
