// Commands about who may read a case: classifying it, giving and ending access, asking for it, and emergencies.
import type { FastifyInstance } from 'fastify';
import * as access from '../access-schemas.ts';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerAccessRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerGiving(app, doors);
  registerAsking(app, doors);
  registerEmergencies(app, doors);
}

function registerGiving(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/classification',
    summary: 'Say what a reader of the case must have. Lowering it is a proposal that somebody else carries out.',
    audit: 'command',
    action: 'ClassifyCase',
    params: shapes.CaseParams,
    body: access.ClassifyRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'ClassifyCase', ...body } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/facts',
    summary: 'Keep somebody off the case, seal it, share sections of it, or record a consent.',
    audit: 'command',
    action: 'GiveAccess',
    params: shapes.CaseParams,
    body: access.GiveAccessRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId }, body: { fact } }) => ({ caseId, command: { type: 'GiveAccess', fact } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/facts/:access/end',
    summary: 'End what was given, or dismiss a wall.',
    audit: 'command',
    action: 'EndAccess',
    params: access.AccessParams,
    body: access.EndAccessRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body: { reason } }) => ({
      caseId: params.caseId,
      command: { type: 'EndAccess', fact: params.access, reason },
    }),
  });
}

function registerAsking(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/requests',
    summary: 'Ask for access to a case of your agency.',
    audit: 'command',
    action: 'RequestAccess',
    params: shapes.CaseParams,
    body: access.AskAccessRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'RequestAccess', ...body } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/requests/:access/decide',
    summary: 'Grant or refuse what somebody else asked for.',
    audit: 'command',
    action: 'DecideAccess',
    params: access.AccessParams,
    body: access.DecideAccessRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body }) => ({
      caseId: params.caseId,
      command: { type: 'DecideAccess', request: params.access, ...body },
    }),
  });
}

function registerEmergencies(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/break-glass',
    summary: 'Open a case of your agency in an emergency, for some hours. It is told at once and reviewed.',
    audit: 'command',
    action: 'BreakGlass',
    params: shapes.CaseParams,
    body: access.BreakGlassRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId }, body: { hours, category, reason } }) => ({
      caseId,
      command: { type: 'BreakGlass', ...(hours === undefined ? {} : { hours }), category, reason },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/facts/:access/review',
    summary: 'Say whether it was right that somebody else opened the case in an emergency.',
    audit: 'command',
    action: 'ReviewBreakGlass',
    params: access.AccessParams,
    body: access.ReviewRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body: { finding, reason } }) => ({
      caseId: params.caseId,
      command: { type: 'ReviewBreakGlass', fact: params.access, finding, reason },
    }),
  });
}
