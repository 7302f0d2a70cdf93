// `npm run full -- <suite>`: wires the long proofs to installations of their own, and writes down what each found. The
// proofs themselves lie in the room `full`; what the oracle foretells comes from `oracles`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseType } from '@casewright/engine/definition';
import { oracleAt } from '../../oracles/access/access-oracle.ts';
import * as routeOracle from '../../oracles/access/route-oracle.ts';
import { makeWorld } from '../../oracles/access/make-world.ts';
import { makePeople } from '../../oracles/people/made-people.ts';
import { compareShown, openLedger } from '../../oracles/people/people-ledger.ts';
import { releaseAttackers } from '../../oracles/release/attackers.ts';
import { answersOf } from '../../oracles/retention/oracle.ts';
import { damage, predict, readFines, toCsv } from '../../oracles/fines-log.ts';
import { readShipped } from './cli/read-case-types.ts';
import { commandDeps } from './commands/execute-command.ts';
import { canaries } from './full/canaries.ts';
import { columns } from './full/columns.ts';
import { disposalKills } from './full/disposal-kills.ts';
import { documents } from './full/documents.ts';
import { explain } from './full/explain.ts';
import { forecast } from './full/forecast.ts';
import { figures } from './full/figures.ts';
import { FULL_HELP, readFullOptions, type FullOptions, type SuiteName } from './full/full-options.ts';
import { openGround, removeData, type Ground } from './full/ground.ts';
import { hostile } from './full/hostile.ts';
import { hostileFiles } from './full/hostile-files.ts';
import { inbox } from './full/inbox.ts';
import { importKills } from './full/import-kills.ts';
import { keyKills } from './full/key-kills.ts';
import { knownLogs } from './full/known-logs.ts';
import { makeFines } from './full/made-fines.ts';
import { letters } from './full/letters.ts';
import { lives } from './full/lives.ts';
import { logCost } from './full/log-cost.ts';
import { matrix } from './full/matrix.ts';
import { mutatedFines, type Foretold } from './full/mutated-fines.ts';
import { mutants } from './full/mutants.ts';
import { papers } from './full/papers.ts';
import { people } from './full/people.ts';
import { planTrials } from './full/plan-trials.ts';
import { policy } from './full/policy.ts';
import { watch } from './full/watch.ts';
import { knownRows } from './full/known-rows.ts';
import { releaseAttack } from './full/release-attack.ts';
import { rows } from './full/rows.ts';
import { readAudit } from './full/read-audit.ts';
import { retention } from './full/retention.ts';
import { held } from './full/held.ts';
import { redaction } from './full/redaction.ts';
import type { SuiteOptions, SuiteResult } from './full/suite.ts';
import { tamper } from './full/tamper.ts';
import { texts } from './full/texts.ts';
import { openPapers, type Papers } from './papers/open-papers.ts';
import { readerProgram } from './papers/reader-program.ts';
import { openDatabase, type ConnectionSettings } from './store/database.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const SHARED = process.env['CASEWRIGHT_SHARED'] ?? join(PROJECT, '..', 'shared');
const FINES_LOG = join(SHARED, 'data', 'road-traffic-fines', 'traffic_fines_10k_cases.csv');
/** Of the published log, and of one that is made like it. */
const MAPPING = 'infringement-notice';
/** Of a log that is made, where nobody says otherwise. */
const MADE_CASES = 3_000;
/** Installations that suites make in their own folders. */
const DATA_FOLDERS = [
  'undisturbed',
  'killed',
  'tamper',
  'columns',
  'log-cost',
  'mutated',
  'figures',
  'policy',
  'read-audit',
  'canaries',
  'restored',
  'matrix',
  'explain',
  'rows',
  'keys',
  'people',
  'documents-disk',
  'documents-s3',
  'held',
  'texts',
  'inbox',
  'disposal',
  'forecast',
];

