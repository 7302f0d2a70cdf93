// The whole of an installation's data, read out table by table and agency by agency in one moment, and put back into an empty
// database, all or nothing. Works as the owner, who is bound by row-level security: out of it each agency is read under a
// context of its own; into an empty database, which nobody serves, the owner lifts the force of the policies for the one
// transaction. Sessions are left out: nobody stays signed in over a restore.
import { programToken } from '@casewright/engine/policy';
import { signReader } from './reader-context.ts';
import pg from 'pg';
import { PLATFORM, sign } from './context.ts';
import { copyIn, copyOut } from './copy-table.ts';
import type { ConnectionSettings } from './database.ts';

export interface OwnerAccess {
  /** Reaches the database as its owner. */
  readonly owner: ConnectionSettings;
  readonly contextKey: Buffer;
}

/** One table as it was migrated: its columns in their order. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface Migration {
  readonly name: string;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface WholeDatabase {
  /** Referenced tables before those that refer to them. */
  readonly tables: readonly TableShape[];
  readonly migrations: readonly Migration[];
  /** The numbers of the agencies, the platform (0) first. */
  readonly tenants: readonly number[];
}

/** What is read out or put in at a time. */
export interface TablePart {
  readonly table: string;
  readonly tenant: number;
}

/** Which list of destructions belongs to the database; written as soon as it is opened. */
const KNOWN_LIST = 'destruction_list';
const LEFT_OUT: ReadonlySet<string> = new Set(['session']);

/** Reads everything in one snapshot. @param read gets what there is, and a reader of the lines of each part */
export async function readWholeDatabase<T>(
  access: OwnerAccess,
  read: (whole: WholeDatabase, linesOf: (part: TablePart) => AsyncGenerator<Buffer>) => Promise<T>,
): Promise<T> {
  const client = await connect(access);
  try {
    await client.query('begin isolation level repeatable read read only');
    const whole = await describe(client, access);
    const columns = columnsByTable(whole);
    async function* linesOf({ table, tenant }: TablePart): AsyncGenerator<Buffer> {
      await setContext(client, access, tenant);
      yield* copyOut(
        client,
        `copy (select ${columns.get(table) ?? ''} from public.${table} where tenant = ${tenant}) to stdout`,
      );
    }
    return await read(whole, linesOf);
  } finally {
    await client.end();
  }
}

export interface Filling {
  readonly whole: WholeDatabase & { readonly isEmpty: boolean };
  /** @returns the number of rows */
  readonly put: (part: TablePart, lines: AsyncIterable<Buffer>) => Promise<number>;
}

/** Fills an empty database in one transaction. When `fill` throws, nothing is left of it. */
export async function fillWholeDatabase<T>(access: OwnerAccess, fill: (filling: Filling) => Promise<T>): Promise<T> {
  const client = await connect(access);
  try {
    await client.query('begin');
    const whole = await describe(client, access);
    const columns = columnsByTable(whole);
    const force = async (how: 'force' | 'no force'): Promise<void> => {
      for (const { table } of whole.tables) await client.query(`alter table public.${table} ${how} row level security`);
    };
    await force('no force');
    const isEmpty = await areEmpty(client, whole);
    // It was made when this installation was opened; the one of the backup takes its place.
    if (isEmpty) await client.query(`delete from public.${KNOWN_LIST}`);
    const result = await fill({
      whole: { ...whole, isEmpty },
      put: ({ table }, lines) => copyIn(client, `copy public.${table} (${columns.get(table) ?? ''}) from stdin`, lines),
    });
    await force('force');
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}

async function areEmpty(client: pg.Client, { tables }: WholeDatabase): Promise<boolean> {
  for (const { table } of tables.filter((each) => each.table !== KNOWN_LIST)) {
    const found = await client.query<{ filled: boolean }>(`select exists (select from public.${table}) as filled`);
    if (found.rows[0]?.filled === true) return false;
  }
  return true;
}

export async function connect({ owner }: OwnerAccess): Promise<pg.Client> {
  const { ssl, ...connection } = owner;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright backup',
    options: '-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=iso_8601 -c extra_float_digits=1',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

export async function setContext(client: pg.Client, { contextKey }: OwnerAccess, tenant: number): Promise<void> {
  const person = tenant === PLATFORM.tenant ? PLATFORM.person : 'system.backup';
  // Compared with the beginning of the transaction, so it holds to the end of a long one.
  const expires = Math.floor(Date.now() / 1000) + 300;
  await client.query(`set local app.ctx = '${sign(`${tenant}:${person}`, expires, contextKey)}'`);
  const program = { tenant, person: 'program', tokens: [programToken(String(tenant))] };
  await client.query(`set local app.reader = '${signReader(program, expires, contextKey)}'`);
}

export async function describe(client: pg.Client, access: OwnerAccess): Promise<WholeDatabase> {
  await setContext(client, access, PLATFORM.tenant);
  const shapes = await client.query<{ table: string; columns: string[]; references: string[] }>(SHAPES);
  const migrations = await client.query<Migration>(
    `select name, encode(hash, 'hex') as hash from app_private.migration order by name`,
  );
  const agencies = await client.query<{ tenant: number }>('select tenant from public.agency order by tenant');
  return {
    tables: inOrder(shapes.rows.filter(({ table }) => !LEFT_OUT.has(table))),
    migrations: migrations.rows,
    tenants: [PLATFORM.tenant, ...agencies.rows.map(({ tenant }) => tenant)],
  };
}

const SHAPES = `
  select c.relname as table,
         (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
         coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
           where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as references
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;

/** What others refer to comes first. */
function inOrder(
  shapes: readonly { readonly table: string; readonly columns: string[]; readonly references: string[] }[],
): readonly TableShape[] {
  const placed: TableShape[] = [];
  const names = new Set<string>();
  while (placed.length < shapes.length) {
    const next = shapes.filter(
      ({ table, references }) => !names.has(table) && references.every((other) => names.has(other)),
    );
    if (next.length === 0) throw new Error('Tables refer to one another in a circle, so none can be filled first.');
    for (const { table, columns } of next) {
      names.add(table);
      placed.push({ table, columns });
    }
  }
  return placed;
}

export function columnsByTable({ tables }: WholeDatabase): ReadonlyMap<string, string> {
  return new Map(tables.map(({ table, columns }) => [table, columns.map((name) => `"${name}"`).join(', ')]));
}
