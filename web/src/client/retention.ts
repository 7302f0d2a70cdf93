// When the records of a case may be disposed of.
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { CaseRetention } from './types.ts';

export function retentionQuery(caseId: string) {
  return queryOptions({
    queryKey: ['case', caseId, 'retention'],
    queryFn: ({ signal }) => request<CaseRetention>(`cases/${encodeURIComponent(caseId)}/retention`, { signal }),
  });
}
