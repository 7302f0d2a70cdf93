// Brings up a real PostgreSQL of our own on a folder, or joins the one that already runs there, and stops it when the last
// user leaves. It knows processes, folders and sockets; of the schema it knows nothing.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { DataFolder } from './data-folder.ts';
import { withFolderLock } from './folder-lock.ts';
import {
  adminRole,
  giveTo,
  initialiseCluster,
  quietEnvironment,
  requireFreeDisk,
  spawnIdentity,
} from './initialise-cluster.ts';
import { explainFailure, LaunchError } from './launch-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { attempt, type PostgresConnection } from './postgres-connection.ts';
import { livePostmaster, retirePostmasterFile } from './postmaster-file.ts';
import { processIdentity } from './process-identity.ts';

/** What is needed to start. `say` hears a sentence when something takes long or is unusual. */
export interface EmbeddedOptions {
  readonly data: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly adminPassword: string;
  readonly ownerPassword: string;
  /** `none` only for tests: a crash of the machine may lose everything. */
  readonly durability: 'full' | 'none';
  readonly say: (sentence: string) => void;
}

/** A running server. `origin` says whether this call started it or found it running. */
export interface EmbeddedPostgres {
  /** How the superuser reaches the maintenance database `postgres`. Only launching and tests may use it. */
  readonly adminConnection: PostgresConnection;
  readonly origin: 'started' | 'adopted';
  /** How the owning role, which is no superuser, reaches a database; role and database are created where they are missing. */
  database(name: string): Promise<PostgresConnection>;
  /** Starts it again if it has died; answers at once while it lives. */
  revive(): Promise<void>;
  /** Stops the server unless other programs still use it; says which of the two happened. */
  stop(): Promise<'stopped' | 'left running'>;
}

/** Held while the database of a data folder is started or stopped. */
export function lockFile(folder: string): string {
  return join(folder, 'postgres.starting');
}

interface Running {
  readonly origin: 'started' | 'adopted';
  readonly presence: pg.Client;
}

const readyWithinMs = 120_000;
const presenceName = 'casewright presence';
/** Owns the schema and runs migrations; no superuser. The application works as yet another role. */
const ownerRole = 'casewright_owner';

/**
 * Starts or joins the PostgreSQL of a data folder, making the cluster first where there is none.
 * @throws LaunchError with what to do when it cannot
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = join(options.data.folder, 'postgres');
  const socketFolder = prepareSocketFolder(options.data);
  const admin = {
    host: socketFolder,
    port: 5432,
    user: adminRole,
    password: options.adminPassword,
    database: 'postgres',
  };
  const place: Place = { ...options, cluster, socketFolder, admin };
  let running = await bringUp(place);
  return {
    adminConnection: admin,
    origin: running.origin,
    database: (name) => ensureDatabase(place, running.presence, name),
    revive: async () => {
      if (livePostmaster(cluster) !== null && (await isAlive(running.presence))) return;
      await running.presence.end().catch(() => {});
      running = await bringUp(place);
    },
    stop: () => withFolderLock(lockFile(place.data.folder), () => stopUnlessUsed(place, running.presence)),
  };
}

interface Place extends EmbeddedOptions {
  readonly cluster: string;
  readonly socketFolder: string;
  readonly admin: PostgresConnection;
}

async function bringUp(place: Place): Promise<Running> {
  const giveUpAt = Date.now() + readyWithinMs;
  let waitingSaid = false;
  while (Date.now() < giveUpAt) {
    // Locked anew for each attempt: a program that is about to stop the server must get its turn while we wait for it.
    const result = await withFolderLock(lockFile(place.data.folder), () => tryOnce(place, giveUpAt));
    if ('presence' in result) return result;
    if (!waitingSaid) place.say(`Waiting for the database in ${place.data.folder}: ${result.reason}`);
    waitingSaid = true;
    await sleep(100);
  }
  throw new LaunchError(
    `The database in ${place.data.folder} does not answer after two minutes. Its log is ${logFile(place)}.`,
  );
}

async function tryOnce(place: Place, giveUpAt: number): Promise<Running | { readonly reason: string }> {
  if (!existsSync(place.cluster)) {
    requireFreeDisk(place.data.folder, 'create');
    place.say(`Making a new database in ${place.data.folder}`);
    await initialiseCluster(place);
  }
  requireSameMajor(place);
  if (livePostmaster(place.cluster) === null) {
    const started = await startServer(place, giveUpAt);
    return started === null
      ? { reason: 'what its predecessor left is still ending' }
      : { origin: 'started', presence: started };
  }
  const answer = await attempt(place.admin, presenceName);
  if (answer.kind === 'connected') return { origin: 'adopted', presence: answer.client };
  if (answer.kind === 'refused') throw wrongPassword(place);
  return { reason: answer.reason };
}

/** One attempt to start; null when PostgreSQL refused for a reason that passes, such as orphans of its dead predecessor. */
async function startServer(place: Place, giveUpAt: number): Promise<pg.Client | null> {
  requireFreeDisk(place.data.folder, 'start');
  retirePostmasterFile(place.cluster, place.socketFolder);
  const logStart = rotateLog(place);
  const child = spawnServer(place);
  let ended: number | string | null = null;
  child.on('exit', (code, signal) => (ended = code ?? signal ?? 1));
  child.on('error', (error) => (ended = error.message));
  while (Date.now() < giveUpAt) {
    if (ended !== null) {
      const log = readFileSync(logFile(place), 'utf8').slice(logStart);
      if (passes(log)) return null;
      throw refusal(place, log, ended);
    }
    const answer = await attempt(place.admin, presenceName);
    if (answer.kind === 'connected') return answer.client;
    if (answer.kind === 'refused') throw wrongPassword(place);
    await sleep(15);
  }
  return null;
}

