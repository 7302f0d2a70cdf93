// The order of a run: cases through the command path, a copy to grow, then commands, reads, my work and the engine.
import { tmpdir } from 'node:os';
import { makeBareTables } from './bare-tables.ts';
import type { BenchFigures } from './bench-report.ts';
import type { BenchOptions } from './bench-options.ts';
import type { BenchPlace, BenchWorld } from './bench-world.ts';
import { openCases } from './case-supply.ts';
import type { ChildServer } from './child-server.ts';
import { growCases } from './grow-cases.ts';
import type { WireRequest } from './http-client.ts';
import { runLoad } from './http-load.ts';
import type { Plan } from './interleave.ts';
import { FLOOR_CASES, measureCommands, type CommandBench } from './measure-commands.ts';
import { measureEngine, type RecordedScenario } from './measure-engine.ts';
import { measureOverhead, type OverheadFigures, type OverheadSide } from './measure-overhead.ts';
import { measureFiles, type FileFigure } from './measure-files.ts';
import { measureLoad, type LoadFigure } from './measure-load.ts';
import { measureReads } from './measure-reads.ts';
import { measureSearch, type SearchFigure } from './measure-search.ts';
import { measureWork, type WorkSide } from './measure-work.ts';
import { ourRequests, signInOften } from './our-requests.ts';
import { findPgbench } from './pgbench.ts';
import { profileServer } from './profile-server.ts';
import { recordCommands } from './record-commands.ts';
import { untilLogged } from './until-logged.ts';

export interface BenchWiring {
  readonly place: BenchPlace;
  readonly scenarios: readonly RecordedScenario[];
  readonly say: (sentence: string) => void;
}

interface Run {
  readonly options: BenchOptions;
  readonly world: BenchWorld;
  /** Processes to stop at the end. */
  readonly servers: ChildServer[];
  readonly say: (sentence: string) => void;
}

type Measured = Pick<BenchFigures, 'sizes' | 'commands' | 'reads' | 'profiles'>;

/** Connections of the floor: as many as our server has. */
const FLOOR_POOL = 10;
/** Cases made for the recording stand after all that were made for the lists. */
const RECORDED = 1_000_000;
const SUPPLIED = 2_000_000;
/** A session that the server does not know yet counts on the address's own 1,200 requests a minute. */
const SESSIONS = 800;
const SEARCH_SESSIONS = 60;

