// Letters that are made of what a case has on record.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../letter-schemas.ts';
import { defineRoute } from '../route.ts';

export function registerLetterRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/letters/:letter',
    summary: 'Show a letter as its recipient will read it, or what is missing for it. Nothing is made by this.',
    audit: 'read',
    action: 'read-case',
    params: shapes.LetterParams,
    query: shapes.LetterQuery,
    answer: shapes.LetterPreview,
    handler: ({ reader, params, query }) => doors.queries.previewLetter(reader, { ...params, ...query }),
  });
}
