// Writes the words by which a case is found: rows that went, rows that came.
import type { Statement } from './statement.ts';

/** A word in a part of a case, for one of those who may read that part. */
export interface WordRow {
  /** `in:<agency>/<team>`, with `#<role>` where the part names roles; `-` where it is open to no unit. */
  readonly token: string;
  readonly word: string;
  /** The parts, with a space between. */
  readonly parts: string;
}

export interface WordsOfCase {
  readonly caseId: string;
  readonly openedAt: string;
  readonly words: readonly WordRow[];
}

/** Arrays, since cases differ much in how many words they have: one statement, whatever their number. */
export function addWords(tenant: number, { caseId, openedAt, words }: WordsOfCase): readonly Statement[] {
  if (words.length === 0) return NONE;
  return [
    {
      name: 'add-words',
      text: `insert into case_word (tenant, token, word, opened_at, case_id, parts)
             select $1, r.token, r.word, $2, $3, r.parts from unnest($4::text[], $5::text[], $6::text[]) as r (token, word, parts)`,
      values: [tenant, openedAt, caseId, ...columnsOf(words)],
    },
  ];
}

export function removeWords(tenant: number, caseId: string, words: readonly WordRow[]): readonly Statement[] {
  if (words.length === 0) return NONE;
  return [
    {
      name: 'remove-words',
      text: `delete from case_word w using unnest($3::text[], $4::text[], $5::text[]) as r (token, word, parts)
             where w.tenant = $1 and w.case_id = $2 and w.token = r.token and w.word = r.word and w.parts = r.parts`,
      values: [tenant, caseId, ...columnsOf(words)],
    },
  ];
}

export function readWords(tenant: number, caseId: string): Statement<WordRow & { readonly opened_at: string }> {
  return {
    name: 'read-words',
    text: `select token, word, parts, opened_at from case_word where tenant = $1 and case_id = $2
           order by token, word, parts, opened_at`,
    values: [tenant, caseId],
  };
}

const NONE: readonly Statement[] = [];

function columnsOf(words: readonly WordRow[]): readonly (readonly string[])[] {
  return [words.map(({ token }) => token), words.map(({ word }) => word), words.map(({ parts }) => parts)];
}
