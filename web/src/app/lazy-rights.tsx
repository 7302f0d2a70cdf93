// The pages about what people asked of what is held about them, bound to their addresses; they load when they are needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { CaseFrame } from '../features/case/case-frame.tsx';
import { FilePage } from '../features/rights/file-page.tsx';
import { RightsPage } from '../features/rights/rights-page.tsx';

export const LazyRights = createLazyRoute('/staff/cases/$caseId/rights')({ component: OfCase });
export const LazySubjectFile = createLazyRoute('/staff/cases/$caseId/rights/$fileId')({ component: OneFile });

function OfCase() {
  const { caseId = '' } = useParams({ strict: false });
  return <CaseFrame caseId={caseId}>{(view) => <RightsPage key={caseId} view={view} />}</CaseFrame>;
}

function OneFile() {
  const { caseId = '', fileId = '' } = useParams({ strict: false });
  return <FilePage key={fileId} place={{ caseId, fileId }} />;
}
