// Bringing files: begin, add pieces, ask, end, discard; and fetching the bytes of documents. The pieces are bytes, so these routes are in
// a place of their own, where a body that is no JSON is understood.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import { readIdempotencyKey } from '../preconditions.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';
import { PIECE_TYPE, readPiece } from '../upload-body.ts';
import * as shapes from '../upload-schemas.ts';

const UPLOADS = '/api/v1/cases/:caseId/uploads';
const UPLOAD = `${UPLOADS}/:file`;
const VERSION = '/api/v1/cases/:caseId/documents/:entry/versions/:content';

export async function registerUploadRoutes(app: FastifyInstance, doors: ApiDoors): Promise<void> {
  await app.register(async (scope) => {
    // Nothing is read here: whoever takes the bytes waits for each.
    scope.addContentTypeParser(PIECE_TYPE, (_request, _stream, done) => done(null, undefined));
    registerSteps(scope, doors);
  });
  registerVersions(app, doors);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/uploads/limits',
    summary: 'How large files may be, how many at once, and whether they are looked at for malware.',
    audit: 'read',
    action: 'read-session',
    answer: shapes.UploadLimits,
    handler: ({ reader }) => {
      const { limits, part } = doors.uploads;
      return doors.queries.showUploadLimits(reader, { ...limits, part, scanner: doors.scanner });
    },
  });
}

function registerSteps(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: UPLOADS,
    audit: 'upload',
    action: 'FileDocument',
    begins: true,
    params: CaseParams,
    summary: 'Begin to bring a file that is to become a document, or a further version of one.',
    body: shapes.StartUploadRequest,
    answer: shapes.Upload,
    handler: ({ by, kind, params: { caseId }, body, request }) => {
      const { of, audience = null, document = null, name, size } = body;
      const key = readIdempotencyKey(request.headers['idempotency-key']);
      const channel = kind === 'token' ? 'api' : 'staff';
      return doors.uploads.start(by, { caseId, kind: of, audience, document, name, size, channel, key });
    },
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: UPLOAD,
    audit: 'upload',
    action: 'FileDocument',
    params: shapes.UploadParams,
    summary: 'Where a file stands that is being brought.',
    answer: shapes.Upload,
    handler: ({ by, params }) => doors.uploads.ask(by, params),
  });
  defineRoute(app, doors, {
    method: 'PATCH',
    path: UPLOAD,
    audit: 'upload',
    action: 'FileDocument',
    params: shapes.UploadParams,
    summary: 'Add a piece to a file, from where it stands.',
    handler: ({ by, params, request }) => doors.uploads.append(by, { ...params, ...readPiece(request) }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${UPLOAD}/finish`,
    audit: 'upload',
    action: 'FileDocument',
    params: shapes.UploadParams,
    summary: 'All of a file is there: have it looked at.',
    body: shapes.FinishUploadRequest,
    answer: shapes.Upload,
    handler: ({ by, params, body: { content = null } }) => doors.uploads.finish(by, { ...params, content }),
  });
  defineRoute(app, doors, {
    method: 'DELETE',
    path: UPLOAD,
    audit: 'upload',
    action: 'FileDocument',
    params: shapes.UploadParams,
    summary: 'Discard a file that no document names.',
    answer: shapes.Upload,
    handler: ({ by, params }) => doors.uploads.discard(by, params),
  });
}

function registerVersions(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: VERSION,
    audit: 'file',
    action: 'read-case',
    summary: 'The bytes of a version of a document.',
    params: shapes.VersionParams,
    query: shapes.VersionQuery,
    use: ({ use = 'save' }) => use,
    handler: ({ reader, params, range }) => doors.queries.readDocument(reader, { asked: params, range }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${VERSION}/redactions`,
    audit: 'upload',
    action: 'FileDocument',
    summary: 'Make a redacted copy of a version: a new file without what the boxes cover, to be filed as a document.',
    params: shapes.VersionParams,
    body: shapes.RedactionRequest,
    answer: shapes.Upload,
    handler: ({ by, params, body }) => {
      const { of, audience = null, boxes, reasons, unit = 'points', keepRecognised = false } = body;
      const how = { boxes, reasons, fractions: unit === 'fractions', keepRecognised };
      return doors.uploads.redact(by, { ...params, kind: of, audience, ...how });
    },
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${VERSION}/opened`,
    audit: 'read',
    action: 'read-case',
    summary: 'Say which pages of a version were opened; a decision may ask that all were.',
    params: shapes.VersionParams,
    body: shapes.PagesOpenedRequest,
    answer: shapes.PagesOpened,
    handler: ({ reader, params, body: { pages } }) => doors.queries.openPages(reader, { asked: params, pages }),
  });
}
