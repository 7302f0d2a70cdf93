import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../errors.ts';
import { addSession, findSession, proveSession } from '../store/find-session.ts';
import { principal, startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import type { Outcome } from './command-request.ts';
import { commandDeps, executeCommand } from './execute-command.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());

const CHECK = { type: 'CompleteTask', task: 'check', data: { note: 'seen' } } as const;

async function count(text: string, ...values: readonly unknown[]): Promise<number> {
  const [row] = await agency.test.query<{ n: number }>(text, values);
  return row?.n ?? -1;
}

const events = (caseId: string): Promise<number> =>
  count('select count(*)::int as n from event where case_id = $1', caseId);

describe('a command', () => {
  it('opens a case, with a reference, its key, a row in the access list, its tasks, an outbox row and a receipt', async () => {
    const outcome = await executeCommand(agency.deps, agency.ann, {
      open: { caseType: 'example', data: { note: 'x', startedOn: '2026-03-01' } },
      idempotencyKey: 'first',
    });
    expect(outcome).toMatchObject({ kind: 'applied', version: 1, replayed: false });
    const { caseId, reference } = applied(outcome);
    expect(reference).toMatch(/^EX-2026-\d{6}$/);
    expect(await agency.test.query('select token, status from case_access where case_id = $1', [caseId])).toEqual([
      { token: 'in:7/desk', status: 'open' },
    ]);
    expect(await agency.test.query('select task, lane, role from task where case_id = $1', [caseId])).toEqual([
      { task: 'check', lane: 'team:desk', role: 'officer' },
    ]);
    expect(
      await agency.test.query('select timer, due_at from timer where case_id = $1 order by timer', [caseId]),
    ).toMatchObject([{ timer: 'clock:decide' }, { timer: 'remind' }]);
    expect(await count('select count(*)::int as n from outbox where case_id = $1', caseId)).toBe(1);
    expect(await count('select count(*)::int as n from receipt where case_id = $1', caseId)).toBe(1);
    expect(await count("select count(*)::int as n from data_key where case_id = $1 and subject = ''", caseId)).toBe(1);
  });

  it('moves tasks from the list as they are done, assigned and closed', async () => {
    const caseId = await agency.open();
    await agency.act(caseId, CHECK);
    const tasks = (): Promise<readonly object[]> =>
      agency.test.query('select task, lane, due_on::text from task where case_id = $1 order by task', [caseId]);
    expect(await tasks()).toEqual([
      { task: 'check#2', lane: 'team:desk', due_on: '9999-12-31' },
      { task: 'sign', lane: 'team:desk', due_on: '2026-03-11' },
    ]);
    await agency.act(caseId, { type: 'AssignTask', task: 'sign', assignee: 'ann' });
    expect(await tasks()).toContainEqual({ task: 'sign', lane: 'person:ann', due_on: '2026-03-11' });
    await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
    expect(await tasks()).toEqual([]);
    expect(await agency.test.query('select status from case_access where case_id = $1', [caseId])).toEqual([
      { status: 'closed' },
    ]);
  });

  it('is answered with the decider’s rejection, and nothing is written', async () => {
    const caseId = await agency.open();
    const outcome = await agency.act(caseId, { ...CHECK, task: 'sign' }, { idempotencyKey: 'too-early' });
    expect(outcome).toMatchObject({ kind: 'rejected', rejection: { code: expect.any(String) }, replayed: false });
    expect(await events(caseId)).toBe(1);
    expect(await count("select count(*)::int as n from receipt where key like '%too-early'")).toBe(0);
  });

  it('keeps a rejection under its key when asked to', async () => {
    const caseId = await agency.open();
    const ask = (): Promise<Outcome> =>
      agency.act(caseId, { ...CHECK, task: 'sign' }, { idempotencyKey: 'kept', recordRejection: true });
    const first = await ask();
    await agency.act(caseId, CHECK);
    // By now the task could be done; the key still answers what it answered first.
    expect(await ask()).toEqual({ ...first, replayed: true });
    expect(first.kind).toBe('rejected');
  });

  it('stores occurred as it was stated, and beside it when it was recorded', async () => {
    const caseId = await agency.open({}, { occurred: '2026-02-10' });
    expect(
      await agency.test.query('select occurred, occurred_at::text, recorded_at::text from event where case_id = $1', [
        caseId,
      ]),
    ).toEqual([
      { occurred: '2026-02-10', occurred_at: '2026-02-09 23:00:00+00', recorded_at: '2026-03-01 10:00:00+00' },
    ]);
  });

  it('refuses an occurred that is neither a date nor an instant', async () => {
    await expect(agency.open({}, { occurred: 'yesterday' })).rejects.toThrow(RangeError);
  });
});

describe('an idempotency key', () => {
  it('gives the first answer again, with the same event, and adds nothing', async () => {
    const caseId = await agency.open({ name: 'Mary' });
    const ask = (): Promise<Outcome> =>
      agency.act(caseId, { type: 'CompleteTask', task: 'check', data: { name: 'Jane' } }, { idempotencyKey: 'again' });
    const first = await ask();
    const second = await ask();
    expect(second).toEqual({ ...first, replayed: true });
    expect(await events(caseId)).toBe(2);
  });

  it('opens one case however often it is asked at once', async () => {
    const request = { open: { caseType: 'example', data: { note: 'once' } }, idempotencyKey: 'at-once' };
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => executeCommand(agency.deps, agency.ann, request)),
    );
    expect(new Set(outcomes.map((outcome) => applied(outcome).caseId)).size).toBe(1);
    expect(outcomes.filter((outcome) => !applied(outcome).replayed)).toHaveLength(1);
  });

  it('is refused for another request', async () => {
    const caseId = await agency.open();
    await agency.act(caseId, { type: 'AddNote', text: 'one' }, { idempotencyKey: 'twice' });
    expect(await agency.act(caseId, { type: 'AddNote', text: 'two' }, { idempotencyKey: 'twice' })).toEqual({
      kind: 'key-reused',
    });
  });

  it('belongs to whoever used it', async () => {
    const caseId = await agency.open();
    await agency.act(caseId, { type: 'AddNote', text: 'one' }, { idempotencyKey: 'mine' });
    const eve = principal(TOWN, 'eve', ['officer']);
    const outcome = await executeCommand(agency.deps, eve, {
      caseId,
      command: { type: 'AddNote', text: 'two' },
      idempotencyKey: 'mine',
    });
    expect(outcome).toMatchObject({ kind: 'applied', version: 3 });
  });
});

