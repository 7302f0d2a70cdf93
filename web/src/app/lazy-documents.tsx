// The pages of documents and letters, bound to their addresses; they load together when the first of them is needed, since letters are read
// as the documents that they are kept as.
import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CaseFrame } from '../features/case/case-frame.tsx';
import { DocumentContent } from '../features/documents/document-content.tsx';
import { DocumentPage } from '../features/documents/document-page.tsx';
import { DocumentsPage } from '../features/documents/documents-page.tsx';
import { LetterPage, type KeptAs } from '../features/letters/letter-page.tsx';
import { LettersPage } from '../features/letters/letters-page.tsx';

export const LazyDocuments = createLazyRoute('/staff/cases/$caseId/documents')({ component: Documents });
export const LazyDocument = createLazyRoute('/staff/cases/$caseId/documents/$entry')({ component: One });
export const LazyLetters = createLazyRoute('/staff/cases/$caseId/letters')({ component: Letters });
export const LazyLetter = createLazyRoute('/staff/cases/$caseId/letters/$entry')({ component: OneLetter });

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

function Letters() {
  const { caseId = '' } = useParams({ strict: false });
  return <CaseFrame caseId={caseId}>{(view) => <LettersPage key={caseId} view={view} />}</CaseFrame>;
}

function OneLetter() {
  const { caseId = '', entry = '' } = useParams({ strict: false });
  return (
    <CaseFrame caseId={caseId}>
      {(view) => (
        <LetterPage key={`${caseId}/${entry}`} view={view} entry={entry} reader={(kept) => readerOf(caseId, kept)} />
      )}
    </CaseFrame>
  );
}

function readerOf(caseId: string, { document, version }: KeptAs): ReactNode {
  return (
    <DocumentContent
      key={version.content}
      place={{ caseId, entry: document.entry, content: version.content }}
      version={version}
      title={document.words}
    />
  );
}
