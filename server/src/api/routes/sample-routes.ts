// Samples of finished work for whoever answers for a team: drawn, looked at, reviewed, drawn again to compare.
import type { FastifyInstance } from 'fastify';
import type { SampleToDraw } from '../../commands/sample-steps.ts';
import type { ApiDoors } from '../api-options.ts';
import { refuse } from '../problem.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../sample-schemas.ts';

export function registerSampleRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/samples',
    summary: 'List the samples of finished work in the teams for which you answer, and what you may draw from.',
    answer: shapes.SampleList,
    handler: ({ reader }) => doors.queries.team.samples(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/sample-preview',
    summary: 'Count the cases from which a sample would be drawn, and how many would be; nothing is drawn.',
    query: shapes.SamplePreviewQuery,
    answer: shapes.SamplePreview,
    handler: ({ reader, query: { of = '', size, percent, byOutcome, ...query } }) =>
      doors.queries.team.previewSample(reader, {
        ...query,
        ...{ of, take: takeOf(numberIn(size), numberIn(percent)), byOutcome: byOutcome === 'yes' },
      }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    audit: 'oversight',
    action: 'keep-samples',
    path: '/api/v1/team/samples',
    summary:
      'Draw a sample of finished work by a seed. It is on record with who drew it and why, and is never changed.',
    body: shapes.DrawSampleRequest,
    answer: shapes.SampleDrawn,
    handler: ({ by, body: { of, size, percent, ...body } }) =>
      doors.drawSample(by, { ...body, of: of ?? '', take: takeOf(size, percent) }),
  });
  registerOneSample(app, doors);
}

function registerOneSample(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/samples/:sample',
    summary: 'Read a sample with those of its cases that you may read, and what was found in them.',
    params: shapes.SampleParams,
    answer: shapes.Sample,
    handler: ({ reader, params }) => doors.queries.team.sample(reader, params.sample),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'list-work',
    path: '/api/v1/team/samples/:sample/recomputation',
    summary: 'Draw a sample again from its seed and its population, and say whether it is the same.',
    params: shapes.SampleParams,
    answer: shapes.SampleRecomputed,
    handler: ({ reader, params }) => doors.queries.team.recomputeSample(reader, params.sample),
  });
  defineRoute(app, doors, {
    method: 'GET',
    audit: 'read',
    action: 'read-case',
    path: '/api/v1/team/samples/:sample/cases/:caseId',
    summary: 'Read what is asked of a case of a sample, what was found, and who worked on it.',
    params: shapes.SampledCaseParams,
    answer: shapes.CaseReview,
    handler: ({ reader, params }) => doors.queries.team.sampledCase(reader, params),
  });
  defineRoute(app, doors, {
    method: 'POST',
    audit: 'oversight',
    action: 'keep-samples',
    path: '/api/v1/team/samples/:sample/cases/:caseId/review',
    summary: 'Say what you found in a case of a sample on which you did not work.',
    params: shapes.SampledCaseParams,
    body: shapes.ReviewSampledCaseRequest,
    answer: shapes.CaseReviewed,
    handler: ({ by, params, body }) => doors.reviewSampledCase(by, { ...params, ...body }),
  });
}

/** As the address has it. */
function numberIn(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

/** One of the two must be said. */
function takeOf(size: number | null, percent: number | null): SampleToDraw['take'] {
  if (size !== null && percent === null) return { size, percent };
  if (percent !== null && size === null) return { size, percent };
  throw refuse('sample-definition');
}
