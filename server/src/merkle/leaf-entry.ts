// What a leaf of an agency's log stands for, as the bytes that are hashed: the UTF-8 text of a JSON array without white
// space,
//
//   [algorithm, kind, tenant, case_id, seq, hash]
//
// algorithm, tenant and seq are numbers, the others strings; case_id is a lower-case UUID, hash lower-case hexadecimal. An
// `event` has the hash of its envelope; a `right` is a change of who may do what, and its case_id is all zeros; `custody` is what was done
// to keys and to what they protect, and its case_id is all zeros but for a 1 at the end; `reads` is a batch of lines of the
// access log, and its case_id is all zeros but for a 2 at the end.
import { hashLeaf } from './tree-hash.ts';

/** 1: SHA-256 leaves and nodes as in RFC 6962, checkpoints signed with Ed25519. */
export const LOG_ALGORITHM = 1;

/** Where a case would be named in the leaf of a right. */
export const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** Where a case would be named in the leaf of a record of custody. */
export const CUSTODY = '00000000-0000-0000-0000-000000000001';

/** Where a case would be named in the leaf of a batch of lines of the access log. */
export const READS = '00000000-0000-0000-0000-000000000002';

const KINDS: ReadonlyMap<string, string> = new Map([
  [NO_CASE, 'right'],
  [CUSTODY, 'custody'],
  [READS, 'reads'],
]);

/** True for the leaf of an event, and of nothing else. */
export function isCase(caseId: string): boolean {
  return !KINDS.has(caseId);
}

export interface LeafEntry {
  readonly caseId: string;
  readonly seq: number;
  readonly hash: Buffer;
}

/** The hash of the leaf for that entry of an agency's log. */
export function hashEntry(tenant: number, { caseId, seq, hash }: LeafEntry): Buffer {
  return hashWrittenEntry(tenant, { caseId, seq, hash: hash.toString('hex') });
}

/** The same for an entry with its hash in hexadecimal. */
export function hashWrittenEntry(
  tenant: number,
  { caseId, seq, hash }: Omit<LeafEntry, 'hash'> & { readonly hash: string },
): Buffer {
  const kind = KINDS.get(caseId) ?? 'event';
  return hashLeaf(`[${LOG_ALGORITHM},"${kind}",${tenant},"${caseId}",${seq},"${hash}"]`);
}
