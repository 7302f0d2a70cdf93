// Searching cases by their words. What the index gives are candidates: a case is shown where, at this moment, all words stand in
// parts of it that the reader may read, so neither a right that is gone nor a word that is gone finds anything.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { cutToParts, soughtIn, wordsFound, wordsOfCase, type Sought } from '@casewright/engine/view';
import type { Database } from '../store/database.ts';
import type { CaseFileRecord, CasePlace } from '../store/list-cases.ts';
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
  readonly status?: 'open' | 'closed' | undefined;
  readonly caseType?: string | undefined;
  readonly team?: string | undefined;
  /** Whole days of UTC, the last included. */
  readonly openedFrom?: string | undefined;
  readonly openedTo?: string | undefined;
  readonly after?: string | undefined;
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
  const { team, openedFrom, openedTo } = options;
  const after = options.after === undefined ? placeBehind(openedTo) : casePlaceOf(options.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  const sought = soughtIn(text);
  const { words, isPrefix } = sought;
  return answerRead(send, reader, {
    action: { type: 'search-cases' },
    name: 'search-cases',
    asked: [],
    filter: JSON.stringify([words, isPrefix, status, caseType, team, openedFrom, openedTo]),
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
  return following(ids.length === 0 ? [] : readCandidates(reader, ids, of.options), (rows) => pageOf(rows, of));
}

const DAY_MS = 86_400_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A search goes back in time: it begins behind the last day that is asked for. */
function placeBehind(day: string | undefined): CasePlace | null {
  return day === undefined ? null : { openedAt: new Date(Date.parse(day) + DAY_MS).toISOString(), caseId: FIRST_ID };
}

function pageOf(all: readonly Candidate[], { sought, found, options }: Found): Shown<SearchPageView> {
  const { team, openedFrom } = options;
  const rows = all.filter(({ row }) => openedFrom === undefined || row.opened_at >= openedFrom);
  const items = rows
    .filter(({ row }) => team === undefined || row.team === team)
    .flatMap((candidate) => searchRowOf(candidate, sought));
  const last = rows.at(-1)?.row;
  // Behind the first day that is asked for there is nothing more.
  const isMore = found.found.length > PAGE_ROWS && last !== undefined && rows.length === all.length;
  const view: SearchPageView = {
    ...sought,
    items,
    next: isMore ? writeCursor([last.opened_at, last.case_id]) : null,
    isCut: found.is_cut && !isMore && rows.length === all.length,
  };
  // Each row says of its case only what was matched in its own readable parts.
  return { view: cutToParts(null, () => view), caseIds: items.map(({ caseId }) => caseId) };
}

/** A case that may be shown: where all words stand in parts of it that the reader may read. */
export function searchRowOf({ row, caseType, kind }: Candidate, sought: Sought): readonly SearchRowView[] {
  const matched = matchedIn(row, caseType, sought);
  return matched === null ? [] : [{ ...caseRowView(row, kind?.title), matched }];
}

export interface Candidate {
  readonly row: CaseFileRecord;
  readonly caseType: CaseType;
  /** The version published last, which has the title that lists show. */
  readonly kind: CaseType | undefined;
}

/** Cases by their ids with what is in them, newest first: those that the reader sees. */
export async function readCandidates(
  { principal, ...reader }: Reader,
  ids: readonly string[],
  { database, caseTypes }: Pick<SearchOptions, 'database' | 'caseTypes'>,
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
