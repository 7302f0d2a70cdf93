// Reads that travel together do not get in each other's way.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import { openReadFlights, type Rows, type SendReading } from './read-flights.ts';
import { openReadRecorder, type ReadFacts } from './record-read.ts';

let place: TestDatabase;
let database: Database;
let send: SendReading;
let transactions = 0;

beforeAll(async () => {
  place = await startTestDatabase();
  database = openDatabase({ connection: place.appConnection, contextKey: place.contextKey, poolSize: 4 });
  await place.addAgency({ tenant: 1, slug: 'one', team: 'desk', person: 'ann', role: 'officer' });
  await place.addAgency({ tenant: 2, slug: 'two', team: 'desk', person: 'ben', role: 'officer' });
  const counted: Database = {
    ...database,
    transaction: (context, work) => {
      transactions += 1;
      return database.transaction(context, work);
    },
  };
  send = openReadFlights({ database: counted, record: openReadRecorder(database, Date.now), now: Date.now });
});

afterAll(async () => {
  await database.close();
  await place.close();
});

const proved: Statement<unknown> = { name: 'proved', text: 'select 1', values: [] };
const unproved: Statement<unknown> = { name: 'unproved', text: 'select 1 where false', values: [] };
const people: Statement<unknown> = { name: 'people', text: 'select person from person order by person', values: [] };
const divide: Statement<unknown> = { name: 'divide', text: 'select 1 / $1::int as value', values: [0] };

function ask(value: number): Statement<unknown> {
  return { name: 'ask', text: 'select $1::int as value', values: [value] };
}

const reader = { person: 'ann', holding: [] };

function line(action: string): ReadFacts {
  return { person: 'ann', authority: 'session:test', action, caseIds: [], denied: false };
}

/** Reads without a line in the log, and gives the rows as they came. */
function read(
  tenant: number,
  statements: readonly Statement<unknown>[],
  proof = proved,
): Promise<readonly Rows[] | null> {
  return send<readonly Rows[] | null>({
    tenant,
    proof,
    reader,
    statements,
    conclude: (rows) => ({ result: rows, line: null }),
  });
}

async function recorded(action: string): Promise<number> {
  return (await place.query('select 1 from access_log where action = $1', [action])).length;
}

test('a hundred at once get each its own rows, in far fewer transactions', async () => {
  transactions = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => read(1, [ask(index), ask(index + 1000)])),
  );
  const values = answers.map((answer) => answer?.map(({ rows }) => rows[0]?.['value']));
  expect(values).toEqual(Array.from({ length: 100 }, (_, index) => [index, index + 1000]));
  expect(transactions).toBeLessThan(30);
});

test('a reading whose session is not proved gets nothing, and the others get theirs', async () => {
  const [gone, held, without] = await Promise.all([read(1, [ask(1)], unproved), read(1, [ask(2)]), read(1, [])]);
  expect(gone).toBeNull();
  expect(held?.[0]?.rows).toEqual([{ value: 2 }]);
  expect(without).toEqual([]);
});

test('one that fails fails alone', async () => {
  const [first, failed, last] = await Promise.allSettled([read(1, [ask(1)]), read(1, [divide]), read(1, [ask(3)])]);
  expect([first.status, failed.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(last.status === 'fulfilled' ? last.value?.[0]?.rows : null).toEqual([{ value: 3 }]);
});

test('one whose conclusion fails fails alone and leaves no line, and the others are recorded', async () => {
  const statements = [ask(1)];
  const [failed, held] = await Promise.allSettled([
    send({
      tenant: 1,
      proof: proved,
      reader,
      statements,
      conclude: () => {
        throw new Error('No conclusion.');
      },
    }),
    send({
      tenant: 1,
      proof: proved,
      reader,
      statements,
      conclude: () => ({ result: 'held', line: line('beside-a-failure') }),
    }),
  ]);
  expect([failed.status, held.status]).toEqual(['rejected', 'fulfilled']);
  expect(await recorded('beside-a-failure')).toBe(1);
});

test('a conclusion that takes its time may use the database, and is recorded before it is told', async () => {
  const slow = () =>
    send({
      tenant: 1,
      proof: proved,
      reader,
      statements: [],
      conclude: async () => {
        await database.once({ tenant: 1, person: 'ann' }, [people]);
        return { result: 'slow', line: line('slow') };
      },
    });
  expect(await Promise.all(Array.from({ length: 20 }, slow))).toEqual(Array.from({ length: 20 }, () => 'slow'));
  expect(await recorded('slow')).toBe(20);
});

test('agencies never share a transaction, and each sees its own', async () => {
  const [one, two] = await Promise.all([read(1, [people]), read(2, [people])]);
  expect(one?.[0]?.rows).toEqual([{ person: 'ann' }]);
  expect(two?.[0]?.rows).toEqual([{ person: 'ben' }]);
});
