// Brings a database to this program's schema: numbered SQL files, each once, in order, each in a transaction of its own.
// Runs as the owner. It never edits what was applied and refuses when an applied file was edited.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { ConnectionSettings } from './database.ts';

export interface MigrateOptions {
  /** Password of the application's role, `casewright_app`, which is made or given this password. */
  readonly appPassword: string;
  /** 32 bytes; the same that `openDatabase` gets. */
  readonly contextKey: Buffer;
  /** Folder of the SQL files; absent: the one beside this program. */
  readonly folder?: string;
}

export interface MigrationReport {
  /** Names of the files applied now. */
  readonly applied: readonly string[];
  /** Number of files that had been applied before. */
  readonly before: number;
}

/** Says in a sentence what to do; the caller shows its message as it is. */
export class MigrationError extends Error {}

export const APP_ROLE = 'casewright_app';

const LOCK = 7_203_991_442;
const FILE = /^(\d{4})_[a-z0-9-]+\.sql$/;

/**
 * Applies what is missing. Several processes may call it at once: one works, the others wait and find nothing to do.
 *
 * @param owner reaches the database as its owner, who may create roles and need not be a superuser
 * @throws MigrationError when an applied file was edited or is missing, or when the database is newer than this program
 */
export async function migrate(owner: ConnectionSettings, options: MigrateOptions): Promise<MigrationReport> {
  const files = readMigrations(options.folder ?? migrationsFolder());
  const { ssl, ...connection } = owner;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright migrate',
  });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await requireVersion(client);
    await ensureRole(client, options.appPassword);
    await client.query('create schema if not exists app_private');
    await client.query(
      'create table if not exists app_private.migration (name text collate "C" primary key, hash bytea not null, applied_at timestamptz not null)',
    );
    const before = await checkApplied(client, files);
    const missing = files.filter((file) => !before.has(file.name));
    for (const file of missing) await apply(client, file);
    await provisionContextKey(client, options.contextKey);
    return { applied: missing.map((file) => file.name), before: before.size };
  } finally {
    await client.end();
  }
}

/** Where the SQL files are, from the sources and from a bundle alike. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, 'migrations'), join(folder, 'server', 'migrations')]) {
      if (existsSync(join(candidate, '0001_spine.sql'))) return candidate;
    }
    if (dirname(folder) === folder)
      throw new MigrationError('The folder with the migrations is missing. Install the program again.');
    folder = dirname(folder);
  }
}

interface MigrationFile {
  readonly name: string;
  readonly text: string;
  readonly hash: Buffer;
}

function readMigrations(folder: string): readonly MigrationFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  names.sort();
  return names.map((name, index) => {
    if (Number(FILE.exec(name)?.[1]) !== index + 1) {
      throw new MigrationError(
        `The migration ${name} is out of turn; expected number ${index + 1}. Name it NNNN_words.sql without gaps.`,
      );
    }
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, hash: createHash('sha256').update(text).digest() };
  });
}

async function requireVersion(client: pg.Client): Promise<void> {
  const answer = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = answer.rows[0]?.version ?? 0;
  if (version < 150_000) throw new MigrationError('This program needs PostgreSQL 15 or newer. Use a newer server.');
}

/** Roles belong to the whole server, so another database's runner may make this one at the same moment. */
async function ensureRole(client: pg.Client, password: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await client.query<RoleRow>(
      'select rolsuper or rolbypassrls as unbound from pg_roles where rolname = $1',
      [APP_ROLE],
    );
    if (found.rows[0]?.unbound === true) {
      throw new MigrationError(
        `The role ${APP_ROLE} may bypass row-level security. Take SUPERUSER and BYPASSRLS from it.`,
      );
    }
    const secret = client.escapeLiteral(password);
    const text =
      found.rowCount === 0
        ? `create role ${APP_ROLE} login noinherit password ${secret}`
        : `alter role ${APP_ROLE} password ${secret}`;
    try {
      await client.query(text);
      return;
    } catch (error) {
      // 42710: it exists by now; 23505 and XX000: two sessions changed the same role at once.
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt >= 5 || !['42710', '23505', 'XX000'].includes(code ?? '')) throw error;
    }
  }
}

interface RoleRow {
  readonly unbound: boolean;
}

async function checkApplied(client: pg.Client, files: readonly MigrationFile[]): Promise<ReadonlySet<string>> {
  const answer = await client.query<{ name: string; hash: Buffer }>(
    'select name, hash from app_private.migration order by name',
  );
  const known = new Map(files.map((file) => [file.name, file.hash]));
  for (const { name, hash } of answer.rows) {
    const ours = known.get(name);
    if (ours === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this program does not know. Run the newer program.`,
      );
    }
    if (!ours.equals(hash)) {
      throw new MigrationError(
        `The migration ${name} was edited after it was applied. Restore the file and put the change into a new one.`,
      );
    }
  }
  return new Set(answer.rows.map((row) => row.name));
}

async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.text);
    await client.query('insert into app_private.migration (name, hash, applied_at) values ($1, $2, now())', [
      file.name,
      file.hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new MigrationError(
      `The migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** RFC 2104: the key, padded with zeros to the block of SHA-256, once with 0x36 and once with 0x5c. */
async function provisionContextKey(client: pg.Client, key: Buffer): Promise<void> {
  if (key.length !== 32) throw new TypeError('The context key has 32 bytes.');
  const block = Buffer.alloc(64);
  key.copy(block);
  const pad = (byte: number): Buffer => Buffer.from(block.map((value) => value ^ byte));
  await client.query(
    `insert into app_private.context_key (only_row, inner_pad, outer_pad) values (true, $1, $2)
     on conflict (only_row) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
     where context_key.inner_pad <> excluded.inner_pad`,
    [pad(0x36), pad(0x5c)],
  );
}
