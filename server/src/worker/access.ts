// Cases of which somebody may read more or less from an instant on: their rows are made anew once it has come. Until then
// nobody sees them, so a worker that is late hides and never shows.
import { remakeAccess, type RemakeDeps } from '../commands/remake-access.ts';
import { programContext } from '../store/context.ts';
import { listOutdatedCases } from '../store/remake-access.ts';

export interface AccessSweep {
  readonly remade: number;
  readonly problems: readonly { readonly caseId: string; readonly reason: string }[];
}

const PAGE = 100;

/** One broken case must not keep the others waiting, so nothing is thrown for it. */
export async function remakeOutdated(deps: RemakeDeps, tenant: number): Promise<AccessSweep> {
  const context = programContext(tenant, 'system.access');
  const problems: { caseId: string; reason: string }[] = [];
  let remade = 0;
  for (;;) {
    const now = new Date(deps.nowMs()).toISOString();
    const [page] = await deps.database.once(context, [listOutdatedCases(tenant, now, PAGE + problems.length)]);
    const failed = new Set(problems.map(({ caseId }) => caseId));
    const due = page.rows.filter(({ case_id: caseId }) => !failed.has(caseId));
    if (due.length === 0) return { remade, problems };
    for (const { case_id: caseId } of due) {
      try {
        await remakeAccess(deps, { tenant, caseId });
        remade += 1;
      } catch (error) {
        problems.push({ caseId, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
}
