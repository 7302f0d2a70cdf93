// Lists of disposal for those who keep records: which there are, how far each is, what is different now from what was reviewed, and what became
// of each case with the certificates. A case that may not be told to whoever asks is one of so many.
import { oversee, overseen, aboutNoCase, RECORDS_ROLE, type Principal } from '@casewright/engine/policy';
import {
  approversOf,
  type ListAct,
  listState,
  type ListState,
  type RecordsRefusal,
  whyNotDone,
} from '@casewright/engine/records';
import { readCustodyOf, type RunCertificate } from '../store/custody.ts';
import {
  approvedOf,
  type ApprovalRow,
  listOf,
  readApprovals,
  readRuns,
  type ReviewedItem,
  type RunRow,
} from '../store/disposal-runs.ts';
import { groupBy } from '../store/group-by.ts';
import { countItems, type ItemCounts } from '../store/disposal-steps.ts';
import { countDifferent, type Only, type ViewedItem, viewItems } from '../store/disposal-view.ts';
import { answerWatch, type ReadAnswer } from './answer-read.ts';
import { isCount, readCursor, writeCursor } from './cursor.ts';
import { namesOf } from './names-of.ts';
import { writeCsv } from './reach-table.ts';
import { type ClassRef, classRef, countsFrom, kindsOf, type RecordsDoors, recordsContext } from './records.ts';
import type { Reader } from './sessions.ts';

export interface RunLineView {
  readonly runId: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly reason: string;
  readonly state: ListState;
  /** As it was proposed. */
  readonly items: number;
  readonly left: number;
  readonly destroyed: number;
  readonly leftOut: number;
  readonly takenOut: number;
  readonly approvals: number;
}

export interface RunView extends RunLineView {
  /** Until which day, and of which kinds, classes and teams; null: proposed at the command line. */
  readonly asked: {
    readonly to: string;
    readonly caseType: string | null;
    readonly class: string | null;
    readonly team: string | null;
  } | null;
  /** What people approve now, hex; the second is of the list as it was proposed. */
  readonly list: string;
  readonly listAsProposed: string;
  readonly approvedBy: readonly ApprovalView[];
  /** How many cases that are left are different now, and in what. */
  readonly different: readonly { readonly now: string; readonly cases: number }[];
  readonly startedBy: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly record: number | null;
  readonly withdrawn: { readonly by: string; readonly at: string; readonly why: string } | null;
  /** What whoever asks may do with it; a code where it may not be. */
  readonly may: Readonly<Record<'takeOut' | 'submit' | 'approve' | 'withdraw' | 'start', RecordsRefusal | null>>;
}

export interface ApprovalView {
  readonly person: string;
  readonly name: string;
  readonly at: string;
  /** Whether it counts: of the list as it is, by somebody who still may. */
  readonly counts: boolean;
}

export interface ItemView {
  readonly position: number;
  readonly caseId: string;
  readonly reference: string | null;
  readonly caseType: string;
  readonly class: ClassRef;
  readonly countsFrom: ItemCauses;
  readonly triggerOn: string | null;
  readonly dueOn: string;
  readonly floor: string | null;
  /** What is different now from what was reviewed; null where nothing is, or it was decided. */
  readonly now: string | null;
  readonly outcome: 'destroyed' | 'left-out' | null;
  readonly reason: string | null;
  /** What whoever took it out said. */
  readonly why: string | null;
  readonly takenOutBy: string | null;
  readonly record: number | null;
}

export interface ItemsPage {
  readonly items: readonly ItemView[];
  readonly withheld: number;
  readonly next: string | null;
}

export interface CertificateView {
  readonly runId: string;
  readonly record: number;
  /** Of the record of custody, hex: what the log of the agency proves. */
  readonly recordHash: string;
  readonly recordedAt: string;
  readonly certificate: RunCertificate;
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly items: readonly CertifiedItem[];
  readonly withheld: number;
}

