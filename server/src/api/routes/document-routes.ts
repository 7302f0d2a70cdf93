// Commands on documents: filing, versions, what each is called, of which kind and for whom it is. Each names for whom the document is.
// Bringing and fetching bytes has routes of its own.
import * as requests from '../document-schemas.ts';
import { EntryParams } from '../entry-schemas.ts';
import { CaseParams } from '../schemas.ts';
import type { DefineCommand } from './define-command.ts';

const CASE = '/api/v1/cases/:caseId';

export function registerDocumentRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/documents`,
    summary: 'File a document: a file that was brought before becomes one of the case.',
    action: 'FileDocument',
    params: CaseParams,
    body: requests.FileDocumentRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'FileDocument', ...body } }),
  });
  define({
    path: `${CASE}/documents/:entry/add-version`,
    summary: 'Add a version to a document: another file that was brought before.',
    action: 'AddDocumentVersion',
    params: EntryParams,
    body: requests.AddDocumentVersionRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'AddDocumentVersion', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/documents/:entry/retitle`,
    summary: 'Call a document otherwise, with a reason.',
    action: 'RetitleDocument',
    params: EntryParams,
    body: requests.RetitleDocumentRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'RetitleDocument', entry, ...body },
    }),
  });
  registerPlace(define);
}

/** Where it is found, and that it is not of the case. */
function registerPlace(define: DefineCommand): void {
  define({
    path: `${CASE}/documents/:entry/reclassify`,
    summary: 'Put a document under another kind, with a reason.',
    action: 'ReclassifyDocument',
    params: EntryParams,
    body: requests.ReclassifyDocumentRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ReclassifyDocument', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/documents/:entry/change-audience`,
    summary: 'Say for whom a document is from now on.',
    action: 'ChangeDocumentAudience',
    params: EntryParams,
    body: requests.ChangeDocumentAudienceRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ChangeDocumentAudience', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/documents/:entry/withdraw`,
    summary: 'Withdraw a document that was filed in error; its bytes stay.',
    action: 'WithdrawDocument',
    params: EntryParams,
    body: requests.WithdrawDocumentRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'WithdrawDocument', entry, ...body },
    }),
  });
}
