// Takes the bytes of what was deleted out of the files of the database: tables that hold values in the clear are written anew,
// and with them the planner's statistics; where we run the server ourselves, its write-ahead log is emptied as well. What
// PostgreSQL deletes it only marks, and what it has written to its log it keeps for reuse.
import pg from 'pg';
import type { ConnectionSettings } from './database.ts';

export interface SweepAccess {
  readonly owner: ConnectionSettings;
  /** The superuser of a server of our own; null where somebody else runs it. */
  readonly administrator: ConnectionSettings | null;
}

/** What holds or held something in the clear, and the keys. */
const TABLES = [
  ...['case_head', 'case_access', 'task', 'task_weight', 'timer', 'notice', 'receipt', 'work_fact', 'import_run'],
  ...[
    'case_part',
    'case_grant',
    'case_word',
    'case_trace',
    ...['file_text', 'file_word', 'redaction_draft', 'unsent_text', 'quality_finding', 'stored_file', 'inbound_item'],
    'data_key',
    'hold',
    'case_link',
    'follow_up',
    'outbox',
    'access_log',
    'emergency',
    'goal',
    'correction',
    'fact_taken',
    'retention_due',
    'retention_fact',
  ],
];

/** @returns whether the write-ahead log was emptied */
export async function sweepDatabase(
  { owner, administrator }: SweepAccess,
  onTable: (table: string) => void,
): Promise<boolean> {
  await as(owner, async (client) => {
    for (const table of TABLES) {
      await client.query(`vacuum (full, analyze) public.${table}`);
      onTable(table);
    }
  });
  if (administrator === null) return false;
  await as(administrator, async (client) => {
    // Older versions of the statistics hold values of other days.
    await client.query('vacuum (full) pg_catalog.pg_statistic');
    await emptyLog(client);
  });
  return true;
}

/**
 * Segments of the past are removed by a checkpoint when they are not to be recycled; those that were recycled before, and wait
 * to be written again with their old bytes, are gone through: switching fills each with zeros.
 */
async function emptyLog(client: pg.Client): Promise<void> {
  await client.query('alter system set wal_recycle = off');
  await client.query('select pg_reload_conf()');
  try {
    await client.query('checkpoint');
    const files = await client.query<{ count: number }>('select count(*)::int as count from pg_ls_waldir()');
    for (let at = 0; at <= (files.rows[0]?.count ?? 0); at += 1) {
      await client.query("select pg_logical_emit_message(false, 'casewright', '')");
      await client.query('select pg_switch_wal()');
    }
    await client.query('checkpoint');
    await client.query('checkpoint');
  } finally {
    await client.query('alter system reset wal_recycle');
    await client.query('select pg_reload_conf()');
  }
}

async function as(connection: ConnectionSettings, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const { ssl, ...rest } = connection;
  const client = new pg.Client({
    ...rest,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright sweep',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
