// The reason of an act on people, sealed under the keys of both records by which it was done: destroying either destroys it.
import { flight, type Tx } from './database.ts';
import { open, seal, type KeyProvider } from './keys.ts';
import { loadKeys, type KeyRow } from './load-case.ts';
import type { PeopleActRow } from './people-acts.ts';
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
export async function readReason(
  tx: Tx,
  keys: KeyProvider,
  { tenant, row }: { readonly tenant: number; readonly row: PeopleActRow },
): Promise<string> {
  const [ofFirst, ofOther] = await flight(tx, [loadKeys(tenant, row.first_case), loadKeys(tenant, row.other_case)]);
  const first = ofFirst.rows.find((key) => key.key_id === row.first_key);
  const other = ofOther.rows.find((key) => key.key_id === row.other_key);
  if (first === undefined || other === undefined) return TOMBSTONE;
  const bound = binding({ tenant, seq: row.seq });
  const inner = open(unwrapped(keys, tenant, { caseId: row.first_case, row: first }), row.reason, bound);
  return open(unwrapped(keys, tenant, { caseId: row.other_case, row: other }), inner, bound).toString('utf8');
}

function unwrapped(provider: KeyProvider, tenant: number, { caseId, row }: KeyToUse): Buffer {
  const { subject, wrapped, wrapped_by: by } = row;
  return provider.unwrap({ tenant, caseId, subject }, { by, wrapped });
}

function binding({ tenant, seq }: OfAct): string {
  return `people|${tenant}|${seq}`;
}
