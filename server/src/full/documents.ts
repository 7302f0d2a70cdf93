// Proves that documents are neither lost nor left over nor unreadable, whatever is killed: many people bring files of many sizes while
// the server, the database and the store are killed and lines are cut; then every acknowledged document is fetched and compared with
// what was sent, and rows, objects and events are held against each other, every byte read.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sweepFiles } from '../commands/sweep-files.ts';
import { configurationOf, openSystem } from '../open-system.ts';
import { prepareDocuments, REGISTRY } from './document-agency.ts';
import {
  bringDocument,
  contentOf,
  freshTally,
  untilAnswered,
  type Acknowledged,
  type Bringing,
} from './document-client.ts';
import { openGround, removeData, type Ground } from './ground.ts';
import { startProgram, type ProgramPlace } from './program.ts';
import { killDatabase, pause, portOf, restartServer, type Served } from './running-office.ts';
import { startStore, type RunningStore } from './running-store.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface DocumentsOptions extends SuiteOptions {
  readonly documents: number;
  readonly cases: number;
  /** Of each victim, on each store. */
  readonly kills: number;
  readonly stores: readonly Store[];
  readonly clients: number;
}

export type Store = 'disk' | 's3';
type Victim = 'server' | 'database' | 'store';

const SETTLE_MS = 120_000;

export async function documents(options: DocumentsOptions): Promise<SuiteResult> {
  const failures: string[] = [];
  const counts: Record<string, unknown> = {};
  const known = readKnown(options);
  for (const store of options.stores) {
    // A store on the loopback is slow, and is killed no less.
    const share = store === 'disk' ? options.documents : Math.ceil(options.documents / 5);
    const found = known[store] ?? (await onStore({ ...options, documents: share }, store));
    known[store] = found;
    writeFileSync(stateOf(options), JSON.stringify({ asked: askedOf(options), known }));
    counts[store] = found.counts;
    failures.push(...found.failures.map((failure) => `${store}: ${failure}`));
  }
  return resultOf(counts, failures);
}

interface Found {
  readonly counts: object;
  readonly failures: readonly string[];
}

/** What stores were found to do before this run was interrupted, where the same was asked of them. */
function readKnown(options: DocumentsOptions): Partial<Record<Store, Found>> {
  if (!existsSync(stateOf(options))) return {};
  // Written by this suite alone.
  const state = JSON.parse(readFileSync(stateOf(options), 'utf8')) as {
    readonly asked: string;
    readonly known: Partial<Record<Store, Found>>;
  };
  return state.asked === askedOf(options) ? state.known : {};
}

function stateOf({ folder }: DocumentsOptions): string {
  return join(folder, 'state.json');
}

function askedOf({ seed, documents: count, cases, kills, clients }: DocumentsOptions): string {
  return JSON.stringify({ seed, count, cases, kills, clients });
}

interface Scene extends Served {
  readonly options: DocumentsOptions;
  readonly store: Store;
  readonly ground: Ground;
  readonly chance: Chance;
  /** Null where there is a folder instead. */
  readonly objects: RunningStore | null;
}

async function onStore(options: DocumentsOptions, store: Store): Promise<Found> {
  const place: ProgramPlace = { project: options.project, data: join(options.folder, `documents-${store}`) };
  removeData(place.data);
  rmSync(join(options.folder, 'store'), { recursive: true, force: true });
  const objects = store === 's3' ? await startStore(options) : null;
  const env = { CASEWRIGHT_DATA: place.data, CASEWRIGHT_DEMO: '0', PORT: '0', ...objects?.environment };
  Object.assign(process.env, objects?.credentials);
  const ground = await openGround(place.data, env);
  const agency = await prepareDocuments(env, { people: options.clients, cases: options.cases });
  const scene: Scene = {
    ...{ options, store, place, env, ground, chance: seededChance(options.seed), objects },
    ...{ server: startProgram(place, ['serve'], env), port: null },
  };
  try {
    scene.port = await portOf(scene.server);
    return await Promise.race([play(scene, agency), ...(objects === null ? [] : [objects.failing])]);
  } finally {
    scene.server.kill('SIGTERM');
    await scene.server.ended;
    await ground.close();
    objects?.stop();
  }
}

async function play(scene: Scene, { caseIds, cookies }: Awaited<ReturnType<typeof prepareDocuments>>): Promise<Found> {
  const { options } = scene;
  const started = performance.now();
  const tally = freshTally();
  const acknowledged: Acknowledged[] = [];
  let next = 0;
  let over = 0;
  const clients = cookies.map(async (cookie, index) => {
    const chance = seededChance(options.seed * 1000 + index);
    const bringing: Bringing = { port: () => scene.port, cookie, chance, tally, run: `${options.seed}` };
    while (next < options.documents) {
      next += 1;
      const document = { number: next, caseId: caseIds[next % caseIds.length] ?? '', size: sizeOf(next, options) };
      const done = await bringDocument(bringing, document);
      if (done !== null) acknowledged.push(done);
      over += 1;
    }
  });
  const kills = await killAll(scene, { over: () => over, underWay: () => tally.underWay });
  await Promise.all(clients);
  options.say(`${acknowledged.length} documents were acknowledged; reading them back.`);
  const seconds = Math.round((performance.now() - started) / 1000);
  const reading = { port: () => scene.port, chance: scene.chance, tally, run: 'read' };
  const readers = cookies.map((cookie) => ({ ...reading, cookie }));
  const verdict = await judge(scene, acknowledged, readers);
  const { unexpected, underWay: _, ...counted } = tally;
  const bytes = acknowledged.reduce((sum, { size }) => sum + size, 0);
  const failures = [...unexpected, ...verdict.failures];
  if (acknowledged.length + tally.empty !== options.documents)
    failures.push(`${options.documents - acknowledged.length - tally.empty} documents came to no end.`);
  if (tally.interrupted === 0) failures.push('No upload was interrupted, so nothing was proved.');
  return {
    counts: {
      documents: options.documents,
      acknowledged: acknowledged.length,
      bytes,
      seconds,
      kills,
      ...(scene.objects === null ? {} : { storeEndedByItself: scene.objects.endedByItself() }),
      ...counted,
      ...verdict.counts,
    },
    failures,
  };
}

