// Who looked at a case, what somebody looked at, and what the rules noticed about it: for those who watch over it. Each of
// these reads is on record like any other.
import {
  aboutNoCase,
  oversee,
  overseen,
  type Overseen,
  type OverseenView,
  type Watcher,
} from '@casewright/engine/policy';
import { watchRules } from '@casewright/engine/watch';
import { programContext, type Context } from '../store/context.ts';
import { flight, type Database, type Tx } from '../store/database.ts';
import {
  countReads,
  countWithheldReach,
  LATEST,
  readLooks,
  readLooksForSubject,
  readReach,
  readReadersOfCase,
  type LinePlace,
  type LookRow,
  type Period,
  type ReachRow,
} from '../store/read-reads.ts';
import { listReviews, readReview, readReviewDecisions, readReviewLines } from '../store/reviews.ts';
import type { ReviewLineRow, ReviewPlace, ReviewRow } from '../store/reviews.ts';
import { EVERYTHING, nameCases, readWatchedCase, type NamedCase, type WatchedCase } from '../store/watched-cases.ts';
import { answerWatch, type ReadAnswer, type Shown } from './answer-read.ts';
import { isDate, isUtcInstant, isUuid, readCursor, writeCursor } from './cursor.ts';
import { PAGE_ROWS } from './list-work.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface LookView {
  readonly at: string;
  readonly person: string;
  readonly name: string;
  readonly onBehalfOf: string | null;
  readonly action: string;
  readonly denied: boolean;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly parts: readonly string[];
}

export interface ReadersView {
  /** Everybody who has looked or tried to; on the first page only. */
  readonly people: readonly {
    readonly person: string;
    readonly name: string;
    readonly looks: number;
    readonly refused: number;
    readonly firstAt: string;
    readonly lastAt: string;
  }[];
  readonly items: readonly LookView[];
  readonly next: string | null;
}

/** What the person whom a case is about may be told: offices and not names. */
export interface SubjectLooksView {
  readonly items: readonly {
    readonly day: string;
    readonly teams: readonly string[];
    readonly purposes: readonly string[];
    readonly looks: number;
  }[];
}

export interface ReachView {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  /** Lines of the access log in that time, those about no case too. */
  readonly lines: number;
  /** How many cases, or ids that are none, may not be told. */
  readonly withheld: number;
  readonly items: readonly ReachedView[];
  readonly next: string | null;
}

export interface ReachedView {
  readonly caseId: string;
  readonly reference: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly reads: number;
  readonly refused: number;
  readonly actions: readonly string[];
  readonly parts: readonly string[];
}

export interface ReviewView {
  readonly reviewId: string;
  readonly kind: string;
  /** What the rule notices, in a sentence. */
  readonly says: string;
  readonly person: string;
  readonly name: string;
  readonly day: string;
  readonly openedAt: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly state: 'open' | 'decided';
  readonly lines: number;
}

export interface ReviewPageView {
  readonly items: readonly ReviewView[];
  readonly next: string | null;
}

export interface WholeReviewView extends ReviewView {
  readonly looks: readonly {
    readonly at: string;
    readonly action: string;
    readonly caseIds: readonly string[];
    /** Of how many other cases, or ids that are none, it was. */
    readonly withheld: number;
    readonly denied: boolean;
    readonly purpose: string | null;
    readonly why: string;
  }[];
  readonly decisions: readonly {
    readonly number: number;
    readonly finding: string;
    readonly reason: string;
    readonly decidedBy: string;
    readonly decidedAt: string;
    readonly lines: number;
  }[];
}

export interface Oversight {
  readonly showReaders: (
    reader: Reader,
    of: { readonly caseId: string; readonly after: string | undefined },
  ) => Promise<ReadAnswer<ReadersView>>;
  readonly showLooksForSubject: (reader: Reader, caseId: string) => Promise<ReadAnswer<SubjectLooksView>>;
  readonly showReach: (
    reader: Reader,
    of: { readonly person: string; readonly period: Period; readonly after: string | undefined },
  ) => Promise<ReadAnswer<ReachView>>;
  readonly listReviews: (
    reader: Reader,
    of: { readonly state: 'open' | 'decided'; readonly after: string | undefined },
  ) => Promise<ReadAnswer<ReviewPageView>>;
  readonly showReview: (reader: Reader, reviewId: string) => Promise<ReadAnswer<WholeReviewView>>;
}

export interface OversightDoors {
  readonly send: SendReading;
  readonly database: Database;
  readonly now: () => number;
}

/** More cases than fit on a screen, since a reach is taken away as a file. */
const REACH_ROWS = 1_000;
const REVIEW_LINES = 500;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** What the watching reads of its own accord; who asked was settled before. */
export function auditContext(tenant: number): Context {
  return programContext(tenant, 'system.audit');
}

export function openOversight(doors: OversightDoors): Oversight {
  return {
    showReaders: (reader, of) => showReaders(doors, reader, of),
    showLooksForSubject: (reader, caseId) => showLooksForSubject(doors, reader, caseId),
    showReach: (reader, of) => showReach(doors, reader, of),
    listReviews: (reader, of) => showReviews(doors, reader, of),
    showReview: (reader, reviewId) => showReview(doors, reader, reviewId),
  };
}

