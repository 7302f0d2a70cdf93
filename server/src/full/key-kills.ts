// Proves that keys rotate whatever is killed: while a server takes cases through HTTP, the rotation of agency keys and the
// wrapping of those keys anew by a program outside are killed in the middle, again and again, and gone on with. Then every
// event must open, every acknowledged case be there, and backups taken before and in between must restore. A kill counts only
// where the state found afterwards is half done.
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataFolder } from '../launch/data-folder.ts';
import { openGround, removeData, type Ground } from './ground.ts';
import { startTraffic, type Traffic } from './kill-traffic.ts';
import { startProgram, type Ended, type ProgramPlace, type Running } from './program.ts';
import { pause, portOf } from './running-office.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';
import { prepareTraffic } from './traffic-agency.ts';

export interface KeyKillsOptions extends SuiteOptions {
  readonly log: string;
  readonly mapping: string;
  /** Of rotations of agency keys; half as many again of wrapping them anew. */
  readonly kills: number;
}

/** A key service that takes its time, so that something can happen meanwhile; its key follows from a name. */
const KEY_PROGRAM = `#!${process.execPath}
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
const asked = JSON.parse(readFileSync(0, 'utf8'));
const keyOf = (name) => createHash('sha256').update('outside ' + name).digest();
await new Promise((done) => setTimeout(done, 100));
if (asked.do === 'wrap') {
  const key = readFileSync(process.argv[1].replace('key-program.mjs', 'newest-key'), 'utf8');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv);
  const body = Buffer.concat([cipher.update(Buffer.from(asked.secret, 'base64')), cipher.final()]);
  console.log(JSON.stringify({ key, wrapped: Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64') }));
} else {
  const wrapped = Buffer.from(asked.wrapped, 'base64');
  const open = createDecipheriv('aes-256-gcm', keyOf(asked.key), wrapped.subarray(0, 12));
  open.setAuthTag(wrapped.subarray(-16));
  const secret = Buffer.concat([open.update(wrapped.subarray(12, -16)), open.final()]);
  console.log(JSON.stringify({ secret: secret.toString('base64') }));
}
`;

const AGENCY = 'imported';
const POLL_MS = 2;
/** A run that is over before anybody could strike is no kill; so often it is tried again. */
const TRIES_FOR_EACH = 4;

interface Scene {
  readonly options: KeyKillsOptions;
  readonly place: ProgramPlace;
  readonly ground: Ground;
  readonly env: Readonly<Record<string, string>>;
  readonly chance: Chance;
  readonly failures: string[];
}

export async function keyKills(options: KeyKillsOptions): Promise<SuiteResult> {
  const { folder } = options;
  const place: ProgramPlace = { project: options.project, data: join(folder, 'keys') };
  removeData(place.data);
  for (const name of ['before', 'between', 'backup-keys', 'list'])
    rmSync(join(folder, name), { recursive: true, force: true });
  const env = {
    CASEWRIGHT_BACKUP_KEYS: join(folder, 'backup-keys'),
    CASEWRIGHT_DESTRUCTIONS: join(folder, 'list'),
    CASEWRIGHT_KEY_PROGRAM: writeProgram(folder),
    CASEWRIGHT_DEMO: '0',
    PORT: '0',
  };
  const ground = await openGround(place.data, { CASEWRIGHT_DESTRUCTIONS: env.CASEWRIGHT_DESTRUCTIONS });
  const scene: Scene = { options, place, ground, env, chance: seededChance(options.seed), failures: [] };
  try {
    return await play(scene);
  } finally {
    await ground.close();
  }
}

function writeProgram(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'key-program.mjs');
  writeFileSync(path, KEY_PROGRAM);
  chmodSync(path, 0o700);
  useKey(folder, 'kek-1');
  return path;
}

function useKey(folder: string, name: string): void {
  writeFileSync(join(folder, 'newest-key'), name);
}

