// Asks the database, before anything is served, whether it lets through exactly what it should. A wrong context gives empty
// lists and no error, and a missing policy gives everything and no error: nobody would notice either.
import pg from 'pg';
import { LaunchError } from './launch-error.ts';
import type { PostgresConnection } from './postgres-connection.ts';

const clocksApartMs = 60_000;

/**
 * @param application the application's role
 * @param setContext the statement that sets a signed context of agency 0, the platform itself
 * @throws LaunchError when rows are seen without a context, or a signed context is not believed
 */
export async function probeContext(application: PostgresConnection, setContext: string): Promise<void> {
  const { ssl, ...rest } = application;
  const client = new pg.Client({ ...rest, ...(ssl === undefined ? {} : { ssl }), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const bare = await client.query<{ seen: number; now: Date }>('select count(*)::int as seen, now() as now from agency');
    if (bare.rows[0]?.seen !== 0) {
      throw new LaunchError('The database shows agencies to somebody without a context: its row-level security is off. Nothing is served. Restore the policies from the migrations.');
    }
    const apartMs = Math.abs(Date.now() - bare.rows[0].now.getTime());
    if (apartMs > clocksApartMs) {
      throw new LaunchError(`The clocks of this machine and of the database are ${Math.round(apartMs / 1000)} seconds apart, so no sign-in would hold. Set both by a time server, then start again.`);
    }
    await client.query('begin');
    await client.query(setContext);
    const signed = await client.query<{ tenant: number | null }>('select app.current_tenant() as tenant');
    await client.query('rollback');
    if (signed.rows[0]?.tenant !== 0) {
      throw new LaunchError('The database does not believe the contexts that this program signs, so everything would look empty. Check that the file master.key is the one of this database.');
    }
  } finally {
    await client.end().catch(() => {});
  }
}
