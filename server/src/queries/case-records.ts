// What is kept of one case, for those who keep records: its class and day, what holds it, the lists of disposal it is on; and of one that was
// destroyed, under which certificate. Nothing is told of a case that they are kept off.
import { oversee, overseen } from '@casewright/engine/policy';
import { readCustodyOf } from '../store/custody.ts';
import { type Certificate, findDestruction } from '../store/destruction.ts';
import { type RunOfCase, runsOfCase } from '../store/disposal-view.ts';
import { holdsOn } from '../store/hold-queries.ts';
import { nameRecords, readRecord } from '../store/records-rows.ts';
import { answerWatch, type ReadAnswer } from './answer-read.ts';
import { kindsOf, type RecordsDoors, recordsContext, recordView, type RecordView } from './records.ts';
import type { Reader } from './sessions.ts';

export interface CaseRecordsView {
  readonly caseId: string;
  readonly reference: string;
  readonly caseType: string;
  readonly caseTypeTitle: string;
  readonly status: 'open' | 'closed' | 'destroyed';
  /** Null while it is open, and where nothing is left of it. */
  readonly retention: RecordView | null;
  readonly holds: readonly {
    readonly holdId: string;
    readonly kind: 'case' | 'query';
    readonly title: string;
    readonly since: string;
  }[];
  readonly lists: readonly {
    readonly runId: string;
    readonly proposedAt: string;
    readonly outcome: string | null;
    readonly reason: string | null;
  }[];
  readonly destroyed: DestroyedView | null;
}

export interface DestroyedView {
  readonly record: number;
  readonly recordHash: string;
  readonly at: string;
  readonly authority: string;
  readonly class: string;
  readonly approvers: readonly string[];
  readonly keys: number;
}

const ACTION = { type: 'read-records' } as const;

/** What is kept of one case, by its id, also once nothing else of it is left. */
export function showCaseRecords(
  doors: RecordsDoors,
  reader: Reader,
  caseId: string,
): Promise<ReadAnswer<CaseRecordsView>> {
  const { tenant } = reader.principal;
  return answerWatch(doors.send, reader, {
    ...{ action: ACTION, name: 'read-case-records', asked: [caseId], statements: [] },
    fold: async (_, by) => {
      const [found, retention, holds, lists, destroyed] = await doors.database.once(recordsContext(tenant), [
        nameRecords(tenant, [caseId]),
        readRecord(tenant, caseId),
        holdsOn(tenant, [caseId]),
        runsOfCase(tenant, caseId),
        findDestruction(tenant, caseId, ['']),
      ]);
      const rows = oversee(by, found.rows);
      const [row] = rows.known;
      if (row === undefined) return null;
      const kinds = await kindsOf(doors, tenant, found.rows);
      const record = row.status === 'destroyed' ? destroyed.rows[0]?.record : undefined;
      const proof = record === undefined ? null : await destroyedView(doors, tenant, record);
      const [kept] = retention.rows;
      const view = overseen(rows, (): CaseRecordsView => ({
        ...{ caseId, reference: row.reference, caseType: row.case_type, status: row.status },
        caseTypeTitle: kinds.get(row.case_type_hash.toString('hex'))?.title ?? row.case_type,
        retention: kept === undefined ? null : recordView(kept, kinds),
        holds: holds.rows.map(({ hold_id: holdId, kind, title, since }) => ({ holdId, kind, title, since })),
        lists: lists.rows.map(listView),
        destroyed: proof,
      }));
      return { view, caseIds: [caseId], results: 1 };
    },
  });
}

function listView({
  run_id: runId,
  proposed_at: proposedAt,
  outcome,
  reason,
}: RunOfCase): CaseRecordsView['lists'][number] {
  return { runId, proposedAt, outcome, reason };
}

async function destroyedView(
  { database }: RecordsDoors,
  tenant: number,
  record: number,
): Promise<DestroyedView | null> {
  const [custody] = await database.once(recordsContext(tenant), [readCustodyOf(tenant, [record])]);
  const [row] = custody.rows;
  if (row === undefined) return null;
  // Only `recordCustody` writes entries: [algorithm, tenant, seq, actor, at, [kind, certificate]].
  const [, , , , , [, certificate]] = JSON.parse(row.entry) as readonly [
    ...(readonly [number, number, number, string, string]),
    readonly [string, Certificate],
  ];
  const { destroyedAt: at, authority, approvers, keys } = certificate;
  return {
    record,
    recordHash: row.hash.toString('hex'),
    at,
    authority,
    class: certificate.class,
    approvers,
    keys: keys.length,
  };
}
