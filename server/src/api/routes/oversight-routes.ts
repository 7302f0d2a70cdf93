// Who looked at a case, what somebody looked at, and the reviews of what was noticed.
import type { FastifyInstance } from 'fastify';
import { writeReachTable } from '../../queries/reach-table.ts';
import type { ApiDoors } from '../api-options.ts';
import * as oversight from '../oversight-schemas.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';

export function registerOversightRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/readers',
    summary: 'List who looked at a case or was refused it, and each look, the latest first, 50 a page.',
    audit: 'read',
    action: 'read-readers',
    params: shapes.CaseParams,
    query: shapes.PageQuery,
    answer: oversight.CaseReaders,
    handler: ({ reader, params, query }) =>
      doors.queries.oversight.showReaders(reader, { caseId: params.caseId, after: query.after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/cases/:caseId/readers/for-subject',
    summary: 'What the person whom a case is about may be told of who looked at it: days, offices and purposes.',
    audit: 'read',
    action: 'read-readers',
    params: shapes.CaseParams,
    answer: oversight.SubjectLooks,
    handler: ({ reader, params }) => doors.queries.oversight.showLooksForSubject(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/people/:person/reads',
    summary: 'List every case that somebody saw or asked for in a time, 1,000 a page; as a table for text/csv.',
    audit: 'read',
    action: 'read-reads',
    params: oversight.PersonParams,
    query: oversight.PeriodQuery,
    answer: oversight.PersonReads,
    csv: ({ items, next }) => ({ table: writeReachTable(items), next }),
    handler: ({ reader, params, query }) =>
      doors.queries.oversight.showReach(reader, { person: params.person, period: periodOf(query), after: query.after }),
  });
  registerReviews(app, doors);
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/emergencies/statistics',
    summary:
      'Count the emergencies in which cases were opened, by team and kind, with what was found; both days included.',
    audit: 'read',
    action: 'read-reviews',
    query: oversight.DaysQuery,
    answer: oversight.EmergencyStatistics,
    handler: ({ reader, query }) => doors.queries.showEmergencyStatistics(reader, query),
  });
}

function registerReviews(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/reviews',
    summary: 'List what the rules noticed about who looks at what, due first, 50 a page.',
    audit: 'read',
    action: 'read-reviews',
    query: oversight.ReviewQuery,
    answer: oversight.ReviewPage,
    handler: ({ reader, query }) =>
      doors.queries.oversight.listReviews(reader, { state: query.state, after: query.after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/reviews/:reviewId',
    summary: 'Show one review with the looks that it is about and what was decided.',
    audit: 'read',
    action: 'read-reviews',
    params: oversight.ReviewParams,
    answer: oversight.WholeReview,
    handler: ({ reader, params }) => doors.queries.oversight.showReview(reader, params.reviewId),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/reviews/:reviewId/decision',
    summary: 'Decide a review. Nobody decides about themselves.',
    audit: 'oversight',
    action: 'decide-review',
    params: oversight.ReviewParams,
    body: oversight.ReviewDecisionRequest,
    answer: oversight.ReviewDecided,
    handler: ({ by, params, body }) => doors.decideReview(by, { reviewId: params.reviewId, ...body }),
  });
}
