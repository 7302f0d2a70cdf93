// `npm run bench`: wires the bench to a PostgreSQL, the real command path and the real server, and prints what it
// measured, ratios last. What is measured and how lies in the room `bench`.
import { principalOfMember } from './commands/member-principal.ts';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { parse } from 'yaml';
import { randomBytes } from 'node:crypto';
import { readScenario, runScenario } from '@casewright/engine/case';
import type { Principal } from '@casewright/engine/policy';
import { COOKIE_NAME } from './api/credential.ts';
import type { BareOptions } from './bench/bare-server.ts';
import { createDatabase, dropDatabase, findPostmaster } from './bench/bench-databases.ts';
import { BENCH_HELP, readBenchOptions, type BenchOptions } from './bench/bench-options.ts';
import { ratiosOf, tablesOf, verdictsOf } from './bench/bench-report.ts';
import { COMPLETION, OPENING, type BenchPlace, type BenchWorld, type OpenedCase } from './bench/bench-world.ts';
import { startChildServer, type ChildServer } from './bench/child-server.ts';
import { recordScenario, type RecordedScenario } from './bench/measure-engine.ts';
import { openOwnerSession } from './bench/owner-session.ts';
import { startRecorder } from './bench/record-statements.ts';
import { profileText } from './bench/profile-server.ts';
import { runBench } from './bench/run-bench.ts';
import { buildUnchained } from './bench/unchained-server.ts';
import { type CheckedFile, readShipped, readShippedNamed } from './cli/read-case-types.ts';
import type { CommandRequest } from './commands/command-request.ts';
import { commandDeps, executeCommand } from './commands/execute-command.ts';
import { signIn } from './commands/sign-in.ts';
import { parseDatabaseUrl } from './launch/configuration.ts';
import { prepareDataFolder } from './launch/data-folder.ts';
import { startEmbeddedPostgres } from './launch/embedded-postgres.ts';
import { embeddedBinaries } from './launch/postgres-binaries.ts';
import { connectionUrl, type PostgresConnection } from './launch/postgres-connection.ts';
import { readSecrets, type Secrets } from './launch/secrets.ts';
import { contextSigner, programContext } from './store/context.ts';
import { openDatabase, type Database } from './store/database.ts';
import { fileKeyProvider } from './store/keys.ts';
import { APP_ROLE, migrate } from './store/migrate.ts';
import { publishCaseType } from './store/publish-case-type.ts';
import { readWork } from './store/read-work.ts';
import { upsertPeople } from './store/upsert-people.ts';

const TENANT = 900;
const AGENCY = 'bench';
const ROLE = 'officer';
const TEAMS = Array.from({ length: 20 }, (_, index) => `team-${String(index + 1).padStart(2, '0')}`);
/** A team that has no case. */
const EMPTY_TEAM = 'empty';
const POOL = 16;
const DAY_MS = 86_400_000;

