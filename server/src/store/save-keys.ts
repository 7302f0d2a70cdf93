// Adds the wrapped data keys of cases and their subjects. They are never changed.
import { inGroups, rowsOfParameters } from './row-parameters.ts';
import type { Statement } from './statement.ts';

export interface KeyToStore {
  readonly caseId: string;
  /** Empty for the case's own key. */
  readonly subject: string;
  readonly keyId: string;
  readonly wrapped: Buffer;
  readonly wrappedBy: string;
  readonly createdAt: string;
}

/** @param keys all of the agency `tenant` */
export function saveKeys(tenant: number, keys: readonly KeyToStore[]): readonly Statement[] {
  return inGroups(keys).map((group) => ({
    name: `save-keys-${group.length}`,
    text: `insert into data_key (tenant, case_id, subject, key_id, wrapped, wrapped_by, created_at)
           values ${rowsOfParameters(group.length, 6)}`,
    values: [
      tenant,
      ...group.flatMap((key) => [key.caseId, key.subject, key.keyId, key.wrapped, key.wrappedBy, key.createdAt]),
    ],
  }));
}
