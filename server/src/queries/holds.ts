// Holds for those who keep records: which stand, what each covers with what else holds that, who asked for its end; and what a hold would
// cover. A case that may not be told to whoever asks is one of so many.
import { dateOf } from '@casewright/engine/calendar';
import { oversee, type Overseen, overseen, RECORDS_ROLE, type Watcher } from '@casewright/engine/policy';
import type { RecordsRefusal } from '@casewright/engine/records';
import { listCaseTypes } from '../store/find-case-type.ts';
import {
  countCovered,
  type CustodianRow,
  type HoldPredicate,
  listCustodians,
  listHoldQueries,
} from '../store/hold-queries.ts';
import {
  type KeptHoldRow,
  listCovered,
  readKeptHolds,
  readReleasesOfHold,
  type ReleaseRow,
} from '../store/hold-reviews.ts';
import { holdersOf, type NamedRecord, nameRecords } from '../store/records-rows.ts';
import { answerWatch, type ReadAnswer } from './answer-read.ts';
import { isUuid, readCursor, writeCursor } from './cursor.ts';
import { namesOf } from './names-of.ts';
import { type RecordsDoors, recordsContext, total } from './records.ts';
import type { Reader } from './sessions.ts';

export interface HoldLineView {
  readonly holdId: string;
  readonly kind: 'case' | 'query';
  /** What a hold by query is called, or the reference of the case. */
  readonly title: string;
  readonly caseId: string | null;
  readonly reason: string;
  readonly authority: string | null;
  readonly addedBy: string | null;
  readonly addedAt: string;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly reviewOn: string | null;
  readonly isOverdue: boolean;
  readonly endedAt: string | null;
  readonly cases: number;
  readonly isReleaseAsked: boolean;
}

export interface HoldList {
  readonly items: readonly HoldLineView[];
  /** Holds on cases that may not be told to whoever asks. */
  readonly withheld: number;
  /** Who may be the owner of one. */
  readonly managers: readonly { readonly person: string; readonly name: string }[];
  /** Kinds of case that a hold may name. */
  readonly kinds: readonly { readonly caseType: string; readonly title: string }[];
}

export interface HoldView extends HoldLineView {
  readonly predicate: HoldPredicate | null;
  readonly custodians: readonly {
    readonly person: string;
    readonly name: string;
    readonly acknowledgedAt: string | null;
  }[];
  readonly releases: readonly ReleaseView[];
  readonly covered: readonly CoveredView[];
  readonly withheld: number;
  readonly next: string | null;
  readonly may: Readonly<Record<'review' | 'ask' | 'decide', RecordsRefusal | null>>;
}

export interface ReleaseView {
  readonly number: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly reason: string;
  readonly authority: string;
  readonly decision: 'released' | 'kept' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly words: string | null;
}

export interface CoveredView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly status: string;
  readonly since: string;
  /** Standing holds on it, this one included. */
  readonly holds: number;
}

export interface HoldPreview {
  readonly kinds: readonly { readonly caseType: string; readonly title: string; readonly cases: number }[];
  readonly cases: number;
  readonly withheld: number;
}

const ACTION = { type: 'read-records' } as const;
const MOST_HOLDS = 500;
const PAGE_ROWS = 100;
const NO_CASE = '00000000-0000-0000-0000-000000000000';