function spawnServer(place: Place): ChildProcess {
  const log = openSync(logFile(place), 'a', 0o600);
  const settings = serverSettings(place).flatMap((setting) => ['-c', setting]);
  const child = spawn(join(place.binaries.folder, 'postgres'), ['-D', place.cluster, ...settings], {
    ...spawnIdentity(place.data),
    env: quietEnvironment(),
    stdio: ['ignore', log, log],
    // A session of its own: Ctrl-C in the terminal must reach us alone, and our death must not end it in mid-write.
    detached: true,
  });
  closeSync(log);
  child.unref();
  return child;
}

function serverSettings(place: Place): readonly string[] {
  return [
    'listen_addresses=',
    `unix_socket_directories=${place.socketFolder}`,
    'unix_socket_permissions=0700',
    'port=5432',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=100',
    `shared_buffers=${sharedBuffersMb(availableBytes())}MB`,
    'jit=off',
    // The log must hold no personal data: no statements, no parameters, no details that quote a row.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    'log_parameter_max_length_on_error=0',
    ...(place.durability === 'none' ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
}

const MB = 1024 * 1024;
const LEAST_BUFFERS_MB = 128;
const MOST_BUFFERS_MB = 1024;

/**
 * How much of the memory the database keeps pages in: an eighth, as it shares the machine with the rest of Casewright, and what
 * the system keeps of files serves it too.
 */
export function sharedBuffersMb(bytes: number): number {
  return Math.max(LEAST_BUFFERS_MB, Math.min(MOST_BUFFERS_MB, Math.floor(bytes / MB / 8)));
}

/** What a container allows where it allows less than the machine has. */
function availableBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

async function stopUnlessUsed(place: Place, presence: pg.Client): Promise<'stopped' | 'left running'> {
  const used = await othersConnected(presence);
  await presence.end().catch(() => {});
  const pid = livePostmaster(place.cluster);
  if (pid === null) return 'stopped';
  if (used) return 'left running';
  // SIGINT is PostgreSQL's fast shutdown: it rolls back what is open, writes a checkpoint and ends.
  signal(pid, 'SIGINT');
  const giveUpAt = Date.now() + 30_000;
  while (processIdentity(pid) !== null && existsSync(join(place.cluster, 'postmaster.pid'))) {
    if (Date.now() > giveUpAt) signal(pid, 'SIGQUIT');
    await sleep(10);
  }
  return 'stopped';
}

/** Whether programs other than this one are connected; our own closing connections get a second to go. */
async function othersConnected(presence: pg.Client): Promise<boolean> {
  const question = `select count(*)::int as others from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  try {
    for (let round = 0; round < 20; round += 1) {
      const answer = await presence.query<{ others: number }>(question);
      if (answer.rows[0]?.others === 0) return false;
      await sleep(50);
    }
    return true;
  } catch {
    return false;
  }
}

async function ensureDatabase(place: Place, presence: pg.Client, name: string): Promise<PostgresConnection> {
  const owner = presence.escapeIdentifier(ownerRole);
  // The owner may create the application's role, and is bound by row-level security: it is what a hosted PostgreSQL gives.
  await createIfMissing(presence, {
    question: 'select 1 from pg_roles where rolname = $1',
    name: ownerRole,
    statement: `create role ${owner} login createrole password ${presence.escapeLiteral(place.ownerPassword)}`,
  });
  await createIfMissing(presence, {
    question: 'select 1 from pg_database where datname = $1',
    name,
    statement: `create database ${presence.escapeIdentifier(name)} owner ${owner}`,
  });
  return { ...place.admin, user: ownerRole, password: place.ownerPassword, database: name };
}

async function createIfMissing(
  presence: pg.Client,
  thing: { question: string; name: string; statement: string },
): Promise<void> {
  const found = await presence.query(thing.question, [thing.name]);
  if (found.rowCount !== 0) return;
  try {
    await presence.query(thing.statement);
  } catch (error) {
    // Another process may have created it between the two statements.
    const again = await presence.query(thing.question, [thing.name]);
    if (again.rowCount === 0) throw error;
  }
}

async function isAlive(presence: pg.Client): Promise<boolean> {
  return presence.query('SELECT 1').then(
    () => true,
    () => false,
  );
}

/** A socket's path may have about 100 bytes only, so a data folder with a long name gets its socket in the temporary folder. */
function prepareSocketFolder(data: DataFolder): string {
  const near = join(data.folder, 'socket');
  const hash = createHash('sha256').update(data.folder).digest('hex').slice(0, 16);
  const folder = Buffer.byteLength(near) <= 80 ? near : join(tmpdir(), `casewright-${hash}`);
  const uid = data.runAs?.uid ?? process.getuid?.() ?? 0;
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { mode: 0o700 });
      giveTo(data.runAs, folder);
    }
    const found = lstatSync(folder);
    if (!found.isDirectory() || found.uid !== uid) {
      throw new LaunchError(
        `The folder ${folder} for the database's socket belongs to another user. Remove it, or set CASEWRIGHT_DATA to another folder, then start again.`,
      );
    }
    chmodSync(folder, 0o700);
    return folder;
  } catch (error) {
    throw explainFailure(error, `create the folder ${folder} for the database's socket`);
  }
}

