// Wires an installation to the store and the command path, for the mains that work on it. It decides nothing.
import { commandDeps, type CommandDeps } from './commands/execute-command.ts';
import { readConfiguration, type Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { openInstallation, type Installation } from './launch/open-installation.ts';
import { readVerifier, type NoteVerifier } from './merkle/signed-note.ts';
import { openDatabase, type Database } from './store/database.ts';
import { hasOtherKey } from './store/has-other-key.ts';
import { fileKeyProvider } from './store/keys.ts';
import { migrate } from './store/migrate.ts';
import { probeContext } from './store/probe-context.ts';
import { fileWitness } from './witness/file-witness.ts';
import { remoteWitness } from './witness/remote-witness.ts';
import type { Witness } from './witness/witness.ts';

/** A migrated installation with its command path, and who witnesses its logs. */
export interface OpenSystem {
  readonly configuration: Configuration;
  readonly installation: Installation;
  readonly database: Database;
  readonly deps: CommandDeps;
  readonly witnesses: readonly Witness[];
  readonly close: () => Promise<void>;
}

/**
 * The configuration of this process.
 * @throws LaunchError that names every bad value
 */
export function configurationOf(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const result = readConfiguration(environment);
  if ('configuration' in result) return result.configuration;
  throw new LaunchError(
    `The configuration has mistakes:\n${result.problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

/**
 * Starts or reaches the database, brings its schema up to date and opens it.
 * @throws LaunchError or MigrationError, whose messages say what to do
 */
export async function openSystem(configuration: Configuration, say: (sentence: string) => void): Promise<OpenSystem> {
  const witnesses = witnessesOf(configuration);
  const installation = await openInstallation(configuration, say);
  const { secrets, application } = installation;
  try {
    await prepareDatabase(installation);
  } catch (error) {
    await installation.release();
    throw error;
  }
  const database = openDatabase({ connection: application, contextKey: secrets.contextKey, poolSize: 10 });
  const deps = commandDeps(database, fileKeyProvider(secrets.masterKey));
  return {
    configuration,
    installation,
    database,
    deps,
    witnesses,
    close: async () => {
      await database.close();
      await installation.release();
    },
  };
}

/**
 * The keys of a list from the configuration.
 * @throws LaunchError where one is none
 */
export function verifierOf(key: string): NoteVerifier {
  const verifier = readVerifier(key);
  if (verifier === null) throw new LaunchError(`"${key}" is not a whole key of a log or a witness. Copy it again.`);
  return verifier;
}

function witnessesOf({ witnessFolder, witnesses }: Configuration): readonly Witness[] {
  return [
    ...(witnessFolder === null ? [] : [fileWitness(witnessFolder)]),
    ...witnesses.map(({ address, key }) => remoteWitness(address, verifierOf(key))),
  ];
}

const clocksApartMaxMs = 60_000;

/** Migrates, unless that would harm; and refuses a database that would hide everything, or nothing. */
async function prepareDatabase({ secrets, owner, application, appPassword, folder }: Installation): Promise<void> {
  const { contextKey } = secrets;
  if (await hasOtherKey(owner, contextKey)) {
    throw new LaunchError(
      `The database belongs to another master key than the one in ${folder}. Copy the file master.key of that installation there, or use another database.`,
    );
  }
  await migrate(owner, { appPassword, contextKey });
  const { seenWithoutContext, believed, clocksApartMs } = await probeContext(application, contextKey);
  if (seenWithoutContext !== 0) {
    throw new LaunchError(
      'The database shows agencies to somebody without a context: its row-level security is off, so nothing is served. Restore the policies of the migrations.',
    );
  }
  if (clocksApartMs > clocksApartMaxMs) {
    throw new LaunchError(
      `The clocks of this machine and of the database are ${Math.round(clocksApartMs / 1000)} seconds apart, so no sign-in would hold. Set both by a time server, then start again.`,
    );
  }
  if (!believed) {
    throw new LaunchError(
      'The database does not believe the contexts that this program signs, so everything would look empty. Check that master.key is the one of this database.',
    );
  }
}
