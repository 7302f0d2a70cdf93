// Looks through events and reads, with filters, a page at a time.
import { withoutCaseFile } from '@casewright/engine/policy';
import type { SeatScope } from '../store/auditor-seats.ts';
import { flight, type Database } from '../store/database.ts';
import { exploreEvents, exploreReads, type ExploredEventRow, type ExploredReadRow } from '../store/explore.ts';
import { findReferences, type Period } from '../store/read-reads.ts';
import type { Shown } from './answer-read.ts';
import { isCount, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import { auditContext } from './oversight.ts';

export interface ExploredAsked {
  readonly kind: 'events' | 'reads';
  readonly period: Period;
  readonly person: string | null;
  readonly caseId: string | null;
  readonly action: string | null;
  /** Reads only; null: refused and not. */
  readonly denied: boolean | null;
  readonly after: string | undefined;
}

export interface ExploredView {
  readonly kind: 'event' | 'read';
  readonly at: string;
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly authority: string;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[];
  readonly caseIds: readonly string[];
  /** What the cases are called, in their order; empty for an id that is no case. */
  readonly references: readonly string[];
  /** Of an event. */
  readonly seq: number | null;
  readonly occurred: string | null;
}

export interface ExploredPageView {
  readonly items: readonly ExploredView[];
  readonly next: string | null;
}

const PLACES = { reads: [isUtcInstant, isUuid], events: [isUtcInstant, isUuid, isCount] } as const;

/** False for a cursor that this list did not make. */
export function isPlaceFor({ kind, after }: ExploredAsked): boolean {
  return after === undefined || readCursor(after, PLACES[kind]) !== null;
}

export async function explore(
  database: Database,
  tenant: number,
  asked: ExploredAsked & { readonly scope: SeatScope },
): Promise<Shown<ExploredPageView>> {
  const [recordedAt = '', id = '', seq = ''] =
    asked.after === undefined ? [] : (readCursor(asked.after, PLACES[asked.kind]) ?? []);
  const query = { ...asked, limit: PAGE_ROWS + 1 };
  return database.snapshot(auditContext(tenant), async (tx) => {
    if (asked.kind === 'reads') {
      const after = id === '' ? null : { recordedAt, entryId: id };
      const [found] = await flight(tx, [exploreReads(tenant, { ...query, after })]);
      const ids = [...new Set(found.rows.flatMap((row) => row.case_ids))];
      const [named] = await flight(tx, [findReferences(tenant, ids)]);
      const names = new Map(named.rows.map((row) => [row.case_id, row.reference]));
      return pageOf(
        found.rows,
        (row) => viewOfRead(row, names),
        (row) => [row.recorded_at, row.entry_id],
      );
    }
    const after = id === '' ? null : { recordedAt, caseId: id, seq: Number(seq) };
    const [found] = await flight(tx, [exploreEvents(tenant, { ...query, after })]);
    return pageOf(found.rows, viewOfEvent, (row) => [row.recorded_at, row.case_id, String(row.seq)]);
  });
}

function pageOf<Row>(
  rows: readonly Row[],
  viewOf: (row: Row) => ExploredView,
  placeOf: (row: Row) => readonly string[],
): Shown<ExploredPageView> {
  const found = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? found.at(-1) : undefined;
  const items = found.map(viewOf);
  const next = last === undefined ? null : writeCursor(placeOf(last));
  const caseIds = [...new Set(items.flatMap((item) => item.caseIds))];
  return { view: withoutCaseFile({ items, next }), caseIds, results: items.length };
}

function viewOfRead(row: ExploredReadRow, names: ReadonlyMap<string, string>): ExploredView {
  const { recorded_at: at, person, name, on_behalf_of: onBehalfOf, authority, action, denied, purpose, rule } = row;
  const own = { at, person, name, onBehalfOf, authority, action, denied, purpose, rule };
  const references = row.case_ids.map((caseId) => names.get(caseId) ?? '');
  return { kind: 'read', ...own, parts: row.parts ?? [], caseIds: row.case_ids, references, seq: null, occurred: null };
}

function viewOfEvent(row: ExploredEventRow): ExploredView {
  const { recorded_at: at, actor: person, name, authority, type: action, seq, occurred } = row;
  const ofRead = { onBehalfOf: null, denied: false, purpose: null, rule: null, parts: [] };
  const of = { caseIds: [row.case_id], references: [row.reference], seq, occurred };
  return { kind: 'event', at, person, name, authority, action, ...ofRead, ...of };
}
