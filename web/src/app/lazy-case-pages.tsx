// The pages that show forms, bound to their addresses; they load together when the first of them is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import type { InboxItem } from '../client/inbox.ts';
import { AccessPage } from '../features/access/access-page.tsx';
import { AccessPanel, EmergencyBanner } from '../features/access/access-panel.tsx';
import { AskPage } from '../features/access/ask-page.tsx';
import { NoticesPage } from '../features/access/notices-page.tsx';
import { CasePage } from '../features/case/case-page.tsx';
import { RecordPage } from '../features/case/record-page.tsx';
import { TaskPage } from '../features/case/task-page.tsx';
import { StartFormPage } from '../features/start-case/start-form-page.tsx';
import { Loading } from '../ui/states.tsx';

export const LazyCase = createLazyRoute('/staff/cases/$caseId')({ component: Case });
export const LazyTask = createLazyRoute('/staff/cases/$caseId/tasks/$task')({ component: Task });
export const LazyRecord = createLazyRoute('/staff/cases/$caseId/record')({ component: Record });
export const LazyAccess = createLazyRoute('/staff/cases/$caseId/access')({ component: Access });
export const LazyAsk = createLazyRoute('/staff/ask')({ component: AskPage });
export const LazyNotices = createLazyRoute('/staff/notices')({ component: Notices });
export const LazyStartForm = createLazyRoute('/staff/start/$caseType')({ component: StartForm });

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

function Case() {
  const { caseId = '' } = useParams({ strict: false });
  return (
    <CasePage
      key={caseId}
      caseId={caseId}
      banner={<EmergencyBanner caseId={caseId} />}
      panel={<AccessPanel caseId={caseId} />}
    />
  );
}

function Task() {
  const { caseId = '', task = '' } = useParams({ strict: false });
  return <TaskPage key={`${caseId}/${task}`} caseId={caseId} task={task} />;
}

function Record() {
  const { caseId = '' } = useParams({ strict: false });
  return <RecordPage key={caseId} caseId={caseId} />;
}

function Access() {
  const { caseId = '' } = useParams({ strict: false });
  return <AccessPage key={caseId} caseId={caseId} />;
}

function StartForm() {
  const { caseType = '' } = useParams({ strict: false });
  return <StartFormPage key={caseType} caseType={caseType} />;
}
