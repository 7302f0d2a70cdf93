// Test support: how routes are asked in the matrix of routes that are about no case, or a typed text of one. Only tests use it.
import { CASE_TYPE, type Answered, type Client } from './api-under-test.ts';
import { SAMPLE_ROWS } from './sample-matrix-rows.ts';

export interface Row {
  /** The address for a case, and the body of a change. */
  readonly ask: (by: Client, caseId: string) => Promise<Answered>;
  /** Statuses for: nobody, another agency, another team, a colleague without the role, the officer. */
  readonly statuses: readonly [number, number, number, number, number];
}

export function get(path: string): Row['ask'] {
  return (by, caseId) => by.get(path.replace('CASE', caseId));
}

export function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: object): Row['ask'] {
  return (by, caseId) => by.send(method, path.replace('CASE', caseId), { body });
}

const NOBODYS_VIEW = '01a00000-0000-7000-8000-00000000ffff';
export const NOWHERE = '01a00000-0000-7000-8000-00000000dead';

const ROOM = '/api/v1/administration';
const SOME_ROLE = { team: 'x', role: 'x' };

/** For roles that none of these people has: the mail room, administrators. */
export const FOR_NONE_OF_THEM: Readonly<Record<string, Row>> = Object.fromEntries(
  (
    [
      // Somebody's own, and no case.
      ['POST /api/v1/views/:view/share', send('POST', `/api/v1/views/${NOBODYS_VIEW}/share`, { team: null })],
      ['POST /api/v1/views/:view/remove', send('POST', `/api/v1/views/${NOBODYS_VIEW}/remove`, {})],
      [`GET ${ROOM}/people`, get(`${ROOM}/people`)],
      [`GET ${ROOM}/jobs`, get(`${ROOM}/jobs`)],
      [`GET ${ROOM}/access`, get(`${ROOM}/access?person=anna&reference=CASE`)],
      [`POST ${ROOM}/people/:person/roles`, send('POST', `${ROOM}/people/x/roles`, SOME_ROLE)],
      [`POST ${ROOM}/people/:person/roles/end`, send('POST', `${ROOM}/people/x/roles/end`, SOME_ROLE)],
      [`POST ${ROOM}/people/:person/account`, send('POST', `${ROOM}/people/x/account`, { locked: true })],
      [`POST ${ROOM}/jobs/texts/retry`, send('POST', `${ROOM}/jobs/texts/retry`, {})],
      ['POST /api/v1/phrases/:phrase/remove', send('POST', `/api/v1/phrases/${NOBODYS_VIEW}/remove`, {})],
      ['GET /api/v1/print-queue', get('/api/v1/print-queue')],
      ['POST /api/v1/print-queue/batches', send('POST', '/api/v1/print-queue/batches', {})],
      [
        'POST /api/v1/print-queue/batches/:number/posted',
        send('POST', '/api/v1/print-queue/batches/1/posted', { on: '2026-01-01' }),
      ],
      [
        'POST /api/v1/print-queue/returned',
        send('POST', '/api/v1/print-queue/returned', { label: '1-1', reason: 'moved' }),
      ],
    ] as const
  ).map(([name, ask]) => [name, { ask, statuses: [401, 404, 404, 404, 404] }]),
);

export const OF_SAMPLES: Readonly<Record<string, Row>> = Object.fromEntries(
  SAMPLE_ROWS.map(([route, path, body, isShown]) => {
    const statuses = isShown ? ([401, 200, 200, 200, 200] as const) : ([401, 404, 404, 404, 404] as const);
    return [route, { ask: body === null ? get(path) : send('POST', path, body), statuses }];
  }),
);

/** What somebody typed and has not sent: their own, where they may read the case. */
export const UNSENT: Readonly<Record<string, Row>> = {
  'GET /api/v1/unsent-text': {
    ask: get(`/api/v1/unsent-text?place=start/${CASE_TYPE}`),
    statuses: [401, 200, 200, 200, 200],
  },
  'POST /api/v1/unsent-text/keep': {
    ask: send('POST', '/api/v1/unsent-text/keep', { place: 'start/x', fields: null, version: 0, person: 'anna' }),
    statuses: [401, 200, 200, 200, 200],
  },
  'GET /api/v1/cases/:caseId/unsent-text': {
    ask: get('/api/v1/cases/CASE/unsent-text?place=note/x'),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/presence': {
    ask: send('POST', '/api/v1/cases/CASE/presence', { window: NOWHERE, doing: 'reading' }),
    statuses: [401, 404, 404, 200, 200],
  },
  'POST /api/v1/cases/:caseId/unsent-text/keep': {
    ask: (by, caseId) =>
      by.send('POST', `/api/v1/cases/${caseId}/unsent-text/keep`, {
        body: { place: `note/${caseId}`, fields: null, version: 0, person: 'anna' },
      }),
    statuses: [401, 404, 404, 200, 200],
  },
};
