// A restore is evidence too: each agency's record says from which backup it came, and as of when.
import { nextCustody, recordCustody } from '../store/custody.ts';
import { commit, type Database } from '../store/database.ts';
import { programContext } from '../store/context.ts';

export async function recordRestore(
  { database, nowMs }: { readonly database: Database; readonly nowMs: () => number },
  backup: { readonly id: string; readonly takenAt: string; readonly logs: readonly { readonly tenant: number }[] },
): Promise<void> {
  const at = new Date(nowMs()).toISOString();
  const actor = 'system.restore';
  for (const { tenant } of backup.logs) {
    await database.transaction(programContext(tenant, actor), async (tx) => {
      const seq = await nextCustody(tx, tenant);
      const what = { backup: backup.id, takenAt: backup.takenAt };
      await commit(tx, recordCustody({ tenant, seq, actor, at }, ['restored', what]));
    });
  }
}
