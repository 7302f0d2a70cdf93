// Proves that what was lawfully destroyed is gone: cases with canaries in every place that takes a text are destroyed, and then
// every byte of the database's files, of its logs, of a new backup opened with its key, and of an older backup after it was
// restored, is searched for them. Before the destruction the same search must find every one, and afterwards those that
// were left alone, or the proof is void. Every proof must still verify.
import { spawnSync } from 'node:child_process';
import { copyFileSync, createReadStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readManifest } from '../backup/manifest.ts';
import { openBackup } from '../backup/restore-backup.ts';
import { openStream } from '../backup/sealed-stream.ts';
import { runCli } from '../cli/cli.ts';
import { destroy, type DestroyOutcome } from '../commands/destroy.ts';
import { addHoldTo, endHolds } from '../commands/hold.ts';
import { prepareDataFolder } from '../launch/data-folder.ts';
import { configurationOf, maintenanceOf, openSystem, type OpenSystem } from '../open-system.ts';
import { fileWitness } from '../witness/file-witness.ts';
import { publishLog } from '../worker/log.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { type CanariesOptions, placesOfCases, report, type Run, searchAfter } from './canary-report.ts';
import { countSealed, reviewCanaries, SAMPLED } from './canary-samples.ts';
import { canary, canaryScanner, type Found } from './canary-scan.ts';
import {
  addCanaryCase,
  APPROVERS,
  CANARY_TENANT,
  declareInterests,
  setUpCanaries,
  subjectsOf,
  type CanaryCase,
  type Fate,
} from './canary-world.ts';
import { keysLeft, scanEvents } from './canary-events.ts';
import { copyForFaults, requireFaultsFound } from './canary-faults.ts';
import { openGround, removeData } from './ground.ts';
import { readCanaryTexts } from './canary-files.ts';
import { startProgram } from './program.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

/** Left alone, to be found. */
const CONTROLS = 5;
/** Proofs that are exported and checked. */
const PROOFS = 10;
const UNDER = { authority: 'General Disposal Authority 12', class: '4.2.1' } as const;

export async function canaries(options: CanariesOptions): Promise<SuiteResult> {
  const { folder } = options;
  const run: Run = { options, data: join(folder, 'canaries'), lists: join(folder, 'list'), counts: {}, failures: [] };
  const cases = await fill(run);
  await lookAtLogs(run);
  await searchBefore(run, cases);
  await destroyAll(run, cases);
  searchAfter(run, cases, { name: 'dataFiles', scan: (scanner) => scanner.folder(filesOf(run.data)) });
  await searchExport(run, cases);
  await restoreOlder(run, cases);
  run.counts['window'] = 'an older backup holds what was destroyed until its key expires; its files alone held 0';
  return resultOf(run.counts, run.failures);
}

function open(run: Run, data = run.data): Promise<OpenSystem> {
  return openSystem(configurationOf({ CASEWRIGHT_DATA: data, CASEWRIGHT_DESTRUCTIONS: run.lists }), () => {});
}

/** The installation may lie elsewhere, where the database's user cannot reach the folder. */
function filesOf(data: string): string {
  return prepareDataFolder(data).folder;
}

async function fill(run: Run): Promise<readonly CanaryCase[]> {
  const { options, counts } = run;
  const system = await open(run);
  const places = new Map<string, number>();
  const cases: CanaryCase[] = [];
  try {
    await setUpCanaries(system);
    await storePlainly(run);
    options.say(`Making ${options.canaries} cases with canaries.`);
    for (let number = 1; number <= options.canaries + CONTROLS; number += 1) {
      const fate: Fate = number > options.canaries ? 'control' : number % 5 === 0 ? 'subject' : 'case';
      cases.push(await addCanaryCase(system, { number, fate }, places));
      if (number === Math.min(SAMPLED, options.canaries + CONTROLS))
        await reviewCanaries(system, cases, { reviewer: APPROVERS[0], places });
    }
    await declareInterests(system, cases, places);
    counts['texts'] = await readCanaryTexts(system, options.papers);
    await requireSealed(run);
    await publish(system, options);
    requireClean(run, 'before', await cli(system, ['verify']));
    // The older copy, from the days before the destruction.
    await cli(system, ['backup', join(options.folder, 'older'), '--days', '30']);
  } finally {
    await system.close();
  }
  Object.assign(counts, { cases: cases.length, controls: CONTROLS, places: Object.fromEntries(places) });
  return cases;
}

