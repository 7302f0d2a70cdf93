// A whole server over a database of its own, for the tests of this room: two agencies, three teams, and people who can
// be signed in as.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { commandDeps, executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { openTemporaryUploads } from '../commands/files-under-test.ts';
import { deskDoors } from '../commands/desk-doors.ts';
import { redactionTools } from '../redaction/redaction-tools.ts';
import { identityCommands } from '../commands/identity-commands.ts';
import type { HereMessage } from '../commands/be-here.ts';
import { openGivingOut } from '../transfer/subject-export.ts';
import { beginDraft, takeDraftStep } from '../commands/draft-steps.ts';
import type { UploadDeps } from '../commands/upload-types.ts';
import { openInbox, type InboxDoors } from '../commands/inbox-doors.ts';
import type { MailToTake } from '../commands/receive-brought.ts';
import { MAIL_MOST, receiveMail } from '../inbox/receive-mail.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { makeLetter } from '../commands/make-letter.ts';
import { printForKeeping } from '../print/print-door.ts';
import { decideReview } from '../commands/oversee.ts';
import { signIn, signOut } from '../commands/sign-in.ts';
import { witnessCheckpoint } from '../commands/witness-checkpoint.ts';
import { noteSigner } from '../merkle/signed-note.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openQueries } from '../queries/queries.ts';
import type { SessionRules } from '../queries/sessions.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { rememberJudgedDrafts } from '../store/judged-drafts.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople, type PersonSetUp } from '../store/upsert-people.ts';
import type { ApiOptions, CaseChange, RightsChange } from './api-options.ts';
import { broadcast } from './broadcast.ts';
import { buildApi, type Api } from './build-api.ts';
import * as oversightShapes from './oversight-schemas.ts';
import * as draftShapes from './draft-schemas.ts';
import * as explainShapes from './explain-schemas.ts';
import * as factShapes from './fact-schemas.ts';
import * as recordsShapes from './records-schemas.ts';
import { CaseRetention } from './retention-schemas.ts';
import * as inboxShapes from './inbox-schemas.ts';
import * as goalShapes from './goal-schemas.ts';
import * as teamShapes from './team-schemas.ts';
import * as routingShapes from './routing-schemas.ts';
import * as whyShapes from './why-schemas.ts';
import * as peopleShapes from './people-schemas.ts';
import * as correctionShapes from './correction-schemas.ts';
import * as subjectShapes from './subject-schemas.ts';
import * as logShapes from './log-schemas.ts';
import * as administrationShapes from './administration-schemas.ts';
import * as shapes from './schemas.ts';
import * as searchShapes from './search-schemas.ts';
import * as phraseShapes from './phrase-schemas.ts';
import * as sampleShapes from './sample-schemas.ts';
import * as viewShapes from './view-schemas.ts';
import * as bundleShapes from './bundle-schemas.ts';
import { CasePackage } from './package-schemas.ts';
import * as presenceShapes from './presence-schemas.ts';
import * as unsentShapes from './unsent-schemas.ts';
import * as uploadShapes from './upload-schemas.ts';

/** A log of another installation, of which the server under test is a witness. */
export const witnessedLog = noteSigner(Buffer.alloc(32, 9), 1, () => 'log.example/7');

export interface ApiUnderTest {
  readonly api: Api;
  readonly options: ApiOptions;
  readonly test: TestDatabase;
  readonly database: Database;
  readonly deps: CommandDeps;
  /** Changes a byte of every file of more than so many bytes where it lies. @returns how many there were */
  readonly changeFiles: (bytes: number) => Promise<number>;
  /** Tells the streams of a change, as the relay does. */
  readonly announce: (change: CaseChange) => void;
  /** Tells who has which case open, as the listening connection does. */
  readonly hear: (message: HereMessage) => void;
  /** Tells the streams that rights may have changed, as the listening connection does. */
  readonly unsettle: (change: RightsChange) => void;
  /** Lets time pass for sessions and clocks. */
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
}

