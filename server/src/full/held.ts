// A million attempts, by every route, to destroy what is under hold: none may succeed. And controls: what was let go of, each of the same routes
// destroys. The third number that shows that attempts were made is what refused them.
import { createHash } from 'node:crypto';
import { runCli } from '../cli/cli.ts';
import { approveDisposal, proposeDisposal } from '../commands/disposal.ts';
import { runDisposal } from '../commands/disposal-run.ts';
import { destroyAgain } from '../commands/destroy-again.ts';
import { addHoldTo, endHolds } from '../commands/hold.ts';
import { endQueryHold } from '../commands/hold-query.ts';
import { retireAgencyKeys, RETIRED_AFTER_MS } from '../commands/retire-keys.ts';
import { rotateKeys } from '../commands/rotate-keys.ts';
import { rebuild } from '../store/rebuild.ts';
import { sweepDatabase } from '../store/sweep.ts';
import { bySql, bySqlOnce, certificateOf, nth, type Route } from './held-attempts.ts';
import { byInterface } from './held-routes.ts';
import { HELD_TENANT as TENANT, type HeldGround, type HeldWorld, openHeldWorld } from './held-world.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface HeldOptions extends SuiteOptions {
  readonly ground: HeldGround;
  /** In all; those that are not made by other routes are made in SQL. */
  readonly attempts: number;
  /** Cases of each kind of hold. */
  readonly ofEach: number;
  /** Attempts by each of the doors of the program. */
  readonly byDoor: number;
  /** Pairs of a hold and a destruction at the same moment. */
  readonly races: number;
}

type Routes = Record<string, Route>;

export async function held(options: HeldOptions): Promise<SuiteResult> {
  const world = await openHeldWorld(options.ground, options.ofEach);
  const routes: Routes = {};
  const failures: string[] = [];
  const say = (name: string): void =>
    options.say(`${name}: ${routes[name]?.tried ?? 0} tried, ${routes[name]?.gone ?? 0} gone.`);
  try {
    const before = await keysOf(world);
    const doors: Readonly<Record<string, () => Promise<Route>>> = {
      'command of the program': () => byCommand(world, options.byDoor, ''),
      'destruction of a subject': () => byCommand(world, options.byDoor, 'person'),
      'command line': () => byCommandLine(world, Math.ceil(options.byDoor / 4)),
      'run of disposal': () => byDisposal(world, Math.min(options.byDoor, 200)),
      'routes of the interface': () => byRoutes(world, Math.ceil(Math.min(options.byDoor, 400) / 4)),
      'restore with an old list': () => byOldList(world, options.byDoor),
      'rotation and retirement of keys': () => byKeys(world),
      sweep: () => bySweep(world),
      rebuild: () => byRebuild(world),
    };
    for (const [name, door] of Object.entries(doors)) {
      routes[name] = await door();
      say(name);
    }
    routes['race of a hold with a destruction'] = await race(world, options.races);
    say('race of a hold with a destruction');
    const made = Object.values(routes).reduce((sum, { tried }) => sum + tried, 0);
    routes['SQL as the application'] = await bySql(world, Math.max(options.attempts - made, 0), options.say);
    say('SQL as the application');
    const after = await keysOf(world);
    if (after.count !== before.count || after.ids !== before.ids)
      failures.push(`The keys of cases under hold are not the same: ${before.count} before, ${after.count} after.`);
    for (const [name, { gone, tried }] of Object.entries(routes)) {
      if (gone > 0) failures.push(`By ${name}, ${gone} of ${tried} destroyed what was under hold.`);
      if (tried === 0) failures.push(`Nothing was tried by ${name}.`);
    }
    const controls = await release(world, options);
    failures.push(...controls.failures);
    const tried = Object.values(routes).reduce((sum, one) => sum + one.tried, 0);
    const gone = Object.values(routes).reduce((sum, one) => sum + one.gone, 0);
    const counts = { attempts: tried, 'held cases destroyed': gone, 'cases under hold': world.held.length };
    return resultOf(
      { ...counts, 'keys watched': before.count, 'let go of and destroyed': controls.destroyed, routes },
      failures,
    );
  } finally {
    await world.close();
  }
}

async function keysOf({ query, held: cases }: HeldWorld): Promise<{ readonly count: number; readonly ids: string }> {
  const rows = await query<{ key_id: string }>('select key_id from data_key where case_id = any ($1) order by key_id', [
    cases.map(({ caseId }) => caseId),
  ]);
  return {
    count: rows.length,
    ids: createHash('sha256')
      .update(rows.map((row) => row.key_id).join())
      .digest('hex'),
  };
}

interface Tally extends Route {
  readonly add: (outcome: string) => void;
}

