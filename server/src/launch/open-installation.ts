// Opens one installation: its data folder, its secrets, and its database, embedded or not. It keeps the embedded one
// running while this program does. Of what is in the database it knows nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Configuration } from './configuration.ts';
import { prepareDataFolder, preparePrivateFolder } from './data-folder.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { explainFailure, LaunchError } from './launch-error.ts';
import { embeddedBinaries } from './postgres-binaries.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { readSecrets, type Secrets } from './secrets.ts';

/** An installation whose database answers. */
export interface Installation {
  readonly folder: string;
  readonly secrets: Secrets;
  /** The owner of the schema, for migrations only. */
  readonly owner: PostgresConnection;
  /** The superuser of the embedded database; null where somebody else runs it. */
  readonly administrator: PostgresConnection | null;
  /** What everything else connects as; its password is the one in `appPassword`. */
  readonly application: PostgresConnection;
  readonly appPassword: string;
  /** Lets go of the database; an embedded one is stopped when nobody else uses it. Call it once all pools are closed. */
  release(): Promise<void>;
}

const applicationRole = 'casewright_app';
const databaseName = 'casewright';
const watchEveryMs = 500;

/**
 * Opens the installation that the configuration describes.
 * @param say hears a sentence when something takes long or is unusual
 * @throws LaunchError with what to do
 */
export async function openInstallation(
  configuration: Configuration,
  say: (sentence: string) => void,
): Promise<Installation> {
  return configuration.database === null
    ? openEmbedded(configuration, say)
    : openExisting(configuration, configuration.database);
}

/**
 * The folder in which an installation keeps its data and its master key; made where it is missing.
 * @throws LaunchError when it cannot be made
 */
export function installationFolder(configuration: Configuration): string {
  if (configuration.database !== null) return preparePrivateFolder(configuration.dataFolder);
  return prepareDataFolder(configuration.dataFolder).folder;
}

async function openEmbedded(configuration: Configuration, say: (sentence: string) => void): Promise<Installation> {
  const data = prepareDataFolder(configuration.dataFolder);
  // Worth saying once; later it would only be noise before the result of a command.
  if (data.moved !== null && !existsSync(join(data.folder, 'postgres'))) say(data.moved);
  const secrets = readSecrets(data.folder);
  const server = await startEmbeddedPostgres({
    data,
    binaries: embeddedBinaries(data),
    adminPassword: secrets.adminPassword,
    ownerPassword: secrets.ownerPassword,
    durability: 'full',
    say,
  });
  const owner = await server.database(databaseName);
  const stopWatching = watch(server, say);
  return {
    folder: data.folder,
    secrets,
    owner,
    administrator: { ...server.adminConnection, database: databaseName },
    application: { ...owner, user: applicationRole, password: secrets.appPassword },
    appPassword: secrets.appPassword,
    release: async () => {
      await stopWatching();
      await server.stop();
    },
  };
}

async function openExisting(configuration: Configuration, owner: PostgresConnection): Promise<Installation> {
  const folder = preparePrivateFolder(configuration.dataFolder);
  const secrets = readSecrets(folder);
  await requireAnswer(owner);
  const application = configuration.applicationDatabase ?? {
    ...owner,
    user: applicationRole,
    password: secrets.appPassword,
  };
  return {
    folder,
    secrets,
    owner,
    administrator: null,
    application,
    appPassword: application.password,
    release: async () => {},
  };
}

/** Connects once, so that a database that cannot be reached is told of in words. */
async function requireAnswer(owner: PostgresConnection): Promise<void> {
  const { ssl, ...rest } = owner;
  const client = new pg.Client({ ...rest, ...(ssl === undefined ? {} : { ssl }), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw explainConnection(error, owner);
  } finally {
    await client.end().catch(() => {});
  }
}

function explainConnection(error: unknown, { host, port, user, database }: PostgresConnection): LaunchError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const where = `the database "${database}" at ${host}, port ${port}, as ${user}`;
  const advice = new Map([
    ['ECONNREFUSED', 'nothing answers there. Start that server, or correct DATABASE_URL.'],
    ['ENOENT', 'there is no such socket. Start that server, or correct DATABASE_URL.'],
    ['ENOTFOUND', 'there is no host of that name. Correct DATABASE_URL.'],
    ['28P01', 'the password is wrong. Correct DATABASE_URL.'],
    ['28000', "that user may not log in. Correct DATABASE_URL or the server's pg_hba.conf."],
    ['3D000', `there is no such database. Create it with "CREATE DATABASE ${database}", or correct DATABASE_URL.`],
  ]).get(code);
  return advice === undefined
    ? explainFailure(error, `reach ${where}`)
    : new LaunchError(`Could not reach ${where}: ${advice}`, { cause: error });
}

/** Brings the embedded server back when it dies under us, so that a long import or a running server goes on. */
function watch(server: EmbeddedPostgres, say: (sentence: string) => void): () => Promise<void> {
  let watching = true;
  let round: Promise<void> = Promise.resolve();
  let lastProblem = '';
  const timer = setInterval(() => {
    round = round.then(async () => {
      if (!watching) return;
      await server.revive().then(
        () => (lastProblem = ''),
        (error: unknown) => {
          const problem = error instanceof Error ? error.message : String(error);
          if (problem !== lastProblem) say(problem);
          lastProblem = problem;
        },
      );
    });
  }, watchEveryMs);
  timer.unref();
  return async () => {
    watching = false;
    clearInterval(timer);
    await round;
  };
}
