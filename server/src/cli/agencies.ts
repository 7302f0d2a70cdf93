// Which agencies a command works on. It shows nothing of them but their names.
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { listAgencies, type AgencyRow } from '../store/list-agencies.ts';
import { UsageError } from './exit-codes.ts';

/**
 * The agencies to work on: the one that was asked for, or all.
 * @throws UsageError when there is none of that slug
 */
export async function chooseAgencies(database: Database, slug: string | undefined): Promise<readonly AgencyRow[]> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  if (slug === undefined) return agencies.rows;
  const chosen = agencies.rows.filter((agency) => agency.slug === slug);
  if (chosen.length > 0) return chosen;
  const known = agencies.rows.map((agency) => agency.slug).join(', ') || 'none yet';
  throw new UsageError(`There is no agency "${slug}"; there are: ${known}.`);
}

/** The agency of that slug, or a new number for one. */
export async function agencyForImport(database: Database, slug: string): Promise<AgencyRow> {
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  const found = agencies.rows.find((agency) => agency.slug === slug);
  if (found !== undefined) return found;
  const tenant = Math.max(0, ...agencies.rows.map((agency) => agency.tenant)) + 1;
  return { tenant, slug, name: slug === 'imported' ? 'Imported cases' : slug };
}
