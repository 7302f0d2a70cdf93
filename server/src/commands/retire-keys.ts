// Ends agency keys: one that a rotation left behind, and under which nothing is left, is erased from the database. It waits until
// no running server can still be wrapping by it. Older backups have keys of their own.
import { retireKeys, UNAWARE_MS } from '../store/agency-keys.ts';
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, flight, type Database } from '../store/database.ts';

/** After the rotation that followed it; see `UNAWARE_MS`. */
export const RETIRED_AFTER_MS = 2 * UNAWARE_MS;

const PERSON = 'system.keys';

/** @returns the ids of the keys that ended now */
export function retireAgencyKeys(
  { ownerDatabase, nowMs }: { readonly ownerDatabase: Database; readonly nowMs: () => number },
  tenant: number,
): Promise<readonly string[]> {
  const now = nowMs();
  const at = new Date(now).toISOString();
  return ownerDatabase.transaction(programContext(tenant, PERSON), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    const before = new Date(now - RETIRED_AFTER_MS).toISOString();
    const [retired] = await flight(tx, [retireKeys(tenant, before, at)]);
    const keyIds = retired.rows.map((row) => row.key_id).toSorted();
    if (keyIds.length > 0)
      await commit(tx, recordCustody({ tenant, seq, actor: PERSON, at }, ['agency-keys-retired', { keyIds }]));
    return keyIds;
  });
}
