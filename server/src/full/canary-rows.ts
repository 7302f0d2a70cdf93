// Rows of an installation with canaries, each with the key that opens it: what is sealed is found only by whoever has every key that is left.
import type { OpenSystem } from '../open-system.ts';
import { programContext } from '../store/context.ts';
import type { KeyProvider } from '../store/keys.ts';
import type { KeyRow } from '../store/load-case.ts';
import type { Statement } from '../store/statement.ts';

const tenant = 1;

export type WithKey<R> = R & KeyRow & { readonly key_case: string };

/** Opens the key that came with a row. */
export function keyOf(
  { deps }: { readonly deps: { readonly keys: Pick<KeyProvider, 'unwrap'> } },
  row: WithKey<object>,
): Buffer {
  const { subject, key_case: caseId, wrapped, wrapped_by: by } = row;
  return deps.keys.unwrap({ tenant, caseId, subject }, { by, wrapped });
}

/** As the program, which sees every row of the agency. */
export async function rowsOf<R>(
  { database }: Pick<OpenSystem, 'database'>,
  statement: Statement<R>,
): Promise<readonly R[]> {
  const [found] = await database.once(programContext(tenant, 'system.verify'), [statement]);
  return found.rows;
}

/** What `WithKey` needs of a key, and how a table `x` of a case finds its own. */
export const KEY = 'k.key_id, k.wrapped, k.wrapped_by, k.subject, k.case_id as key_case';
export const JOIN = 'join data_key k on k.tenant = $1 and k.case_id = x.case_id and k.subject = x.subject';
