// Which case a command means: a reference, or an id, in one agency or in all.
import { programContext } from '../store/context.ts';
import { findCaseByName } from '../store/read-case-proof.ts';
import { chooseAgencies } from './agencies.ts';
import type { CliSystem } from './cli.ts';
import { UsageError } from './exit-codes.ts';

/** The same where there is one that whoever asks may not be told of. */
export function noCase(name: string): string {
  return `There is no case "${name}", or whoever asks may not be told; say in whose name with --as.`;
}

/** @throws UsageError where there is none, or more than one */
export async function findCase(
  { database }: CliSystem,
  slug: string | undefined,
  name: string,
): Promise<{ readonly tenant: number; readonly caseId: string }> {
  const found: { readonly tenant: number; readonly caseId: string }[] = [];
  for (const { tenant } of await chooseAgencies(database, slug)) {
    const [cases] = await database.once(programContext(tenant, 'system.log'), [findCaseByName(tenant, name)]);
    found.push(...cases.rows.map((row) => ({ tenant, caseId: row.case_id })));
  }
  const [only, other] = found;
  if (only === undefined) throw new UsageError(noCase(name));
  if (other !== undefined)
    throw new UsageError(`There are ${found.length} cases "${name}"; say which by its id, or name the agency.`);
  return only;
}
