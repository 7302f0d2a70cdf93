// Signing in by an identity provider: there with a challenge, back with an answer to it, and out again. Each agency has its
// own callback, so that one provider cannot answer for another. What goes wrong is told on the sign-in page, by a code.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ATTEMPT_MS, type SignInAttempt } from '../../commands/sign-in-attempt.ts';
import type { IdentityProvider } from '../../identity/identity-provider.ts';
import { ownPath } from '../../identity/own-path.ts';
import { isRecord } from '../../identity/scim-values.ts';
import { isSecure, type ApiOptions } from '../api-options.ts';
import { attemptCookie, attemptOf, sessionCookie } from '../credential.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';
import { endShown } from './session-routes.ts';

const ROOT = '/api/v1/providers/:agency';

export function registerProviderRoutes(app: FastifyInstance, options: ApiOptions): void {
  const { doors, providers, demonstration } = options;
  const perMinute = options.signInsPerMinute;
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'open',
    action: 'sign-in-by-provider',
    path: '/api/v1/providers',
    summary: 'List the ways to sign in.',
    answer: shapes.SignInWays,
    listed: true,
    handler: async () => ({
      demonstration,
      providers: providers.map(({ settings: { agency, title } }) => {
        const at = `/api/v1/providers/${encodeURIComponent(agency)}`;
        return { agency, title, start: `${at}/sign-in`, end: `${at}/sign-out` };
      }),
    }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'open',
    action: 'sign-in-by-provider',
    listed: false,
    path: `${ROOT}/sign-in`,
    summary: 'Go to the provider of an agency to sign in.',
    perMinute,
    handler: async ({ request, reply }) => begin(options, request, reply),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'open',
    action: 'sign-in-by-provider',
    listed: false,
    path: `${ROOT}/callback`,
    summary: 'Come back from the provider of an agency.',
    perMinute,
    handler: async ({ request, reply }) => finish(options, request, reply),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'open',
    action: 'sign-in-by-provider',
    listed: false,
    path: `${ROOT}/sign-out`,
    summary: 'Go to the provider of an agency to sign out there.',
    perMinute,
    handler: async ({ request, reply }) => {
      const url = await providerOf(options, request)
        .signOutUrl()
        .catch(() => null);
      return reply.redirect(url ?? SIGN_IN_PAGE);
    },
  });
}

const SIGN_IN_PAGE = '/sign-in';

function providerOf({ providers }: ApiOptions, { params }: FastifyRequest): IdentityProvider {
  const agency = isRecord(params) ? params['agency'] : undefined;
  const provider = providers.find(({ settings }) => settings.agency === agency);
  if (provider === undefined) throw refuse('not-found');
  return provider;
}

async function begin(options: ApiOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const provider = providerOf(options, request);
  const { query } = request;
  const begun = await provider.begin().catch((error: unknown) => {
    noteFailure(request, error);
    return null;
  });
  if (begun === null) return fail(reply, 'provider-unavailable');
  const { agency } = provider.settings;
  const returnTo = ownPath(isRecord(query) ? query['return'] : undefined);
  const sealed = options.doors.identity.attempts.seal({ ...begun.challenge, agency, returnTo });
  void reply.header('set-cookie', attemptCookie(sealed, ATTEMPT_MS / 1000, isSecure(options)));
  return reply.redirect(begun.url);
}

async function finish(options: ApiOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const provider = providerOf(options, request);
  const { doors } = options;
  const secure = isSecure(options);
  const sealed = attemptOf(request.headers.cookie, secure);
  // Whatever comes of it, it was carried once.
  const cookies = [attemptCookie('', 0, secure)];
  void reply.header('set-cookie', cookies);
  const attempt = sealed === null ? null : doors.identity.attempts.open(sealed);
  if (attempt === null || attempt.agency !== provider.settings.agency) return fail(reply, 'attempt-expired');
  const credential = await sessionFor(options, { request, provider, attempt }).catch((error: unknown) => {
    noteFailure(request, error);
    return undefined;
  });
  if (credential === undefined) return fail(reply, 'sign-in-failed');
  if (credential === null) return fail(reply, 'unknown-person');
  // The session that this one replaces is ended, so that an old cookie cannot be used again.
  await endShown(doors, request);
  void reply.header('set-cookie', [...cookies, sessionCookie(credential, secure)]);
  return reply.redirect(attempt.returnTo);
}

interface CameBack {
  readonly request: FastifyRequest;
  readonly provider: IdentityProvider;
  readonly attempt: SignInAttempt;
}

/** @throws for an answer that is not one to this challenge */
async function sessionFor(options: ApiOptions, { request, provider, attempt }: CameBack): Promise<string | null> {
  const { agency, provisioning } = provider.settings;
  const proven = await provider.finish(new URL(request.url, options.publicOrigin ?? undefined), attempt);
  return options.doors.identity.signInByProvider({ ...proven, agency, provisioning });
}

type Problem = 'provider-unavailable' | 'attempt-expired' | 'sign-in-failed' | 'unknown-person';

function fail(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.redirect(`${SIGN_IN_PAGE}?problem=${problem}`);
}

/** The kind of error and its code; its text may hold what the provider said of a person. */
function noteFailure(request: FastifyRequest, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  request.log.warn({ name: error instanceof Error ? error.name : '', code }, 'A sign-in by a provider failed.');
}
