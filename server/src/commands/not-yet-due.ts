// Whether the day of a case has come, for a destruction that is not by a list: reckoned afresh, under the lock of the case.
import { dateOf } from '@casewright/engine/calendar';
import type { Tx } from '../store/database.ts';
import type { StoredHeadRow } from '../store/read-projection.ts';
import type { DestroyDeps } from './destroy.ts';
import { retentionNow } from './recalculate-retention.ts';

/**
 * Why it may not go yet, as a sentence; null where its day has come, or where nothing says when that is: then its approvers decide.
 */
export async function notYetDue(
  deps: Pick<DestroyDeps, 'caseTypes' | 'nowMs'>,
  tx: Tx,
  of: { readonly tenant: number; readonly caseId: string; readonly head: StoredHeadRow },
): Promise<string | null> {
  const row = await retentionNow(deps, tx, of);
  if (row?.status === 'waiting') return `its time has not begun to run (${row.missing ?? 'awaited'}).`;
  if (row?.status !== 'due' || row.due_on === null) return null;
  const { zone } = await deps.caseTypes.byHash(tx, of.tenant, of.head.case_type_hash);
  const today = dateOf(new Date(deps.nowMs()).toISOString(), zone);
  return row.due_on <= today ? null : `its records are kept until ${row.due_on}.`;
}
