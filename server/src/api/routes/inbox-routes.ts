// The inbox: its queues, what waits in them, one item with its parts and their bytes, and what is done with it. Bringing something is
// bytes, so that route is in a place of its own, where a body that is no JSON is understood.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../inbox-schemas.ts';
import { readIdempotencyKey } from '../preconditions.ts';
import { defineRoute } from '../route.ts';
import { bytesOf } from '../upload-body.ts';

const ITEMS = '/api/v1/inbox/items';
const ITEM = `${ITEMS}/:item`;
const BROUGHT = ['message/rfc822', 'application/vnd.ms-outlook', 'application/octet-stream'];

export async function registerInboxRoutes(app: FastifyInstance, doors: ApiDoors): Promise<void> {
  registerReads(app, doors);
  registerSteps(app, doors);
  registerFiling(app, doors);
  await app.register(async (scope) => {
    // Nothing is read here: whoever takes the bytes waits for each.
    scope.addContentTypeParser(BROUGHT, (_request, _stream, done) => done(null, undefined));
    registerBringing(scope, doors);
  });
}

function registerReads(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/inbox/queues',
    summary: 'The queues of the inbox that are of your teams, with how much waits in each.',
    audit: 'read',
    action: 'list-work',
    answer: shapes.InboxQueueList,
    handler: ({ reader }) => doors.queries.inbox.queues(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: ITEMS,
    summary: 'What came in to your queues, soonest due first; what waits, unless another state is asked for.',
    audit: 'read',
    action: 'list-work',
    query: shapes.InboxListQuery,
    answer: shapes.InboxPage,
    handler: ({ reader, query: { mine, channel = null, ...query } }) =>
      doors.queries.inbox.list(reader, { ...query, channel, mine: mine !== undefined }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: ITEM,
    summary: 'One item: from whom it says that it comes, what it says, its parts, and what became of it.',
    audit: 'read',
    action: 'read-inbox',
    params: shapes.InboxItemParams,
    answer: shapes.WholeInboxItem,
    handler: ({ reader, params: { item } }) => doors.queries.inbox.show(reader, item),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: `${ITEM}/parts/:number`,
    summary: 'The bytes of a part of an item that is not filed, and that the gate does not hold back.',
    audit: 'file',
    action: 'read-inbox',
    params: shapes.InboxPartParams,
    query: shapes.InboxPartQuery,
    use: ({ use = 'save' }) => use,
    handler: ({ reader, params: { item, number }, range }) =>
      doors.queries.inbox.part(reader, { item, number: Number(number), range }),
  });
}

function registerSteps(app: FastifyInstance, doors: ApiDoors): void {
  const { InboxItemParams: params, InboxDone: answer } = shapes;
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/take`,
    audit: 'inbox',
    action: 'file-item',
    params,
    body: shapes.ClaimItemRequest,
    answer,
    summary: 'Take an item, so that it is yours to work.',
    handler: ({ by, params }) => doors.inbox.claim(by, params),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/release`,
    audit: 'inbox',
    action: 'file-item',
    params,
    body: shapes.ClaimItemRequest,
    answer,
    summary: 'Give an item back to its queue, also one that a colleague took.',
    handler: ({ by, params }) => doors.inbox.claim(by, { ...params, release: true }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/hand-over`,
    audit: 'inbox',
    action: 'file-item',
    params,
    body: shapes.HandItemRequest,
    answer,
    summary: 'Hand an item to another queue, where its clock begins anew, or to somebody of the team of a queue.',
    handler: ({ by, params, body: { queue, person = null } }) => doors.inbox.hand(by, { ...params, queue, person }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/reject`,
    audit: 'inbox',
    action: 'reject-item',
    params,
    body: shapes.RejectItemRequest,
    answer,
    summary: 'Reject an item, with a reason. What was filed of it before stays filed.',
    handler: ({ by, params, body }) => doors.inbox.reject(by, { ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/duplicate`,
    audit: 'inbox',
    action: 'reject-item',
    params,
    body: shapes.DuplicateItemRequest,
    answer,
    summary: 'Say that an item came before as another one. It is rejected with that one and a reason.',
    handler: ({ by, params, body }) => doors.inbox.duplicate(by, { ...params, ...body }),
  });
}

function registerFiling(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/file`,
    audit: 'inbox',
    action: 'file-item',
    params: shapes.InboxItemParams,
    body: shapes.FileItemRequest,
    answer: shapes.ItemFiled,
    summary: 'File parts of an item into a case, each as a document; who asks for the same again gets the same.',
    handler: ({ by, params, body }) => doors.inbox.file(by, { ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${ITEM}/open-case`,
    audit: 'inbox',
    action: 'file-item',
    params: shapes.InboxItemParams,
    body: shapes.OpenCaseOfItemRequest,
    answer: shapes.CaseOpenedOfItem,
    keyed: true,
    summary: 'Open a case of an item, and file parts of it there.',
    handler: ({ by, params, body, request }) => {
      const key = readIdempotencyKey(request.headers['idempotency-key']);
      return doors.inbox.open(by, { ...params, ...body, key });
    },
  });
}

function registerBringing(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/inbox/queues/:queue/items',
    audit: 'inbox',
    action: 'receive-item',
    keyed: true,
    params: shapes.InboxQueueParams,
    query: shapes.BringQuery,
    answer: shapes.ItemBrought,
    summary: 'Bring something to a queue: a mail or any other file, as its bytes. Kept durably when it is answered.',
    handler: ({ by, params: { queue }, query, request }) => {
      const { name, from = null, subject = null } = query;
      const key = readIdempotencyKey(request.headers['idempotency-key']);
      const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
      const told = { queue, name, from, subject, key, mediaType: mediaType.trim().toLowerCase() };
      return doors.inbox.receive(by, { ...told, bytes: bytesOf(request.raw) });
    },
  });
}
