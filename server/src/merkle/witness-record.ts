// How a witness that only keeps writes down what it was given, a line for each thing:
//
//   leaf <index> <case id> <seq> <hash in hexadecimal>
//   checkpoint <the signed note in base64>
//
// A line without its end, or of another form, was cut off by a crash and says nothing. Does no input or output.
import type { LeafEntry } from './leaf-entry.ts';

export interface IndexedLeaf extends LeafEntry {
  readonly index: number;
}

export type WitnessRecord =
  | { readonly kind: 'leaf'; readonly leaf: IndexedLeaf }
  | { readonly kind: 'checkpoint'; readonly note: string }
  | { readonly kind: 'unreadable' };

const LEAF = /^leaf (\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,10}) ([0-9a-f]{64})$/;
const CHECKPOINT = /^checkpoint ([A-Za-z0-9+/]+={0,2})$/;

export function leafLine({ index, caseId, seq, hash }: IndexedLeaf): string {
  return `${writtenLeafLine({ index, caseId, seq, hash: hash.toString('hex') })}\n`;
}

/** The line without its end, of a leaf with its hash in hexadecimal. */
export function writtenLeafLine({
  index,
  caseId,
  seq,
  hash,
}: Omit<IndexedLeaf, 'hash'> & { readonly hash: string }): string {
  return `leaf ${index} ${caseId} ${seq} ${hash}`;
}

export function checkpointLine(note: string): string {
  return `checkpoint ${Buffer.from(note).toString('base64')}\n`;
}

/** What a line says, without its end. */
export function readRecord(line: string): WitnessRecord {
  const [, index, caseId = '', seq, hash = ''] = LEAF.exec(line) ?? [];
  if (index !== undefined)
    return { kind: 'leaf', leaf: { index: Number(index), caseId, seq: Number(seq), hash: Buffer.from(hash, 'hex') } };
  const [, note] = CHECKPOINT.exec(line) ?? [];
  return note === undefined
    ? { kind: 'unreadable' }
    : { kind: 'checkpoint', note: Buffer.from(note, 'base64').toString() };
}
