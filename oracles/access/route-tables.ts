// What each route asks for and what its lines in the access log are called, for the oracle of routes: written from the same
// texts, and importing nothing either.

/** What each route that is about one case is called in a scope and in the log, and whom it asks for. */
export const READS: Readonly<Record<string, { readonly action: string; readonly line: string }>> = {
  '/api/v1/cases/:caseId': { action: 'read-case', line: 'read-case' },
  '/api/v1/cases/:caseId/activity': { action: 'read-case', line: 'read-activity' },
  '/api/v1/cases/:caseId/chain': { action: 'verify-chain', line: 'verify-chain' },
  '/api/v1/cases/:caseId/events/:seq/proof': { action: 'verify-chain', line: 'prove-event' },
  '/api/v1/cases/:caseId/tasks/:task/assignment': { action: 'read-case', line: 'read-assignment' },
};
/** What nobody of these people may: it is for the privacy officer, or for whoever holds a seat to audit. */
export const OVERSIGHT: Readonly<Record<string, { readonly line: string; readonly aboutCase: boolean }>> = {
  'GET /api/v1/people/:person/reads': { line: 'read-reads', aboutCase: false },
  'GET /api/v1/people/:person/access/reach': { line: 'explain-reach', aboutCase: false },
  'GET /api/v1/reviews': { line: 'list-reviews', aboutCase: false },
  'GET /api/v1/reviews/:reviewId': { line: 'read-review', aboutCase: false },
  'POST /api/v1/reviews/:reviewId/decision': { line: 'decide-review', aboutCase: false },
  'GET /api/v1/audit/seat': { line: 'audit-seat', aboutCase: false },
  'GET /api/v1/audit/entries': { line: 'explore', aboutCase: false },
  'GET /api/v1/audit/cases/:caseId': { line: 'audit-replay', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/difference': { line: 'audit-difference', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/verification': { line: 'audit-verify', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/proof': { line: 'audit-proof', aboutCase: true },
};
/** What is asked about who may read a case, or did; by a member of its team, its manager, or about oneself by anybody who may read it. */
export const EXPLAINED: Readonly<
  Record<string, { readonly action: string; readonly line: string; readonly by: string }>
> = {
  'GET /api/v1/cases/:caseId/readers': { action: 'read-readers', line: 'read-readers', by: 'member' },
  'GET /api/v1/cases/:caseId/readers/for-subject': {
    ...{ action: 'read-readers', line: 'read-readers-for-subject', by: 'member' },
  },
  'GET /api/v1/cases/:caseId/access': { action: 'read-case', line: 'read-access', by: 'reader' },
  'GET /api/v1/cases/:caseId/access/why': { action: 'read-case', line: 'explain-why', by: 'reader' },
  'GET /api/v1/cases/:caseId/access/who': { action: 'explain-access', line: 'explain-who', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/what-if': { action: 'explain-access', line: 'explain-what-if', by: 'manager' },
};
export const LISTS: Readonly<Record<string, { readonly action: string; readonly line: string }>> = {
  '/api/v1/session': { action: 'read-session', line: 'read-session' },
  '/api/v1/work': { action: 'list-work', line: 'list-work' },
  '/api/v1/case-types': { action: 'list-case-types', line: 'list-case-types' },
  '/api/v1/cases': { action: 'list-cases', line: 'list-cases' },
  '/api/v1/shared-cases': { action: 'list-cases', line: 'list-shared-cases' },
  '/api/v1/notices': { action: 'list-work', line: 'list-notices' },
  '/api/v1/log/checkpoint': { action: 'read-log', line: 'read-log' },
  '/api/v1/log/consistency': { action: 'read-log', line: 'read-log' },
};
/** The role that a command asks for in the team of the case; `member`: any; `anybody`: nothing but that no bar stands. */
export const COMMANDS: Readonly<Record<string, { readonly command: string; readonly by: string }>> = {
  'PATCH /api/v1/cases/:caseId/data': { command: 'RecordData', by: 'member' },
  'POST /api/v1/cases/:caseId/notes': { command: 'AddNote', by: 'member' },
  'POST /api/v1/cases/:caseId/close': { command: 'CloseCase', by: 'officer' },
  'POST /api/v1/cases/:caseId/clocks/:clock/due-date': { command: 'ChangeDueDate', by: 'member' },
  'POST /api/v1/cases/:caseId/clocks/:clock/suspend': { command: 'SuspendClock', by: 'member' },
  'POST /api/v1/cases/:caseId/clocks/:clock/resume': { command: 'ResumeClock', by: 'member' },
  'POST /api/v1/cases/:caseId/clocks/:clock/extend': { command: 'ExtendClock', by: 'member' },
  'POST /api/v1/cases/:caseId/items/:item/move': { command: 'MovePlanItem', by: 'officer' },
  'POST /api/v1/cases/:caseId/items/:item/plan': { command: 'PlanItem', by: 'member' },
  'POST /api/v1/cases/:caseId/reopen': { command: 'ReopenCase', by: 'officer' },
  'POST /api/v1/cases/:caseId/access/classification': { command: 'ClassifyCase', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/facts': { command: 'GiveAccess', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/facts/:access/end': { command: 'EndAccess', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/facts/:access/review': { command: 'ReviewBreakGlass', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/requests/:access/decide': { command: 'DecideAccess', by: 'manager' },
  'POST /api/v1/cases/:caseId/access/requests': { command: 'RequestAccess', by: 'anybody' },
  'POST /api/v1/cases/:caseId/access/break-glass': { command: 'BreakGlass', by: 'anybody' },
  'POST /api/v1/cases/:caseId/tasks/:task/start': { command: 'StartTask', by: 'officer' },
  'POST /api/v1/cases/:caseId/tasks/:task/complete': { command: 'CompleteTask', by: 'officer' },
  'POST /api/v1/cases/:caseId/tasks/:task/assign': { command: 'AssignTask', by: 'member' },
};
/** What a command that its sender may give is answered: of these requests none is applied. */
export const REFUSED: Readonly<Record<string, number>> = {
  stale: 412,
  'back-to-team': 412,
  'PATCH /api/v1/cases/:caseId/data refused': 422,
  'POST /api/v1/cases/:caseId/close refused': 422,
  'POST /api/v1/cases/:caseId/access/facts/:access/end refused': 404,
  'POST /api/v1/cases/:caseId/access/requests past': 422,
  'POST /api/v1/cases/:caseId/access/requests stale': 422,
  'POST /api/v1/cases/:caseId/access/requests no-section': 422,
  'POST /api/v1/cases/:caseId/access/break-glass blank': 422,
  'POST /api/v1/cases/:caseId/access/break-glass stale': 422,
  'POST /api/v1/cases/:caseId/tasks/:task/complete refused': 422,
};
/** Of a closed case everything else is refused before its own reasons. */
export const REFUSED_CLOSED = [
  ...['PATCH /api/v1/cases/:caseId/data', 'POST /api/v1/cases/:caseId/close'],
  'POST /api/v1/cases/:caseId/tasks/:task/complete',
];
