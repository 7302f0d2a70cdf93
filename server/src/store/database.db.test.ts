import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Corrupt, Forbidden, OutcomeUnknown, Unavailable } from '../errors.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { commit, flight, openDatabase, rollback, type Database } from './database.ts';
import { programContext } from './context.ts';
import { mapCommitError, mapError } from './map-error.ts';
import type { Statement } from './statement.ts';

let test: TestDatabase;
let database: Database;

const US = programContext(5, 'ann');

beforeAll(async () => {
  test = await startTestDatabase();
  await test.addAgency({ tenant: 5, slug: 'five', team: 'desk', person: 'ann', role: 'officer' });
  // One connection, so that each test meets what the one before it left behind.
  database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await test.close();
});
afterEach(() => test.query("delete from team where team <> 'desk'"));

const addTeam = (team: string): Statement => ({
  name: 'test-add-team',
  text: 'insert into team (tenant, team, title) values ($1, $2, $2)',
  values: [5, team],
});
const teams: Statement<{ readonly team: string }> = {
  name: 'test-teams',
  text: 'select team from team where tenant = $1 order by team',
  values: [5],
};
const broken: Statement = { name: 'test-broken', text: 'select 1 / $1::int as x', values: [0] };

async function teamNames(): Promise<readonly string[]> {
  const [answer] = await database.once(US, [teams]);
  return answer.rows.map(({ team }) => team);
}

