// The pages on who may see a case, on asking for it, and on what somebody was told, bound to their addresses.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import type { InboxItem } from '../client/inbox.ts';
import { AccessPage } from '../features/access/access-page.tsx';
import { AskPage } from '../features/access/ask-page.tsx';
import { NoticesPage } from '../features/access/notices-page.tsx';
import { Loading } from '../ui/states.tsx';

export const LazyAccess = createLazyRoute('/staff/cases/$caseId/access')({ component: Access });
export const LazyAsk = createLazyRoute('/staff/ask')({ component: AskPage });
export const LazyNotices = createLazyRoute('/staff/notices')({ component: Notices });

const ToldItems = lazy(() => import('../features/inbox/told-items.tsx').then((part) => ({ default: part.ToldItems })));

function Notices() {
  return <NoticesPage told={toldOf} />;
}

function toldOf(items: readonly InboxItem[]): ReactNode {
  return (
    <Suspense fallback={<Loading />}>
      <ToldItems items={items} />
    </Suspense>
  );
}

function Access() {
  const { caseId = '' } = useParams({ strict: false });
  return <AccessPage key={caseId} caseId={caseId} />;
}
