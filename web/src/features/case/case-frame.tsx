// Around every page of one case: fetches it, and shows loading, failure and refusal in its place.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { caseQuery } from '../../client/queries.ts';
import type { CaseView } from '../../client/types.ts';
import { PageFailed, PageLoading } from '../../ui/states.tsx';

export interface CaseFrameProps {
  readonly caseId: string;
  readonly children: (view: CaseView) => ReactNode;
}

export function CaseFrame({ caseId, children }: CaseFrameProps) {
  const query = useQuery(caseQuery(caseId));
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <PageFailed error={query.error} onRetry={() => void query.refetch()} />;
  return <PageLoading />;
}
