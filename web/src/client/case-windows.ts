// What the windows about a case ask of the server: why steps, dates and assignments are as they are, to whom work may go, and what the
// reader has opened.
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { OpenedPages, TaskAssignees, TaskAssignment, WhyClock, WhyItem } from './schema.d.ts';
import type { CaseView } from './types.ts';

export type { OpenedPages, TaskAssignees, TaskAssignment, WhyClock, WhyItem } from './schema.d.ts';

export function whyItemQuery(caseId: string, item: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'why', 'item', item],
    queryFn: ({ signal }) => request<WhyItem>(`${path(caseId)}/items/${encodeURIComponent(item)}/why`, { signal }),
  });
}

export function whyClockQuery(caseId: string, clock: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'why', 'clock', clock],
    queryFn: ({ signal }) => request<WhyClock>(`${path(caseId)}/clocks/${encodeURIComponent(clock)}/why`, { signal }),
  });
}

export function assignmentQuery(caseId: string, task: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'assignment', task],
    queryFn: ({ signal }) =>
      request<TaskAssignment>(`${path(caseId)}/tasks/${encodeURIComponent(task)}/assignment`, { signal }),
  });
}

export function assigneesQuery(caseId: string, task: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'assignees', task],
    queryFn: ({ signal }) =>
      request<TaskAssignees>(`${path(caseId)}/tasks/${encodeURIComponent(task)}/assignees`, { signal }),
    retry: false,
  });
}

/** Asked anew each time: what was opened a moment ago counts. */
export function openedQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'opened'],
    queryFn: ({ signal }) => request<OpenedPages>(`${path(caseId)}/opened`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** The case as another agency would see it. Shares nothing. */
export function previewShare(caseId: string, sections: readonly string[]): Promise<CaseView> {
  return request<CaseView>(`${path(caseId)}/access/share-preview`, { method: 'POST', body: { sections } });
}

function path(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}`;
}
