// Facts that other cases of the same people offer for the form of a task, and taking one over.
import { queryOptions } from '@tanstack/react-query';
import type { Act } from './acts.ts';
import { request } from './request.ts';
import type { OfferedFact, OfferedFacts } from './schema.d.ts';

export type { OfferedFact } from './schema.d.ts';

export function offeredFactsQuery(caseId: string, task: string, version: number) {
  return queryOptions({
    queryKey: ['offered-facts', caseId, task, version],
    queryFn: ({ signal }) =>
      request<OfferedFacts>(`${pathOf(caseId)}?${new URLSearchParams({ task }).toString()}`, { signal }),
  });
}

export function takeFact(caseId: string, { field, from }: Pick<OfferedFact, 'field' | 'from'>): Act {
  const body = { field, from: { caseId: from.caseId, version: from.version } };
  return { method: 'POST', path: pathOf(caseId), body };
}

function pathOf(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}/offered-facts`;
}
