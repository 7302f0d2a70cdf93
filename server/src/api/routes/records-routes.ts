// What those who keep the records of an agency look at and do: how long cases are kept, lists of disposal, and holds. No route destroys
// anything: one has a list gone through, which the worker does with the one function that does.
import type { FastifyInstance } from 'fastify';
import type { ApiDoors } from '../api-options.ts';
import * as records from '../records-schemas.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../schemas.ts';
import { writeCertificate } from '../../queries/disposals.ts';

const RUN = '/api/v1/disposal-runs/:runId';
const HOLD = '/api/v1/holds/:holdId';
const YEARS = 10;

export function registerRecordsRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/records/retention',
    audit: 'read',
    action: 'read-records',
    summary:
      'Show the classes of records as published with what is under each, and what becomes due in the coming years.',
    query: records.YearsQuery,
    answer: records.RetentionOverview,
    handler: ({ reader, query }) => doors.queries.records.overview(reader, Number(query.years ?? YEARS)),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/records/cases',
    audit: 'read',
    action: 'read-records',
    summary: 'List closed cases by the day from which they may be disposed of. A simulation: nothing is disposed of.',
    query: records.RecordsQuery,
    answer: records.RecordsCasePage,
    handler: ({ reader, query: { held, after, ...of } }) =>
      doors.queries.records.list(reader, {
        ...{
          status: of.status ?? null,
          caseType: of.caseType ?? null,
          class: of.class ?? null,
          action: of.action ?? null,
        },
        ...{ from: of.from ?? null, to: of.to ?? null, isHeld: held === undefined ? null : held === 'yes', after },
      }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/records/cases/:caseId',
    audit: 'read',
    action: 'read-records',
    summary:
      'Show what is kept of a case: its class and day, what holds it, the lists it is on, and that it was destroyed.',
    params: shapes.CaseParams,
    answer: records.CaseRecords,
    handler: ({ reader, params }) => doors.queries.records.ofCase(reader, params.caseId),
  });
  registerRuns(app, doors);
  registerRunSteps(app, doors);
  registerHolds(app, doors);
  registerHoldSteps(app, doors);
}

function registerRuns(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/disposal-runs',
    audit: 'read',
    action: 'read-records',
    summary: 'List the lists of disposal, the latest first.',
    answer: records.DisposalRunList,
    handler: ({ reader }) => doors.queries.records.runs(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: RUN,
    audit: 'read',
    action: 'read-records',
    summary: 'Show a list of disposal: how far it is, by whom it was approved, and what is different now.',
    params: records.RunParams,
    answer: records.DisposalRun,
    handler: ({ reader, params }) => doors.queries.records.run(reader, params.runId),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: `${RUN}/items`,
    audit: 'read',
    action: 'read-records',
    summary: 'List the cases of a list of disposal, each with the reason of its day and what became of it.',
    params: records.RunParams,
    query: records.ItemsQuery,
    answer: records.DisposalItemPage,
    handler: ({ reader, params, query: { only = 'all', after } }) =>
      doors.queries.records.items(reader, { ...params, only, after }),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: `${RUN}/certificate`,
    audit: 'read',
    action: 'read-records',
    summary:
      'Show the certificate of a list that was gone through: who approved it, what went under which authority, and the hashes.',
    params: records.RunParams,
    query: records.CertificateQuery,
    answer: records.DisposalCertificate,
    csv: (view) => ({ table: writeCertificate(view), next: null }),
    handler: ({ reader, params }) => doors.queries.records.certificate(reader, params.runId),
  });
}

