// Cases: opening, listing, showing, and each command on one.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { caseTag } from '../preconditions.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerCaseRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases',
    summary: 'Open a case.',
    audit: 'command',
    action: 'OpenCase',
    body: shapes.OpenCaseRequest,
    answer: shapes.CommandAnswer,
    command: ({ body: { caseType, team, data } }) => ({
      open: { caseType, data, ...(team === undefined ? {} : { team }) },
    }),
  });
  defineRoute(app, doors, {
    method: 'PATCH',
    path: '/api/v1/cases/:caseId/data',
    summary: 'Record data of a case.',
    audit: 'command',
    action: 'RecordData',
    params: shapes.CaseParams,
    body: shapes.DataRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body }) => ({ caseId: params.caseId, command: { type: 'RecordData', data: body.data } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/notes',
    summary: 'Add a note to a case.',
    audit: 'command',
    action: 'AddNote',
    params: shapes.CaseParams,
    body: shapes.NoteRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body }) => ({ caseId: params.caseId, command: { type: 'AddNote', text: body.text } }),
  });
  registerEndings(app, doors);
  registerTaskRoutes(app, doors);
  registerCaseReads(app, doors);
}

function registerEndings(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/close',
    summary: 'Close a case with an outcome.',
    audit: 'command',
    action: 'CloseCase',
    params: shapes.CaseParams,
    body: shapes.CloseRequest,
    answer: shapes.CommandAnswer,
    command: ({ params, body }) => ({ caseId: params.caseId, command: { type: 'CloseCase', outcome: body.outcome } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/clocks/:clock/due-date',
    summary: 'Move the due date of a running clock, with the reason.',
    audit: 'command',
    action: 'ChangeDueDate',
    params: shapes.ClockParams,
    body: shapes.DueDateRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, clock }, body }) => ({
      caseId,
      command: { type: 'ChangeDueDate', clock, dueOn: body.dueOn, reason: body.reason },
    }),
  });
}

function registerTaskRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/tasks/:task/start',
    summary: 'Begin optional work.',
    audit: 'command',
    action: 'StartTask',
    params: shapes.TaskParams,
    body: shapes.NoFields,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, task } }) => ({ caseId, command: { type: 'StartTask', task } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/tasks/:task/complete',
    summary: 'Complete a task with the answers to its form.',
    audit: 'command',
    action: 'CompleteTask',
    params: shapes.TaskParams,
    body: shapes.DataRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, task }, body }) => ({
      caseId,
      command: { type: 'CompleteTask', task, data: body.data },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/tasks/:task/assign',
    summary: 'Give a task to a person, or back to the team.',
    audit: 'command',
    action: 'AssignTask',
    params: shapes.TaskParams,
    body: shapes.AssignRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, task }, body }) => ({
      caseId,
      command: { type: 'AssignTask', task, assignee: body.assignee },
    }),
  });
}

function registerCaseReads(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases',
    summary:
      'List the cases that you may see, newest first, 50 a page; by filters fewer, and then the cursor may come sooner.',
    audit: 'read',
    action: 'list-cases',
    query: shapes.CaseListQuery,
    answer: shapes.CasePage,
    handler: ({ reader, query: { status = 'open', after, ...filters } }) =>
      doors.queries.listCases(reader, { status, after, filters }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/shared-cases',
    summary: 'List the cases that other agencies share with yours, for the purpose in the header casewright-purpose.',
    audit: 'read',
    action: 'list-cases',
    answer: shapes.SharedCaseList,
    handler: ({ reader }) => doors.queries.listShared(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId',
    summary: 'Show a case: facts, tasks with their forms, plan and clocks.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    answer: shapes.CaseView,
    // A case of another agency comes without its version, and so without a tag.
    tag: (view, reader) => (view.version === 0 ? null : caseTag(view.version, doors.queries.variantOf(reader))),
    handler: ({ reader, params }) => doors.queries.showCase(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/activity',
    summary: 'Show what happened in a case, newest first, 50 a page.',
    audit: 'read',
    action: 'read-case',
    params: shapes.CaseParams,
    query: shapes.PageQuery,
    answer: shapes.ActivityPage,
    handler: ({ reader, params, query }) =>
      doors.queries.showActivity(reader, { caseId: params.caseId, after: query.after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/chain',
    summary: 'Verify the hash chain of a case.',
    audit: 'read',
    action: 'verify-chain',
    params: shapes.CaseParams,
    answer: shapes.ChainReport,
    handler: ({ reader, params }) => doors.queries.verifyCase(reader, params.caseId),
  });
}
