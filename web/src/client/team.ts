// What the rooms of those who give work out ask: load, tasks, deadlines, to whom work may go, what would happen, what waits.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { ApprovalList, ClocksAtRisk, Reassignment, TeamLoad, TeamPeople, TeamTaskPage } from './schema.d.ts';

export type { Approval, ClockAtRisk, LoadRow, Reassignment, ReassignedTask, TeamLoad } from './schema.d.ts';

const KEY = 'team';

/** @param filter as the address has it */
export function teamLoadQuery(filter: string) {
  return queryOptions({
    queryKey: [KEY, 'load', filter],
    queryFn: ({ signal }) => request<TeamLoad>(`team/load${asked(filter)}`, { signal }),
  });
}

export function teamTasksQuery(filter: string) {
  return infiniteQueryOptions({
    queryKey: [KEY, 'tasks', filter],
    queryFn: ({ pageParam, signal }) => request<TeamTaskPage>(`team/tasks${asked(filter, pageParam)}`, { signal }),
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

export function teamClocksQuery(filter: string) {
  return queryOptions({
    queryKey: [KEY, 'clocks', filter],
    queryFn: ({ signal }) => request<ClocksAtRisk>(`team/clocks${asked(filter)}`, { signal }),
  });
}

export const teamPeopleQuery = queryOptions({
  queryKey: [KEY, 'people'],
  queryFn: ({ signal }) => request<TeamPeople>('team/people', { signal }),
});

export const approvalsQuery = queryOptions({
  queryKey: [KEY, 'approvals'],
  queryFn: ({ signal }) => request<ApprovalList>('team/approvals', { signal }),
});

export interface TaskNamed {
  readonly caseId: string;
  readonly task: string;
}

/** What would happen; asked anew for each choice. */
export function reassignmentQuery(tasks: readonly TaskNamed[], assignee: string | null) {
  return queryOptions({
    queryKey: [KEY, 'reassignment', assignee, tasks],
    queryFn: ({ signal }) =>
      request<Reassignment>('team/reassignment', { method: 'POST', body: { tasks, assignee }, signal }),
    // It is asked right before it is done.
    staleTime: 0,
    gcTime: 0,
  });
}

function asked(filter: string, after: string | null = null): string {
  const search = new URLSearchParams(filter);
  if (after !== null) search.set('after', after);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
