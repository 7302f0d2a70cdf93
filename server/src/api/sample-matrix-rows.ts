// Test support: how each route of samples is asked in the matrix of routes, by people who answer for no such team. Only tests use it.
const NO_SAMPLE = '/api/v1/team/samples/01a00000-0000-7000-8000-00000000ffff';
const NOT_DRAWN = 'team=nowhere&caseType=nothing&basis=closing&from=2026-01-01&to=2026-12-31';
const TO_DRAW = {
  ...{ team: 'nowhere', caseType: 'nothing', basis: 'closing', of: null, from: '2026-01-01', to: '2026-12-31' },
  ...{ size: 5, percent: null, byOutcome: false, reason: 'x', questions: ['x'], seed: null },
};

/** Route, path, body where it is sent, and whether they see anything. */
export const SAMPLE_ROWS: readonly (readonly [route: string, path: string, body: object | null, shown: boolean])[] = [
  ['GET /api/v1/team/samples', '/api/v1/team/samples', null, true],
  ['GET /api/v1/team/sample-preview', `/api/v1/team/sample-preview?${NOT_DRAWN}&size=5`, null, true],
  ['POST /api/v1/team/samples', '/api/v1/team/samples', TO_DRAW, false],
  ['GET /api/v1/team/samples/:sample', NO_SAMPLE, null, false],
  ['GET /api/v1/team/samples/:sample/recomputation', `${NO_SAMPLE}/recomputation`, null, false],
  ['GET /api/v1/team/samples/:sample/cases/:caseId', `${NO_SAMPLE}/cases/CASE`, null, false],
  [
    'POST /api/v1/team/samples/:sample/cases/:caseId/review',
    `${NO_SAMPLE}/cases/CASE/review`,
    { answers: [{ answer: 'met', note: '' }], version: 0 },
    false,
  ],
];