function openTally(): Tally {
  const refused: Record<string, number> = {};
  const counts = { tried: 0, gone: 0 };
  return {
    get tried() {
      return counts.tried;
    },
    get gone() {
      return counts.gone;
    },
    refused,
    add(outcome) {
      counts.tried += 1;
      if (outcome === 'destroyed' || outcome === 'done') counts.gone += 1;
      else refused[outcome] = (refused[outcome] ?? 0) + 1;
    },
  };
}

async function byCommand(world: HeldWorld, tries: number, subject: string): Promise<Route> {
  const tally = openTally();
  for (let at = 0; at < tries; at += 1) tally.add(await world.tryDestroy(nth(world.held, at).caseId, subject));
  return tally;
}

async function byCommandLine(world: HeldWorld, tries: number): Promise<Route> {
  const tally = openTally();
  for (let at = 0; at < tries; at += 1) {
    const args = [
      '--case',
      nth(world.held, at).caseId,
      '--authority',
      'GDA 12',
      '--class',
      '4',
      '--approved-by',
      'rita,ron',
    ];
    const told = await cli(world, 'destroy', ...args, ...(at % 3 === 2 ? ['--subject', 'person'] : []));
    tally.add(
      /1 destruction carried out/.test(told) ? 'destroyed' : /under hold/.test(told) ? 'held' : told.slice(0, 60),
    );
  }
  return tally;
}

async function cli(world: HeldWorld, ...args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  await runCli(args, {
    open: async () => ({
      ...{ database: world.database, deps: world.deps, witnessFolder: null, close: async () => {} },
      // A destruction needs of it the list outside the database alone.
      maintenance: { destructions: world.deps.keeper } as never,
    }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => world.clock.nowMs },
    print: (line) => void lines.push(line),
    say: (line) => void lines.push(line),
  });
  return lines.join('\n');
}

/** Cases are proposed and approved while nothing holds them, and come under holds before the list is gone through. */
async function byDisposal(world: HeldWorld, tries: number): Promise<Route> {
  const tally = openTally();
  const region = 'to-dispose';
  const cases: string[] = [];
  for (let at = 0; at < tries; at += 1) cases.push(await world.closedCase(region));
  const runId = await approvedRun(world);
  const own = cases.filter((_, at) => at % 2 === 0);
  for (const caseId of own) await addHoldTo(world.deps, { tenant: TENANT, caseId }, 'A claim');
  const holdId = await world.hold({ fields: [{ field: 'region', is: '=', value: region }] });
  const done = await runDisposal(world.deps, { tenant: TENANT, runId });
  if ('refused' in done) throw new Error(done.refused);
  const reasons = new Map(done.leftOut.map(({ caseId, reason }) => [caseId, reason]));
  for (const caseId of cases) tally.add(reasons.get(caseId) ?? 'destroyed');
  // They are let go of, and the next list takes them.
  await endQueryHold(world.deps, { tenant: TENANT, holdId, by: ['rita', 'ron'] });
  for (const caseId of own) await endHolds(world.deps, { tenant: TENANT, caseId }, null);
  const again = await runDisposal(world.deps, { tenant: TENANT, runId: await approvedRun(world) });
  if (!('destroyed' in again) || again.destroyed < cases.length)
    throw new Error('What was let go of was not disposed of, so that its refusal before shows nothing.');
  return tally;
}

async function byRoutes(world: HeldWorld, tries: number): Promise<Route> {
  const tally = openTally();
  await byInterface(world, tally, tries);
  return tally;
}

async function approvedRun(world: HeldWorld): Promise<string> {
  const asked = { tenant: TENANT, by: 'rita', reason: 'Due', to: '2026-01-01', caseType: null };
  const run = await proposeDisposal(world.deps, asked);
  if ('refused' in run) throw new Error(run.refused);
  for (const by of ['ron', 'ruth'])
    await approveDisposal(world.deps, { tenant: TENANT, runId: run.runId, by, list: run.list });
  return run.runId;
}

/** A line of the list whose transaction never committed, for a case that came under hold after it. */
async function byOldList(world: HeldWorld, tries: number): Promise<Route> {
  const tally = openTally();
  const deps = { ...world.deps, ownerDatabase: world.ownerDatabase };
  const cases = world.held.filter(({ kind }) => kind !== 'unnoticed');
  for (let at = 0; at < tries; at += 1) {
    const { caseId } = nth(cases, at);
    const certificate = certificateOf(caseId, { destroyedAt: '2021-06-01T00:00:00.000Z' });
    tally.add(await destroyAgain(deps, { tenant: TENANT, certificate }));
  }
  return tally;
}

