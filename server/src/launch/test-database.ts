// Gives a test file a database of its own: a copy of the migrated template, dropped when the file is done.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connectionUrl, type PostgresConnection } from './postgres-connection.ts';

/** The name of the role as which the application works, see the first migration. */
const appRole = 'casewright_app';

/** One test file's database. */
export interface TestDatabase {
  /** Owns the schema and runs migrations; no superuser, so forced row-level security binds it too. */
  readonly ownerConnection: PostgresConnection;
  /** The application's role, as in production. */
  readonly appConnection: PostgresConnection;
  readonly ownerUrl: string;
  /** 32 bytes; the key with which contexts are signed. */
  readonly contextKey: Buffer;
  /** Runs statements as the superuser, who sees every row; for arranging and inspecting. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** A further agency to test with: its row, one team and one person of that team. */
  addAgency(agency: TestAgency): Promise<void>;
  /** Drops the database, cutting what is still connected. */
  close(): Promise<void>;
}

/** An agency for a test. */
export interface TestAgency {
  readonly tenant: number;
  readonly slug: string;
  readonly team: string;
  readonly person: string;
  readonly role: string;
}

/**
 * Creates a database. Call it in `beforeAll`, and `close` in `afterAll`.
 * @param content a copy of the migrated template, or nothing at all (for tests of the migrations themselves)
 * @throws when the file is not run by the project "db" (its name must end in `.db.test.ts`)
 */
export async function startTestDatabase(content: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const given = inject('testPostgres');
  const database = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(
    given.admin,
    `create database ${database} template ${content === 'migrated' ? given.template : 'template0'} owner ${given.owner.user}`,
  );
  const ownerConnection = { ...given.owner, database };
  const appConnection = { ...ownerConnection, user: appRole, password: given.appPassword };
  const pool = new pg.Pool({ ...given.admin, database, max: 2 });
  // The drop at the end cuts connections that a test left open.
  pool.on('error', () => {});
  const query: TestDatabase['query'] = async (text, values = []) => (await pool.query(text, [...values])).rows;
  return {
    ownerConnection,
    appConnection,
    ownerUrl: connectionUrl(ownerConnection),
    contextKey: Buffer.from(given.contextKey, 'hex'),
    query,
    addAgency: (agency) => addAgency(query, agency),
    close: async () => {
      await pool.end();
      await asAdmin(given.admin, `drop database ${database} with (force)`);
    },
  };
}

async function addAgency(query: TestDatabase['query'], agency: TestAgency): Promise<void> {
  const { tenant, slug, team, person, role } = agency;
  await query('insert into agency (tenant, slug, name) values ($1, $2, $3)', [tenant, slug, slug]);
  await query('insert into team (tenant, team, title) values ($1, $2, $3)', [tenant, team, team]);
  await query('insert into person (tenant, person, name, active) values ($1, $2, $3, true)', [tenant, person, person]);
  await query('insert into membership (tenant, person, team, role) values ($1, $2, $3, $4)', [
    tenant,
    person,
    team,
    role,
  ]);
}

async function asAdmin(admin: PostgresConnection, statement: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
