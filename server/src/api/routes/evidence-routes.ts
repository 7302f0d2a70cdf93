// Commands on exhibits: the register, who has them, and what becomes of them. Each names for whom the exhibit is.
import { EntryParams } from '../entry-schemas.ts';
import * as requests from '../further-requests.ts';
import { CaseParams } from '../schemas.ts';
import type { DefineCommand } from './define-command.ts';

const CASE = '/api/v1/cases/:caseId';

export function registerEvidenceRoutes(define: DefineCommand): void {
  registerRegister(define);
  registerCustody(define);
  registerOutcomes(define);
}

function registerRegister(define: DefineCommand): void {
  define({
    path: `${CASE}/evidence`,
    summary: 'Register an exhibit; whoever does so has it.',
    action: 'RegisterEvidence',
    params: CaseParams,
    body: requests.RegisterEvidenceRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'RegisterEvidence', ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/offer`,
    summary: 'Say for which issues an exhibit is offered from now on.',
    action: 'OfferEvidence',
    params: EntryParams,
    body: requests.OfferEvidenceRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'OfferEvidence', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/change-audience`,
    summary: 'Say for whom an exhibit is from now on.',
    action: 'ChangeAudience',
    params: EntryParams,
    body: requests.ChangeAudienceRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ChangeAudience', entry, ...body } }),
  });
}

function registerCustody(define: DefineCommand): void {
  define({
    path: `${CASE}/evidence/:entry/hand-over`,
    summary: 'Hand an exhibit over; whoever receives it confirms.',
    action: 'OfferCustody',
    params: EntryParams,
    body: requests.OfferCustodyRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'OfferCustody', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/receive`,
    summary: 'Confirm that an exhibit was received.',
    action: 'ConfirmCustody',
    params: EntryParams,
    body: requests.ConfirmCustodyRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ConfirmCustody', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/refuse`,
    summary: 'Say why an exhibit was not taken over.',
    action: 'DeclineCustody',
    params: EntryParams,
    body: requests.DeclineCustodyRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'DeclineCustody', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/report-gap`,
    summary: 'Report a time in which nobody answers for an exhibit.',
    action: 'ReportCustodyGap',
    params: EntryParams,
    body: requests.ReportCustodyGapRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ReportCustodyGap', entry, ...body },
    }),
  });
}

function registerOutcomes(define: DefineCommand): void {
  define({
    path: `${CASE}/evidence/:entry/admit`,
    summary: 'Admit an exhibit.',
    action: 'AdmitEvidence',
    params: EntryParams,
    body: requests.AdmitEvidenceRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'AdmitEvidence', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/exclude`,
    summary: 'Exclude an exhibit, with reasons.',
    action: 'ExcludeEvidence',
    params: EntryParams,
    body: requests.ExcludeEvidenceRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ExcludeEvidence', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/evidence/:entry/return`,
    summary: 'Return an exhibit to somebody outside, who has signed for it.',
    action: 'ReturnEvidence',
    params: EntryParams,
    body: requests.ReturnEvidenceRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ReturnEvidence', entry, ...body } }),
  });
  define({
    path: `${CASE}/evidence/:entry/dispose`,
    summary: 'Dispose of an exhibit, with reasons.',
    action: 'DisposeEvidence',
    params: EntryParams,
    body: requests.DisposeEvidenceRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'DisposeEvidence', entry, ...body },
    }),
  });
}
