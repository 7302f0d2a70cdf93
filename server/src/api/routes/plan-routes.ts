// Commands that shape the course of a case: moving and planning its items, opening it again, pausing and extending clocks.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerPlanRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerItemRoutes(app, doors);
  registerClockRoutes(app, doors);
}

function registerItemRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/items/:item/move',
    summary: 'Move a plan item along its lifecycle by hand.',
    audit: 'command',
    action: 'MovePlanItem',
    params: shapes.ItemParams,
    body: shapes.MoveItemRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, item }, body: { on, reason } }) => ({
      caseId,
      command: { type: 'MovePlanItem', item, on, ...(reason === undefined ? {} : { reason }) },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/items/:item/plan',
    summary: 'Plan discretionary work.',
    audit: 'command',
    action: 'PlanItem',
    params: shapes.ItemParams,
    body: shapes.PlanItemRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, item }, body: { stage } }) => ({
      caseId,
      command: { type: 'PlanItem', item, ...(stage === undefined ? {} : { stage }) },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/reopen',
    summary: 'Open a closed case again, with the work that is to be done anew and the reason.',
    audit: 'command',
    action: 'ReopenCase',
    params: shapes.CaseParams,
    body: shapes.ReopenRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId }, body: { again, reason } }) => ({
      caseId,
      command: { type: 'ReopenCase', again, reason },
    }),
  });
}

function registerClockRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/clocks/:clock/suspend',
    summary: 'Pause a clock by a cause that its law knows.',
    audit: 'command',
    action: 'SuspendClock',
    params: shapes.ClockParams,
    body: shapes.SuspendClockRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, clock }, body: { pause, reason } }) => ({
      caseId,
      command: { type: 'SuspendClock', clock, pause, reason },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/clocks/:clock/resume',
    summary: 'End a pause of a clock.',
    audit: 'command',
    action: 'ResumeClock',
    params: shapes.ClockParams,
    body: shapes.ResumeClockRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, clock }, body: { pause } }) => ({
      caseId,
      command: { type: 'ResumeClock', clock, pause },
    }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/clocks/:clock/extend',
    summary: 'Extend a clock within the limits of its law.',
    audit: 'command',
    action: 'ExtendClock',
    params: shapes.ClockParams,
    body: shapes.ExtendClockRequest,
    answer: shapes.CommandAnswer,
    command: ({ params: { caseId, clock }, body: { extension, by, reason } }) => ({
      caseId,
      command: { type: 'ExtendClock', clock, extension, by, reason },
    }),
  });
}
