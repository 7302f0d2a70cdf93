// Proves that a list of disposal does what it says, whatever is killed: the worker goes through a list that two people approved while the
// server and the database are killed and holds are placed on cases of it. Then each case is wholly destroyed or wholly kept.
import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIST_FILE } from '../backup/destruction-list.ts';
import { ARCHIVE, prepareArchive, type Archive } from './disposal-agency.ts';
import { judgeDisposal, linesWithoutEnd, progressOf, type Progress } from './disposal-verdict.ts';
import { freshTally, untilAnswered, type Answer, type Bringing } from './document-client.ts';
import { openGround, removeData, type Ground } from './ground.ts';
import { startProgram, type ProgramPlace } from './program.ts';
import { killDatabase, killServer, pause, portOf, restartServer, type Served } from './running-office.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface DisposalKillsOptions extends SuiteOptions {
  readonly cases: number;
  /** Of each case. */
  readonly documents: number;
  /** Of the server, in which the worker runs, and of the database. */
  readonly kills: number;
  /** Cases of the list on which somebody tries to place a hold meanwhile. */
  readonly holds: number;
}

type Victim = 'server' | 'database';

export interface Interruptions {
  /** Kills of each victim. */
  readonly kills: Readonly<Record<Victim, number>>;
  /** Of them those after which some cases of the list were disposed of and others not. */
  readonly midRun: number;
  /** Of them those that left a case between the line outside the database and the end of its transaction. */
  readonly betweenLineAndCommit: number;
}

interface Scene extends Served {
  readonly options: DisposalKillsOptions;
  readonly ground: Ground;
  readonly archive: Archive;
  readonly chance: Chance;
  readonly runId: string;
}

const SETTLE_MS = 300_000;
const POLL_MS = 3;
const LINE_MS = 20_000;

export async function disposalKills(options: DisposalKillsOptions): Promise<SuiteResult> {
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'disposal') };
  removeData(place.data);
  rmSync(join(options.folder, 'list'), { recursive: true, force: true });
  const list = join(options.folder, 'list');
  const env = { CASEWRIGHT_DATA: place.data, CASEWRIGHT_DEMO: '0', CASEWRIGHT_DESTRUCTIONS: list, PORT: '0' };
  const ground = await openGround(place.data, { CASEWRIGHT_DESTRUCTIONS: list });
  const archive = await prepareArchive(env, options);
  options.say(`${archive.cases.length} closed cases are there.`);
  const server = startProgram(place, ['serve'], env);
  const chance = seededChance(options.seed);
  const scene: Scene = { options, place, env, ground, archive, chance, runId: randomUUID(), server, port: null };
  try {
    scene.port = await portOf(server);
    await begin(scene);
    const holding = placeHolds(scene);
    const interruptions = await killAll(scene);
    await untilDone(scene);
    const holds = await holding;
    return await judge(scene, interruptions, holds);
  } finally {
    scene.server.kill('SIGTERM');
    await scene.server.ended;
    await ground.close();
  }
}

function bringingAs(scene: Scene, who: keyof Archive['cookies']): Bringing {
  const { archive, chance } = scene;
  return { port: () => scene.port, cookie: archive.cookies[who], chance, tally: freshTally(), run: 'disposal' };
}

function post(scene: Scene, who: keyof Archive['cookies'], [path, body]: readonly [string, object]): Promise<Answer> {
  const key = randomUUID();
  const asked = { method: 'POST', path: `/api/v1/${path}`, body: JSON.stringify(body), key };
  return untilAnswered(bringingAs(scene, who), asked);
}

/** Proposed, approved by two others and let begin, through the interface. */
async function begin(scene: Scene): Promise<void> {
  const { runId, archive } = scene;
  const run = `disposal-runs/${runId}`;
  const all = { reason: 'All that is due', to: '2026-01-01', caseType: null, class: null, team: null };
  await must(post(scene, 'rita', ['disposal-runs', { runId, ...all }]));
  const read = await must(untilAnswered(bringingAs(scene, 'rita'), { method: 'GET', path: `/api/v1/${run}` }));
  // The shape of the answer is held by the tests of the routes.
  const { list, left } = JSON.parse(read.body.toString()) as { list: string; left: number };
  if (left !== archive.cases.length) throw new Error(`${left} of ${archive.cases.length} cases are on the list.`);
  await must(post(scene, 'rita', [`${run}/submission`, { list }]));
  for (const who of ['ron', 'ruth'] as const) await must(post(scene, who, [`${run}/approval`, { list }]));
  await must(post(scene, 'ruth', [`${run}/execution`, { list, items: left }]));
}

async function must(answering: Promise<Answer>): Promise<Answer> {
  const answer = await answering;
  if (answer.status !== 200) throw new Error(`A step was refused: ${answer.body.toString().slice(0, 300)}`);
  return answer;
}

