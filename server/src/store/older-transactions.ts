// Whether transactions of the application that began before a moment still run: what they have read may be out of date, and
// they may yet commit. Sees no row of any agency.
import type { Statement } from './statement.ts';

/** What the time is, for `transactionsSince`. */
export function databaseTime(): Statement<{ readonly now: string }> {
  return { name: 'database-time', text: 'select clock_timestamp()::text as now', values: [] };
}

/** How many other transactions of the application run that began before a time of the database. */
export function transactionsSince(before: string): Statement<{ readonly running: number }> {
  return {
    name: 'transactions-since',
    text: `select count(*)::int as running from pg_stat_activity
           where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
             and xact_start <= $1::text::timestamptz`,
    values: [before],
  };
}
