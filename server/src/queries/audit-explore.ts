// Looks through events and reads, with filters, a page at a time.
import { oversee, overseen, type Overseen, type OverseenView, type Watcher } from '@casewright/engine/policy';
import type { SeatScope } from '../store/auditor-seats.ts';
import { flight, type Database, type Tx } from '../store/database.ts';
import {
  countWithheldEvents,
  exploreEvents,
  exploreReads,
  type ExploredEventRow,
  type ExploredQuery,
  type ExploredReadRow,
} from '../store/explore.ts';
import type { Period } from '../store/read-reads.ts';
import type { NamedCase } from '../store/watched-cases.ts';
import type { Shown } from './answer-read.ts';
import { isCount, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import { auditContext, namedIn } from './oversight.ts';

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
  /** What the cases are called, in their order. */
  readonly references: readonly string[];
  /** How many other cases, or ids that are none, it was about. */
  readonly withheld: number;
  /** Of an event. */
  readonly seq: number | null;
  readonly occurred: string | null;
}

export interface ExploredPageView {
  /** Of events, on the first page: so many cases had some among the latest that may not be told. */
  readonly withheld: number;
  readonly items: readonly ExploredView[];
  readonly next: string | null;
}

const PLACES = { reads: [isUtcInstant, isUuid], events: [isUtcInstant, isUuid, isCount] } as const;

/** False for a cursor that this list did not make. */
export function isPlaceFor({ kind, after }: ExploredAsked): boolean {
  return after === undefined || readCursor(after, PLACES[kind]) !== null;
}

interface Exploring extends ExploredAsked {
  readonly scope: SeatScope;
  readonly by: Watcher;
}

type Page = Shown<ExploredPageView, OverseenView<ExploredPageView>>;

export async function explore(database: Database, tenant: number, asked: Exploring): Promise<Page> {
  const query = { ...asked, held: asked.by.held, limit: PAGE_ROWS + 1 };
  const read = asked.kind === 'reads' ? reads : events;
  return database.snapshot(auditContext(tenant), (tx) => read(tx, tenant, query));
}

type Asked = Exploring & ExploredQuery;

async function reads(tx: Tx, tenant: number, query: Asked): Promise<Page> {
  const [recordedAt = '', entryId = ''] = placeIn(query);
  const [found] = await flight(tx, [
    exploreReads(tenant, { ...query, after: entryId === '' ? null : { recordedAt, entryId } }),
  ]);
  const named = await namedIn(tx, tenant, { by: query.by, caseIds: found.rows.flatMap((row) => row.case_ids) });
  return pageOf(named, ({ known }) => {
    const names = new Map(known.map((row: NamedCase) => [row.case_id, row.reference]));
    const { rows, last } = cut(found.rows);
    const next = last === undefined ? null : writeCursor([last.recorded_at, last.entry_id]);
    return { items: rows.map((row) => viewOfRead(row, names)), next, withheld: 0 };
  });
}

async function events(tx: Tx, tenant: number, query: Asked): Promise<Page> {
  const [recordedAt = '', caseId = '', seq = ''] = placeIn(query);
  const after = caseId === '' ? null : { recordedAt, caseId, seq: Number(seq) };
  const [found, counted] = await flight(tx, [
    exploreEvents(tenant, { ...query, after }),
    countWithheldEvents(tenant, query),
  ]);
  // Whoever asks for one case would learn from the number whether there is one.
  const withheld = after === null && query.caseId === null ? (counted.rows[0]?.withheld ?? 0) : 0;
  return pageOf(oversee(query.by, found.rows), ({ known }) => {
    const { rows, last } = cut(known);
    const next = last === undefined ? null : writeCursor([last.recorded_at, last.case_id, String(last.seq)]);
    return { items: rows.map(viewOfEvent), next, withheld };
  });
}

function placeIn({ after, kind }: ExploredAsked): readonly string[] {
  return after === undefined ? [] : (readCursor(after, PLACES[kind]) ?? []);
}

function cut<Row>(rows: readonly Row[]): { readonly rows: readonly Row[]; readonly last: Row | undefined } {
  const found = rows.slice(0, PAGE_ROWS);
  return { rows: found, last: rows.length > PAGE_ROWS ? found.at(-1) : undefined };
}

function pageOf<Row>(rows: Overseen<Row>, show: (rows: Overseen<Row>) => ExploredPageView): Page {
  const view = overseen(rows, show);
  const caseIds = [...new Set(view.items.flatMap((item) => item.caseIds))];
  return { view, caseIds, results: view.items.length };
}

function viewOfRead(row: ExploredReadRow, names: ReadonlyMap<string, string>): ExploredView {
  const { recorded_at: at, person, name, on_behalf_of: onBehalfOf, authority, action, denied, purpose, rule } = row;
  const own = { at, person, name, onBehalfOf, authority, action, denied, purpose, rule };
  const caseIds = row.case_ids.filter((caseId) => names.has(caseId));
  const references = caseIds.map((caseId) => names.get(caseId) ?? '');
  const withheld = row.case_ids.length - caseIds.length;
  // Which sections a case has that may not be told would tell of what kind it is.
  const parts = withheld === 0 ? (row.parts ?? []) : [];
  return { kind: 'read', ...own, parts, caseIds, references, withheld, seq: null, occurred: null };
}

function viewOfEvent(row: ExploredEventRow): ExploredView {
  const { recorded_at: at, actor: person, name, authority, type: action, seq, occurred } = row;
  const ofRead = { onBehalfOf: null, denied: false, purpose: null, rule: null, parts: [] };
  const of = { caseIds: [row.case_id], references: [row.reference], withheld: 0, seq, occurred };
  return { kind: 'event', at, person, name, authority, action, ...ofRead, ...of };
}
