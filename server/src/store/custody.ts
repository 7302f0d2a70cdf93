// The record of custody: what was done to keys and to what they protect, each in the exact text that is hashed and becomes a
// leaf of the agency's log: a JSON array [algorithm, tenant, seq, actor, recorded at, [kind, what]]. It holds ids, hashes and
// what an approver typed as authority, and is never destroyed.
import { CUSTODY, LOG_ALGORITHM } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';
import { addOutbox } from './add-outbox.ts';
import { flight, type Tx } from './database.ts';
import type { Certificate } from './destruction.ts';
import type { Statement } from './statement.ts';

export type CustodyEntry =
  | readonly ['held', { readonly holdId: string; readonly caseId: string }]
  | readonly ['hold-ended', { readonly holdId: string; readonly caseId: string }]
  /** The hash is that of the predicate's text. */
  | readonly ['query-held', { readonly holdId: string; readonly predicate: string }]
  | readonly ['query-hold-ended', { readonly holdId: string; readonly by: readonly string[] }]
  /** That somebody asked for its end, with the hash of what they said; that somebody else kept it; that it was looked at. */
  | readonly ['hold-release-asked', { readonly holdId: string; readonly number: number; readonly said: string }]
  | readonly ['hold-kept', { readonly holdId: string; readonly number: number }]
  | readonly ['hold-reviewed', { readonly holdId: string; readonly reviewOn: string; readonly owner: string }]
  | readonly [
      'retention-day',
      { readonly kind: string; readonly caseId: string; readonly name: string; readonly on: string | null },
    ]
  | readonly ['disposal-proposed', { readonly runId: string; readonly list: string; readonly items: number }]
  | readonly ['disposal-approved', { readonly runId: string; readonly list: string }]
  /** The hash is that of the list without it. */
  | readonly ['disposal-taken-out', { readonly runId: string; readonly caseId: string; readonly list: string }]
  | readonly ['disposal-submitted', { readonly runId: string; readonly list: string }]
  | readonly ['disposal-withdrawn', { readonly runId: string }]
  | readonly ['disposal-started', { readonly runId: string; readonly list: string; readonly items: number }]
  | readonly ['disposal-done', RunCertificate]
  | readonly ['subject-file-opened', { readonly fileId: string; readonly requestCase: string }]
  | readonly ['subject-file-approved', { readonly fileId: string; readonly list: string; readonly items: number }]
  | readonly ['subject-file-given', { readonly fileId: string; readonly list: string; readonly bag: string }]
  | readonly ['erasure-decided', ErasureRecord]
  | readonly ['destroyed', Certificate]
  /** The same again, after a restore had brought it back. */
  | readonly ['destroyed-again', Certificate]
  | readonly ['agency-key-made', { readonly keyId: string; readonly algorithm: number; readonly service: string }]
  /** The same key, wrapped by another service or another key of it. */
  | readonly ['agency-key-rewrapped', { readonly keyId: string; readonly from: string; readonly service: string }]
  | readonly ['agency-keys-retired', { readonly keyIds: readonly string[] }]
  | readonly ['keys-rotated', { readonly keyId: string; readonly dataKeys: number }]
  /** All that the agency has left in a bag, sealed or for whoever has it to read. */
  | readonly ['taken-out', { readonly bag: string; readonly sealed: boolean }]
  /** The agency came from another installation. */
  | readonly ['brought-in', { readonly bag: string; readonly takenAt: string }]
  /** One case has left in a bag, as it stood after that event; and one came from elsewhere. */
  | readonly ['case-taken-out', { readonly bag: string; readonly caseId: string; readonly lastHash: string }]
  | readonly [
      'case-brought-in',
      { readonly bag: string; readonly caseId: string; readonly lastHash: string; readonly from: string },
    ]
  | readonly ['restored', { readonly backup: string; readonly takenAt: string }];

/** What became of somebody's request that what is held about them be erased. */
export interface ErasureRecord {
  /** The case in which they ask. */
  readonly requestCase: string;
  readonly law: string;
  /** What went before a schedule; null where nothing did. */
  readonly ordered: string | null;
  readonly approvedBy: readonly string[];
  /** Records of custody of the destructions. */
  readonly records: readonly number[];
  readonly refused: readonly { readonly caseId: string; readonly code: string }[];
}

/** What became of a list of disposal. */
export interface RunCertificate {
  readonly runId: string;
  /** SHA-256 of the list, hex. */
  readonly list: string;
  readonly proposedBy: string;
  readonly approvedBy: readonly string[];
  readonly destroyed: number;
  readonly leftOut: number;
  /** Records of custody of the destructions, first to last as they were done. */
  readonly records: readonly number[];
  /** SHA-256, hex, of the hashes of those records in this order. */
  readonly hash: string;
}

export interface CustodyRow {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
}

/** The number that the next record of the agency gets. Others who record something wait until the transaction ends. */
export async function nextCustody(tx: Tx, tenant: number): Promise<number> {
  const [, found] = await flight(tx, [
    { name: 'lock-custody', text: 'select from agency where tenant = $1 for no key update', values: [tenant] },
    lastCustody(tenant),
  ]);
  return (found.rows[0]?.last ?? 0) + 1;
}

export interface CustodyToRecord {
  readonly tenant: number;
  readonly seq: number;
  readonly actor: string;
  readonly at: string;
}

/** Adds the record, and leaves word of it for the log. */
export function recordCustody(of: CustodyToRecord, entry: CustodyEntry): readonly Statement[] {
  const { tenant, seq, actor, at } = of;
  const text = JSON.stringify([LOG_ALGORITHM, tenant, seq, actor, at, entry]);
  return [
    {
      name: 'record-custody',
      text: 'insert into custody_record (tenant, seq, algorithm, entry, hash) values ($1, $2, $3, $4, $5)',
      values: [tenant, seq, LOG_ALGORITHM, text, hashLeaf(text)],
    },
    ...addOutbox(tenant, [{ caseId: CUSTODY, seq, recordedAt: at }]),
  ];
}

export function readCustody(tenant: number): Statement<CustodyRow> {
  return {
    name: 'read-custody',
    text: 'select seq, entry, hash from custody_record where tenant = $1 order by seq',
    values: [tenant],
  };
}

/** Some records with their texts. */
export function readCustodyOf(tenant: number, seqs: readonly number[]): Statement<CustodyRow> {
  return {
    name: 'read-some-custody',
    text: 'select seq, entry, hash from custody_record where tenant = $1 and seq = any ($2::int[]) order by seq',
    values: [tenant, seqs],
  };
}

/** Hashes of some records. */
export function custodyHashes(tenant: number, seqs: readonly number[]): Statement<Pick<CustodyRow, 'seq' | 'hash'>> {
  return {
    name: 'custody-hashes',
    text: 'select seq, hash from custody_record where tenant = $1 and seq = any ($2::int[]) order by seq',
    values: [tenant, seqs],
  };
}

function lastCustody(tenant: number): Statement<{ readonly last: number }> {
  return {
    name: 'last-custody',
    text: 'select coalesce(max(seq), 0) as last from custody_record where tenant = $1',
    values: [tenant],
  };
}
