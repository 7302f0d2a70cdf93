// Saved views of lists: whoever opens one asks the list anew, with their own rights.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import { NoFields } from '../schemas.ts';
import * as shapes from '../view-schemas.ts';

export function registerViewRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/views',
    summary: 'List your saved views, and those that are shared with your teams. They name filters and no case.',
    audit: 'read',
    action: 'list-work',
    answer: shapes.SavedViews,
    handler: ({ reader }) => doors.queries.showViews(reader),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/views',
    summary:
      'Keep a named set of filters of a list, for yourself or for a team of yours. Words that are sought are refused.',
    audit: 'oversight',
    action: 'keep-views',
    body: shapes.KeepViewRequest,
    answer: shapes.ViewKept,
    handler: ({ by, body: { team = null, ...asked } }) => doors.keepView(by, { ...asked, team }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/views/:view/share',
    summary: 'Share a view of yours with a team of yours, or with nobody any more.',
    audit: 'oversight',
    action: 'keep-views',
    params: shapes.ViewParams,
    body: shapes.ShareViewRequest,
    answer: shapes.ViewKept,
    handler: ({ by, params, body: { team } }) => doors.giveView(by, { view: params.view, team }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/views/:view/remove',
    summary: 'Remove a view of yours.',
    audit: 'oversight',
    action: 'keep-views',
    params: shapes.ViewParams,
    body: NoFields,
    answer: shapes.ViewKept,
    handler: ({ by, params }) => doors.dropView(by, params),
  });
}
