// What each route asks for and what its lines in the access log are called, for the oracle of routes: written from the same
// texts, and importing nothing either.
/** What each route that is about one case is called in a scope and in the log, and whom it asks for. */
export const READS: Readonly<Record<string, { readonly action: string; readonly line: string }>> = {
  '/api/v1/cases/:caseId': { action: 'read-case', line: 'read-case' },
  '/api/v1/cases/:caseId/activity': { action: 'read-case', line: 'read-activity' },
  '/api/v1/cases/:caseId/chain': { action: 'verify-chain', line: 'verify-chain' },
  '/api/v1/cases/:caseId/events/:seq/proof': { action: 'verify-chain', line: 'prove-event' },
  '/api/v1/cases/:caseId/presence': { action: 'read-case', line: 'be-here' },
  '/api/v1/cases/:caseId/unsent-text': { action: 'read-case', line: 'read-unsent-text' },
  '/api/v1/cases/:caseId/unsent-text/keep': { action: 'read-case', line: 'keep-unsent-text' },
  '/api/v1/cases/:caseId/retention': { action: 'read-case', line: 'read-retention' },
  '/api/v1/cases/:caseId/parties/:entry/candidates': { action: 'read-case', line: 'match-people' },
  '/api/v1/cases/:caseId/parties/:entry/identity': { action: 'read-case', line: 'read-identity' },
  '/api/v1/cases/:caseId/rights': { action: 'read-case', line: 'read-rights' },
  '/api/v1/cases/:caseId/subject-files': { action: 'read-case', line: 'list-subject-files' },
  '/api/v1/cases/:caseId/letters/:letter': { action: 'read-case', line: 'preview-letter' },
  '/api/v1/cases/:caseId/communications/:entry/calendar': { action: 'read-case', line: 'read-meeting' },
  '/api/v1/cases/:caseId/package': { action: 'read-case', line: 'package-case' },
  '/api/v1/cases/:caseId/bundles': { action: 'read-case', line: 'show-bundles' },
  '/api/v1/cases/:caseId/offered-facts': { action: 'read-case', line: 'offer-facts' },
  '/api/v1/cases/:caseId/tasks/:task/assignment': { action: 'read-case', line: 'read-assignment' },
  '/api/v1/cases/:caseId/items/:item/why': { action: 'read-case', line: 'explain-item' },
  '/api/v1/cases/:caseId/clocks/:clock/why': { action: 'read-case', line: 'explain-clock' },
  '/api/v1/cases/:caseId/opened': { action: 'read-case', line: 'read-opened' },
};
export interface Watched {
  readonly line: string;
  /** Who may: the privacy officer, whoever holds a seat to audit, or nobody, since there is no such thing here. */
  readonly by: 'privacy' | 'seat' | 'nobody';
  readonly aboutCase: boolean;
  /** Only where no part of the case is closed. */
  readonly whole?: true;
}
/** What is for those who watch over others. */
export const OVERSIGHT: Readonly<Record<string, Watched>> = {
  'GET /api/v1/people/:person/reads': { line: 'read-reads', by: 'privacy', aboutCase: false },
  'GET /api/v1/people/:person/access/reach': { line: 'explain-reach', by: 'privacy', aboutCase: false },
  'GET /api/v1/access-rules': { line: 'read-rules', by: 'privacy', aboutCase: false },
  'POST /api/v1/access-rules/compare': { line: 'compare-rules', by: 'privacy', aboutCase: false },
  'GET /api/v1/emergencies/statistics': { line: 'read-emergency-statistics', by: 'privacy', aboutCase: false },
  'GET /api/v1/reviews': { line: 'list-reviews', by: 'privacy', aboutCase: false },
  'GET /api/v1/reviews/:reviewId': { line: 'read-review', by: 'nobody', aboutCase: false },
  'POST /api/v1/reviews/:reviewId/decision': { line: 'decide-review', by: 'nobody', aboutCase: false },
  // Asked of nobody that any case has.
  'POST /api/v1/cases/:caseId/parties/:entry/merge': { line: 'merge-people', by: 'nobody', aboutCase: true },
  'POST /api/v1/cases/:caseId/parties/:entry/unmerge': { line: 'unmerge-people', by: 'nobody', aboutCase: true },
  'POST /api/v1/cases/:caseId/subject-files': { line: 'open-subject-file', by: 'nobody', aboutCase: true },
  'GET /api/v1/cases/:caseId/subject-files/:fileId': { line: 'show-subject-file', by: 'nobody', aboutCase: true },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/complete': {
    line: 'complete-subject-file',
    by: 'nobody',
    aboutCase: true,
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/decisions': {
    line: 'decide-subject-items',
    by: 'nobody',
    aboutCase: true,
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/export': {
    line: 'read-subject-package',
    by: 'nobody',
    aboutCase: true,
  },
  'POST /api/v1/cases/:caseId/subject-files/:fileId/approve': {
    line: 'approve-subject-file',
    by: 'nobody',
    aboutCase: true,
  },
  // Nor is any file of theirs, nor any document, nor is there such a letter.
  'POST /api/v1/cases/:caseId/letters': { line: 'upload', by: 'nobody', aboutCase: true },
  'GET /api/v1/cases/:caseId/uploads/:file': { line: 'upload', by: 'nobody', aboutCase: true },
  'PATCH /api/v1/cases/:caseId/uploads/:file': { line: 'upload', by: 'nobody', aboutCase: true },
  'DELETE /api/v1/cases/:caseId/uploads/:file': { line: 'upload', by: 'nobody', aboutCase: true },
  'POST /api/v1/cases/:caseId/uploads/:file/finish': { line: 'upload', by: 'nobody', aboutCase: true },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content': {
    line: 'read-document',
    by: 'nobody',
    aboutCase: true,
  },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/opened': {
    line: 'open-pages',
    by: 'nobody',
    aboutCase: true,
  },
  'GET /api/v1/cases/:caseId/documents/:entry/versions/:content/manifest': {
    line: 'read-manifest',
    by: 'nobody',
    aboutCase: true,
  },
  'POST /api/v1/cases/:caseId/bundles': { line: 'upload', by: 'nobody', aboutCase: true },
  'POST /api/v1/cases/:caseId/documents/:entry/versions/:content/redactions': {
    line: 'upload',
    by: 'nobody',
    aboutCase: true,
  },
  // No team of this world has a queue of the inbox.
  'GET /api/v1/inbox/items/:item': { line: 'read-inbox-item', by: 'nobody', aboutCase: false },
  'GET /api/v1/inbox/items/:item/parts/:number': { line: 'read-inbox-part', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/take': { line: 'claim-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/release': { line: 'release-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/hand-over': { line: 'hand-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/reject': { line: 'reject-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/duplicate': { line: 'mark-duplicate', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/file': { line: 'file-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/items/:item/open-case': { line: 'file-item', by: 'nobody', aboutCase: false },
  'POST /api/v1/inbox/queues/:queue/items': { line: 'receive-item', by: 'nobody', aboutCase: false },
  // For the mail room, which is nobody here.
  'POST /api/v1/phrases': { line: 'keep-phrase', by: 'nobody', aboutCase: false },
  'POST /api/v1/phrases/:phrase/remove': { line: 'remove-phrase', by: 'nobody', aboutCase: false },
  'POST /api/v1/views': { line: 'keep-view', by: 'nobody', aboutCase: false },
  'POST /api/v1/views/:view/share': { line: 'share-view', by: 'nobody', aboutCase: false },
  'POST /api/v1/views/:view/remove': { line: 'remove-view', by: 'nobody', aboutCase: false },
  // For administrators, and nobody here is one.
  'GET /api/v1/administration/people': { line: 'list-staff', by: 'nobody', aboutCase: false },
  'GET /api/v1/administration/access': { line: 'simulate-access', by: 'nobody', aboutCase: false },
  'GET /api/v1/administration/jobs': { line: 'list-jobs', by: 'nobody', aboutCase: false },
  'POST /api/v1/administration/people/:person/roles': { line: 'give-role', by: 'nobody', aboutCase: false },
  'POST /api/v1/administration/people/:person/roles/end': { line: 'end-role', by: 'nobody', aboutCase: false },
  'POST /api/v1/administration/people/:person/account': { line: 'lock-account', by: 'nobody', aboutCase: false },
  'POST /api/v1/administration/jobs/texts/retry': { line: 'retry-texts', by: 'nobody', aboutCase: false },
  // Nobody here answers for the work of a team, and nothing was drawn of it.
  'POST /api/v1/team/samples': { line: 'draw-sample', by: 'nobody', aboutCase: false },
  'GET /api/v1/team/samples/:sample': { line: 'read-sample', by: 'nobody', aboutCase: false },
  'GET /api/v1/team/samples/:sample/recomputation': { line: 'recompute-sample', by: 'nobody', aboutCase: false },
  'GET /api/v1/team/samples/:sample/cases/:caseId': { line: 'read-sampled-case', by: 'nobody', aboutCase: true },
  'POST /api/v1/team/samples/:sample/cases/:caseId/review': {
    ...{ line: 'review-sampled-case', by: 'nobody', aboutCase: true },
  },
  'GET /api/v1/print-queue': { line: 'list-print-queue', by: 'nobody', aboutCase: false },
  'POST /api/v1/print-queue/batches': { line: 'ask-print', by: 'nobody', aboutCase: false },
  'POST /api/v1/print-queue/batches/:number/posted': { line: 'post-batch', by: 'nobody', aboutCase: false },
  'POST /api/v1/print-queue/returned': { line: 'return-letter', by: 'nobody', aboutCase: false },
  ...Object.fromEntries(
    (
      [
        ['GET', 'redactions', 'list-redactions'],
        ['GET', 'redactions/:draft/text', 'read-text-left'],
        ['POST', 'redactions/:draft', 'upload'],
        ['POST', 'redactions/:draft/steps', 'upload'],
        ['POST', 'suggested-boxes', 'suggest-redactions'],
      ] as const
    ).map(([method, path, line]) => [
      `${method} /api/v1/cases/:caseId/documents/:entry/versions/:content/${path}`,
      { line, by: 'nobody', aboutCase: true } as const,
    ]),
  ),
  'GET /api/v1/case-type-drafts': { line: 'list-drafts', by: 'privacy', aboutCase: false },
  'POST /api/v1/case-type-drafts': { line: 'begin-draft', by: 'nobody', aboutCase: false },
  'GET /api/v1/case-type-drafts/:draftId': { line: 'read-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/text': { line: 'save-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/review': { line: 'send-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/withdrawal': { line: 'withdraw-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/approval': { line: 'approve-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/return': { line: 'return-draft', by: 'nobody', aboutCase: false },
  'POST /api/v1/case-type-drafts/:draftId/acknowledgements': {
    line: 'acknowledge-draft',
    by: 'nobody',
    aboutCase: false,
  },
  'POST /api/v1/case-type-drafts/:draftId/publication': { line: 'publish-draft', by: 'nobody', aboutCase: false },
  'GET /api/v1/case-types/:name/versions': { line: 'list-versions', by: 'privacy', aboutCase: false },
  'GET /api/v1/case-types/:name/versions/:version': { line: 'read-version', by: 'nobody', aboutCase: false },
  'GET /api/v1/case-types/:name/comparison': { line: 'compare-versions', by: 'nobody', aboutCase: false },
  // For those who keep records, whom no case has.
  'GET /api/v1/records/retention': { line: 'list-retention', by: 'nobody', aboutCase: false },
  'GET /api/v1/records/cases': { line: 'list-records', by: 'nobody', aboutCase: false },
  'GET /api/v1/records/cases/:caseId': { line: 'read-case-records', by: 'nobody', aboutCase: true },
  'GET /api/v1/disposal-runs': { line: 'list-disposals', by: 'nobody', aboutCase: false },
  'GET /api/v1/disposal-runs/:runId': { line: 'read-disposal', by: 'nobody', aboutCase: false },
  'GET /api/v1/disposal-runs/:runId/items': { line: 'list-disposal-items', by: 'nobody', aboutCase: false },
  'GET /api/v1/disposal-runs/:runId/certificate': { line: 'read-disposal-certificate', by: 'nobody', aboutCase: false },
  'POST /api/v1/disposal-runs': { line: 'propose-disposal', by: 'nobody', aboutCase: false },
  'POST /api/v1/disposal-runs/:runId/items/:position/removal': {
    line: 'take-out-item',
    by: 'nobody',
    aboutCase: false,
  },
  'POST /api/v1/disposal-runs/:runId/submission': { line: 'submit-disposal', by: 'nobody', aboutCase: false },
  'POST /api/v1/disposal-runs/:runId/approval': { line: 'approve-disposal', by: 'nobody', aboutCase: false },
  'POST /api/v1/disposal-runs/:runId/withdrawal': { line: 'withdraw-disposal', by: 'nobody', aboutCase: false },
  'POST /api/v1/disposal-runs/:runId/execution': { line: 'start-disposal', by: 'nobody', aboutCase: false },
  'GET /api/v1/holds': { line: 'list-kept-holds', by: 'nobody', aboutCase: false },
  'GET /api/v1/holds/:holdId': { line: 'read-hold', by: 'nobody', aboutCase: false },
  'POST /api/v1/hold-previews': { line: 'preview-hold', by: 'nobody', aboutCase: false },
  'POST /api/v1/holds': { line: 'place-hold', by: 'nobody', aboutCase: false },
  'POST /api/v1/holds/:holdId/review': { line: 'review-hold', by: 'nobody', aboutCase: false },
  'POST /api/v1/holds/:holdId/release': { line: 'ask-release', by: 'nobody', aboutCase: false },
  'POST /api/v1/holds/:holdId/release/decision': { line: 'decide-release', by: 'nobody', aboutCase: false },
  'GET /api/v1/audit/seat': { line: 'audit-seat', by: 'seat', aboutCase: false },
  'GET /api/v1/audit/entries': { line: 'explore', by: 'seat', aboutCase: false },
  'GET /api/v1/audit/cases/:caseId': { line: 'audit-replay', by: 'seat', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/difference': { line: 'audit-difference', by: 'seat', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/verification': { line: 'audit-verify', by: 'seat', aboutCase: true },
  'GET /api/v1/audit/cases/:caseId/proof': { line: 'audit-proof', by: 'seat', aboutCase: true, whole: true },
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
  'POST /api/v1/cases/:caseId/access/share-preview': { action: 'read-case', line: 'preview-share', by: 'reader' },
  'GET /api/v1/cases/:caseId/access/who': { action: 'explain-access', line: 'explain-who', by: 'manager' },
  'GET /api/v1/cases/:caseId/tasks/:task/assignees': {
    ...{ action: 'explain-access', line: 'read-assignees', by: 'manager' },
  },
  'POST /api/v1/cases/:caseId/access/what-if': { action: 'explain-access', line: 'explain-what-if', by: 'manager' },
};
/** The agency's own lists; `role`: only for whoever has it in some team. */
export const LISTS: Readonly<
  Record<string, { readonly action: string; readonly line: string; readonly role?: string }>
> = {
  '/api/v1/session': { action: 'read-session', line: 'read-session' },
  '/api/v1/uploads/limits': { action: 'read-session', line: 'read-upload-limits' },
  '/api/v1/work': { action: 'list-work', line: 'list-work' },
  '/api/v1/case-types': { action: 'list-case-types', line: 'list-case-types' },
  '/api/v1/unsent-text': { action: 'list-case-types', line: 'read-unsent-text' },
  '/api/v1/unsent-text/keep': { action: 'list-case-types', line: 'keep-unsent-text' },
  '/api/v1/cases': { action: 'list-cases', line: 'list-cases' },
  '/api/v1/views': { action: 'list-work', line: 'list-views' },
  '/api/v1/phrases': { action: 'list-work', line: 'list-phrases' },
  '/api/v1/find': { action: 'search-cases', line: 'find' },
  '/api/v1/search': { action: 'search-cases', line: 'search-cases' },
  '/api/v1/search/documents': { action: 'search-cases', line: 'search-documents' },
  '/api/v1/cases/count': { action: 'list-cases', line: 'count-cases' },
  '/api/v1/goals': { action: 'list-cases', line: 'count-goals' },
  '/api/v1/cases/export': { action: 'export-cases', line: 'export-cases', role: 'exporter' },
  '/api/v1/shared-cases': { action: 'list-cases', line: 'list-shared-cases' },
  '/api/v1/notices': { action: 'list-work', line: 'list-notices' },
  '/api/v1/team/load': { action: 'list-work', line: 'count-load' },
  '/api/v1/team/tasks': { action: 'list-work', line: 'list-team-tasks' },
  '/api/v1/team/clocks': { action: 'list-work', line: 'list-clocks-at-risk' },
  '/api/v1/team/people': { action: 'list-work', line: 'list-team-people' },
  '/api/v1/team/samples': { action: 'list-work', line: 'list-samples' },
  '/api/v1/team/sample-preview': { action: 'list-work', line: 'preview-sample' },
  '/api/v1/team/reassignment': { action: 'list-work', line: 'preview-reassignment' },
  '/api/v1/team/approvals': { action: 'list-work', line: 'list-approvals' },
  '/api/v1/inbox/queues': { action: 'list-work', line: 'list-inbox-queues' },
  '/api/v1/inbox/items': { action: 'list-work', line: 'list-inbox' },
  '/api/v1/log/checkpoint': { action: 'read-log', line: 'read-log' },
  '/api/v1/log/consistency': { action: 'read-log', line: 'read-log' },
};
export interface CommandAsked {
  readonly command: string;
  readonly by: string;
  /** Fields of the parts in which that stands of which it says something. */
  readonly about?: readonly string[];
}
const SEALED = ['note', 'diagnosis'];
/** On what a case keeps besides fields: an issue and a party are in no section, a goal is in that of health, an obligation in strategy. */
const ENTRIES: Readonly<Record<string, CommandAsked>> = {
  issues: { command: 'RaiseIssue', by: 'member', about: ['note'] },
  'issues/:entry/decide': { command: 'DecideIssue', by: 'member', about: ['note'] },
  'issues/:entry/reopen': { command: 'ReopenIssue', by: 'member', about: ['note'] },
  parties: { command: 'AddParty', by: 'member', about: ['note'] },
  'parties/:entry/end': { command: 'EndParty', by: 'member', about: ['note'] },
  'parties/:entry/contact': { command: 'SetContact', by: 'member', about: ['note'] },
  'parties/:entry/replace': { command: 'ReplaceParty', by: 'member', about: ['note'] },
  goals: { command: 'SetGoal', by: 'member', about: ['diagnosis'] },
  'goals/:entry/review': { command: 'ReviewGoal', by: 'member', about: ['diagnosis'] },
  'goals/:entry/conclude': { command: 'ConcludeGoal', by: 'member', about: ['diagnosis'] },
  // Whoever imposes one also says whose it is.
  obligations: { command: 'ImposeObligation', by: 'member', about: ['defence', 'note'] },
  'obligations/:entry/meet': { command: 'MeetObligation', by: 'member', about: ['defence'] },
  'obligations/:entry/waive': { command: 'WaiveObligation', by: 'member', about: ['defence'] },
  // A ruling is in no section, and made and revoked by a manager.
  determinations: { command: 'DraftDetermination', by: 'member', about: ['note'] },
  'determinations/:entry/revise': { command: 'ReviseDetermination', by: 'member', about: ['note'] },
  'determinations/:entry/discard': { command: 'DiscardDetermination', by: 'member', about: ['note'] },
  'determinations/:entry/make': { command: 'MakeDetermination', by: 'manager', about: ['note'] },
  'determinations/:entry/notify': { command: 'NotifyDetermination', by: 'member', about: ['note'] },
  'determinations/:entry/request-review': { command: 'RequestReview', by: 'member', about: ['note'] },
  'determinations/:entry/withdraw-review': { command: 'WithdrawReview', by: 'member', about: ['note'] },
  'determinations/:entry/revoke': { command: 'RevokeDetermination', by: 'manager', about: ['note'] },
  // The exhibit that is asked about is for those who may read of health.
  evidence: { command: 'RegisterEvidence', by: 'member', about: SEALED },
  'evidence/:entry/offer': { command: 'OfferEvidence', by: 'member', about: SEALED },
  'evidence/:entry/change-audience': { command: 'ChangeAudience', by: 'member', about: SEALED },
  'evidence/:entry/hand-over': { command: 'OfferCustody', by: 'member', about: SEALED },
  'evidence/:entry/receive': { command: 'ConfirmCustody', by: 'member', about: SEALED },
  'evidence/:entry/refuse': { command: 'DeclineCustody', by: 'member', about: SEALED },
  'evidence/:entry/report-gap': { command: 'ReportCustodyGap', by: 'member', about: SEALED },
  'evidence/:entry/admit': { command: 'AdmitEvidence', by: 'member', about: SEALED },
  'evidence/:entry/exclude': { command: 'ExcludeEvidence', by: 'member', about: SEALED },
  'evidence/:entry/return': { command: 'ReturnEvidence', by: 'member', about: SEALED },
  'evidence/:entry/dispose': { command: 'DisposeEvidence', by: 'member', about: SEALED },
  // So is the document.
  documents: { command: 'FileDocument', by: 'member', about: SEALED },
  'documents/:entry/add-version': { command: 'AddDocumentVersion', by: 'member', about: SEALED },
  'documents/:entry/retitle': { command: 'RetitleDocument', by: 'member', about: SEALED },
  'documents/:entry/reclassify': { command: 'ReclassifyDocument', by: 'member', about: SEALED },
  'documents/:entry/change-audience': { command: 'ChangeDocumentAudience', by: 'member', about: SEALED },
  'documents/:entry/disclose': { command: 'DiscloseDocument', by: 'member', about: SEALED },
  'documents/:entry/withhold': { command: 'WithholdDocument', by: 'member', about: SEALED },
  'documents/:entry/withdraw': { command: 'WithdrawDocument', by: 'member', about: SEALED },
  // Advice is asked for in the section of the strategy.
  referrals: { command: 'OfferReferral', by: 'member', about: ['defence'] },
  'referrals/:entry/accept': { command: 'AcceptReferral', by: 'member', about: ['defence'] },
  'referrals/:entry/decline': { command: 'DeclineReferral', by: 'member', about: ['defence'] },
  'referrals/:entry/answer': { command: 'AnswerReferral', by: 'member', about: ['defence'] },
  'referrals/:entry/withdraw': { command: 'WithdrawReferral', by: 'member', about: ['defence'] },
  // A letter is in the section of contacts, and with somebody of whom only those of health know.
  communications: { command: 'DraftCommunication', by: 'member', about: ['phone', 'diagnosis'] },
  'communications/record': { command: 'RecordCommunication', by: 'member', about: ['phone', 'diagnosis'] },
  'communications/:entry/revise': { command: 'ReviseCommunication', by: 'member', about: ['phone', 'diagnosis'] },
  'communications/:entry/discard': { command: 'DiscardCommunication', by: 'member', about: ['phone'] },
  'communications/:entry/approve': { command: 'ApproveCommunication', by: 'manager', about: ['phone'] },
  'communications/:entry/send': { command: 'SendCommunication', by: 'member', about: ['phone'] },
  'communications/arrange': { command: 'ArrangeMeeting', by: 'member', about: ['phone', 'diagnosis'] },
  'communications/:entry/move': { command: 'MoveMeeting', by: 'member', about: ['phone'] },
  'communications/:entry/cancel': { command: 'CancelMeeting', by: 'member', about: ['phone'] },
  'communications/:entry/conclude': { command: 'ConcludeMeeting', by: 'member', about: ['phone', 'diagnosis'] },
  'communications/:entry/deliver': { command: 'DeliverCommunication', by: 'member', about: ['phone'] },
  'communications/:entry/bounce': { command: 'BounceCommunication', by: 'member', about: ['phone'] },
};
/** The role that a command asks for in the team of the case; `member`: any; `anybody`: nothing but that no bar stands. */
export const COMMANDS: Readonly<Record<string, CommandAsked>> = {
  'PATCH /api/v1/cases/:caseId/data': { command: 'RecordData', by: 'member' },
  'POST /api/v1/cases/:caseId/offered-facts': { command: 'TakeFact', by: 'member', about: ['note'] },
  'POST /api/v1/cases/:caseId/corrections': { command: 'RecordCorrection', by: 'member', about: ['note'] },
  'POST /api/v1/cases/:caseId/corrections/:correction/recipients': { command: 'SettleRecipient', by: 'member' },
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
  ...Object.fromEntries(Object.entries(ENTRIES).map(([path, asked]) => [`POST /api/v1/cases/:caseId/${path}`, asked])),
};
/** What a command that its sender may give is answered: of these requests none is applied. */
export const REFUSED: Readonly<Record<string, number>> = {
  stale: 412,
  'back-to-team': 412,
  'PATCH /api/v1/cases/:caseId/data refused': 422,
  'POST /api/v1/cases/:caseId/offered-facts refused': 409,
  'POST /api/v1/cases/:caseId/corrections refused': 409,
  'POST /api/v1/cases/:caseId/corrections/:correction/recipients refused': 404,
  'POST /api/v1/cases/:caseId/close refused': 422,
  'POST /api/v1/cases/:caseId/access/facts/:access/end refused': 404,
  'POST /api/v1/cases/:caseId/access/requests past': 422,
  'POST /api/v1/cases/:caseId/access/requests stale': 422,
  'POST /api/v1/cases/:caseId/access/requests no-section': 422,
  'POST /api/v1/cases/:caseId/access/break-glass blank': 422,
  'POST /api/v1/cases/:caseId/access/break-glass stale': 422,
  'POST /api/v1/cases/:caseId/tasks/:task/complete refused': 422,
  // There is none of that id.
  ...Object.fromEntries(Object.keys(ENTRIES).map((path) => [`POST /api/v1/cases/:caseId/${path} refused`, 404])),
};
/** Of a closed case everything else is refused before its own reasons. */
export const REFUSED_CLOSED = [
  ...['PATCH /api/v1/cases/:caseId/data', 'POST /api/v1/cases/:caseId/close'],
  'POST /api/v1/cases/:caseId/tasks/:task/complete',
  // Nothing is opened again in it and nobody follows; what may stay open is settled.
  ...['POST /api/v1/cases/:caseId/issues/:entry/reopen', 'POST /api/v1/cases/:caseId/parties/:entry/replace'],
];
