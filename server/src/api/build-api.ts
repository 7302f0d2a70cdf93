// Puts the interface together: limits, headers, errors, and the routes. Everything that differs from one installation
// to the next comes in as an option; nothing is read from the environment, and no database is known here.
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { isSecure, type ApiOptions } from './api-options.ts';
import { presentedBy, type Credential } from './credential.ts';
import { DOCUMENT_HEAD } from './document-head.ts';
import { parseJsonBody } from './json-body.ts';
import { readLanguages } from './preconditions.ts';
import { problem, problemIn, refuse, refuseError, type Refused } from './problem.ts';
import { factsOf, type RouteFacts } from './route.ts';
import { registerAdministrationRoutes } from './routes/administration-routes.ts';
import { registerAccessRoutes } from './routes/access-routes.ts';
import { registerDraftRoutes } from './routes/draft-routes.ts';
import { registerExplainRoutes } from './routes/explain-routes.ts';
import { registerCaseRoutes } from './routes/case-routes.ts';
import { registerAuditRoutes } from './routes/audit-routes.ts';
import { registerInboxRoutes } from './routes/inbox-routes.ts';
import { registerLetterRoutes } from './routes/letter-routes.ts';
import { registerPrintRoutes } from './routes/print-routes.ts';
import { registerLogRoutes } from './routes/log-routes.ts';
import { registerCorrectionRoutes } from './routes/correction-routes.ts';
import { registerSubjectRoutes } from './routes/subject-routes.ts';
import { registerPeopleRoutes } from './routes/people-routes.ts';
import { registerOversightRoutes } from './routes/oversight-routes.ts';
import { registerEntryRoutes } from './routes/entry-routes.ts';
import { registerFactRoutes } from './routes/fact-routes.ts';
import { registerGoalRoutes } from './routes/goal-routes.ts';
import { registerRecordsRoutes } from './routes/records-routes.ts';
import { registerRetentionRoutes } from './routes/retention-routes.ts';
import { registerUnsentRoutes } from './routes/unsent-routes.ts';
import { registerPlanRoutes } from './routes/plan-routes.ts';
import { registerOpenDataRoutes } from './routes/open-data-routes.ts';
import { registerOpenRoutes } from './routes/open-routes.ts';
import { registerRoutingRoutes } from './routes/routing-routes.ts';
import { registerDirectoryRoutes } from './routes/directory-routes.ts';
import { registerProviderRoutes } from './routes/provider-routes.ts';
import { registerSearchRoutes } from './routes/search-routes.ts';
import { registerSessionRoutes } from './routes/session-routes.ts';
import { registerBundleRoutes } from './routes/bundle-routes.ts';
import { registerRedactionRoutes } from './routes/redaction-routes.ts';
import { registerUploadRoutes } from './routes/upload-routes.ts';
import { registerTokenRoutes } from './routes/token-routes.ts';
import { registerWorkRoutes } from './routes/work-routes.ts';
import { isSameOrigin } from './same-origin.ts';
import * as administrationShapes from './administration-schemas.ts';
import * as accessShapes from './access-schemas.ts';
import * as draftShapes from './draft-schemas.ts';
import * as oversightShapes from './oversight-schemas.ts';
import * as peopleShapes from './people-schemas.ts';
import * as correctionShapes from './correction-schemas.ts';
import * as subjectShapes from './subject-schemas.ts';
import * as entryShapes from './entry-schemas.ts';
import * as formShapes from './form-schemas.ts';
import * as documentShapes from './document-schemas.ts';
import * as furtherRequests from './further-requests.ts';
import * as furtherShapes from './further-schemas.ts';
import * as explainShapes from './explain-schemas.ts';
import * as factShapes from './fact-schemas.ts';
import * as goalShapes from './goal-schemas.ts';
import * as teamShapes from './team-schemas.ts';
import * as recordsShapes from './records-schemas.ts';
import * as retentionShapes from './retention-schemas.ts';
import * as inboxItemShapes from './inbox-item-schema.ts';
import * as inboxShapes from './inbox-schemas.ts';
import * as letterShapes from './letter-schemas.ts';
import * as printShapes from './print-schemas.ts';
import * as phraseShapes from './phrase-schemas.ts';
import * as sampleShapes from './sample-schemas.ts';
import * as viewShapes from './view-schemas.ts';
import * as presenceShapes from './presence-schemas.ts';
import * as unsentShapes from './unsent-schemas.ts';
import * as routingShapes from './routing-schemas.ts';
import * as whyShapes from './why-schemas.ts';
import * as logShapes from './log-schemas.ts';
import * as shapes from './schemas.ts';
import { serializersByReference } from './serializers.ts';
import * as searchShapes from './search-schemas.ts';
import * as bundleShapes from './bundle-schemas.ts';
import * as packageShapes from './package-schemas.ts';
import * as uploadShapes from './upload-schemas.ts';
import { SECURITY_HEADERS, TRANSPORT_SECURITY } from './security-headers.ts';
import { withReferences } from './shape-references.ts';

