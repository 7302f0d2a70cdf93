// Letters that are made of what a case has on record.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { EntryParams } from '../entry-schemas.ts';
import * as shapes from '../letter-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';

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
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/communications/:entry/calendar',
    summary: 'Give a meeting as a file for calendars (RFC 5545), with nobody’s name in it.',
    audit: 'read',
    action: 'read-case',
    params: EntryParams,
    answer: shapes.MeetingFile,
    handler: ({ reader, params }) => doors.queries.showMeeting(reader, params),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/letters',
    summary: 'Make a letter: it is kept as a document and drafted, to be approved and sent.',
    audit: 'letter',
    action: 'DraftCommunication',
    params: CaseParams,
    body: shapes.MakeLetterRequest,
    answer: shapes.MadeLetter,
    handler: ({ by, params, body, key }) => doors.makeLetter(by, { ...params, ...body, key }),
  });
}