/** A table without a row would be one of which nothing is proved. */
async function requireSealed({ data, lists, counts, failures }: Run): Promise<void> {
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  const rows = await countSealed(ground);
  await ground.close();
  counts['sealed'] = rows;
  const without = Object.keys(rows).filter((table) => rows[table] === 0);
  if (without.length > 0) failures.push(`No case with canaries has a row in ${without.join(', ')}.`);
}

/** A compressed value could not be found by a search, and would look as if it were gone. */
async function storePlainly({ data, lists }: Run): Promise<void> {
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  await ground.query(`do $$ declare c record; begin
    for c in select a.attrelid::regclass as t, quote_ident(a.attname) as n from pg_attribute a join pg_class r on r.oid = a.attrelid
      where r.relnamespace = 'public'::regnamespace and r.relkind = 'r' and a.atttypid in ('text'::regtype, 'bytea'::regtype) and a.attnum > 0
    loop execute format('alter table %s alter column %s set storage external', c.t, c.n); end loop; end $$`);
  await ground.close();
}

async function publish({ database, deps }: OpenSystem, { folder }: SuiteOptions): Promise<void> {
  await emptyOutbox(database, CANARY_TENANT);
  const { keys, nowMs } = deps;
  await publishLog({ database, keys, nowMs, witnesses: [fileWitness(join(folder, 'witness'))] }, CANARY_TENANT);
}

/** A server that is asked for canaries in every part of a request; what it writes of that lands beside the data. */
async function lookAtLogs(run: Run): Promise<void> {
  const { options, data, lists } = run;
  const server = startProgram({ project: options.project, data }, ['serve'], {
    ...{ PORT: '0', CASEWRIGHT_DEMO: '0', CASEWRIGHT_DESTRUCTIONS: lists },
  });
  const address = await addressOf(server);
  const value = canary(1, 'request');
  const requests: readonly [string, RequestInit][] = [
    [`/api/v1/cases/${value}`, {}],
    [`/${value}?q=${value}`, {}],
    [
      '/api/v1/cases',
      { method: 'POST', body: `{"caseType":"${value}"`, headers: { 'content-type': 'application/json' } },
    ],
    [
      '/api/v1/session',
      { method: 'POST', body: JSON.stringify({ person: value }), headers: { 'content-type': 'application/json' } },
    ],
    [
      '/api/v1/cases',
      { headers: { cookie: `session=${value}`, authorization: `Bearer ${value}`, 'idempotency-key': value } },
    ],
  ];
  let answered = 0;
  for (const [path, init] of address === null ? [] : requests) {
    await fetch(`${address}${path}`, init).then(
      (answer) => answer.text().then(() => (answered += 1)),
      () => {},
    );
  }
  server.kill('SIGTERM');
  const { stdout, stderr } = await server.ended;
  const log = `${stdout}\n${stderr}`;
  writeFileSync(join(filesOf(data), 'serve.log'), log);
  const scanner = canaryScanner();
  scanner.bytes(Buffer.from(log), 'serve.log');
  run.counts['serverLog'] = { requests: answered, bytes: log.length, found: scanner.found().numbers.size };
  if (answered < requests.length) run.failures.push(`The server answered ${answered} of ${requests.length} requests.`);
  if (scanner.found().numbers.size > 0) run.failures.push('The log of the server quotes what a request held.');
}