async function play(scene: Scene): Promise<SuiteResult> {
  const { options, place, ground, failures } = scene;
  const { tenant, cookie, body } = await prepareTraffic(place, scene.env);
  await must(scene, ['import', options.log, '--mapping', options.mapping, '--agency', AGENCY]);
  const dataKeys = await countKeys(ground);
  await must(scene, ['backup', join(options.folder, 'before')]);
  const server = start(scene, ['serve']);
  const traffic = startTraffic({ cookie, body, clients: 2, pauseMs: 50, run: `keys-${options.seed}` });
  let counts: Readonly<Record<string, number>> = {};
  try {
    traffic.connect(await portOf(server));
    const rotations = await killRotations(scene, ['keys', 'rotate', '--agency', AGENCY], options.kills);
    await must(scene, ['backup', join(options.folder, 'between')]);
    await must(scene, ['keys', 'rotate']);
    const wrappings = await killWrappings(scene, Math.ceil(options.kills / 2));
    await must(scene, ['keys', 'rotate', '--wrapping']);
    counts = { dataKeys, killedRotations: rotations, killedWrappings: wrappings, ...(await left(ground)) };
    if (!server.isRunning()) failures.push('The server ended while keys rotated.');
    await traffic.stop();
  } finally {
    server.kill('SIGTERM');
    await server.ended;
  }
  if (counts['underOlder'] !== 0) failures.push(`${counts['underOlder']} data keys are still under an older key.`);
  if (counts['wrappedBefore'] !== 0) failures.push(`${counts['wrappedBefore']} agency keys are not under kek-last.`);
  failures.push(...(await judgeTraffic(ground, tenant, traffic)));
  await must(scene, ['verify']);
  await must(scene, ['rebuild', '--check']);
  const restored = await restoreBoth(scene);
  return resultOf({ ...counts, casesOpenedMeanwhile: traffic.answered.size, backupsRestored: restored }, failures);
}

/** Data keys that are under the newest key of their agency, and all: a rotation is half done in between. */
async function progress(
  ground: Ground,
): Promise<{ readonly done: number; readonly all: number; readonly key: string }> {
  const [row] = await ground.query<{ done: number; all: number; key: string | null }>(
    `with newest as (select tenant, key_id from agency_key k where finished_at is null
                        and tenant = (select tenant from agency where slug = $1))
     select count(*) filter (where d.wrapped_by = n.key_id)::int as done, count(*)::int as all, min(n.key_id) as key
       from data_key d join newest n using (tenant)`,
    [AGENCY],
  );
  return { done: row?.done ?? 0, all: row?.all ?? 0, key: row?.key ?? '' };
}

async function killRotations(scene: Scene, args: readonly string[], kills: number): Promise<number> {
  let killed = 0;
  for (let tries = 0; killed < kills && tries < kills * TRIES_FOR_EACH; tries += 1) {
    const before = await progress(scene.ground);
    const running = start(scene, args);
    // Some are struck where the key is made and servers are waited for, most where batches are under way.
    const early = scene.chance.between(1, 4) === 1;
    const delayMs = scene.chance.between(0, early ? 3_000 : 5);
    const isReached = early
      ? async () => (await progress(scene.ground)).key !== ''
      : async () => moved(await progress(scene.ground), before);
    while (running.isRunning() && !(await isReached())) await pause(POLL_MS);
    await pause(delayMs);
    running.kill('SIGKILL');
    const { signal } = await running.ended;
    const found = await progress(scene.ground);
    if (signal !== 'SIGKILL' || found.key === '' || found.done === found.all) continue;
    killed += 1;
    scene.options.say(`${killed} of ${kills}: killed a rotation to ${found.key} at ${found.done} of ${found.all}.`);
  }
  if (killed < kills) scene.failures.push(`Only ${killed} of ${kills} kills struck a rotation that was half done.`);
  return killed;
}

type Progress = Awaited<ReturnType<typeof progress>>;

function moved(now: Progress, before: Progress): boolean {
  return now.done > (now.key === before.key ? before.done : 0);
}