export interface CertifiedItem {
  readonly position: number;
  readonly caseId: string;
  readonly caseType: string;
  readonly class: string;
  readonly authority: string;
  readonly dueOn: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly record: number | null;
  readonly recordHash: string | null;
}

type ItemCauses = ReturnType<typeof countsFrom>;

const ACTION = { type: 'read-records' } as const;
const PAGE_ROWS = 100;

export function listDisposalRuns(
  { send, database }: RecordsDoors,
  reader: Reader,
): Promise<ReadAnswer<{ readonly items: readonly RunLineView[] }>> {
  const { tenant } = reader.principal;
  return answerWatch(send, reader, {
    ...{ action: ACTION, name: 'list-disposals', asked: [], statements: [] },
    fold: async () => {
      const context = recordsContext(tenant);
      const [runs, approvals] = await database.once(context, [
        readRuns(tenant, null),
        readApprovals(tenant, null, RECORDS_ROLE),
      ]);
      const shown = runs.rows.slice(0, PAGE_ROWS);
      const runIds = shown.map((run) => run.run_id);
      const [counts] = await database.once(context, [countItems(tenant, runIds)]);
      const approved = groupBy(approvals.rows, (row) => row.run_id);
      const names = await namesOf(
        { database },
        context,
        shown.map((run) => run.proposed_by),
      );
      const byRun = new Map(counts.rows.map((row) => [row.run_id, row]));
      const items = shown.map((run) =>
        lineOf(run, { counts: byRun.get(run.run_id), approvals: approved.get(run.run_id) ?? [], names }),
      );
      // Numbers and names of staff.
      return { view: aboutNoCase({ items }), caseIds: [], results: items.length };
    },
  });
}

interface OfRun {
  readonly counts: ItemCounts | undefined;
  readonly approvals: readonly ApprovalRow[];
  readonly names: ReadonlyMap<string, string>;
}

function lineOf(run: RunRow, { counts, approvals, names }: OfRun): RunLineView {
  const list = listOf(run);
  const given = approvals.map(approvedOf);
  const { left = 0, destroyed = 0, left_out: leftOut = 0, taken_out: takenOut = 0 } = counts ?? {};
  return {
    ...{ runId: run.run_id, proposedBy: run.proposed_by, proposedAt: run.proposed_at, reason: run.reason },
    ...{ proposedByName: names.get(run.proposed_by) ?? run.proposed_by, state: listState(list, given) },
    ...{ items: run.items, left, destroyed, leftOut, takenOut, approvals: approversOf(list, given).length },
  };
}

export function showDisposalRun(doors: RecordsDoors, reader: Reader, runId: string): Promise<ReadAnswer<RunView>> {
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'read-disposal', asked: [], statements: [], filter: runId },
    fold: async () => {
      const [runs, counts, approvals, different] = await doors.database.once(recordsContext(tenant), [
        readRuns(tenant, runId),
        countItems(tenant, [runId]),
        readApprovals(tenant, runId, RECORDS_ROLE),
        countDifferent(tenant, runId),
      ]);
      const [run] = runs.rows;
      if (run === undefined) return null;
      const people = [
        run.proposed_by,
        ...approvals.rows.map(({ person }) => person),
        run.started_by ?? '',
        run.withdrawn_by ?? '',
      ];
      const names = await namesOf(doors, recordsContext(tenant), people);
      const of = { counts: counts.rows[0], approvals: approvals.rows, names };
      const view = { ...runView(run, of, reader.principal), different: different.rows };
      // Numbers, hashes and names of staff.
      return { view: aboutNoCase(view), caseIds: [], results: 1 };
    },
  });
}

