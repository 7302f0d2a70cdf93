// The pages of documents, bound to their addresses; they load when the first of them is needed.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { CaseFrame } from '../features/case/case-frame.tsx';
import { DocumentPage } from '../features/documents/document-page.tsx';
import { DocumentsPage } from '../features/documents/documents-page.tsx';

export const LazyDocuments = createLazyRoute('/staff/cases/$caseId/documents')({ component: Documents });
export const LazyDocument = createLazyRoute('/staff/cases/$caseId/documents/$entry')({ component: One });

function Documents() {
  const { caseId = '' } = useParams({ strict: false });
  return <CaseFrame caseId={caseId}>{(view) => <DocumentsPage key={caseId} view={view} />}</CaseFrame>;
}

function One() {
  const { caseId = '', entry = '' } = useParams({ strict: false });
  return (
    <CaseFrame caseId={caseId}>
      {(view) => <DocumentPage key={`${caseId}/${entry}`} view={view} entry={entry} />}
    </CaseFrame>
  );
}
