// The reason of an act on people, sealed under the keys of both records by which it was done: destroying either destroys it.
import { open, seal, type KeyProvider } from './keys.ts';
import type { KeyRow } from './load-case.ts';
import { TOMBSTONE } from './seal-event.ts';

interface OfAct {
  readonly tenant: number;
  readonly seq: number;
}

/** @param by the key of each record, the first one first */
export function sealReason(
  provider: KeyProvider,
  of: OfAct & { readonly reason: string },
  by: readonly [KeyToUse, KeyToUse],
): Buffer {
  const [first, other] = by.map((one) => unwrapped(provider, of.tenant, one));
  if (first === undefined || other === undefined) throw new Error('A reason is sealed under two keys.');
  return seal(first, seal(other, of.reason, binding(of)), binding(of));
}

export interface KeyToUse {
  readonly caseId: string;
  readonly row: KeyRow;
}

/** @returns what was said, or the sign that it was destroyed with one of the two */
export function openReason(
  provider: KeyProvider,
  of: OfAct & { readonly reason: Buffer },
  by: readonly [KeyToUse | null, KeyToUse | null],
): string {
  const [first, other] = by;
  if (first === null || other === null) return TOMBSTONE;
  const inner = open(unwrapped(provider, of.tenant, first), of.reason, binding(of));
  return open(unwrapped(provider, of.tenant, other), inner, binding(of)).toString('utf8');
}

function unwrapped(provider: KeyProvider, tenant: number, { caseId, row }: KeyToUse): Buffer {
  const { subject, wrapped, wrapped_by: by } = row;
  return provider.unwrap({ tenant, caseId, subject }, { by, wrapped });
}

function binding({ tenant, seq }: OfAct): string {
  return `people|${tenant}|${seq}`;
}
