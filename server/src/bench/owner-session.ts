// The bench's own way to the database: as the owner, with a signed context, to make tables of its own and to fill them.
// What is measured never comes this way.
import pg from 'pg';

/** How to reach a database; `host` may be the folder of a Unix socket. */
export interface BenchConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean; readonly ca?: string };
}

export interface OwnerSession {
  /** Runs statements in one transaction on behalf of the bench's agency; answers the rows of the last one. */
  readonly run: <Row extends pg.QueryResultRow>(...statements: readonly string[]) => Promise<readonly Row[]>;
  /** One statement outside a transaction, such as VACUUM. */
  readonly alone: (statement: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param setContext gives the statement that sets the context, freshly signed */
export async function openOwnerSession(connection: BenchConnection, setContext: () => string): Promise<OwnerSession> {
  const { ssl, ...rest } = connection;
  const client = new pg.Client({
    ...rest,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright bench',
  });
  await client.connect();
  await client.query('set statement_timeout = 0');
  async function run<Row extends pg.QueryResultRow>(...statements: readonly string[]): Promise<readonly Row[]> {
    await client.query(`begin; ${setContext()}`);
    try {
      let rows: readonly Row[] = [];
      // One connection; each statement may need what the one before made.
      for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
      await client.query('commit');
      return rows;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }
  return {
    run,
    async alone(statement) {
      await client.query(statement);
    },
    close: () => client.end(),
  };
}