/** @returns the exit code: 0 when every suite that ran passed, 1 when one failed, 2 for a wrong command line */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${FULL_HELP}\n`);
    return 0;
  }
  const options = readFullOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  let failed = 0;
  for (const name of options.suites) {
    if (!(await runSuite(name, options))) failed += 1;
  }
  process.stdout.write(`${options.suites.length - failed} of ${options.suites.length} suites without a failure.\n`);
  return failed === 0 ? 0 : 1;
}

/** @returns false when it failed; a suite that is skipped did not */
async function runSuite(name: SuiteName, options: FullOptions): Promise<boolean> {
  const folder = join(PROJECT, '.data', 'full', name);
  if (options.fresh || !goesOn(folder)) removeSuite(folder);
  mkdirSync(folder, { recursive: true });
  const commit = commitOf();
  writeFileSync(join(folder, 'program'), commit);
  const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const common: SuiteOptions = { seed: options.seed, project: PROJECT, folder, say };
  const started = performance.now();
  process.stdout.write(`${name}, seed ${options.seed}\n`);
  const result = await START[name](common, options);
  if ('needs' in result) {
    process.stdout.write(`Skipped: ${name}. It needs ${result.needs}.\n`);
    return true;
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  writeResult(name, { commit, seed: options.seed, seconds, ...result });
  for (const failure of result.failures) process.stdout.write(`  ${failure}\n`);
  process.stdout.write(`${name}: ${result.verdict} in ${seconds} s. ${summaryOf(result)}\n`);
  if (result.verdict === 'passed') removeSuite(folder);
  else rmSync(join(folder, 'state.json'), { force: true });
  return result.verdict === 'passed';
}

type StartSuite = (common: SuiteOptions, options: FullOptions) => Promise<SuiteResult | { readonly needs: string }>;

const START: Readonly<Record<SuiteName, StartSuite>> = {
  figures: (common) => {
    const logs = knownLogs(SHARED);
    return logs === null ? Promise.resolve(missing()) : figures({ ...common, logs });
  },
  'mutated-fines': (common, options) => {
    if (!existsSync(FINES_LOG)) return Promise.resolve(missing());
    return mutatedFines({
      ...common,
      seeds: [0, 1, 2].map((more) => options.seed + more),
      share: 0.05,
      mapping: MAPPING,
      foretell,
    });
  },
  documents: (common, options) => bringDocuments(common, options),
  tamper: (common, options) => tamper({ ...common, tamperings: options.tamperings, agencies: 100, cases: 10 }),
  'log-cost': (common, options) => logCost({ ...common, log: logFor(common, options), mapping: MAPPING }),
  columns: (common, options) =>
    columns({ ...common, log: logFor(common, options), mapping: MAPPING, times: options.times }),
  plan: (common, options) => planTrials({ ...common, commands: options.commands }),
  mutants: (common) => mutants({ ...common, every: 1, commands: 4_000 }),
  hostile: (common, options) => hostile({ ...common, inputs: options.inputs }),
  'hostile-files': (common, options) => hostileFiles({ ...common, files: options.files }),
  'read-audit': (common, options) => readAudit({ ...common, reads: options.reads }),
  canaries: (common, options) => withPapers((papers) => canaries({ ...common, canaries: options.canaries, papers })),
  policy: (common, options) => provePolicy(common, options),
  watch: (common, options) => watch({ ...common, looks: options.looks }),
  explain: (common, options) => measureExplaining(common, options),
  lives: (common, options) => lives({ ...common, caseTypes: shippedKinds(), lives: options.lives }),
  'release-attack': (common, options) => attackReleases(common, options),
  rows: (common) => importRows(common),
  letters: (common, options) => letters({ ...common, cases: options.letterCases }),
  people: (common, options) => playPeople(common, options),
  retention: (common, options) => reckonHistories(common, options),
  held: (common, options) => tryHeld(common, options),
  inbox: (common, options) => fillInbox(common, options),
  'disposal-kills': (common, { madeCases, kills }) => {
    const cases = Math.ceil((madeCases || MADE_CASES) / 10);
    return disposalKills({ ...common, cases, documents: 3, kills, holds: Math.ceil(cases / 8) });
  },
  forecast: (common, options) => measureForecast(common, options),
  papers: (common) => measurePapers(common),
  texts: (common, options) => findTexts(common, options),
  matrix: (common) => playMatrix(common),
  redaction: (common, options) => redaction({ ...common, documents: options.documents || 1000, every: 20 }),
  'key-kills': (common, options) =>
    keyKills({ ...common, log: logFor(common, options), mapping: MAPPING, kills: options.kills }),
  'import-kills': (common, options) =>
    importKills({ ...common, log: logFor(common, options), mapping: MAPPING, killsOfEach: options.kills }),
};

function bringDocuments(common: SuiteOptions, options: FullOptions): Promise<SuiteResult> {
  return documents({
    ...{ ...common, documents: options.documents || 10_000, cases: options.madeCases || 1_000, kills: options.kills },
    ...{ stores: ['disk', 's3'], clients: 12 },
  });
}

function fillInbox(common: SuiteOptions, { documents: asked, kills }: FullOptions): Promise<SuiteResult> {
  const mails = asked || 2000;
  const sizes = { mails, brought: Math.ceil(mails / 2), files: Math.ceil(mails / 10) };
  return inbox({ ...common, ...sizes, kills, senders: 6, isLarge: true });
}

function shippedKinds(): readonly CaseType[] {
  const { caseTypes, invalid } = readShipped(join(PROJECT, 'case-types'));
  if (invalid.length > 0) throw new Error(`These case types have problems: ${invalid.join(', ')}.`);
  return caseTypes.map(({ caseType }) => caseType);
}

async function provePolicy(common: SuiteOptions, { worlds }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'policy'));
  try {
    const oracle = { makeWorld, answerAt: oracleAt };
    return await policy({ ...common, oracle, worlds, every: 1, database: ground });
  } finally {
    await ground.close();
  }
}

async function attackReleases(common: SuiteOptions, { tables }: FullOptions): Promise<SuiteResult> {
  return releaseAttack({ ...common, tables, attackers: await releaseAttackers() });
}

async function importRows(common: SuiteOptions): Promise<SuiteResult | { readonly needs: string }> {
  const sets = knownRows(SHARED);
  if (sets === null) return missing();
  const ground = await openGround(join(common.folder, 'rows'));
  const connection = settingsOf(ground.application);
  const database = openDatabase({ connection, contextKey: ground.contextKey, poolSize: 6 });
  try {
    const deps = commandDeps(database, ground.keys);
    const { query } = ground;
    // What is there already is asked row by row, which would take long for the largest set.
    const again = (set: string): boolean => set !== 'aus-auto-injury-claims';
    return await rows({ ...common, sets, made: 2_000, again, firstAgency: 700, database, deps, query });
  } finally {
    await database.close();
    await ground.close();
  }
}

async function playMatrix(common: SuiteOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'matrix'));
  const connection = settingsOf(ground.application);
  const { contextKey, query } = ground;
  try {
    const place = { connection, contextKey, query };
    return await matrix({ ...common, oracle: routeOracle, every: 1, faults: 1, database: place });
  } finally {
    await ground.close();
  }
}

function settingsOf({ host = '', port = 0, database = '', user = '', password }: Ground['admin']): ConnectionSettings {
  return { host, port, database, user, password: typeof password === 'string' ? password : '' };
}

const FORECAST_CASES = 100_000;

async function measureForecast(common: SuiteOptions, { times }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'forecast'));
  const connection = settingsOf(ground.application);
  const { contextKey, masterKey, query } = ground;
  try {
    const place = { connection, contextKey, masterKey, query };
    return await forecast({ ...common, cases: FORECAST_CASES, times, ground: place });
  } finally {
    await ground.close();
  }
}

function reckonHistories(common: SuiteOptions, { histories }: FullOptions): Promise<SuiteResult> {
  return retention({ ...common, oracle: answersOf, histories, historiesOfFault: 2_000, every: 1 });
}

async function tryHeld(common: SuiteOptions, { attempts }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'held'));
  const { contextKey, masterKey, query } = ground;
  try {
    const place = {
      application: settingsOf(ground.application),
      owner: settingsOf(ground.admin),
      contextKey,
      masterKey,
    };
    return await held({ ...common, ground: { ...place, query }, attempts, ofEach: 12, byDoor: 2_000, races: 400 });
  } finally {
    await ground.close();
  }
}

async function playPeople(common: SuiteOptions, { duplicates }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'people'));
  const connection = settingsOf(ground.application);
  const { contextKey, masterKey } = ground;
  try {
    const oracle = { makePeople, openLedger, compareShown };
    return await people({ ...common, oracle, duplicates, faulty: 20, ground: { connection, contextKey, masterKey } });
  } finally {
    await ground.close();
  }
}

async function withPapers(work: (papers: Papers) => Promise<SuiteResult>): Promise<SuiteResult> {
  const papers = openPapers({ program: readerProgram(), pictures: null });
  try {
    return await work(papers);
  } finally {
    papers.close();
  }
}

async function measurePapers(common: SuiteOptions): Promise<SuiteResult> {
  const door = openPapers({ program: readerProgram(), pictures: null, keepsOneReady: true });
  try {
    return await papers({ ...common, papers: door, pages: 500, times: 15, ofEach: 60 });
  } finally {
    door.close();
  }
}

async function findTexts(common: SuiteOptions, { papers: documents }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'texts'));
  const connection = settingsOf(ground.application);
  const { contextKey, masterKey } = ground;
  const papers = openPapers({ program: readerProgram(), pictures: null });
  try {
    return await texts({
      ...common,
      documents,
      ground: { connection, contextKey, masterKey, folder: common.folder, papers },
    });
  } finally {
    papers.close();
    await ground.close();
  }
}

async function measureExplaining(common: SuiteOptions, { people, times }: FullOptions): Promise<SuiteResult> {
  const ground = await openGround(join(common.folder, 'explain'));
  try {
    return await explain({ ...common, people, times, ground });
  } finally {
    await ground.close();
  }
}

/** Only a run that was cut off is gone on with, and only by the same program: what another one left proves nothing of this. */
function goesOn(folder: string): boolean {
  const commit = join(folder, 'program');
  return existsSync(join(folder, 'state.json')) && existsSync(commit) && readFileSync(commit, 'utf8') === commitOf();
}

/** The commit, and a hash of what differs from it. */
function commitOf(): string {
  const git = (...args: readonly string[]): string =>
    spawnSync('git', args, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout ?? '';
  const changes = git('diff', 'HEAD', '--', '.', ':!results');
  const changed =
    changes === '' ? '' : ` with changes ${createHash('sha256').update(changes).digest('hex').slice(0, 12)}`;
  return `${git('rev-parse', 'HEAD').trim()}${changed}`;
}

function removeSuite(folder: string): void {
  for (const name of DATA_FOLDERS) removeData(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
}

function missing(): { readonly needs: string } {
  return { needs: 'the published logs in ../shared/data (or CASEWRIGHT_SHARED/data), which are not there' };
}

/** The published log where it is there, else one made in its shape. */
function logFor({ folder, seed }: SuiteOptions, { made, madeCases }: FullOptions): string {
  if (!made && existsSync(FINES_LOG)) return FINES_LOG;
  const file = join(folder, 'made-fines.csv');
  writeFileSync(file, makeFines(seed, madeCases || MADE_CASES).csv);
  return file;
}

function foretell(seed: number, share: number): Foretold {
  const damaged = damage(readFines(readFileSync(FINES_LOG, 'utf8')), { seed, share });
  const { outcomes, ...foretold } = predict(damaged.rows);
  const rejections = new Map(outcomes.flatMap(({ index, code }) => (code === null ? [] : [[index, code] as const])));
  return { ...foretold, csv: toCsv(damaged.rows), damages: damaged.damages.length, rejections };
}

function writeResult(name: SuiteName, result: object): void {
  mkdirSync(join(PROJECT, 'results'), { recursive: true });
  writeFileSync(join(PROJECT, 'results', `${name}.json`), `${JSON.stringify({ suite: name, ...result }, null, 2)}\n`);
}

/** Counts that are plain numbers, and those of kills, on one line. */
function summaryOf({ counts }: SuiteResult): string {
  return Object.entries(counts)
    .filter(([, value]) => typeof value === 'number' || typeof value === 'string')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('; ');
}
