// The pages that show forms, bound to their addresses; they load together when the first of them is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { AccessPanel, EmergencyBanner } from '../features/access/access-panel.tsx';
import { CasePage } from '../features/case/case-page.tsx';
import { RecordPage } from '../features/case/record-page.tsx';
import { TaskPage } from '../features/case/task-page.tsx';
import { StartFormPage } from '../features/start-case/start-form-page.tsx';

export const LazyCase = createLazyRoute('/staff/cases/$caseId')({ component: Case });
export const LazyTask = createLazyRoute('/staff/cases/$caseId/tasks/$task')({ component: Task });
export const LazyRecord = createLazyRoute('/staff/cases/$caseId/record')({ component: Record });
export const LazyStartForm = createLazyRoute('/staff/start/$caseType')({ component: StartForm });

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

function StartForm() {
  const { caseType = '' } = useParams({ strict: false });
  return <StartFormPage key={caseType} caseType={caseType} />;
}
