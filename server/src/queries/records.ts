// How long the cases of an agency are kept, for those who keep its records: classes as they were published with what is under each, what
// becomes due in the coming years, which cases those are, and what is kept of one. Each is told of cases that may be told to whoever asks;
// the others are one of so many.
import { addDays, dateOf } from '@casewright/engine/calendar';
import type { CaseType } from '@casewright/engine/definition';
import { oversee, overseen } from '@casewright/engine/policy';
import type { Because, RetentionStep } from '@casewright/engine/retention';
import { programContext, type Context } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { groupBy } from '../store/group-by.ts';
import { listCaseTypes } from '../store/find-case-type.ts';
import {
  countRecords,
  countRetention,
  listRecords,
  NO_DAY,
  type RecordsAsked,
  type RecordsRow,
  type RetentionGroup,
} from '../store/records-rows.ts';
import { answerWatch, type ReadAnswer } from './answer-read.ts';
import type { CaseTypes } from './case-types.ts';
import { isDate, isUuid, readCursor, writeCursor } from './cursor.ts';
import type { SendReading } from './read-flights.ts';
import type { Reader } from './sessions.ts';

export interface RecordsDoors {
  readonly send: SendReading;
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly now: () => number;
}

export interface ClassView {
  readonly caseType: string;
  readonly caseTypeTitle: string;
  /** Null: closed cases for which the published version has no such class, or none at all. */
  readonly name: string | null;
  readonly title: string | null;
  readonly authority: string | null;
  readonly number: string | null;
  readonly version: string | null;
  readonly period: string | null;
  readonly action: string | null;
  readonly counts: ClassCounts;
}

export interface ClassCounts {
  /** Due now, and due later; under hold among them. */
  readonly due: number;
  readonly later: number;
  readonly held: number;
  /** Whose time has not begun; that are kept for good; of which no day can be told. */
  readonly waiting: number;
  readonly permanent: number;
  readonly unsettled: number;
}

export interface YearView {
  /** Null: those that are due already. */
  readonly year: number | null;
  /** Days, both included; `from` is null for those that are due already. */
  readonly from: string | null;
  readonly to: string;
  readonly cases: number;
  readonly held: number;
  readonly destroy: number;
  readonly transfer: number;
  readonly review: number;
}

export interface RetentionOverview {
  readonly today: string;
  readonly classes: readonly ClassView[];
  readonly years: readonly YearView[];
  /** Due after the last of these years. */
  readonly later: number;
  /** Cases that may not be told to whoever asks. */
  readonly withheld: number;
}

export interface RecordView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly caseTypeTitle: string;
  readonly team: string;
  readonly status: string;
  readonly class: ClassRef | null;
  readonly action: string | null;
  /** What its period counts from: kinds of causes. */
  readonly countsFrom: readonly Because['from'][];
  readonly triggerOn: string | null;
  readonly dueOn: string | null;
  readonly floor: string | null;
  readonly missing: string | null;
  readonly held: boolean;
  readonly isBeingReckoned: boolean;
}

export interface ClassRef {
  readonly name: string;
  readonly title: string;
  readonly authority: string;
  readonly number: string;
  readonly version: string;
  readonly period: string;
}

export interface RecordsPage {
  readonly items: readonly RecordView[];
  readonly cases: number;
  readonly withheld: number;
  readonly next: string | null;
}

export type RecordsFilter = Omit<RecordsAsked, 'held'> & { readonly after: string | undefined };

const ACTION = { type: 'read-records' } as const;
const PAGE_ROWS = 100;
const YEARS_MOST = 60;

export function recordsContext(tenant: number): Context {
  return programContext(tenant, 'system.records');
}

