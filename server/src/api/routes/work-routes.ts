// What a person starts from: their work, the kinds of case, and live hints that something changed.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { openFollowing } from '../follow-changes.ts';
import { openPresence } from '../presence.ts';
import { defineRoute } from '../route.ts';
import { registerPresenceRoutes } from './presence-routes.ts';
import * as shapes from '../schemas.ts';
import { registerTeamRoutes } from './team-routes.ts';

export function registerWorkRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerTeamRoutes(app, doors);
  const presence = openPresence(doors);
  let stop = (): void => {};
  app.addHook('onReady', async () => {
    stop = presence.start();
  });
  app.addHook('onClose', async () => stop());
  registerPresenceRoutes(app, doors, presence);
  const follow = openFollowing(doors, presence);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/work',
    summary: 'List your work and that of your teams, soonest due first, 50 a page.',
    audit: 'read',
    action: 'list-work',
    query: shapes.PageQuery,
    answer: shapes.WorkPage,
    handler: ({ reader, query }) => doors.queries.listWork(reader, query.after),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-types',
    summary: 'List the kinds of case, with the form that opens each.',
    audit: 'read',
    action: 'list-case-types',
    answer: shapes.CaseTypeList,
    handler: ({ reader }) => doors.queries.listCaseTypes(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/stream',
    summary: 'Follow changes of the cases that you may see, as server-sent events that carry ids only.',
    audit: 'stream',
    action: 'list-cases',
    answer: shapes.ChangeHint,
    handler: follow,
  });
}
