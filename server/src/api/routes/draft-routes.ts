// Drafts of case types and what is done with them, the versions of a kind of case, and what differs between two.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as drafts from '../draft-schemas.ts';
import { defineRoute } from '../route.ts';

/** Of a body that brings a text with its scenarios. */
const TEXT_BYTES_MAX = 2_000_000;
const DRAFT = '/api/v1/case-type-drafts/:draftId';

export function registerDraftRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-type-drafts',
    audit: 'read',
    action: 'read-drafts',
    summary: 'List the drafts of case types that were begun last, the latest first.',
    answer: drafts.DraftList,
    handler: ({ reader }) => doors.queries.drafts.list(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: DRAFT,
    audit: 'read',
    action: 'read-drafts',
    summary:
      'Show a draft: its text, what the check and its scenarios say, and how it differs from the version before it.',
    params: drafts.DraftParams,
    answer: drafts.DraftOfCaseType,
    handler: ({ reader, params }) => doors.queries.drafts.show(reader, params.draftId),
  });
  registerVersions(app, doors);
  registerWriting(app, doors);
  registerDeciding(app, doors);
}

function registerVersions(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-types/:name/versions',
    audit: 'read',
    action: 'read-drafts',
    summary:
      'List the versions of a kind of case, with when each begins and how many cases that you may read run under it.',
    params: drafts.KindParams,
    answer: drafts.VersionList,
    handler: ({ reader, params }) => doors.queries.drafts.versions(reader, params.name),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-types/:name/versions/:version',
    audit: 'read',
    action: 'read-drafts',
    summary: 'Show the text of a version that was published.',
    params: drafts.VersionParams,
    answer: drafts.VersionText,
    handler: ({ reader, params }) => doors.queries.drafts.version(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/case-types/:name/comparison',
    audit: 'read',
    action: 'read-drafts',
    summary: 'Compare two versions of a kind of case.',
    params: drafts.KindParams,
    query: drafts.ComparisonQuery,
    answer: drafts.VersionComparison,
    handler: ({ reader, params, query }) => doors.queries.drafts.compare(reader, { ...params, ...query }),
  });
}

function registerWriting(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/case-type-drafts',
    audit: 'oversight',
    action: 'write-draft',
    summary: 'Begin a draft of a case type, under an id of your own making.',
    bodyLimit: TEXT_BYTES_MAX,
    body: drafts.DraftBeginRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, body }) => doors.beginDraft(by, body),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/text`,
    audit: 'oversight',
    action: 'write-draft',
    summary: 'Save another text of a draft; what was approved of the one before is approved no more.',
    bodyLimit: TEXT_BYTES_MAX,
    params: drafts.DraftParams,
    body: drafts.DraftSaveRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'save', words: '', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/review`,
    audit: 'oversight',
    action: 'write-draft',
    summary: 'Send a draft for review, to begin on a day or at once.',
    params: drafts.DraftParams,
    body: drafts.DraftSendRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'send', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/withdrawal`,
    audit: 'oversight',
    action: 'write-draft',
    summary: 'Withdraw a draft for good.',
    params: drafts.DraftParams,
    body: drafts.DraftWordsRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'withdraw', ...params, ...body }),
  });
}

function registerDeciding(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/approval`,
    audit: 'oversight',
    action: 'approve-draft',
    summary: 'Approve the text of a draft, by its hash. Nobody approves what they wrote in.',
    params: drafts.DraftParams,
    body: drafts.DraftApproveRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'approve', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/return`,
    audit: 'oversight',
    action: 'approve-draft',
    summary: 'Return a draft to whoever writes it, with words.',
    params: drafts.DraftParams,
    body: drafts.DraftWordsRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'return', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/acknowledgements`,
    audit: 'oversight',
    action: 'acknowledge-draft',
    summary: 'Acknowledge one thing that a draft changes about privacy, and say why it may be.',
    params: drafts.DraftParams,
    body: drafts.DraftAcknowledgeRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'acknowledge', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${DRAFT}/publication`,
    audit: 'oversight',
    action: 'approve-draft',
    summary: 'Publish the approved text of a draft, by its hash.',
    params: drafts.DraftParams,
    body: drafts.DraftApproveRequest,
    answer: drafts.DraftStepTaken,
    handler: ({ by, params, body }) => doors.takeDraftStep(by, { kind: 'publish', ...params, ...body }),
  });
}
