// Proves that killing loses nothing and doubles nothing: one log is imported undisturbed, and once more while the import,
// the server and the database are killed at moments of chance; then everything written is compared. A kill counts only
// where the state found afterwards shows that work was cut off.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digest.ts';
import { openGround, removeData, type Ground } from './ground.ts';
import {
  comparableReport,
  judgeKills,
  VICTIMS,
  type Kill,
  type Killed,
  type Undisturbed,
  type Victim,
} from './kill-verdict.ts';
import { startTraffic, type Traffic } from './kill-traffic.ts';
import { runProgram, startProgram, type ProgramPlace, type Running } from './program.ts';
import { pause, portOf } from './running-office.ts';
import { prepareTraffic } from './traffic-agency.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { keepState, stateFile, type KeptState, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface ImportKillsOptions extends SuiteOptions {
  readonly log: string;
  readonly mapping: string;
  readonly killsOfEach: number;
}

interface State {
  readonly seed: number;
  readonly undisturbed: Undisturbed | null;
  readonly kills: readonly Kill[];
  readonly answered: readonly (readonly [string, string])[];
}

const AGENCY = 'imported';
const POLL_MS = 10;
const SETTLE_MS = 120_000;

export async function importKills(options: ImportKillsOptions): Promise<SuiteResult> {
  const state = keepState<State>(stateFile(options), {
    seed: options.seed,
    undisturbed: null,
    kills: [],
    answered: [],
  });
  const undisturbed = state.value.undisturbed ?? (await importUndisturbed(options, state));
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'killed') };
  const ground = await openGround(place.data);
  try {
    const killing = await killAll({ options, place, ground, state, total: undisturbed.digest.events });
    options.say('Comparing with the undisturbed import, verifying and comparing with a rebuild.');
    const { kills, answered } = state.value;
    return await judgeKills({ place, ground, kills, answered, ...killing }, undisturbed);
  } finally {
    await ground.close();
  }
}

async function importUndisturbed(options: ImportKillsOptions, state: KeptState<State>): Promise<Undisturbed> {
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'undisturbed') };
  removeData(place.data);
  const ground = await openGround(place.data);
  try {
    options.say('Importing the log undisturbed.');
    const started = performance.now();
    // The worker of a server empties the outbox and fires what fell due after the log, in this run as in the other.
    const server = await startServer(place);
    const report = join(options.folder, 'undisturbed.json');
    const ended = await runProgram(place, importArguments(options, report));
    if (ended.code === null || ended.code > 1)
      throw new Error(`The undisturbed import ended with ${ended.code}: ${ended.stderr.slice(-500)}`);
    await settle(ground, await tenantOf(ground));
    server.running.kill('SIGTERM');
    await server.running.ended;
    const digest = await digestOf(ground, await tenantOf(ground));
    const kept = { digest, report: comparableReport(report), seconds: (performance.now() - started) / 1000 };
    state.change({ undisturbed: kept });
    return kept;
  } finally {
    await ground.close();
  }
}

function importArguments(options: ImportKillsOptions, report: string): readonly string[] {
  return ['import', options.log, '--mapping', options.mapping, '--agency', AGENCY, '--json', report];
}

interface Stage {
  readonly options: ImportKillsOptions;
  readonly place: ProgramPlace;
  readonly ground: Ground;
  readonly state: KeptState<State>;
  /** Events that an undisturbed import writes. */
  readonly total: number;
}

type Killing = Pick<Killed, 'importTenant' | 'traffic' | 'trafficTenant' | 'reportFile'>;

interface Scene extends Stage {
  readonly traffic: Traffic;
  readonly reportFile: string;
  importing: Running;
  server: Running;
}

