// What leaves a case put together: bundles, and the case itself to be read. What bundles there are and what may go into the next, making one, and what was in one. One that was made is filed as any document is.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../bundle-schemas.ts';
import { CasePackage, PackageRequest } from '../package-schemas.ts';
import { defineRoute } from '../route.ts';
import { CaseParams } from '../schemas.ts';
import { Upload, VersionParams } from '../upload-schemas.ts';

const BUNDLES = '/api/v1/cases/:caseId/bundles';

export function registerBundleRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: BUNDLES,
    audit: 'read',
    action: 'read-case',
    summary: 'The bundles of a case, which documents may go into the next, and how far one is that is being made.',
    params: CaseParams,
    query: shapes.BundlesQuery,
    answer: shapes.Bundles,
    handler: ({ reader, params: { caseId }, query: { of = null, audience = null } }) => {
      const making = doors.uploads.bundleInHand(reader, caseId);
      return doors.queries.showBundles(reader, { caseId, of, audience, making });
    },
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: BUNDLES,
    audit: 'upload',
    action: 'FileDocument',
    summary:
      'Make a bundle of documents: one file with an index and page numbers that stay, to be filed as a document.',
    params: CaseParams,
    body: shapes.BundleRequest,
    answer: Upload,
    handler: ({ by, params: { caseId }, body }) => {
      const { of: kind, audience = null, document = null, party = null, title, sections } = body;
      return doors.uploads.bundle(by, { caseId, kind, audience, document, party, title, sections });
    },
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/documents/:entry/versions/:content/manifest',
    audit: 'read',
    action: 'read-case',
    summary: 'What was in a version of a bundle: each document with its pages and the hash of its content.',
    params: VersionParams,
    answer: shapes.BundleManifest,
    handler: ({ reader, params }) => doors.queries.readBundleManifest(reader, params),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/cases/:caseId/package',
    audit: 'read',
    action: 'read-case',
    summary: 'The case as a package to be read elsewhere, as much of it as the reader may read, with a reason.',
    params: CaseParams,
    body: PackageRequest,
    answer: CasePackage,
    handler: ({ reader, params, body }) => doors.queries.packageCase(reader, { ...params, ...body }),
  });
}
