// Wires an installation to the store and the command path, for the mains that work on it. It decides nothing.
import { join } from 'node:path';
import { applyDestructions } from './backup/apply-destructions.ts';
import { ListUnreachable, type DestructionList } from './backup/destruction-list.ts';
import type { Maintenance } from './cli/cli.ts';
import { commandDeps, type CommandDeps } from './commands/execute-command.ts';
import { readConfiguration, type Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { openInstallation, type Installation } from './launch/open-installation.ts';
import { readVerifier, type NoteVerifier } from './merkle/signed-note.ts';
import { openDatabase, type Database } from './store/database.ts';
import { hasOtherKey } from './store/has-other-key.ts';
import { openAgencyKeys, type OpenAgencyKeys } from './store/agency-keys.ts';
import { fileKeyProvider, masterKeyService, type KeyService } from './store/keys.ts';
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
  readonly keyService: KeyService;
  /** Opens agency keys that were made since; it is also done every few seconds. */
  readonly refreshKeys: () => Promise<void>;
  readonly destructions: DestructionList;
  /** Holds the database against that list once more. @returns how many were destroyed again */
  readonly applyDestructions: () => Promise<number>;
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
  const closeAll = async (): Promise<void> => {
    await ownerDatabase.close();
    await database.close();
    await installation.release();
  };
  try {
    const keyService = masterKeyService(secrets.masterKey);
    const agencyKeys = await openAgencyKeys(database, keyService);
    const deps = commandDeps(database, fileKeyProvider(secrets.masterKey, agencyKeys.keys));
    const place = {
      folder: configuration.destructionFolder ?? join(installation.folder, 'destructions'),
      mac: deps.keys.listMac,
    };
    // Before anything is read or served: an older copy of the database may have brought back what was destroyed.
    const applyList = () => applyDestructions({ ...deps, ownerDatabase, place, say });
    const { list } = await applyList();
    const watching = watchKeys(agencyKeys);
    return {
      ...{ configuration, installation, database, deps, witnesses, ownerDatabase, keyService },
      ...{ refreshKeys: agencyKeys.refresh, destructions: list },
      applyDestructions: async () => (await applyList()).again,
      close: async () => {
        await watching.stop();
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error instanceof ListUnreachable ? new LaunchError(error.message, { cause: error }) : error;
  }
}

/** The role of the application has these of its own. */
const OWNER_SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO,YMD';

/** How often a process looks for new agency keys; a rotation waits longer than that. */
const KEYS_EVERY_MS = 2_000;

/** A look that fails is made again; what is not known yet is refused meanwhile, with a word when to come back. */
function watchKeys({ refresh }: OpenAgencyKeys): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(refresh).catch(() => {});
  }, KEYS_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Another server learns of a new key when it looks next; one that looks at this very moment needs the time to answer too. */
const SETTLE_MS = 2 * KEYS_EVERY_MS + 1_000;

/** What the command line needs of a system beyond its commands. */
export function maintenanceOf(system: OpenSystem): Maintenance {
  const { configuration, installation, ownerDatabase, keyService, refreshKeys, destructions } = system;
  return {
    access: { owner: installation.owner, contextKey: installation.secrets.contextKey },
    administrator: installation.administrator,
    ...{ ownerDatabase, keyService, refreshKeys, destructions, settleMs: SETTLE_MS },
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