export interface HoldsPlaced {
  /** Cases whose hold was acknowledged. */
  readonly held: readonly string[];
  /** Cases that were gone before a hold came. */
  readonly late: number;
}

/** On cases of the list, those of its end among them, since its beginning is soon gone. */
async function placeHolds(scene: Scene): Promise<HoldsPlaced> {
  const { options, archive, chance } = scene;
  const order = chance.shuffled(archive.cases.map(({ caseId }) => caseId));
  const held: string[] = [];
  let late = 0;
  const reviewOn = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  for (const [index, caseId] of order.slice(0, options.holds).entries()) {
    const holdId = randomUUID();
    const about = { reason: 'Asked for', authority: 'Order', owner: 'ron', reviewOn, custodians: [] };
    const answer = await post(scene, 'ron', ['holds', { holdId, on: { kind: 'case', caseId }, ...about }]);
    if (answer.status === 200) held.push(caseId);
    else late += 1;
    const at = ((index + 1) * archive.cases.length * 0.9) / options.holds;
    const until = Date.now() + SETTLE_MS;
    while (held.length + late < options.holds && (await progressOf(scene)).over < at && Date.now() < until)
      await pause(10);
  }
  return { held, late };
}

async function killAll(scene: Scene): Promise<Interruptions> {
  const { options, chance, archive } = scene;
  const victims = (['server', 'database'] as const).flatMap((victim) =>
    Array.from({ length: options.kills }, () => victim),
  );
  // First the server, as soon as a line stands outside, however few kills there are.
  const plan: readonly Victim[] = ['server', ...chance.shuffled(victims.slice(1))];
  const kills = { server: 0, database: 0 };
  let [midRun, betweenLineAndCommit] = [0, 0];
  for (const [index, victim] of plan.entries()) {
    const at = Math.floor(((index + 0.4) * archive.cases.length) / (plan.length + 0.5));
    await reach(scene, at);
    // Every other kill strikes as soon as a line stands outside; its transaction has then not ended.
    if (index % 2 === 0) await nextLine(scene);
    else await pause(chance.between(0, 40));
    const found = await strike(scene, victim);
    kills[victim] += 1;
    if (found.over > 0 && found.over < found.all && !found.isFinished) midRun += 1;
    if (found.between > 0) betweenLineAndCommit += 1;
    options.say(
      `${index + 1} of ${plan.length}: killed the ${victim} when ${found.over} of ${found.all} were done, ${found.between} of them half.`,
    );
  }
  return { kills, midRun, betweenLineAndCommit };
}

/** Until the list outside the database grows, or nothing more is to come. */
async function nextLine({ env, server }: Scene): Promise<void> {
  const file = join(env['CASEWRIGHT_DESTRUCTIONS'] ?? '', LIST_FILE);
  const before = statSync(file).size;
  const until = Date.now() + LINE_MS;
  while (statSync(file).size === before && server.isRunning() && Date.now() < until)
    await new Promise((resolve) => setImmediate(resolve));
}

/** What is found of a kill before whatever was killed serves again. */
async function strike(scene: Scene, victim: Victim): Promise<Progress & { readonly between: number }> {
  await (victim === 'database' ? killDatabase(scene.ground) : killServer(scene));
  const found = { ...(await progressOf(scene)), between: await linesWithoutEnd(scene) };
  if (victim === 'server') await restartServer(scene);
  return found;
}

async function reach(scene: Scene, cases: number): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const { over, isFinished } = await progressOf(scene);
    if (over >= cases || isFinished) return;
    if (Date.now() > until) throw new Error(`After five minutes ${over} cases are done, and ${cases} should be.`);
    await pause(POLL_MS);
  }
}

async function untilDone(scene: Scene): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  while (!(await progressOf(scene)).isFinished) {
    if (Date.now() > until) throw new Error('The list did not come to its end in five minutes.');
    await pause(50);
  }
}

async function judge(scene: Scene, interruptions: Interruptions, holds: HoldsPlaced): Promise<SuiteResult> {
  const { options, archive, ground, env, runId } = scene;
  options.say('The list is gone through; looking at every case.');
  const reading = bringingAs(scene, 'olga');
  const { counts, failures } = await judgeDisposal({ tenant: ARCHIVE, runId, archive, ground, env, holds, reading });
  const struck = interruptions.midRun === 0 ? ['No kill hit the list in the middle, so nothing was proved.'] : [];
  const unheld = holds.held.length === 0 ? ['No hold came in time, so nothing was proved of holds.'] : [];
  return resultOf({ cases: archive.cases.length, ...interruptions, ...counts }, [...struck, ...unheld, ...failures]);
}
