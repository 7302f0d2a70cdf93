// Reads that travel together do not get in each other's way.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase, type Database } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import { openReadFlights, type SendReading } from './read-flights.ts';

let place: TestDatabase;
let database: Database;
let send: SendReading;
let flights: number;

beforeAll(async () => {
  place = await startTestDatabase();
  database = openDatabase({ connection: place.appConnection, contextKey: place.contextKey, poolSize: 4 });
  await place.addAgency({ tenant: 1, slug: 'one', team: 'desk', person: 'ann', role: 'officer' });
  await place.addAgency({ tenant: 2, slug: 'two', team: 'desk', person: 'ben', role: 'officer' });
  const counted: Database = {
    ...database,
    once: (context, statements) => {
      flights += 1;
      return database.once(context, statements);
    },
  };
  send = openReadFlights(counted);
});

afterAll(async () => {
  await database.close();
  await place.close();
});

const proved: Statement<unknown> = { name: 'proved', text: 'select 1', values: [] };
const unproved: Statement<unknown> = { name: 'unproved', text: 'select 1 where false', values: [] };
const ask = (value: number): Statement<unknown> => ({ name: 'ask', text: 'select $1::int as value', values: [value] });
const people: Statement<unknown> = { name: 'people', text: 'select person from person order by person', values: [] };
const divide: Statement<unknown> = { name: 'divide', text: 'select 1 / $1::int as value', values: [0] };

test('a hundred at once get each its own rows, in far fewer flights', async () => {
  flights = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      send({ tenant: 1, proof: proved, statements: [ask(index), ask(index + 1000)] }),
    ),
  );
  expect(answers.map((rows) => rows?.map(({ rows: [row] }) => row?.['value']))).toEqual(
    Array.from({ length: 100 }, (_, index) => [index, index + 1000]),
  );
  expect(flights).toBeLessThan(30);
});

test('a reading whose session is not proved gets nothing, and the others get theirs', async () => {
  const [gone, held, without] = await Promise.all([
    send({ tenant: 1, proof: unproved, statements: [ask(1)] }),
    send({ tenant: 1, proof: proved, statements: [ask(2)] }),
    send({ tenant: 1, proof: proved, statements: [] }),
  ]);
  expect(gone).toBeNull();
  expect(held?.[0]?.rows).toEqual([{ value: 2 }]);
  expect(without).toEqual([]);
});

test('one that fails fails alone', async () => {
  const [first, failed, last] = await Promise.allSettled([
    send({ tenant: 1, proof: proved, statements: [ask(1)] }),
    send({ tenant: 1, proof: proved, statements: [divide] }),
    send({ tenant: 1, proof: proved, statements: [ask(3)] }),
  ]);
  expect([first.status, failed.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(last.status === 'fulfilled' ? last.value?.[0]?.rows : null).toEqual([{ value: 3 }]);
});

test('agencies never share a flight, and each sees its own', async () => {
  const [one, two] = await Promise.all([
    send({ tenant: 1, proof: proved, statements: [people] }),
    send({ tenant: 2, proof: proved, statements: [people] }),
  ]);
  expect(one?.[0]?.rows).toEqual([{ person: 'ann' }]);
  expect(two?.[0]?.rows).toEqual([{ person: 'ben' }]);
});
