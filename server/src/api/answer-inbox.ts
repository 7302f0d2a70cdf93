// How a step of the inbox is answered: done, filed in full or up to a part, or refused in words that say what to do.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Outcome } from '../commands/command-request.ts';
import type { InboxStep, ItemFiled, ItemOpened } from '../commands/inbox-steps.ts';
import type { Brought } from '../commands/receive-brought.ts';
import type { Overseer } from '../commands/oversee.ts';
import type { Reader } from '../queries/sessions.ts';
import { asReader, overseerOf, refused, type Refusal } from './answer.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { problem, refuse, refuseOutcome } from './problem.ts';
import type { Described, Wire } from './route.ts';

/** What a step of the inbox came to. */
type InboxAnswer = InboxStep | ItemFiled | ItemOpened | Brought;

/** Does something with an item of the inbox, or brings one; asks the policy for the team of its queue and leaves its line. */
export interface InboxRoute<
  P extends TSchema,
  Q extends TSchema,
  B extends TSchema,
  A extends TSchema,
> extends Described {
  readonly method: 'POST';
  readonly audit: 'inbox';
  readonly action: 'file-item' | 'reject-item' | 'receive-item';
  readonly params: P;
  readonly query?: Q;
  /** Absent where it is the bytes themselves. */
  readonly body?: B;
  readonly answer: A;
  /** True where an idempotency key must say what is the same. */
  readonly keyed?: true;
  readonly handler: (call: InboxCall<Wire<Static<P>>, Wire<Static<Q>>, Wire<Static<B>>>) => Promise<InboxAnswer>;
}

export interface InboxCall<P, Q, B> {
  readonly by: Overseer;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
}

export async function answerInbox<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  doors: ApiDoors,
  route: InboxRoute<P, Q, B, A>,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  // Fastify has validated all three by the route's own schemas; a body of bytes is taken from the request.
  const params = request.params as Wire<Static<P>>;
  const query = request.query as Wire<Static<Q>>;
  const body = request.body as Wire<Static<B>>;
  const { reader, result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ by: overseerOf(reader, request), params, query, body, request }),
  );
  void reply.type('application/json; charset=utf-8').serializer(JSON.stringify);
  const item = itemIn(request);
  switch (result.kind) {
    case 'absent':
      await evenTime(reply);
      throw refuse('not-found');
    case 'refused':
      throw refuse(result.refusal);
    case 'done':
      if (!('value' in result)) return { item };
      void reply.code(result.value.isNew ? 201 : 200);
      return result.value;
    case 'filed':
      return { item, filed: result.events, stopped: null };
    case 'stopped':
      if (result.filed.length === 0) throw await refusedBy({ doors, reader, reply }, result.outcome, caseIdsOf(body));
      return { item, ...progressOf(result) };
    case 'unopened':
      throw await refusedBy({ doors, reader, reply }, result.outcome, []);
    case 'opened': {
      const { caseId, reference, filed } = result;
      void reply.code(201);
      return { item, caseId, reference, ...progressOf(filed) };
    }
  }
}

/** The item in the address; empty for what is brought. */
function itemIn({ params }: FastifyRequest): string {
  return typeof params === 'object' && params !== null && 'item' in params ? String(params.item) : '';
}

function caseIdsOf(body: unknown): readonly string[] {
  return typeof body === 'object' && body !== null && 'caseId' in body ? [String(body.caseId)] : [];
}

interface Progress {
  readonly filed: readonly { readonly number: number; readonly seq: number }[];
  readonly stopped: { readonly number: number | null; readonly code: string; readonly detail: string } | null;
}

function progressOf(filed: ItemFiled): Progress {
  switch (filed.kind) {
    case 'filed':
      return { filed: filed.events, stopped: null };
    case 'stopped': {
      const { number, outcome } = filed;
      const { code, detail } = isFailure(outcome) ? refuseOutcome(outcome, false).problem : problem('try-again');
      return { filed: filed.filed, stopped: { number, code, detail } };
    }
    case 'refused':
    case 'absent':
    case 'session-gone': {
      const { code, detail } = problem(filed.kind === 'refused' ? filed.refusal : 'not-found');
      return { filed: [], stopped: { number: null, code, detail } };
    }
  }
}

function isFailure(outcome: Outcome): outcome is Refusal {
  return outcome.kind !== 'applied' && outcome.kind !== 'session-gone';
}

interface Refusing {
  readonly doors: ApiDoors;
  readonly reader: Reader;
  readonly reply: FastifyReply;
}

/** As that of a command: a refusal that tells something of a case leaves a line, and a conflict names who was faster. */
async function refusedBy(
  { doors, reader, reply }: Refusing,
  outcome: Outcome,
  caseIds: readonly string[],
): Promise<Error> {
  if (!isFailure(outcome)) return refuse('try-again');
  if (outcome.kind === 'not-found') await evenTime(reply);
  return refused(doors, reader, { outcome, action: 'file-item', caseIds, preconditioned: false });
}