function runView(run: RunRow, of: OfRun, { person }: Principal): Omit<RunView, 'different'> {
  const { approvals, names } = of;
  const named = (one: string | null): string | null => (one === null ? null : (names.get(one) ?? one));
  const { hash: list } = listOf(run);
  const given = approvals.map(approvedOf);
  const counted = new Set(approversOf(listOf(run), given));
  const line = lineOf(run, of);
  const { withdrawn_by: by, withdrawn_at: at, withdrawn_why: why } = run;
  return {
    ...line,
    // Only `proposeList` writes it.
    asked: run.asked === null ? null : (JSON.parse(run.asked) as RunView['asked']),
    ...{ list, listAsProposed: run.list_hash.toString('hex') },
    approvedBy: approvals.map((one) => ({
      ...{ person: one.person, name: named(one.person) ?? '', at: one.approved_at },
      counts: counted.has(one.person) && one.list_hash.toString('hex') === list,
    })),
    ...{ startedBy: named(run.started_by), startedAt: run.started_at, finishedAt: run.finished_at, record: run.record },
    withdrawn: by === null || at === null ? null : { by: named(by) ?? by, at, why: why ?? '' },
    may: mayOf(run, { approvals: given, left: line.left, by: person }),
  };
}

function mayOf(run: RunRow, facts: Parameters<typeof whyNotDone>[2]): RunView['may'] {
  const list = listOf(run);
  const { hash } = list;
  const why = (act: ListAct): RecordsRefusal | null => whyNotDone(list, act, facts);
  return {
    ...{ takeOut: why({ kind: 'take-out' }), withdraw: why({ kind: 'withdraw' }) },
    ...{ submit: why({ kind: 'submit', hash }), approve: why({ kind: 'approve', hash }) },
    start: why({ kind: 'start', hash, items: facts.left }),
  };
}

export interface ItemsAsked {
  readonly runId: string;
  readonly only: Only;
  readonly after: string | undefined;
}

export async function listDisposalItems(
  doors: RecordsDoors,
  reader: Reader,
  { runId, only, after }: ItemsAsked,
): Promise<ReadAnswer<ItemsPage>> {
  const place = after === undefined ? ['0'] : readCursor(after, [isCount]);
  if (place === null) return { kind: 'invalid-cursor' };
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'list-disposal-items', asked: [], statements: [], filter: `${runId} ${only}` },
    fold: async (_, by) => {
      const of = { only, after: Number(place[0]), limit: PAGE_ROWS + 1 };
      const [runs, found] = await doors.database.once(recordsContext(tenant), [
        readRuns(tenant, runId),
        viewItems(tenant, runId, of),
      ]);
      if (runs.count === 0) return null;
      const page = found.rows.slice(0, PAGE_ROWS);
      const last = found.rows.length > PAGE_ROWS ? page.at(-1) : undefined;
      const views = await itemViews(doors, tenant, page);
      const rows = oversee(by, page);
      const view = overseen(rows, ({ known, withheld }): ItemsPage => ({
        items: known.flatMap(({ position }) => views.get(position) ?? []),
        ...{ withheld, next: last === undefined ? null : writeCursor([String(last.position)]) },
      }));
      return { view, caseIds: view.items.map(({ caseId }) => caseId) };
    },
  });
}

async function itemViews(
  doors: RecordsDoors,
  tenant: number,
  rows: readonly ViewedItem[],
): Promise<ReadonlyMap<number, ItemView>> {
  // Only `proposeDisposal` and `proposeList` write this text.
  const reviewed = new Map(rows.map((row) => [row.position, JSON.parse(row.reviewed) as ReviewedItem]));
  const hashes = [...reviewed.values()].map((one) => ({ case_type_hash: Buffer.from(one.caseTypeHash, 'hex') }));
  const kinds = await kindsOf(doors, tenant, hashes);
  const names = await namesOf(
    doors,
    recordsContext(tenant),
    rows.flatMap((row) => row.taken_out_by ?? []),
  );
  return new Map(
    rows.flatMap((row) => {
      const item = reviewed.get(row.position);
      if (item === undefined) return [];
      const said = { name: item.class, title: item.called, authority: item.authority, number: item.number };
      const known = classRef(kinds.get(item.caseTypeHash), item.class);
      const view: ItemView = {
        ...{ position: row.position, caseId: row.case_id, reference: row.reference, caseType: item.caseType },
        class: known ?? { ...said, version: '', period: '' },
        ...{ countsFrom: countsFrom(row.because), triggerOn: item.trigger, dueOn: item.due, floor: item.floor },
        ...{ now: row.now, outcome: row.outcome, reason: row.reason, why: row.why, record: row.record },
        takenOutBy: row.taken_out_by === null ? null : (names.get(row.taken_out_by) ?? row.taken_out_by),
      };
      return [[row.position, view]];
    }),
  );
}

