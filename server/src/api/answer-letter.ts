// How it is answered that a letter was made, or why there is none: each reason is a sentence that says what to do.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { asReader, overseerOf } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { readIdempotencyKey } from './preconditions.ts';
import { refuse } from './problem.ts';
import { PROBLEM_TEXTS, type ProblemCode } from './problem-texts.ts';
import type { LetterRoute, Wire } from './route.ts';

export async function answerLetter<P extends TSchema, B extends TSchema, A extends TSchema>(
  doors: ApiDoors,
  route: LetterRoute<P, B, A>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  const key = readIdempotencyKey(request.headers['idempotency-key']);
  // Fastify has validated both by the route's own schemas.
  const params = request.params as Wire<Static<P>>;
  const body = request.body as Wire<Static<B>>;
  const { result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ by: overseerOf(reader, request), params, body, key }),
  );
  switch (result.kind) {
    case 'made':
      return result.draft;
    // A session that has gone was refused before.
    case 'session-gone':
    case 'absent':
      await evenTime(reply);
      throw refuse('not-found');
    case 'refused':
      throw refuse(isCode(result.code) ? result.code : 'letter-unmade');
    case 'unmade': {
      const [first] = result.problems;
      const fields = result.problems.map(({ code, reason }) => ({ field: 'letter', code, reason }));
      throw refuse('letter-unmade', { ...(first === undefined ? {} : { detail: first.reason }), fields });
    }
  }
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_TEXTS, code);
}
