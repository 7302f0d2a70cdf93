// The only read path, as one value for one process. Each question answers with what was redacted and recorded; there
// is no other way to read through it.
import type { CaseFace } from '@casewright/engine/view';
import type { CaseTypes as CaseTypesOfStore } from '../store/case-types.ts';
import { PLATFORM } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { findNames } from '../store/find-people.ts';
import { type JudgedDrafts, rememberJudgedDrafts } from '../store/judged-drafts.ts';
import type { KeyProvider } from '../store/keys.ts';
import { listAgencies } from '../store/list-agencies.ts';
import { showAccess, type AccessOfCaseView } from './access-of-case.ts';
import { showReach, type AskedReach, type ReachView } from './access-reach.ts';
import { showWhatIf, type AccessProposal, type WhatIfView } from './access-what-if.ts';
import type { ReadAnswer } from './answer-read.ts';
import { compareRules, showRules, type AskedRules, type RulesComparedView, type RulesView } from './compare-rules.ts';
import { openCaseTypes, type CaseTypes } from './case-types.ts';
import { type DraftQueries, openDraftQueries } from './drafts.ts';
import { openAdministration, type AdministrationQueries } from './administration.ts';
import { showPrintQueue, type PrintQueueView } from './print-queue.ts';
import { showMeeting, type MeetingAsked, type MeetingFileView } from './show-meeting.ts';
import { openInboxQueries, type InboxQueries } from './inbox.ts';
import { openTeamQueries, type TeamQueries } from './team.ts';
import { openSubjectFileQueries, type SubjectFileQueries } from './subject-files.ts';
import { openReleaseQueries, type ReleaseQueries } from './releases.ts';
import { exportCases, type AskedExport, type CaseExportView } from './export-cases.ts';
import { type Finding, openFinding } from './finding.ts';
import { findCaseByName, type FoundCaseView } from './find-case.ts';
import { showWho, showWhy, type AskedAccess, type WhoMayReadView, type WhyAccessView } from './explain-access.ts';
import { reportGoals, type AskedGoals, type GoalReportView } from './goal-report.ts';
import { listCaseTypes, type CaseTypeView } from './list-case-types.ts';
import { showEmergencyStatistics, type EmergencyStatisticsView } from './emergency-statistics.ts';
import { listNotices, type NoticesView } from './list-notices.ts';
import { listPersonas, type PersonaView } from './list-personas.ts';
import { listWork, type WorkPageView } from './list-work.ts';
import { openOversight, type Oversight } from './oversight.ts';
import { openAudit, type Audit } from './audit.ts';
import { openRecords, type RecordsQueries } from './records-queries.ts';
import { openReadFlights, type SendReading } from './read-flights.ts';
import { openReadRecorder, type HashQuestion } from './record-read.ts';
import { openRefusals, type Refusals } from './record-refusal.ts';
import { listCandidates, showIdentity, type AskedParty, type CandidatesView, type IdentityView } from './people.ts';
import { seeChanges, type ChangeHintView } from './see-changes.ts';
import { openSessionProofs, type ProveSessions } from './prove-sessions.ts';
import { digest, openSessions, type Asker, type Reader, type SessionRules, type Sessions } from './sessions.ts';
import { openSharedCases, type SharedCaseView } from './read-abroad.ts';
import { showActivity, type ActivityPageView } from './show-activity.ts';
import { type LetterAsked, type LetterPreview, previewLetter } from './preview-letter.ts';
import { showAssignment, type AssignmentView } from './show-assignment.ts';
import { showAssignees, type AssigneesView } from './show-assignees.ts';
import { showAsShared, showCase } from './show-case.ts';
import { showOpened, type OpenedView } from './show-opened.ts';
import { showWhyClock, showWhyItem, type WhyClockView, type WhyItemView } from './show-why.ts';
import { showRetention, type RetentionView } from './show-retention.ts';
import { showRights, type RightsView } from './show-rights.ts';
import { showOfferedFacts, type OfferedFactsView } from './offered-facts.ts';
import { packageCase, type CasePackageView, type PackageAsked } from './package-case.ts';
import { openDocuments, type DocumentQueries } from './documents.ts';
import type { RedactionTools } from '../redaction/redaction-tools.ts';
import type { ObjectStore } from '../files/object-store.ts';
import { showUnsent, type UnsentToShow, type UnsentView } from './show-unsent.ts';
import { showSession, viewOfSession, type SessionView } from './show-session.ts';
import { openStandIns, type StandIn } from './standing-in.ts';
import { proveEvent, showCheckpoint, showConsistency } from './show-log.ts';
import type { CheckpointView, ConsistencyView, InclusionView } from './show-log.ts';
import { verifyCase, type ChainReportView } from './verify-case.ts';

