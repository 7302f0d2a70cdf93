// The reader's cases: one page of those that their tokens open, newest first.
import type { CaseType } from '@casewright/engine/definition';
import { withoutCaseFile } from '@casewright/engine/policy';
import { listCases as listCasesStatement, type CaseListRecord, type CasePlace } from '../store/list-cases.ts';
import { answerRead, type ReadAnswer, type Shown } from './answer-read.ts';
import { following } from './at-once.ts';
import { allSpokenTo, type CaseTypes } from './case-types.ts';
import { isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface CaseRowView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  /** Title of the kind of case. */
  readonly title: string;
  readonly team: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly version: number;
}

export interface CasePageView {
  readonly items: readonly CaseRowView[];
  readonly next: string | null;
}

export interface CaseListOptions {
  readonly status: 'open' | 'closed';
  readonly after: string | undefined;
  readonly caseTypes: CaseTypes;
}

const PLACE = [isUtcInstant, isUuid];

export async function listCases(
  send: SendReading,
  reader: Reader,
  options: CaseListOptions,
): Promise<ReadAnswer<CasePageView>> {
  const { tenant } = reader.principal;
  const after = options.after === undefined ? null : casePlaceOf(options.after);
  if (after === undefined) return { kind: 'invalid-cursor' };
  return answerRead(send, reader, {
    action: { type: 'list-cases' },
    name: 'list-cases',
    asked: [],
    statements: [
      listCasesStatement({
        ...{ tenant, tokens: reader.listTokens, named: reader.namedCases },
        ...{ status: options.status, after, limit: PAGE_ROWS + 1 },
      }),
    ],
    fold: ([cases]) => {
      const names = inScope(reader, cases.rows).map((row) => row.case_type);
      return following(options.caseTypes.byName(reader.principal, names), (kinds) =>
        page(reader, cases.rows, allSpokenTo(reader, kinds)),
      );
    },
  });
}

function page(
  reader: Reader,
  rows: readonly CaseListRecord[],
  kinds: ReadonlyMap<string, CaseType>,
): Shown<CasePageView> {
  const found = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? found.at(-1) : undefined;
  const shown = inScope(reader, found);
  return {
    view: withoutCaseFile({
      items: shown.map((row) => caseRowView(row, kinds.get(row.case_type)?.title)),
      next: last === undefined ? null : writeCursor([last.opened_at, last.case_id]),
    }),
    caseIds: shown.map((row) => row.case_id),
  };
}

/** @param title of the kind of case; its name where it is not published */
export function caseRowView(row: CaseListRecord, title = row.case_type): CaseRowView {
  return {
    caseId: row.case_id,
    reference: row.reference,
    caseType: row.case_type,
    title,
    team: row.team,
    status: row.status,
    openedAt: row.opened_at,
    version: row.version,
  };
}

/** Undefined for a cursor that this list did not make. */
export function casePlaceOf(cursor: string): CasePlace | undefined {
  const [openedAt, caseId] = readCursor(cursor, PLACE) ?? [];
  return openedAt === undefined || caseId === undefined ? undefined : { openedAt, caseId };
}
