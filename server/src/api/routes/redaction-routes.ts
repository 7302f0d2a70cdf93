// Redactions that people work on together: what is drawn, what might be, what would be left, and each step up to the copy.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../upload-schemas.ts';

const VERSION = '/api/v1/cases/:caseId/documents/:entry/versions/:content';
const DRAFT = `${VERSION}/redactions/:draft`;

export function registerRedactionRoutes(app: FastifyInstance, doors: ApiDoors): void {
  registerReads(app, doors);
  defineRoute(app, doors, {
    method: 'POST',
    path: DRAFT,
    audit: 'upload',
    action: 'FileDocument',
    summary: 'Save what is to be taken out of a copy of a version. The id of a new draft is yours to choose.',
    params: shapes.DraftParams,
    body: shapes.RedactionDraftRequest,
    answer: shapes.RedactionStep,
    handler: ({ by, params, body }) => {
      const { of, audience = null, title, boxes, keepRecognised = false, version } = body;
      return doors.uploads.saveRedaction(by, { ...params, kind: of, audience, title, boxes, keepRecognised, version });
    },
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/steps`,
    audit: 'upload',
    action: 'FileDocument',
    summary: 'Submit a draft, return it, discard it, or approve it, by which the copy is made and filed.',
    params: shapes.DraftParams,
    body: shapes.RedactionStepRequest,
    answer: shapes.RedactionStep,
    handler: ({ by, params, body: { step, version, digest = null, remark = null } }) =>
      doors.uploads.stepRedaction(by, { ...params, step, version, digest, remark }),
  });
}

function registerReads(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: `${VERSION}/redactions`,
    audit: 'read',
    action: 'read-case',
    summary: 'Drafts of redacted copies of a version, and how many people a copy takes.',
    params: shapes.VersionParams,
    answer: shapes.Redactions,
    handler: ({ reader, params }) => doors.queries.listRedactions(reader, { asked: params }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: `${DRAFT}/text`,
    audit: 'read',
    action: 'read-case',
    summary: 'The text that a draft would leave, by page.',
    params: shapes.DraftParams,
    answer: shapes.TextLeft,
    handler: ({ reader, params: { draft, ...asked } }) => doors.queries.showTextLeft(reader, { asked, draft }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${VERSION}/suggested-boxes`,
    audit: 'read',
    action: 'read-case',
    summary: 'Where words, or the parties of the case, stand in a version: proposals that a person decides on.',
    params: shapes.VersionParams,
    body: shapes.SuggestRequest,
    answer: shapes.SuggestedBoxes,
    handler: ({ reader, params, body }) => doors.queries.suggestRedactions(reader, { asked: params, sought: body }),
  });
}