/** A case, found without the grants of whoever asks, who needs none; the policy holds it against what bars them. */
async function caseOf(
  { database }: OversightDoors,
  { principal }: Reader,
  caseId: string,
): Promise<WatchedCase | null> {
  const { tenant } = principal;
  const [found] = await database.once(auditContext(tenant), [readWatchedCase(tenant, caseId, EVERYTHING)]);
  return found.rows[0] ?? null;
}

async function showReaders(
  doors: OversightDoors,
  reader: Reader,
  { caseId, after }: { readonly caseId: string; readonly after: string | undefined },
): Promise<ReadAnswer<ReadersView>> {
  const { tenant } = reader.principal;
  const place = after === undefined ? LATEST : placeOf(after);
  if (place === undefined) return { kind: 'invalid-cursor' };
  const row = await caseOf(doors, reader, caseId);
  return answerWatch(doors.send, reader, {
    action: { type: 'read-readers' },
    name: 'read-readers',
    asked: [caseId],
    statements: [
      readLooks(tenant, { caseId, after: place, limit: PAGE_ROWS + 1 }),
      // Once, with the first page.
      readReadersOfCase(tenant, after === undefined ? caseId : NO_CASE),
    ],
    caseOf: () => row,
    fold: ([looks, people], by) => {
      const items = looks.rows.slice(0, PAGE_ROWS);
      const last = looks.rows.length > PAGE_ROWS ? items.at(-1) : undefined;
      const view: ReadersView = {
        people: people.rows.map(({ person, name, looks: count, refused, first_at: firstAt, last_at: lastAt }) => ({
          ...{ person, name, looks: count, refused, firstAt, lastAt },
        })),
        items: items.map(viewOfLook),
        next: last === undefined ? null : writeCursor([last.recorded_at, last.entry_id]),
      };
      return shownOf(by, row, { view, caseId, results: items.length });
    },
  });
}

function viewOfLook(row: LookRow): LookView {
  const { recorded_at: at, person, name, on_behalf_of: onBehalfOf, action, denied, purpose, rule, parts } = row;
  return { at, person, name, onBehalfOf, action, denied, purpose, rule, parts: parts ?? [] };
}

async function showLooksForSubject(
  doors: OversightDoors,
  reader: Reader,
  caseId: string,
): Promise<ReadAnswer<SubjectLooksView>> {
  const row = await caseOf(doors, reader, caseId);
  return answerWatch(doors.send, reader, {
    action: { type: 'read-readers' },
    name: 'read-readers-for-subject',
    asked: [caseId],
    statements: [readLooksForSubject(reader.principal.tenant, caseId)],
    caseOf: () => row,
    fold: ([looks], by) => shownOf(by, row, { view: { items: looks.rows }, caseId, results: looks.count }),
  });
}

/** What is told of one case; nothing where it is not to be known. */
function shownOf<V>(
  by: Watcher,
  row: WatchedCase | null,
  { view, caseId, results }: { readonly view: V; readonly caseId: string; readonly results: number },
): Shown<V, OverseenView<V>> | null {
  const rows = oversee(by, row === null ? [] : [row]);
  return rows.known.length === 0 ? null : { view: overseen(rows, () => view), caseIds: [caseId], results };
}

async function showReach(
  { send, database }: OversightDoors,
  reader: Reader,
  { person, period, after }: { readonly person: string; readonly period: Period; readonly after: string | undefined },
): Promise<ReadAnswer<ReachView>> {
  const { tenant } = reader.principal;
  const place = after === undefined ? NO_CASE : readCursor(after, [isUuid])?.[0];
  if (place === undefined) return { kind: 'invalid-cursor' };
  return answerWatch(send, reader, {
    action: { type: 'read-reads' },
    name: 'read-reads',
    asked: [],
    filter: `${person} ${period.from} ${period.until}`,
    statements: [],
    fold: async (_, by) => {
      const asked = { person, ...period, held: by.held };
      const [found, counted, withheld] = await database.once(auditContext(tenant), [
        readReach(tenant, { ...asked, after: place, limit: REACH_ROWS + 1 }),
        countReads(tenant, { person, ...period }),
        countWithheldReach(tenant, asked),
      ]);
      const told = { lines: counted.rows[0]?.lines ?? 0, withheld: withheld.rows[0]?.withheld ?? 0 };
      const rows = oversee(by, found.rows);
      const view = overseen(rows, ({ known }) => ({ person, ...period, ...told, ...reachOf(known) }));
      return { view, caseIds: view.items.map(({ caseId }) => caseId) };
    },
  });
}

function reachOf(rows: Overseen<ReachRow>['known']): Pick<ReachView, 'items' | 'next'> {
  const items = rows
    .slice(0, REACH_ROWS)
    .map(({ case_id: caseId, reference, first_at: firstAt, last_at: lastAt, reads, refused, actions, parts }) => ({
      ...{ caseId, reference, firstAt, lastAt, reads, refused, actions, parts },
    }));
  const last = rows.length > REACH_ROWS ? items.at(-1) : undefined;
  return { items, next: last === undefined ? null : writeCursor([last.caseId]) };
}

