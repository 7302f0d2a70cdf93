// The frame of what people do with lists of disposal and holds over the interface: one transaction with the proof of their session, the
// answer of the policy, the evidence, and the line in the access log; what is refused is on record too.
import { type Action, authorize, type Watcher, watcherOf } from '@casewright/engine/policy';
import type { RecordsRefusal } from '@casewright/engine/records';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface StepAt {
  readonly tenant: number;
  readonly person: string;
  /** When it is taken. */
  readonly at: string;
  /** As whom they look at cases. */
  readonly by: Watcher;
}

export type Worked<T> =
  | {
      readonly kind: 'done';
      readonly value: T;
      /** What is written at last. */
      readonly statements: readonly Statement[];
      /** Cases that were named. */
      readonly caseIds?: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusal: RecordsRefusal }
  | { readonly kind: 'absent' };

export interface RecordsStep<T> {
  readonly action: Extract<Action['type'], 'keep-records' | 'approve-disposal'>;
  /** What its line is called. */
  readonly name: string;
  /** What it wrote is taken back where it refuses. */
  readonly work: (tx: Tx, step: StepAt) => Promise<Worked<T>>;
}

export function refused(refusal: RecordsRefusal): { readonly kind: 'refused'; readonly refusal: RecordsRefusal } {
  return { kind: 'refused', refusal };
}

export async function takeRecordsStep<T>(
  { database, nowMs }: OverseeDeps,
  by: Overseer,
  { action, name, work }: RecordsStep<T>,
): Promise<Overseen<T, RecordsRefusal>> {
  const { principal } = by;
  const { tenant, person } = principal;
  const atMs = nowMs();
  const step = { tenant, person, at: new Date(atMs).toISOString(), by: watcherOf(principal) };
  const may = authorize(principal, { type: action }, { tenant });
  const rule = may.allowed ? may.grant.rule : null;
  const line = (what: Parameters<typeof lineOf>[2]) => lineOf({ nowMs: () => atMs }, by, what);
  const left = await database.transaction<Overseen<T, RecordsRefusal> | Worked<T>>(
    programContext(tenant, person),
    async (tx) => {
      const [proven] = await flight(tx, [by.proof]);
      if (proven.count === 0) {
        rollback(tx);
        return { kind: 'session-gone' };
      }
      const worked: Worked<T> = may.allowed ? await work(tx, step) : { kind: 'absent' };
      if (worked.kind !== 'done' || !may.allowed) {
        rollback(tx);
        return worked;
      }
      const { statements, caseIds = [] } = worked;
      await commit(tx, [...statements, ...sentBy(by), ...line({ action: name, caseIds, denied: false, rule })]);
      return { kind: 'done', value: worked.value };
    },
  );
  if (left.kind === 'absent')
    await database.once(programContext(tenant, person), line({ action: name, caseIds: [], denied: true }));
  if (left.kind === 'refused')
    await database.once(
      programContext(tenant, person),
      line({ action: `refused:${name}`, caseIds: [], denied: false, rule }),
    );
  return left;
}