describe('a transaction', () => {
  it('answers several statements of a flight in order, each with its rows and count', async () => {
    const [added, found, other] = await database.once(US, [addTeam('a'), teams, addTeam('b')]);
    expect([added.count, found.rows, other.count]).toEqual([1, [{ team: 'a' }, { team: 'desk' }], 1]);
  });

  it('commits what work left open, and nothing when work throws', async () => {
    await database.transaction(US, (tx) => flight(tx, [addTeam('kept')]));
    await expect(
      database.transaction(US, async (tx) => {
        await flight(tx, [addTeam('lost')]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await teamNames()).toEqual(['desk', 'kept']);
  });

  it('keeps nothing of a flight in which one statement fails, COMMIT included, and the connection serves on', async () => {
    await expect(database.once(US, [addTeam('a'), broken, addTeam('b')])).rejects.toThrow('division by zero');
    expect(await teamNames()).toEqual(['desk']);
    // Statements that came after the broken one were sent and never answered: they must still work.
    await database.once(US, [addTeam('a'), addTeam('b')]);
    await expect(database.once(US, [broken])).rejects.toThrow('division by zero');
    expect(await teamNames()).toEqual(['a', 'b', 'desk']);
  });

  it('sends nothing after it ended', async () => {
    await expect(
      database.transaction(US, async (tx) => {
        await commit(tx, [addTeam('a')]);
        await flight(tx, [addTeam('b')]);
      }),
    ).rejects.toThrow('has ended');
    await database.transaction(US, async (tx) => {
      await flight(tx, [addTeam('c')]);
      rollback(tx);
    });
    expect(await teamNames()).toEqual(['a', 'desk']);
  });

  it('of the kind that only reads sees one moment and cannot write', async () => {
    const counts = await database.snapshot(US, async (tx) => {
      const [before] = await flight(tx, [teams]);
      await test.query("insert into team (tenant, team, title) values (5, 'late', 'x')");
      const [after] = await flight(tx, [teams]);
      return [before.count, after.count];
    });
    expect(counts).toEqual([1, 1]);
    await expect(database.snapshot(US, (tx) => flight(tx, [addTeam('x')]))).rejects.toThrow(Unavailable);
  });

  it('does not accept a person id that would leave the literal of the context', async () => {
    for (const person of ["x'; drop table event; --", 'a b', '', 'x'.repeat(65), 'a:b', 'ü']) {
      await expect(database.once({ tenant: 5, person }, [teams])).rejects.toThrow(TypeError);
    }
    expect(await database.once({ tenant: 5, person: 'A_b.c-9' }, [teams])).toMatchObject([{ count: 1 }]);
  });

  it('sends text, numbers, bytes, nulls and arrays of them exactly', async () => {
    const text = 'quote " back \\ brace {} comma , null NULL ü \u{1F600} line\nend';
    const echo: Statement<Record<string, unknown>> = {
      name: 'test-echo',
      text: 'select $1::text as t, $2::text[] as ts, $3::bytea as b, $4::bytea[] as bs, $5::int as n, $6::boolean as yes, $7::timestamptz as at, $8::date as d, $9::int[] as none, $10::bigint as big',
      values: [
        text,
        [text, null, ''],
        Buffer.from([0, 255]),
        [Buffer.from([1, 92])],
        null,
        true,
        '1850-02-03T04:05:06.007Z',
        '2024-02-29',
        [],
        9_007_199_254_740_991,
      ],
    };
    const [answer] = await database.once(US, [echo]);
    expect(answer.rows).toEqual([
      {
        t: text,
        ts: [text, null, ''],
        b: Buffer.from([0, 255]),
        bs: [Buffer.from([1, 92])],
        n: null,
        yes: true,
        at: '1850-02-03T04:05:06.007Z',
        d: '2024-02-29',
        none: [],
        big: 9_007_199_254_740_991,
      },
    ]);
  });
});

describe('errors of the database', () => {
  it('say what they mean by their SQLSTATE', async () => {
    await database.once(US, [addTeam('a')]);
    await expect(database.once(US, [addTeam('a')])).rejects.toThrow(Conflict);
    await expect(database.once(US, [{ ...addTeam('x'), values: [6, 'x'] }])).rejects.toThrow(Forbidden);
    await expect(
      database.once(US, [
        { name: '', text: "set local statement_timeout = '1ms'", values: [] },
        { name: '', text: 'select pg_sleep(1)', values: [] },
      ]),
    ).rejects.toThrow(Unavailable);
  });

  it('of a connection lost before COMMIT say that nothing was written, and the pool heals', async () => {
    const lost = database.transaction(US, async (tx) => {
      await flight(tx, [addTeam('a')]);
      await test.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'casewright_app' and datname = current_database()",
      );
      await flight(tx, [teams]);
    });
    await expect(lost).rejects.toThrow(Unavailable);
    expect(await teamNames()).toEqual(['desk']);
  });

  it('of a connection lost while committing say that nobody knows', () => {
    const gone = new Error('Connection terminated unexpectedly');
    const full = databaseError('53100');
    expect(mapCommitError(gone)).toBeInstanceOf(OutcomeUnknown);
    expect(mapCommitError(databaseError('57P01'))).toBeInstanceOf(OutcomeUnknown);
    // A full disk is an answer: the transaction was refused.
    expect(mapCommitError(full)).toBeInstanceOf(Unavailable);
    expect(mapError(full)).toMatchObject({ retryAfterS: 30 });
    expect(mapError(databaseError('23502'))).toBeInstanceOf(Corrupt);
    expect(mapError(databaseError('40P01'))).toBeInstanceOf(Conflict);
    expect(mapError(new TypeError('a bug'))).toBeInstanceOf(TypeError);
  });

  it('a commit that the standby did not confirm is an unknown outcome, not a success', async () => {
    await test.query(`create function warn() returns trigger language plpgsql as $$ begin
      raise warning using message = 'canceling wait for synchronous replication due to user request', errcode = '01000'; return null; end $$`);
    await test.query(
      'create constraint trigger warn after insert on team deferrable initially deferred for each row execute function warn()',
    );
    try {
      await expect(database.once(US, [addTeam('unsure')])).rejects.toThrow(OutcomeUnknown);
    } finally {
      await test.query('drop trigger warn on team; drop function warn()');
    }
  });
});

/** As the driver makes them from what the server sends. */
function databaseError(code: string): Error {
  return Object.assign(new Error(code), { code, severity: 'ERROR' });
}
