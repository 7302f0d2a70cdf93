// What somebody with a seat may look at. Reads only: a seat lets nobody change anything.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as oversight from '../oversight-schemas.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerAuditRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/seat',
    summary: 'Show the seat that you hold: what for, until when, and over what.',
    audit: 'read',
    action: 'audit',
    answer: oversight.AuditSeat,
    handler: ({ reader }) => doors.queries.audit.showSeat(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/entries',
    summary:
      'Look through events, or through who looked at what, by person, case, action, time and refusal, 50 a page.',
    audit: 'read',
    action: 'audit',
    query: oversight.ExploreQuery,
    answer: oversight.AuditPage,
    handler: ({ reader, query }) => {
      const { kind, person = null, caseId = null, action = null, denied, after } = query;
      const refused = denied === undefined ? null : denied === 'yes';
      return doors.queries.audit.explore(reader, {
        kind,
        person,
        caseId,
        action,
        denied: refused,
        after,
        period: periodOf(query),
      });
    },
  });
  registerCase(app, doors);
}

function registerCase(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/cases/:caseId',
    summary: 'Show a case as it was known at a time, or as it was then by what is known now.',
    audit: 'read',
    action: 'audit',
    params: shapes.CaseParams,
    query: oversight.ReplayQuery,
    answer: oversight.CaseReplay,
    handler: ({ reader, params, query: { asOf, by = 'recorded' } }) =>
      doors.queries.audit.replay(reader, { caseId: params.caseId, asOf, by }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/cases/:caseId/difference',
    summary: 'Tell what became of a case between two times, as it was known at each.',
    audit: 'read',
    action: 'audit',
    params: shapes.CaseParams,
    query: oversight.DifferenceQuery,
    answer: oversight.CaseDifference,
    handler: ({ reader, params, query }) =>
      doors.queries.audit.compare(reader, { caseId: params.caseId, from: query.from, until: query.to }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/cases/:caseId/verification',
    summary: 'Verify a case: its chain, its place in the log, and the signed checkpoint.',
    audit: 'read',
    action: 'audit',
    params: shapes.CaseParams,
    answer: oversight.CaseVerdict,
    handler: ({ reader, params }) => doors.queries.audit.verify(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/audit/cases/:caseId/proof',
    summary: 'The proof of a case as a file that casewright-verify.mjs checks without this server.',
    audit: 'read',
    action: 'audit',
    params: shapes.CaseParams,
    answer: oversight.CaseProofFile,
    handler: ({ reader, params }) => doors.queries.audit.prove(reader, params.caseId),
  });
}