/** @param years how many, this one included */
export function showRetentionOverview(
  { send, database, caseTypes, now }: RecordsDoors,
  reader: Reader,
  years: number,
): Promise<ReadAnswer<RetentionOverview>> {
  const { tenant } = reader.principal;
  const context = recordsContext(tenant);
  return answerWatch(send, reader, {
    ...{ action: ACTION, name: 'list-retention', asked: [], statements: [] },
    fold: async (_, by) => {
      const nowMs = now();
      const today = dateOf(new Date(nowMs).toISOString(), 'UTC');
      const [groups, published] = await database.once(context, [
        countRetention(tenant, today),
        listCaseTypes(tenant, nowMs),
      ]);
      const kinds = await caseTypes.byName(
        context,
        published.rows.map(({ name }) => name),
      );
      const rows = oversee(by, groups.rows);
      const withheld = total(groups.rows) - total(rows.known);
      const view = overseen(rows, ({ known }): RetentionOverview => {
        const due = known.filter(({ status }) => status === 'due');
        const asked = { today, years: Math.min(years, YEARS_MOST) };
        const last = Number(today.slice(0, 4)) + asked.years - 1;
        const later = total(due.filter(({ is_due: isDue, year }) => !isDue && (year ?? 0) > last));
        return { today, classes: classesOf(known, kinds), years: yearsOf(due, asked), later, withheld };
      });
      return { view, caseIds: [], results: view.classes.length };
    },
  });
}

/** How many cases there are in some groups. */
export function total(rows: readonly Pick<RetentionGroup, 'cases'>[]): number {
  return rows.reduce((sum, { cases }) => sum + cases, 0);
}

/** Every class that is published, whether or not a case is under it, and then what is under none of these. */
function classesOf(rows: readonly RetentionGroup[], kinds: ReadonlyMap<string, CaseType>): readonly ClassView[] {
  const byClass = new Map(groupBy(rows, (row) => `${row.case_type} ${row.class ?? ''}`));
  const listed = [...kinds].flatMap(([caseType, kind]) =>
    (kind.retention?.classes ?? []).map((rule): ClassView => {
      const key = `${caseType} ${rule.name}`;
      const counts = countsOf(byClass.get(key) ?? []);
      byClass.delete(key);
      const { name, called: title, authority, number, version, said: period, action } = rule;
      const of = { name, title, authority, number, version, period, action };
      return { caseType, caseTypeTitle: kind.title, ...of, counts };
    }),
  );
  const others = [...byClass.values()].map((own): ClassView => {
    const [first] = own;
    const caseType = first?.case_type ?? '';
    const none = { title: null, authority: null, number: null, version: null, period: null };
    const of = { name: first?.class ?? null, action: first?.action ?? null };
    return { caseType, caseTypeTitle: kinds.get(caseType)?.title ?? caseType, ...none, ...of, counts: countsOf(own) };
  });
  return [...listed, ...others];
}

function countsOf(rows: readonly RetentionGroup[]): ClassCounts {
  const of = (test: (row: RetentionGroup) => boolean): number => total(rows.filter(test));
  return {
    due: of(({ status, is_due: isDue }) => status === 'due' && isDue),
    later: of(({ status, is_due: isDue }) => status === 'due' && !isDue),
    held: of(({ held }) => held),
    waiting: of(({ status }) => status === 'waiting'),
    permanent: of(({ status }) => status === 'permanent'),
    unsettled: of(({ status }) => ['no-schedule', 'no-class', 'unknown'].includes(status)),
  };
}

function yearsOf(
  rows: readonly RetentionGroup[],
  { today, years }: { readonly today: string; readonly years: number },
): readonly YearView[] {
  const first = Number(today.slice(0, 4));
  const shown = Array.from({ length: years }, (_, at) => first + at);
  const already = { year: null, from: null, to: today };
  return [
    { ...already, ...figuresOf(rows.filter(({ is_due: isDue }) => isDue)) },
    ...shown.map((year) => ({
      ...{ year, from: year === first ? addDays(today, 1) : `${year}-01-01`, to: `${year}-12-31` },
      ...figuresOf(rows.filter((row) => !row.is_due && row.year === year)),
    })),
  ];
}

