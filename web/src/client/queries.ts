// What the staff app asks of the server, one function a question, each with the key under which its answer is kept.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type {
  ActivityEntry,
  CaseTypeSummary,
  CaseView,
  ChainReport,
  Page,
  Persona,
  SearchPage,
  SignInWays,
  WorkItem,
} from './types.ts';

export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => request<SignInWays>('providers', { signal }),
  staleTime: Infinity,
});

export const personasQuery = queryOptions({
  queryKey: ['personas'],
  queryFn: ({ signal }) => request<{ items: readonly Persona[] }>('personas', { signal }),
  staleTime: Infinity,
});

export const caseTypesQuery = queryOptions({
  queryKey: ['case-types'],
  queryFn: ({ signal }) => request<{ items: readonly CaseTypeSummary[] }>('case-types', { signal }),
  staleTime: 5 * 60_000,
});

export const workQuery = infiniteQueryOptions({
  queryKey: ['work'],
  queryFn: ({ pageParam, signal }) => request<Page<WorkItem>>(`work${query({ after: pageParam })}`, { signal }),
  initialPageParam: null as string | null, // Widened: the first page has no cursor.
  getNextPageParam: (page) => page.next,
});

export type SearchStatus = 'any' | 'open' | 'closed';

/** @param filters more of what the server is asked for, as in an address */
export function searchQuery(words: string, status: SearchStatus, filters = '') {
  return infiniteQueryOptions({
    queryKey: ['search', words, status, filters],
    queryFn: ({ pageParam, signal }) =>
      request<SearchPage>(
        `search${query({ q: words, status: status === 'any' ? null : status, ...Object.fromEntries(new URLSearchParams(filters)), after: pageParam })}`,
        { signal },
      ),
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

export function caseQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'view'],
    queryFn: ({ signal }) => request<CaseView>(`cases/${encodeURIComponent(caseId)}`, { signal }),
  });
}

export function activityQuery(caseId: string) {
  return infiniteQueryOptions({
    queryKey: ['case', caseId, 'activity'],
    queryFn: ({ pageParam, signal }) =>
      request<Page<ActivityEntry>>(`cases/${encodeURIComponent(caseId)}/activity${query({ after: pageParam })}`, {
        signal,
      }),
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

export function chainQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'chain'],
    queryFn: ({ signal }) => request<ChainReport>(`cases/${encodeURIComponent(caseId)}/chain`, { signal }),
  });
}

function query(values: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) search.set(name, value);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
