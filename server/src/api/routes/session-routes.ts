// Signing in and out. In this version only demonstration personas can; outside a demonstration the routes refuse.
import type { FastifyInstance } from 'fastify';
import type { ApiOptions, ApiDoors } from '../api-options.ts';
import { credentialOf, noCookie, sessionCookie } from '../credential.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerSessionRoutes(app: FastifyInstance, options: ApiOptions): void {
  const { doors, demonstration } = options;
  const secure = options.publicOrigin?.startsWith('https:') ?? false;
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/personas',
    summary: 'List the personas of the demonstration.',
    audit: 'open',
    action: 'list-personas',
    answer: shapes.PersonaList,
    listed: true,
    handler: async () => {
      if (!demonstration) throw refuse('not-found');
      return { items: await doors.queries.listPersonas() };
    },
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/session',
    summary: 'Sign in as a persona of the demonstration.',
    audit: 'open',
    action: 'sign-in',
    body: shapes.SignInRequest,
    answer: shapes.Session,
    listed: true,
    perMinute: options.signInsPerMinute,
    handler: async ({ body, request, reply }) => {
      if (!demonstration) throw refuse('sign-in-failed');
      // A session that is replaced is ended, so that an old cookie cannot be used again.
      const before = credentialOf(request.headers.cookie);
      if (before !== null) await end(doors, before);
      const credential = await doors.signIn(body);
      const reader = credential === null ? null : await doors.queries.sessions.find(credential);
      if (credential === null || reader === null) throw refuse('sign-in-failed');
      void reply.header('set-cookie', sessionCookie(credential, secure));
      return doors.queries.viewOfSession(reader);
    },
  });
  registerSessionEnds(app, options, secure);
}

function registerSessionEnds(app: FastifyInstance, { doors }: ApiOptions, secure: boolean): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Show who is signed in.',
    audit: 'read',
    action: 'read-session',
    answer: shapes.Session,
    handler: ({ reader }) => doors.queries.showSession(reader),
  });
  defineRoute(app, doors, {
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Sign out.',
    audit: 'open',
    action: 'sign-out',
    listed: true,
    handler: async ({ request, reply }) => {
      const credential = credentialOf(request.headers.cookie);
      if (credential !== null) await end(doors, credential);
      return reply.header('set-cookie', noCookie(secure)).code(204).send();
    },
  });
}

async function end(doors: ApiDoors, credential: string): Promise<void> {
  doors.queries.sessions.forget(credential);
  await doors.signOut(credential);
}