export interface QueriesOptions {
  readonly database: Database;
  /** The same that the command path uses, so that each is compiled once. */
  readonly caseTypes: CaseTypesOfStore;
  readonly keys: KeyProvider;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The same that the command path uses; absent: texts of drafts import nothing. */
  readonly drafts?: JudgedDrafts;
  /** Where files are kept; absent: their bytes are not read here. */
  readonly files?: Pick<ObjectStore, 'read'>;
  /** What looks into them while a redaction is prepared; absent: nothing does here. */
  readonly redactionTools?: RedactionTools;
  /** Absent: an hour, and no role needs a second factor. */
  readonly sessionRules?: SessionRules;
}

export interface Queries extends Refusals, DocumentQueries, Finding {
  readonly sessions: Sessions;
  /** Who asks, as somebody who stands in for a colleague. */
  readonly standIn: StandIn;
  readonly proveSessions: ProveSessions;
  /** The session of somebody who has just signed in, which is on record as that. */
  readonly viewOfSession: (reader: Reader) => Promise<SessionView>;
  readonly showSession: (reader: Reader) => Promise<ReadAnswer<SessionView>>;
  readonly listWork: (reader: Reader, after: string | undefined) => Promise<ReadAnswer<WorkPageView>>;
  /** A case to be read elsewhere. */
  readonly packageCase: (reader: Reader, asked: PackageAsked) => Promise<ReadAnswer<CasePackageView>>;
  /** What became of goals, by kind, cohort and period. */
  readonly reportGoals: (
    asker: Asker & Pick<Reader, 'languages'>,
    asked: AskedGoals,
  ) => Promise<ReadAnswer<GoalReportView>>;
  readonly exportCases: (reader: Reader, asked: AskedExport) => Promise<ReadAnswer<CaseExportView>>;
  readonly listCaseTypes: (reader: Reader) => Promise<ReadAnswer<{ readonly items: readonly CaseTypeView[] }>>;
  readonly showCase: (reader: Reader, caseId: string) => Promise<ReadAnswer<CaseFace>>;
  /** What other agencies share with the reader's, and they may read for the purpose that they state. */
  readonly listShared: (reader: Reader) => Promise<ReadAnswer<{ readonly items: readonly SharedCaseView[] }>>;
  readonly showActivity: (
    reader: Reader,
    page: { readonly caseId: string; readonly after: string | undefined },
  ) => Promise<ReadAnswer<ActivityPageView>>;
  /** Records that may be of the same person as a party of a case. */
  readonly listCandidates: (asker: Asker, asked: AskedParty) => Promise<ReadAnswer<CandidatesView>>;
  /** All records of somebody whom the register holds to be one person. */
  readonly showIdentity: (asker: Asker, asked: AskedParty) => Promise<ReadAnswer<IdentityView>>;
  /** When it may be disposed of, and why. */
  readonly showRetention: (reader: Reader, caseId: string) => Promise<ReadAnswer<RetentionView>>;
  readonly showAssignment: (
    reader: Reader,
    of: { readonly caseId: string; readonly task: string },
  ) => Promise<ReadAnswer<AssignmentView>>;
  /** To whom a task may be given, for whoever manages access to the case. */
  readonly showAssignees: (
    reader: Reader,
    of: { readonly caseId: string; readonly task: string },
  ) => Promise<ReadAnswer<AssigneesView>>;
  /** Why a step of the plan stands where it does. */
  readonly showWhyItem: (
    reader: Reader,
    of: { readonly caseId: string; readonly item: string },
  ) => Promise<ReadAnswer<WhyItemView>>;
  /** Why a legal date is that date. */
  readonly showWhyClock: (
    reader: Reader,
    of: { readonly caseId: string; readonly clock: string },
  ) => Promise<ReadAnswer<WhyClockView>>;
  /** What of the documents of a case its reader has opened. */
  readonly showOpened: (reader: Reader, caseId: string) => Promise<ReadAnswer<OpenedView>>;
  /** A case as another agency would see it. */
  readonly showAsShared: (
    reader: Reader,
    of: { readonly caseId: string; readonly sections: readonly string[] },
  ) => Promise<ReadAnswer<CaseFace>>;
  /** A letter as its recipient will read it; nothing is made by it. */
  readonly previewLetter: (reader: Reader, asked: LetterAsked) => Promise<ReadAnswer<LetterPreview>>;
  /** What other cases of the same people have on record for the form of a task. */
  readonly showRights: (reader: Reader, caseId: string) => Promise<ReadAnswer<RightsView>>;
  readonly showOfferedFacts: (
    reader: Reader,
    of: { readonly caseId: string; readonly task: string | undefined },
  ) => Promise<ReadAnswer<OfferedFactsView>>;
  readonly showAccess: (reader: Reader, caseId: string) => Promise<ReadAnswer<AccessOfCaseView>>;
  readonly showWhy: (
    asker: Asker,
    asked: AskedAccess & { readonly person: string | null },
  ) => Promise<ReadAnswer<WhyAccessView>>;
  readonly showWho: (
    asker: Asker,
    asked: AskedAccess & { readonly after: string | undefined },
  ) => Promise<ReadAnswer<WhoMayReadView>>;
  /** By its id or its reference, for those who cannot read it yet. */
  readonly findCase: (asker: Asker, name: string) => Promise<ReadAnswer<FoundCaseView>>;
  readonly showWhatIf: (
    asker: Asker,
    asked: { readonly caseId: string; readonly proposal: AccessProposal },
  ) => Promise<ReadAnswer<WhatIfView>>;
  readonly showRules: (asker: Asker) => Promise<ReadAnswer<RulesView>>;
  /** What another version of the rules would change, of some cases at a time. */
  readonly compareRules: (asker: Asker, asked: AskedRules) => Promise<ReadAnswer<RulesComparedView>>;
  readonly showReach: (asker: Asker, asked: AskedReach) => Promise<ReadAnswer<ReachView>>;
  readonly listNotices: (reader: Reader) => Promise<ReadAnswer<NoticesView>>;
  /** How often cases were opened in an emergency, and what was found. */
  readonly showEmergencyStatistics: (
    reader: Reader,
    period: { readonly from: string; readonly to: string },
  ) => Promise<ReadAnswer<EmergencyStatisticsView>>;
  readonly verifyCase: (reader: Reader, caseId: string) => Promise<ReadAnswer<ChainReportView>>;
  readonly proveEvent: (
    reader: Reader,
    event: { readonly caseId: string; readonly seq: number },
  ) => Promise<ReadAnswer<InclusionView>>;
  readonly showCheckpoint: (reader: Reader) => Promise<ReadAnswer<CheckpointView>>;
  readonly showConsistency: (
    reader: Reader,
    sizes: { readonly from: number; readonly to: number },
  ) => Promise<ReadAnswer<ConsistencyView>>;
  readonly seeChanges: (reader: Reader, caseIds: readonly string[]) => Promise<ReadAnswer<readonly ChangeHintView[]>>;
  /** Who looks at what, and what is found about it. */
  readonly oversight: Oversight;
  /** Drafts of case types, and versions. */
  readonly drafts: DraftQueries;
  readonly releases: ReleaseQueries;
  readonly subjectFiles: SubjectFileQueries;
  readonly inbox: InboxQueries;
  /** For those who give work out. */
  readonly team: TeamQueries;
  /** How long cases are kept, holds and lists of disposal. */
  readonly records: RecordsQueries;
  /** For whoever administers the agency. */
  readonly administration: AdministrationQueries;
  /** Letters on paper, for the mail room. */
  readonly showPrintQueue: (asker: Asker) => Promise<ReadAnswer<PrintQueueView>>;
  /** What whoever asks typed in a form and has not sent. */
  readonly showUnsent: (reader: Reader, asked: UnsentToShow) => Promise<ReadAnswer<UnsentView>>;
  /** A meeting for the calendar of whoever works on the case. */
  readonly showMeeting: (reader: Reader, asked: MeetingAsked) => Promise<ReadAnswer<MeetingFileView>>;
  /** What somebody with a seat may look at. */
  readonly audit: Audit;
  /** Demonstrations only; before anybody is signed in. */
  readonly listPersonas: () => Promise<readonly PersonaView[]>;
  /** The name of a person of the reader's agency; the id where there is none. Part of a refusal that was recorded. */
  readonly nameOf: (reader: Reader, person: string) => Promise<string>;
  /** What, besides the version, a view of a case depends on: the reader's rights and the day. */
  readonly variantOf: (reader: Reader) => string;
  /** Resolves when the database answers. */
  readonly ready: () => Promise<void>;
}

