// Around every page of one case: fetches it, and shows loading, failure and refusal in its place.
import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { caseQuery } from '../../client/queries.ts';
import { noteRecent } from '../../client/recent-cases.ts';
import type { CaseView } from '../../client/types.ts';
import { useOwner } from '../../client/use-owner.ts';
import { useBehind } from '../../client/live-state.ts';
import { presenceTexts } from '#texts/presence';
import { Button } from '../../ui/button.tsx';
import { formatTime } from '../../ui/dates.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageFailed, PageLoading } from '../../ui/states.tsx';
import { OthersHere } from './others-here.tsx';

export interface CaseFrameProps {
  readonly caseId: string;
  readonly children: (view: CaseView) => ReactNode;
}

export function CaseFrame({ caseId, children }: CaseFrameProps) {
  const query = useQuery(caseQuery(caseId));
  useNoted(query.data);
  const behind = useBehind();
  if (query.data !== undefined)
    return (
      <>
        {behind !== null || query.isRefetchError ? (
          <Stale at={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
        ) : null}
        <OthersHere caseId={caseId} />
        {children(query.data)}
      </>
    );
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

/** What is on the screen may be older than what the server has. */
function Stale({ at, onRetry }: { readonly at: number; readonly onRetry: () => void }) {
  return (
    <div role="status">
      <Notice tone="warn" title={presenceTexts.behind(formatTime(new Date(at).toISOString()))}>
        <Button onClick={onRetry}>{presenceTexts.again}</Button>
      </Notice>
    </div>
  );
}
