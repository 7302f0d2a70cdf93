// How long cases are kept, lists of disposal and holds: what those who keep records ask, and what they do.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type {
  CaseRecords,
  DisposalCertificate,
  DisposalItemPage,
  DisposalRun,
  DisposalRunList,
  Hold,
  HoldList,
  HoldPreview,
  RecordsCasePage,
  RetentionOverview,
} from './schema.d.ts';

export type {
  CaseRecords,
  DisposalCertificate,
  DisposalItem,
  DisposalRun,
  DisposalRunLine,
  Hold,
  HoldLine,
  HoldList,
  HoldPredicate,
  HoldPreview,
  RecordsCase,
  RetentionClass,
  RetentionOverview,
  RetentionYear,
} from './schema.d.ts';

const KEY = 'records';

export const retentionOverviewQuery = queryOptions({
  queryKey: [KEY, 'overview'],
  queryFn: ({ signal }) => request<RetentionOverview>('records/retention', { signal }),
});

/** @param filter as the address has it */
export function recordsCasesQuery(filter: string) {
  return infiniteQueryOptions({
    queryKey: [KEY, 'cases', filter],
    queryFn: ({ signal, pageParam }) =>
      request<RecordsCasePage>(`records/cases?${withAfter(filter, pageParam)}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

function withAfter(filter: string, after: string): string {
  const search = new URLSearchParams(filter);
  if (after !== '') search.set('after', after);
  return search.toString();
}

export function caseRecordsQuery(caseId: string) {
  return queryOptions({
    queryKey: [KEY, 'case', caseId],
    queryFn: ({ signal }) => request<CaseRecords>(`records/cases/${encodeURIComponent(caseId)}`, { signal }),
  });
}

export const runsQuery = queryOptions({
  queryKey: [KEY, 'runs'],
  queryFn: ({ signal }) => request<DisposalRunList>('disposal-runs', { signal }),
});

const WATCH_MS = 1_000;

/** Asked again and again while the list is being gone through. */
export function runQuery(runId: string) {
  return queryOptions({
    queryKey: [KEY, 'run', runId],
    queryFn: ({ signal }) => request<DisposalRun>(`disposal-runs/${encodeURIComponent(runId)}`, { signal }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? WATCH_MS : false),
  });
}

/** @param seen how far the list is: another number loads the items anew */
export function runItemsQuery(runId: string, only: string, seen: string) {
  return infiniteQueryOptions({
    queryKey: [KEY, 'items', runId, only, seen],
    queryFn: ({ signal, pageParam }) =>
      request<DisposalItemPage>(
        `disposal-runs/${encodeURIComponent(runId)}/items?${withAfter(`only=${only}`, pageParam)}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function certificateQuery(runId: string) {
  return queryOptions({
    queryKey: [KEY, 'certificate', runId],
    queryFn: ({ signal }) =>
      request<DisposalCertificate>(`disposal-runs/${encodeURIComponent(runId)}/certificate`, { signal }),
  });
}

/** Where the certificate is fetched as a table. */
export function certificateAddress(runId: string): string {
  return `/api/v1/disposal-runs/${encodeURIComponent(runId)}/certificate?format=csv`;
}

export const holdsQuery = queryOptions({
  queryKey: [KEY, 'holds'],
  queryFn: ({ signal }) => request<HoldList>('holds', { signal }),
});

export function holdQuery(holdId: string) {
  return queryOptions({
    queryKey: [KEY, 'hold', holdId],
    queryFn: ({ signal }) => request<Hold>(`holds/${encodeURIComponent(holdId)}`, { signal }),
  });
}

export function previewHold(predicate: object): Promise<HoldPreview> {
  return request<HoldPreview>('hold-previews', { method: 'POST', body: { predicate } });
}

/** One step with a list or a hold, by the end of its address. @param unsent the form in which it was typed */
export function takeRecordsStep(path: string, body: object, unsent: string): Promise<unknown> {
  return request<unknown>(path, { method: 'POST', body, unsent, idempotencyKey: newKey() });
}
