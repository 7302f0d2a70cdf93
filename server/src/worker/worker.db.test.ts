import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { commandDeps, executeCommand } from '../commands/execute-command.ts';
import { Unavailable } from '../errors.ts';
import { beginImportRun, saveImportReport } from '../store/import-run.ts';
import { listenLive } from '../store/listen-live.ts';
import type { LiveMessage } from '../store/live-messages.ts';
import { startWorker, type WorkerProblem } from './loop.ts';
import { emptyOutbox } from './outbox.ts';
import { fireDueTimers } from './timers.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());
afterEach(() => {
  agency.clock.nowMs = Date.parse('2026-03-01T10:00:00Z');
});

interface Fired {
  readonly type: string;
  readonly occurred: string;
  readonly actor: string;
  readonly authority: string;
}

const firedIn = (caseId: string): Promise<readonly Fired[]> =>
  agency.test.query<Fired & { readonly seq: number }>(
    "select type, occurred, actor, authority from event where case_id = $1 and type in ('TimerFired', 'ClockBreached') order by seq",
    [caseId],
  );

/** What opens a case of the desk, besides being the program. */
const opens = (caseId: string): readonly string[] => [
  `break-glass:${TOWN}/${caseId}`,
  ...[`in:${TOWN}/desk`, `over:${TOWN}/desk`],
  ...[`share:${TOWN}/${caseId}`, `specific:${TOWN}/${caseId}`],
];

/** A second process: its own memory, the same database. */
const otherProcess = (): AgencyUnderTest['deps'] => commandDeps(agency.database, agency.keys, () => agency.clock.nowMs);

describe('timers', () => {
  it('do not fire before their time', async () => {
    await agency.open({ startedOn: '2026-03-01' });
    expect(await fireDueTimers(agency.deps, TOWN)).toEqual({ fired: 0, problems: [] });
  });

  it('fire late, in order, and happened when they were due', async () => {
    const caseId = await agency.open({ startedOn: '2026-03-01' });
    agency.clock.nowMs = Date.parse('2027-01-01T00:00:00Z');
    const sweep = await fireDueTimers(agency.deps, TOWN);
    expect(sweep.problems).toEqual([]);
    expect(await firedIn(caseId)).toEqual([
      { type: 'TimerFired', occurred: '2026-03-31', actor: 'system.timer', authority: 'timer' },
      { type: 'ClockBreached', occurred: '2026-04-26', actor: 'system.timer', authority: 'timer' },
    ]);
    expect(await fireDueTimers(agency.deps, TOWN)).toEqual({ fired: 0, problems: [] });
  });

  it('fire once, however many processes look at the same moment', async () => {
    const cases = await Promise.all(Array.from({ length: 8 }, () => agency.open({ startedOn: '2026-03-01' })));
    agency.clock.nowMs = Date.parse('2027-01-01T00:00:00Z');
    const sweeps = await Promise.all(
      [agency.deps, otherProcess(), otherProcess()].map((deps) => fireDueTimers(deps, TOWN)),
    );
    expect(sweeps.flatMap(({ problems }) => problems.map(({ reason }) => reason))).toEqual([]);
    for (const caseId of cases) expect(await firedIn(caseId)).toHaveLength(2);
    expect(await agency.test.query("select 1 from timer where tenant = $1 and due_at < '2026-12-31'", [TOWN])).toEqual(
      [],
    );
  });

  it('of one broken case do not keep the others waiting', async () => {
    const broken = await agency.open({ startedOn: '2026-03-01' });
    const sound = await agency.open({ startedOn: '2026-03-02' });
    await agency.test.query("update case_head set state = '{}' where case_id = $1", [broken]);
    agency.clock.nowMs = Date.parse('2027-01-01T00:00:00Z');
    const sweep = await fireDueTimers(agency.deps, TOWN);
    expect(sweep.problems.map(({ caseId }) => caseId)).toEqual([broken, broken]);
    expect(await firedIn(sound)).toHaveLength(2);
    await agency.test.query('delete from timer where case_id = $1', [broken]);
  });

  it('wait while an import into the agency is unfinished, since its log has a time of its own', async () => {
    const caseId = await agency.open({ startedOn: '2026-03-01' });
    const of = { tenant: TOWN, importId: 'log' };
    const context = { tenant: TOWN, person: 'import' };
    await agency.database.once(context, [
      beginImportRun(of, { fileHash: Buffer.alloc(32), startedAt: '2026-03-01T10:00:00.000Z', report: '{}' }),
    ]);
    agency.clock.nowMs = Date.parse('2027-01-01T00:00:00Z');
    expect(await fireDueTimers(agency.deps, TOWN)).toEqual({ fired: 0, problems: [], waitingFor: 'log' });
    await agency.database.once(context, [
      saveImportReport(of, { lowWater: 9, report: '{}', finishedAt: '2026-03-02T10:00:00.000Z' }),
    ]);
    expect(await fireDueTimers(agency.deps, TOWN)).toMatchObject({ fired: 2 });
    expect(await firedIn(caseId)).toHaveLength(2);
  });
});

