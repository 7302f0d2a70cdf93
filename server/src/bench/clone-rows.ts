// Multiplies rows inside the database: the same row again under other ids. Knows no table; its columns are asked for.
import type { OwnerSession } from './owner-session.ts';

export interface CloneOrder {
  readonly from: string;
  readonly into: string;
  /** SQL expression for each column that differs; `t` is the row that is cloned and `g` the number of the clone. */
  readonly differing: Readonly<Record<string, string>>;
  /** SQL condition on `t`. */
  readonly where: string;
  /** Numbers of the clones, both included. */
  readonly first: number;
  readonly last: number;
}

/** Columns of a table, in their order. */
export async function columnsOf(owner: OwnerSession, table: string): Promise<readonly string[]> {
  const rows = await owner.run<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
  );
  return rows.map(({ name }) => name);
}

/** Tokens that name a case name the clone's: SQL for the column of a table that has them. */
export function clonedTokens(table: string, id: string): Readonly<Record<string, string>> {
  if (table !== 'case_head' && table !== 'task') return {};
  return { tokens: `replace(t.tokens::text, t.case_id::text, (${id})::text)::text[]` };
}

export async function cloneRows(owner: OwnerSession, order: CloneOrder): Promise<void> {
  const columns = await columnsOf(owner, order.from);
  const values = columns.map((column) => order.differing[column] ?? `t.${column}`);
  await owner.run(
    `insert into ${order.into} (${columns.join(', ')})
     select ${values.join(', ')} from ${order.from} t cross join generate_series(${order.first}, ${order.last}) g
      where ${order.where}`,
  );
}