export function listKeptHolds(doors: RecordsDoors, reader: Reader): Promise<ReadAnswer<HoldList>> {
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'list-kept-holds', asked: [], statements: [] },
    fold: async (_, by) => {
      const nowMs = doors.now();
      const [holds, queries, releases, managers, kinds] = await doors.database.once(recordsContext(tenant), [
        readKeptHolds(tenant, null, MOST_HOLDS),
        listHoldQueries(tenant, null),
        readReleasesOfHold(tenant, null),
        holdersOf(tenant, RECORDS_ROLE),
        listCaseTypes(tenant, nowMs),
      ]);
      const { rows, references } = await toldCases(doors, {
        tenant,
        by,
        caseIds: holds.rows.flatMap((row) => row.case_id ?? []),
      });
      const titles = await titlesOf(
        doors,
        tenant,
        kinds.rows.map(({ name }) => name),
      );
      const names = await namesOf(doors, recordsContext(tenant), peopleOf(holds.rows));
      const covered = new Map(queries.rows.map((row) => [row.hold_id, row.cases]));
      const asked = new Set(releases.rows.map((row) => row.hold_id));
      const view = overseen(rows, (): HoldList => {
        const told = holds.rows.filter(({ case_id: caseId }) => caseId === null || references.has(caseId));
        const of = { names, references, covered, asked, today: todayOf(nowMs) };
        return {
          ...{ items: told.map((row) => lineOf(row, of)), withheld: holds.count - told.length },
          ...{ managers: managers.rows, kinds: [...titles].map(([caseType, title]) => ({ caseType, title })) },
        };
      });
      return { view, caseIds: view.items.flatMap(({ caseId }) => caseId ?? []), results: view.items.length };
    },
  });
}

function todayOf(nowMs: number): string {
  return dateOf(new Date(nowMs).toISOString(), 'UTC');
}

function peopleOf(rows: readonly KeptHoldRow[]): readonly string[] {
  return rows.flatMap(({ added_by: by, owner }) => [by ?? [], owner ?? []].flat());
}

interface Told {
  readonly rows: Overseen<NamedRecord>;
  readonly references: ReadonlyMap<string, string>;
}

async function toldCases(
  doors: RecordsDoors,
  { tenant, by, caseIds }: { readonly tenant: number; readonly by: Watcher; readonly caseIds: readonly string[] },
): Promise<Told> {
  const [found] = await doors.database.once(recordsContext(tenant), [nameRecords(tenant, [...new Set(caseIds)])]);
  const rows = oversee(by, found.rows);
  return { rows, references: new Map(rows.known.map((row) => [row.case_id, row.reference])) };
}

async function titlesOf(
  { caseTypes }: RecordsDoors,
  tenant: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = await caseTypes.byName(recordsContext(tenant), names);
  return new Map([...kinds].map(([name, { title }]) => [name, title]));
}

interface OfHold {
  readonly names: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<string, string>;
  readonly covered: ReadonlyMap<string, number>;
  readonly asked: ReadonlySet<string>;
  readonly today: string;
}

function lineOf(row: KeptHoldRow, { names, references, covered, asked, today }: OfHold): HoldLineView {
  const { hold_id: holdId, case_id: caseId, owner, review_on: reviewOn, ended_at: endedAt } = row;
  const nameOf = (person: string | null): string | null => (person === null ? null : (names.get(person) ?? person));
  return {
    ...{ holdId, kind: row.kind, caseId, title: row.title ?? references.get(caseId ?? '') ?? '' },
    ...{ reason: row.reason, authority: row.authority, addedBy: nameOf(row.added_by), addedAt: row.added_at },
    ...{ owner, ownerName: nameOf(owner), reviewOn, endedAt },
    isOverdue: endedAt === null && reviewOn !== null && reviewOn <= today,
    cases: row.kind === 'case' ? 1 : (covered.get(holdId) ?? 0),
    isReleaseAsked: asked.has(holdId),
  };
}