const PLAIN_RULES: SessionRules = { idleMs: 60 * 60 * 1000, needsSecondFactor: () => false };

export function openQueries({ database, keys, now, ...options }: QueriesOptions): Queries {
  const hashQuestion: HashQuestion = (tenant, text) => keys.requestMac(tenant, `read ${text}`).subarray(0, 16);
  const record = openReadRecorder(database, now, hashQuestion);
  const send = openReadFlights({ database, record, now, hashQuestion });
  const drafts = options.drafts ?? rememberJudgedDrafts(new Map());
  const shared = openSharedCases({ database, send, record, now });
  const caseTypes = openCaseTypes({ database, caseTypes: options.caseTypes, now });
  const known = { database, keys, caseTypes, now };
  const inbox = openInboxQueries({ send, database, keys, now, files: options.files ?? null });
  return {
    sessions: openSessions(database, now, options.sessionRules ?? PLAIN_RULES),
    proveSessions: openSessionProofs(database, now),
    standIn: openStandIns(database, now),
    viewOfSession: (reader) => viewOfSession(database, reader, now()),
    showSession: (reader) => showSession(send, reader, now()),
    listWork: (reader, after) => listWork(send, reader, { after, nowMs: now(), caseTypes }),
    ...openFinding(send, known),
    reportGoals: (asker, asked) => reportGoals(send, asker, { asked, caseTypes }),
    exportCases: (reader, asked) => exportCases(send, reader, { ...asked, caseTypes }),
    listCaseTypes: (reader) => listCaseTypes(send, reader, { caseTypes, nowMs: now() }),
    showCase: (reader, caseId) =>
      shared.orShared(reader, caseId, (asking) => showCase(send, asking, { caseId, nowMs: now(), caseTypes })),
    listShared: shared.list,
    showActivity: (reader, page) => showActivity(send, reader, { ...page, caseTypes, keys }),
    showRetention: (reader, caseId) => showRetention(send, reader, { caseId, caseTypes }),
    ...openWhyQueries(send, known),
    packageCase: (reader, asked) => packageCase(send, reader, { ...asked, caseTypes, keys, nowMs: now() }),
    ...openLetterQueries(send, { database, caseTypes, now }),
    ...openPeopleQueries(send, { ...known, stored: options.caseTypes }),
    ...openExplanations(send, known),
    findCase: (reader, name) => findCaseByName(send, reader, { database, name }),
    showRules: (asker) => showRules(send, asker),
    listNotices: (reader) => listNotices(send, reader, { caseTypes, database, nowMs: now(), told: inbox.told }),
    showEmergencyStatistics: (reader, period) => showEmergencyStatistics(send, reader, period),
    ...openDocuments(send, { database, keys, caseTypes, files: options.files, tools: options.redactionTools }),
    ...openLogQueries(send, { database, signerOf: keys.logSigner }),
    seeChanges: (reader, caseIds) => seeChanges(send, reader, caseIds),
    oversight: openOversight({ send, database, now }),
    releases: openReleaseQueries(send),
    ...{ inbox, team: openTeamQueries(send, known), administration: openAdministration(send, known) },
    subjectFiles: openSubjectFileQueries(send, {
      ...known,
      caseTypes: options.caseTypes,
      files: options.files ?? null,
    }),
    records: openRecords({ send, database, caseTypes, now }),
    drafts: openDraftQueries({ send, database, now, caseTypes, drafts }),
    audit: openAudit({ send, database, now, caseTypes, keys }),
    listPersonas: () => listPersonas(database),
    ...openRefusals(record),
    nameOf: (reader, person) => nameOf(database, reader, person),
    // Wherever a day ends, it ends at a quarter of an hour of UTC.
    variantOf: ({ rights, languages = [] }) =>
      `${rights}${Math.floor(now() / 900_000).toString(36)}${languages.length === 0 ? '' : digest(languages.join())}`,
    ready: () => ready(database),
  };
}

