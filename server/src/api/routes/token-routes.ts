// Tokens for other systems (OAuth 2.0: RFC 6749, 4.4 and 5; revocation: RFC 7009), and the word of a provider that
// somebody signed out there (OpenID Connect Back-Channel Logout 1.0). These take forms, as their standards say.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiOptions } from '../api-options.ts';
import { isCredential } from '../credential.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';

const BODY_BYTES_MAX = 16 * 1024;

/** A scope of its own: nowhere else is a form taken, which a page of another site could send. */
export async function registerTokenRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
      const fields = [...new URLSearchParams(String(body))];
      const names = fields.map(([name]) => name);
      // RFC 6749, 3.2: no parameter may be there twice.
      if (new Set(names).size < names.length) done(refuse('invalid-request'));
      else done(null, new Map(fields));
    });
    registerTokens(scope, options);
    registerProviderSignOut(scope, options);
  });
}

function registerTokens(app: FastifyInstance, { doors, signInsPerMinute: perMinute }: ApiOptions): void {
  defineRoute(app, doors, {
    method: 'POST',
    audit: 'open',
    action: 'token',
    listed: false,
    sameOrigin: false,
    bodyLimit: BODY_BYTES_MAX,
    perMinute,
    path: '/api/v1/token',
    summary: 'Get a token for a system.',
    handler: async ({ request, reply }) => {
      const form = formOf(request);
      if (form.get('grant_type') !== 'client_credentials') return refuseToken(reply, 'unsupported_grant_type');
      const client = clientOf(request, form);
      if (client === null) return refuseToken(reply, 'invalid_client');
      const scope = form
        .get('scope')
        ?.split(' ')
        .filter((action) => action !== '');
      const answer = await doors.identity.issueToken({ ...client, ...(scope === undefined ? {} : { scope }) });
      if (answer.kind === 'unknown-client') return refuseToken(reply, 'invalid_client');
      if (answer.kind === 'beyond-scope') return refuseToken(reply, 'invalid_scope');
      return reply.type('application/json').send({
        access_token: answer.token,
        token_type: 'Bearer',
        expires_in: answer.expiresInS,
        scope: answer.scope.join(' '),
      });
    },
  });
  defineRoute(app, doors, {
    method: 'POST',
    audit: 'open',
    action: 'token',
    listed: false,
    sameOrigin: false,
    bodyLimit: BODY_BYTES_MAX,
    perMinute,
    path: '/api/v1/token/revoke',
    summary: 'Take a token back.',
    handler: async ({ request, reply }) => {
      const token = formOf(request).get('token') ?? '';
      doors.queries.sessions.forget(token);
      if (isCredential(token)) await doors.identity.revokeToken(token);
      // The same for a token that there never was: RFC 7009, 2.2.
      return reply.code(200).send();
    },
  });
}

function registerProviderSignOut(app: FastifyInstance, options: ApiOptions): void {
  const { doors, providers } = options;
  for (const provider of providers) {
    const { agency } = provider.settings;
    defineRoute(app, doors, {
      method: 'POST',
      path: `/api/v1/providers/${encodeURIComponent(agency)}/back-channel-sign-out`,
      summary: 'The provider says that somebody signed out there.',
      audit: 'open',
      action: 'sign-out-by-provider',
      listed: false,
      sameOrigin: false,
      bodyLimit: BODY_BYTES_MAX,
      perMinute: options.signInsPerMinute,
      handler: async ({ request, reply }) => {
        const ended = await provider.readLogoutToken(formOf(request).get('logout_token') ?? '').catch(() => null);
        if (ended === null) return reply.code(400).send({ error: 'invalid_request' });
        await doors.identity.endByProvider({ ...ended, agency });
        return reply.code(200).send();
      },
    });
  }
}

/** RFC 6749, 5.2. */
type TokenError = 'unsupported_grant_type' | 'invalid_client' | 'invalid_scope';

function refuseToken(reply: FastifyReply, error: TokenError): FastifyReply {
  if (error === 'invalid_client') void reply.code(401).header('www-authenticate', 'Basic realm="casewright"');
  else void reply.code(400);
  return reply.type('application/json').send({ error });
}

function formOf({ body }: FastifyRequest): ReadonlyMap<string, string> {
  // The only parser of this scope makes such a map.
  return body instanceof Map ? (body as ReadonlyMap<string, string>) : new Map();
}

interface Client {
  readonly clientId: string;
  readonly secret: string;
}

/** By the Authorization header or by the form, and not by both. */
function clientOf({ headers }: FastifyRequest, form: ReadonlyMap<string, string>): Client | null {
  const [, basic] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(headers.authorization ?? '') ?? [];
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  if (basic === undefined) return clientId === undefined || secret === undefined ? null : { clientId, secret };
  if (secret !== undefined) return null;
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  // Both are written as in a form; ours have nothing that would be changed by it.
  return colon === -1 ? null : { clientId: text.slice(0, colon), secret: text.slice(colon + 1) };
}
