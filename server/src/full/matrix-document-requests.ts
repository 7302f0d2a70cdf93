// What is asked of the routes of documents, letters and what is made of them: of each document that the matrix has, by its name, and of
// none that there is. What would change a case, or draw a page, is asked so that it is refused to whoever may ask it.
import type { MatrixDocumentName } from './matrix-documents.ts';
import { CASE, get, type Asked, type Variants } from './matrix-entry-requests.ts';

/** The id of nothing. */
export const NOWHERE = '01a00000-0000-7000-8000-00000000dead';

const VERSION = `${CASE}/documents/DOCUMENT/versions/CONTENT`;

/** The same of some documents, one variant for each. */
function of(names: readonly MatrixDocumentName[], asked: Omit<Asked, 'document'>): Variants {
  return Object.fromEntries(names.map((document) => [document, { ...asked, document }]));
}

const READ = ['docjoint', 'docprivate', 'docsealed', 'doccopy', 'docgone', 'docscheme', 'docbundle'] as const;
/** Of these no page need be drawn to say that nothing can be taken out. */
const TEXTS = ['docprivate', 'docgone', 'docscheme'] as const;
const COPY = { of: 'paper', audience: 'private' };

export const DOCUMENTS: Readonly<Record<string, Variants>> = {
  'GET /api/v1/uploads/limits': { plain: get('/api/v1/uploads/limits') },
  'POST /api/v1/cases/:caseId/uploads': {
    empty: { path: `${CASE}/uploads`, body: { of: 'paper', audience: 'sealed', name: 'x.txt', size: 0 } },
  },
  'POST /api/v1/cases/:caseId/letters': {
    'no-letter': { path: `${CASE}/letters`, body: { letter: 'nothing', party: 'party.999', channel: 'post' } },
  },
  'GET /api/v1/cases/:caseId/communications/:entry/calendar': {
    'no-letter': get(`${CASE}/communications/communication.999/calendar`),
  },
  'GET /api/v1/administration/people': { plain: get('/api/v1/administration/people') },
  'GET /api/v1/administration/access': {
    plain: get('/api/v1/administration/access?person=nobody&reference=nothing'),
  },
  'GET /api/v1/administration/jobs': { plain: get('/api/v1/administration/jobs') },
  'POST /api/v1/administration/people/:person/roles': {
    plain: { path: '/api/v1/administration/people/nobody/roles', body: { team: 'nobodys', role: 'officer' } },
  },
  'POST /api/v1/administration/people/:person/roles/end': {
    plain: { path: '/api/v1/administration/people/nobody/roles/end', body: { team: 'nobodys', role: 'officer' } },
  },
  'POST /api/v1/administration/people/:person/account': {
    plain: { path: '/api/v1/administration/people/nobody/account', body: { locked: true } },
  },
  'POST /api/v1/administration/jobs/texts/retry': {
    plain: { path: '/api/v1/administration/jobs/texts/retry', body: {} },
  },
  'GET /api/v1/print-queue': { plain: get('/api/v1/print-queue') },
  'POST /api/v1/print-queue/batches': { plain: { path: '/api/v1/print-queue/batches', body: {} } },
  'POST /api/v1/print-queue/batches/:number/posted': {
    plain: { path: '/api/v1/print-queue/batches/1/posted', body: { on: '2026-01-01' } },
  },
  'POST /api/v1/print-queue/returned': {
    plain: { path: '/api/v1/print-queue/returned', body: { label: '1-1', reason: 'moved' } },
  },
  'GET /api/v1/cases/:caseId/uploads/:file': { 'no-file': get(`${CASE}/uploads/${NOWHERE}`) },
  'PATCH /api/v1/cases/:caseId/uploads/:file': {
    'no-file': {
      path: `${CASE}/uploads/${NOWHERE}`,
      headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    },
  },
  'DELETE /api/v1/cases/:caseId/uploads/:file': { 'no-file': { path: `${CASE}/uploads/${NOWHERE}` } },
  'POST /api/v1/cases/:caseId/uploads/:file/finish': {
    'no-file': { path: `${CASE}/uploads/${NOWHERE}/finish`, body: {} },
  },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content': {
    ...of(READ, { path: VERSION, isBytes: true }),
    range: { path: VERSION, headers: { range: 'bytes=0-3' }, document: 'docsealed' },
    'no-document': get(`${CASE}/documents/document.999/versions/${'a'.repeat(64)}`),
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions': {
    ...of(TEXTS, {
      path: `${VERSION}/redactions`,
      body: { ...COPY, reasons: ['r'], boxes: [{ page: 1, x: 0, y: 0, width: 9, height: 9, reason: 'r' }] },
    }),
    'no-document': {
      path: `${CASE}/documents/document.999/versions/${'a'.repeat(64)}/redactions`,
      body: {
        ...{ of: 'paper', audience: 'sealed', reasons: ['r'] },
        boxes: [{ page: 1, x: 0, y: 0, width: 9, height: 9, reason: 'r' }],
      },
    },
  },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content/manifest': {
    ...of(['docbundle', 'docjoint'], { path: `${VERSION}/manifest` }),
    'no-document': get(`${CASE}/documents/document.999/versions/${'a'.repeat(64)}/manifest`),
  },
  'POST /api/v1/cases/:caseId/package': {
    plain: { path: `${CASE}/package`, body: { purpose: 'archive', reason: 'x' } },
  },
  'GET /api/v1/cases/:caseId/bundles': {
    plain: get(`${CASE}/bundles`),
    sealed: get(`${CASE}/bundles?of=paper&audience=sealed`),
    all: get(`${CASE}/bundles?of=paper&audience=all`),
  },
  'POST /api/v1/cases/:caseId/bundles': {
    'no-document': {
      path: `${CASE}/bundles`,
      body: {
        ...{ of: 'paper', audience: 'sealed', title: 'Bundle' },
        sections: [{ title: 'All', documents: [{ entry: 'document.999', content: 'a'.repeat(64) }] }],
      },
    },
  },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions': {
    ...of(['docjoint', 'docsealed', 'docgone', 'docscheme'], { path: `${VERSION}/redactions` }),
    'no-document': get(`${CASE}/documents/document.999/versions/${'a'.repeat(64)}/redactions`),
  },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions/:draft/text': {
    'no-document': get(`${CASE}/documents/document.999/versions/${'a'.repeat(64)}/redactions/${NOWHERE}/text`),
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions/:draft': {
    // At a version that no draft has.
    ...of(['docsealed', 'docscheme'], {
      path: `${VERSION}/redactions/${NOWHERE}`,
      body: { ...COPY, title: 'x', boxes: [], version: 9 },
    }),
    'no-document': {
      path: `${CASE}/documents/document.999/versions/${'a'.repeat(64)}/redactions/${NOWHERE}`,
      body: { of: 'paper', audience: 'sealed', title: 'x', boxes: [], version: 0 },
    },
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions/:draft/steps': {
    ...of(['docsealed'], {
      path: `${VERSION}/redactions/DRAFT/steps`,
      body: { step: 'approve', version: 99, digest: 'a'.repeat(64) },
    }),
    'no-document': {
      path: `${CASE}/documents/document.999/versions/${'a'.repeat(64)}/redactions/${NOWHERE}/steps`,
      body: { step: 'approve', version: 1, digest: 'a'.repeat(64) },
    },
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/suggested-boxes': {
    ...of(TEXTS, { path: `${VERSION}/suggested-boxes`, body: { phrases: ['canary'], parties: true } }),
    'no-document': {
      path: `${CASE}/documents/document.999/versions/${'a'.repeat(64)}/suggested-boxes`,
      body: { phrases: ['canary'], parties: true },
    },
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/opened': {
    ...of(['docprivate', 'docsealed', 'docgone', 'docscheme'], { path: `${VERSION}/opened`, body: { pages: [] } }),
    'no-document': {
      path: `${CASE}/documents/document.999/versions/${'a'.repeat(64)}/opened`,
      body: { pages: [1] },
    },
  },
};
