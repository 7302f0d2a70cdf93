// Signing in as somebody of a demonstration, and signing out. Outside a demonstration signing in like this is refused.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isSecure, type ApiDoors, type ApiOptions } from '../api-options.ts';
import { noCookie, sessionCookie } from '../credential.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerSessionRoutes(app: FastifyInstance, options: ApiOptions): void {
  const { doors, demonstration } = options;
  const secure = isSecure(options);
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
      await endShown(doors, request);
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
      await endShown(doors, request);
      return reply.header('set-cookie', noCookie(secure)).code(204).send();
    },
  });
  defineRoute(app, doors, {
    method: 'DELETE',
    path: '/api/v1/sessions',
    summary: 'Sign out everywhere: end every session of yours.',
    audit: 'open',
    action: 'sign-out-everywhere',
    listed: true,
    handler: async ({ request, reply }) => {
      const { credential } = request;
      if (credential?.kind !== 'browser') throw refuse('not-signed-in');
      doors.queries.sessions.forget(credential.text);
      await doors.identity.signOutEverywhere(credential.text);
      return reply.header('set-cookie', noCookie(secure)).code(204).send();
    },
  });
}

/** Ends the session that a browser shows, if it shows one. */
export async function endShown(doors: ApiDoors, { credential }: FastifyRequest): Promise<void> {
  if (credential?.kind !== 'browser') return;
  doors.queries.sessions.forget(credential.text);
  await doors.signOut(credential.text);
}