function registerRunSteps(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/disposal-runs',
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Propose a list of what is due, under an id of your own making. It waits until it is submitted.',
    body: records.DisposalProposal,
    answer: records.DisposalProposed,
    handler: ({ by, body }) => doors.proposeList(by, body),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${RUN}/items/:position/removal`,
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Take a case out of a list, and say why. Whoever has approved the list approves it anew.',
    params: records.RunItemParams,
    body: records.DisposalReason,
    answer: records.DisposalStepTaken,
    handler: ({ by, params, body }) =>
      doors.takeDisposalStep(by, {
        ...{ kind: 'take-out', runId: params.runId, position: Number(params.position), why: body.why },
      }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${RUN}/submission`,
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Submit a list for approval, by its hash.',
    params: records.RunParams,
    body: records.DisposalListSeen,
    answer: records.DisposalStepTaken,
    handler: ({ by, params, body }) => doors.takeDisposalStep(by, { kind: 'submit', ...params, ...body }),
  });
  registerDecisions(app, doors);
}

function registerDecisions(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: `${RUN}/approval`,
    audit: 'oversight',
    action: 'approve-disposal',
    summary: 'Approve a list by its hash. Two others than whoever proposed it do.',
    params: records.RunParams,
    body: records.DisposalListSeen,
    answer: records.DisposalStepTaken,
    handler: ({ by, params, body }) => doors.takeDisposalStep(by, { kind: 'approve', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${RUN}/withdrawal`,
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Withdraw a list for good, and say why.',
    params: records.RunParams,
    body: records.DisposalReason,
    answer: records.DisposalStepTaken,
    handler: ({ by, params, body }) => doors.takeDisposalStep(by, { kind: 'withdraw', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${RUN}/execution`,
    audit: 'oversight',
    action: 'approve-disposal',
    summary:
      'Have an approved list gone through, by its hash and the number of its cases. What is held or has changed is left out; what goes cannot be brought back.',
    params: records.RunParams,
    body: records.DisposalStart,
    answer: records.DisposalStepTaken,
    handler: ({ by, params, body }) => doors.takeDisposalStep(by, { kind: 'start', ...params, ...body }),
  });
}

function registerHolds(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: '/api/v1/holds',
    audit: 'read',
    action: 'read-records',
    summary: 'List the holds of the agency, those that stand first.',
    answer: records.HoldList,
    handler: ({ reader }) => doors.queries.records.holds(reader),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: HOLD,
    audit: 'read',
    action: 'read-records',
    summary: 'Show a hold: what it covers with what else holds that, and who asked for its end.',
    params: records.HoldParams,
    query: records.AfterQuery,
    answer: records.Hold,
    handler: ({ reader, params, query }) => doors.queries.records.hold(reader, { ...params, after: query.after }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/hold-previews',
    audit: 'read',
    action: 'read-records',
    summary: 'Say how many cases a hold would cover if it were placed now. Nothing is held.',
    body: records.HoldPreviewRequest,
    answer: records.HoldPreview,
    handler: ({ reader, body }) => doors.queries.records.preview(reader, body.predicate),
  });
}

function registerHoldSteps(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: '/api/v1/holds',
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Place a hold on a case, or on every case for which all that is asked is so, now and later.',
    body: records.HoldToPlace,
    answer: records.HoldStepTaken,
    handler: ({ by, body }) => doors.placeHold(by, body),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${HOLD}/review`,
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Say that a hold is still needed: when it is looked at next, and who answers for it.',
    params: records.HoldParams,
    body: records.HoldReview,
    answer: records.HoldStepTaken,
    handler: ({ by, params, body }) => doors.takeHoldStep(by, { kind: 'review', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${HOLD}/release`,
    audit: 'oversight',
    action: 'keep-records',
    summary: 'Ask for the end of a hold, with a reason and an authority. Somebody else decides.',
    params: records.HoldParams,
    body: records.HoldReleaseRequest,
    answer: records.HoldStepTaken,
    handler: ({ by, params, body }) => doors.takeHoldStep(by, { kind: 'ask', ...params, ...body }),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${HOLD}/release/decision`,
    audit: 'oversight',
    action: 'approve-disposal',
    summary: 'End a hold whose end somebody else asked for, or keep it.',
    params: records.HoldParams,
    body: records.HoldReleaseDecision,
    answer: records.HoldStepTaken,
    handler: ({ by, params, body }) => doors.takeHoldStep(by, { kind: 'decide', ...params, ...body }),
  });
}