async function addressOf(server: ReturnType<typeof startProgram>): Promise<string | null> {
  for (let tries = 0; tries < 600 && server.isRunning(); tries += 1) {
    const address = /open (http:\/\/\S+)/.exec(server.stdout())?.[1];
    if (address !== undefined) return address;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

/** What nobody destroyed yet must all be found, or the search is no search: in files, and what is sealed there by reading it. */
async function searchBefore(run: Run, cases: readonly CanaryCase[]): Promise<void> {
  const scanner = canaryScanner();
  scanner.folder(filesOf(run.data));
  const found = scanner.found();
  const missed = cases.filter(({ number }) => !found.numbers.has(number));
  const places = Object.keys(Object.assign({}, run.counts['places']));
  const system = await open(run);
  const read = await scanEvents(system, cases);
  await system.close();
  const unseen = places.filter((place) => !found.places.has(place) && !read.places.has(place));
  run.counts['before'] = {
    ...{ searchedBytes: found.bytes, found: cases.length - missed.length, hits: { ...found.hits } },
    places: places.length - unseen.length,
  };
  if (unseen.length > 0)
    run.failures.push(`Before the destruction the search missed what stood in ${unseen.join(', ')}.`);
  if (missed.length > 0) run.failures.push(`Before the destruction the search missed ${missed.length} cases.`);
}

async function destroyAll(run: Run, cases: readonly CanaryCase[]): Promise<void> {
  const { options, counts } = run;
  options.say('Destroying them.');
  const system = await open(run);
  try {
    let keys = 0;
    const faults = await copyForFaults(system, cases);
    const doomed = cases.filter((each) => each.fate !== 'control');
    for (const [at, one] of doomed.entries()) {
      if (at % 50 === 0) await requireHold(run, system, one);
      keys += await destroyOne(run, system, one);
    }
    Object.assign(counts, { destroyed: doomed.length, keysErased: keys });
    await publish(system, options);
    const unswept = await findUnswept(run);
    counts['unswept'] = doomed.filter(({ number }) => unswept.numbers.has(number)).length;
    await requireFaultsFound(run, system, { faults, unswept: placesOfCases(unswept, doomed) });
    await cli(system, ['sweep']);
    requireClean(run, 'after', await cli(system, ['verify']));
    requireClean(run, 'after', await cli(system, ['rebuild', '--check']));
    report(run, cases, { name: 'openedEvents', found: await scanEvents(system, cases) });
    counts['proofs'] = await checkProofs(run, system, cases);
    await cli(system, ['backup', join(options.folder, 'newer'), '--days', '30']);
  } finally {
    await system.close();
  }
}

function attempt(system: OpenSystem, { caseId }: CanaryCase, subject: string): Promise<DestroyOutcome> {
  const deps = { ...system.deps, keeper: system.destructions };
  return destroy(deps, { tenant: CANARY_TENANT, caseId, subject, ...UNDER, approvers: APPROVERS });
}

/** @returns how many keys were erased */
async function destroyOne({ failures }: Run, system: OpenSystem, one: CanaryCase): Promise<number> {
  let keys = 0;
  for (const subject of subjectsOf(one)) {
    const outcome = await attempt(system, one, subject);
    if (outcome.kind === 'destroyed') keys += outcome.certificate.keys.length;
    else failures.push(`Case ${one.caseId} was not destroyed: ${outcome.refusal.code}.`);
  }
  return keys;
}

/** Under hold nothing is destroyed; the hold is ended again. */
async function requireHold({ counts, failures }: Run, system: OpenSystem, one: CanaryCase): Promise<void> {
  const of = { tenant: CANARY_TENANT, caseId: one.caseId };
  await addHoldTo(system.deps, of, 'inquiry');
  const held = await attempt(system, one, subjectsOf(one)[0] ?? '');
  if (held.kind === 'refused' && held.refusal.code === 'held')
    counts['refusedUnderHold'] = Number(counts['refusedUnderHold'] ?? 0) + 1;
  else failures.push(`Case ${one.caseId} was destroyed under hold.`);
  await endHolds(system.deps, of, null);
}

/** What PostgreSQL deleted and did not overwrite yet: why there is a sweep, and that the search sees what it would leave. */
async function findUnswept({ data, lists }: Run): Promise<Found> {
  const ground = await openGround(data, { CASEWRIGHT_DESTRUCTIONS: lists });
  await ground.query('checkpoint');
  await ground.close();
  const scanner = canaryScanner();
  scanner.folder(filesOf(data));
  return scanner.found();
}

/** Exported and checked by the verifier that needs no server. @returns how many held */
async function checkProofs(run: Run, system: OpenSystem, cases: readonly CanaryCase[]): Promise<number> {
  const { options, failures } = run;
  const chosen = cases
    .filter(({ fate }) => fate !== 'control')
    .filter((_, at, all) => at % Math.ceil(all.length / PROOFS) === 0);
  let held = 0;
  for (const { caseId } of chosen) {
    const file = join(options.folder, `proof-${caseId}.json`);
    await cli(system, ['export-proof', caseId, '--to', file], options.project);
    const verifier = join(options.project, 'server', 'casewright-verify.mjs');
    const { status, stdout } = spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' });
    if (status === 0 && stdout.includes(`destroyed under ${UNDER.authority}, ${UNDER.class}`)) held += 1;
    else failures.push(`The proof of ${caseId} does not hold: ${stdout}`);
    // A certificate that says something else is not the one that was recorded.
    writeFileSync(file, readFileSync(file, 'utf8').replace(UNDER.authority, 'Another Authority'));
    if (spawnSync(process.execPath, [verifier, file]).status !== 1)
      failures.push(`The proof of ${caseId} holds with another certificate.`);
  }
  return held;
}

/** A new backup, as sealed bytes and opened with its key. */
async function searchExport(run: Run, cases: readonly CanaryCase[]): Promise<void> {
  const folder = join(run.options.folder, 'newer');
  const keyFolder = join(filesOf(run.data), 'backup-keys');
  const { key } = openBackup({ folder, keyFolder, today: new Date().toISOString().slice(0, 10) });
  const sealed = Readable.from(openStream(key.key, createReadStream(join(folder, 'data.sealed'))), {
    objectMode: false,
  });
  const scanner = canaryScanner();
  const opened: AsyncIterable<Buffer> = sealed.pipe(createGunzip());
  const pieces: Buffer[] = [];
  for await (const chunk of opened) pieces.push(chunk);
  // All at once: a canary that ends a piece would count as one of which a part is left.
  scanner.bytes(Buffer.concat(pieces), 'newer backup');
  report(run, cases, { name: 'logicalExport', found: scanner.found() });
  const raw = canaryScanner();
  raw.folder(folder);
  raw.folder(join(run.options.folder, 'older'));
  raw.folder(run.lists);
  raw.folder(join(run.options.folder, 'witness'));
  run.counts['sealedFiles'] = { searchedBytes: raw.found().bytes, found: raw.found().numbers.size };
  if (raw.found().numbers.size > 0) run.failures.push('A sealed backup, the list or the witness shows a canary.');
}

/** The older backup into a new installation: refused without the list, and with it nothing can be read again. */
async function restoreOlder(run: Run, cases: readonly CanaryCase[]): Promise<void> {
  const { options, counts, failures } = run;
  options.say('Restoring the older backup.');
  const older = join(options.folder, 'older');
  const data = join(options.folder, 'restored');
  bringKeys(run, { older, data });
  const without = await open({ ...run, lists: join(options.folder, 'no-list') }, data);
  const refusal = await cli(without, ['restore', older]);
  await without.close();
  removeData(data);
  counts['refusedWithoutList'] = refusal.some((line) => line.includes('list of destructions')) ? 1 : 0;
  if (counts['refusedWithoutList'] === 0) failures.push(`Restored without the list: ${refusal.join(' ')}`);
  bringKeys(run, { older, data });
  const system = await open(run, data);
  try {
    const lines = await cli(system, ['restore', older]);
    const again = Number(/; ([\d,]+) destruction/.exec(lines.join(' '))?.[1]?.replaceAll(',', '') ?? 0);
    await emptyOutbox(system.database, CANARY_TENANT);
    requireClean(run, 'restored', await cli(system, ['verify']));
    requireClean(run, 'restored', await cli(system, ['rebuild', '--check']));
    counts['restored'] = { destroyedAgain: again, readable: await readable(run, data, cases) };
    const doomed = cases.filter(({ fate }) => fate !== 'control');
    const expected = doomed.reduce((sum, one) => sum + subjectsOf(one).length, 0);
    if (again !== expected) failures.push(`Destroyed again: ${again} of ${expected}.`);
    await cli(system, ['sweep']);
  } finally {
    await system.close();
  }
  searchAfter(run, cases, { name: 'restoredFiles', scan: (scanner) => scanner.folder(filesOf(data)) });
}

/** What whoever restores brings from its safe place: the master key, and the key of that backup. */
function bringKeys({ data: from }: Run, { older, data }: { readonly older: string; readonly data: string }): void {
  const source = filesOf(from);
  const target = filesOf(data);
  mkdirSync(join(target, 'backup-keys'), { recursive: true, mode: 0o700 });
  const { manifest } = readManifest(older);
  for (const name of ['master.key', join('backup-keys', `${manifest.id}.backup-key.json`)])
    copyFileSync(join(source, name), join(target, name));
}

/** Destroyed cases and subjects that still have a key. */
async function readable(run: Run, data: string, cases: readonly CanaryCase[]): Promise<number> {
  const left = await keysLeft(data, run.lists, cases);
  if (left !== 0) run.failures.push(`After the restore ${left} destroyed keys are there.`);
  return left;
}

async function cli(system: OpenSystem, args: readonly string[], project = ''): Promise<readonly string[]> {
  const lines: string[] = [];
  const { witnessFolder } = system.configuration;
  await runCli(args, {
    open: async () => ({ ...system, witnessFolder, maintenance: maintenanceOf(system), close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: join(project, 'server'), nowMs: Date.now },
    print: (line) => lines.push(line),
    say: (line) => lines.push(line),
  });
  return lines;
}

/** The last line of `verify` and of `rebuild --check` counts what was found. */
function requireClean(run: Run, when: string, lines: readonly string[]): void {
  const last = lines.at(-1) ?? '';
  if (!/(, 0 problems found\.|, 0 differences found, 0 cases unreadable\.)$/.test(last))
    run.failures.push(`${when}: ${lines.slice(-4).join(' | ')}`);
}
