// Which agencies a command works on, and in whose name. It shows nothing of them but their names.
import { operatorAsker } from '../queries/operator-asker.ts';
import type { Asker } from '../queries/sessions.ts';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { listAgencies, type AgencyRow } from '../store/list-agencies.ts';
import { UsageError } from './exit-codes.ts';

/**
 * The agencies to work on: the one that was asked for, or all.
 * @throws UsageError when there is none of that slug
 */
export async function chooseAgencies(database: Database, slug: string | undefined): Promise<readonly AgencyRow[]> {
  if (slug !== undefined) return [await agencyNamed(database, slug)];
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  return agencies.rows;
}

/**
 * The agency to work on, where it is one.
 * @throws UsageError when there is none of that slug
 */
export async function agencyNamed(database: Database, slug: string): Promise<AgencyRow> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const found = agencies.rows.find((agency) => agency.slug === slug);
  if (found !== undefined) return found;
  const known = agencies.rows.map((agency) => agency.slug).join(', ') || 'none yet';
  throw new UsageError(`There is no agency "${slug}"; there are: ${known}.`);
}

/**
 * Somebody of an agency in whose name a command is done.
 * @throws UsageError when there is no such agency, or nobody active of that name in it
 */
export async function askerNamed(
  database: Database,
  { slug, person, nowMs }: { readonly slug: string; readonly person: string; readonly nowMs: number },
): Promise<Asker> {
  const { tenant } = await agencyNamed(database, slug);
  const asker = await operatorAsker(database, { tenant, person, nowMs });
  if (asker === null) throw new UsageError(`${slug} has no person ${person}.`);
  return asker;
}

/** The agency of that slug, or a new number for one. */
export async function agencyForImport(database: Database, slug: string): Promise<AgencyRow> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const found = agencies.rows.find((agency) => agency.slug === slug);
  if (found !== undefined) return found;
  const tenant = Math.max(0, ...agencies.rows.map((agency) => agency.tenant)) + 1;
  return { tenant, slug, name: slug === 'imported' ? 'Imported cases' : slug };
}