/** Why steps and dates are as they are, and to whom work may go. */
function openWhyQueries(
  send: SendReading,
  known: Pick<QueriesOptions, 'database' | 'keys' | 'now'> & { readonly caseTypes: CaseTypes },
): Pick<Queries, 'showAssignment' | 'showAssignees' | 'showWhyItem' | 'showWhyClock' | 'showOpened' | 'showAsShared'> {
  const { caseTypes, keys } = known;
  return {
    showAssignment: (reader, { caseId, task }) => showAssignment(send, reader, { caseId, task, caseTypes, keys }),
    showAssignees: (reader, of) => showAssignees(send, reader, { ...of, options: known }),
    showWhyItem: (reader, of) => showWhyItem(send, reader, { ...of, caseTypes, keys }),
    showWhyClock: (reader, of) => showWhyClock(send, reader, { ...of, caseTypes }),
    showAsShared: (reader, of) => showAsShared(send, reader, { ...of, caseTypes, nowMs: known.now() }),
    showOpened: (reader, caseId) => showOpened(send, reader, { caseId, caseTypes, database: known.database }),
  };
}

/** Who is one person across cases, what their other cases have on record, and what whoever asks typed and has not sent. */
function openPeopleQueries(
  send: SendReading,
  {
    stored,
    ...known
  }: Pick<QueriesOptions, 'database' | 'keys' | 'now'> & {
    readonly caseTypes: CaseTypes;
    readonly stored: QueriesOptions['caseTypes'];
  },
): Pick<Queries, 'listCandidates' | 'showIdentity' | 'showOfferedFacts' | 'showRights' | 'showUnsent'> {
  return {
    listCandidates: (asker, asked) => listCandidates(send, asker, { ...known, ...asked, caseTypes: stored }),
    showIdentity: (asker, asked) => showIdentity(send, asker, { ...known, ...asked, caseTypes: stored }),
    showRights: (reader, caseId) => showRights(send, reader, { ...known, caseId }),
    showUnsent: (reader, asked) => showUnsent(send, reader, { ...known, ...asked }),
    showOfferedFacts: (reader, of) => showOfferedFacts(send, reader, { ...of, ...known, nowMs: known.now(), stored }),
  };
}

