// The door to what those who keep records ask.
import type { HoldPredicate } from '../store/hold-queries.ts';
import type { ReadAnswer } from './answer-read.ts';
import {
  type CertificateView,
  type ItemsAsked,
  type ItemsPage,
  listDisposalItems,
  listDisposalRuns,
  type RunLineView,
  type RunView,
  showCertificate,
  showDisposalRun,
} from './disposals.ts';
import { type CaseRecordsView, showCaseRecords } from './case-records.ts';
import { type HoldList, type HoldPreview, type HoldView, listKeptHolds, previewHold, showHold } from './holds.ts';
import {
  listRecordsOf,
  type RecordsDoors,
  type RecordsFilter,
  type RecordsPage,
  type RetentionOverview,
  showRetentionOverview,
} from './records.ts';
import type { Reader } from './sessions.ts';

export interface RecordsQueries {
  readonly overview: (reader: Reader, years: number) => Promise<ReadAnswer<RetentionOverview>>;
  readonly list: (reader: Reader, filter: RecordsFilter) => Promise<ReadAnswer<RecordsPage>>;
  readonly ofCase: (reader: Reader, caseId: string) => Promise<ReadAnswer<CaseRecordsView>>;
  readonly runs: (reader: Reader) => Promise<ReadAnswer<{ readonly items: readonly RunLineView[] }>>;
  readonly run: (reader: Reader, runId: string) => Promise<ReadAnswer<RunView>>;
  readonly items: (reader: Reader, asked: ItemsAsked) => Promise<ReadAnswer<ItemsPage>>;
  readonly certificate: (reader: Reader, runId: string) => Promise<ReadAnswer<CertificateView>>;
  readonly holds: (reader: Reader) => Promise<ReadAnswer<HoldList>>;
  readonly hold: (
    reader: Reader,
    of: { readonly holdId: string; readonly after: string | undefined },
  ) => Promise<ReadAnswer<HoldView>>;
  readonly preview: (reader: Reader, predicate: HoldPredicate) => Promise<ReadAnswer<HoldPreview>>;
}

export function openRecords(doors: RecordsDoors): RecordsQueries {
  return {
    overview: (reader, years) => showRetentionOverview(doors, reader, years),
    list: (reader, filter) => listRecordsOf(doors, reader, filter),
    ofCase: (reader, caseId) => showCaseRecords(doors, reader, caseId),
    runs: (reader) => listDisposalRuns(doors, reader),
    run: (reader, runId) => showDisposalRun(doors, reader, runId),
    items: (reader, asked) => listDisposalItems(doors, reader, asked),
    certificate: (reader, runId) => showCertificate(doors, reader, runId),
    holds: (reader) => listKeptHolds(doors, reader),
    hold: (reader, of) => showHold(doors, reader, of),
    preview: (reader, predicate) => previewHold(doors, reader, predicate),
  };
}