describe('who may', () => {
  it('finds no case of another agency, as if it were not there', async () => {
    const caseId = await agency.open();
    const command = { type: 'AddNote', text: 'x' } as const;
    const other = await executeCommand(agency.deps, agency.bob, { caseId, command, idempotencyKey: 'spy' });
    const absent = await executeCommand(agency.deps, agency.bob, {
      caseId: '01a00000-0000-7000-8000-000000000000',
      command,
      idempotencyKey: 'spy',
    });
    expect(other).toEqual({ kind: 'not-found' });
    expect(absent).toEqual(other);
  });

  it('refuses outside the team and outside the role like a case that is not there, and records it', async () => {
    const caseId = await agency.open();
    await agency.act(caseId, CHECK);
    const stranger = { ...principal(TOWN, 'eve', []), teams: [{ team: 'other', role: 'officer' }] };
    const officer = principal(TOWN, 'oli', ['officer']);
    for (const who of [stranger, officer]) {
      expect(
        await executeCommand(agency.deps, who, { caseId, command: { ...CHECK, task: 'sign' }, idempotencyKey: 'no' }),
      ).toEqual({ kind: 'not-found' });
    }
    expect(
      await agency.test.query(
        'select person, action, case_ids, denied from access_log where $1 = any (case_ids) order by person',
        [caseId],
      ),
    ).toEqual([
      { person: 'eve', action: 'CompleteTask', case_ids: [caseId], denied: true },
      { person: 'oli', action: 'CompleteTask', case_ids: [caseId], denied: true },
    ]);
  });

  it('lets no person fire a timer, and nobody but an import act as somebody else', async () => {
    const caseId = await agency.open({ startedOn: '2020-01-01' });
    expect(await agency.act(caseId, { type: 'FireTimer', timer: 'remind' })).toEqual({ kind: 'not-found' });
    await expect(agency.act(caseId, CHECK, { actor: 'somebody' })).rejects.toThrow('Only an import');
    const importer = { ...agency.ann, person: 'import', authority: 'import:log', teams: [] };
    await executeCommand(agency.deps, importer, { caseId, command: CHECK, actor: 'clerk-12', idempotencyKey: 'row' });
    expect(
      await agency.test.query('select actor, authority from event where case_id = $1 and seq = 2', [caseId]),
    ).toEqual([{ actor: 'clerk-12', authority: 'import:log' }]);
  });

  it('proves the session again in the first flight', async () => {
    const caseId = await agency.open();
    const now = '2026-03-01T10:00:00.000Z';
    const secret = 's3cret';
    await agency.database.once({ tenant: TOWN, person: 'ann' }, [
      addSession({ tenant: TOWN, secret, person: 'ann', createdAt: now, expiresAt: '2026-03-01T11:00:00.000Z' }),
    ]);
    const note = { type: 'AddNote', text: 'x' } as const;
    const [found] = await agency.database.once({ tenant: TOWN, person: 'ann' }, [findSession(TOWN, secret, now)]);
    const standingHash = found.rows[0]?.standing_hash ?? '';
    const of = { tenant: TOWN, secret, now, standingHash };
    expect(await agency.act(caseId, note, { proof: proveSession(of) })).toMatchObject({ kind: 'applied' });
    for (const proof of [
      proveSession({ ...of, now: '2026-03-01T11:00:00.000Z' }),
      proveSession({ ...of, secret: 'guessed' }),
      proveSession({ ...of, standingHash: 'other' }),
    ]) {
      expect(await agency.act(caseId, note, { proof })).toEqual({ kind: 'session-gone' });
    }
    expect(await events(caseId)).toBe(2);
  });
});