export const ORIGIN = 'http://casewright.test';

/** A case type in the file of a shipped one, so that tests play with what people use. */
export const CASE_TYPE = 'infringement-notice';
const SOURCE = new URL('../../../case-types/infringement-notice/case-type.yaml', import.meta.url);

export async function startApi({
  sessionRules,
  ...overrides
}: Partial<Omit<ApiOptions, 'doors'>> & { readonly sessionRules?: SessionRules } = {}): Promise<ApiUnderTest> {
  const test = await startTestDatabase();
  const database = openDatabase({ connection: test.appConnection, contextKey: test.contextKey, poolSize: 4 });
  const keys = fileKeyProvider(Buffer.alloc(32, 7));
  const clock = { offsetMs: 0 };
  const now = (): number => Date.now() + clock.offsetMs;
  await setUp(database);
  const deps = commandDeps(database, keys, now);
  const drafts = rememberJudgedDrafts(new Map());
  const { uploads, files, uploadDeps, changeLarge: changeFiles, close: removeFiles } = openTemporaryUploads(deps);
  const { inbox, closePapers } = inboxUnderTest({ ...deps, ...uploadDeps });
  const [changes, rights, here] = [broadcast<CaseChange>(), broadcast<RightsChange>(), broadcast<HereMessage>()];
  const queries = openQueries({
    ...{ database, caseTypes: deps.caseTypes, keys, now, drafts, files, redactionTools },
    ...(sessionRules === undefined ? {} : { sessionRules }),
  });
  const options: ApiOptions = {
    doors: {
      queries,
      execute: (principal, request) => executeCommand(deps, principal, request),
      signIn: (who) => signIn({ database, nowMs: now }, who),
      signOut: (credential) => signOut({ database, nowMs: now }, credential),
      witness: (body) =>
        witnessCheckpoint({ database, nowMs: now, signer: keys.witnessSigner(), logs: [witnessedLog] }, body),
      decideReview: (by, asked) => decideReview({ database, nowMs: now }, by, asked),
      ...deskDoors({
        ...{ ...deps, database, teamsAnsweredFor: queries.teamsAnsweredFor },
        giveOut: openGivingOut({ ...deps, database, queries }),
      }),
      beginDraft: (by, asked) => beginDraft({ ...deps, drafts }, by, asked),
      takeDraftStep: (by, asked) => takeDraftStep({ ...deps, drafts }, by, asked),
      uploads,
      inbox,
      makeLetter: (by, asked) => makeLetter({ deps, uploads, print: printForKeeping }, by, asked),
      scanner: 'off',
      identity: identityCommands({ database, nowMs: now, masterKey: Buffer.alloc(32, 7) }),
      ...{ followChanges: changes.follow, followRights: rights.follow, followHere: here.follow },
    },
    ...{ demonstration: true, providers: [], publicOrigin: ORIGIN, staffApp: null },
    ...{ requestsPerMinute: null, signInsPerMinute: 1_000, logger: false },
    ...overrides,
  };
  const api = await buildApi(options);
  return {
    api,
    options,
    test,
    database,
    deps,
    ...{ changeFiles, announce: changes.tell, unsettle: rights.tell, hear: here.tell },
    advance: (ms) => void (clock.offsetMs += ms),
    close: () => closeAll({ api, database, test, removeFiles, closePapers }),
  };
}

/** Most tests bring no mail, and then nothing is built and no process is started for it. */
function inboxUnderTest(deps: CommandDeps & UploadDeps): {
  readonly inbox: InboxDoors;
  readonly closePapers: () => void;
} {
  let papers: Papers | undefined;
  const takeMail = async (mail: MailToTake): ReturnType<typeof receiveMail> => {
    papers ??= await papersUnderTest();
    return receiveMail({ ...deps, papers }, mail);
  };
  return { inbox: openInbox({ ...deps, mailMost: MAIL_MOST, takeMail }), closePapers: () => papers?.close() };
}

