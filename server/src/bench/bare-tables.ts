// The tables of the bare server and of pgbench: copies of ours in a schema of their own, with the same columns, checks
// and indexes and the same rows to begin with, but without policies. They go with their database.
import { clonedTokens, cloneRows } from './clone-rows.ts';
import type { OwnerSession } from './owner-session.ts';

export const BARE_SCHEMA = 'bare';

/** For the start of a connection: names without a schema mean the bare tables. */
export const BARE_OPTIONS = `-c search_path=${BARE_SCHEMA} -c jit=off`;

const TABLES = [
  ...['event', 'case_head', 'case_access', 'case_word', 'case_trace', 'task', 'timer'],
  ...['outbox', 'receipt', 'data_key', 'access_log', 'hold_query', 'hold_member', 'pending', 'outcome'],
];

export async function makeBareTables(owner: OwnerSession): Promise<void> {
  await owner.run(`drop schema if exists ${BARE_SCHEMA} cascade`, `create schema ${BARE_SCHEMA}`);
  for (const table of TABLES) {
    await copyTable(owner, table);
  }
  for (const table of TABLES) {
    await owner.alone(`vacuum analyze ${BARE_SCHEMA}.${table}`);
  }
}

/** Makes open cases with these numbers, like the given one, to be worked on: what completing a task reads and changes. */
export async function addBareCases(
  owner: OwnerSession,
  like: string,
  range: { readonly first: number; readonly last: number },
): Promise<void> {
  const id = "lpad(to_hex(g), 32, '0')::uuid";
  for (const table of ['case_head', 'case_access', 'case_word', 'case_trace', 'task', 'timer']) {
    await cloneRows(owner, {
      from: table,
      into: `${BARE_SCHEMA}.${table}`,
      differing: {
        ...clonedTokens(table, id),
        case_id: id,
        ...(table === 'case_head' ? { reference: `t.reference || '-' || g` } : {}),
      },
      where: `t.case_id = '${like}'`,
      ...range,
    });
  }
}

/** LIKE does not copy storage parameters such as the fill factor. */
async function copyTable(owner: OwnerSession, table: string): Promise<void> {
  const [found] = await owner.run<{ parameters: string | null }>(
    `select array_to_string(reloptions, ', ') as parameters from pg_class where oid = '${table}'::regclass`,
  );
  const parameters = found?.parameters;
  await owner.run(
    `create table ${BARE_SCHEMA}.${table} (like ${table} including all)${parameters ? ` with (${parameters})` : ''}`,
    `insert into ${BARE_SCHEMA}.${table} select * from ${table}`,
  );
}
