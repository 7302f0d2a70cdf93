// That an agency's records left, or came, is evidence: each is a record of custody of the agency itself.
import { programContext } from '../store/context.ts';
import { nextCustody, recordCustody, type CustodyEntry } from '../store/custody.ts';
import { commit, type Database } from '../store/database.ts';

/** In whose name. */
export const TRANSFER = 'system.transfer';

export async function recordTransfer(
  { database, nowMs }: { readonly database: Database; readonly nowMs: () => number },
  tenant: number,
  entry: Extract<CustodyEntry, readonly ['taken-out' | 'brought-in', unknown]>,
): Promise<void> {
  const at = new Date(nowMs()).toISOString();
  await database.transaction(programContext(tenant, TRANSFER), async (tx) => {
    const seq = await nextCustody(tx, tenant);
    await commit(tx, recordCustody({ tenant, seq, actor: TRANSFER, at }, entry));
  });
}