function figuresOf(rows: readonly RetentionGroup[]): Omit<YearView, 'year' | 'from' | 'to'> {
  const of = (action: string): number => total(rows.filter((row) => row.action === action));
  const held = total(rows.filter((row) => row.held));
  return { cases: total(rows), held, destroy: of('destroy'), transfer: of('transfer'), review: of('review') };
}

export async function listRecordsOf(
  doors: RecordsDoors,
  reader: Reader,
  { after, ...filter }: RecordsFilter,
): Promise<ReadAnswer<RecordsPage>> {
  const { tenant } = reader.principal;
  const place = after === undefined ? ['0001-01-01', NO_CASE] : readCursor(after, [isDate, isUuid]);
  if (place === null) return { kind: 'invalid-cursor' };
  const [due = '', caseId = ''] = place;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'list-records', asked: [], statements: [], filter: JSON.stringify(filter) },
    fold: async (_, by) => {
      const asked = { ...filter, held: by.held };
      const page = { after: { due, caseId }, limit: PAGE_ROWS + 1 };
      const [found, counted] = await doors.database.once(recordsContext(tenant), [
        listRecords(tenant, asked, page),
        countRecords(tenant, asked),
      ]);
      const kinds = await kindsOf(doors, tenant, found.rows);
      const { all = 0, open = 0 } = counted.rows[0] ?? {};
      const view = overseen(oversee(by, found.rows), ({ known }): RecordsPage => {
        const rows = known.slice(0, PAGE_ROWS);
        const last = known.length > PAGE_ROWS ? rows.at(-1) : undefined;
        const next = last === undefined ? null : writeCursor([last.due_on ?? NO_DAY, last.case_id]);
        return { items: rows.map((row) => recordView(row, kinds)), cases: open, withheld: all - open, next };
      });
      return { view, caseIds: view.items.map((item) => item.caseId) };
    },
  });
}

const NO_CASE = '00000000-0000-0000-0000-000000000000';

export type Kinds = ReadonlyMap<string, CaseType>;

/** The case types of some rows, by the hash of each. */
export async function kindsOf(
  { caseTypes }: Pick<RecordsDoors, 'caseTypes'>,
  tenant: number,
  rows: readonly { readonly case_type_hash: Buffer }[],
): Promise<Kinds> {
  const hashes = new Map(rows.map(({ case_type_hash: hash }) => [hash.toString('hex'), hash]));
  const kinds = new Map<string, CaseType>();
  for (const [id, hash] of hashes) kinds.set(id, await caseTypes.byHash(recordsContext(tenant), hash));
  return kinds;
}

export function recordView(row: RecordsRow, kinds: Kinds): RecordView {
  const kind = kinds.get(row.case_type_hash.toString('hex'));
  return {
    ...{ caseId: row.case_id, reference: row.reference, caseType: row.case_type, team: row.team, status: row.status },
    ...{ caseTypeTitle: kind?.title ?? row.case_type, class: classRef(kind, row.class), action: row.action },
    ...{ countsFrom: countsFrom(row.because), triggerOn: row.trigger_on, dueOn: row.due_on, floor: row.floor },
    ...{ missing: row.missing, held: row.held, isBeingReckoned: row.stale },
  };
}

export function classRef(kind: CaseType | undefined, name: string | null): ClassRef | null {
  const rule = kind?.retention?.classes.find((one) => one.name === name);
  if (rule === undefined) return null;
  const { called: title, authority, number, version, said: period } = rule;
  return { name: rule.name, title, authority, number, version, period };
}

/** Kinds of causes alone: which field or entry it was is told to those who may read all of the case. */
export function countsFrom(because: string | null): readonly Because['from'][] {
  if (because === null) return [];
  // Only the program writes it.
  const [first] = JSON.parse(because) as readonly RetentionStep[];
  return [...new Set(first?.because.map(({ from }) => from) ?? [])];
}