/** Most are letters, some are scans, few are recordings; one in two hundred has nothing in it. */
function sizeOf(number: number, { documents: all, seed }: DocumentsOptions): number {
  const chance = seededChance(seed * 7919 + number);
  if (number % 200 === 13) return 0;
  if (number % 97 === 1) return 1;
  if (number % Math.max(20, Math.floor(all / 4)) === 7) return all > 1000 ? 100_000_000 : 20_000_000;
  if (chance.percent(80)) return chance.between(1, 50_000);
  return chance.percent(95) ? chance.between(50_000, 2_000_000) : chance.between(9_000_000, 30_000_000);
}

interface Progress {
  readonly over: () => number;
  readonly underWay: () => number;
}

async function killAll(scene: Scene, { over, underWay }: Progress): Promise<Readonly<Record<string, number>>> {
  const { options, store, chance } = scene;
  const victims: readonly Victim[] = store === 's3' ? ['server', 'database', 'store'] : ['server', 'database'];
  const plan = chance.shuffled(victims.flatMap((victim) => Array.from({ length: options.kills }, () => victim)));
  const counts: Record<string, number> = {};
  for (const [index, victim] of plan.entries()) {
    const at = Math.floor(((index + 0.5) * options.documents) / plan.length);
    while (over() < at) await pause(20);
    // At any moment, but never after the last of a short run; and while a piece is on its way, or nothing is proved.
    const until = performance.now() + chance.between(0, 300);
    const areMany = () => over() < options.documents - options.clients;
    while (performance.now() < until && areMany()) await pause(5);
    while (underWay() === 0 && over() < options.documents) await pause(1);
    await kill(scene, victim);
    counts[victim] = (counts[victim] ?? 0) + 1;
    options.say(`${index + 1} of ${plan.length}: killed the ${victim} after ${over()} of ${options.documents}.`);
  }
  return counts;
}

async function kill(scene: Scene, victim: Victim): Promise<void> {
  if (victim === 'server') {
    await restartServer(scene);
  } else if (victim === 'database') {
    await killDatabase(scene.ground);
  } else {
    await scene.objects?.restart();
  }
}

async function judge(
  scene: Scene,
  acknowledged: readonly Acknowledged[],
  readers: readonly Bringing[],
): Promise<Found> {
  const started = performance.now();
  const failures = await readAll(acknowledged, readers);
  const [unreadable, readSeconds] = [failures.length, Math.round((performance.now() - started) / 1000)];
  const [rows] = await scene.ground.query<{ filed: number; others: number; events: number }>(
    `select count(*) filter (where state = 'filed')::int as filed,
            count(*) filter (where state not in ('filed', 'rejected'))::int as others,
            (select count(*)::int from event where tenant = $1 and type = 'DocumentFiled') as events
       from stored_file where tenant = $1`,
    [REGISTRY],
  );
  const lost = acknowledged.length - (rows?.filed ?? 0);
  if (lost !== 0) failures.push(`${acknowledged.length} were acknowledged and ${rows?.filed} are filed.`);
  if (rows?.events !== acknowledged.length) failures.push(`${rows?.events} events file documents.`);
  if (rows?.others !== 0) failures.push(`${rows?.others} files were left on their way.`);
  const swept = await sweepAll(scene);
  const orphaned = swept.findings.filter(({ kind }) => kind !== 'refused-bytes');
  for (const { kind, what } of orphaned) failures.push(`The sweep says ${kind} of ${what}.`);
  return {
    counts: {
      ...{ lost, orphaned: orphaned.length, unreadable, objects: swept.objects, readByTheSweep: swept.read },
      readSeconds,
    },
    failures,
  };
}

/** Each is fetched by one of the readers, who have an allowance of requests each. @returns what came back otherwise than it was sent */
async function readAll(acknowledged: readonly Acknowledged[], readers: readonly Bringing[]): Promise<string[]> {
  const failures: string[] = [];
  const left = acknowledged.values();
  await Promise.all(
    readers.map(async (reader) => {
      // All take from the same ones.
      for (const document of left) {
        const path = `/api/v1/cases/${document.caseId}/documents/${document.entry}/versions/${document.content}`;
        const { status, body } = await untilAnswered(reader, { method: 'GET', path });
        const sent = createHash('sha256').update(contentOf(document)).digest('hex');
        const is = createHash('sha256').update(body).digest('hex');
        if (status === 200 && is === sent && document.content === sent) continue;
        failures.push(`Document ${document.number} came back as ${status}, ${body.length} of ${document.size} bytes.`);
      }
    }),
  );
  return failures;
}

/** With no grace: nothing is on its way any more. */
async function sweepAll({ env }: Scene): ReturnType<typeof sweepFiles> {
  const system = await openSystem(configurationOf(env), () => {});
  try {
    const { database, deps, files } = system;
    const options = {
      tenants: [REGISTRY],
      whole: true,
      repair: false,
      deep: true,
      graceMs: -SETTLE_MS,
      waitingMs: SETTLE_MS * 1000,
    };
    return await sweepFiles({ database, keys: deps.keys, store: files.store, nowMs: Date.now }, options);
  } finally {
    await system.close();
  }
}