async function killAll(stage: Stage): Promise<Killing> {
  const { options, place, state } = stage;
  const { tenant, cookie, body } = await prepareTraffic(place);
  const traffic = startTraffic({
    cookie,
    body,
    clients: 4,
    pauseMs: 200,
    run: `kills-${state.value.kills.length}-${options.seed}`,
  });
  const reportFile = join(options.folder, 'killed.json');
  mkdirSync(options.folder, { recursive: true });
  const first = await startServer(place);
  traffic.connect(first.port);
  const importing = startProgram(place, importArguments(options, reportFile));
  const scene: Scene = { ...stage, traffic, reportFile, importing, server: first.running };
  try {
    for (const planned of planOf(options, stage.total).slice(state.value.kills.length)) {
      const kill = await killOnce(scene, planned);
      state.change({
        kills: [...state.value.kills, kill],
        answered: [...state.value.answered, ...newAnswers(state, traffic)],
      });
      options.say(
        `${state.value.kills.length} of ${options.killsOfEach * 3}: killed the ${kill.victim} at ${kill.atEvents} of ${stage.total} events. ${kill.evidence}`,
      );
    }
    await finishImport(scene);
    await traffic.stop();
    state.change({ answered: [...state.value.answered, ...newAnswers(state, traffic)] });
    const importTenant = await tenantOf(stage.ground);
    await settle(stage.ground, importTenant);
    return { importTenant, trafficTenant: tenant, traffic, reportFile };
  } finally {
    scene.importing.kill('SIGTERM');
    scene.server.kill('SIGTERM');
    await Promise.all([scene.importing.ended, scene.server.ended]);
  }
}

function newAnswers({ value }: KeptState<State>, traffic: Traffic): readonly (readonly [string, string])[] {
  const known = new Set(value.answered.map(([key]) => key));
  return [...traffic.answered].filter(([key]) => !known.has(key));
}

interface PlannedKill {
  readonly victim: Victim;
  /** Struck when the import has written so many events, and a little later. */
  readonly atEvents: number;
  readonly delayMs: number;
}

/** Spread over the whole import, in an order of chance: each strikes somewhere within its share of the events. */
function planOf({ seed, killsOfEach }: ImportKillsOptions, total: number): readonly PlannedKill[] {
  const chance: Chance = seededChance(seed);
  const victims = chance.shuffled(VICTIMS.flatMap((victim) => Array.from({ length: killsOfEach }, () => victim)));
  const share = (total * 0.92) / victims.length;
  return victims.map((victim, index) => ({
    victim,
    atEvents: Math.floor(index * share + (chance.between(10, 90) / 100) * share),
    delayMs: chance.between(0, 15),
  }));
}

async function killOnce(scene: Scene, planned: PlannedKill): Promise<Kill> {
  await reachEvents(scene, planned.atEvents);
  if (planned.victim === 'server') await scene.traffic.sending();
  await pause(planned.delayMs);
  const inFlight = scene.traffic.inFlight();
  switch (planned.victim) {
    case 'import':
      return killImport(scene);
    case 'database':
      return killDatabase(scene);
    case 'server':
      return killServer(scene, inFlight);
  }
}

async function killImport(scene: Scene): Promise<Kill> {
  scene.importing.kill('SIGKILL');
  const { signal } = await scene.importing.ended;
  const found = await progressOf(scene.ground);
  const interrupted = signal === 'SIGKILL' && !found.finished && found.events < scene.total;
  scene.importing = startProgram(scene.place, importArguments(scene.options, scene.reportFile));
  return {
    victim: 'import',
    atEvents: found.events,
    interrupted,
    evidence: `Rows before ${found.lowWater} were accounted for; ${scene.total - found.events} events were not written yet.`,
  };
}

async function killDatabase(scene: Scene): Promise<Kill> {
  const postmaster = scene.ground.postmaster();
  const wasImporting = scene.importing.isRunning();
  if (postmaster !== null) process.kill(postmaster, 'SIGKILL');
  // Held while the database comes back, or a short import would be over before anyone could look at what was interrupted.
  const found = await whileHeld(scene, () => afterReplacement(scene.ground, postmaster));
  const interrupted = postmaster !== null && wasImporting && !found.finished && found.events < scene.total;
  return {
    victim: 'database',
    atEvents: found.events,
    interrupted,
    evidence: `It came back as another process; ${scene.total - found.events} events were not written yet.`,
  };
}

/** What is found once another process serves: for some milliseconds the children of a killed one still answer. */
async function afterReplacement(ground: Ground, killed: number | null): Promise<Progress> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const serving = ground.postmaster();
    if (serving !== null && serving !== killed) return progressOf(ground);
    if (Date.now() > until) throw new Error('The killed database was not brought up again within two minutes.');
    await pause(POLL_MS);
  }
}

