// The lines of the access log as what is hashed: each line the UTF-8 text of a JSON array without white space,
//
//   [algorithm, tenant, recorded at, entry id, person, authority, action, [case id, …], denied,
//    on behalf of, purpose, rule, [part, …], results, question in hexadecimal]
//
// where what is absent is null, and each batch that of
//
//   [algorithm, tenant, seq, first recorded at, first entry id, last recorded at, last entry id, lines, hash]
//
// whose hash, in hexadecimal, is the SHA-256 of the hashes of its lines, one after the other, in the order of their places.
// Both are hashed with 0x00 before them, as leaves are.
import { createHash } from 'node:crypto';
import { LOG_ALGORITHM } from '../merkle/leaf-entry.ts';
import { hashLeaf } from '../merkle/tree-hash.ts';

export interface LinePlace {
  readonly recorded_at: string;
  readonly entry_id: string;
}

export interface ReadLine extends LinePlace {
  readonly person: string;
  readonly authority: string;
  readonly action: string;
  readonly case_ids: readonly string[];
  readonly denied: boolean;
  readonly on_behalf_of: string | null;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[] | null;
  readonly results: number | null;
  readonly question: Buffer | null;
}

/** The columns of a line, of `access_log l`. */
export const LINE_COLUMNS = `l.recorded_at, l.entry_id, l.person, l.authority, l.action, l.case_ids::text[] as case_ids,
  l.denied, l.on_behalf_of, l.purpose, l.rule, l.parts, l.results, l.question`;

export function hashLine(tenant: number, line: ReadLine): Buffer {
  const { recorded_at: at, entry_id: id, person, authority, action, case_ids: caseIds, denied } = line;
  const { on_behalf_of: onBehalfOf, purpose, rule, parts, results, question } = line;
  return hashLeaf(
    JSON.stringify([
      ...[LOG_ALGORITHM, tenant, at, id, person, authority, action, caseIds, denied],
      ...[onBehalfOf, purpose, rule, parts, results, question?.toString('hex') ?? null],
    ]),
  );
}

/** Follows the lines of one batch. */
export interface BatchDigest {
  readonly add: (hash: Buffer) => void;
  readonly count: () => number;
  readonly end: () => string;
}

export function batchDigest(): BatchDigest {
  const digest = createHash('sha256');
  let count = 0;
  return {
    add(hash) {
      digest.update(hash);
      count += 1;
    },
    count: () => count,
    end: () => digest.digest('hex'),
  };
}

export interface BatchFacts {
  readonly seq: number;
  readonly first: LinePlace;
  readonly last: LinePlace;
  readonly lines: number;
  readonly hash: string;
}

export function batchEntry(tenant: number, { seq, first, last, lines, hash }: BatchFacts): string {
  const ends = [first.recorded_at, first.entry_id, last.recorded_at, last.entry_id];
  return JSON.stringify([LOG_ALGORITHM, tenant, seq, ...ends, lines, hash]);
}

/** @returns null where the text is none that `batchEntry` wrote */
export function readBatchEntry(entry: string): BatchFacts | null {
  try {
    const said: unknown = JSON.parse(entry);
    if (!Array.isArray(said) || said.length !== 9) return null;
    const [, tenant, seq, firstAt, firstId, lastAt, lastId, lines, hash] = said.map(String);
    const facts: BatchFacts = {
      seq: Number(seq),
      first: { recorded_at: firstAt ?? '', entry_id: firstId ?? '' },
      last: { recorded_at: lastAt ?? '', entry_id: lastId ?? '' },
      lines: Number(lines),
      hash: hash ?? '',
    };
    return batchEntry(Number(tenant), facts) === entry ? facts : null;
  } catch {
    return null;
  }
}
