// Phrases: words that people use again in what they write, their own and those of their teams.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../phrase-schemas.ts';
import { defineRoute } from '../route.ts';
import { NoFields } from '../schemas.ts';

const PHRASES = '/api/v1/phrases';

export function registerPhraseRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: PHRASES,
    summary: 'List your phrases and those of your teams: words to be put into what you write.',
    audit: 'read',
    action: 'list-work',
    answer: shapes.Phrases,
    handler: ({ reader }) => doors.queries.showPhrases(reader),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: PHRASES,
    summary: 'Keep a phrase, for yourself or for a team for which you answer, or change one.',
    audit: 'oversight',
    action: 'keep-views',
    body: shapes.KeepPhraseRequest,
    answer: shapes.PhraseKept,
    handler: ({ by, body: { phrase = null, team = null, ...asked } }) =>
      doors.keepPhrase(by, { ...asked, phrase, team }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${PHRASES}/:phrase/remove`,
    summary: 'Remove a phrase of yours, or of a team for which you answer.',
    audit: 'oversight',
    action: 'keep-views',
    params: shapes.PhraseParams,
    body: NoFields,
    answer: shapes.PhraseKept,
    handler: ({ by, params }) => doors.dropPhrase(by, params),
  });
}
