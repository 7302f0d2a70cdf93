// What everybody may have: health, the description of the interface, the files of the staff app, and the place where
// browsers report what the content security policy stopped.
import type { FastifyInstance } from 'fastify';
import type { ApiOptions } from '../api-options.ts';
import { referencePage, REFERENCE_STYLE } from '../reference-page.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';
import { openStaffApp, type StaffApp } from '../staff-app.ts';

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

function registerStaffApp(app: FastifyInstance, { doors }: ApiOptions, staffApp: StaffApp): void {
  const send = openStaffApp(staffApp);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/*',
    summary: 'The staff app.',
    audit: 'open',
    action: 'staff-app',
    listed: false,
    handler: async ({ request, reply }) => send(request, reply),
  });
}
