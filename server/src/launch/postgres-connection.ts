// How to reach a database, as settings and as a URL, and one careful attempt to connect. Knows nothing of our schema.
import pg from 'pg';

/** How to reach a database; `host` may be the folder of a Unix socket. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean; readonly ca?: string };
}

/** How an attempt to connect ended. `refused` is a wrong password; `busy` is a server that starts up or shuts down. */
export type Attempt =
  | { readonly kind: 'connected'; readonly client: pg.Client }
  | { readonly kind: 'refused' | 'busy' | 'absent'; readonly reason: string };

/** The same as a URL that `pg` and libpq read, for handing to another process. TLS settings are left out. */
export function connectionUrl(connection: PostgresConnection): string {
  const { host, port, database, user, password } = connection;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgresql://${login}@${encodeURIComponent(host)}:${port}/${encodeURIComponent(database)}`;
}

/**
 * Connects and asks `SELECT 1`, since the socket accepts before the server can work.
 * @param name shown to the server as the application's name
 */
export async function attempt(connection: PostgresConnection, name: string): Promise<Attempt> {
  const { ssl, ...rest } = connection;
  const client = new pg.Client({
    ...rest,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: name,
    connectionTimeoutMillis: 5000,
  });
  // A server that dies later must not end this process by an unheard error; whoever uses the client sees its queries fail.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return { kind: 'connected', client };
  } catch (error) {
    await client.end().catch(() => {});
    return classify(error);
  }
}

function classify(error: unknown): Attempt {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '28P01' || code === '28000') return { kind: 'refused', reason };
  // 57P03 cannot_connect_now, 57P01 admin_shutdown, 53300 too_many_connections.
  if (code === '57P03' || code === '57P01' || code === '53300') return { kind: 'busy', reason };
  return { kind: 'absent', reason };
}
