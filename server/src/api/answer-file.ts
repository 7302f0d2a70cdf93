// How the bytes of a file are answered: whole or one range (RFC 9110, 14), with headers under which nothing in them acts. The first
// piece is opened before anything is said, so that what is damaged is an error and not the beginning of a file.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { servingHeaders } from '../gate/serving-headers.ts';
import type { ByteRange, FileView } from '../queries/read-document.ts';
import { asReader } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { matchesTag } from './preconditions.ts';
import { problem, refuse, Refused } from './problem.ts';
import type { FileRoute, Wire } from './route.ts';

export async function answerFile<P extends TSchema, Q extends TSchema>(
  doors: ApiDoors,
  route: FileRoute<P, Q>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  // Fastify has validated both by the route's own schemas.
  const params = request.params as Wire<Static<P>>;
  const query = request.query as Wire<Static<Q>>;
  const range = readRange(request.headers.range);
  const { result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ reader, params, range: request.headers['if-range'] === undefined ? range : null }),
  );
  if (result.kind !== 'answer') {
    await evenTime(reply);
    throw refuse('not-found');
  }
  const { view } = result;
  const tag = `"${view.content}"`;
  void reply.headers({ ...servingHeaders(view.mediaType, view.name, { use: route.use(query) }), etag: tag });
  void reply.header('accept-ranges', 'bytes');
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return sendFile(view, { request, reply });
}

async function sendFile(
  { size, range, pieces }: FileView,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  if (range === 'unsatisfiable')
    throw new Refused(problem('range-not-satisfiable'), { 'content-range': `bytes */${size}` });
  const length = range?.length ?? size;
  void reply.header('content-length', String(length));
  if (range !== null) {
    const { start } = range;
    void reply.code(206).header('content-range', `bytes ${start}-${start + length - 1}/${size}`);
  }
  // A stream, so that the length that was said above stays.
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  const opened = pieces();
  const first = await opened.next();
  return reply.send(Readable.from(startingWith(first, opened), { objectMode: false, highWaterMark: 1 << 20 }));
}

async function* startingWith(
  first: IteratorResult<Buffer, unknown>,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

/** One range of bytes; anything else is passed over, and all of it is sent (RFC 9110, 14.2). */
export function readRange(header: string | undefined): ByteRange | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? null : { last: Number(last) };
  const [from, to] = [Number(first), last === '' ? null : Number(last)];
  return to !== null && to < from ? null : { from, to };
}
