// What is asked of the routes of those who keep records: of lists and holds that there are not, so that nothing is changed by it. See
// `matrix-requests.ts`.
import { NOWHERE } from './matrix-document-requests.ts';
import { get, type Variants } from './matrix-entry-requests.ts';

const RUNS = '/api/v1/disposal-runs';
const HOLDS = '/api/v1/holds';
const SAID = 'Looked through.';
const LIST = '0'.repeat(64);

function posts(path: string, of: string, bodies: Readonly<Record<string, object>>): Readonly<Record<string, Variants>> {
  return Object.fromEntries(
    Object.entries(bodies).map(([step, body]) => [
      `POST ${of}/${step}`,
      { plain: { path: `${path}/${step.replace(':position', '1')}`, body } },
    ]),
  );
}

export const RECORDS: Readonly<Record<string, Variants>> = {
  'GET /api/v1/records/retention': { plain: get('/api/v1/records/retention') },
  'GET /api/v1/records/cases': { plain: get('/api/v1/records/cases'), held: get('/api/v1/records/cases?held=yes') },
  'GET /api/v1/records/cases/:caseId': { plain: get('/api/v1/records/cases/CASE') },
  [`GET ${RUNS}`]: { plain: get(RUNS) },
  [`GET ${RUNS}/:runId`]: { plain: get(`${RUNS}/${NOWHERE}`) },
  [`GET ${RUNS}/:runId/items`]: { plain: get(`${RUNS}/${NOWHERE}/items`) },
  [`GET ${RUNS}/:runId/certificate`]: { plain: get(`${RUNS}/${NOWHERE}/certificate`) },
  [`GET ${HOLDS}`]: { plain: get(HOLDS) },
  [`GET ${HOLDS}/:holdId`]: { plain: get(`${HOLDS}/${NOWHERE}`) },
  'POST /api/v1/hold-previews': { plain: { path: '/api/v1/hold-previews', body: { predicate: {} } } },
  [`POST ${RUNS}`]: {
    plain: {
      path: RUNS,
      body: { runId: NOWHERE, reason: SAID, to: '2000-01-01', caseType: null, class: null, team: null },
    },
  },
  ...posts(`${RUNS}/${NOWHERE}`, `${RUNS}/:runId`, {
    ...{ 'items/:position/removal': { why: SAID }, withdrawal: { why: SAID } },
    ...{ submission: { list: LIST }, approval: { list: LIST }, execution: { list: LIST, items: 1 } },
  }),
  [`POST ${HOLDS}`]: {
    plain: {
      path: HOLDS,
      body: {
        ...{ holdId: NOWHERE, on: { kind: 'case', caseId: NOWHERE }, reason: SAID, authority: SAID },
        ...{ owner: 'nobody', reviewOn: '2000-01-01', custodians: [] },
      },
    },
  },
  ...posts(`${HOLDS}/${NOWHERE}`, `${HOLDS}/:holdId`, {
    review: { reviewOn: '2000-01-01', owner: 'nobody' },
    release: { reason: SAID, authority: SAID },
    'release/decision': { number: 1, decision: 'kept', words: SAID },
  }),
};
