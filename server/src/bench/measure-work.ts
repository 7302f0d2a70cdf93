// My work at two sizes of the same database, side by side: pages of teams taken in turn, in the database through the
// driver and through HTTP, in alternating slices, so that the ratio of the two holds on a noisy machine.
import type { BenchWorld } from './bench-world.ts';
import type { ChildServer } from './child-server.ts';
import type { WireRequest } from './http-client.ts';
import { runLoad } from './http-load.ts';
import { median, percentile } from './percentiles.ts';

export interface WorkSide {
  readonly world: BenchWorld;
  readonly server: ChildServer;
  /** Requests for a page of work, one for each team. */
  readonly requests: readonly WireRequest[];
}

export interface WorkTimes {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface WorkSize {
  readonly cases: number;
  readonly tasks: number;
  readonly database: WorkTimes;
  readonly http: WorkTimes;
}

export interface WorkFigures {
  readonly small: WorkSize;
  readonly large: WorkSize;
  /** Middle of the ratios of p95, round by round: large over small. */
  readonly databaseRatio: number;
  readonly httpRatio: number;
}

export interface WorkPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly clients: number;
}

interface Round {
  readonly database: WorkTimes;
  readonly http: WorkTimes;
}

export async function measureWork(
  sides: { readonly small: WorkSide; readonly large: WorkSide },
  plan: WorkPlan,
): Promise<WorkFigures> {
  const rounds: { readonly small: Round; readonly large: Round }[] = [];
  // The first pages fill the caches of both and are not counted.
  await measureSide(sides.small, plan);
  await measureSide(sides.large, plan);
  for (let round = 0; round < plan.rounds; round += 1) {
    rounds.push(round % 2 === 0 ? await smallFirst(sides, plan) : await largeFirst(sides, plan));
  }
  const ratio = (of: (round: Round) => WorkTimes): number =>
    median(rounds.map(({ small, large }) => of(large).p95Ms / of(small).p95Ms));
  return {
    small: await sizeOf(
      sides.small,
      rounds.map(({ small }) => small),
    ),
    large: await sizeOf(
      sides.large,
      rounds.map(({ large }) => large),
    ),
    databaseRatio: ratio(({ database }) => database),
    httpRatio: ratio(({ http }) => http),
  };
}

async function smallFirst(
  sides: { readonly small: WorkSide; readonly large: WorkSide },
  plan: WorkPlan,
): Promise<{ small: Round; large: Round }> {
  const small = await measureSide(sides.small, plan);
  return { small, large: await measureSide(sides.large, plan) };
}

async function largeFirst(
  sides: { readonly small: WorkSide; readonly large: WorkSide },
  plan: WorkPlan,
): Promise<{ small: Round; large: Round }> {
  const large = await measureSide(sides.large, plan);
  return { small: await measureSide(sides.small, plan), large };
}

async function measureSide(side: WorkSide, plan: WorkPlan): Promise<Round> {
  return { database: await inDatabase(side.world, plan.seconds), http: await throughHttp(side, plan) };
}

/** One client, one flight a page: what the database and the driver take, with the policy in force. */
async function inDatabase(world: BenchWorld, seconds: number): Promise<WorkTimes> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  for (let turn = 0; performance.now() < until; turn += 1) {
    const asked = performance.now();
    await world.readWork(world.teams[turn % world.teams.length] ?? '');
    times.push(performance.now() - asked);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
}

async function throughHttp({ server, requests }: WorkSide, { seconds, clients }: WorkPlan): Promise<WorkTimes> {
  let turn = 0;
  const result = await runLoad({
    port: server.port,
    clients,
    seconds,
    next() {
      turn += 1;
      return requests[turn % requests.length] ?? null;
    },
  });
  if (result.firstFailure !== null) throw new Error(`My work was refused: ${result.firstFailure}`);
  return result;
}

async function sizeOf({ world }: WorkSide, rounds: readonly Round[]): Promise<WorkSize> {
  const [counted] = await world.owner.run<{ cases: number; tasks: number }>(
    'select (select count(*)::int from case_head) as cases, (select count(*)::int from task) as tasks',
  );
  const middle = (of: (round: Round) => WorkTimes): WorkTimes => ({
    p50Ms: median(rounds.map((round) => of(round).p50Ms)),
    p95Ms: median(rounds.map((round) => of(round).p95Ms)),
  });
  return {
    cases: counted?.cases ?? 0,
    tasks: counted?.tasks ?? 0,
    database: middle(({ database }) => database),
    http: middle(({ http }) => http),
  };
}
