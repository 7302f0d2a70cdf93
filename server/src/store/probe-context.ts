// Asks the database what it lets through without a context and with a signed one. A wrong context gives empty lists and no
// error, and a missing policy gives everything and no error: nobody would notice either. It judges nothing.
import pg from 'pg';
import { contextSigner, PLATFORM } from './context.ts';
import type { ConnectionSettings } from './database.ts';

export interface ContextProbe {
  /** Agencies that are seen without a context; anything but 0 means that row-level security is off. */
  readonly seenWithoutContext: number;
  /** Whether a context signed with this key is taken for what it says. */
  readonly believed: boolean;
  /** By how much this machine's clock and the database's differ; a context expires by the latter. */
  readonly clocksApartMs: number;
}

/** @param application the application's role @param key 32 bytes; the same that `migrate` gave to the database */
export async function probeContext(application: ConnectionSettings, key: Buffer): Promise<ContextProbe> {
  const { ssl, ...connection } = application;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright probe',
  });
  // A break shows itself in the query that is running.
  client.on('error', () => {});
  await client.connect();
  try {
    const bare = await client.query<{ seen: number; now: Date }>(
      'select count(*)::int as seen, now() as now from agency',
    );
    const clocksApartMs = Math.abs(Date.now() - (bare.rows[0]?.now.getTime() ?? 0));
    await client.query(`begin; ${contextSigner(key).setContext(PLATFORM, Date.now()).join('; ')}`);
    const signed = await client.query<{ tenant: number | null }>('select app.current_tenant() as tenant');
    return {
      seenWithoutContext: bare.rows[0]?.seen ?? -1,
      believed: signed.rows[0]?.tenant === PLATFORM.tenant,
      clocksApartMs,
    };
  } finally {
    await client.end();
  }
}
