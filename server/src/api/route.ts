// The only way to put a route on the server. A route says which policy action it is and how it is audited; a read can
// only answer what was redacted and recorded, and a change can only be a command. Knows no route by name.
import type { CaseCommand } from '@casewright/engine/case';
import type { Action, Redacted } from '@casewright/engine/policy';
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { CommandRequest, RequestOptions } from '../commands/command-request.ts';
import type { Overseen, Overseer, OverseerAction } from '../commands/oversee.ts';
import type { UploadStep } from '../commands/uploads.ts';
import type { LetterMade } from '../commands/make-letter.ts';
import type { StepOutcome } from '../commands/upload-step.ts';
import type { Provisioned, Provisioner } from '../commands/provision.ts';
import type { ReadAnswer } from '../queries/answer-read.ts';
import type { ByteRange, FileView } from '../queries/read-document.ts';
import type { Reader } from '../queries/sessions.ts';
import type { ApiDoors } from './api-options.ts';
import { answerCommand, answerRead, answerStream } from './answer.ts';
import { answerDirectory } from './answer-directory.ts';
import { answerInbox, type InboxRoute } from './answer-inbox.ts';
import { answerLetter } from './answer-letter.ts';
import { answerFile } from './answer-file.ts';
import { answerOversight } from './answer-oversight.ts';
import type { OversightCall } from './oversight-call.ts';
import { answerUpload } from './answer-upload.ts';
import type { OpenAction } from './open-actions.ts';
import { headersOf } from './route-headers.ts';
import { Problem } from './schemas.ts';

/** How the shapes look once they are read: nothing received or sent is changed in place. */
export type Wire<T> = T extends readonly (infer Item)[]
  ? readonly Wire<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Wire<T[K]> }
    : T;

export interface Call<P extends TSchema, Q extends TSchema, B extends TSchema> {
  readonly reader: Reader;
  readonly params: Wire<Static<P>>;
  readonly query: Wire<Static<Q>>;
  readonly body: Wire<Static<B>>;
}

type Distributive<T> = T extends CommandRequest ? Omit<T, keyof RequestOptions> : never;
/** What a command route makes of its input; key, version and proof are added for it. */
export type Asked = Distributive<CommandRequest>;

export interface Described {
  readonly path: string;
  /** One line for the API reference. */
  readonly summary: string;
  /** Bytes; the server's limit where absent. */
  readonly bodyLimit?: number;
}

/** Shows something: the answer exists only as `Redacted`, which is minted when the read has been recorded. */
export interface ReadRoute<
  P extends TSchema,
  Q extends TSchema,
  A extends TSchema,
  B extends TSchema = TSchema,
> extends Described {
  /** POST for a question that is too long for an address; it changes nothing either. */
  readonly method: 'GET' | 'POST';
  readonly audit: 'read';
  readonly action: Exclude<Action['type'], 'command'>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  /** The entity tag of an answer, quotes included; null for what comes without one. */
  readonly tag?: (view: Wire<Static<A>>, reader: Reader) => string | null;
  /** Its answer leaves at whole steps of time, as refusals do: what was looked at and is not shown tells nothing by taking longer. */
  readonly inSteps?: true;
  /** The same as a table, for whoever accepts `text/csv` before JSON; `next` is the cursor of the page after it. */
  readonly csv?: (view: Wire<Static<A>>) => { readonly table: string; readonly next: string | null };
  readonly handler: (call: Call<P, Q, B>) => Promise<ReadAnswer<Wire<Static<A>>>>;
}

/** Shows something again and again, until the reader goes or loses the right to it. */
export interface StreamRoute<A extends TSchema> extends Described {
  readonly method: 'GET';
  readonly audit: 'stream';
  readonly action: Exclude<Action['type'], 'command'>;
  readonly answer: A;
  readonly handler: (call: StreamCall<Wire<Static<A>>>) => void;
}

export interface StreamCall<V> {
  /** As they were when the stream was opened. */
  readonly reader: Reader;
  /** By which the session is looked up again. */
  readonly credential: string;
  readonly send: (views: Redacted<readonly V[]>) => void;
  readonly onClose: (listener: () => void) => void;
  readonly close: () => void;
}

/** Changes something: all it can do is ask for one command. */
export interface CommandRoute<P extends TSchema, B extends TSchema> extends Described {
  readonly method: 'POST' | 'PATCH';
  readonly audit: 'command';
  readonly action: CaseCommand['type'];
  readonly params?: P;
  readonly body: B;
  readonly answer: TSchema;
  readonly command: (input: { readonly params: Wire<Static<P>>; readonly body: Wire<Static<B>> }) => Asked;
}

/** Brings a file, step by step; each asks the policy whether whoever it is may still file it, and leaves its line. */
export interface UploadRoute<P extends TSchema, B extends TSchema, A extends TSchema> extends Described {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly audit: 'upload';
  readonly action: 'FileDocument';
  readonly params: P;
  /** Absent where it has none, or is the bytes themselves. */
  readonly body?: B;
  /** Absent where only the headers answer. */
  readonly answer?: A;
  /** True for the step that begins one. */
  readonly begins?: true;
  readonly handler: (call: UploadCall<Wire<Static<P>>, Wire<Static<B>>>) => Promise<StepOutcome<UploadStep>>;
}

