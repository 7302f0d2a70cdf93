// Why a step or a date of a case is as it is, to whom a task may be given, what its reader has opened, and what
// another agency would see.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';
import * as why from '../why-schemas.ts';

export function registerWhyRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/items/:item/why',
    summary: 'Why a step of the plan stands where it does: what brought it there, and what keeps it from going on.',
    audit: 'read',
    action: 'read-case',
    params: shapes.ItemParams,
    answer: why.WhyItem,
    handler: ({ reader, params }) => doors.queries.showWhyItem(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/clocks/:clock/why',
    summary: 'Why a legal date is that date: how it was reckoned, and what it would be otherwise.',
    audit: 'read',
    action: 'read-case',
    params: shapes.ClockParams,
    answer: why.WhyClock,
    handler: ({ reader, params }) => doors.queries.showWhyClock(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/tasks/:task/assignees',
    summary: 'To whom an open task may be given, with what each has to do; for whoever manages access to the case.',
    audit: 'read',
    action: 'explain-access',
    params: shapes.TaskParams,
    answer: why.TaskAssignees,
    handler: ({ reader, params }) => doors.queries.showAssignees(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/opened',
    summary: 'Which pages of the documents of a case you have opened.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    answer: why.OpenedPages,
    handler: ({ reader, params }) => doors.queries.showOpened(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/access/share-preview',
    summary: 'Show a case as another agency would see it that is shown some sections. Nothing is shared by it.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    body: why.SharePreview,
    answer: shapes.CaseView,
    handler: ({ reader, params: { caseId }, body: { sections } }) =>
      doors.queries.showAsShared(reader, { caseId, sections }),
  });
}
