import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { relayOutbox } from './claim-outbox.ts';
import { verifyChain, type ChainProblem } from './verify-chain.ts';

let agency: AgencyUnderTest;
let caseId: string;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());
beforeEach(async () => {
  caseId = await agency.open({ note: 'x', name: 'Mary', startedOn: '2026-03-01' });
  await agency.act(caseId, { type: 'CompleteTask', task: 'check', data: { name: 'Jane' } });
  await agency.act(caseId, { type: 'AddNote', text: 'one' });
  await agency.act(caseId, { type: 'AddNote', text: 'two' });
});

/** Changes stored rows as somebody would who owns the database. */
async function tamper(text: string, ...values: readonly unknown[]): Promise<void> {
  await agency.test.query(text, [caseId, ...values]);
}

async function problems(): Promise<readonly Omit<ChainProblem, 'reason' | 'caseId'>[]> {
  const verdict = await verifyChain(agency.database, { tenant: TOWN });
  // Damage of one test stays in the database, so each looks at its own case only; that the others are named too is theirs.
  return verdict.problems.filter((problem) => problem.caseId === caseId).map(({ seq, code }) => ({ seq, code }));
}

describe('verifying the chain', () => {
  it('finds nothing where nothing was changed, and counts what it read', async () => {
    expect(await verifyChain(agency.database, { tenant: TOWN, caseId })).toEqual({ cases: 1, events: 4, problems: [] });
    expect(await problems()).toEqual([]);
  });

  it('names the event of which any one byte was changed, in every column', async () => {
    const changes: readonly [string, string][] = [
      ['payload = set_byte(payload, 40, get_byte(payload, 40) # 1)', 'payload-changed'],
      ['payload_hash = set_byte(payload_hash, 0, get_byte(payload_hash, 0) # 1)', 'payload-changed'],
      ["type = 'TaskStarted'", 'event-changed'],
      ["occurred = '2026-03-02'", 'event-changed'],
      ["occurred_at = occurred_at + interval '1 millisecond'", 'event-changed'],
      ["recorded_at = recorded_at + interval '1 millisecond'", 'event-changed'],
      ["actor = 'eve'", 'event-changed'],
      ["authority = 'timer'", 'event-changed'],
      ['command_id = gen_random_uuid()', 'event-changed'],
      ['case_type_hash = set_byte(case_type_hash, 0, get_byte(case_type_hash, 0) # 1)', 'event-changed'],
      ["policy_version = 'none'", 'event-changed'],
      ['algorithm = 2', 'event-changed'],
      ['key_id = gen_random_uuid()', 'event-changed'],
      ['previous_hash = set_byte(previous_hash, 0, get_byte(previous_hash, 0) # 1)', 'event-changed'],
      ['hash = set_byte(hash, 0, get_byte(hash, 0) # 1)', 'event-changed'],
    ];
    const columns = await agency.test.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'event'::regclass and attnum > 0 and attname not in ('tenant', 'case_id', 'seq')",
    );
    expect(new Set(changes.map(([change]) => change.split(' = ')[0]))).toEqual(
      new Set(columns.map(({ name }) => name)),
    );
    for (const [change, code] of changes) {
      await tamper('create table kept as select * from event where case_id = $1 and seq = 2');
      await tamper(`update event set ${change} where case_id = $1 and seq = 2`);
      expect([change, await problems()]).toEqual([change, [{ seq: 2, code }]]);
      await tamper('delete from event where case_id = $1 and seq = 2');
      await agency.test.query('insert into event select * from kept');
      await agency.test.query('drop table kept');
    }
    expect(await problems()).toEqual([]);
  });

  it('names a deleted event', async () => {
    await tamper('delete from event where case_id = $1 and seq = 2');
    expect(await problems()).toEqual([{ seq: 2, code: 'event-missing' }]);
  });

  it('names two events that were swapped, and which they are', async () => {
    await tamper('update event set seq = -seq + 5 + 100 where case_id = $1 and seq in (2, 3)');
    await tamper('update event set seq = seq - 100 where case_id = $1 and seq > 100');
    const verdict = await verifyChain(agency.database, { tenant: TOWN, caseId });
    expect(verdict.problems).toMatchObject([
      { seq: 2, code: 'event-moved', reason: 'What stands as event 2 is event 3 of this case.' },
      { seq: 3, code: 'event-moved', reason: 'What stands as event 3 is event 2 of this case.' },
    ]);
  });

  it('names events cut off at the end, by what the head remembers', async () => {
    await tamper('delete from event where case_id = $1 and seq > 2');
    expect(await problems()).toEqual([
      { seq: 3, code: 'tail-missing' },
      { seq: 4, code: 'tail-missing' },
    ]);
  });

  it('names an event that came from another case, though it is whole', async () => {
    const other = await agency.open();
    await agency.act(other, { type: 'AddNote', text: 'elsewhere' });
    await tamper('delete from event where case_id = $1 and seq = 2');
    await tamper('update event set case_id = $1 where case_id = $2 and seq = 2', other);
    expect(await problems()).toEqual([{ seq: 2, code: 'event-changed' }]);
  });

  it('names a chain that was written anew up to the head’s memory of it', async () => {
    await tamper("update case_head set last_hash = sha256('x') where case_id = $1");
    expect(await problems()).toEqual([{ seq: 4, code: 'event-changed' }]);
  });

  it('names a head without events and events without a head', async () => {
    await tamper('delete from event where case_id = $1');
    expect(await problems()).toEqual([1, 2, 3, 4].map((seq) => ({ seq, code: 'tail-missing' })));
    caseId = await agency.open();
    await tamper('delete from case_head where case_id = $1');
    expect(await problems()).toEqual([{ seq: 1, code: 'head-missing' }]);
  });

  it('sees nothing of another agency', async () => {
    expect(await verifyChain(agency.database, { tenant: VILLAGE })).toEqual({ cases: 0, events: 0, problems: [] });
  });

  it('raises no false alarm while commands go on', async () => {
    const busy = await agency.open();
    let writing = true;
    const writer = (async () => {
      for (let index = 0; writing; index += 1) await agency.act(busy, { type: 'AddNote', text: `${index}` });
    })();
    for (let round = 0; round < 10; round += 1) {
      expect((await verifyChain(agency.database, { tenant: TOWN, caseId: busy })).problems).toEqual([]);
    }
    writing = false;
    await writer;
  });

  it('follows a long case past one page of events', async () => {
    const long = await agency.open();
    for (let index = 0; index < 520; index += 1) await agency.act(long, { type: 'AddNote', text: `${index}` });
    expect(await verifyChain(agency.database, { tenant: TOWN, caseId: long })).toEqual({
      cases: 1,
      events: 521,
      problems: [],
    });
  });

  it.each([
    ["occurred_at = 'infinity'", 'event-changed'],
    ["recorded_at = '-infinity'", 'event-changed'],
    ["recorded_at = '20000-01-01'", 'event-changed'],
    ["recorded_at = recorded_at + interval '1 microsecond'", 'event-changed'],
    ["payload = ''", 'payload-changed'],
    ["hash = ''", 'event-changed'],
    ["actor = ''", 'event-changed'],
  ])('names the event also where %s', async (change, code) => {
    await tamper(`update event set ${change} where case_id = $1 and seq = 2`);
    expect(await problems()).toEqual([{ seq: 2, code }]);
  });

  it('names what is missing in one line where that is very much, and an event that was put far behind the others', async () => {
    const other = await agency.open();
    await tamper('update event set case_id = $2, seq = 1000000 where case_id = $1 and seq = 4', other);
    expect(await problems()).toEqual([{ seq: 4, code: 'tail-missing' }]);
    const { problems: there } = await verifyChain(agency.database, { tenant: TOWN, caseId: other });
    expect(there.map(({ seq }) => seq).slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => at + 2));
    expect(there.slice(100)).toMatchObject([
      { seq: 102, code: 'event-missing', reason: 'Events 102 to 999999 are missing.' },
      { seq: 1_000_000, code: 'event-changed' },
      { seq: 2, code: 'head-behind' },
    ]);
    await agency.test.query('delete from event where case_id = $1 and seq > 1', [other]);
    await agency.test.query('update case_head set version = 2000000000 where case_id = $1', [other]);
    const tail = await verifyChain(agency.database, { tenant: TOWN, caseId: other });
    expect(tail.problems.at(-1)).toMatchObject({
      reason: 'Events 102 to 2000000000, at the end of the case, are missing.',
    });
    expect(tail.problems).toHaveLength(101);
  });

  it('names an event that lacks what no event can lack, by a table that was altered', async () => {
    const whole = await agency.test.query('select 1 from event where policy_version is null or payload is null');
    expect(whole).toEqual([]);
    for (const [column, code] of [
      ['policy_version', 'event-changed'],
      ['recorded_at', 'event-changed'],
      ['key_id', 'event-changed'],
      ['algorithm', 'event-changed'],
      ['payload', 'payload-changed'],
      ['payload_hash', 'payload-changed'],
    ]) {
      const other = await agency.open();
      await agency.test.query(`alter table event alter column ${column} drop not null`);
      await agency.test.query(`update event set ${column} = null where case_id = $1`, [other]);
      const verdict = await verifyChain(agency.database, { tenant: TOWN, caseId: other });
      expect([column, verdict.problems.map((problem) => problem.code)]).toEqual([column, [code]]);
      await agency.test.query('delete from event where case_id = $1', [other]);
      await agency.test.query(`alter table event alter column ${column} set not null`);
    }
  });

  it('says the same wherever ranges of events, heads and leaves end', async () => {
    const damage: readonly [string, readonly Omit<ChainProblem, 'reason' | 'caseId'>[]][] = [
      ['update case_head set version = version where case_id = $1', []],
      ['delete from event where case_id = $1 and seq = 2', [{ seq: 2, code: 'event-missing' }]],
      ['delete from event where case_id = $1 and seq = 1', [{ seq: 1, code: 'event-missing' }]],
      ['delete from event where case_id = $1 and seq = 4', [{ seq: 4, code: 'tail-missing' }]],
      [
        'delete from event where case_id = $1 and seq in (2, 3)',
        [
          { seq: 2, code: 'event-missing' },
          { seq: 3, code: 'event-missing' },
        ],
      ],
      ['delete from event where case_id = $1', [1, 2, 3, 4].map((seq) => ({ seq, code: 'tail-missing' as const }))],
      ['delete from case_head where case_id = $1', [{ seq: 4, code: 'head-missing' }]],
      ["update event set actor = 'eve' where case_id = $1 and seq = 3", [{ seq: 3, code: 'event-changed' }]],
      ["update log_leaf set hash = sha256('x') where case_id = $1 and seq = 3", [{ seq: 3, code: 'logged-otherwise' }]],
      ['delete from log_leaf where case_id = $1 and seq = 3', [{ seq: 3, code: 'not-logged' }]],
      ['update case_head set version = 3 where case_id = $1', [{ seq: 4, code: 'head-behind' }]],
    ];
    // What another test left and no log takes.
    await agency.test.query(
      'delete from outbox o using event e where e.case_id = o.case_id and e.seq = o.seq and octet_length(e.hash) <> 32',
    );
    const cases = new Map<string, readonly Omit<ChainProblem, 'reason' | 'caseId'>[]>();
    for (const [text, expected] of damage) {
      const id = await agency.open();
      for (const note of ['a', 'b', 'c']) await agency.act(id, { type: 'AddNote', text: note });
      cases.set(id, expected);
      while ((await relayOutbox(agency.database, TOWN, 100)).relayed > 0);
      await agency.test.query(text, [id]);
    }
    // A case of which only its leaves are left, and one that only waits for its leaf.
    const [unknown, waits] = [await agency.open(), await agency.open()];
    await agency.test.query('delete from outbox where case_id = $1', [unknown]);
    for (const id of [unknown, waits])
      for (const table of ['event', 'case_access', 'task', 'case_head'])
        await agency.test.query(`delete from ${table} where case_id = $1`, [id]);
    await agency.test.query("insert into log_leaf values ($1, 900000, $2, 1, sha256('x'))", [TOWN, unknown]);
    for (const id of [unknown, waits]) cases.set(id, [{ seq: 1, code: 'tail-missing' }]);

    const whole = await verifyChain(agency.database, { tenant: TOWN });
    for (const [id, expected] of cases)
      expect(
        whole.problems.filter(({ caseId: named }) => named === id).map(({ seq, code }) => ({ seq, code })),
      ).toEqual(expected);
    for (const rowsPerRange of [2, 3, 4, 5, 6, 7, 11, 16, 40])
      expect([rowsPerRange, await verifyChain(agency.database, { tenant: TOWN, rowsPerRange })]).toEqual([
        rowsPerRange,
        whole,
      ]);
    for (const id of cases.keys())
      expect(await verifyChain(agency.database, { tenant: TOWN, caseId: id, rowsPerRange: 2 })).toEqual(
        await verifyChain(agency.database, { tenant: TOWN, caseId: id }),
      );
  });
});
