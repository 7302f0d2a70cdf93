// Reads heads and events of an agency side by side, a page of cases at a time, for verifying and rebuilding. Cases come
// in the order of their ids, which is the same for text and for the database.
import { READS } from '../merkle/leaf-entry.ts';
import { flight, type Tx } from './database.ts';
import { readEvents, type EventRow } from './read-events.ts';
import type { Statement } from './statement.ts';

/** Before every case id, and after what stands for no case in the log. */
export const BEFORE_ALL = READS;

const EVENTS_PER_READ = 500;

/** The next cases after `after` that have a head or an event, in order. */
export async function nextCases(
  tx: Tx,
  at: { readonly tenant: number; readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const [heads, events] = await flight(tx, [
    casesWithHead(at.tenant, at.after, at.limit),
    casesWithEvents(at.tenant, at.after, at.limit),
  ]);
  const ids = new Set([...heads.rows, ...events.rows].map((row) => row.case_id));
  // The smallest of both lists: a case that only one of them has is not passed over.
  return [...ids].toSorted().slice(0, at.limit);
}

/** Events of some cases that wait for their leaf. */
export function readWaiting(
  tenant: number,
  caseIds: readonly string[],
): Statement<{ readonly case_id: string; readonly seq: number }> {
  return {
    name: 'read-waiting',
    text: 'select case_id, seq from outbox where tenant = $1 and case_id = any ($2)',
    values: [tenant, caseIds],
  };
}

/** The events of one case in order, a few hundred at a time. */
export async function* eventsOfCase(
  tx: Tx,
  of: { readonly tenant: number; readonly caseId: string },
  first: readonly EventRow[],
): AsyncGenerator<EventRow> {
  yield* first;
  let last = first.at(-1)?.seq ?? 0;
  // Fewer than a page: there are no more. None: nothing was read yet.
  if (first.length > 0 && last < EVENTS_PER_READ) return;
  for (;;) {
    const [page] = await flight(tx, [
      readEvents({ tenant: of.tenant, caseId: of.caseId, from: last, limit: EVENTS_PER_READ }),
    ]);
    if (page.count === 0) return;
    yield* page.rows;
    last = page.rows.at(-1)?.seq ?? last;
  }
}

/** The ids of all cases of an agency, a page at a time. */
export function casesWithHead(tenant: number, after: string, limit: number): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-with-head',
    text: 'select case_id from case_head where tenant = $1 and case_id > $2 order by case_id limit $3',
    values: [tenant, after, limit],
  };
}

function casesWithEvents(tenant: number, after: string, limit: number): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-with-events',
    text: 'select distinct case_id from event where tenant = $1 and case_id > $2 order by case_id limit $3',
    values: [tenant, after, limit],
  };
}