async function byKeys(world: HeldWorld): Promise<Route> {
  const tally = openTally();
  for (let turn = 0; turn < 2; turn += 1) {
    await rotateKeys(
      {
        ...{ ownerDatabase: world.ownerDatabase, keys: world.deps.keys, services: { wraps: world.services } },
        ...{ refresh: world.ring.refresh, nowMs: () => world.clock.nowMs, settle: async () => {} },
      },
      TENANT,
      () => {},
    );
    world.clock.nowMs += RETIRED_AFTER_MS + 60_000;
    await world.ring.refresh();
    await retireAgencyKeys({ ownerDatabase: world.ownerDatabase, nowMs: () => world.clock.nowMs }, TENANT);
    await world.ring.refresh();
    const { differences } = await rebuild(world.deps, { tenant: TENANT, mode: 'compare' });
    const lost = new Set(differences.filter(({ where }) => where === 'unreadable').map(({ caseId }) => caseId));
    for (const { caseId } of world.held) tally.add(lost.has(caseId) ? 'destroyed' : 'readable');
  }
  return tally;
}

async function bySweep(world: HeldWorld): Promise<Route> {
  const tally = openTally();
  await sweepDatabase({ owner: world.ground.owner, administrator: null }, () => {});
  await afterwards(world, tally);
  return tally;
}

async function byRebuild(world: HeldWorld): Promise<Route> {
  const tally = openTally();
  await rebuild(world.deps, { tenant: TENANT, mode: 'rebuild' });
  await afterwards(world, tally);
  return tally;
}

async function afterwards({ query, held: cases }: HeldWorld, tally: Tally): Promise<void> {
  const keys = await query<{ case_id: string }>(
    "select case_id from data_key where subject = '' and case_id = any ($1)",
    [cases.map(({ caseId }) => caseId)],
  );
  const here = new Set(keys.map((row) => row.case_id));
  for (const { caseId } of cases) tally.add(here.has(caseId) ? 'there' : 'destroyed');
}

/** What came first is on record: a destruction after the hold is one of what was held. */
async function race(world: HeldWorld, races: number): Promise<Route> {
  const tally = openTally();
  for (let at = 0; at < races; at += 1) {
    const region = `race-${at}`;
    const caseId = await world.closedCase(region);
    const byQuery = at % 2 === 0;
    const holding = async (): Promise<string | null> =>
      byQuery
        ? world.hold({ fields: [{ field: 'region', is: '=', value: region }] })
        : addHoldTo(world.deps, { tenant: TENANT, caseId }, 'A claim');
    // One begins a little earlier than the other, by turns.
    const [early, late] = [at % 5, at % 4 < 2 ? 0 : 4];
    const [holdId] = await Promise.all([after(late, holding), after(early, () => world.tryDestroy(caseId, ''))]);
    const order = await orderOf(world, caseId, holdId);
    tally.add(order);
  }
  return tally;
}

async function after<T>(ms: number, work: () => Promise<T>): Promise<T> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  return work();
}

async function orderOf({ query }: HeldWorld, caseId: string, holdId: string | null): Promise<string> {
  const rows = await query<{ seq: number; kind: string }>(
    `select seq, entry::jsonb -> 5 ->> 0 as kind from custody_record where tenant = $1
        and (entry::jsonb -> 5 -> 1 ->> 'caseId' = $2 or entry::jsonb -> 5 -> 1 ->> 'holdId' = $3) order by seq`,
    [TENANT, caseId, holdId ?? ''],
  );
  const destroyed = rows.find(({ kind }) => kind === 'destroyed')?.seq;
  const heldAt = rows.find(({ kind }) => kind === 'held' || kind === 'query-held')?.seq;
  if (destroyed === undefined) return 'held first';
  return heldAt === undefined || destroyed < heldAt ? 'destroyed first' : 'destroyed';
}

/** Lets go of everything and destroys it by the same doors: what was refused before was refused for the holds. */
async function release(
  world: HeldWorld,
  { byDoor }: HeldOptions,
): Promise<{ readonly destroyed: number; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  for (const holdId of world.queries) {
    const ended = await endQueryHold(world.deps, { tenant: TENANT, holdId, by: ['rita', 'ron'] });
    if (ended !== 'ended') failures.push(`A hold was not ended: ${ended.refused}`);
  }
  let destroyed = 0;
  for (const [at, { caseId }] of world.held.entries()) {
    await endHolds(world.deps, { tenant: TENANT, caseId }, null);
    if (at % 7 === 3) {
      if ((await world.tryDestroy(caseId, 'person')) !== 'destroyed')
        failures.push('A subject let go of was not destroyed.');
    }
    const outcome = at % 3 === 0 && byDoor > 0 ? await bySqlOnce(world, caseId) : await world.tryDestroy(caseId, '');
    if (outcome === 'destroyed') destroyed += 1;
    else failures.push(`What was let go of was not destroyed: ${outcome}.`);
  }
  return { destroyed, failures };
}
