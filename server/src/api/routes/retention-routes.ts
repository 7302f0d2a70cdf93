// When the records of a case may be disposed of, and why.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { CaseRetention } from '../retention-schemas.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerRetentionRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/retention',
    summary: 'Show when the records of a case may be disposed of, by which class, and why, step by step.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    answer: CaseRetention,
    handler: ({ reader, params }) => doors.queries.showRetention(reader, params.caseId),
  });
}
