// The reader's cases by filters, and how many there are: of the same list as without them, so that nothing is listed or counted that the reader
// may not see.
import type { CaseType } from '@casewright/engine/definition';
import { withoutCaseFile } from '@casewright/engine/policy';
import { countFiltered, filterCases, type CaseFilters, type FilteredRecord } from '../store/filter-cases.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { following } from './at-once.ts';
import { allSpokenTo, type CaseTypes } from './case-types.ts';
import { writeCursor } from './cursor.ts';
import { COUNTED_MOST, type CaseCountView } from './count-cases.ts';
import { casePlaceOf, caseRowView, type CasePageView } from './list-cases.ts';
import { PAGE_ROWS } from './list-work.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

/** As they are asked for; days are whole days of UTC. */
export interface AskedFilters {
  readonly caseType?: string | undefined;
  readonly team?: string | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedTo?: string | undefined;
  /** Work that is due on this day or before it. */
  readonly dueBy?: string | undefined;
  /** Work of whoever asks. Whose work else it is may be hidden, so nobody else can be named. */
  readonly mine?: 'yes' | undefined;
  readonly order?: 'newest' | 'oldest' | undefined;
}

export interface FilteredOptions {
  readonly status: 'open' | 'closed';
  readonly filters: AskedFilters;
  readonly after: string | undefined;
  readonly caseTypes: CaseTypes;
}

/** Rows of the list that one page looks at, for each way in which the reader is let in. */
const LOOKED_MOST = 2_000;
const DAY_MS = 86_400_000;

/** Whether anything is asked for that the plain list does not have. */
export function isFiltered(filters: AskedFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

function filtersOf({ principal }: Reader, asked: AskedFilters): CaseFilters {
  const { person, onBehalfOf = person } = principal;
  const { caseType = null, team = null, openedFrom = null, openedTo, dueBy = null, mine } = asked;
  return {
    ...{ caseType, team, dueBy, order: asked.order ?? 'newest' },
    openedFrom: openedFrom === null ? null : `${openedFrom}T00:00:00Z`,
    openedBefore: openedTo === undefined ? null : new Date(Date.parse(openedTo) + DAY_MS).toISOString(),
    heldBy: mine === 'yes' ? `person:${onBehalfOf}` : null,
  };
}

export async function listFiltered(
  send: SendReading,
  reader: Reader,
  { status, filters, after: cursor, caseTypes }: FilteredOptions,
): Promise<ReadAnswer<CasePageView>> {
  const after = cursor === undefined ? null : casePlaceOf(cursor);
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerRead(send, reader, {
    action: { type: 'list-cases' },
    name: 'list-cases',
    asked: [],
    filter: JSON.stringify([status, filters]),
    statements: [
      filterCases({
        ...{ tenant: reader.principal.tenant, tokens: reader.listTokens, named: reader.namedCases, status },
        ...{ filters: filtersOf(reader, filters), after, limit: PAGE_ROWS + 1, bound: LOOKED_MOST },
      }),
    ],
    fold: ([found]) => {
      const names = inScope(reader, found.rows).map((row) => row.case_type);
      return following(caseTypes.byName(reader.principal, names), (kinds) =>
        page(reader, found.rows, allSpokenTo(reader, kinds)),
      );
    },
  });
}

function page(
  reader: Reader,
  rows: readonly FilteredRecord[],
  kinds: ReadonlyMap<string, CaseType>,
): Shown<CasePageView> {
  const cases = rows.filter((row) => !row.is_edge);
  const found = cases.slice(0, PAGE_ROWS);
  // After a full page its last row, and after one that is not full the place to which the list was looked at, if it goes on.
  const last = cases.length > PAGE_ROWS ? found.at(-1) : rows.find((row) => row.is_edge);
  const shown = inScope(reader, found);
  return {
    view: withoutCaseFile({
      items: shown.map((row) => caseRowView(row, kinds.get(row.case_type)?.title)),
      next: last === undefined ? null : writeCursor([last.opened_at, last.case_id]),
    }),
    caseIds: shown.map((row) => row.case_id),
  };
}

export function countFilteredCases(
  send: SendReading,
  reader: Reader,
  { status, filters }: Pick<FilteredOptions, 'status' | 'filters'>,
): Promise<ReadAnswer<CaseCountView>> {
  const { tenant, scope } = reader.principal;
  const asked = filtersOf(reader, filters);
  const kinds = scope?.caseTypes ?? null;
  // A token that is for other kinds counts none of this one.
  const isNone = kinds !== null && (asked.caseType === null || !kinds.includes(asked.caseType));
  const tokens = isNone ? [] : reader.listTokens;
  const named = isNone ? [] : reader.namedCases;
  return answerRead(send, reader, {
    action: { type: 'list-cases' },
    name: 'count-cases',
    asked: [],
    filter: JSON.stringify([status, filters]),
    statements: [countFiltered({ tenant, tokens, named, status, filters: asked }, COUNTED_MOST + 1)],
    fold: ([counted]) => {
      const { cases = 0, rows = 0 } = counted.rows[0] ?? {};
      const view = { count: Math.min(cases, COUNTED_MOST), isExact: rows <= COUNTED_MOST };
      return { view: withoutCaseFile(view), caseIds: [], results: view.count };
    },
  });
}
