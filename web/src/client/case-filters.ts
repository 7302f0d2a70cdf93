// The filters of lists of cases: as the address has them, and as the server is asked.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { CaseCount } from './schema.d.ts';
import type { CaseRow, Page } from './types.ts';

/** As the address has them. */
export interface CaseFilters {
  readonly status?: 'closed' | 'open';
  readonly kind?: string;
  readonly team?: string;
  /** Days. */
  readonly from?: string;
  readonly to?: string;
  readonly due?: string;
  readonly mine?: string;
  readonly sort?: string;
}

const WEEK_DAYS = 7;
const DAY_MS = 86_400_000;

/** @param day today, where the person is */
export function askedOf({ status, kind, team, from, to, due, mine, sort }: CaseFilters, day: string): URLSearchParams {
  const asked = { status, caseType: kind, team, openedFrom: from, openedTo: to, mine };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, value);
  if (due === 'overdue') search.set('dueBy', plusDays(day, -1));
  if (due === 'week') search.set('dueBy', plusDays(day, WEEK_DAYS));
  if (sort === 'oldest') search.set('order', sort);
  return search;
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function filteredCasesQuery(asked: string) {
  return infiniteQueryOptions({
    queryKey: ['cases', asked],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams(asked);
      if (pageParam !== null) search.set('after', pageParam);
      return request<Page<CaseRow>>(`cases?${search.toString()}`, { signal });
    },
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

export function caseCountQuery(asked: string) {
  const search = new URLSearchParams(asked);
  search.delete('order');
  return queryOptions({
    queryKey: ['cases', 'count', search.toString()],
    queryFn: ({ signal }) => request<CaseCount>(`cases/count?${search.toString()}`, { signal }),
  });
}
