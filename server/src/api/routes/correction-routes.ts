// Corrections and statements of disagreement on what a case has on record, those who are to be told, and consents with their uses.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../correction-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams, CommandAnswer } from '../schemas.ts';

export function registerCorrectionRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/rights',
    summary: 'Show corrections with everybody who is to be told of them, and consents with what was done under each.',
    audit: 'read',
    action: 'read-case',
    params: CaseParams,
    answer: shapes.Rights,
    handler: ({ reader, params }) => doors.queries.showRights(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/corrections',
    summary: 'Put a correction, or a statement of disagreement, on what is on record. It stays as it was.',
    audit: 'command',
    action: 'RecordCorrection',
    params: CaseParams,
    body: shapes.RecordCorrectionRequest,
    answer: CommandAnswer,
    command: ({ params: { caseId }, body }) => ({ caseId, command: { type: 'RecordCorrection', ...body } }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/corrections/:correction/recipients',
    summary: 'Say of somebody who may have been told what is wrong that they were told so, or why they need not be.',
    audit: 'command',
    action: 'SettleRecipient',
    params: shapes.CorrectionParams,
    body: shapes.SettleRecipientRequest,
    answer: CommandAnswer,
    command: ({ params: { caseId, correction }, body }) => ({
      caseId,
      command: { type: 'SettleRecipient', correction, ...body },
    }),
  });
}
