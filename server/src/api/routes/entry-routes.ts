// Commands on what a case keeps besides fields and work: here issues, parties in roles, goals and obligations, and the door to those of
// the others. Each primitive has a function of its own.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as entries from '../entry-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';
import { registerCommunicationRoutes, registerReferralRoutes } from './correspondence-routes.ts';
import { ENTRY_COMMAND, type DefineCommand } from './define-command.ts';
import { registerDeterminationRoutes } from './determination-routes.ts';
import { registerDocumentRoutes } from './document-routes.ts';
import { registerEvidenceRoutes } from './evidence-routes.ts';

export function registerEntryRoutes(app: FastifyInstance, doors: ApiDoors): void {
  const define: DefineCommand = (route) => defineRoute(app, doors, { ...route, ...ENTRY_COMMAND });
  registerIssueRoutes(define);
  registerPartyRoutes(define);
  registerGoalRoutes(define);
  registerObligationRoutes(define);
  registerDeterminationRoutes(define);
  registerEvidenceRoutes(define);
  registerReferralRoutes(define);
  registerCommunicationRoutes(define);
  registerDocumentRoutes(define);
}

const CASE = '/api/v1/cases/:caseId';

function registerIssueRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/issues`,
    summary: 'Raise an issue: what must be decided in a case.',
    action: 'RaiseIssue',
    params: CaseParams,
    body: entries.RaiseIssueRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'RaiseIssue', ...body } }),
  });
  define({
    path: `${CASE}/issues/:entry/decide`,
    summary: 'Decide an issue, with one of the outcomes that its kind has and with reasons.',
    action: 'DecideIssue',
    params: entries.EntryParams,
    body: entries.DecideIssueRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'DecideIssue', entry, ...body } }),
  });
  define({
    path: `${CASE}/issues/:entry/reopen`,
    summary: 'Open an issue again that was decided.',
    action: 'ReopenIssue',
    params: entries.EntryParams,
    body: entries.ReopenIssueRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ReopenIssue', entry, ...body } }),
  });
}

function registerPartyRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/parties`,
    summary: 'Add somebody in a role, or who acts for somebody within a scope and until a day.',
    action: 'AddParty',
    params: CaseParams,
    body: entries.AddPartyRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'AddParty', ...body } }),
  });
  define({
    path: `${CASE}/parties/:entry/end`,
    summary: 'Say until when somebody stands in a role.',
    action: 'EndParty',
    params: entries.EntryParams,
    body: entries.EndPartyRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'EndParty', entry, ...body } }),
  });
  define({
    path: `${CASE}/parties/:entry/replace`,
    summary: 'Let somebody follow in a role, such as an heir.',
    action: 'ReplaceParty',
    params: entries.EntryParams,
    body: entries.ReplacePartyRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ReplaceParty', entry, ...body } }),
  });
}

function registerGoalRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/goals`,
    summary: 'Set a goal of somebody, in their own words, with a baseline and a target.',
    action: 'SetGoal',
    params: CaseParams,
    body: entries.SetGoalRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'SetGoal', ...body } }),
  });
  define({
    path: `${CASE}/goals/:entry/review`,
    summary: 'Record what was measured of a goal on a day.',
    action: 'ReviewGoal',
    params: entries.EntryParams,
    body: entries.ReviewGoalRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ReviewGoal', entry, ...body } }),
  });
  define({
    path: `${CASE}/goals/:entry/conclude`,
    summary: 'Say whether a goal was attained.',
    action: 'ConcludeGoal',
    params: entries.EntryParams,
    body: entries.ConcludeGoalRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'ConcludeGoal', entry, ...body } }),
  });
}

function registerObligationRoutes(define: DefineCommand): void {
  define({
    path: `${CASE}/obligations`,
    summary: 'Record what somebody owes, from a decision or an agreement.',
    action: 'ImposeObligation',
    params: CaseParams,
    body: entries.ImposeObligationRequest,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'ImposeObligation', ...body } }),
  });
  define({
    path: `${CASE}/obligations/:entry/meet`,
    summary: 'Record that an obligation was met, and on which day.',
    action: 'MeetObligation',
    params: entries.EntryParams,
    body: entries.MeetObligationRequest,
    command: ({ params: { caseId, entry }, body }) => ({ caseId, command: { type: 'MeetObligation', entry, ...body } }),
  });
  define({
    path: `${CASE}/obligations/:entry/waive`,
    summary: 'Waive an obligation, with reasons.',
    action: 'WaiveObligation',
    params: entries.EntryParams,
    body: entries.WaiveObligationRequest,
    command: ({ params: { caseId, entry }, body }) => ({
      caseId,
      command: { type: 'WaiveObligation', entry, ...body },
    }),
  });
}
