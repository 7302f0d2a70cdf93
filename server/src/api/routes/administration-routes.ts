// The room of whoever administers an agency: people and their roles, whether somebody may read a case, and how far the program is behind.
import type { FastifyInstance } from 'fastify';
import * as shapes from '../administration-schemas.ts';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';

export function registerAdministrationRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerQuestions(app, doors);
  registerSteps(app, doors);
}

function registerQuestions(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/administration/people',
    summary: 'People of your agency with their roles, at most 200 of them, and its teams.',
    audit: 'read',
    action: 'read-directory',
    query: shapes.StaffQuery,
    answer: shapes.Staff,
    handler: ({ reader, query: { like = null, team = null } }) =>
      doors.queries.administration.listStaff(reader, { like, team }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/administration/access',
    summary: 'Whether somebody may read a case, and by which rule or why not. It says nothing of what is in the case.',
    audit: 'read',
    action: 'simulate-access',
    query: shapes.SimulationQuery,
    answer: shapes.SimulatedAccess,
    inSteps: true,
    handler: ({ reader, query }) => doors.queries.administration.simulateAccess(reader, query),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/administration/jobs',
    summary: 'How much of its own work the program has before it, since when, and what it gave up.',
    audit: 'read',
    action: 'read-directory',
    answer: shapes.Jobs,
    handler: ({ reader }) => doors.queries.administration.listJobs(reader),
  });
}

function registerSteps(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/administration/people/:person/roles',
    summary: 'Give somebody a role in a team. Never oneself.',
    audit: 'oversight',
    action: 'keep-directory',
    params: shapes.StaffParams,
    body: shapes.RoleRequest,
    answer: shapes.PersonNamed,
    handler: ({ by, params, body }) => doors.giveRole(by, { ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/administration/people/:person/roles/end',
    summary: 'End a role that somebody has in a team. Never one’s own.',
    audit: 'oversight',
    action: 'keep-directory',
    params: shapes.StaffParams,
    body: shapes.RoleRequest,
    answer: shapes.PersonNamed,
    handler: ({ by, params, body }) => doors.endRole(by, { ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/administration/people/:person/account',
    summary:
      'Lock the account of somebody, or open it again. Their sessions end, and their tasks go back to their teams.',
    audit: 'oversight',
    action: 'keep-directory',
    params: shapes.StaffParams,
    body: shapes.AccountRequest,
    answer: shapes.PersonNamed,
    handler: ({ by, params, body }) => doors.lockAccount(by, { ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/administration/jobs/texts/retry',
    summary: 'Have texts of files read again that could not be read.',
    audit: 'oversight',
    action: 'keep-directory',
    body: shapes.RetryRequest,
    answer: shapes.TextsRetried,
    handler: ({ by }) => doors.retryTexts(by),
  });
}