/** Makes a letter of a case: each of its commands asks the policy. */
export interface LetterRoute<P extends TSchema, B extends TSchema, A extends TSchema> extends Described {
  readonly method: 'POST';
  readonly audit: 'letter';
  readonly action: 'DraftCommunication';
  readonly params: P;
  readonly body: B;
  readonly answer: A;
  readonly handler: (call: LetterCall<Wire<Static<P>>, Wire<Static<B>>>) => Promise<LetterMade>;
}

export interface LetterCall<P, B> {
  readonly by: Overseer;
  readonly params: P;
  readonly body: B;
  readonly key: string;
}

export interface UploadCall<P, B> {
  readonly by: Overseer;
  /** A person in a browser, or a system with a token. */
  readonly kind: Reader['kind'];
  readonly params: P;
  readonly body: B;
  readonly request: FastifyRequest;
}

/** Gives the bytes of a file, all or a range: they exist only as `Redacted`, which is minted when the read has been recorded. */
export interface FileRoute<P extends TSchema, Q extends TSchema> extends Described {
  readonly method: 'GET';
  readonly audit: 'file';
  readonly action: 'read-case' | 'read-inbox';
  readonly params: P;
  readonly query: Q;
  readonly use: (query: Wire<Static<Q>>) => 'show' | 'save';
  readonly handler: (call: FileCall<Wire<Static<P>>>) => Promise<ReadAnswer<FileView>>;
}

export interface FileCall<P> {
  readonly reader: Reader;
  readonly params: P;
  readonly range: ByteRange | null;
}

/** Keeps the directory of people and teams, for systems whose token is for it, in the form of SCIM. */
export interface DirectoryRoute extends Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly audit: 'directory';
  readonly action: 'provision';
  /** Asks the policy and leaves its lines in the transaction of what it does. */
  readonly handler: (call: DirectoryCall) => Promise<Provisioned<DirectoryAnswer>>;
}

export interface DirectoryCall {
  readonly by: Provisioner;
  readonly request: FastifyRequest;
}

export interface DirectoryAnswer {
  readonly status: 200 | 201 | 204;
  readonly body?: object;
  readonly location?: string;
}

/** Changes what is said about the watching, about people across cases, a draft of a case type, or holds and disposal, and no case; asks the policy and leaves its line in the transaction of what it does. */
export interface OversightRoute<P extends TSchema, B extends TSchema, A extends TSchema> extends Described {
  readonly method: 'POST';
  readonly audit: 'oversight';
  readonly action: OverseerAction;
  readonly params?: P;
  readonly body: B;
  readonly answer: A;
  readonly handler: (call: OversightCall<Wire<Static<P>>, Wire<Static<B>>>) => Promise<Overseen<Wire<Static<A>>>>;
}

/** Neither policy nor audit: only what `open-actions.ts` lists, with the reason for each. */
export interface OpenRoute<B extends TSchema, A extends TSchema> extends Described {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly audit: 'open';
  readonly action: OpenAction;
  readonly body?: B;
  /** Absent where the answer is not JSON. */
  readonly answer?: A;
  /** False for what is not part of the programming interface, such as files. */
  readonly listed: boolean;
  /** False for what browsers send by themselves. Absent: changes need proof of their origin. */
  readonly sameOrigin?: false;
  readonly perMinute?: number;
  readonly handler: (input: OpenInput<Wire<Static<B>>>) => Promise<Wire<Static<A>> | FastifyReply>;
}

export interface OpenInput<B> {
  readonly body: B;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Route<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema> =
  | ReadRoute<P, Q, A, B>
  | StreamRoute<A>
  | CommandRoute<P, B>
  | DirectoryRoute
  | OversightRoute<P, B, A>
  | UploadRoute<P, B, A>
  | FileRoute<P, Q>
  | LetterRoute<P, B, A>
  | InboxRoute<P, Q, B, A>
  | OpenRoute<B, A>;

export interface RouteFacts {
  readonly method: string;
  readonly path: string;
  readonly audit:
    | 'read'
    | 'stream'
    | 'command'
    | 'directory'
    | 'oversight'
    | 'upload'
    | 'file'
    | 'letter'
    | 'inbox'
    | 'open';
  readonly action: string;
}

const facts = Symbol('route facts');

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Present exactly on the routes that `defineRoute` made. */
    [facts]?: RouteFacts;
    sameOrigin?: boolean;
  }
}

/** What `defineRoute` said about a route, or null for a route that was made without it. */
export function factsOf(config: FastifyContextConfig | undefined): RouteFacts | null {
  // The symbol is private to this file, so whoever has it got it from `defineRoute`.
  return config?.[facts] ?? null;
}

