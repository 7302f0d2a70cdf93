// Questions about who may read a case: why somebody may, who else, what somebody reaches, and what a change would do.
import { readAccessRules } from '@casewright/engine/policy';
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as explain from '../explain-schemas.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerExplainRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerOfCase(app, doors);
  registerAcross(app, doors);
}

function registerOfCase(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/access',
    summary: 'Show what was said in a case about who may read it; to those who do not manage that, what is about them.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    answer: explain.AccessOfCase,
    handler: ({ reader, params }) => doors.queries.showAccess(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/access/why',
    summary:
      'Why somebody may or may not read a case, or a part of it, now or as of an instant. Without a person: oneself.',
    audit: 'read',
    action: 'explain-access',
    params: shapes.CaseParams,
    query: explain.WhyQuery,
    answer: explain.WhyAccess,
    handler: ({ reader, params: { caseId }, query: { person = null, part = null, at = null } }) =>
      doors.queries.showWhy(reader, { caseId, person, part, at }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/access/who',
    summary: 'Everybody who may read a case, or a part of it, and by what, now or as of an instant, 50 a page.',
    audit: 'read',
    action: 'explain-access',
    params: shapes.CaseParams,
    query: explain.WhoQuery,
    answer: explain.WhoMayRead,
    handler: ({ reader, params: { caseId }, query: { part = null, at = null, after } }) =>
      doors.queries.showWho(reader, { caseId, part, at, after }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/what-if',
    summary: 'Who would gain and who would lose by a change of access to a case. Nothing is changed.',
    audit: 'read',
    action: 'explain-access',
    params: shapes.CaseParams,
    body: explain.WhatIfRequest,
    answer: explain.WhatIf,
    handler: ({ reader, params: { caseId }, body: proposal }) => doors.queries.showWhatIf(reader, { caseId, proposal }),
  });
}

function registerAcross(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-ids',
    summary:
      'The id of a case by its reference, to ask for access to it. Where something keeps you off it, there is none.',
    audit: 'read',
    action: 'find-case',
    query: explain.FindCaseQuery,
    answer: explain.FoundCase,
    handler: ({ reader, query: { name } }) => doors.queries.findCase(reader, name),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/people/:person/access/reach',
    summary: 'Which cases somebody of your agency reaches and by what, newest first, 50 a page.',
    audit: 'read',
    action: 'read-reach',
    params: explain.ReachParams,
    query: explain.ReachQuery,
    answer: explain.Reach,
    handler: ({ reader, params: { person }, query: { status = 'open', after } }) =>
      doors.queries.showReach(reader, { person, status, after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/access-rules',
    summary: 'The rules of access in force, as data.',
    audit: 'read',
    action: 'read-reach',
    answer: explain.RulesInForce,
    handler: ({ reader }) => doors.queries.showRules(reader),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/access-rules/compare',
    summary:
      'Who would gain and lose what by another version of the rules of access, 25 cases a page. Nothing is changed.',
    audit: 'read',
    action: 'read-reach',
    body: explain.CompareRules,
    answer: explain.RulesCompared,
    handler({ reader, body: { rules: given, after } }) {
      const read = readAccessRules(given);
      if ('problems' in read) throw refuse('invalid-request', { detail: read.problems.join(' ') });
      return doors.queries.compareRules(reader, { rules: read.rules, after });
    },
  });
}
