// Commands on what a delegate decides: its draft, making and revoking it, notice of it, and its review.
import { EntryParams } from '../entry-schemas.ts';
import * as requests from '../further-requests.ts';
import { CaseParams } from '../schemas.ts';
import type { DefineCommand } from './define-command.ts';

const CASE = '/api/v1/cases/:caseId';

export function registerDeterminationRoutes(define: DefineCommand): void {
  registerDrafting(define);
  registerAfterwards(define);
}

function registerDrafting(define: DefineCommand): void {
  define({
    path: `${CASE}/determinations`,
    summary: 'Draft what a delegate decides; all of it may come later.',
    action: 'DraftDetermination',
    params: CaseParams,
    body: requests.DraftDeterminationRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'DraftDetermination', ...body } }),
  });
  define({
    path: `${CASE}/determinations/:entry/revise`,
    summary: 'Change the draft of a determination.',
    action: 'ReviseDetermination',
    params: EntryParams,
    body: requests.ReviseDeterminationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ReviseDetermination', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/determinations/:entry/discard`,
    summary: 'Give up the draft of a determination.',
    action: 'DiscardDetermination',
    params: EntryParams,
    body: requests.DiscardDeterminationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'DiscardDetermination', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/determinations/:entry/make`,
    summary: 'Make a determination as it was read in its draft, under a delegation that is in force.',
    action: 'MakeDetermination',
    params: EntryParams,
    body: requests.MakeDeterminationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'MakeDetermination', entry, ...body },
    }),
  });
}

function registerAfterwards(define: DefineCommand): void {
  define({
    path: `${CASE}/determinations/:entry/notify`,
    summary: 'Record on which day a party was told of a determination.',
    action: 'NotifyDetermination',
    params: EntryParams,
    body: requests.NotifyDeterminationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'NotifyDetermination', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/determinations/:entry/request-review`,
    summary: 'Record that a review of a determination was asked for, under one of its rights.',
    action: 'RequestReview',
    params: EntryParams,
    body: requests.RequestReviewRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'RequestReview', entry, ...body } }),
  });
  define({
    path: `${CASE}/determinations/:entry/withdraw-review`,
    summary: 'Record that a review is no longer asked for.',
    action: 'WithdrawReview',
    params: EntryParams,
    body: requests.WithdrawReviewRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'WithdrawReview', entry, ...body } }),
  });
  define({
    path: `${CASE}/determinations/:entry/revoke`,
    summary: 'Revoke a determination, with reasons.',
    action: 'RevokeDetermination',
    params: EntryParams,
    body: requests.RevokeDeterminationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'RevokeDetermination', entry, ...body },
    }),
  });
}