/** @returns the exit code: 0 when everything was measured, whatever the figures; 2 for a wrong command line */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${BENCH_HELP}\n`);
    return 0;
  }
  const options = readBenchOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const host = await openHost();
  try {
    const place = benchPlace(host);
    const figures = await runBench(options, {
      place,
      scenarios: shippedScenarios(),
      say: (sentence) => void process.stderr.write(`${sentence}\n`),
    });
    if (figures.profiles.length > 0) process.stdout.write(`${profileText(figures.profiles)}\n\n`);
    process.stdout.write(`${tablesOf(figures)}\n${ratiosOf(figures)}\n`);
    writeJson(options, { ...figures, verdicts: verdictsOf(figures) });
    return 0;
  } finally {
    await host.close();
  }
}

function writeJson({ json, quick }: BenchOptions, figures: object): void {
  if (json === null) return;
  mkdirSync(dirname(json), { recursive: true });
  writeFileSync(json, `${JSON.stringify({ quick, ...figures }, null, 2)}\n`);
}

/** A server with databases for the bench, and the secrets of an installation of its own. */
interface Host {
  readonly folder: string;
  readonly secrets: Secrets;
  readonly admin: PostgresConnection;
  readonly owner: (name: string) => PostgresConnection;
  readonly create: (name: string, like?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openHost(): Promise<Host> {
  const asked = mkdtempSync(join(tmpdir(), 'casewright-bench-'));
  const data = prepareDataFolder(join(asked, 'data'));
  const secrets = readSecrets(data.folder);
  const remove = (): void => {
    rmSync(asked, { recursive: true, force: true });
    rmSync(data.folder, { recursive: true, force: true });
  };
  const url = process.env['DATABASE_URL'] ?? '';
  if (url !== '') return givenHost(url, { folder: data.folder, secrets, remove });
  const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  const { adminPassword, ownerPassword } = secrets;
  const server = await startEmbeddedPostgres({
    data,
    binaries: embeddedBinaries(data),
    adminPassword,
    ownerPassword,
    durability: 'full',
    say,
  });
  // Asked for once, so that the owning role is there.
  const first = await server.database('casewright_bench');
  return {
    folder: data.folder,
    secrets,
    admin: server.adminConnection,
    owner: (database) => ({ ...first, database }),
    create: (name, like) =>
      createDatabase(server.adminConnection, { name, owner: first.user, ...(like === undefined ? {} : { like }) }),
    async close() {
      await server.stop();
      remove();
    },
  };
}

/** New databases on somebody's server, dropped at the end; what is there already is not touched. */
function givenHost(
  url: string,
  own: { readonly folder: string; readonly secrets: Secrets; readonly remove: () => void },
): Host {
  const admin = parseDatabaseUrl(url);
  if (typeof admin === 'string') throw new Error(`DATABASE_URL ${admin}`);
  const made: string[] = [];
  return {
    ...own,
    admin,
    owner: (database) => ({ ...admin, database }),
    async create(name, like) {
      await createDatabase(admin, { name, owner: admin.user, ...(like === undefined ? {} : { like }) });
      made.push(name);
    },
    async close() {
      await Promise.all(made.map((name) => dropDatabase(admin, name)));
      own.remove();
    },
  };
}

function benchPlace(host: Host): BenchPlace {
  const run = randomBytes(4).toString('hex');
  const nameOf = (which: string): string => `casewright_bench_${run}_${which}`;
  const made = new Set<string>();
  return {
    async connect(which) {
      const name = nameOf(which);
      if (!made.has(name)) await host.create(name);
      const connection = host.owner(name);
      if (!made.has(name)) await setUp(host, connection);
      made.add(name);
      return openWorld(host, connection);
    },
    async copy(which) {
      await host.create(nameOf(which), nameOf('small'));
      made.add(nameOf(which));
    },
  };
}

/** Schema, agency and case type, as an installation has them. */
async function setUp(host: Host, connection: PostgresConnection): Promise<void> {
  const { appPassword, contextKey } = host.secrets;
  await migrate(connection, { appPassword, contextKey });
  const database = openApp(host, connection);
  try {
    await upsertPeople(database, {
      tenant: TENANT,
      slug: AGENCY,
      name: 'The agency of the bench',
      teams: [...TEAMS, EMPTY_TEAM].map((team) => ({ team, title: team })),
      people: [
        ...TEAMS.map((team) => memberOf(officerOf(team), [team])),
        memberOf('manager', TEAMS),
        memberOf('outsider', [EMPTY_TEAM]),
      ],
    });
    const { caseType, source } = shippedCaseType(OPENING.caseType);
    await publishCaseType(database, {
      tenant: TENANT,
      person: 'set-up',
      caseType,
      source,
      publishedAt: new Date().toISOString(),
    });
  } finally {
    await database.close();
  }
}

function memberOf(
  person: string,
  teams: readonly string[],
): { person: string; name: string; memberships: { team: string; role: string }[] } {
  return { person, name: person, memberships: teams.map((team) => ({ team, role: ROLE })) };
}

function openApp({ secrets }: Host, connection: PostgresConnection): Database {
  return openDatabase({
    connection: { ...connection, user: APP_ROLE, password: secrets.appPassword },
    contextKey: secrets.contextKey,
    poolSize: POOL,
  });
}

async function openWorld(host: Host, connection: PostgresConnection): Promise<BenchWorld> {
  const recorder = startRecorder();
  const database = openApp(host, connection);
  const deps = commandDeps(database, fileKeyProvider(host.secrets.masterKey));
  const signer = contextSigner(host.secrets.contextKey);
  const owner = await openOwnerSession(connection, () =>
    signer.setContext(programContext(TENANT, AGENCY), Date.now()).join('; '),
  );
  const execute = async (number: number, request: CommandRequest): Promise<OpenedCase> => {
    const outcome = await executeCommand(deps, principalOf(teamOf(number)), request);
    if (outcome.kind !== 'applied')
      throw new Error(`A command of the bench was not applied: ${JSON.stringify(outcome)}`);
    return { caseId: outcome.caseId, reference: outcome.reference };
  };
  return {
    tenant: TENANT,
    teams: TEAMS,
    connection,
    owner,
    recorder,
    postmaster: await findPostmaster(connection),
    openCase: (number) =>
      execute(number, {
        open: { caseType: OPENING.caseType, team: teamOf(number), data: OPENING.data },
        // Days of a year, so that due dates are spread as in a working lane.
        occurred: new Date(Date.UTC(2026, 0, 1) + (number % 365) * DAY_MS).toISOString().slice(0, 10),
        idempotencyKey: `open-${number}`,
      }),
    async completeTask({ caseId }, number) {
      await execute(number, {
        caseId,
        command: { type: 'CompleteTask', ...COMPLETION },
        idempotencyKey: `complete-${caseId}`,
      });
    },
    receiptKey: (key, number) => `${officerOf(teamOf(number))} ${key}`,
    async readWork(team) {
      const lanes = [`person:${officerOf(team)}`, `team:${team}`];
      await database.once(principalOf(team), [
        readWork({ tenant: TENANT, lanes, teams: [team], person: officerOf(team), after: null, limit: 51 }),
      ]);
    },
    signIn: (team) => cookieOf(database, officerOf(team)),
    signInAs: (person) => cookieOf(database, person),
    startServer: (profileFolder) => startOurs(host, { connection, profileFolder }),
    startUnchained: () => startUnchained(host, connection),
    startFloor: (options) => startFloor(host, options),
    async close() {
      recorder.stop();
      await owner.close();
      await database.close();
    },
  };
}

async function cookieOf(database: Database, personId: string): Promise<string> {
  const credential = await signIn({ database, nowMs: Date.now }, { agency: AGENCY, personId });
  if (credential === null) throw new Error('Somebody of the bench could not sign in.');
  return `${COOKIE_NAME}=${credential}`;
}

function startOurs(
  host: Host,
  { connection, profileFolder }: { readonly connection: PostgresConnection; readonly profileFolder: string | null },
): Promise<ChildServer> {
  const profiler = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  return startServing(host, connection, [...profiler, runner(), 'server/src/main-serve.ts']);
}

async function startUnchained(host: Host, connection: PostgresConnection): Promise<ChildServer> {
  const bundle = join(host.folder, 'unchained.mjs');
  await buildUnchained(projectFolder(), bundle);
  return startServing(host, connection, [bundle]);
}

function startServing(host: Host, connection: PostgresConnection, args: readonly string[]): Promise<ChildServer> {
  return startChildServer({
    args,
    env: {
      DATABASE_URL: connectionUrl(connection),
      CASEWRIGHT_DATA: host.folder,
      PORT: '0',
      HOST: '127.0.0.1',
      CASEWRIGHT_DEMO: '0',
    },
    ready: /http:\/\/127\.0\.0\.1:(\d+)/,
  });
}

function startFloor(host: Host, options: BareOptions): Promise<ChildServer> {
  const file = join(host.folder, 'floor.options');
  writeFileSync(file, serialize(options), { mode: 0o600 });
  return startChildServer({
    args: [runner(), 'server/src/main-floor.ts', file],
    env: {},
    ready: /floor listens on (\d+)/,
  });
}

function runner(): string {
  return join(projectFolder(), 'scripts', 'run.mjs');
}

function projectFolder(): string {
  return fileURLToPath(new URL('../..', import.meta.url));
}

function teamOf(number: number): string {
  return TEAMS[number % TEAMS.length] ?? '';
}

function officerOf(team: string): string {
  return `officer-${team}`;
}

const officers = new Map<string, Principal>();

function principalOf(team: string): Principal {
  const person = officerOf(team);
  const teams = [{ team, role: ROLE }];
  // As a session would: what somebody holds is worked out once, not for each command.
  const known =
    officers.get(team) ??
    principalOfMember({ tenant: TENANT, person, authority: 'session:bench', name: person, teams });
  officers.set(team, known);
  return known;
}

function shippedCaseType(name: string): CheckedFile {
  return readShippedNamed(join(projectFolder(), 'case-types'), name);
}

function shippedScenarios(): readonly RecordedScenario[] {
  const folder = join(projectFolder(), 'case-types');
  return readShipped(folder).caseTypes.flatMap(({ caseType }) => {
    const { name } = caseType;
    const files = readdirSync(join(folder, name, 'scenarios')).filter((file) => file.endsWith('.yaml'));
    return files.map((file) => {
      const read = readScenario(parse(readFileSync(join(folder, name, 'scenarios', file), 'utf8')));
      if ('problems' in read) throw new Error(`The scenario ${file} cannot be read: ${read.problems.join(' ')}`);
      return recordScenario(caseType, (engine) => void runScenario(caseType, read.scenario, engine));
    });
  });
}
