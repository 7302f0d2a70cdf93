// Lists one page of the cases that some tokens open, newest first. Candidates come from the access list by index, one
// page from each token; only those rows are looked up.
import { SEEN_PARTS } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface CaseListRecord {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  readonly opened_at: string;
  readonly version: number;
}

/** A case with what is in it, and its parts that the reader sees. */
export interface CaseFileRecord extends CaseListRecord {
  readonly case_type_hash: Buffer;
  readonly state: string;
  readonly parts: readonly string[];
}

/** The place of the last row seen; the next page starts after it. */
export interface CasePlace {
  readonly openedAt: string;
  readonly caseId: string;
}

const START: CasePlace = { openedAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export interface CaseQuestion {
  readonly tenant: number;
  readonly tokens: readonly string[];
  /** Cases that are opened to the reader one by one, which no token lists. */
  readonly named: readonly string[];
  readonly status: 'open' | 'closed';
  readonly after: CasePlace | null;
  readonly limit: number;
}

const ROW = 'h.case_id, h.reference, h.case_type, h.team, h.status, h.opened_at, h.version';

export function listCases(question: CaseQuestion): Statement<CaseListRecord> {
  return { name: 'list-cases', text: textOf(ROW), values: valuesOf(question) };
}

/** The same page with what is in each case. */
export function listCaseFiles(question: CaseQuestion): Statement<CaseFileRecord> {
  const seen = SEEN_PARTS.replaceAll('case_head.', 'h.');
  return {
    name: 'list-case-files',
    text: textOf(`${ROW}, h.case_type_hash, h.state, ${seen}`),
    values: valuesOf(question),
  };
}

function valuesOf({ tenant, tokens, named, status, after, limit }: CaseQuestion): readonly unknown[] {
  const { openedAt, caseId } = after ?? START;
  return [tenant, tokens, status, openedAt, caseId, limit, named];
}

function textOf(columns: string): string {
  return `
      select ${columns}
        from (select candidate.opened_at, candidate.case_id
                from unnest($2::text[]) as mine (token)
               cross join lateral (
                     select opened_at, case_id
                       from case_access
                      where tenant = $1 and case_access.token = mine.token and status = $3
                        and (opened_at, case_id) < ($4::timestamptz, $5::uuid)
                      order by opened_at desc, case_id desc
                      limit $6) candidate
               union
              select opened_at, case_id from case_head
               where tenant = $1 and case_id = any ($7::uuid[]) and status = $3
                 and (opened_at, case_id) < ($4::timestamptz, $5::uuid)
               order by opened_at desc, case_id desc
               limit $6) found
        join case_head h on h.tenant = $1 and h.case_id = found.case_id
       order by found.opened_at desc, found.case_id desc`;
}
