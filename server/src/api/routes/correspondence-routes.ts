// Commands on referrals, and on letters, messages, calls and meetings.
import { EntryParams } from '../entry-schemas.ts';
import * as requests from '../further-requests.ts';
import { CaseParams } from '../schemas.ts';
import type { DefineCommand } from './define-command.ts';

const CASE = '/api/v1/cases/:caseId';

export function registerReferralRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/referrals`,
    summary: 'Refer something to a team or another agency; it opens nothing.',
    action: 'OfferReferral',
    params: CaseParams,
    body: requests.OfferReferralRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'OfferReferral', ...body } }),
  });
  define({
    path: `${CASE}/referrals/:entry/accept`,
    summary: 'Record that a referral was taken.',
    action: 'AcceptReferral',
    params: EntryParams,
    body: requests.AcceptReferralRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'AcceptReferral', entry, ...body } }),
  });
  define({
    path: `${CASE}/referrals/:entry/decline`,
    summary: 'Record that a referral was declined, for one of the reasons of its kind.',
    action: 'DeclineReferral',
    params: EntryParams,
    body: requests.DeclineReferralRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'DeclineReferral', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/referrals/:entry/answer`,
    summary: 'Record what a referral was answered.',
    action: 'AnswerReferral',
    params: EntryParams,
    body: requests.AnswerReferralRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'AnswerReferral', entry, ...body } }),
  });
  define({
    path: `${CASE}/referrals/:entry/withdraw`,
    summary: 'Withdraw a referral, with reasons.',
    action: 'WithdrawReferral',
    params: EntryParams,
    body: requests.WithdrawReferralRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'WithdrawReferral', entry, ...body },
    }),
  });
}

export function registerCommunicationRoutes(define: DefineCommand): void {
  registerWriting(define);
  registerSending(define);
  registerMeetings(define);
}

function registerWriting(define: DefineCommand): void {
  define({
    path: `${CASE}/communications`,
    summary: 'Draft a letter or a message, named by the hash of its content.',
    action: 'DraftCommunication',
    params: CaseParams,
    body: requests.DraftCommunicationRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'DraftCommunication', ...body } }),
  });
  define({
    path: `${CASE}/communications/record`,
    summary: 'Record what came in, or was said on the telephone or in a meeting.',
    action: 'RecordCommunication',
    params: CaseParams,
    body: requests.RecordCommunicationRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'RecordCommunication', ...body } }),
  });
  define({
    path: `${CASE}/communications/:entry/revise`,
    summary: 'Change a letter or a message, which is approved anew then.',
    action: 'ReviseCommunication',
    params: EntryParams,
    body: requests.ReviseCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ReviseCommunication', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/communications/:entry/discard`,
    summary: 'Give up a letter or a message.',
    action: 'DiscardCommunication',
    params: EntryParams,
    body: requests.DiscardCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'DiscardCommunication', entry, ...body },
    }),
  });
}

function registerSending(define: DefineCommand): void {
  define({
    path: `${CASE}/communications/:entry/approve`,
    summary: 'Approve a letter or a message as it was read, by its hash.',
    action: 'ApproveCommunication',
    params: EntryParams,
    body: requests.ApproveCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ApproveCommunication', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/communications/:entry/send`,
    summary: 'Record that a letter or a message has gone out. Nothing is sent by this.',
    action: 'SendCommunication',
    params: EntryParams,
    body: requests.SendCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'SendCommunication', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/communications/:entry/deliver`,
    summary: 'Record that it has arrived.',
    action: 'DeliverCommunication',
    params: EntryParams,
    body: requests.DeliverCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'DeliverCommunication', entry, ...body },
    }),
  });
  define({
    path: `${CASE}/communications/:entry/bounce`,
    summary: 'Record that it came back.',
    action: 'BounceCommunication',
    params: EntryParams,
    body: requests.BounceCommunicationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'BounceCommunication', entry, ...body },
    }),
  });
}

function registerMeetings(define: DefineCommand): void {
  define({
    path: `${CASE}/communications/arrange`,
    summary: 'Arrange a meeting that is to come: who is asked to it, when and where.',
    action: 'ArrangeMeeting',
    params: CaseParams,
    body: requests.ArrangeMeetingRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'ArrangeMeeting', ...body } }),
  });
  define({
    path: `${CASE}/communications/:entry/move`,
    summary: 'Move a meeting to another time or place.',
    action: 'MoveMeeting',
    params: EntryParams,
    body: requests.MoveMeetingRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'MoveMeeting', entry, ...body } }),
  });
  define({
    path: `${CASE}/communications/:entry/cancel`,
    summary: 'Cancel a meeting.',
    action: 'CancelMeeting',
    params: EntryParams,
    body: requests.CancelMeetingRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'CancelMeeting', entry, ...body } }),
  });
  define({
    path: `${CASE}/communications/:entry/conclude`,
    summary: 'Record what came of a meeting, and who did not come.',
    action: 'ConcludeMeeting',
    params: EntryParams,
    body: requests.ConcludeMeetingRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'ConcludeMeeting', entry, ...body },
    }),
  });
}
