// All rows of one agency, out of one installation and into another, as CSV (RFC 4180) with a line of names. Out: in one moment, each
// table in the order of its primary key, so that the same rows are the same bytes. In: all in one transaction, beside the agencies
// that are served meanwhile, under the policies of its own context. COPY cannot fill a table under policies, so the
// rows come in by a table of the session's own.
import type pg from 'pg';
import { copyIn, copyOut } from './copy-table.ts';
import type { Statement } from './statement.ts';
import {
  columnsByTable,
  connect,
  describe,
  setContext,
  type Migration,
  type OwnerAccess,
  type TableShape,
} from './whole-database.ts';

/** Written by whoever brings an agency in, and not taken over: wrapped by keys of the installation. */
const WRAPPED_ELSEWHERE: ReadonlySet<string> = new Set(['agency_key', 'agency_secret', 'destruction_list']);

export interface AgencyOut {
  readonly tables: readonly TableShape[];
  readonly migrations: readonly Migration[];
  /** CSV of one table. */
  readonly rowsOf: (table: string) => AsyncGenerator<Buffer>;
}

/** Reads everything of an agency in one snapshot; what `read` gets must be read to its end. */
export async function readAgency<T>(
  access: OwnerAccess,
  tenant: number,
  read: (agency: AgencyOut) => Promise<T>,
): Promise<T> {
  const client = await connect(access);
  try {
    await client.query('begin isolation level repeatable read read only');
    const whole = await describe(client, access);
    const columns = columnsByTable(whole);
    const keys = await primaryKeys(client);
    await setContext(client, access, tenant);
    return await read({
      tables: whole.tables.filter(({ table }) => !WRAPPED_ELSEWHERE.has(table)),
      migrations: whole.migrations,
      rowsOf: async function* rowsOf(table) {
        await setContext(client, access, tenant);
        yield* copyOut(
          client,
          `copy (select ${columns.get(table) ?? ''} from public.${table} where tenant = ${tenant} order by ${keys.get(table) ?? '1'})
             to stdout with (format csv, header)`,
        );
      },
    });
  } finally {
    await client.end();
  }
}

export interface AgencyIn {
  readonly tables: readonly TableShape[];
  readonly migrations: readonly Migration[];
  /** @param columns as the first line names them. @returns the number of rows */
  readonly put: (table: string, lines: AsyncIterable<Buffer>) => Promise<number>;
  readonly run: (statement: Statement) => Promise<void>;
}

/** Fills in one transaction. When `fill` throws, nothing is left of it. */
export async function fillAgency<T>(
  access: OwnerAccess,
  tenant: number,
  fill: (agency: AgencyIn) => Promise<T>,
): Promise<T> {
  const client = await connect(access);
  try {
    await client.query('begin');
    const whole = await describe(client, access);
    const columns = columnsByTable(whole);
    await setContext(client, access, tenant);
    const result = await fill({
      tables: whole.tables.filter(({ table }) => !WRAPPED_ELSEWHERE.has(table)),
      migrations: whole.migrations,
      put: async (table, lines) => {
        const names = columns.get(table) ?? '';
        await client.query(
          `create temporary table arriving on commit drop as select ${names} from public.${table} limit 0`,
        );
        const rows = await copyIn(
          client,
          `copy pg_temp.arriving (${names}) from stdin with (format csv, header match)`,
          lines,
        );
        await setContext(client, access, tenant);
        // A row of another agency is refused by the policy.
        await client.query(`insert into public.${table} (${names}) select ${names} from pg_temp.arriving`);
        await client.query('drop table pg_temp.arriving');
        return rows;
      },
      run: async ({ text, values }) => void (await client.query(text, [...values])),
    });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}

async function primaryKeys(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select c.relname as table, array_agg(a.attname::text order by k.place) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid
      cross join lateral unnest(i.indkey) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
     where i.indisprimary and c.relnamespace = 'public'::regnamespace group by c.relname`);
  return new Map(rows.map(({ table, columns }) => [table, columns.map((name) => `"${name}"`).join(', ')]));
}
