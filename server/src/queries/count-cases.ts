// How many cases the reader's list has. Exact up to a bound; beyond it the answer says how many there are at least.
import { withoutCaseFile } from '@casewright/engine/policy';
import { countCases as countStatement } from '../store/count-cases.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

/** Rows of the list that are looked at: one for each case and each way in which the reader is let in. */
export const COUNTED_MOST = 10_000;

export interface CaseCountView {
  readonly count: number;
  /** False: there are at least so many. */
  readonly isExact: boolean;
}

export function countCases(
  send: SendReading,
  reader: Reader,
  { status }: { readonly status: 'open' | 'closed' },
): Promise<ReadAnswer<CaseCountView>> {
  const { tenant, scope } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'list-cases' },
    name: 'count-cases',
    asked: [],
    filter: status,
    statements: [
      countStatement(
        { tenant, tokens: reader.listTokens, named: reader.namedCases, status, caseTypes: scope?.caseTypes ?? null },
        COUNTED_MOST + 1,
      ),
    ],
    fold: ([counted]) => {
      const { cases = 0, rows = 0 } = counted.rows[0] ?? {};
      const view = { count: Math.min(cases, COUNTED_MOST), isExact: rows <= COUNTED_MOST };
      return { view: withoutCaseFile(view), caseIds: [], results: view.count };
    },
  });
}