interface ToClose extends Pick<ApiUnderTest, 'api' | 'database' | 'test'> {
  readonly removeFiles: () => void;
  readonly closePapers: () => void;
}

async function closeAll({ api, database, test, removeFiles, closePapers }: ToClose): Promise<void> {
  await api.app.close();
  closePapers();
  await database.close();
  await test.close();
  removeFiles();
}

/** Officers of one team, a clerk of it without the officer's role, another team's officer, and another agency's. */
async function setUp(database: Database): Promise<void> {
  const teams = [
    { team: 'traffic-fines', title: 'Traffic fines' },
    { team: 'parking', title: 'Parking' },
  ];
  await upsertPeople(database, {
    tenant: 1,
    slug: 'city',
    name: 'City',
    teams,
    people: [
      member('anna', 'Anna Ricci', { team: 'traffic-fines', role: 'officer' }),
      member('bruno', 'Bruno Sala', { team: 'traffic-fines', role: 'officer' }),
      member('clara', 'Clara Neri', { team: 'traffic-fines', role: 'clerk' }),
      member('dario', 'Dario Villa', { team: 'parking', role: 'officer' }),
    ],
  });
  await upsertPeople(database, {
    tenant: 2,
    slug: 'port',
    name: 'Port',
    teams,
    people: [member('anna', 'Anna Porto', { team: 'traffic-fines', role: 'officer' })],
  });
  const source = readFileSync(SOURCE, 'utf8');
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  if (!('caseType' in checked))
    throw new Error(`The shipped case type does not pass its checker: ${JSON.stringify(checked.problems)}`);
  for (const tenant of [1, 2]) {
    await publishCaseType(database, {
      tenant,
      person: 'set-up',
      caseType: checked.caseType,
      source,
      publishedAt: '2026-01-01T00:00:00.000Z',
    });
  }
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // The tests know what they asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface Client {
  readonly cookie: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answered>;
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: SendOptions,
  ) => Promise<Answered>;
}

