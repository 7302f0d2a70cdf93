// What the screens of oversight ask of the server: who looked at a case, reviews, and everything that a seat opens.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { newKey } from './acts.ts';
import { request } from './request.ts';
import type { EmergencyStatistics } from './schema.d.ts';
import type {
  AuditEntry,
  AuditPage,
  AuditSeat,
  CaseDifference,
  CaseReaders,
  CaseReplay,
  CaseVerdict,
  Page,
  Review,
  ReviewDecided,
  WholeReview,
} from './types.ts';

const FIRST_PAGE = null as string | null; // Widened: the first page has no cursor.

export function readersQuery(caseId: string) {
  return infiniteQueryOptions({
    queryKey: ['readers', caseId],
    queryFn: ({ pageParam, signal }) =>
      request<CaseReaders>(`cases/${encodeURIComponent(caseId)}/readers${search({ after: pageParam })}`, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next,
  });
}

export function reviewsQuery(state: 'open' | 'decided') {
  return infiniteQueryOptions({
    queryKey: ['reviews', state],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Review>>(`reviews${search({ state, after: pageParam })}`, { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next,
  });
}

export function reviewQuery(reviewId: string) {
  return queryOptions({
    queryKey: ['reviews', 'one', reviewId],
    queryFn: ({ signal }) => request<WholeReview>(`reviews/${encodeURIComponent(reviewId)}`, { signal }),
  });
}

export type { EmergencyStatistics } from './schema.d.ts';

export function emergencyStatisticsQuery(days: { readonly from: string; readonly to: string }) {
  return queryOptions({
    queryKey: ['emergencies', days],
    queryFn: ({ signal }) => request<EmergencyStatistics>(`emergencies/statistics${search({ ...days })}`, { signal }),
  });
}

export interface ReviewDecisionGiven {
  readonly finding: string;
  readonly reason: string;
  readonly lines: number;
}

/** @param unsent the form in which it was typed */
export function decideReview(reviewId: string, given: ReviewDecisionGiven, unsent: string): Promise<ReviewDecided> {
  return request<ReviewDecided>(`reviews/${encodeURIComponent(reviewId)}/decision`, {
    method: 'POST',
    body: given,
    unsent,
    idempotencyKey: newKey(),
  });
}

export const seatQuery = queryOptions({
  queryKey: ['audit', 'seat'],
  queryFn: ({ signal }) => request<AuditSeat>('audit/seat', { signal }),
  retry: false,
});

export interface AuditFilter {
  readonly kind: 'events' | 'reads';
  readonly from: string;
  readonly to: string;
  readonly person: string | null;
  readonly caseId: string | null;
  readonly action: string | null;
  readonly denied: 'yes' | 'no' | null;
}

export function auditEntriesQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'entries', filter],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AuditEntry> & Pick<AuditPage, 'withheld'>>(
        `audit/entries${search({ ...filter, after: pageParam })}`,
        { signal },
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
}

export function replayQuery(caseId: string, asked: { readonly asOf: string; readonly by: 'recorded' | 'occurred' }) {
  return queryOptions({
    queryKey: ['audit', 'replay', caseId, asked],
    queryFn: ({ signal }) => request<CaseReplay>(`${auditedCase(caseId)}${search({ ...asked })}`, { signal }),
  });
}

export function differenceQuery(caseId: string, asked: { readonly from: string; readonly to: string }) {
  return queryOptions({
    queryKey: ['audit', 'difference', caseId, asked],
    queryFn: ({ signal }) =>
      request<CaseDifference>(`${auditedCase(caseId)}/difference${search({ ...asked })}`, { signal }),
  });
}

export function verdictQuery(caseId: string) {
  return queryOptions({
    queryKey: ['audit', 'verdict', caseId],
    queryFn: ({ signal }) => request<CaseVerdict>(`${auditedCase(caseId)}/verification`, { signal }),
  });
}

/** Where the proof of a case is fetched as a file. */
export function proofAddress(caseId: string): string {
  return `/api/v1/${auditedCase(caseId)}/proof`;
}

function auditedCase(caseId: string): string {
  return `audit/cases/${encodeURIComponent(caseId)}`;
}

function search(values: Readonly<Record<string, string | null>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) given.set(name, value);
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}
