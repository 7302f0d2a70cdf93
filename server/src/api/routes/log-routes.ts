// The agency's log: how far it has come, that it only grew, that an event is in it; and being a witness for the logs of
// others, as C2SP's tlog-witness has it.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { WitnessAnswer } from '../../commands/witness-checkpoint.ts';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as logShapes from '../log-schemas.ts';
import * as shapes from '../schemas.ts';

/** A checkpoint with many signatures, and the longest proof there can be. */
const CHECKPOINT_BYTES_MAX = 16 * 1024;
const CHECKPOINTS_PER_MINUTE = 600;

export function registerLogRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/log/checkpoint',
    summary: 'Show the last signed checkpoint of the log of your agency, with what witnesses put below it.',
    audit: 'read',
    action: 'read-log',
    answer: logShapes.LogCheckpoint,
    handler: ({ reader }) => doors.queries.showCheckpoint(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/log/consistency',
    summary: 'Prove that the log of one size is the beginning of the log of another.',
    audit: 'read',
    action: 'read-log',
    query: shapes.ConsistencyQuery,
    answer: logShapes.ConsistencyProof,
    handler: ({ reader, query }) =>
      doors.queries.showConsistency(reader, { from: Number(query.from), to: Number(query.to) }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/events/:seq/proof',
    summary: 'Prove that an event of a case is in the log of the agency.',
    audit: 'read',
    action: 'verify-chain',
    params: shapes.EventParams,
    answer: logShapes.InclusionProof,
    handler: ({ reader, params }) =>
      doors.queries.proveEvent(reader, { caseId: params.caseId, seq: Number(params.seq) }),
  });
  // In a place of its own, since its bodies are plain text and no other route takes such.
  app.register(async (place) => {
    place.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    registerWitness(place, doors);
  });
}

function registerWitness(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/witness/add-checkpoint',
    summary: 'Hand over a checkpoint of a log that this installation is a witness of (C2SP tlog-witness).',
    audit: 'open',
    action: 'witness-checkpoint',
    listed: false,
    sameOrigin: false,
    bodyLimit: CHECKPOINT_BYTES_MAX,
    perMinute: CHECKPOINTS_PER_MINUTE,
    handler: async ({ request, reply }) => {
      const answer = await doors.witness(typeof request.body === 'string' ? request.body : '');
      return answered(reply, answer);
    },
  });
}

/** The statuses are those of the specification. */
function answered(reply: FastifyReply, answer: WitnessAnswer): FastifyReply {
  switch (answer.kind) {
    case 'cosigned':
      return reply.code(200).type('text/plain; charset=utf-8').send(answer.line);
    case 'other-size':
      return reply.code(409).type('text/x.tlog.size').send(`${answer.size}\n`);
    case 'malformed':
      return reply.code(400).send();
    case 'unsigned':
      return reply.code(403).send();
    case 'unknown-log':
      return reply.code(404).send();
    case 'inconsistent':
      return reply.code(422).send();
  }
}