/** The shape of each answer by its address; every answer in every test of this room is held to it, member by member. */
const SHAPES: readonly (readonly [RegExp, TSchema])[] = [
  [/^GET .*\/records\/retention/, recordsShapes.RetentionOverview],
  [/^GET .*\/records\/cases(\?|$)/, recordsShapes.RecordsCasePage],
  [/^GET .*\/records\/cases\/[^/]+$/, recordsShapes.CaseRecords],
  [/^GET .*\/disposal-runs$/, recordsShapes.DisposalRunList],
  [/^GET .*\/disposal-runs\/[^/]+$/, recordsShapes.DisposalRun],
  [/^GET .*\/disposal-runs\/[^/]+\/items/, recordsShapes.DisposalItemPage],
  [/^GET .*\/disposal-runs\/[^/]+\/certificate$/, recordsShapes.DisposalCertificate],
  [/^GET .*\/holds$/, recordsShapes.HoldList],
  [/^GET .*\/holds\/[^/]+$/, recordsShapes.Hold],
  [/^POST .*\/hold-previews$/, recordsShapes.HoldPreview],
  [/^POST .*\/disposal-runs$/, recordsShapes.DisposalProposed],
  [/^POST .*\/disposal-runs\/.+$/, recordsShapes.DisposalStepTaken],
  [/^POST .*\/holds(\/.+)?$/, recordsShapes.HoldStepTaken],
  [/^GET .*\/redactions$/, uploadShapes.Redactions],
  [/^GET .*\/redactions\/[^/]+\/text$/, uploadShapes.TextLeft],
  [/^POST .*\/redactions\/[^/]+(\/steps)?$/, uploadShapes.RedactionStep],
  [/^POST .*\/suggested-boxes$/, uploadShapes.SuggestedBoxes],
  [/^GET .*\/administration\/people$/, administrationShapes.Staff],
  [/^GET .*\/administration\/access$/, administrationShapes.SimulatedAccess],
  [/^GET .*\/administration\/jobs$/, administrationShapes.Jobs],
  [/^POST .*\/administration\/people\//, administrationShapes.PersonNamed],
  [/^POST .*\/texts\/retry$/, administrationShapes.TextsRetried],
  [/^GET .*\/personas$/, shapes.PersonaList],
  [/^(GET|POST) .*\/session$/, shapes.Session],
  [/^GET .*\/providers$/, shapes.SignInWays],
  [/^GET .*\/uploads\/limits$/, uploadShapes.UploadLimits],
  [/^POST .*\/versions\/[^/]+\/opened$/, uploadShapes.PagesOpened],
  [/^GET .*\/versions\/[^/]+\/manifest$/, bundleShapes.BundleManifest],
  [/^POST .*\/package$/, CasePackage],
  [/^GET .*\/bundles$/, bundleShapes.Bundles],
  [/^POST .*\/bundles$/, uploadShapes.Upload],
  [/^(GET|POST|DELETE) .*\/uploads(\/|$)/, uploadShapes.Upload],
  [/^GET .*\/unsent-text$/, unsentShapes.UnsentText],
  [/^POST .*\/unsent-text\/keep$/, unsentShapes.UnsentKept],
  [/^POST .*\/presence$/, presenceShapes.OthersHere],
  [/^GET .*\/work$/, shapes.WorkPage],
  [/^GET .*\/team\/load$/, teamShapes.TeamLoad],
  [/^GET .*\/team\/tasks$/, teamShapes.TeamTaskPage],
  [/^GET .*\/team\/clocks$/, teamShapes.ClocksAtRisk],
  [/^GET .*\/team\/people$/, teamShapes.TeamPeople],
  [/^GET .*\/team\/approvals$/, teamShapes.ApprovalList],
  [/^POST .*\/team\/reassignment$/, teamShapes.Reassignment],
  [/^GET .*\/case-types$/, shapes.CaseTypeList],
  [/^GET .*\/cases$/, shapes.CasePage],
  [/^POST .*\/find$/, searchShapes.Found],
  [/^GET .*\/phrases$/, phraseShapes.Phrases],
  [/^POST .*\/phrases(\/[^/]+\/remove)?$/, phraseShapes.PhraseKept],
  [/^GET .*\/views$/, viewShapes.SavedViews],
  [/^GET .*\/team\/samples$/, sampleShapes.SampleList],
  [/^GET .*\/team\/sample-preview$/, sampleShapes.SamplePreview],
  [/^POST .*\/team\/samples$/, sampleShapes.SampleDrawn],
  [/^GET .*\/team\/samples\/[^/]+$/, sampleShapes.Sample],
  [/^GET .*\/samples\/[^/]+\/recomputation$/, sampleShapes.SampleRecomputed],
  [/^GET .*\/samples\/[^/]+\/cases\/[^/]+$/, sampleShapes.CaseReview],
  [/^POST .*\/samples\/[^/]+\/cases\/[^/]+\/review$/, sampleShapes.CaseReviewed],
  [/^POST .*\/views(\/[^/]+\/(share|remove))?$/, viewShapes.ViewKept],
  [/^GET .*\/search$/, searchShapes.SearchPage],
  [/^GET .*\/search\/documents$/, searchShapes.DocumentSearchPage],
  [/^GET .*\/offered-facts$/, factShapes.OfferedFacts],
  [/^GET .*\/goals$/, goalShapes.GoalReport],
  [/^GET .*\/cases\/[^/]+\/retention$/, CaseRetention],
  [/^GET .*\/cases\/count$/, searchShapes.CaseCount],
  [/^GET .*\/cases\/export$/, searchShapes.CaseExport],
  [/^GET .*\/shared-cases$/, shapes.SharedCaseList],
  [/^GET .*\/rights$/, correctionShapes.Rights],
  [/^GET .*\/subject-files$/, subjectShapes.SubjectFiles],
  [/^GET .*\/subject-files\/[^/]+$/, subjectShapes.SubjectFile],
  [/^POST .*\/subject-files$/, subjectShapes.SubjectFileOpened],
  [/^POST .*\/subject-files\/[^/]+\/complete$/, subjectShapes.SubjectFileCompleted],
  [/^POST .*\/subject-files\/[^/]+\/decisions$/, subjectShapes.SubjectItemsDecided],
  [/^POST .*\/subject-files\/[^/]+\/export$/, subjectShapes.SubjectFileExported],
  [/^POST .*\/subject-files\/[^/]+\/approve$/, subjectShapes.SubjectFileApproved],
  [/^GET .*\/candidates$/, peopleShapes.Candidates],
  [/^GET .*\/identity$/, peopleShapes.Identity],
  [/^POST .*\/(merge|unmerge)$/, peopleShapes.PeopleLinked],
  [/^GET .*\/activity$/, shapes.ActivityPage],
  [/^GET .*\/chain$/, shapes.ChainReport],
  [/^GET .*\/cases\/[^/]+\/access$/, explainShapes.AccessOfCase],
  [/^GET .*\/case-ids/, explainShapes.FoundCase],
  [/^GET .*\/access\/why/, explainShapes.WhyAccess],
  [/^GET .*\/access\/who/, explainShapes.WhoMayRead],
  [/^POST .*\/access\/what-if$/, explainShapes.WhatIf],
  [/^GET .*\/access\/reach/, explainShapes.Reach],
  [/^GET .*\/access-rules$/, explainShapes.RulesInForce],
  [/^POST .*\/access-rules\/compare$/, explainShapes.RulesCompared],
  [/^GET .*\/assignment$/, routingShapes.TaskAssignment],
  [/^POST .*\/access\/share-preview$/, shapes.CaseView],
  [/^GET .*\/assignees$/, whyShapes.TaskAssignees],
  [/^GET .*\/items\/[^/]+\/why$/, whyShapes.WhyItem],
  [/^GET .*\/clocks\/[^/]+\/why$/, whyShapes.WhyClock],
  [/^GET .*\/opened$/, whyShapes.OpenedPages],
  [/^GET .*\/notices$/, routingShapes.NoticeList],
  [/^GET .*\/readers$/, oversightShapes.CaseReaders],
  [/^GET .*\/readers\/for-subject$/, oversightShapes.SubjectLooks],
  [/^GET .*\/people\/[^/]*\/reads$/, oversightShapes.PersonReads],
  [/^GET .*\/emergencies\/statistics/, oversightShapes.EmergencyStatistics],
  [/^GET .*\/reviews$/, oversightShapes.ReviewPage],
  [/^GET .*\/reviews\/[^/]*$/, oversightShapes.WholeReview],
  [/^POST .*\/reviews\/[^/]*\/decision$/, oversightShapes.ReviewDecided],
  [/^GET .*\/case-type-drafts$/, draftShapes.DraftList],
  [/^GET .*\/case-type-drafts\/[^/]+$/, draftShapes.DraftOfCaseType],
  [/^POST .*\/case-type-drafts/, draftShapes.DraftStepTaken],
  [/^GET .*\/case-types\/[^/]+\/versions$/, draftShapes.VersionList],
  [/^GET .*\/case-types\/[^/]+\/versions\/[^/]+$/, draftShapes.VersionText],
  [/^GET .*\/comparison$/, draftShapes.VersionComparison],
  [/^GET .*\/audit\/seat$/, oversightShapes.AuditSeat],
  [/^GET .*\/audit\/entries$/, oversightShapes.AuditPage],
  [/^GET .*\/audit\/cases\/[^/]*$/, oversightShapes.CaseReplay],
  [/^GET .*\/audit\/.*\/difference$/, oversightShapes.CaseDifference],
  [/^GET .*\/audit\/.*\/verification$/, oversightShapes.CaseVerdict],
  [/^GET .*\/audit\/.*\/proof$/, oversightShapes.CaseProofFile],
  [/^GET .*\/log\/checkpoint$/, logShapes.LogCheckpoint],
  [/^GET .*\/log\/consistency$/, logShapes.ConsistencyProof],
  [/^GET .*\/proof$/, logShapes.InclusionProof],
  [/^GET .*\/cases\/[^/]+$/, shapes.CaseView],
  [/^GET .*\/inbox\/queues$/, inboxShapes.InboxQueueList],
  [/^GET .*\/inbox\/items$/, inboxShapes.InboxPage],
  [/^GET .*\/inbox\/items\/[^/]+$/, inboxShapes.WholeInboxItem],
  [/^POST .*\/inbox\/queues\/[^/]+\/items$/, inboxShapes.ItemBrought],
  [/^POST .*\/inbox\/items\/[^/]+\/file$/, inboxShapes.ItemFiled],
  [/^POST .*\/inbox\/items\/[^/]+\/open-case$/, inboxShapes.CaseOpenedOfItem],
  [/^POST .*\/inbox\/items\//, inboxShapes.InboxDone],
  [/^(POST|PATCH) .*\/cases/, shapes.CommandAnswer],
  [/^GET \/(healthz|readyz)$/, shapes.Health],
];

function checkShape(asked: string, status: number, body: unknown): void {
  // What other standards say is held to them by the tests of those routes.
  if (/openapi\.json$|^[A-Z]+ \/scim\/|\/token$|sign-out$/.test(asked)) return;
  const shape = status >= 400 ? shapes.Problem : SHAPES.find(([pattern]) => pattern.test(asked))?.[1];
  if (shape === undefined) throw new Error(`The tests know no shape for ${asked}.`);
  const [wrong] = Value.Errors(shape, body);
  if (wrong !== undefined) throw new Error(`${asked} answered what its shape does not allow: ${JSON.stringify(wrong)}`);
}

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of a body as JSON. */
  readonly raw?: string | Buffer;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

let keys = 0;

/** A client that sends what a browser page of this site sends. */
export function client({ api }: ApiUnderTest, cookie = ''): Client {
  const inject = async (options: Asked): Promise<Answered> => {
    const answer = await api.app.inject(options);
    const type = String(answer.headers['content-type'] ?? '');
    if (type.includes('json'))
      checkShape(`${options.method} ${options.url.split('?')[0]}`, answer.statusCode, answer.json());
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: type.includes('json') ? answer.json() : answer.body,
    };
  };
  return {
    cookie,
    get: (url, headers = {}) =>
      inject({ method: 'GET', url, headers: { ...(cookie === '' ? {} : { cookie }), ...headers } }),
    send: (method, url, { body, raw, key, headers = {} } = {}) => {
      keys += 1;
      return inject({
        method,
        url,
        headers: {
          origin: ORIGIN,
          ...(cookie === '' ? {} : { cookie }),
          ...(key === null ? {} : { 'idempotency-key': key ?? `key-${keys}` }),
          ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(raw === undefined ? (body === undefined ? {} : { payload: JSON.stringify(body) }) : { payload: raw }),
      });
    },
  };
}

/** Signs in and gives the client of that session. */
export async function signedIn(under: ApiUnderTest, personId: string, agency = 'city'): Promise<Client> {
  const answer = await client(under).send('POST', '/api/v1/session', { body: { personId, agency } });
  const given = answer.headers['set-cookie'];
  const cookie = typeof given === 'string' ? (given.split(';')[0] ?? '') : '';
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return client(under, cookie);
}

export const FINE = {
  createdOn: '2026-03-02',
  article: '157',
  amount: '36.00',
  points: 0,
  offenderName: 'Maria Bianchi',
};

/** Opens a fine as this client and gives its id. */
export async function openFine(by: Client): Promise<string> {
  const answer = await by.send('POST', '/api/v1/cases', { body: { caseType: CASE_TYPE, data: FINE } });
  if (answer.status !== 201) throw new Error(`Opening answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return String(answer.body.caseId);
}

function member(
  person: string,
  name: string,
  membership: { readonly team: string; readonly role: string },
): PersonSetUp {
  return { person, name, memberships: [membership] };
}