/** Each with a new key of the service outside. */
async function killWrappings(scene: Scene, kills: number): Promise<number> {
  let killed = 0;
  for (let tries = 1; killed < kills && tries <= kills * TRIES_FOR_EACH; tries += 1) {
    const name = `kek-${tries + 1}`;
    useKey(scene.options.folder, name);
    const running = start(scene, ['keys', 'rotate', '--wrapping']);
    const halfDone = async (): Promise<boolean> => {
      const [row] = await scene.ground.query<{ under: number; all: number }>(
        'select count(*) filter (where service = $1)::int as under, count(*)::int as all from agency_key',
        [`program:${name}`],
      );
      return row !== undefined && row.under > 0 && row.under < row.all;
    };
    while (running.isRunning() && !(await halfDone())) await pause(POLL_MS);
    await pause(scene.chance.between(0, 100));
    running.kill('SIGKILL');
    await running.ended;
    if (!(await halfDone())) continue;
    killed += 1;
    scene.options.say(`${killed} of ${kills}: killed the wrapping of agency keys by ${name}.`);
  }
  if (killed < kills) scene.failures.push(`Only ${killed} of ${kills} kills struck a wrapping that was half done.`);
  useKey(scene.options.folder, 'kek-last');
  return killed;
}

async function left(ground: Ground): Promise<Readonly<Record<string, number>>> {
  const [row] = await ground.query<Record<string, number>>(
    `select (select count(*) from data_key d where d.wrapped_by is distinct from
              (select key_id from agency_key k where k.tenant = d.tenant order by created_at desc, key_id desc limit 1))::int as "underOlder",
            (select count(*) from agency_key where service <> 'program:kek-last')::int as "wrappedBefore",
            (select count(*) from agency_key)::int as "agencyKeys", (select count(*) from event)::int as events`,
  );
  return row ?? {};
}

async function judgeTraffic(ground: Ground, tenant: number, traffic: Traffic): Promise<readonly string[]> {
  const refused = traffic.refusals.slice(0, 3).map((refusal) => `A request was refused: ${refusal}`);
  const found = await ground.query<{ case_id: string }>('select case_id from case_head where tenant = $1', [tenant]);
  const there = new Set(found.map((row) => row.case_id));
  const lost = [...traffic.answered.values()].filter((caseId) => !there.has(caseId)).length;
  if (lost > 0) refused.push(`${lost} acknowledged cases are not there.`);
  if (traffic.answered.size === 0)
    refused.push('No case was opened meanwhile, so nothing was proved of a running server.');
  return refused;
}

/** Each into an installation of its own, with the same master key and the list of destructions. */
async function restoreBoth(scene: Scene): Promise<number> {
  let restored = 0;
  for (const name of ['before', 'between']) {
    const data = join(scene.options.folder, 'restored');
    removeData(data);
    const target = prepareDataFolder(data).folder;
    cpSync(join(prepareDataFolder(scene.place.data).folder, 'master.key'), join(target, 'master.key'));
    const other = { ...scene, place: { ...scene.place, data } };
    const failed = scene.failures.length;
    await must(other, ['restore', join(scene.options.folder, name)]);
    await must(other, ['verify']);
    await must(other, ['rebuild', '--check']);
    if (name === 'between') await must(other, ['keys', 'rotate']);
    if (scene.failures.length === failed) restored += 1;
    removeData(data);
  }
  return restored;
}

function start({ place, env }: Scene, args: readonly string[]): Running {
  return startProgram(place, args, env);
}

async function must(scene: Scene, args: readonly string[]): Promise<Ended> {
  const ended = await start(scene, args).ended;
  const said = `${ended.stdout}\n${ended.stderr}`.trim().split('\n').slice(-3).join(' ');
  if (ended.code !== 0) scene.failures.push(`${args.slice(0, 2).join(' ')} ended with ${ended.code}: ${said}`);
  else scene.options.say(`${args.slice(0, 3).join(' ')}: ${ended.stdout.trim().split('\n').at(-1) ?? ''}`);
  return ended;
}

async function countKeys(ground: Ground): Promise<number> {
  return (await ground.query<{ keys: number }>('select count(*)::int as keys from data_key'))[0]?.keys ?? 0;
}
