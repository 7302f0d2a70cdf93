// Who somebody in a case may be, who they are held to be, and holding them to be so.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as shapes from '../people-schemas.ts';
import { defineRoute } from '../route.ts';

const PARTY = '/api/v1/cases/:caseId/parties/:entry';

export function registerPeopleRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: `${PARTY}/candidates`,
    summary:
      'List records that may be of the same person in cases that you may see, the likeliest first, with reasons.',
    audit: 'read',
    action: 'read-case',
    params: shapes.PartyParams,
    answer: shapes.Candidates,
    handler: ({ reader, params }) => doors.queries.listCandidates(reader, params),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: `${PARTY}/identity`,
    summary: 'Show every record of somebody that you may see, each with what it knows, and what was held of them when.',
    audit: 'read',
    action: 'read-case',
    params: shapes.PartyParams,
    answer: shapes.Identity,
    handler: ({ reader, params }) => doors.queries.showIdentity(reader, params),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${PARTY}/merge`,
    summary: 'Hold somebody and somebody in another case to be one person. No fact of either is changed.',
    audit: 'oversight',
    action: 'link-people',
    params: shapes.PartyParams,
    body: shapes.MergeRequest,
    answer: shapes.PeopleLinked,
    handler: ({ by, params, body }) => doors.mergePeople(by, { one: params, other: body.with, reason: body.reason }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${PARTY}/unmerge`,
    summary: 'Hold somebody to be one with the others no longer, alone or together with some of them.',
    audit: 'oversight',
    action: 'link-people',
    params: shapes.PartyParams,
    body: shapes.UnmergeRequest,
    answer: shapes.PeopleLinked,
    handler: ({ by, params, body: { together = [], reason } }) =>
      doors.unmergePeople(by, { one: params, together, reason }),
  });
}