describe('several writers', () => {
  it('of one case get one version each, with no gap and none lost', async () => {
    const caseId = await agency.open();
    // A second process: other pool, other memory, same database.
    const second = commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);
    const note = (deps: typeof second, index: number): Promise<Outcome> =>
      executeCommand(deps, agency.ann, {
        caseId,
        command: { type: 'AddNote', text: `note ${index}` },
        idempotencyKey: `race-${index}`,
      });
    const outcomes: Outcome[] = [];
    // At most five attempts each, so two writers always end.
    for (let round = 0; round < 10; round += 1) {
      outcomes.push(...(await Promise.all([note(agency.deps, round), note(second, 100 + round)])));
    }
    const versions = outcomes.map((outcome) => applied(outcome).version).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    expect(await events(caseId)).toBe(21);
  });

  it('with the same expected version: exactly one wins, the other learns who changed what', async () => {
    const caseId = await agency.open();
    const outcomes = await Promise.all(
      ['a', 'b'].map((text) =>
        agency.act(caseId, { type: 'AddNote', text }, { expectedVersion: 1, idempotencyKey: `expect-${text}` }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['applied', 'conflict']);
    expect(outcomes.find(({ kind }) => kind === 'conflict')).toEqual({
      kind: 'conflict',
      version: 2,
      changedBy: 'ann',
      changedAt: '2026-03-01T10:00:00.000Z',
    });
    expect(await events(caseId)).toBe(2);
  });
});

describe('when the database fails in the middle', () => {
  it('loses the whole command or keeps the whole of it, and its key tells which', async () => {
    const caseId = await agency.open();
    let cut = 0;
    let rounds = 0;
    // A command is over in a few milliseconds, so not every shot hits one.
    for (; cut < 5 && rounds < 500; rounds += 1) {
      const key = `cut-${rounds}`;
      const killer = killConnections(rounds);
      const outcome = await agency
        .act(caseId, { type: 'AddNote', text: key }, { idempotencyKey: key })
        .catch((error: unknown) => error);
      cut += await killer;
      if (outcome instanceof Error) await agency.act(caseId, { type: 'AddNote', text: key }, { idempotencyKey: key });
    }
    expect(cut).toBeGreaterThanOrEqual(5);
    expect(await events(caseId)).toBe(rounds + 1);
    expect(await count('select max(version) as n from case_head where case_id = $1', caseId)).toBe(rounds + 1);
  });

  it('writes nothing of a command whose second flight cannot be finished', async () => {
    const caseId = await agency.open();
    // The last row of the flight cannot be written: the event before it must not stay.
    await agency.test.query("alter table receipt add constraint no_room check (key not like '%doomed')");
    try {
      await expect(agency.act(caseId, CHECK, { idempotencyKey: 'doomed' })).rejects.toThrow();
    } finally {
      await agency.test.query('alter table receipt drop constraint no_room');
    }
    expect(await events(caseId)).toBe(1);
    expect(await agency.act(caseId, CHECK, { idempotencyKey: 'doomed' })).toMatchObject({
      kind: 'applied',
      version: 2,
    });
  });

  it('says that it cannot serve when it cannot be reached', async () => {
    const { openDatabase } = await import('../store/database.ts');
    const nowhere = openDatabase({
      connection: { ...agency.test.appConnection, port: 1 },
      contextKey: agency.test.contextKey,
      poolSize: 1,
    });
    const deps = commandDeps(nowhere, agency.keys);
    await expect(
      executeCommand(deps, agency.ann, {
        caseId: '01a00000-0000-7000-8000-000000000000',
        command: CHECK,
        idempotencyKey: 'x',
      }),
    ).rejects.toThrow(Unavailable);
    await nowhere.close();
  });
});

/** Ends every connection of the application a little later. @returns how many it cut. */
async function killConnections(delayMs: number): Promise<number> {
  await new Promise((resolve) => {
    setTimeout(resolve, delayMs % 6);
  });
  const rows = await agency.test.query<{ cut: boolean }>(
    "select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = current_database() and usename = 'casewright_app' and state <> 'idle'",
  );
  return rows.length;
}

function applied(outcome: Outcome): Extract<Outcome, { kind: 'applied' }> {
  if (outcome.kind !== 'applied') throw new Error(`Not applied: ${JSON.stringify(outcome)}`);
  return outcome;
}

// The driver's errors must stay inside the store: nothing above may have to know them.
it('throws no error of the driver for a lost connection', async () => {
  const error = await agency.database
    .transaction({ tenant: TOWN, person: 'ann' }, async () => {
      await agency.test.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'casewright_app'",
      );
      return agency.open();
    })
    .catch((reason: unknown) => reason);
  expect(error).not.toBeInstanceOf(pg.DatabaseError);
});
