// Wires an installation to the store and the command path, for the mains that work on it. It decides nothing.
import { commandDeps, type CommandDeps } from './commands/execute-command.ts';
import { readConfiguration, type Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { openInstallation, type Installation } from './launch/open-installation.ts';
import { probeContext } from './launch/probe-context.ts';
import { contextSigner, PLATFORM } from './store/context.ts';
import { openDatabase, type Database } from './store/database.ts';
import { fileKeyProvider } from './store/keys.ts';
import { migrate } from './store/migrate.ts';

/** A migrated installation with its command path. */
export interface OpenSystem {
  readonly configuration: Configuration;
  readonly installation: Installation;
  readonly database: Database;
  readonly deps: CommandDeps;
  readonly close: () => Promise<void>;
}

/**
 * The configuration of this process.
 * @throws LaunchError that names every bad value
 */
export function configurationOf(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const result = readConfiguration(environment);
  if ('configuration' in result) return result.configuration;
  throw new LaunchError(`The configuration has mistakes:\n${result.problems.map((problem) => `  ${problem}`).join('\n')}`);
}

/**
 * Starts or reaches the database, brings its schema up to date and opens it.
 * @throws LaunchError or MigrationError, whose messages say what to do
 */
export async function openSystem(configuration: Configuration, say: (sentence: string) => void): Promise<OpenSystem> {
  const installation = await openInstallation(configuration, say);
  const { secrets, owner, application, appPassword } = installation;
  try {
    await migrate(owner, { appPassword, contextKey: secrets.contextKey });
    await probeContext(application, contextSigner(secrets.contextKey).setContext(PLATFORM, Date.now()));
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
    close: async () => {
      await database.close();
      await installation.release();
    },
  };
}
