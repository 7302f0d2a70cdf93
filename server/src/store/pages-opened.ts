// Which pages of which files somebody has opened: written with the line of the access log that says so, read by whoever decides on them.
import type { Statement } from './statement.ts';

/** Stands for the whole of a file that has no pages. */
export const WHOLE = 0;

export interface PagesOpened {
  readonly caseId: string;
  readonly file: string;
  readonly person: string;
  /** From 1, or `WHOLE`. */
  readonly pages: readonly number[];
}

/** What was opened before stays as it is. */
export function addPagesOpened(tenant: number, opened: PagesOpened, at: string): Statement {
  const { caseId, file, person, pages } = opened;
  return {
    name: 'add-pages-opened',
    text: `insert into page_opened (tenant, case_id, file, person, page, opened_at)
           select $1, $2, $3, $4, p.page, $5::timestamptz from unnest($6::integer[]) as p (page)
           on conflict do nothing`,
    values: [tenant, caseId, file, person, at, pages],
  };
}

export interface PagesOpenedRow {
  readonly file: string;
  readonly pages: readonly number[];
}

/** Pages of files of a case that somebody has opened. */
export function pagesOpened(tenant: number, caseId: string, person: string): Statement<PagesOpenedRow> {
  return {
    name: 'pages-opened',
    text: `select file, array_agg(page order by page) as pages from page_opened
           where tenant = $1 and case_id = $2 and person = $3 group by file`,
    values: [tenant, caseId, person],
  };
}
