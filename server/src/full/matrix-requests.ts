// What is asked of each route, by its name. No request here changes a case, whoever sends it: commands name a version that no
// case has, or say what the rules of a case refuse, so that each request meets the same world. Who is answered what is not
// said here. A route that is missing fails the run.

import { accessRules } from '@casewright/engine/policy';
import { MATRIX_DOCUMENT_NAMES } from './matrix-documents.ts';
import { EVER, LISTS } from './matrix-list-requests.ts';
import { RECORDS } from './matrix-records-requests.ts';
import { DOCUMENTS, NOWHERE } from './matrix-document-requests.ts';
import { CASE, entriesOf, FURTHER, get, stale, type Variants } from './matrix-entry-requests.ts';

export interface MatrixRequest {
  /** `METHOD /path`, as the router has it. */
  readonly route: string;
  /** Tells requests to one route apart. */
  readonly variant: string;
  readonly method: string;
  /** `CASE` stands for the case, in the path and as a value of the body; `DOCUMENT`, `CONTENT` and `DRAFT` for what it has of that. */
  readonly path: string;
  readonly body?: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly document?: string;
  readonly isBytes?: true;
}

/** On what every case of the world has on record. */
const CORRECTION = { about: { field: 'note' }, standing: 'accepted', words: 'x', authority: 'x' };
const SETTLE = { recipient: 'party:party.999', how: 'told', words: 'x' };
const FAR = '2099-01-01T00:00:00Z';

const SCIM_ID = 'nobody-there';

