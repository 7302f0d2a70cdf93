// How a change is answered that is of no single case: what is said about the watching, who is held to be one person, and drafts of case
// types.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { asReader, overseerOf } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { refuse } from './problem.ts';
import type { OversightRoute, Wire } from './route.ts';

export async function answerOversight<P extends TSchema, B extends TSchema, A extends TSchema>(
  doors: ApiDoors,
  route: OversightRoute<P, B, A>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  // Fastify has validated both by the route's own schemas.
  const params = request.params as Wire<Static<P>>;
  const body = request.body as Wire<Static<B>>;
  const { result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ by: overseerOf(reader, request), params, body }),
  );
  if (result.kind === 'absent') {
    await evenTime(reply);
    throw refuse('not-found');
  }
  if (result.kind === 'refused') throw refuse(result.refusal);
  if (result.kind === 'changed') throw refuse('review-changed');
  void reply.type('application/json; charset=utf-8').serializer(JSON.stringify);
  return result.value;
}