export async function showHold(
  doors: RecordsDoors,
  reader: Reader,
  { holdId, after }: { readonly holdId: string; readonly after: string | undefined },
): Promise<ReadAnswer<HoldView>> {
  const { tenant, person } = reader.principal;
  const place = after === undefined ? [NO_CASE] : readCursor(after, [isUuid]);
  if (place === null) return { kind: 'invalid-cursor' };
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'read-hold', asked: [], statements: [], filter: holdId },
    fold: async (_, by) => {
      const [holds, queries, releases, custodians, covered] = await doors.database.once(recordsContext(tenant), [
        readKeptHolds(tenant, holdId, 1),
        listHoldQueries(tenant, holdId),
        readReleasesOfHold(tenant, holdId),
        listCustodians(tenant, { person: null, holdId }),
        listCovered(tenant, holdId, { after: place[0] ?? NO_CASE, limit: PAGE_ROWS + 1 }),
      ]);
      const [hold] = holds.rows;
      if (hold === undefined) return null;
      const page = covered.rows.slice(0, PAGE_ROWS);
      const last = covered.rows.length > PAGE_ROWS ? page.at(-1) : undefined;
      const caseIds = [...page.map((row) => row.case_id), ...(hold.case_id === null ? [] : [hold.case_id])];
      const { rows, references } = await toldCases(doors, { tenant, by, caseIds });
      if (hold.case_id !== null && !references.has(hold.case_id)) return null;
      const people = [
        ...peopleOf([hold]),
        ...custodians.rows.map((row) => row.person),
        ...releases.rows.flatMap((row) => [row.asked_by, row.decided_by ?? []].flat()),
      ];
      const names = await namesOf(doors, recordsContext(tenant), people);
      const open = releases.rows.find(({ decision }) => decision === null);
      const counts = new Map(queries.rows.map((row) => [row.hold_id, row.cases]));
      const asked = new Set(open === undefined ? [] : [holdId]);
      const view = overseen(rows, ({ known, withheld }): HoldView => {
        const byId = new Map(known.map((row) => [row.case_id, row]));
        return {
          ...lineOf(hold, { names, references, covered: counts, asked, today: todayOf(doors.now()) }),
          ...{ predicate: hold.predicate, custodians: custodians.rows.map((row) => custodianView(row, names)) },
          releases: releases.rows.map((row) => releaseView(row, names)),
          covered: page.flatMap(({ case_id: caseId, since, holds: standing }) => {
            const row = byId.get(caseId);
            if (row === undefined) return [];
            const { reference, case_type: caseType, status } = row;
            return [{ caseId, reference, caseType, status, since, holds: standing }];
          }),
          ...{ withheld, next: last === undefined ? null : writeCursor([last.case_id]) },
          may: mayOf(hold, open, person),
        };
      });
      return { view, caseIds: view.covered.map(({ caseId }) => caseId) };
    },
  });
}

function mayOf(hold: KeptHoldRow, open: ReleaseRow | undefined, person: string): HoldView['may'] {
  const ended = hold.ended_at === null ? null : 'hold-ended';
  return {
    review: ended,
    ask: ended ?? (open === undefined ? null : 'hold-release-asked'),
    decide: ended ?? (open === undefined ? 'hold-release-none' : open.asked_by === person ? 'hold-own-release' : null),
  };
}

function custodianView(row: CustodianRow, names: ReadonlyMap<string, string>): HoldView['custodians'][number] {
  const { person, acknowledged_at: acknowledgedAt } = row;
  return { person, name: names.get(person) ?? person, acknowledgedAt };
}

function releaseView(row: ReleaseRow, names: ReadonlyMap<string, string>): ReleaseView {
  const { number, asked_at: askedAt, reason, authority, decision, decided_at: decidedAt, words } = row;
  const nameOf = (person: string): string => names.get(person) ?? person;
  return {
    ...{ number, askedBy: nameOf(row.asked_by), askedAt, reason, authority, decision },
    ...{ decidedBy: row.decided_by === null ? null : nameOf(row.decided_by), decidedAt, words },
  };
}

/** What a hold would cover if it were placed now. */
export function previewHold(
  doors: RecordsDoors,
  reader: Reader,
  predicate: HoldPredicate,
): Promise<ReadAnswer<HoldPreview>> {
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'preview-hold', asked: [], statements: [], filter: JSON.stringify(predicate) },
    fold: async (_, by) => {
      const [found] = await doors.database.once(recordsContext(tenant), [countCovered(tenant, predicate)]);
      const titles = await titlesOf(
        doors,
        tenant,
        found.rows.map((row) => row.case_type),
      );
      const all = total(found.rows);
      const view = overseen(oversee(by, found.rows), ({ known }): HoldPreview => {
        const kinds = [...new Set(known.map((row) => row.case_type))].map((caseType) => ({
          ...{ caseType, title: titles.get(caseType) ?? caseType },
          cases: total(known.filter((row) => row.case_type === caseType)),
        }));
        return { kinds, cases: total(known), withheld: all - total(known) };
      });
      return { view, caseIds: [], results: view.kinds.length };
    },
  });
}
