// The one way by which a directory changes people and groups: the token proven, the policy asked, the work and its record
// in one transaction. Whatever is refused is on record too.
import { authorize, type Principal } from '@casewright/engine/policy';
import type { ScimProblem } from '../identity/scim-values.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { commit, flight, rollback, type Database, type Tx } from '../store/database.ts';
import { addDirectoryChanges, rightsIn, type DirectoryChange } from '../store/directory-changes.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { programContext } from '../store/context.ts';

export interface ProvisionDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

/** Who asks, with the proof that the token still holds. */
export interface Provisioner {
  readonly principal: Principal;
  readonly proof: Statement<unknown>;
}

export type Provisioned<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: ScimProblem }
  | { readonly kind: 'denied' }
  | { readonly kind: 'session-gone' };

/** The work that ends with a refusal. */
export function refusal(problem: ScimProblem): {
  readonly outcome: { readonly kind: 'refused'; readonly problem: ScimProblem };
} {
  return { outcome: { kind: 'refused', problem } };
}

export const ABSENT = refusal({ status: 404, detail: 'The directory has nothing of this id.' });

export function done<T>(value: T): Work<T> {
  return { outcome: { kind: 'done', value } };
}

export interface Work<T> {
  readonly outcome: Provisioned<T>;
  /** Sent with the commit; nothing is, unless the outcome is `done`. */
  readonly statements?: readonly Statement[];
  /** What became of whose rights. */
  readonly changes?: readonly Omit<DirectoryChange, 'changeId'>[];
}

export interface WorkAt {
  readonly tx: Tx;
  readonly tenant: number;
  readonly nowMs: number;
  readonly now: string;
}

/** @param action what the line in the access log is called */
export async function provision<T>(
  deps: ProvisionDeps,
  by: Provisioner,
  asked: { readonly action: string; readonly work: (at: WorkAt) => Promise<Work<T>> },
): Promise<Provisioned<T>> {
  const { tenant, person, authority } = by.principal;
  const nowMs = deps.nowMs();
  const now = new Date(nowMs).toISOString();
  const entry = { person, authority, action: asked.action, caseIds: [] };
  const line = (denied: boolean): readonly Statement[] =>
    appendAccessLog(tenant, now, [{ ...entry, entryId: uuidV7(nowMs), denied }]);
  const outcome = await deps.database.transaction<Provisioned<T>>(programContext(tenant, person), async (tx) => {
    const [proven] = await flight(tx, [by.proof]);
    const may = authorize(by.principal, { type: 'provision' }, { tenant });
    const {
      outcome: reached,
      statements = [],
      changes = [],
    }: Work<T> = proven.count === 0
      ? { outcome: { kind: 'session-gone' } }
      : may.allowed
        ? await asked.work({ tx, tenant, nowMs, now })
        : { outcome: { kind: 'denied' } };
    if (reached.kind !== 'done') {
      // Work may have begun before it was refused.
      rollback(tx);
      return reached;
    }
    const numbered = changes.map((change) => ({ ...change, changeId: uuidV7(nowMs) }));
    const recorded = { recordedAt: now, actor: person, authority };
    const record = numbered.length === 0 ? [] : [addDirectoryChanges(tenant, recorded, numbered)];
    const evidence = await rightChangesIn(tx, { tenant, actor: person, at: now }, rightsIn(changes));
    await commit(tx, [...statements, ...record, ...evidence, ...line(false)]);
    return reached;
  });
  if (outcome.kind === 'denied' || outcome.kind === 'refused')
    await deps.database.once({ tenant, person }, line(outcome.kind === 'denied'));
  return outcome;
}
