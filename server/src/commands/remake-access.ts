// Makes the rows of one case anew that say who may read it, from its state as it is and the facts that are in force now. It
// is no event: nothing happens to the case.
import { accessOfCase } from '../store/case-access.ts';
import type { CaseTypes } from '../store/case-types.ts';
import { programContext } from '../store/context.ts';
import { commit, flight, type Database } from '../store/database.ts';
import { loadHead } from '../store/load-case.ts';
import { lockHead } from '../store/read-projection.ts';
import {
  addAccessRows,
  changeTaskTerms,
  changeTerms,
  removeAccess,
  removeGrants,
  removeParts,
} from '../store/save-access.ts';
import { changeHeadAccess } from '../store/save-head.ts';
import { accessOfTasks } from '../store/task-access.ts';
import { parseState } from './look-first.ts';

export interface RemakeDeps {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** Nothing for a case that is not there. Commands on the case wait meanwhile. */
export function remakeAccess(
  deps: RemakeDeps,
  { tenant, caseId }: { readonly tenant: number; readonly caseId: string },
): Promise<void> {
  return deps.database.transaction(programContext(tenant, 'system.access'), async (tx) => {
    // First the lock, then the look: what is seen stays as it is until the end.
    const [stored] = await flight(tx, [lockHead(tenant, caseId)]);
    const [heads] = await flight(tx, [loadHead(tenant, caseId)]);
    const [[head], [row]] = [heads.rows, stored.rows];
    if (head === undefined || row === undefined) return;
    const caseType = await deps.caseTypes.byHash(tx, tenant, head.case_type_hash);
    const state = parseState(head);
    const nowMs = deps.nowMs();
    const access = accessOfCase({ tenant, caseId, caseType, state, above: head.above, nowMs });
    const { status, opened_at: openedAt } = row;
    const of = { caseId, status: status === 'closed' ? ('closed' as const) : ('open' as const), openedAt };
    await commit(tx, [
      changeHeadAccess(tenant, caseId, access.head),
      ...changeTerms(tenant, caseId, access.head),
      ...changeTaskTerms(tenant, caseId, accessOfTasks(access, caseType, state)),
      removeAccess(tenant, caseId, [...new Set([...head.tokens, ...access.listed])]),
      removeParts(tenant, caseId),
      removeGrants(tenant, caseId),
      ...addAccessRows(tenant, [{ ...of, access, listed: access.listed }]),
    ]);
  });
}