/** Puts a route on the server. */
export function defineRoute<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  app: FastifyInstance,
  doors: ApiDoors,
  route: Route<P, Q, B, A>,
): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    config: {
      [facts]: { method: route.method, path: route.path, audit: route.audit, action: route.action },
      sameOrigin: route.method !== 'GET' && !(route.audit === 'open' && route.sameOrigin === false),
      ...(route.audit === 'open' && route.perMinute !== undefined ? { rateLimit: perAddress(route.perMinute) } : {}),
    },
    // Asking for the head of a stream would leave it open without anything to send.
    exposeHeadRoute: route.audit !== 'stream',
    handler: handlerOf(doors, route),
  });
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function handlerOf<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  doors: ApiDoors,
  route: Route<P, Q, B, A>,
): Handler {
  switch (route.audit) {
    case 'read':
      return (request, reply) => answerRead(doors, route, { request, reply });
    case 'stream':
      return (request, reply) => answerStream(doors, route, { request, reply });
    case 'command':
      return (request, reply) => answerCommand(doors, route, { request, reply });
    case 'directory':
      return (request, reply) => answerDirectory(doors, route, { request, reply });
    case 'oversight':
      return (request, reply) => answerOversight(doors, route, { request, reply });
    case 'upload':
      return (request, reply) => answerUpload(doors, route, { request, reply });
    case 'letter':
      return (request, reply) => answerLetter(doors, route, { request, reply });
    case 'inbox':
      return (request, reply) => answerInbox(doors, route, { request, reply });
    case 'file':
      return (request, reply) => answerFile(doors, route, { request, reply });
    case 'open':
      // Fastify has validated the body by the same schema.
      return (request, reply) => route.handler({ body: request.body as Wire<Static<B>>, request, reply });
  }
}

function perAddress(perMinute: number): object {
  return { max: perMinute, timeWindow: 60_000, keyGenerator: (request: FastifyRequest) => request.ip };
}

function schemaOf<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
): object {
  return {
    summary: route.summary,
    operationId: operationId(route),
    ...(route.audit === 'directory' ? { hide: true } : {}),
    ...(route.audit === 'open' ? { hide: !route.listed } : { security: securityOf(route) }),
    ...('params' in route && route.params !== undefined ? { params: route.params } : {}),
    ...('query' in route && route.query !== undefined ? { querystring: route.query } : {}),
    ...('body' in route && route.body !== undefined ? { body: reference(route.body) } : {}),
    ...headersOf(route),
    response: responses(route),
  };
}

/** The names under which the document describes the session cookie of a browser and the token of a system. */
export const SESSION_SCHEME = 'session';
export const TOKEN_SCHEME = 'token';

function securityOf({ audit }: { readonly audit: string }): readonly object[] {
  // Streams are for pages.
  return [{ [SESSION_SCHEME]: [] }, ...(audit === 'stream' ? [] : [{ [TOKEN_SCHEME]: [] }])];
}

function responses<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  route: Route<P, Q, B, A>,
): object {
  const refusal = { description: 'Refused.', content: { 'application/problem+json': { schema: reference(Problem) } } };
  const refusals = { '4xx': refusal, '5xx': refusal };
  // SCIM describes itself.
  if (route.audit === 'directory') return {};
  if (route.audit === 'file') return { ...fileResponses(), ...refusals };
  // Without a shape the answer has no body, or is a file.
  if (route.answer === undefined)
    return (route.audit === 'open' && route.listed) || route.audit === 'upload'
      ? { 204: { description: 'Done.', type: 'null' }, ...refusals }
      : {};
  const type = route.audit === 'stream' ? 'text/event-stream' : 'application/json';
  const table = route.audit === 'read' && route.csv !== undefined ? { 'text/csv': { schema: { type: 'string' } } } : {};
  const done = { description: 'Done.', content: { [type]: { schema: reference(route.answer) }, ...table } };
  const begins = route.audit === 'command' ? route.action === 'OpenCase' : route.audit === 'upload' && route.begins;
  const status = begins === true ? 201 : 200;
  const unchanged =
    route.audit === 'read' && route.tag !== undefined ? { 304: { description: 'Unchanged.', type: 'null' } } : {};
  return { [status]: done, ...unchanged, ...refusals };
}

function fileResponses(): object {
  const content = { '*/*': { schema: { type: 'string', format: 'binary' } } };
  return {
    200: { description: 'All of it.', content },
    206: { description: 'The range that was asked for.', content },
    304: { description: 'Unchanged.', type: 'null' },
  };
}

/** Named shapes are registered once and referred to, so that the document names them too. */
export function reference(schema: TSchema): object {
  return '$id' in schema ? { $ref: `${String(schema.$id)}#` } : schema;
}

/** `post cases caseId notes`, as one word: a stable name for generated clients. */
function operationId({ method, path }: { readonly method: string; readonly path: string }): string {
  const words = path.replace(/^\/api(\/v1)?/, '').split(/[^A-Za-z0-9]+/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