export async function runBench(options: BenchOptions, wiring: BenchWiring): Promise<BenchFigures> {
  const started = performance.now();
  const say = (what: string): void =>
    wiring.say(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`);
  const { place, scenarios } = wiring;
  say(`Opening ${options.madeCases} cases through the command path.`);
  await makeCases(place, options.madeCases);
  const isLarge = (['work', 'search', 'load'] as const).some((part) => options.parts.has(part));
  if (isLarge) await place.copy('large');
  const isBeside = options.parts.has('overhead');
  if (isBeside) await place.copy('unchained');
  const world = await place.connect('small');
  const servers: ChildServer[] = [];
  const run: Run = { options, world, servers, say };
  try {
    // My work first: the loads of commands would make the small database a larger one.
    const { work, search, load } = isLarge ? await measureGrowth(run, place) : NOT_LARGE;
    const overhead = isBeside ? await measureBeside(run, place) : null;
    const measured = options.parts.has('commands') || options.parts.has('reads') ? await measureServers(run) : NOTHING;
    if (options.parts.has('engine')) say('The engine alone.');
    const files = options.parts.has('files') ? await measureFileKeeping(run) : null;
    const engine = options.parts.has('engine') ? measureEngine(scenarios, options.seconds) : null;
    return { pgbench: findPgbench(), ...measured, overhead, work, search, load, engine, files };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await world.close();
  }
}

function measureFileKeeping({ options, say }: Run): Promise<readonly FileFigure[]> {
  say('Keeping files.');
  const sizes = options.quick ? [16, 128] : [16, 128, 1024];
  return measureFiles(tmpdir(), { sizes, rounds: Math.max(5, options.rounds + 2) });
}

const NOTHING: Measured = { sizes: null, commands: null, reads: null, profiles: [] };

async function makeCases(place: BenchPlace, count: number): Promise<void> {
  const world = await place.connect('small');
  try {
    await openCases(world, { first: 0, count, step: 1 });
    await world.owner.alone('vacuum analyze');
  } finally {
    await world.close();
  }
}

async function measureServers(run: Run): Promise<Measured> {
  const { options, world, servers, say } = run;
  const { parts, clients, rounds, seconds } = options;
  const [team = ''] = world.teams;
  const templates = await recordCommands(world, RECORDED);
  const caseIds = await casesOf(world, team);
  await makeBareTables(world.owner);
  const floor = await world.startFloor({
    connection: world.connection,
    poolSize: FLOOR_POOL,
    tenant: world.tenant,
    open: templates.open,
    complete: templates.complete,
    firstCase: FLOOR_CASES,
    token: `in:${world.tenant}/${team}`,
  });
  servers.push(floor);
  const ours = await world.startServer(null);
  servers.push(ours);
  const requests = ourRequests('load', await signInOften(world, team, SESSIONS), team);
  const bench: CommandBench = {
    world,
    templates,
    floor,
    ours,
    requests,
    pgbench: findPgbench() !== null,
    firstNumber: SUPPLIED,
  };
  const plan: Plan = { clients, rounds, seconds, postmaster: world.postmaster };
  await warmUp(bench, seconds);
  // The worker seals what was written before; reading is measured without that, writing with what it causes.
  if (parts.has('reads'))
    await untilLogged(world.owner, (events) =>
      say(`Until the log has ${events} events that were written for the bench.`),
    );
  if (parts.has('reads')) say(`Reads and lists at ${clients.join(', ')} clients.`);
  const reads = parts.has('reads') ? await measureReads({ floor, ours, requests, caseIds }, plan) : null;
  if (parts.has('commands')) say(`Commands at ${clients.join(', ')} clients.`);
  const commands = parts.has('commands') ? await measureCommands(bench, plan) : null;
  if (options.profile !== null) say('Processor profiles of our server.');
  const profiles =
    options.profile === null
      ? []
      : await profileServer(world, { folder: options.profile, seconds: Math.max(3, seconds), caseIds, team });
  return { sizes: templates.sizes, commands, reads, profiles };
}

/** Until the compiler of JavaScript has seen the hot paths of both servers. */
async function warmUp({ floor, ours, requests }: CommandBench, seconds: number): Promise<void> {
  const body = requests.open().body;
  await runLoad({
    port: floor.port,
    clients: 8,
    seconds,
    next: () => ({ method: 'POST', path: '/cases', headers: {}, body }),
  });
  const opened = await runLoad({ port: ours.port, clients: 8, seconds, next: requests.open });
  if (opened.firstFailure !== null) throw new Error(`Our server refused to open a case: ${opened.firstFailure}`);
}

async function casesOf(world: BenchWorld, team: string): Promise<readonly string[]> {
  const rows = await world.owner.run<{ case_id: string }>(
    `select case_id from case_access where tenant = ${world.tenant} and token = 'in:${world.tenant}/${team}' order by case_id limit 500`,
  );
  return rows.map((row) => row.case_id);
}

type Large = Pick<BenchFigures, 'work' | 'search' | 'load'>;
const NOT_LARGE: Large = { work: null, search: null, load: null };

async function measureGrowth(run: Run, place: BenchPlace): Promise<Large> {
  const { options, world, say } = run;
  const large = await place.connect('large');
  try {
    say(`Growing the ${options.madeCases} cases of the copy to ${options.largeCases}.`);
    await growCases(large.owner, { made: options.madeCases, wanted: options.largeCases });
    const search = options.parts.has('search') ? await searchLarge(run, large) : null;
    const load = options.parts.has('load') ? await loadLarge(run, large) : null;
    if (!options.parts.has('work')) return { work: null, search, load };
    say('My work at both sizes.');
    const sides = { small: await workSide(run, world), large: await workSide(run, large) };
    const work = await measureWork(sides, {
      rounds: Math.max(3, options.rounds),
      seconds: options.seconds / (options.quick ? 2 : 1),
      clients: 8,
    });
    return { work, search, load };
  } finally {
    await large.close();
  }
}

async function searchLarge(run: Run, large: BenchWorld): Promise<readonly SearchFigure[]> {
  run.say('Searching the large database.');
  const server = await ownServer(run, large);
  const [team = ''] = large.teams;
  const readers = {
    'a caseworker': await signInOften(large, team, SEARCH_SESSIONS),
    [`a manager of ${large.teams.length} teams`]: await manySessions(() => large.signInAs('manager')),
    'somebody without a case': await manySessions(() => large.signInAs('outsider')),
  };
  return measureSearch(server, { seconds: run.options.seconds, readers });
}

async function loadLarge(run: Run, large: BenchWorld): Promise<readonly LoadFigure[]> {
  run.say('The load of teams in the large database.');
  const server = await ownServer(run, large);
  const [team = ''] = large.teams;
  const readers = {
    'a supervisor of a team': await signInOften(large, team, SEARCH_SESSIONS),
    [`a supervisor of ${large.teams.length} teams`]: await manySessions(() => large.signInAs('manager')),
  };
  return measureLoad(server, { seconds: run.options.seconds, readers });
}

async function ownServer({ servers }: Run, world: BenchWorld): Promise<ChildServer> {
  const server = await world.startServer(null);
  servers.push(server);
  return server;
}

function manySessions(signIn: () => Promise<string>): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: SEARCH_SESSIONS }, signIn));
}

/** Before the other loads of commands, so that both databases have the same size. */
async function measureBeside(run: Run, place: BenchPlace): Promise<OverheadFigures> {
  const { options, world, say } = run;
  const { clients, rounds, seconds } = options;
  const other = await place.connect('unchained');
  try {
    say(`Commands with and without chain and audit, at ${clients.join(', ')} clients.`);
    const chained = await overheadSide(run, world, world.startServer(null));
    const unchained = await overheadSide(run, other, other.startUnchained());
    const plan: Plan = { clients, rounds, seconds, postmaster: world.postmaster };
    return await measureOverhead({ chained, unchained }, plan);
  } finally {
    await other.close();
  }
}

async function overheadSide(
  { servers }: Run,
  world: BenchWorld,
  starting: Promise<ChildServer>,
): Promise<OverheadSide> {
  const [team = ''] = world.teams;
  const server = await starting;
  servers.push(server);
  return { world, server, requests: ourRequests('beside', await signInOften(world, team, SESSIONS), team) };
}

async function workSide(run: Run, world: BenchWorld): Promise<WorkSide> {
  const server = await ownServer(run, world);
  const requests: WireRequest[] = [];
  for (const team of world.teams) {
    const cookies = await signInOften(world, team, SESSIONS / world.teams.length);
    const { work } = ourRequests('work', cookies, team);
    requests.push(...cookies.map(() => work()));
  }
  return { world, server, requests };
}
