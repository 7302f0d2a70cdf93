// How a step of an upload is answered: in the headers of tus 1.0 where the file stands, in the body what is known of it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { asReader, overseerOf } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { problem, refuse, Refused } from './problem.ts';
import type { UploadRoute, Wire } from './route.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export async function answerUpload<P extends TSchema, B extends TSchema, A extends TSchema>(
  doors: ApiDoors,
  route: UploadRoute<P, B, A>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  // Fastify has validated both by the route's own schemas; a body of bytes is taken from the request.
  const params = request.params as Wire<Static<P>>;
  const body = request.body as Wire<Static<B>>;
  const { result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ by: overseerOf(reader, request), kind: reader.kind, params, body, request }),
  );
  if (result.kind === 'absent') {
    await evenTime(reply);
    throw refuse('not-found');
  }
  void reply.header('tus-resumable', '1.0.0');
  if (result.kind === 'refused') {
    const at = result.offset === null ? {} : { 'upload-offset': String(result.offset) };
    throw new Refused(problem(result.refusal, result.said === undefined ? {} : { detail: result.said }), at);
  }
  const { value } = result;
  // No file is on its way: it has no place where it stands.
  if ('draft' in value) return reply.type(JSON_TYPE).serializer(JSON.stringify).send(value);
  void reply.header('upload-offset', String(value.offset));
  if (!('file' in value)) return reply.code(204).send();
  void reply.header('upload-length', String(value.size));
  if (route.begins === true) void reply.code(201).header('location', `${request.url.split('?')[0]}/${value.file}`);
  void reply.type(JSON_TYPE).serializer(JSON.stringify);
  return value;
}
