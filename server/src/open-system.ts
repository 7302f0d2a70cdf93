// Wires an installation to the store and the command path, for the mains that work on it. It decides nothing.
import { join } from 'node:path';
import { applyDestructions } from './backup/apply-destructions.ts';
import { ListUnreachable, type DestructionList } from './backup/destruction-list.ts';
import type { Maintenance } from './cli/cli.ts';
import { commandDeps, type CommandDeps } from './commands/execute-command.ts';
import { readConfiguration, type Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { openKeyProgram } from './launch/key-program.ts';
import { openInstallation, type Installation } from './launch/open-installation.ts';
import { makeWrappingKey, readWrappingKeys } from './launch/wrapping-keys.ts';
import { openFiles, type OpenFiles } from './open-files.ts';
import { readVerifier, type NoteVerifier } from './merkle/signed-note.ts';
import { openDatabase, type Database } from './store/database.ts';
import { hasOtherKey } from './store/has-other-key.ts';
import { openAgencyKeys, type OpenAgencyKeys } from './store/agency-keys.ts';
import { fileKeyService, KeysUnreachable, programKeyService, type WrappingServices } from './store/wrap-agency-keys.ts';
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
  /** The database as its owner: for keys, backups, and doing destructions again. */
  readonly ownerDatabase: Database;
  /** Who wraps agency keys, as the files of the data folder are now. */
  readonly keyServices: () => WrappingServices;
  /** Opens agency keys that were made since; it is also done every few seconds. */
  readonly refreshKeys: () => Promise<void>;
  readonly destructions: DestructionList;
  /** Holds the database against that list once more. @returns how many were destroyed again */
  readonly applyDestructions: () => Promise<number>;
  /** Where files are kept, and what looks at them. */
  readonly files: OpenFiles;
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
  const { contextKey } = secrets;
  const database = openDatabase({ connection: application, contextKey, poolSize: 10 });
  const ownerDatabase = openDatabase({
    connection: installation.owner,
    contextKey,
    poolSize: 2,
    settings: OWNER_SETTINGS,
  });
  const files = await openFiles(configuration, installation.folder).catch(async (error: unknown) => {
    await installation.release();
    throw error;
  });
  const closeAll = async (): Promise<void> => {
    files.close();
    await ownerDatabase.close();
    await database.close();
    await installation.release();
  };
  try {
    const keyServices = (): WrappingServices => keyServicesOf(configuration, installation);
    const agencyKeys = await openAgencyKeys(database, keyServices);
    const deps = commandDeps(database, fileKeyProvider(secrets.masterKey, agencyKeys.keys));
    const place = {
      folder: configuration.destructionFolder ?? join(installation.folder, 'destructions'),
      mac: deps.keys.listMac,
    };
    // Before anything is read or served: an older copy of the database may have brought back what was destroyed.
    const applyList = () => applyDestructions({ ...deps, ownerDatabase, place, say });
    const { list } = await applyList();
    const watching = watchKeys(agencyKeys, say);
    return {
      ...{ configuration, installation, database, deps, witnesses, ownerDatabase, keyServices, files },
      ...{ refreshKeys: agencyKeys.refresh, destructions: list },
      applyDestructions: async () => (await applyList()).again,
      close: async () => {
        await watching.stop();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    const isSentence = error instanceof ListUnreachable || error instanceof KeysUnreachable;
    throw isSentence ? new LaunchError(error.message, { cause: error }) : error;
  }
}

/** The role of the application has these of its own. */
const OWNER_SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO,YMD';

/** How often a process looks for new agency keys; a rotation waits longer than that. */
const KEYS_EVERY_MS = 2_000;

/**
 * A look that fails is made again; what is not known yet is refused meanwhile, with a word when to come back. The next look
 * waits for the last, since a key service that is away takes its time.
 */
function watchKeys(
  { refresh }: OpenAgencyKeys,
  say: (sentence: string) => void,
): { readonly stop: () => Promise<void> } {
  let running: Promise<void> | null = null;
  let isTold = false;
  const timer = setInterval(() => {
    running ??= refresh()
      .then(() => {
        isTold = false;
      })
      .catch((error: unknown) => {
        // The database says for itself that it is away.
        const isOfKeys = error instanceof KeysUnreachable || error instanceof LaunchError;
        if (isOfKeys && !isTold) say(error.message);
        isTold ||= isOfKeys;
      })
      .finally(() => {
        running = null;
      });
  }, KEYS_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

function keyServicesOf({ keyProgram }: Configuration, { secrets, folder }: Installation): WrappingServices {
  const files = fileKeyService(secrets.masterKey, readWrappingKeys(folder));
  if (keyProgram === null) return { files, wraps: files, all: [files] };
  const program = programKeyService(secrets.masterKey, openKeyProgram(keyProgram));
  return { files, wraps: program, all: [program, files] };
}

/** Another server learns of a new key when it looks next; one that looks at this very moment needs the time to answer too. */
const SETTLE_MS = 2 * KEYS_EVERY_MS + 1_000;

/** What the command line needs of a system beyond its commands. */
export function maintenanceOf(system: OpenSystem): Maintenance {
  const { configuration, installation, ownerDatabase, keyServices, refreshKeys, destructions, files } = system;
  return {
    access: { owner: installation.owner, contextKey: installation.secrets.contextKey },
    administrator: installation.administrator,
    ...{ ownerDatabase, keyServices, refreshKeys, destructions, settleMs: SETTLE_MS },
    files: files.store,
    makeWrappingKey: () => makeWrappingKey(installation.folder).version,
    applyDestructions: system.applyDestructions,
    backupKeyFolder: configuration.backupKeyFolder ?? join(installation.folder, 'backup-keys'),
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