const OF_NO_CASE = [registerPrintRoutes, registerUnsentRoutes, registerAdministrationRoutes] as const;

/** Longer than any form that a person fills in, and short enough to be read whole. */
const BODY_BYTES_MAX = 256 * 1024;
/** The longest that the headers, and then the body of a request that is no file, may take. */
const SLOWEST_MS = 30_000;

export interface Api {
  readonly app: FastifyInstance;
  /** Every route there is, for the test that holds each to its policy and audit. */
  readonly routes: readonly RouteFacts[];
  /** Reports of the content security policy since the start. */
  readonly policyReports: () => number;
}

/** Builds the server; it does not listen yet. */
export async function buildApi(options: ApiOptions): Promise<Api> {
  const app = fastify({
    ...(options.logger === false ? { logger: false } : { loggerInstance: options.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: options.publicOrigin !== null,
    // A large file takes as long as its line is slow; how long any other body may take is said below.
    requestTimeout: 0,
    // Streams are open while the server closes; they are ended by it.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 2_000 },
    // Nothing is repaired: what does not fit is refused. Unknown fields are not dropped, numbers in quotes stay text.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
    schemaController: { compilersFactory: { buildSerializer: serializersByReference() } },
    // An address that cannot be decoded is answered before any hook.
    frameworkErrors: (error, request, reply) =>
      void sendRefusal(request, reply.headers(headersOf(options)), refuseError(error)),
  });
  app.server.headersTimeout = SLOWEST_MS;
  const routes = collectRoutes(app);
  showCredentials(app, options);
  await addPlugins(app, options);
  addShapes(app);
  addBodies(app);
  addHooks(app, options);
  const { doors } = options;
  registerSessionRoutes(app, options);
  registerProviderRoutes(app, options);
  await registerTokenRoutes(app, options);
  await registerDirectoryRoutes(app, options);
  registerWorkRoutes(app, doors);
  registerOversightRoutes(app, doors);
  registerPeopleRoutes(app, doors);
  registerSubjectRoutes(app, doors);
  registerCorrectionRoutes(app, doors);
  registerAuditRoutes(app, doors);
  registerDraftRoutes(app, doors);
  registerCaseRoutes(app, doors);
  registerSearchRoutes(app, doors);
  registerGoalRoutes(app, doors);
  registerRetentionRoutes(app, doors);
  registerRecordsRoutes(app, doors);
  registerFactRoutes(app, doors);
  registerAccessRoutes(app, doors);
  registerExplainRoutes(app, doors);
  registerPlanRoutes(app, doors);
  registerEntryRoutes(app, doors);
  registerLetterRoutes(app, doors);
  for (const register of OF_NO_CASE) register(app, doors);
  await registerUploadRoutes(app, doors);
  await registerInboxRoutes(app, doors);
  registerBundleRoutes(app, doors);
  registerRedactionRoutes(app, doors);
  registerRoutingRoutes(app, doors);
  registerLogRoutes(app, doors);
  registerOpenDataRoutes(app, options);
  const policyReports = registerOpenRoutes(app, options);
  await app.ready();
  return { app, routes, policyReports };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What this request shows of who asks; whether it is good is looked up where it matters. */
    credential: Credential | null;
  }
}

/** Before every other hook, since limits are counted by it. */
function showCredentials(app: FastifyInstance, options: ApiOptions): void {
  const secure = isSecure(options);
  app.decorateRequest('credential', null);
  app.addHook('onRequest', async (request) => {
    request.credential = presentedBy(request.headers, secure);
  });
}

/** Refuses to start with a route that was not made by `defineRoute`, by whomever it was added. */
function collectRoutes(app: FastifyInstance): readonly RouteFacts[] {
  const routes: RouteFacts[] = [];
  app.addHook('onRoute', (added) => {
    const facts = factsOf(added.config);
    if (facts === null)
      throw new Error(
        `The route ${String(added.method)} ${added.url} was not made by defineRoute, so it has no policy and no audit.`,
      );
    routes.push({ ...facts, method: String(added.method) });
  });
  return routes;
}

async function addPlugins(app: FastifyInstance, options: ApiOptions): Promise<void> {
  await app.register(swagger, {
    ...DOCUMENT_HEAD,
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => nameOfShape(json.$id, index) },
  });
  if (options.staffApp !== null)
    await app.register(serveStatic, {
      ...{ root: options.staffApp.folder, serve: false, index: false, preCompressed: true },
    });
  await app.register(rateLimit, {
    global: options.requestsPerMinute !== null,
    max: options.requestsPerMinute ?? Number.MAX_SAFE_INTEGER,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request) => rateKey(options, request),
    errorResponseBuilder: () => refuse('too-many-requests'),
  });
}

