// Search in two statements, since on a distributed database a function that asks tables is called alone: the ids of cases that
// have the words, and then these cases, under the policies of the reader.
import type { CaseFileRecord, CasePlace } from './list-cases.ts';
import { SEEN_PARTS } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface SearchQuestion {
  readonly tenant: number;
  /** As `wordsIn` gives them. */
  readonly words: readonly string[];
  /** The last of them is the beginning of one. */
  readonly isPrefix: boolean;
  /** Null: either. */
  readonly status: 'open' | 'closed' | null;
  /** Null: every kind. */
  readonly caseType: string | null;
  readonly after: CasePlace | null;
  readonly limit: number;
}

export interface SearchRecord {
  /** Newest first. */
  readonly found: readonly string[];
  /** It gave up before it had looked at everything that might match. */
  readonly is_cut: boolean;
}

export function searchCases(question: SearchQuestion): Statement<SearchRecord> {
  const { tenant, words, isPrefix, status, caseType, after, limit } = question;
  const { openedAt, caseId } = after ?? { openedAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  return {
    name: 'search-cases',
    text: 'select case_ids::text[] as found, is_cut from app.search_cases($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [tenant, words, isPrefix, status, caseType, openedAt, caseId, limit],
  };
}

/** Some cases with what is in them, newest first: those of them that the reader sees. */
export function readFoundCases(tenant: number, caseIds: readonly string[]): Statement<CaseFileRecord> {
  return {
    name: 'read-found-cases',
    text: `select case_id, reference, case_type, case_type_hash, team, status, opened_at, version, state, ${SEEN_PARTS}
             from case_head where tenant = $1 and case_id = any ($2::uuid[]) and status <> 'destroyed'
            order by opened_at desc, case_id desc`,
    values: [tenant, caseIds],
  };
}