/** The chain of a case, and the log of its agency. */
function openLogQueries(
  send: SendReading,
  log: { readonly database: Database; readonly signerOf: KeyProvider['logSigner'] },
): Pick<Queries, 'verifyCase' | 'proveEvent' | 'showCheckpoint' | 'showConsistency'> {
  return {
    verifyCase: (reader, caseId) => verifyCase(send, reader, { database: log.database, caseId }),
    proveEvent: (reader, event) => proveEvent(send, reader, { ...log, ...event }),
    showCheckpoint: (reader) => showCheckpoint(send, reader, log),
    showConsistency: (reader, sizes) => showConsistency(send, reader, { ...log, ...sizes }),
  };
}

/** Letters and meetings of a case, and letters on paper. */
function openLetterQueries(
  send: SendReading,
  { database, caseTypes, now }: Pick<QueriesOptions, 'database' | 'now'> & { readonly caseTypes: CaseTypes },
): Pick<Queries, 'previewLetter' | 'showMeeting' | 'showPrintQueue'> {
  return {
    previewLetter: (reader, asked) => previewLetter(send, reader, { ...asked, caseTypes, nowMs: now() }),
    showMeeting: (reader, asked) => showMeeting(send, reader, { ...asked, caseTypes, nowMs: now() }),
    showPrintQueue: (asker) => showPrintQueue(send, database, asker),
  };
}

type Explanations = 'showAccess' | 'showWhy' | 'showWho' | 'showWhatIf' | 'compareRules' | 'showReach';

/** Who may read what, and why. */
function openExplanations(
  send: Parameters<typeof showAccess>[0],
  options: Parameters<typeof showAccess>[2]['options'],
): Pick<Queries, Explanations> {
  return {
    showAccess: (reader, caseId) => showAccess(send, reader, { caseId, options }),
    showWhy: (reader, asked) => showWhy(send, reader, { ...asked, options }),
    showWho: (reader, asked) => showWho(send, reader, { ...asked, options }),
    showWhatIf: (reader, asked) => showWhatIf(send, reader, { ...asked, options }),
    compareRules: (asker, asked) => compareRules(send, asker, { ...asked, options }),
    showReach: (reader, asked) => showReach(send, reader, { ...asked, options }),
  };
}

async function nameOf(database: Database, { principal }: Reader, person: string): Promise<string> {
  const [names] = await database.once(principal, [findNames(principal.tenant, [person])]);
  return names.rows[0]?.name ?? person;
}

async function ready(database: Database): Promise<void> {
  await database.once(PLATFORM, [listAgencies()]);
}