async function killServer(scene: Scene, inFlight: number): Promise<Kill> {
  const before = scene.traffic.lostAnswers();
  scene.server.kill('SIGKILL');
  const { signal } = await scene.server.ended;
  await pause(POLL_MS);
  const lost = scene.traffic.lostAnswers() - before;
  const { events } = await progressOf(scene.ground);
  const [waiting] = await scene.ground.query<{ rows: number }>('select count(*)::int as rows from outbox');
  // Held while the server comes back, or a short import would be over before the next kill.
  const server = await whileHeld(scene, () => startServer(scene.place));
  scene.server = server.running;
  scene.traffic.connect(server.port);
  const evidence = `${inFlight} requests were on their way, ${lost} lost their answer, ${waiting?.rows ?? 0} rows waited in the outbox.`;
  return {
    victim: 'server',
    atEvents: events,
    interrupted: signal === 'SIGKILL' && (lost > 0 || (waiting?.rows ?? 0) > 0),
    evidence,
  };
}

/** Stops the import for as long as the work takes; but never while it starts the database, which all others wait for. */
async function whileHeld<T>({ importing, ground }: Scene, work: () => Promise<T>): Promise<T> {
  importing.kill('SIGSTOP');
  while (ground.startingProcess() === importing.pid && importing.isRunning()) {
    importing.kill('SIGCONT');
    await pause(POLL_MS);
    importing.kill('SIGSTOP');
  }
  return work().finally(() => importing.kill('SIGCONT'));
}

/** Waits until the import has written so many events; starts it again where it stopped by itself. */
async function reachEvents(scene: Scene, events: number): Promise<void> {
  for (;;) {
    const found = await progressOf(scene.ground);
    if (found.events >= events || found.finished) return;
    if (!scene.importing.isRunning())
      scene.importing = startProgram(scene.place, importArguments(scene.options, scene.reportFile));
    await pause(POLL_MS);
  }
}

async function finishImport(scene: Scene): Promise<void> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const { code, stderr } = await scene.importing.ended;
    if (code === 0 || code === 1) return;
    scene.options.say(`The import ended with ${code} and is run again: ${stderr.slice(-200).trim()}`);
    scene.importing = startProgram(scene.place, importArguments(scene.options, scene.reportFile));
  }
  throw new Error('The import did not come to its end in five attempts.');
}

interface Progress {
  readonly events: number;
  readonly lowWater: number;
  readonly finished: boolean;
}

async function progressOf(ground: Ground): Promise<Progress> {
  const [row] = await ground.query<{ events: number; low_water: number | null; finished: boolean | null }>(
    `select (select count(*)::int from event e where e.tenant = a.tenant) as events, r.low_water, r.finished_at is not null as finished
       from agency a left join import_run r on r.tenant = a.tenant where a.slug = $1`,
    [AGENCY],
  );
  return { events: row?.events ?? 0, lowWater: row?.low_water ?? 1, finished: row?.finished ?? false };
}

/** Until the worker has nothing left to relay and no timer is due. */
async function settle(ground: Ground, tenant: number): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const [left] = await ground.query<{ rows: number }>(
      'select ((select count(*) from outbox where tenant = $1) + (select count(*) from timer where tenant = $1 and due_at <= now()))::int as rows',
      [tenant],
    );
    if (left?.rows === 0) return;
    if (Date.now() > until)
      throw new Error(`The worker left ${left?.rows} rows of the outbox and due timers after two minutes.`);
    await pause(200);
  }
}

async function startServer(place: ProgramPlace): Promise<{ readonly running: Running; readonly port: number }> {
  const running = startProgram(place, ['serve'], { PORT: '0', HOST: '127.0.0.1', CASEWRIGHT_DEMO: '0' });
  return { running, port: await portOf(running) };
}

async function tenantOf(ground: Ground): Promise<number> {
  const tenant = await ground.tenantOf(AGENCY);
  if (tenant === null) throw new Error('The import made no agency.');
  return tenant;
}
