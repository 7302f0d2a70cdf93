// Makes, copies and drops the databases of the bench on a server, and finds the server's process. Knows nothing of what
// is in them.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { BenchConnection } from './owner-session.ts';

/** @param like an empty or unused database to copy; the owner is whoever `owner` names */
export async function createDatabase(
  admin: BenchConnection,
  order: { readonly name: string; readonly owner: string; readonly like?: string },
): Promise<void> {
  const template = order.like === undefined ? 'template0' : pg.escapeIdentifier(order.like);
  const text = `create database ${pg.escapeIdentifier(order.name)} template ${template} owner ${pg.escapeIdentifier(order.owner)}`;
  await asAdmin(admin, (client) => client.query(text));
}

export async function dropDatabase(admin: BenchConnection, name: string): Promise<void> {
  await asAdmin(admin, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
}

/** The postmaster's process, or null where the server runs on another machine or the system does not say. */
export function findPostmaster(connection: BenchConnection): Promise<number | null> {
  return asAdmin(connection, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0] === undefined ? null : parentOf(rows[0].pid);
  });
}

/** The number of a far machine's process may by chance be one of ours, so its name is looked at. */
function parentOf(backend: number): number | null {
  try {
    const stat = readFileSync(`/proc/${backend}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return readFileSync(`/proc/${parent}/comm`, 'utf8').startsWith('postgres') ? parent : null;
  } catch {
    return null;
  }
}

async function asAdmin<T>(connection: BenchConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { ssl, ...rest } = connection;
  const client = new pg.Client({
    ...rest,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright bench',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
