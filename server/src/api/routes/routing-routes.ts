// To whom work went and why, and what people were told of the time of cases.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as routing from '../routing-schemas.ts';
import * as shapes from '../schemas.ts';
import { registerWhyRoutes } from './why-routes.ts';

export function registerRoutingRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerWhyRoutes(app, doors);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/tasks/:task/assignment',
    summary: 'Show why a task went to whom it went, with the draw done again.',
    audit: 'read',
    action: 'read-case',
    params: shapes.TaskParams,
    answer: routing.TaskAssignment,
    handler: ({ reader, params }) => doors.queries.showAssignment(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/notices',
    summary: 'List what you were told of the time of cases and have not acted on, the latest first.',
    audit: 'read',
    action: 'list-work',
    answer: routing.NoticeList,
    handler: ({ reader }) => doors.queries.listNotices(reader),
  });
}