/** Nobody reviews more in one list. */
const MOST_ITEMS = 20_000;

export function showCertificate(
  doors: RecordsDoors,
  reader: Reader,
  runId: string,
): Promise<ReadAnswer<CertificateView>> {
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'read-disposal-certificate', asked: [], statements: [], filter: runId },
    fold: async (_, by) => {
      const context = recordsContext(tenant);
      const [runs, found] = await doors.database.once(context, [
        readRuns(tenant, runId),
        viewItems(tenant, runId, { only: 'all', after: 0, limit: MOST_ITEMS }),
      ]);
      const record = runs.rows[0]?.record ?? null;
      if (record === null) return null;
      const seqs = found.rows.flatMap((row) => row.record ?? []);
      const [custody] = await doors.database.once(context, [readCustodyOf(tenant, [...seqs, record])]);
      const hashes = new Map(custody.rows.map(({ seq, hash }) => [seq, hash.toString('hex')]));
      const own = custody.rows.find(({ seq }) => seq === record);
      if (own === undefined) return null;
      // Only `runDisposal` writes a record of this kind: [algorithm, tenant, seq, actor, at, [kind, certificate]].
      const [, , , , recordedAt, [, certificate]] = JSON.parse(own.entry) as readonly [
        ...(readonly [number, number, number, string]),
        string,
        readonly [string, RunCertificate],
      ];
      const names = await namesOf(doors, context, [certificate.proposedBy, ...certificate.approvedBy]);
      const people = [...names].map(([person, name]) => ({ person, name }));
      const view = overseen(oversee(by, found.rows), ({ known, withheld }): CertificateView => ({
        ...{ runId, record, recordHash: hashes.get(record) ?? '', recordedAt, certificate, people, withheld },
        items: known.map((row) => certified(row, hashes)),
      }));
      return { view, caseIds: view.items.map(({ caseId }) => caseId) };
    },
  });
}

function certified(row: ViewedItem, hashes: ReadonlyMap<number, string>): CertifiedItem {
  // As above.
  const { caseType, number, called, authority, due } = JSON.parse(row.reviewed) as ReviewedItem;
  return {
    ...{ position: row.position, caseId: row.case_id, caseType, class: `${number} ${called}`, authority, dueOn: due },
    ...{ outcome: row.outcome ?? '', reason: row.reason, record: row.record },
    recordHash: row.record === null ? null : (hashes.get(row.record) ?? null),
  };
}

/** The certificate as a table: what it says of the whole in every row, so that a row can stand alone. */
export function writeCertificate({
  items,
  ...of
}: Pick<CertificateView, 'items' | 'runId' | 'record' | 'recordHash' | 'certificate'>): string {
  const { list, proposedBy, approvedBy } = of.certificate;
  return writeCsv(
    [
      ...['position', 'caseId', 'caseType', 'class', 'authority', 'due', 'outcome', 'reason', 'certificate', 'hash'],
      ...['run', 'list', 'proposedBy', 'approvedBy', 'runCertificate', 'runHash'],
    ],
    items.map((item) => [
      ...[item.position, item.caseId, item.caseType, item.class, item.authority, item.dueOn, item.outcome],
      ...[item.reason, item.record, item.recordHash],
      ...[of.runId, list, proposedBy, approvedBy.join(' '), of.record, of.recordHash],
    ]),
  );
}
