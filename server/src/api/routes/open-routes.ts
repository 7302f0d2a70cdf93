// What everybody may have: health, the description of the interface, the files of the staff app, and the place where
// browsers report what the content security policy stopped.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiOptions } from '../api-options.ts';
import { refuse } from '../problem.ts';
import { referencePage, REFERENCE_STYLE } from '../reference-page.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

const REPORT_BYTES_MAX = 16 * 1024;
const REPORTS_PER_MINUTE = 60;

/** @returns how many reports of the content security policy have come in */
export function registerOpenRoutes(app: FastifyInstance, options: ApiOptions): () => number {
  registerHealth(app, options);
  registerReference(app, options);
  if (options.staffApp !== null) registerStaffApp(app, options, options.staffApp);
  let reports = 0;
  defineRoute(app, options.doors, {
    method: 'POST',
    path: '/api/csp-report',
    summary: 'Report of the content security policy.',
    audit: 'open',
    action: 'policy-report',
    listed: false,
    sameOrigin: false,
    bodyLimit: REPORT_BYTES_MAX,
    perMinute: REPORTS_PER_MINUTE,
    handler: async ({ request, reply }) => {
      reports += 1;
      request.log.warn('A browser reported that the content security policy stopped something.');
      return reply.code(204).send();
    },
  });
  return () => reports;
}

function registerHealth(app: FastifyInstance, { doors }: ApiOptions): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process runs.',
    audit: 'open',
    action: 'health',
    answer: shapes.Health,
    listed: true,
    handler: async () => ({ status: 'ok' as const }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the database answers.',
    audit: 'open',
    action: 'health',
    answer: shapes.Health,
    listed: true,
    handler: async () => {
      await doors.queries.ready();
      return { status: 'ok' as const };
    },
  });
}

function registerReference(app: FastifyInstance, { doors }: ApiOptions): void {
  const files: Readonly<Record<string, () => { readonly type: string; readonly text: string }>> = {
    '/api/v1/openapi.json': () => ({ type: 'application/json', text: JSON.stringify(app.swagger()) }),
    '/api/reference': () => ({ type: 'text/html; charset=utf-8', text: referencePage(app.swagger()) }),
    '/api/reference.css': () => ({ type: 'text/css; charset=utf-8', text: REFERENCE_STYLE }),
  };
  for (const [path, make] of Object.entries(files)) {
    // Made when first asked for; it cannot change while the process runs.
    let made: ReturnType<typeof make> | null = null;
    defineRoute(app, doors, {
      method: 'GET',
      path,
      summary: 'The description of this interface.',
      audit: 'open',
      action: 'api-document',
      listed: false,
      handler: async ({ reply }) => {
        made ??= make();
        return reply.type(made.type).send(made.text);
      },
    });
  }
}

function registerStaffApp(app: FastifyInstance, { doors }: ApiOptions, folder: string): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/*',
    summary: 'The staff app.',
    audit: 'open',
    action: 'staff-app',
    listed: false,
    handler: async ({ request, reply }) => sendFile(request, reply, folder),
  });
}

/**
 * A file of the build, in the smallest form that the browser takes and the build has made; every other address is a page of the app, which
 * finds its way by itself.
 */
function sendFile(request: FastifyRequest, reply: FastifyReply, folder: string): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? '/';
  if (path.startsWith('/api/') || path.startsWith('/scim/') || path.startsWith('/open-data/'))
    throw refuse('not-found');
  if (path.startsWith('/assets/')) {
    if (!existsSync(join(folder, path))) throw refuse('not-found');
    // Their names hold a hash of their content.
    const headers = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' };
    return reply.headers(headers).sendFile(path, { cacheControl: false });
  }
  const isFile = /^\/[A-Za-z0-9_-]+\.[a-z0-9]{2,12}$/.test(path) && existsSync(join(folder, path));
  return reply.header('cache-control', 'no-cache').sendFile(isFile ? path : 'index.html', { cacheControl: false });
}
