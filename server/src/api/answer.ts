// How each kind of route is answered: who asks, the read or the command, and the answer or its refusal. A session that
// turned out to have changed while it was remembered is looked up again once, so old rights never answer.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Outcome } from '../commands/command-request.ts';
import type { Overseer } from '../commands/oversee.ts';
import { Unavailable } from '../errors.ts';
import { isUuid } from '../queries/cursor.ts';
import type { Reader } from '../queries/sessions.ts';
import type { ApiDoors } from './api-options.ts';
import { evenTime } from './even-time.ts';
import { openEventStream } from './event-stream.ts';
import {
  matchesTag,
  ON_BEHALF_HEADER,
  PURPOSE_HEADER,
  readIdempotencyKey,
  readIfMatch,
  readLanguages,
  readOnBehalfOf,
  readPurpose,
  readUnsentPlace,
  UNSENT_HEADER,
} from './preconditions.ts';
import { refuse, refuseOutcome } from './problem.ts';
import type { CommandRoute, ReadRoute, StreamRoute, Wire } from './route.ts';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export async function answerRead<P extends TSchema, Q extends TSchema, A extends TSchema, B extends TSchema>(
  doors: ApiDoors,
  route: ReadRoute<P, Q, A, B>,
  { request, reply }: Exchange,
): Promise<unknown> {
  // Fastify has validated all three by the route's own schemas.
  const params = request.params as Wire<Static<P>>;
  const query = request.query as Wire<Static<Q>>;
  const body = request.body as Wire<Static<B>>;
  const { reader, result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    route.handler({ reader, params, query, body }),
  );
  if (result.kind === 'absent') {
    await evenTime(reply);
    throw refuse('not-found');
  }
  if (result.kind === 'invalid-cursor') throw refuse('invalid-cursor');
  if (route.inSteps === true) await evenTime(reply);
  if (route.tag !== undefined) {
    const tag = route.tag(result.view, reader);
    if (tag !== null) void reply.header('etag', tag);
    if (tag !== null && matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  }
  if (route.csv !== undefined && asksForTable(request)) return sendTable({ request, reply }, route.csv(result.view));
  // A generated serializer is slower here (measured: a page of work 85 against 110 microseconds), and what it would
  // leave out is not there: the tests hold every answer to its shape.
  void reply.type('application/json; charset=utf-8').serializer(JSON.stringify);
  return result.view;
}

const CSV_TYPE = 'text/csv';

/** A link in a page cannot say what it accepts, so a route may take that from the address as well. */
function asksForTable({ query, headers }: FastifyRequest): boolean {
  const format = typeof query === 'object' && query !== null && 'format' in query ? query.format : undefined;
  return format === undefined ? headers.accept?.startsWith(CSV_TYPE) === true : format === 'csv';
}

/** A table has no place for a cursor, so the way to the rest of it is in a header (RFC 8288). */
function sendTable(
  { request, reply }: Exchange,
  { table, next }: { readonly table: string; readonly next: string | null },
): FastifyReply {
  if (next !== null) {
    const [path = '', search] = request.url.split('?');
    const query = new URLSearchParams(search);
    query.set('after', next);
    void reply.header('link', `<${path}?${query.toString()}>; rel="next"`);
  }
  return reply.type(`${CSV_TYPE}; charset=utf-8`).send(table);
}

export async function answerCommand<P extends TSchema, B extends TSchema>(
  doors: ApiDoors,
  route: CommandRoute<P, B>,
  { request, reply }: Exchange,
): Promise<unknown> {
  const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key']);
  const expectedVersion = readIfMatch(request.headers['if-match']);
  // Fastify has validated both by the route's own schemas.
  const asked = route.command({ params: request.params as Wire<Static<P>>, body: request.body as Wire<Static<B>> });
  const unsent = readUnsentPlace(request.headers[UNSENT_HEADER]);
  const version = {
    ...(expectedVersion === null ? {} : { expectedVersion }),
    ...(unsent === null ? {} : { unsent }),
  };
  const { reader, result } = await asReader(doors, { request, reply, action: route.action }, (reader) =>
    doors.execute(reader.principal, {
      ...{ ...asked, ...version, idempotencyKey, proof: reader.proof },
      ...(reader.purpose === undefined ? {} : { purpose: reader.purpose }),
    }),
  );
  if (result.kind !== 'applied') {
    if (result.kind === 'not-found') await evenTime(reply);
    const caseIds = 'caseId' in asked ? [asked.caseId] : [];
    throw await refused(doors, reader, {
      outcome: result,
      action: route.action,
      caseIds,
      preconditioned: expectedVersion !== null,
    });
  }
  const { caseId, version: reached, reference, replayed } = result;
  if (replayed) void reply.header('idempotency-replayed', 'true');
  if ('open' in asked) void reply.code(201).header('location', `/api/v1/cases/${caseId}`);
  return { caseId, version: reached, reference };
}

export async function answerStream<A extends TSchema>(
  doors: ApiDoors,
  route: StreamRoute<A>,
  { request, reply }: Exchange,
): Promise<unknown> {
  const { credential } = request;
  // A stream tells that something changed, to whoever has the session and to nobody who stands in.
  if (request.headers[ON_BEHALF_HEADER] !== undefined) throw refuse('not-on-behalf');
  // Not from memory: what is remembered may have ended. And not as use: a browser opens its stream again by itself.
  const reader = credential?.kind === 'browser' ? await doors.queries.sessions.renew(credential.text) : null;
  if (credential === null || reader?.kind !== 'browser') throw refuse('not-signed-in');
  const stream = openEventStream<Wire<Static<A>>>(request, reply);
  route.handler({ ...stream, reader, credential: credential.text });
  return reply;
}

/** What a command that was not carried out came to. */
export type Refusal = Exclude<Outcome, { readonly kind: 'applied' | 'session-gone' }>;

interface RefusedCommand {
  readonly outcome: Refusal;
  readonly action: string;
  readonly caseIds: readonly string[];
  readonly preconditioned: boolean;
}

/** A refusal tells something of a case and leaves no event, so it leaves a line in the access log before it goes out. */
export async function refused(doors: ApiDoors, reader: Reader, command: RefusedCommand): Promise<Error> {
  const { outcome, action, caseIds, preconditioned } = command;
  // What was denied is on record already, in the command's own transaction.
  if (outcome.kind === 'rejected' || outcome.kind === 'conflict')
    await doors.queries.recordRefusal(reader, { action, caseIds });
  if (outcome.kind !== 'conflict') return refuseOutcome(outcome, preconditioned);
  const changedBy = await doors.queries.nameOf(reader, outcome.changedBy);
  return refuseOutcome({ ...outcome, changedBy }, preconditioned);
}

interface Gone {
  readonly kind: 'session-gone';
}

/** A request, and what it asks the policy, for the record where nothing else is answered. */
export interface Asking extends Exchange {
  readonly action: string;
}

/** How often a session is looked up anew, at most, while the rights of whoever asks go on changing. */
const MOST_LOOKS = 8;

/**
 * Runs `work` for whoever asks; again, with the session looked up anew, when their rights have changed. What a case gives or takes changes them
 * too, so they may change several times while one page is read: that does not end a session.
 */
export async function asReader<R extends { readonly kind: string }>(
  doors: ApiDoors,
  asking: Asking,
  work: (reader: Reader) => Promise<R>,
): Promise<{ readonly reader: Reader; readonly result: Exclude<R, Gone> }> {
  const { sessions } = doors.queries;
  const { credential, headers } = asking.request;
  if (credential === null) throw refuse('not-signed-in');
  const purpose = readPurpose(headers[PURPOSE_HEADER]);
  const languages = readLanguages(headers['accept-language']);
  const colleague = readOnBehalfOf(headers[ON_BEHALF_HEADER]);
  // A system does what its own token is for.
  if (colleague !== null && credential.kind === 'token') throw refuse('not-on-behalf');
  for (let looked = 0; looked < MOST_LOOKS; looked += 1) {
    const found = await (looked === 0 ? sessions.find : sessions.renew)(credential.text);
    if (found?.kind !== credential.kind) throw refuse('not-signed-in');
    const own = purpose === null ? found : found.stating(purpose);
    const known = colleague === null ? own : await doors.queries.standIn(credential.text, own, colleague);
    if (known !== null) {
      const reader = languages.length === 0 ? known : { ...known, languages };
      const result = await work(reader);
      if (holds(result)) return { reader, result };
    } else if (colleague !== null && looked > 0) throw await refuseStandIn(doors, asking, { own, colleague });
    // What is remembered may be of before the work was handed over, so that is refused only to who was looked up anew.
  }
  throw new Unavailable('The rights of whoever asks went on changing.', { retryAfterS: 1 });
}

/** Whoever asks, as a change of what is no single case knows them. */
export function overseerOf({ principal, proof, purpose }: Reader, { headers }: FastifyRequest): Overseer {
  const unsent = readUnsentPlace(headers[UNSENT_HEADER]);
  return {
    ...{ principal, proof },
    ...(purpose === undefined ? {} : { purpose }),
    ...(unsent === null ? {} : { unsent }),
  };
}

/** The same, and no sooner, whether nobody has that id or they have handed nothing over; and on record. */
async function refuseStandIn(
  { queries }: ApiDoors,
  { request, reply, action }: Asking,
  { own, colleague }: { readonly own: Reader; readonly colleague: string },
): Promise<Error> {
  await queries.recordNotHandedOver(own, { action, caseIds: caseIdsIn(request), onBehalfOf: colleague });
  await evenTime(reply);
  return refuse('not-handed-over');
}

/** The case in the address, where there is one. */
function caseIdsIn({ params }: FastifyRequest): readonly string[] {
  const caseId = typeof params === 'object' && params !== null && 'caseId' in params ? params.caseId : null;
  return typeof caseId === 'string' && isUuid(caseId) ? [caseId] : [];
}

function holds<R extends { readonly kind: string }>(result: R): result is Exclude<R, Gone> {
  return result.kind !== 'session-gone';
}
