// An installation on a data folder of a proof's own, opened beside the programs under test: to look at what they wrote,
// to tamper with it as a superuser, and to find the process of its database.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { adminRole } from '../launch/initialise-cluster.ts';
import { prepareDataFolder } from '../launch/data-folder.ts';
import type { Installation } from '../launch/open-installation.ts';
import { lockFile } from '../launch/embedded-postgres.ts';
import { lockHolder } from '../launch/folder-lock.ts';
import { livePostmaster } from '../launch/postmaster-file.ts';
import { configurationOf, openSystem } from '../open-system.ts';
import { fileKeyProvider, type KeyProvider } from '../store/keys.ts';

export interface Ground {
  readonly keys: KeyProvider;
  /** As a superuser, whom no policy binds; asks again for some seconds while the database is down. */
  readonly query: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** The number of an agency, or null while there is none of that slug. */
  readonly tenantOf: (slug: string) => Promise<number | null>;
  readonly postmaster: () => number | null;
  /** The process that is starting the database now, or null. */
  readonly startingProcess: () => number | null;
  readonly admin: pg.ClientConfig;
  readonly application: pg.ClientConfig;
  /** With which contexts of transactions are signed. */
  readonly contextKey: Buffer;
  readonly masterKey: Buffer;
  readonly close: () => Promise<void>;
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/**
 * @param data the data folder; its installation is made where there is none, and always with a database of its own
 * @param more of its configuration, as in the environment
 */
export async function openGround(data: string, more: Readonly<Record<string, string>> = {}): Promise<Ground> {
  const system = await openSystem(configurationOf({ CASEWRIGHT_DATA: data, ...more }), () => {});
  await system.database.close();
  return groundOf(system.installation);
}

/** Removes an installation that nobody uses; it may lie elsewhere, where the database's user cannot reach the folder. */
export function removeData(data: string): void {
  rmSync(prepareDataFolder(data).folder, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
}

function groundOf(installation: Installation): Ground {
  const { owner, secrets, folder } = installation;
  const { ssl: _none, ...connection } = owner;
  const admin = { ...connection, user: adminRole, password: secrets.adminPassword };
  const { ssl: _neither, ...application } = installation.application;
  const pool = new pg.Pool({
    ...admin,
    max: 4,
    application_name: 'casewright full',
  });
  // A database that is killed cuts its connections; the next query opens another one.
  pool.on('error', () => {});
  async function query<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return (await pool.query<Row>(text, [...values])).rows;
      } catch (error) {
        if (!isDown(error) || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }
  return {
    keys: fileKeyProvider(secrets.masterKey),
    query,
    admin,
    application,
    contextKey: secrets.contextKey,
    masterKey: secrets.masterKey,
    tenantOf: async (slug) =>
      (await query<{ tenant: number }>('select tenant from agency where slug = $1', [slug]))[0]?.tenant ?? null,
    postmaster: () => livePostmaster(join(folder, 'postgres')),
    startingProcess: () => lockHolder(lockFile(folder)),
    async close() {
      await pool.end();
      await installation.release();
    },
  };
}

/** Errors of a socket have a code of the system, a connection that was cut has none, and 57P.. is a server in between. */
function isDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || /^(E[A-Z]+|57P\d\d|08\d\d\d)$/.test(code);
}
