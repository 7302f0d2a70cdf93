// From the stored, wrapped data keys of one case to keys that open its events.
import type { DataKey, KeyProvider } from './keys.ts';
import type { KeyRow } from './load-case.ts';
import type { CaseKeys } from './seal-event.ts';

export interface KeysOfCase {
  readonly tenant: number;
  readonly caseId: string;
}

/** Unwraps what is stored. What was destroyed is absent. */
export function unwrapKeys(provider: KeyProvider, of: KeysOfCase, rows: readonly KeyRow[]): CaseKeys {
  let ofCase: DataKey | undefined;
  const ofSubjects = new Map<string, DataKey>();
  for (const { subject, key_id: keyId, wrapped, wrapped_by: by } of rows) {
    const key = { keyId, key: provider.unwrap({ ...of, subject }, { by, wrapped }) };
    if (subject === '') ofCase = key;
    else ofSubjects.set(subject, key);
  }
  return { ofCase, ofSubjects };
}

/** The key of the case itself and of nobody in it; undefined where it was destroyed. */
export function unwrapOwnKey(
  provider: Pick<KeyProvider, 'unwrap'>,
  of: KeysOfCase,
  rows: readonly KeyRow[],
): Buffer | undefined {
  const row = rows.find(({ subject }) => subject === '');
  return row && provider.unwrap({ ...of, subject: '' }, { by: row.wrapped_by, wrapped: row.wrapped });
}