/** A session has its own allowance once it is known; everybody else shares that of their address. */
function rateKey({ doors }: ApiOptions, request: FastifyRequest): string {
  const { credential } = request;
  return credential !== null && doors.queries.sessions.isKnown(credential.text) ? credential.text : request.ip;
}

/** Named shapes are known to the validator and to the document under their names. */
function addShapes(app: FastifyInstance): void {
  const { KINDS: _unnamed, ...furtherFaces } = furtherShapes;
  const { DOCUMENT_KINDS: _kinds, DUTIES: _duties, ...documentFaces } = documentShapes;
  const named = Object.values<TSchema>({
    ...{ ...shapes, ...logShapes, ...routingShapes, ...whyShapes, ...entryShapes, ...furtherRequests },
    ...furtherFaces,
    ...{ ...letterShapes, ...printShapes, ...administrationShapes, ...viewShapes },
    ...{ ...phraseShapes, ...sampleShapes, ...unsentShapes, ...presenceShapes },
    ...{ ...inboxShapes, ...inboxItemShapes },
    ...documentFaces,
    ...{ ...accessShapes, ...draftShapes, ...oversightShapes, ...peopleShapes, ...explainShapes },
    ...{ ...correctionShapes, ...subjectShapes, ...bundleShapes, ...packageShapes, ...uploadShapes },
    ...{
      ...searchShapes,
      ...formShapes,
      ...goalShapes,
      ...teamShapes,
      ...factShapes,
      ...retentionShapes,
      ...recordsShapes,
    },
  }).flatMap((shape) => ('$id' in shape ? [{ name: String(shape.$id), shape }] : []));
  // In the order of their names: the order of a module's exports depends on how it was bundled.
  for (const { shape } of named.toSorted((a, b) => (a.name < b.name ? -1 : 1))) app.addSchema(withReferences(shape));
}

function addBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    // Asked for as a buffer just above.
    const parsed = parseJsonBody(body as Buffer);
    if ('refusal' in parsed) done(refuse('malformed-json'));
    else done(null, parsed.value);
  });
  // What browsers send of the content security policy is counted and not read.
  app.addContentTypeParser(
    ['application/csp-report', 'application/reports+json'],
    { parseAs: 'buffer' },
    (_request, _body, done) => done(null, {}),
  );
}

function addHooks(app: FastifyInstance, options: ApiOptions): void {
  const headers = headersOf(options);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    const takesFile = ['upload', 'inbox'].includes(factsOf(request.routeOptions.config)?.audit ?? '');
    if (!takesFile) endSlowBody(request);
    // A page of another site can make a browser send a cookie, but no token.
    const isBrowser = request.credential?.kind !== 'token';
    const isGuarded = request.routeOptions.config.sameOrigin === true && isBrowser;
    if (isGuarded && !isSameOrigin(request.headers, options.publicOrigin)) throw refuse('cross-origin');
  });
  app.setErrorHandler((error, request, reply) => {
    const refused = refuseError(error);
    if (refused.problem.status >= 500) logFault(request, error);
    return sendRefusal(request, reply, refused);
  });
  app.setNotFoundHandler((request, reply) => {
    void reply.headers(headers);
    return sendRefusal(request, reply, refuse('not-found'));
  });
  app.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 500 ? 'error' : reply.statusCode >= 400 ? 'info' : 'debug';
    // The pattern and not the address: a query may hold what a person typed.
    request.log[level]({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}

/** Nobody holds a connection by sending a body bit by bit. */
function endSlowBody({ raw, headers }: FastifyRequest): void {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (!hasBody || raw.complete) return;
  const timer = setTimeout(() => raw.destroy(), SLOWEST_MS);
  raw.once('end', () => clearTimeout(timer));
  raw.once('close', () => clearTimeout(timer));
}

/** What every answer carries; nothing is kept by a cache unless its route says so. */
function headersOf({ publicOrigin }: ApiOptions): Readonly<Record<string, string>> {
  const secure = publicOrigin?.startsWith('https:') === true ? { 'strict-transport-security': TRANSPORT_SECURITY } : {};
  return { ...SECURITY_HEADERS, ...secure, 'cache-control': 'no-store' };
}

function sendRefusal({ headers }: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  return reply
    .code(refused.problem.status)
    .headers(refused.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemIn(readLanguages(headers['accept-language']), refused.problem, refused.own));
}

/** Name, code and stack: the message of an error may repeat a value. */
function logFault(request: FastifyRequest, error: unknown): void {
  const fault = error instanceof Error ? error : new Error('Something that is no error was thrown.');
  const frames = fault.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  request.log.error(
    { fault: fault.name, code: 'code' in fault ? String(fault.code) : undefined, frames },
    problem('internal').title,
  );
}

function nameOfShape(id: unknown, index: number): string {
  return typeof id === 'string' ? id : `Shape${index}`;
}
