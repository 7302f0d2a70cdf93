// Who may see a case: what the screens ask of the server about it, and what people can do about it.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Act } from './acts.ts';
import { request } from './request.ts';
import type {
  AccessOfCase,
  FoundCase,
  GiveAccessRequest,
  WhatIf,
  WhatIfRequest,
  WhoMayRead,
  WhyAccess,
} from './schema.d.ts';

export type { AccessOfCase, WhatIf, WhoMayRead, WhyAccess } from './schema.d.ts';
export type Given = AccessOfCase['given'][number];
export type AccessRequest = AccessOfCase['requests'][number];
export type AccessToGive = GiveAccessRequest['fact'];
export type ExplainedFact = WhoMayRead['shares'][number];

export function accessQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'access'],
    queryFn: ({ signal }) => request<AccessOfCase>(path(caseId), { signal }),
  });
}

/** @param person null for oneself */
export function whyQuery(caseId: string, person: string | null) {
  const search = person === null ? '' : `?person=${encodeURIComponent(person)}`;
  return queryOptions({
    queryKey: ['case', caseId, 'access', 'why', person],
    queryFn: ({ signal }) => request<WhyAccess>(`${path(caseId)}/why${search}`, { signal }),
  });
}

export function whoQuery(caseId: string) {
  return infiniteQueryOptions({
    queryKey: ['case', caseId, 'access', 'who'],
    queryFn: ({ pageParam, signal }) =>
      request<WhoMayRead>(`${path(caseId)}/who${pageParam === null ? '' : `?after=${encodeURIComponent(pageParam)}`}`, {
        signal,
      }),
    initialPageParam: null as string | null, // Widened: the first page has no cursor.
    getNextPageParam: (page) => page.next,
  });
}

/** Changes nothing. */
export function previewAccess(caseId: string, proposal: WhatIfRequest): Promise<WhatIf> {
  return request<WhatIf>(`${path(caseId)}/what-if`, { method: 'POST', body: proposal });
}

/** The id of a case that one cannot see, by what people call it. */
export function findCase(name: string): Promise<FoundCase> {
  return request<FoundCase>(`case-ids?name=${encodeURIComponent(name)}`);
}

export function giveAccess(caseId: string, fact: AccessToGive): Act {
  return { method: 'POST', path: `${path(caseId)}/facts`, body: { fact } };
}

export function endAccess(caseId: string, id: string, reason: string): Act {
  return { method: 'POST', path: `${path(caseId)}/facts/${encodeURIComponent(id)}/end`, body: { reason } };
}

export function reviewEmergency(
  caseId: string,
  id: string,
  review: { readonly finding: string; readonly reason: string },
): Act {
  return { method: 'POST', path: `${path(caseId)}/facts/${encodeURIComponent(id)}/review`, body: review };
}

export function askAccess(caseId: string, asked: { readonly until: string; readonly reason: string }): Act {
  return { method: 'POST', path: `${path(caseId)}/requests`, body: { sections: null, ...asked } };
}

export function decideAccess(
  caseId: string,
  id: string,
  answer: { readonly granted: boolean; readonly reason: string },
): Act {
  return {
    method: 'POST',
    path: `${path(caseId)}/requests/${encodeURIComponent(id)}/decide`,
    body: { until: null, ...answer },
  };
}

export function breakGlass(
  caseId: string,
  emergency: { readonly hours: number; readonly category: string; readonly reason: string },
): Act {
  return { method: 'POST', path: `${path(caseId)}/break-glass`, body: emergency };
}

/** The last instant of a day on this computer's clock. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}

function path(caseId: string): string {
  return `cases/${encodeURIComponent(caseId)}/access`;
}
