// How a route of the directory is answered: only to the token of a system, and in SCIM's own form, also where it refuses.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ScimProblem } from '../identity/scim-values.ts';
import { asReader } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { refuse } from './problem.ts';
import type { DirectoryRoute } from './route.ts';

const SCIM_TYPE = 'application/scim+json; charset=utf-8';
const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

export async function answerDirectory(
  doors: ApiDoors,
  route: DirectoryRoute,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  // A person keeps no directory, whatever they may do otherwise.
  if (request.credential?.kind !== 'token') throw refuse('not-signed-in');
  const { result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ by: reader, request }),
  );
  if (result.kind === 'denied')
    return sendScimError(reply, { status: 403, detail: 'This token is not for the directory.' });
  if (result.kind === 'refused') return sendScimError(reply, result.problem);
  const { status, body, location } = result.value;
  if (location !== undefined) void reply.header('location', location);
  return body === undefined ? reply.code(status).send() : sendScim(reply.code(status), body);
}

export function sendScim(reply: FastifyReply, body: object): FastifyReply {
  return reply.type(SCIM_TYPE).serializer(JSON.stringify).send(body);
}

export interface ScimError extends Omit<ScimProblem, 'status'> {
  readonly status: number;
}

/** RFC 7644, 3.12. */
export function sendScimError(reply: FastifyReply, { status, scimType, detail }: ScimError): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="casewright"');
  const kind = scimType === undefined ? {} : { scimType };
  return sendScim(reply.code(status), { schemas: [ERROR_SCHEMA], status: String(status), ...kind, detail });
}