function requireSameMajor(place: Place): void {
  let made: number;
  try {
    made = Number(readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8'));
  } catch (error) {
    throw explainFailure(
      error,
      `read the database in ${place.cluster}. It belongs to the user who made it; start as that user, or`,
    );
  }
  if (made === place.binaries.major) return;
  throw new LaunchError(
    `The database in ${place.cluster} was made by PostgreSQL ${made}, and this program brings PostgreSQL ${place.binaries.major}. ` +
      'Use the release that made it, or set CASEWRIGHT_DATA to a new folder.',
  );
}

function wrongPassword(place: Place): LaunchError {
  return new LaunchError(
    `The database in ${place.data.folder} was made with another master key. Put the file master.key that belongs to it back into that folder, then start again.`,
  );
}

function passes(log: string): boolean {
  return /pre-existing shared memory block|lock file ".*" already exists|is the server already running|still in use/.test(
    log,
  );
}

function refusal(place: Place, log: string, ended: number | string): LaunchError {
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    return new LaunchError(
      `The disk that holds ${place.data.folder} is full, so the database cannot start. Free some space, then start again; what was committed is safe.`,
    );
  }
  const reason = log.split('\n').filter((line) => /FATAL|PANIC|error while loading/.test(line));
  return new LaunchError(
    `The database in ${place.data.folder} did not start (${reason.at(-1)?.trim() ?? `it ended with ${ended}`}). Its log is ${logFile(place)}.`,
  );
}

function logFile(place: Place): string {
  return join(place.data.folder, 'postgres.log');
}

/** Keeps the log and one predecessor of at most 10 MB; answers where the next start's lines will begin. */
function rotateLog(place: Place): number {
  const path = logFile(place);
  if (!existsSync(path)) return 0;
  const size = statSync(path).size;
  if (size < 10_000_000) return size;
  renameSync(path, `${path}.1`);
  return 0;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended on its own in the meantime, which is what we wanted.
  }
}
