// Files of what is held about a person, for the case in which they ask: opened, completed, decided item by item, approved. What goes out is
// written where the installation is kept.
import type { FastifyInstance } from 'fastify';
import type { SubjectFileAnswer } from '../../commands/subject-file.ts';
import type { Overseen } from '../../commands/oversee.ts';
import type { ApiDoors } from '../api-options.ts';
import { defineRoute } from '../route.ts';
import * as shapes from '../subject-schemas.ts';

const FILES = '/api/v1/cases/:caseId/subject-files';
const FILE = `${FILES}/:fileId`;

export function registerSubjectRoutes(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'GET',
    path: FILES,
    summary: 'List the files of what is held about a person that were opened for a case in which they ask.',
    audit: 'read',
    action: 'read-case',
    params: shapes.RequestParams,
    answer: shapes.SubjectFiles,
    handler: ({ reader, params }) => doors.queries.subjectFiles.list(reader, params.caseId),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: FILES,
    summary: 'Open a file of everything that is held about a party of a case, in all cases in which they are.',
    audit: 'oversight',
    action: 'work-subject-file',
    params: shapes.RequestParams,
    body: shapes.OpenSubjectFile,
    answer: shapes.SubjectFileOpened,
    handler: async ({ by, params, body }) =>
      overseen(await doors.openSubjectFile(by, { requestCase: params.caseId, about: body.about })),
  });
  defineRoute(app, doors, {
    method: 'GET',
    path: FILE,
    summary: 'Show what of a file you may read where it stands, with what was decided on it.',
    audit: 'read',
    action: 'work-subject-file',
    params: shapes.SubjectFileParams,
    answer: shapes.SubjectFile,
    handler: ({ reader, params }) => doors.queries.subjectFiles.show(reader, params.fileId, params.caseId),
  });
  registerSteps(app, doors);
}

function registerSteps(app: FastifyInstance, doors: ApiDoors): void {
  defineRoute(app, doors, {
    method: 'POST',
    path: `${FILE}/complete`,
    summary: 'Put on a file what is held about the person since.',
    audit: 'oversight',
    action: 'work-subject-file',
    params: shapes.SubjectFileParams,
    body: shapes.CompleteSubjectFile,
    answer: shapes.SubjectFileCompleted,
    handler: async ({ by, params, body }) =>
      overseen(await doors.completeSubjectFile(by, { ...fileIn(params), ...trialIn(body) })),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${FILE}/decisions`,
    summary: 'Release items, redact them, or withhold them under an exemption.',
    audit: 'oversight',
    action: 'work-subject-file',
    params: shapes.SubjectFileParams,
    body: shapes.DecideSubjectItems,
    answer: shapes.SubjectItemsDecided,
    handler: async ({ by, params, body }) =>
      overseen(await doors.decideSubjectItems(by, { ...fileIn(params), ...body })),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${FILE}/approve`,
    summary: 'Approve a file by its hash, as somebody who had no part in it and may read all of it.',
    audit: 'oversight',
    action: 'approve-subject-file',
    params: shapes.SubjectFileParams,
    body: shapes.ApproveSubjectFile,
    answer: shapes.SubjectFileApproved,
    handler: async ({ by, params, body }) =>
      overseen(await doors.approveSubjectFile(by, { ...fileIn(params), hash: body.hash, ...trialIn(body) })),
  });
  defineRoute(app, doors, {
    method: 'POST',
    path: `${FILE}/export`,
    summary: 'Give out a file that was approved as it is: a bag (RFC 8493) in a ZIP. That it was given is evidence.',
    audit: 'oversight',
    action: 'approve-subject-file',
    params: shapes.SubjectFileParams,
    body: shapes.ExportSubjectFile,
    answer: shapes.SubjectFileExported,
    handler: async ({ by, params, body }) => {
      const given = overseen(await doors.exportSubjectFile(by, { ...fileIn(params), ...body }));
      return given.kind === 'done'
        ? { kind: 'done', value: { ...given.value, zip: given.value.zip.toString('base64') } }
        : given;
    },
  });
}

function fileIn({ caseId, fileId }: { readonly caseId: string; readonly fileId: string }) {
  return { requestCase: caseId, fileId };
}

function trialIn({ dryRun = false }: { readonly dryRun?: boolean | undefined }) {
  return dryRun ? { isTrial: true } : {};
}

/** How many and which items are told by the file itself. */
function overseen<T>(answer: SubjectFileAnswer<T>): Overseen<T> {
  return answer.kind === 'refused' ? { kind: 'refused', refusal: answer.refusal.code } : answer;
}