describe('the outbox', () => {
  it('tells listeners of each event once, by its ids and who may hear, and is empty then', async () => {
    await emptyOutbox(agency.database, TOWN);
    const heard: LiveMessage[] = [];
    const listening = await listenLive(agency.test.appConnection, {
      onHere: () => {},
      onMessage: (message) => heard.push(message),
      onUnsettled: () => {},
      onLost: () => {},
      onGap: () => {},
    });
    const caseId = await agency.open({ name: 'Mary' });
    await agency.act(caseId, { type: 'AddNote', text: 'x' });
    const relayed = await Promise.all([emptyOutbox(agency.database, TOWN), emptyOutbox(agency.database, TOWN)]);
    expect(relayed[0].relayed + relayed[1].relayed).toBe(2);
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    expect(heard.toSorted((a, b) => a.seq - b.seq)).toEqual(
      [1, 2].map((seq) => ({ tenant: TOWN, caseId, seq, tokens: opens(caseId) })),
    );
    expect(await agency.test.query('select 1 from outbox where tenant = $1', [TOWN])).toEqual([]);
    await listening.close();
  });

  it('gives rows back when the process that took them dies', async () => {
    const caseId = await agency.open();
    const owner = new pg.Client({ ...agency.test.ownerConnection, ssl: false });
    await owner.connect();
    // The relay has claimed its rows when it asks for the cases' owners, and there it waits.
    await owner.query('begin; lock table case_head in access exclusive mode');
    const relay = emptyOutbox(agency.database, TOWN).catch((error: unknown) => error);
    await vi.waitFor(async () => {
      const killed = await agency.test.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'casewright_app'",
      );
      expect(killed).toHaveLength(1);
    });
    await owner.query('rollback');
    await owner.end();
    expect(await relay).toBeInstanceOf(Unavailable);
    expect(await agency.test.query('select seq from outbox where case_id = $1', [caseId])).toEqual([{ seq: 1 }]);
    expect((await emptyOutbox(agency.database, TOWN)).relayed).toBeGreaterThan(0);
  });
});

describe('the loop', () => {
  it('serves every agency and stops when told to', async () => {
    const caseId = await agency.open({ startedOn: '2026-03-01' });
    await executeCommand(agency.deps, agency.bob, {
      open: { caseType: 'example', data: {} },
      idempotencyKey: 'village',
    });
    agency.clock.nowMs = Date.parse('2027-01-01T00:00:00Z');
    const problems: WorkerProblem[] = [];
    const worker = startWorker({
      deps: agency.deps,
      outboxEveryMs: 5,
      timersEveryMs: 5,
      onProblem: (problem) => problems.push(problem),
    });
    await vi.waitFor(
      async () => {
        expect(await firedIn(caseId)).toHaveLength(2);
        expect(await agency.test.query('select 1 from outbox')).toEqual([]);
      },
      { timeout: 10_000 },
    );
    await worker.stop();
    expect(problems).toEqual([]);
    await agency.open();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(await agency.test.query('select count(*)::int as n from outbox')).toEqual([{ n: 1 }]);
  });
});
