// Whether a database was provisioned with another context key than ours, which means with another master key: migrating it
// would lock out the servers that have the right one.
import pg from 'pg';
import type { ConnectionSettings } from './database.ts';

/**
 * @param owner reaches the database as its owner, who alone may look
 * @param key 32 bytes, derived from our master key
 * @returns false also for a database that has no key yet
 */
export async function hasOtherKey(owner: ConnectionSettings, key: Buffer): Promise<boolean> {
  const { ssl, ...connection } = owner;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright probe',
  });
  // A break shows itself in the query that is running.
  client.on('error', () => {});
  await client.connect();
  try {
    const table = await client.query<{ there: boolean }>(
      "select to_regclass('app_private.context_key') is not null as there",
    );
    if (table.rows[0]?.there !== true) return false;
    const keys = await client.query<{ inner_pad: Buffer }>('select inner_pad from app_private.context_key');
    const stored = keys.rows[0]?.inner_pad;
    // RFC 2104: the inner half is the key, byte by byte exclusive-or 0x36, then padding.
    return stored !== undefined && !stored.subarray(0, key.length).equals(Buffer.from(key.map((byte) => byte ^ 0x36)));
  } finally {
    await client.end();
  }
}
