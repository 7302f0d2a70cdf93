// Around every page of one case: fetches it, and shows loading, failure and refusal in its place.
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { caseQuery } from '../../client/queries.ts';
import { noteRecent } from '../../client/recent-cases.ts';
import type { CaseView } from '../../client/types.ts';
import { useOwner } from '../../client/use-owner.ts';
import { PageFailed, PageLoading } from '../../ui/states.tsx';

export interface CaseFrameProps {
  readonly caseId: string;
  readonly children: (view: CaseView) => ReactNode;
}

export function CaseFrame({ caseId, children }: CaseFrameProps) {
  const query = useQuery(caseQuery(caseId));
  useNoted(query.data);
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <PageFailed error={query.error} onRetry={() => void query.refetch()} />;
  return <PageLoading />;
}

/** The box by which things are found offers what was opened lately. */
function useNoted(view: CaseView | undefined): void {
  const owner = useOwner();
  const [caseId, reference, kind] = [view?.caseId, view?.reference, view?.caseType.title];
  useEffect(() => {
    if (caseId !== undefined && reference !== undefined && kind !== undefined)
      noteRecent(owner, { caseId, reference, kind });
  }, [owner, caseId, reference, kind]);
}
