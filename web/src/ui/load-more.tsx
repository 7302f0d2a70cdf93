// The foot of a list that comes in pages: how much is shown, and the way to the rest.
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Page } from '../client/types.ts';
import { Button } from './button.tsx';

export interface LoadMoreProps {
  readonly query: Pick<
    UseInfiniteQueryResult<InfiniteData<Page<unknown>>>,
    'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
  >;
  readonly label: string;
  /** Says how many are shown. */
  readonly shown?: string;
}

export function LoadMore({ query, label, shown }: LoadMoreProps) {
  if (!query.hasNextPage && shown === undefined) return null;
  return (
    <div className="load-more">
      {shown === undefined ? null : <p role="status">{shown}</p>}
      {query.hasNextPage ? (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {label}
        </Button>
      ) : null}
    </div>
  );
}
