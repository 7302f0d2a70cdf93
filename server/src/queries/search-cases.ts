// Searching cases by their words. What the index gives are candidates: a case is shown where, at this moment, all words stand in
// parts of it that the reader may read, so neither a right that is gone nor a word that is gone finds anything.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { cutToParts, soughtIn, wordsFound, wordsOfCase, type Sought } from '@casewright/engine/view';
import type { Database } from '../store/database.ts';
import type { CaseFileRecord } from '../store/list-cases.ts';
import { readablePartsOf } from '../store/readable-parts-of.ts';
import { readFoundCases, searchCases as searchStatement, type SearchRecord } from '../store/search-cases.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { allOf, following, type AtOnce } from './at-once.ts';
import type { CaseTypes } from './case-types.ts';
import { writeCursor } from './cursor.ts';
import { casePlaceOf, caseRowView, type CaseRowView } from './list-cases.ts';
import { PAGE_ROWS } from './list-work.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface SearchRowView extends CaseRowView {
  /** Words of the case by which it was found, of parts that the reader may read. */
  readonly matched: readonly string[];
}

export interface SearchPageView {
  /** What was looked for, as words. */
  readonly words: readonly string[];
  /** Whether the last of them is the beginning of one. */
  readonly isPrefix: boolean;
  readonly items: readonly SearchRowView[];
  readonly next: string | null;
  /** More may match than was looked at; another word makes fewer. */
  readonly isCut: boolean;
}

export interface SearchAsked {
  readonly text: string;
  readonly status: 'open' | 'closed' | undefined;
  readonly caseType: string | undefined;
  readonly after: string | undefined;
}

export interface SearchOptions extends SearchAsked {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
}

export async function searchCases(
  send: SendReading,
  reader: Reader,
  options: SearchOptions,
): Promise<ReadAnswer<SearchPageView>> {
  const { tenant } = reader.principal;
  const { text, status = null, caseType = null } = options;
  const after = options.after === undefined ? null : casePlaceOf(options.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  const sought = soughtIn(text);
  const { words, isPrefix } = sought;
  return answerRead(send, reader, {
    action: { type: 'search-cases' },
    name: 'search-cases',
    asked: [],
    filter: JSON.stringify([words, isPrefix, status, caseType]),
    statements: [searchStatement({ tenant, words, isPrefix, status, caseType, after, limit: PAGE_ROWS + 1 })],
    fold: ([answer]) => {
      const [found] = answer.rows;
      if (found === undefined) throw new Error('The function that searches gave no row.');
      return page(reader, { sought, found, options });
    },
  });
}

interface Found {
  readonly sought: Sought;
  readonly found: SearchRecord;
  readonly options: SearchOptions;
}

function page(reader: Reader, of: Found): AtOnce<Shown<SearchPageView>> {
  const ids = of.found.found.slice(0, PAGE_ROWS);
  return following(ids.length === 0 ? [] : readRows(reader, ids, of.options), (rows) => pageOf(rows, of));
}

function pageOf(rows: readonly Candidate[], { sought, found }: Found): Shown<SearchPageView> {
  const items = rows.flatMap(({ row, caseType, kind }): readonly SearchRowView[] => {
    const matched = matchedIn(row, caseType, sought);
    return matched === null ? [] : [{ ...caseRowView(row, kind?.title), matched }];
  });
  const last = rows.at(-1)?.row;
  const isMore = found.found.length > PAGE_ROWS && last !== undefined;
  const view: SearchPageView = {
    ...sought,
    items,
    next: isMore ? writeCursor([last.opened_at, last.case_id]) : null,
    isCut: found.is_cut && !isMore,
  };
  // Each row says of its case only what was matched in its own readable parts.
  return { view: cutToParts(null, () => view), caseIds: items.map(({ caseId }) => caseId) };
}

interface Candidate {
  readonly row: CaseFileRecord;
  readonly caseType: CaseType;
  /** The version published last, which has the title that lists show. */
  readonly kind: CaseType | undefined;
}

async function readRows(
  { principal, ...reader }: Reader,
  ids: readonly string[],
  { database, caseTypes }: SearchOptions,
): Promise<readonly Candidate[]> {
  const { tenant, person, holding } = principal;
  const [read] = await database.once({ tenant, person, holding }, [readFoundCases(tenant, ids)]);
  const rows = inScope({ ...reader, principal }, read.rows);
  const kinds = await caseTypes.byName(
    principal,
    rows.map((row) => row.case_type),
  );
  const types = await allOf(rows.map((row) => caseTypes.byHash(principal, row.case_type_hash)));
  return rows.flatMap((row, at) => {
    const caseType = types[at];
    return caseType === undefined ? [] : [{ row, caseType, kind: kinds.get(row.case_type) }];
  });
}

function matchedIn(row: CaseFileRecord, caseType: CaseType, sought: Sought): readonly string[] | null {
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  return wordsFound(wordsOfCase(caseType, state), sought, readablePartsOf(row, caseType));
}
