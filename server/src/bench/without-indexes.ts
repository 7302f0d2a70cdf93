// Fills tables of the bench in bulk: without indexes, constraints, policies and the tidying of the database in the meantime, all of which
// are put back as they were and so hold of every row. Knows no table; what there is to put back is asked for.
import type { OwnerSession } from './owner-session.ts';

interface Kept {
  readonly drop: string;
  readonly make: string;
}

/** Sorting the keys of many rows within so much memory, of which a machine for ten million cases has enough. */
const MEMORY =
  "set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2; set synchronous_commit = off";

/**
 * @param fill adds rows to the tables, each of which finds them as bare heaps
 * @throws what `fill` throws, with the tables left bare: such a database is dropped
 */
export async function withoutIndexes(
  owner: OwnerSession,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const kept = await keptOf(owner, tables);
  await owner.alone(MEMORY);
  await owner.run(
    ...kept.map(({ drop }) => drop),
    ...tables.map((table) => `alter table ${table} no force row level security, set (autovacuum_enabled = off)`),
  );
  await fill();
  // Each by itself: what one of them needs on disk is free again before the next.
  for (const { make } of kept.toReversed()) await owner.alone(make);
  await owner.run(
    ...tables.map((table) => `alter table ${table} force row level security, reset (autovacuum_enabled)`),
  );
}

/** In the order in which they can be dropped: foreign keys before the keys they name. */
async function keptOf(owner: OwnerSession, tables: readonly string[]): Promise<readonly Kept[]> {
  const names = tables.map((table) => `'${table}'::regclass`).join(', ');
  const constraints = await owner.run<Kept>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
      from pg_constraint
     where (contype in ('p', 'u') and conrelid in (${names})) or (contype = 'f' and array[conrelid, confrelid] && array[${names}]::oid[])
     order by contype <> 'f'`);
  const indexes = await owner.run<Kept>(`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
      from pg_index
     where indrelid in (${names}) and not exists (select from pg_constraint c where c.conindid = indexrelid)`);
  return [...constraints, ...indexes];
}
