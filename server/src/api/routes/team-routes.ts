// The rooms of those who give work out. All of it is reading; work is given out by the command on each task.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import { registerSampleRoutes } from './sample-routes.ts';
import * as shapes from '../team-schemas.ts';

export function registerTeamRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/load',
    summary: 'Count the open tasks that you give out, by who has them, kind, age and day, and the deadlines at risk.',
    query: shapes.TeamLoadQuery,
    answer: shapes.TeamLoad,
    handler: ({ reader, query }) => doors.queries.team.load(reader, filterOf(query)),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/tasks',
    summary: 'List the open tasks that you give out, soonest due first, 50 a page: what a figure of the load counts.',
    query: shapes.TeamTasksQuery,
    answer: shapes.TeamTaskPage,
    handler: ({ reader, query: { holder, due, age, after, ...query } }) =>
      doors.queries.team.tasks(reader, { ...filterOf(query), holder, due, age, after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/clocks',
    summary:
      'List statutory deadlines near or past their last day in the cases whose work you give out, the earliest first.',
    query: shapes.TeamClocksQuery,
    answer: shapes.ClocksAtRisk,
    handler: ({ reader, query: { risk, ...query } }) =>
      doors.queries.team.clocks(reader, { filter: filterOf(query), risk }),
  });
  registerGivingOut(app, doors);
  registerSampleRoutes(app, doors);
}

function registerGivingOut(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/people',
    summary: 'List to whom you may give work, with what each has of it, and the queues.',
    query: shapes.TeamLoadQuery,
    answer: shapes.TeamPeople,
    handler: ({ reader, query }) => doors.queries.team.people(reader, filterOf(query)),
  });
  defineRoute(app, doors, {
    method: 'POST',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/reassignment',
    summary: 'See what would happen if tasks were given to somebody, at most 500; nothing is changed.',
    body: shapes.ReassignmentRequest,
    answer: shapes.Reassignment,
    handler: ({ reader, body }) => doors.queries.team.preview(reader, body),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/approvals',
    summary: 'List what waits for you as the second person: letters, determinations, reviews and redactions.',
    answer: shapes.ApprovalList,
    handler: ({ reader }) => doors.queries.team.approvals(reader),
  });
}

/** Said or not. */
function filterOf(query: { readonly team?: string; readonly caseType?: string }): {
  readonly team: string | undefined;
  readonly caseType: string | undefined;
} {
  return { team: query.team, caseType: query.caseType };
}
