// Every route against everybody: nobody, another agency, another team, a colleague without the role, and the case's own
// officer. The rows are checked against the routes that exist, so a new route without a row fails.
import { accessRules } from '@casewright/engine/policy';
import { READ_ACTIONS } from '@casewright/engine/watch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CASE_TYPE,
  client,
  FINE,
  openFine,
  signedIn,
  startApi,
  type ApiUnderTest,
  type Client,
} from './api-under-test.ts';
import { RECORDS } from '../full/matrix-records-requests.ts';
import { requestsFor } from '../full/matrix-requests.ts';
import { OPEN_ACTIONS } from './open-actions.ts';
import { FOR_NONE_OF_THEM, get, NOWHERE, OF_SAMPLES, send, UNSENT, type Row } from './route-rows-under-test.ts';

const NOBODY = [401, 401, 401, 401, 401] as const;

const ROWS: Readonly<Record<string, Row>> = {
  'GET /api/v1/session': { ask: get('/api/v1/session'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/uploads/limits': { ask: get('/api/v1/uploads/limits'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/work': { ask: get('/api/v1/work'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/case-types': { ask: get('/api/v1/case-types'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/cases': { ask: get('/api/v1/cases'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/views': { ask: get('/api/v1/views'), statuses: [401, 200, 200, 200, 200] },
  'POST /api/v1/views': {
    ask: send('POST', '/api/v1/views', { place: 'cases', title: 'Closed', filters: { status: 'closed' } }),
    statuses: [401, 200, 200, 200, 200],
  },
  'GET /api/v1/phrases': { ask: get('/api/v1/phrases'), statuses: [401, 200, 200, 200, 200] },
  'POST /api/v1/phrases': {
    ask: send('POST', '/api/v1/phrases', { title: 'Thanks', words: 'Thank you for writing.' }),
    statuses: [401, 200, 200, 200, 200],
  },
  'POST /api/v1/find': { ask: send('POST', '/api/v1/find', { q: 'word' }), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/search': { ask: get('/api/v1/search?q=word'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/search/documents': { ask: get('/api/v1/search/documents?q=word'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/goals': { ask: get('/api/v1/goals?from=2026-01-01&to=2026-12-31'), statuses: [401, 200, 200, 200, 200] },
  ...Object.fromEntries(
    ['load', 'tasks', 'clocks', 'people', 'approvals'].map((name) => [
      `GET /api/v1/team/${name}`,
      { ask: get(`/api/v1/team/${name}`), statuses: [401, 200, 200, 200, 200] as const },
    ]),
  ),
  'POST /api/v1/team/reassignment': {
    // Of what is not theirs it says that it is not there, so nothing is refused and nothing told.
    ask: (by, caseId) =>
      by.send('POST', '/api/v1/team/reassignment', {
        body: { tasks: [{ caseId, task: 'send-fine' }], assignee: 'bruno' },
      }),
    statuses: [401, 200, 200, 200, 200],
  },
  'GET /api/v1/cases/count': { ask: get('/api/v1/cases/count'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/shared-cases': { ask: get('/api/v1/shared-cases'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/cases/:caseId': { ask: get('/api/v1/cases/CASE'), statuses: [401, 404, 404, 200, 200] },
  'GET /api/v1/cases/:caseId/activity': {
    ask: get('/api/v1/cases/CASE/activity'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/chain': { ask: get('/api/v1/cases/CASE/chain'), statuses: [401, 404, 404, 200, 200] },
  'GET /api/v1/cases/:caseId/events/:seq/proof': {
    ask: get('/api/v1/cases/CASE/events/1/proof'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/retention': {
    ask: get('/api/v1/cases/CASE/retention'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/log/checkpoint': { ask: get('/api/v1/log/checkpoint'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/log/consistency': {
    ask: get('/api/v1/log/consistency?from=1&to=2'),
    statuses: [401, 200, 200, 200, 200],
  },
  'POST /api/v1/cases': {
    ask: send('POST', '/api/v1/cases', { caseType: CASE_TYPE, data: FINE }),
    statuses: [401, 201, 404, 404, 201],
  },
  'PATCH /api/v1/cases/:caseId/data': {
    ask: send('PATCH', '/api/v1/cases/CASE/data', { data: { points: 3 } }),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/offered-facts': {
    ask: get('/api/v1/cases/CASE/offered-facts'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/rights': { ask: get('/api/v1/cases/CASE/rights'), statuses: [401, 404, 404, 200, 200] },
  'POST /api/v1/cases/:caseId/corrections': {
    ask: send('POST', '/api/v1/cases/CASE/corrections', {
      ...{ about: { field: 'points' }, standing: 'accepted', words: 'Fewer', authority: 'GDPR art. 16' },
    }),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/corrections/:correction/recipients': {
    ask: send('POST', '/api/v1/cases/CASE/corrections/correction.99/recipients', {
      ...{ recipient: 'agency:7', how: 'told', words: 'By mail' },
    }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/offered-facts': {
    ask: send('POST', '/api/v1/cases/CASE/offered-facts', {
      field: 'points',
      from: { caseId: '01a00000-0000-7000-8000-00000000dead', version: 1 },
    }),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/notes': {
    ask: send('POST', '/api/v1/cases/CASE/notes', { text: 'x' }),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/close': {
    ask: send('POST', '/api/v1/cases/CASE/close', { outcome: 'paid' }),
    statuses: [401, 404, 404, 404, 200],
  },
  'GET /api/v1/cases/:caseId/tasks/:task/assignment': {
    ask: get('/api/v1/cases/CASE/tasks/send-fine/assignment'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/tasks/:task/assignees': {
    ask: get('/api/v1/cases/CASE/tasks/send-fine/assignees'),
    statuses: [401, 404, 404, 404, 200],
  },
  'GET /api/v1/cases/:caseId/items/:item/why': {
    ask: get('/api/v1/cases/CASE/items/send-fine/why'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/clocks/:clock/why': {
    ask: get('/api/v1/cases/CASE/clocks/nothing/why'),
    statuses: [401, 404, 404, 404, 404],
  },
  // Fines are one section, and have none to share.
  'POST /api/v1/cases/:caseId/access/share-preview': {
    ask: send('POST', '/api/v1/cases/CASE/access/share-preview', { sections: ['general'] }),
    statuses: [401, 404, 404, 404, 404],
  },
  'GET /api/v1/cases/:caseId/opened': {
    ask: get('/api/v1/cases/CASE/opened'),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/package': {
    ask: send('POST', '/api/v1/cases/CASE/package', { purpose: 'archive', reason: 'x' }),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/bundles': {
    ask: get('/api/v1/cases/CASE/bundles?of=nothing'),
    statuses: [401, 404, 404, 200, 200],
  },
  // Fines have no such letter.
  'GET /api/v1/cases/:caseId/letters/:letter': {
    ask: get('/api/v1/cases/CASE/letters/nothing?party=party.offender'),
    statuses: [401, 404, 404, 404, 404],
  },
  'GET /api/v1/cases/:caseId/communications/:entry/calendar': {
    ask: get('/api/v1/cases/CASE/communications/communication.999/calendar'),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/letters': {
    ask: send('POST', '/api/v1/cases/CASE/letters', { letter: 'nothing', party: 'party.offender', channel: 'post' }),
    statuses: [401, 404, 404, 404, 404],
  },
  'GET /api/v1/cases/:caseId/parties/:entry/candidates': {
    ask: get('/api/v1/cases/CASE/parties/party.offender/candidates'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/parties/:entry/identity': {
    ask: get('/api/v1/cases/CASE/parties/party.offender/identity'),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/inbox/queues': { ask: get('/api/v1/inbox/queues'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/inbox/items': { ask: get('/api/v1/inbox/items'), statuses: [401, 200, 200, 200, 200] },
  'GET /api/v1/notices': { ask: get('/api/v1/notices'), statuses: [401, 200, 200, 200, 200] },
  'POST /api/v1/cases/:caseId/clocks/:clock/due-date': {
    ask: send('POST', '/api/v1/cases/CASE/clocks/appeal/due-date', { dueOn: '2026-10-01', reason: 'x' }),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/suspend': {
    ask: send('POST', '/api/v1/cases/CASE/clocks/appeal/suspend', { pause: 'x', reason: 'x' }),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/resume': {
    ask: send('POST', '/api/v1/cases/CASE/clocks/appeal/resume', { pause: 'x' }),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/extend': {
    ask: send('POST', '/api/v1/cases/CASE/clocks/appeal/extend', {
      ...{ extension: 'x', by: { count: 1, unit: 'days' }, reason: 'x' },
    }),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/items/:item/move': {
    ask: send('POST', '/api/v1/cases/CASE/items/record-payment/move', { on: 'disable', reason: 'x' }),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/items/:item/plan': {
    ask: send('POST', '/api/v1/cases/CASE/items/send-fine/plan', {}),
    statuses: [401, 404, 404, 409, 409],
  },
  'POST /api/v1/cases/:caseId/reopen': {
    ask: send('POST', '/api/v1/cases/CASE/reopen', { again: [], reason: 'x' }),
    statuses: [401, 404, 404, 404, 409],
  },
  'POST /api/v1/cases/:caseId/access/classification': {
    ask: send('POST', '/api/v1/cases/CASE/access/classification', {
      ...{ classification: null, compartments: ['c1'], purposes: null, matters: [], reason: 'x' },
    }),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/access/facts': {
    ask: send('POST', '/api/v1/cases/CASE/access/facts', {
      fact: { kind: 'wall', person: 'bruno', unit: null, standing: 'declared' },
    }),
    statuses: [401, 404, 404, 404, 200],
  },
  // To whoever may do these, it says that there is no such access.
  'POST /api/v1/cases/:caseId/access/facts/:access/end': {
    ask: send('POST', '/api/v1/cases/CASE/access/facts/wall.9/end', { reason: 'x' }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/access/facts/:access/review': {
    ask: send('POST', '/api/v1/cases/CASE/access/facts/break-glass.9/review', { finding: 'justified', reason: 'x' }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/access/requests/:access/decide': {
    ask: send('POST', '/api/v1/cases/CASE/access/requests/request.9/decide', {
      ...{ granted: true, until: null, reason: 'x' },
    }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/access/requests': {
    ask: send('POST', '/api/v1/cases/CASE/access/requests', {
      ...{ sections: null, until: '2099-01-01T00:00:00Z', reason: 'x' },
    }),
    statuses: [401, 404, 200, 200, 200],
  },
  'POST /api/v1/cases/:caseId/access/break-glass': {
    ask: send('POST', '/api/v1/cases/CASE/access/break-glass', {
      ...{ category: 'life', reason: 'Twenty characters at least.' },
    }),
    statuses: [401, 404, 200, 200, 200],
  },
  'GET /api/v1/cases/:caseId/access': { ask: get('/api/v1/cases/CASE/access'), statuses: [401, 404, 404, 200, 200] },
  'GET /api/v1/cases/:caseId/access/why': {
    ask: get('/api/v1/cases/CASE/access/why?person=dario'),
    statuses: [401, 404, 404, 404, 200],
  },
  'GET /api/v1/cases/:caseId/access/who': {
    ask: get('/api/v1/cases/CASE/access/who'),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/access/what-if': {
    ask: send('POST', '/api/v1/cases/CASE/access/what-if', { add: [], end: [] }),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/tasks/:task/start': {
    ask: send('POST', '/api/v1/cases/CASE/tasks/record-payment/start', {}),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/tasks/:task/complete': {
    ask: send('POST', '/api/v1/cases/CASE/tasks/send-fine/complete', { data: {} }),
    statuses: [401, 404, 404, 404, 200],
  },
  'POST /api/v1/cases/:caseId/tasks/:task/assign': {
    ask: send('POST', '/api/v1/cases/CASE/tasks/send-fine/assign', { assignee: 'bruno' }),
    statuses: [401, 404, 404, 404, 200],
  },
  'GET /api/v1/cases/:caseId/readers': { ask: get('/api/v1/cases/CASE/readers'), statuses: [401, 404, 404, 200, 200] },
  'GET /api/v1/cases/:caseId/readers/for-subject': {
    ask: get('/api/v1/cases/CASE/readers/for-subject'),
    statuses: [401, 404, 404, 200, 200],
  },
};

const SAID = { hash: '0'.repeat(64), words: 'Read and compared.' };
const DRAFT_STEPS: Readonly<Record<string, object>> = {
  ...{
    text: { source: 'x', scenarios: [] },
    review: { ...SAID, effectiveOn: null },
    approval: SAID,
    publication: SAID,
  },
  ...{ withdrawal: { words: SAID.words }, return: { words: SAID.words } },
  acknowledgements: { ...SAID, difference: SAID.hash },
};

const INBOX_DOCUMENTS = [{ number: 0, kind: 'letter', title: 'x' }];
const INBOX_STEPS: Readonly<Record<string, object>> = {
  ...{ take: {}, release: {}, 'hand-over': { queue: 'nowhere' }, reject: { reason: 'x' } },
  ...{ duplicate: { of: NOWHERE, reason: 'x' }, file: { caseId: NOWHERE, documents: INBOX_DOCUMENTS, isAll: true } },
  'open-case': { caseType: CASE_TYPE, data: FINE, documents: INBOX_DOCUMENTS, isAll: true },
};
const RECORDS_ROUTES = Object.entries(RECORDS).flatMap(([name, { plain }]) => {
  if (plain === undefined) return [];
  const { path, body } = plain;
  const ask: Row['ask'] = (by, caseId) => {
    const [method = ''] = name.split(' ');
    // Of the body too, where it names the case.
    const said = JSON.parse(JSON.stringify(body ?? {}).replaceAll('CASE', caseId)) as object;
    return method === 'GET' ? by.get(path.replace('CASE', caseId)) : by.send('POST', path, { body: said });
  };
  return [[name, ask] as const];
});

/** For those who watch over reads, or hold a seat: what is open to them is tested where that is. Refusals name no case. */
const FOR_OVERSEERS: Readonly<Record<string, Row>> = Object.fromEntries(
  [
    ['GET /api/v1/people/:person/reads', get('/api/v1/people/anna/reads?from=2026-01-01&to=2026-02-01')] as const,
    [
      'GET /api/v1/emergencies/statistics',
      get('/api/v1/emergencies/statistics?from=2026-01-01&to=2026-02-01'),
    ] as const,
    ['GET /api/v1/reviews', get('/api/v1/reviews?state=open')] as const,
    ['GET /api/v1/reviews/:reviewId', get('/api/v1/reviews/CASE')] as const,
    [
      'POST /api/v1/reviews/:reviewId/decision',
      send('POST', '/api/v1/reviews/CASE/decision', { finding: 'justified', reason: 'It was work.', lines: 1 }),
    ] as const,
    // To those who write, approve and acknowledge drafts; what is open to them is tested where drafts are.
    ['GET /api/v1/case-type-drafts', get('/api/v1/case-type-drafts')] as const,
    ['GET /api/v1/case-type-drafts/:draftId', get('/api/v1/case-type-drafts/CASE')] as const,
    ['GET /api/v1/case-types/:name/versions', get(`/api/v1/case-types/${CASE_TYPE}/versions`)] as const,
    ['GET /api/v1/case-types/:name/versions/:version', get(`/api/v1/case-types/${CASE_TYPE}/versions/1.0.0`)] as const,
    [
      'GET /api/v1/case-types/:name/comparison',
      get(`/api/v1/case-types/${CASE_TYPE}/comparison?from=1.0.0&to=1.0.0`),
    ] as const,
    [
      'POST /api/v1/case-type-drafts',
      send('POST', '/api/v1/case-type-drafts', { draftId: NOWHERE, name: 'x', source: 'x', scenarios: [] }),
    ] as const,
    ...Object.entries(DRAFT_STEPS).map(
      ([step, body]) =>
        [
          `POST /api/v1/case-type-drafts/:draftId/${step}`,
          send('POST', `/api/v1/case-type-drafts/CASE/${step}`, { seen: 1, ...body }),
        ] as const,
    ),
    // Of what came in, to the team of a queue; what is open to it is tested with the inbox.
    ...Object.entries(INBOX_STEPS).map(
      ([step, body]) =>
        [`POST /api/v1/inbox/items/:item/${step}`, send('POST', `/api/v1/inbox/items/CASE/${step}`, body)] as const,
    ),
    ['GET /api/v1/inbox/items/:item', get('/api/v1/inbox/items/CASE')] as const,
    ['GET /api/v1/inbox/items/:item/parts/:number', get('/api/v1/inbox/items/CASE/parts/0')] as const,
    [
      'POST /api/v1/inbox/queues/:queue/items',
      (by: Client) =>
        by.send('POST', '/api/v1/inbox/queues/nowhere/items?name=x.txt', {
          ...{ raw: 'x', headers: { 'content-type': 'application/octet-stream' } },
        }),
    ] as const,
    // To those who keep records; what is open to them is tested where that is.
    ...RECORDS_ROUTES,
    ['GET /api/v1/audit/seat', get('/api/v1/audit/seat')] as const,
    ['GET /api/v1/audit/entries', get('/api/v1/audit/entries?kind=reads&from=2026-01-01&to=2026-02-01')] as const,
    ['GET /api/v1/audit/cases/:caseId', get('/api/v1/audit/cases/CASE?asOf=2026-01-01')] as const,
    ...(['difference?from=2026-01-01&to=2026-02-01', 'verification', 'proof'] as const).map(
      (look) =>
        [`GET /api/v1/audit/cases/:caseId/${look.split('?')[0]}`, get(`/api/v1/audit/cases/CASE/${look}`)] as const,
    ),
  ].map(([name, ask]) => [name, { ask, statuses: [401, 404, 404, 404, 404] }]),
);

/** For the tokens of directories alone: to people they are closed, whatever else they may do. */
const FOR_DIRECTORIES: Readonly<Record<string, Row>> = Object.fromEntries(
  ['Users', 'Groups'].flatMap((kind) => [
    [`GET /scim/v2/${kind}`, { ask: get(`/scim/v2/${kind}`), statuses: NOBODY }],
    [`POST /scim/v2/${kind}`, { ask: send('POST', `/scim/v2/${kind}`, {}), statuses: NOBODY }],
    [`GET /scim/v2/${kind}/:id`, { ask: get(`/scim/v2/${kind}/anna`), statuses: NOBODY }],
    ...(['PUT', 'PATCH', 'DELETE'] as const).map((method) => [
      `${method} /scim/v2/${kind}/:id`,
      { ask: send(method, `/scim/v2/${kind}/anna`, {}), statuses: NOBODY },
    ]),
  ]),
);

/** About no case that the asker's agency has, or for a role that none of these people has; more is tested with the questions. */
const APART: Readonly<Record<string, Row>> = {
  // By its id, which is a name like its reference.
  'GET /api/v1/case-ids': { ask: get('/api/v1/case-ids?name=CASE'), statuses: [401, 404, 200, 200, 200] },
  // None of them is an exporter.
  'GET /api/v1/cases/export': {
    ask: get(`/api/v1/cases/export?caseType=${CASE_TYPE}`),
    statuses: [401, 404, 404, 404, 404],
  },
  'GET /api/v1/people/:person/access/reach': {
    ask: get('/api/v1/people/anna/access/reach'),
    statuses: [401, 404, 404, 404, 404],
  },
  'GET /api/v1/access-rules': { ask: get('/api/v1/access-rules'), statuses: [401, 404, 404, 404, 404] },
  // None of them is of the mail room, nor an administrator.
  ...FOR_NONE_OF_THEM,
  'POST /api/v1/access-rules/compare': {
    ask: (who) =>
      who.send('POST', '/api/v1/access-rules/compare', { body: { rules: { ...accessRules, version: 'access/next' } } }),
    statuses: [401, 404, 404, 404, 404],
  },
};

const NO_FILE = `/api/v1/cases/CASE/subject-files/${NOWHERE}`;
/** Files of what is held about a person: there is none here but the one that is opened. */
const FOR_SUBJECTS: Readonly<Record<string, Row>> = {
  'GET /api/v1/cases/:caseId/subject-files': {
    ask: get('/api/v1/cases/CASE/subject-files'),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/subject-files': {
    ask: (by, caseId) =>
      by.send('POST', `/api/v1/cases/${caseId}/subject-files`, {
        body: { about: { caseId, entry: 'party.offender' } },
      }),
    statuses: [401, 404, 404, 200, 200],
  },
  'GET /api/v1/cases/:caseId/subject-files/:fileId': { ask: get(NO_FILE), statuses: [401, 404, 404, 404, 404] },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/complete': {
    ask: send('POST', `${NO_FILE}/complete`, {}),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/decisions': {
    ask: send('POST', `${NO_FILE}/decisions`, { items: ['0123456789ab'], decision: 'release' }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/export': {
    ask: send('POST', `${NO_FILE}/export`, { hash: SAID.hash, language: 'en' }),
    statuses: [401, 404, 404, 404, 404],
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/approve': {
    ask: send('POST', `${NO_FILE}/approve`, { hash: SAID.hash }),
    statuses: [401, 404, 404, 404, 404],
  },
};
const ALL_ROWS = { ...OF_SAMPLES, ...UNSENT, ...ROWS, ...FOR_OVERSEERS, ...FOR_DIRECTORIES, ...APART, ...FOR_SUBJECTS };

/** Answered once and for good, and tested where streams are. */
const STREAMS = ['GET /api/v1/stream'];

let under: ApiUnderTest;
let people: readonly Client[];

beforeAll(async () => {
  under = await startApi();
  people = [
    client(under),
    await signedIn(under, 'anna', 'port'),
    await signedIn(under, 'dario'),
    await signedIn(under, 'clara'),
    await signedIn(under, 'anna'),
  ];
});

afterAll(() => under.close());

const ENTRY =
  /^POST \/api\/v1\/cases\/:caseId\/(issues|parties|goals|obligations|determinations|evidence|referrals|communications|documents)(\/|$)|\/(uploads(\/:file|$)|documents\/:entry\/versions\/)|^POST .*\/bundles$/;

test('every route is in the matrix, or open for a reason that is written down', () => {
  const guarded = under.api.routes
    .filter((route) => route.audit !== 'open' && route.method !== 'HEAD')
    .map((route) => `${route.method} ${route.path}`);
  // Routes of entries are asked as everybody in the long matrix, which says here that it knows each of them, and in their own tests.
  const entries = guarded.filter((route) => ENTRY.test(route));
  const { missing } = requestsFor(under.api.routes.filter(({ method, path }) => ENTRY.test(`${method} ${path}`)));
  expect({ missing, of: entries.length }).toEqual({ missing: [], of: 74 });
  expect(guarded.filter((route) => !ENTRY.test(route)).toSorted()).toEqual(
    [...Object.keys(ALL_ROWS), ...STREAMS].toSorted(),
  );
  for (const route of under.api.routes.filter((candidate) => candidate.audit === 'open'))
    expect(Object.keys(OPEN_ACTIONS)).toContain(route.action);
});

test('a route that is not made by defineRoute keeps the server from being built', () => {
  expect(() => under.api.app.get('/late', () => 'x')).toThrow();
  expect(() =>
    under.api.app.route({ method: 'GET', url: '/late', config: { audit: 'open' } as object, handler: () => 'x' }),
  ).toThrow();
});

test.each(Object.entries(ALL_ROWS))('%s answers each as the policy says', async (_name, { ask, statuses }) => {
  const [, , , , officer] = people;
  if (officer === undefined) throw new Error('Nobody is signed in.');
  for (const [index, person] of people.entries()) {
    const caseId = await openFine(officer);
    const answer = await ask(person, caseId);
    expect([index, answer.status]).toEqual([index, statuses[index]]);
    if (answer.status >= 400) expect(JSON.stringify(answer.body)).not.toMatch(/traffic-fines|Maria|INF-/);
  }
});

test.each(Object.entries(ROWS))(
  '%s leaves a line for each refusal of a case that is not theirs',
  async (name, { ask, statuses }) => {
    const [, port, , , officer] = people;
    if (officer === undefined || port === undefined || statuses[1] !== 404) return;
    const caseId = await openFine(officer);
    await ask(port, caseId);
    const lines = await under.test.query(
      'select case_ids from access_log where tenant = 2 and denied and $1 = any (case_ids)',
      [caseId],
    );
    expect(lines, name).toHaveLength(1);
  },
);

test('the head of a read is audited like the read', async () => {
  const [, , , , officer] = people;
  if (officer === undefined) throw new Error('Nobody is signed in.');
  const caseId = await openFine(officer);
  const head = await under.api.app.inject({
    method: 'HEAD',
    url: `/api/v1/cases/${caseId}`,
    headers: { cookie: officer.cookie },
  });
  expect(head.statusCode).toBe(200);
  expect(
    await under.test.query("select 1 from access_log where action = 'read-case' and $1 = any (case_ids)", [caseId]),
  ).toHaveLength(1);
});

/** What leaves a line and is no read: decisions, keeping the directory, and signing in. */
const NO_READS =
  /^(decide-review|upload|keep-unsent-text|be-here|(keep|share|remove)-view|(keep|remove)-phrase|draw-sample|review-sampled-case|ask-print|post-batch|return-letter|(give|end)-role|(lock|open)-account|retry-texts|(open|complete|approve)-subject-file|decide-subject-items|(un)?merge-people|provision|sign-in|(begin|save|send|withdraw|approve|return|acknowledge|publish)-draft|(claim|release|hand|reject|file|receive)-item|mark-duplicate|(propose|submit|approve|withdraw|start)-disposal|take-out-item|(place|review)-hold|(ask|decide)-release)$/;

test('every read that any route has recorded is known to the rules that notice snooping', async () => {
  const lines = await under.test.query<{ action: string }>(
    "select distinct action from access_log where action !~ '^refused:'",
  );
  // Commands have their own names, in capitals.
  const reads = lines.map(({ action }) => action).filter((action) => /^[a-z]/.test(action) && !NO_READS.test(action));
  expect(reads.length).toBeGreaterThan(20);
  expect(reads.filter((action) => !Object.hasOwn(READ_ACTIONS, action))).toEqual([]);
});
