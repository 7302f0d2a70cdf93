// Adds the wrapped data keys of a case and its subjects. They are never changed.
import type { Statement } from './statement.ts';

export interface KeyToStore {
  /** Empty for the case's own key. */
  readonly subject: string;
  readonly keyId: string;
  readonly wrapped: Buffer;
}

export interface KeysToStore {
  readonly tenant: number;
  readonly caseId: string;
  readonly wrappedBy: string;
  readonly createdAt: string;
  readonly keys: readonly KeyToStore[];
}

export function saveKeys(options: KeysToStore): Statement {
  const { keys } = options;
  return {
    name: 'save-keys',
    text: `insert into data_key (tenant, case_id, subject, key_id, wrapped, wrapped_by, created_at)
           select $1, $2, k.subject, k.key_id, k.wrapped, $3, $4
           from unnest($5::text[], $6::uuid[], $7::bytea[]) as k (subject, key_id, wrapped)`,
    values: [
      options.tenant,
      options.caseId,
      options.wrappedBy,
      options.createdAt,
      keys.map((key) => key.subject),
      keys.map((key) => key.keyId),
      keys.map((key) => key.wrapped),
    ],
  };
}
