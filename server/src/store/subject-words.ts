// What somebody wrote in deciding on an item of a person's file, sealed under the key of the case in which they asked: it goes with that case.
import { flight, type Tx } from './database.ts';
import { open, seal, type KeyProvider } from './keys.ts';
import { loadKeys } from './load-case.ts';
import { TOMBSTONE } from './seal-event.ts';
import type { SubjectFileRow } from './subject-files.ts';
import { unwrapKeys } from './unwrap-keys.ts';

interface OfWords {
  readonly tenant: number;
  readonly file: Pick<SubjectFileRow, 'file_id' | 'request_case'>;
  readonly item: string;
  readonly number: number;
}

/** @param key of the case of the request */
export function sealWords(key: Buffer | undefined, of: OfWords & { readonly words: string }): Buffer {
  if (key === undefined) throw new Error('A case that can be read has a key.');
  return seal(key, of.words, bindingOf(of));
}

/** @returns what was written, or the sign that it was destroyed */
export function openWords(key: Buffer | undefined, of: OfWords & { readonly sealed: Buffer }): string {
  return key === undefined ? TOMBSTONE : open(key, of.sealed, bindingOf(of)).toString('utf8');
}

/** The key of the case in which they asked; undefined where it was destroyed. */
export async function keyOfRequest(
  keys: KeyProvider,
  tx: Tx,
  { tenant, file }: Pick<OfWords, 'tenant' | 'file'>,
): Promise<Buffer | undefined> {
  const caseId = file.request_case;
  const [rows] = await flight(tx, [loadKeys(tenant, caseId)]);
  return unwrapKeys(keys, { tenant, caseId }, rows.rows).ofCase?.key;
}

function bindingOf({ tenant, file, item, number }: OfWords): string {
  return `subject|${tenant}|${file.file_id}|${item}|${number}`;
}