async function showReviews(
  { send, now }: OversightDoors,
  reader: Reader,
  { state, after }: { readonly state: 'open' | 'decided'; readonly after: string | undefined },
): Promise<ReadAnswer<ReviewPageView>> {
  const { tenant, person } = reader.principal;
  const place = after === undefined ? null : reviewPlaceOf(after);
  if (place === undefined) return { kind: 'invalid-cursor' };
  return answerWatch(send, reader, {
    action: { type: 'read-reviews' },
    name: 'list-reviews',
    asked: [],
    statements: [listReviews(tenant, { reader: person, state, after: place, limit: PAGE_ROWS + 1 })],
    fold: ([reviews]) => {
      const rows = reviews.rows.slice(0, PAGE_ROWS);
      const last = reviews.rows.length > PAGE_ROWS ? rows.at(-1) : undefined;
      const items = rows.map((row) => viewOfReview(row, now()));
      const next = last === undefined ? null : writeCursor([last.due_on, last.review_id]);
      return { view: aboutNoCase({ items, next }), caseIds: [], results: items.length };
    },
  });
}

async function showReview(
  doors: OversightDoors,
  reader: Reader,
  reviewId: string,
): Promise<ReadAnswer<WholeReviewView>> {
  const { tenant, person } = reader.principal;
  return answerWatch(doors.send, reader, {
    action: { type: 'read-reviews' },
    name: 'read-review',
    asked: [],
    filter: reviewId,
    statements: [
      readReview(tenant, reviewId),
      readReviewLines(tenant, reviewId, REVIEW_LINES),
      readReviewDecisions(tenant, reviewId),
    ],
    // Null where there is none, or it is about whoever asks: the two look the same.
    caseOf: ([found]) => (found.rows[0] === undefined || found.rows[0].person === person ? null : undefined),
    fold: async ([found, lines, decisions], by) => {
      const [row] = found.rows;
      if (row === undefined) throw new Error('A review was allowed without a row.');
      const cases = await namedFor(doors.database, tenant, {
        by,
        caseIds: lines.rows.flatMap((line) => line.case_ids),
      });
      const view = overseen(cases, ({ known }): WholeReviewView => {
        const told = new Set(known.map((one) => one.case_id));
        return {
          ...viewOfReview(row, doors.now()),
          looks: lines.rows.map((line) => lookOf(line, told)),
          decisions: decisions.rows.map(({ number, finding, reason, name, decided_at: decidedAt, lines: about }) => ({
            ...{ number, finding, reason, decidedBy: name, decidedAt, lines: about },
          })),
        };
      });
      const { looks } = view;
      return { view, caseIds: [...new Set(looks.flatMap(({ caseIds }) => caseIds))], results: looks.length };
    },
  });
}

function lookOf(line: ReviewLineRow, told: ReadonlySet<string>): WholeReviewView['looks'][number] {
  const { recorded_at: at, action, denied, purpose, why } = line;
  const caseIds = line.case_ids.filter((caseId) => told.has(caseId));
  return { at, action, caseIds, withheld: line.case_ids.length - caseIds.length, denied, purpose, why };
}

/** The cases among some ids, held against what whoever watches holds. */
export async function namedFor(
  database: Database,
  tenant: number,
  of: { readonly by: Watcher; readonly caseIds: readonly string[] },
): Promise<Overseen<NamedCase>> {
  return database.snapshot(auditContext(tenant), (tx) => namedIn(tx, tenant, of));
}

export async function namedIn(
  tx: Tx,
  tenant: number,
  { by, caseIds }: { readonly by: Watcher; readonly caseIds: readonly string[] },
): Promise<Overseen<NamedCase>> {
  const [named] = await flight(tx, [nameCases(tenant, [...new Set(caseIds)])]);
  return oversee(by, named.rows);
}

function viewOfReview(row: ReviewRow, nowMs: number): ReviewView {
  const { review_id: reviewId, kind, person, name, day, opened_at: openedAt, due_on: dueOn, state, lines } = row;
  const says = watchRules.rules.find((rule) => rule.kind === kind)?.says ?? kind;
  const overdue = state === 'open' && dueOn < new Date(nowMs).toISOString().slice(0, 10);
  return { reviewId, kind, says, person, name, day, openedAt, dueOn, overdue, state, lines };
}

/** Undefined for a cursor that this list did not make. */
function placeOf(cursor: string): LinePlace | undefined {
  const [recordedAt, entryId] = readCursor(cursor, [isUtcInstant, isUuid]) ?? [];
  return recordedAt === undefined || entryId === undefined ? undefined : { recordedAt, entryId };
}

function reviewPlaceOf(cursor: string): ReviewPlace | undefined {
  const [dueOn, reviewId] = readCursor(cursor, [isDate, isUuid]) ?? [];
  return dueOn === undefined || reviewId === undefined ? undefined : { dueOn, reviewId };
}
