// The line of the access log for a step that somebody takes: who, in whose stead, what for and by which rule. Knows nothing of the step.
import { appendAccessLog, type AccessEntry } from '../store/append-access-log.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { OverseeDeps, Overseer } from './oversee.ts';

/** The line of the access log for a step. */
export function lineOf(
  { nowMs }: Pick<OverseeDeps, 'nowMs'>,
  { principal, purpose }: Overseer,
  what: Pick<AccessEntry, 'action' | 'caseIds' | 'denied' | 'rule'>,
): readonly Statement[] {
  const { tenant, person, authority, onBehalfOf = null } = principal;
  const at = nowMs();
  const entry = { entryId: uuidV7(at), person, authority, onBehalfOf, purpose: purpose ?? null, ...what };
  return appendAccessLog(tenant, new Date(at).toISOString(), [entry]);
}
