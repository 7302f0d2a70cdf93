// Letters on paper, for the mail room: what waits, having it printed, and saying that it was posted and what came back.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../print-schemas.ts';
import { defineRoute } from '../route.ts';

export function registerPrintRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/print-queue',
    summary: 'Show how many letters wait for post, and the newest batches. It says nothing of any case.',
    audit: 'read',
    action: 'read-print-queue',
    answer: shapes.PrintQueue,
    handler: ({ reader }) => doors.queries.showPrintQueue(reader),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/print-queue/batches',
    summary: 'Ask that what waits be printed, or that what was printed be printed once more, with the reason.',
    audit: 'oversight',
    action: 'keep-print-queue',
    body: shapes.AskPrintRequest,
    answer: shapes.PrintAsked,
    handler: ({ by, body: { again = null } }) => doors.askPrint(by, { again }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/print-queue/batches/:number/posted',
    summary: 'Say on which day all of a batch was handed to the post.',
    audit: 'oversight',
    action: 'keep-print-queue',
    params: shapes.BatchParams,
    body: shapes.PostedRequest,
    answer: shapes.BatchPosted,
    handler: ({ by, params, body: { on } }) => doors.sayPosted(by, { number: Number(params.number), on }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/print-queue/returned',
    summary: 'Say that a letter came back, by the label on its cover sheet. Its case has work for somebody then.',
    audit: 'oversight',
    action: 'keep-print-queue',
    body: shapes.ReturnedRequest,
    answer: shapes.LetterReturned,
    handler: ({ by, body }) => doors.sayReturned(by, body),
  });
}
