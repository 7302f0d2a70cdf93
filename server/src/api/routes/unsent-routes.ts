// What somebody types and has not sent, kept for them alone: in a case, and where there is no case yet.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';
import * as shapes from '../unsent-schemas.ts';

const OF_CASE = '/api/v1/cases/:caseId/unsent-text';
const OF_NONE = '/api/v1/unsent-text';

export function registerUnsentRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: OF_CASE,
    audit: 'read',
    action: 'read-case',
    summary: 'Show what you typed in a form of a case and have not sent. Nobody else is shown it.',
    params: CaseParams,
    query: shapes.UnsentQuery,
    answer: shapes.UnsentText,
    handler: ({ reader, params: { caseId }, query: { place } }) => doors.queries.showUnsent(reader, { caseId, place }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${OF_CASE}/keep`,
    audit: 'oversight',
    action: 'read-case',
    summary: 'Keep what you are typing in a form of a case, or discard it.',
    params: CaseParams,
    body: shapes.KeepUnsentRequest,
    answer: shapes.UnsentKept,
    handler: ({ by, params: { caseId }, body }) => doors.keepUnsent(by, { caseId, ...body }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: OF_NONE,
    audit: 'read',
    action: 'list-case-types',
    summary: 'Show what you typed in a form that is of no case yet and have not sent.',
    query: shapes.UnsentQuery,
    answer: shapes.UnsentText,
    handler: ({ reader, query: { place } }) => doors.queries.showUnsent(reader, { caseId: null, place }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${OF_NONE}/keep`,
    audit: 'oversight',
    action: 'list-case-types',
    summary: 'Keep what you are typing in a form that is of no case yet, or discard it.',
    body: shapes.KeepUnsentRequest,
    answer: shapes.UnsentKept,
    handler: ({ by, body }) => doors.keepUnsent(by, { caseId: null, ...body }),
  });
}