const ASKED: Readonly<Record<string, Variants>> = {
  'GET /api/v1/session': { plain: get('/api/v1/session') },
  ...DOCUMENTS,
  ...LISTS,
  ...sampleRequests(),
  'GET /api/v1/log/checkpoint': { plain: get('/api/v1/log/checkpoint') },
  'GET /api/v1/log/consistency': { plain: get('/api/v1/log/consistency?from=1&to=2') },
  'GET /api/v1/cases/:caseId': { plain: get(CASE) },
  'GET /api/v1/cases/:caseId/activity': { plain: get(`${CASE}/activity`) },
  'GET /api/v1/cases/:caseId/chain': { plain: get(`${CASE}/chain`) },
  'GET /api/v1/cases/:caseId/events/:seq/proof': { plain: get(`${CASE}/events/1/proof`) },
  'GET /api/v1/cases/:caseId/offered-facts': {
    plain: get(`${CASE}/offered-facts`),
    task: get(`${CASE}/offered-facts?task=visit`),
  },
  'GET /api/v1/cases/:caseId/tasks/:task/assignment': {
    plain: get(`${CASE}/tasks/visit/assignment`),
    'no-task': get(`${CASE}/tasks/nothing/assignment`),
  },
  'GET /api/v1/cases/:caseId/tasks/:task/assignees': {
    plain: get(`${CASE}/tasks/visit/assignees`),
    'no-task': get(`${CASE}/tasks/nothing/assignees`),
  },
  'GET /api/v1/cases/:caseId/items/:item/why': {
    plain: get(`${CASE}/items/visit/why`),
    'no-task': get(`${CASE}/items/nothing/why`),
  },
  'GET /api/v1/cases/:caseId/clocks/:clock/why': { 'no-clock': get(`${CASE}/clocks/nothing/why`) },
  'POST /api/v1/cases/:caseId/access/share-preview': {
    plain: { path: `${CASE}/access/share-preview`, body: { sections: ['general'] } },
  },
  'GET /api/v1/cases/:caseId/opened': { plain: get(`${CASE}/opened`) },
  'POST /api/v1/cases/:caseId/presence': {
    leaving: { path: `${CASE}/presence`, body: { window: NOWHERE, doing: null } },
  },
  'GET /api/v1/unsent-text': { plain: get('/api/v1/unsent-text?place=start/matter') },
  'POST /api/v1/unsent-text/keep': {
    plain: {
      path: '/api/v1/unsent-text/keep',
      body: { place: 'start/matter', fields: null, version: 0, person: 'nobody' },
    },
  },
  'GET /api/v1/cases/:caseId/unsent-text': { plain: get(`${CASE}/unsent-text?place=note/x`) },
  'POST /api/v1/cases/:caseId/unsent-text/keep': {
    plain: { path: `${CASE}/unsent-text/keep`, body: { place: 'note/x', fields: null, version: 0, person: 'nobody' } },
  },
  'GET /api/v1/cases/:caseId/retention': { plain: get(`${CASE}/retention`) },
  'GET /api/v1/cases/:caseId/letters/:letter': { 'no-letter': get(`${CASE}/letters/nothing?party=party.999`) },
  'POST /api/v1/cases': {
    stale: stale('/api/v1/cases', { caseType: 'matter', data: {} }),
    unknown: { path: '/api/v1/cases', body: { caseType: 'nothing', data: {} } },
    'other-team': stale('/api/v1/cases', { caseType: 'matter', team: 'parking', data: {} }),
  },
  'PATCH /api/v1/cases/:caseId/data': {
    stale: stale(`${CASE}/data`, { data: { note: 'x' } }),
    refused: { path: `${CASE}/data`, body: { data: { diagnosis: 7, nothing: 'x' } } },
  },
  'POST /api/v1/cases/:caseId/offered-facts': {
    stale: stale(`${CASE}/offered-facts`, { field: 'note', from: { caseId: NOWHERE, version: 1 } }),
    refused: { path: `${CASE}/offered-facts`, body: { field: 'note', from: { caseId: NOWHERE, version: 1 } } },
  },
  'POST /api/v1/cases/:caseId/notes': { stale: stale(`${CASE}/notes`, { text: 'x' }) },
  'POST /api/v1/cases/:caseId/close': {
    stale: stale(`${CASE}/close`, { outcome: 'done' }),
    refused: { path: `${CASE}/close`, body: { outcome: 'nothing' } },
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/due-date': {
    stale: stale(`${CASE}/clocks/decide/due-date`, { dueOn: '2026-10-01', reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/suspend': {
    stale: stale(`${CASE}/clocks/decide/suspend`, { pause: 'x', reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/clocks/:clock/resume': { stale: stale(`${CASE}/clocks/decide/resume`, { pause: 'x' }) },
  'POST /api/v1/cases/:caseId/clocks/:clock/extend': {
    stale: stale(`${CASE}/clocks/decide/extend`, { extension: 'x', by: { count: 1, unit: 'days' }, reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/items/:item/move': {
    stale: stale(`${CASE}/items/visit/move`, { on: 'disable', reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/items/:item/plan': { stale: stale(`${CASE}/items/visit/plan`, {}) },
  ...entriesOf(
    'issues',
    { of: 'question', words: 'x' },
    { decide: { outcome: 'yes', reasons: 'x' }, reopen: { reason: 'x' } },
  ),
  ...entriesOf(
    'parties',
    { of: 'visitor', subject: 'x' },
    {
      ...{ end: { reason: 'x' }, replace: { subject: 'y', reason: 'x' } },
      contact: {
        contact: {
          ...{ name: 'x', email: null, phone: null, address: null, language: null, prefers: null },
          ...{ isSafe: true, isSecret: false },
        },
      },
    },
  ),
  ...entriesOf(
    'goals',
    { of: 'fitness', words: 'x', owner: 'party.7', baseline: '0', target: '1' },
    { review: { value: '1' }, conclude: { attainment: 'attained' } },
  ),
  ...entriesOf(
    'obligations',
    { of: 'remedy', words: 'x', owedBy: 'agency', agreement: 'x', dueOn: '2099-01-01' },
    { meet: {}, waive: { reasons: 'x' } },
  ),
  ...FURTHER,
  'GET /api/v1/cases/:caseId/parties/:entry/candidates': {
    'no-party': get(`${CASE}/parties/party.999/candidates`),
  },
  'GET /api/v1/cases/:caseId/parties/:entry/identity': {
    'no-party': get(`${CASE}/parties/party.999/identity`),
  },
  'POST /api/v1/cases/:caseId/parties/:entry/merge': {
    plain: {
      path: `${CASE}/parties/party.999/merge`,
      body: { with: { caseId: 'CASE', entry: 'party.998' }, reason: 'x' },
    },
  },
  'POST /api/v1/cases/:caseId/parties/:entry/unmerge': {
    plain: { path: `${CASE}/parties/party.999/unmerge`, body: { reason: 'x' } },
  },
  'GET /api/v1/cases/:caseId/rights': { plain: get(`${CASE}/rights`) },
  'POST /api/v1/cases/:caseId/corrections': {
    stale: stale(`${CASE}/corrections`, CORRECTION),
    refused: { path: `${CASE}/corrections`, body: { ...CORRECTION, askedOn: '2099-01-01' } },
  },
  'POST /api/v1/cases/:caseId/corrections/:correction/recipients': {
    stale: stale(`${CASE}/corrections/correction.999/recipients`, SETTLE),
    refused: { path: `${CASE}/corrections/correction.999/recipients`, body: SETTLE },
  },
  'GET /api/v1/cases/:caseId/subject-files': { plain: get(`${CASE}/subject-files`) },
  'POST /api/v1/cases/:caseId/subject-files': {
    plain: { path: `${CASE}/subject-files`, body: { about: { caseId: 'CASE', entry: 'party.999' } } },
  },
  'GET /api/v1/cases/:caseId/subject-files/:fileId': { plain: get(`${CASE}/subject-files/${NOWHERE}`) },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/complete': {
    plain: { path: `${CASE}/subject-files/${NOWHERE}/complete`, body: {} },
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/decisions': {
    plain: {
      path: `${CASE}/subject-files/${NOWHERE}/decisions`,
      body: { items: ['0123456789ab'], decision: 'release' },
    },
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/export': {
    plain: { path: `${CASE}/subject-files/${NOWHERE}/export`, body: { hash: 'a'.repeat(64), language: 'en' } },
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/approve': {
    plain: { path: `${CASE}/subject-files/${NOWHERE}/approve`, body: { hash: 'a'.repeat(64) } },
  },
  'POST /api/v1/cases/:caseId/reopen': { stale: stale(`${CASE}/reopen`, { again: [], reason: 'x' }) },
  'POST /api/v1/cases/:caseId/access/classification': {
    stale: stale(`${CASE}/access/classification`, {
      ...{ classification: null, compartments: ['c1'], purposes: null, matters: [], reason: 'x' },
    }),
  },
  'POST /api/v1/cases/:caseId/access/facts': {
    stale: stale(`${CASE}/access/facts`, {
      fact: { kind: 'wall', person: 'otto', unit: null, standing: 'declared' },
    }),
  },
  'POST /api/v1/cases/:caseId/access/facts/:access/end': {
    stale: stale(`${CASE}/access/facts/wall.3/end`, { reason: 'x' }),
    refused: { path: `${CASE}/access/facts/wall.99/end`, body: { reason: 'x' } },
  },
  'POST /api/v1/cases/:caseId/access/facts/:access/review': {
    stale: stale(`${CASE}/access/facts/break-glass.3/review`, { finding: 'justified', reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/access/requests/:access/decide': {
    stale: stale(`${CASE}/access/requests/request.3/decide`, { granted: true, until: null, reason: 'x' }),
  },
  'POST /api/v1/cases/:caseId/access/requests': {
    past: { path: `${CASE}/access/requests`, body: { sections: null, until: '2020-01-01T00:00:00Z', reason: 'x' } },
    stale: stale(`${CASE}/access/requests`, { sections: null, until: '2020-01-01T00:00:00Z', reason: 'x' }),
    'no-section': {
      path: `${CASE}/access/requests`,
      body: { sections: ['nothing'], until: FAR, reason: 'x' },
    },
  },
  'POST /api/v1/cases/:caseId/access/break-glass': {
    blank: { path: `${CASE}/access/break-glass`, body: { category: 'life', reason: ' '.repeat(40) } },
    stale: stale(`${CASE}/access/break-glass`, { category: 'life', reason: ' '.repeat(40) }),
  },
  'POST /api/v1/cases/:caseId/tasks/:task/start': { stale: stale(`${CASE}/tasks/visit/start`, {}) },
  'POST /api/v1/cases/:caseId/tasks/:task/complete': {
    stale: stale(`${CASE}/tasks/visit/complete`, { data: {} }),
    refused: { path: `${CASE}/tasks/visit/complete`, body: { data: { nothing: 'x' } } },
  },
  'POST /api/v1/cases/:caseId/tasks/:task/assign': {
    stale: stale(`${CASE}/tasks/visit/assign`, { assignee: 'otto' }),
    'back-to-team': stale(`${CASE}/tasks/visit/assign`, { assignee: null }),
  },
  'GET /api/v1/cases/:caseId/readers': { plain: get(`${CASE}/readers`) },
  'GET /api/v1/cases/:caseId/readers/for-subject': { plain: get(`${CASE}/readers/for-subject`) },
  'GET /api/v1/cases/:caseId/access': { plain: get(`${CASE}/access`) },
  'GET /api/v1/cases/:caseId/access/why': { plain: get(`${CASE}/access/why`) },
  'GET /api/v1/cases/:caseId/access/who': { plain: get(`${CASE}/access/who`) },
  'POST /api/v1/cases/:caseId/access/what-if': {
    plain: { path: `${CASE}/access/what-if`, body: { add: [], end: [] } },
  },
  'GET /api/v1/case-ids': { plain: get('/api/v1/case-ids?name=CASE') },
  'GET /api/v1/people/:person/access/reach': { plain: get('/api/v1/people/otto/access/reach') },
  'GET /api/v1/access-rules': { plain: get('/api/v1/access-rules') },
  'POST /api/v1/access-rules/compare': {
    plain: { path: '/api/v1/access-rules/compare', body: { rules: { ...accessRules, version: 'access/next' } } },
  },
  'GET /api/v1/people/:person/reads': { plain: get(`/api/v1/people/otto/reads?${EVER}`) },
  'GET /api/v1/emergencies/statistics': {
    plain: get('/api/v1/emergencies/statistics?from=2026-01-01&to=2026-02-01'),
  },
  'GET /api/v1/reviews': { plain: get('/api/v1/reviews?state=open') },
  'GET /api/v1/reviews/:reviewId': { plain: get(`/api/v1/reviews/${NOWHERE}`) },
  'POST /api/v1/reviews/:reviewId/decision': {
    plain: {
      path: `/api/v1/reviews/${NOWHERE}/decision`,
      body: { finding: 'justified', reason: 'Read and compared.', lines: 1 },
    },
  },
  'GET /api/v1/audit/seat': { plain: get('/api/v1/audit/seat') },
  'GET /api/v1/audit/entries': {
    // Of somebody whose own looks do not go on meanwhile.
    plain: get(`/api/v1/audit/entries?kind=reads&person=otto&${EVER}`),
    events: get(`/api/v1/audit/entries?kind=events&person=opener&${EVER}`),
  },
  'GET /api/v1/audit/cases/:caseId': { plain: get('/api/v1/audit/cases/CASE?asOf=2099-01-01') },
  'GET /api/v1/audit/cases/:caseId/difference': {
    plain: get('/api/v1/audit/cases/CASE/difference?from=2026-01-01&to=2099-01-01'),
  },
  'GET /api/v1/audit/cases/:caseId/verification': { plain: get('/api/v1/audit/cases/CASE/verification') },
  'GET /api/v1/audit/cases/:caseId/proof': { plain: get('/api/v1/audit/cases/CASE/proof') },
  ...inboxRequests(),
  ...draftRequests(),
  ...RECORDS,
  ...directoryOf('Users'),
  ...directoryOf('Groups'),
};

/** Nobody here answers for a team, and nothing was drawn: what samples show is tested where they are. */
function sampleRequests(): Readonly<Record<string, Variants>> {
  const [all, one] = ['/api/v1/team/samples', `/api/v1/team/samples/${NOWHERE}`];
  const days = { basis: 'closing', from: '2026-01-01', to: '2026-12-31' };
  const kind = { team: 'nobodys', caseType: 'matter', ...days };
  const more = { of: null, size: 5, percent: null, byOutcome: false, reason: 'x', questions: ['x'], seed: null };
  const answers = [{ answer: 'met', note: '' }];
  return {
    [`GET ${all}`]: { plain: get(all) },
    'GET /api/v1/team/sample-preview': {
      plain: get(`/api/v1/team/sample-preview?${new URLSearchParams(kind).toString()}&size=5`),
    },
    [`POST ${all}`]: { 'no-team': { path: all, body: { ...kind, ...more } } },
    [`GET ${all}/:sample`]: { 'no-sample': get(one) },
    [`GET ${all}/:sample/recomputation`]: { 'no-sample': get(`${one}/recomputation`) },
    [`GET ${all}/:sample/cases/:caseId`]: { 'no-sample': get(`${one}/cases/CASE`) },
    [`POST ${all}/:sample/cases/:caseId/review`]: {
      'no-sample': { path: `${one}/cases/CASE/review`, body: { answers, version: 0 } },
    },
  };
}

/** Of nothing that came in: what is open to the team of a queue is tested where the inbox is. */
function inboxRequests(): Readonly<Record<string, Variants>> {
  const [items, one] = ['/api/v1/inbox/items', `/api/v1/inbox/items/${NOWHERE}`];
  const documents = [{ number: 0, kind: 'paper', title: 'x' }];
  const bodies = {
    ...{ take: {}, release: {}, 'hand-over': { queue: 'nowhere' }, reject: { reason: 'x' } },
    ...{ duplicate: { of: NOWHERE, reason: 'x' }, file: { caseId: NOWHERE, documents, isAll: true } },
    'open-case': { caseType: 'matter', data: {}, documents, isAll: true },
  };
  return {
    'GET /api/v1/inbox/queues': { plain: get('/api/v1/inbox/queues') },
    [`GET ${items}`]: { plain: get(items), rejected: get(`${items}?state=rejected&channel=mail&mine=yes`) },
    [`GET ${items}/:item`]: { 'no-item': get(one) },
    [`GET ${items}/:item/parts/:number`]: { 'no-item': get(`${one}/parts/0`) },
    ...Object.fromEntries(
      Object.entries(bodies).map(([step, body]) => [
        `POST ${items}/:item/${step}`,
        { 'no-item': { path: `${one}/${step}`, body } },
      ]),
    ),
    'POST /api/v1/inbox/queues/:queue/items': {
      'no-queue': {
        path: '/api/v1/inbox/queues/nowhere/items?name=x.txt',
        headers: { 'content-type': 'application/octet-stream' },
      },
    },
  };
}

/** Of no draft that there is: what is open to writers and publishers is tested where that is. */
function draftRequests(): Readonly<Record<string, Variants>> {
  const [all, one, kind] = ['/api/v1/case-type-drafts', `/api/v1/case-type-drafts/${NOWHERE}`, '/api/v1/case-types'];
  const [hash, words, text] = ['0'.repeat(64), 'Read and compared.', { source: 'x', scenarios: [] }];
  const bodies = {
    ...{ text: text, review: { hash, effectiveOn: null, words }, withdrawal: { words }, approval: { hash, words } },
    ...{ return: { words }, acknowledgements: { hash, difference: hash, words }, publication: { hash, words } },
  };
  return {
    [`GET ${all}`]: { plain: get(all) },
    [`POST ${all}`]: { plain: { path: all, body: { draftId: NOWHERE, name: 'matter', ...text } } },
    [`GET ${all}/:draftId`]: { plain: get(one) },
    [`GET ${kind}/:name/versions`]: { plain: get(`${kind}/matter/versions`) },
    [`GET ${kind}/:name/versions/:version`]: { plain: get(`${kind}/matter/versions/0.0.0`) },
    [`GET ${kind}/:name/comparison`]: { plain: get(`${kind}/matter/comparison?from=0.0.0&to=0.0.1`) },
    ...Object.fromEntries(
      Object.entries(bodies).map(([step, body]) => [
        `POST ${all}/:draftId/${step}`,
        { plain: { path: `${one}/${step}`, body: { seen: 1, ...body } } },
      ]),
    ),
  };
}

function directoryOf(kind: string): Readonly<Record<string, Variants>> {
  const [list, one] = [`/scim/v2/${kind}`, `/scim/v2/${kind}/${SCIM_ID}`];
  const body = {};
  return {
    [`GET ${list}`]: { plain: get(list) },
    [`POST ${list}`]: { empty: { path: list, body } },
    [`GET ${list}/:id`]: { plain: get(one) },
    ...Object.fromEntries(
      ['PUT', 'PATCH', 'DELETE'].map((method) => [`${method} ${list}/:id`, { empty: { path: one, body } }]),
    ),
  };
}

const UNHEADED: ReadonlySet<string> = new Set(MATRIX_DOCUMENT_NAMES.filter((name) => name !== 'docsealed'));

/** Of routes that need no session only that they answer everybody alike is held here; the rest is tested where they are. */
export interface RouteOfMatrix {
  readonly method: string;
  readonly path: string;
  readonly audit: string;
}

export interface Requests {
  readonly requests: readonly MatrixRequest[];
  /** Routes of which nothing is asked. */
  readonly missing: readonly string[];
  /** Names here that no route has. */
  readonly unknown: readonly string[];
}

/** The requests to every route of the router that is not open and no stream; the head of a route is asked for as well. */
export function requestsFor(routes: readonly RouteOfMatrix[]): Requests {
  const guarded = routes.filter(({ audit }) => audit !== 'open' && audit !== 'stream');
  const requests = guarded.flatMap(({ method, path }) => {
    const route = `${method} ${path}`;
    const asked = ASKED[route] ?? (method === 'HEAD' ? ASKED[`GET ${path}`] : undefined) ?? {};
    // The head of a document is that of every document.
    const variants = Object.entries(asked).filter(([variant]) => method !== 'HEAD' || !UNHEADED.has(variant));
    return variants.map(([variant, { headers = {}, ...of }]) => ({
      ...{ route, variant, method, ...of },
      headers: { ...headers, ...(of.body === undefined ? {} : { 'content-type': 'application/json' }) },
    }));
  });
  const names = new Set(guarded.map(({ method, path }) => `${method} ${path}`));
  const asked = new Set(requests.map(({ route }) => route));
  return {
    requests,
    missing: [...names].filter((name) => !asked.has(name)),
    unknown: Object.keys(ASKED).filter((name) => !names.has(name)),
  };
}
