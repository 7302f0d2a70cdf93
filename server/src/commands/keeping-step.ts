// One step with what is of no case, as far as one rule lets whoever asks go: in one transaction with its line in the access log. What is refused
// or not there leaves that line and nothing else. Knows nothing of the step.
import { authorize } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { OverseeDeps, Overseen, Overseer, OverseerAction, Refusal } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface Stepping {
  readonly tenant: number;
  readonly person: string;
  readonly authority: string;
  readonly at: string;
  readonly atMs: number;
}

export type StepDone<T, R> =
  /** With what is still to be written of it. */
  | { readonly value: T; readonly write?: readonly Statement[] }
  | { readonly refusal: R }
  /** Not there, or not theirs. */
  | 'absent'
  /** Somebody else was first. */
  | 'changed';

interface Step {
  readonly by: Overseer;
  /** In the access log. */
  readonly action: string;
  /** Of the policy. */
  readonly asks: Extract<OverseerAction, 'keep-directory' | 'keep-print-queue' | 'keep-views'>;
}

export async function keepingStep<T, R extends Refusal>(
  { database, nowMs }: OverseeDeps,
  { by, action, asks }: Step,
  work: (tx: Tx, stepping: Stepping) => Promise<StepDone<T, R>>,
): Promise<Overseen<T, R>> {
  const { tenant, person, authority } = by.principal;
  const atMs = nowMs();
  const at = new Date(atMs).toISOString();
  const may = authorize(by.principal, { type: asks }, { tenant });
  const line = (denied: boolean) =>
    lineOf({ nowMs: () => atMs }, by, {
      ...{ action, caseIds: [], denied },
      rule: may.allowed && !denied ? may.grant.rule : null,
    });
  const context = programContext(tenant, person);
  const done = await database.transaction<StepDone<T, R> | 'session-gone'>(context, async (tx) => {
    const [proven] = await flight(tx, [by.proof]);
    if (proven.count === 0) {
      rollback(tx);
      return 'session-gone';
    }
    const came = may.allowed ? await work(tx, { tenant, person, authority, at, atMs }) : 'absent';
    if (typeof came === 'object' && 'value' in came)
      await commit(tx, [...(came.write ?? []), ...sentBy(by), ...line(false)]);
    else if (came === 'absent') await commit(tx, line(true));
    else rollback(tx);
    return came;
  });
  if (done === 'session-gone') return { kind: 'session-gone' };
  if (typeof done === 'object' && 'value' in done) return { kind: 'done', value: done.value };
  if (done === 'absent') return { kind: 'absent' };
  await database.once(context, line(false));
  return typeof done === 'string' ? { kind: done } : { kind: 'refused', refusal: done.refusal };
}
