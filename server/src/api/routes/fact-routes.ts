// Facts that are collected once: what other cases of the same people offer for a form, and taking it over.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../fact-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams, CommandAnswer } from '../schemas.ts';

export function registerFactRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/offered-facts',
    summary:
      'What other cases of the same people have on record for fields that have nothing, where you may read it and it may serve.',
    audit: 'read',
    action: 'read-case',
    params: CaseParams,
    query: shapes.OfferedFactsQuery,
    answer: shapes.OfferedFacts,
    handler: ({ reader, params, query }) =>
      doors.queries.showOfferedFacts(reader, { caseId: params.caseId, task: query.task }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/offered-facts',
    summary: 'Take over a fact that another case offers, with where it comes from.',
    audit: 'command',
    action: 'TakeFact',
    params: CaseParams,
    body: shapes.TakeFactRequest,
    answer: CommandAnswer,
    command: ({ params, body: { field, from } }) => ({
      caseId: params.caseId,
      command: { type: 'TakeFact', field, from },
    }),
  });
}
