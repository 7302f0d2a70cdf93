// The main of the server: wires the rooms, says what it is doing, and stops everything in order. Decides nothing else.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import type { ApiDoors, CaseChange, RightsChange } from './api/api-options.ts';
import { broadcast } from './api/broadcast.ts';
import { buildApi } from './api/build-api.ts';
import { languagesIn, type StaffApp } from './api/staff-app.ts';
import { ExitCode, UsageError } from './cli/exit-codes.ts';
import { readAllIn, readShelf, readShipped } from './cli/read-case-types.ts';
import { beginDraft, takeDraftStep } from './commands/draft-steps.ts';
import { executeCommand } from './commands/execute-command.ts';
import { identityCommands } from './commands/identity-commands.ts';
import { deskDoors } from './commands/desk-doors.ts';
import { openInbox } from './commands/inbox-doors.ts';
import type { HereMessage } from './commands/be-here.ts';
import { openGivingOut } from './transfer/subject-export.ts';
import { makeLetter } from './commands/make-letter.ts';
import { decideReview } from './commands/oversee.ts';
import { signIn, signOut } from './commands/sign-in.ts';
import { openUploads } from './commands/uploads.ts';
import { witnessCheckpoint } from './commands/witness-checkpoint.ts';
import { makeDemonstration } from './demonstration/demonstration.ts';
import type { ProviderSettings } from './identity/provider-settings.ts';
import { openIdentityProvider, type IdentityProvider } from './identity/identity-provider.ts';
import type { Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { installationFolder } from './launch/open-installation.ts';
import { explainListening, findRunningServer, noteRunningServer, requireFreePort } from './launch/running-server.ts';
import { stopSignal } from './launch/stop-signal.ts';
import { configurationOf, openSystem, verifierOf, type OpenSystem } from './open-system.ts';
import { makeBundle } from './bundle/make-bundle.ts';
import { pagesBy } from './papers/count-pages.ts';
import { MAIL_MOST, receiveMail } from './inbox/receive-mail.ts';
import { wordsBy } from './papers/words-by.ts';
import { openSmtpIn, type SmtpIn } from './inbox/smtp-in.ts';
import { openPapers, type Papers } from './papers/open-papers.ts';
import type { PictureReader } from './papers/picture-text.ts';
import { readerProgram } from './papers/reader-program.ts';
import { readProviders } from './read-providers.ts';
import { openMailServer } from './dispatch/mail-server.ts';
import { readFiledFrom } from './dispatch/read-filed.ts';
import { printCover, printForKeeping } from './print/print-door.ts';
import { openQueries } from './queries/queries.ts';
import { agenciesNotUnder } from './store/agency-keys.ts';
import { redactionTools } from './redaction/redaction-tools.ts';
import { redactForCase } from './redaction/redact-file.ts';
import { PLATFORM } from './store/context.ts';
import { listAgencies } from './store/list-agencies.ts';
import { rememberJudgedDrafts } from './store/judged-drafts.ts';
import { listenLive } from './store/listen-live.ts';
import { startWorker, type WorkerOptions, type WorkerProblem } from './worker/loop.ts';

const requestsPerMinute = 1_200;
const signInsPerMinute = 60;

/**
 * Runs the server until it is told to stop.
 * @param args none are known; what can be set is in the environment
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (args.length > 0) {
    say(`"${args[0]}" is not an option of serve. Run "casewright serve --help" to see what can be set.`);
    return ExitCode.usage;
  }
  const stop = stopSignal(say);
  const configuration = configurationOf(process.env);
  const settings = readProviders(configuration.identityFile);
  const folder = installationFolder(configuration);
  const running = configuration.port === 0 ? null : findRunningServer(folder, configuration.port);
  if (running !== null) {
    say(
      `Casewright is running already (process ${running.pid}): open ${running.address}. To stop it, press Ctrl-C where it was started.`,
    );
    return ExitCode.ok;
  }
  await requireFreePort(configuration.host, configuration.port);
  say('Starting the database …');
  const system = await openSystem(configuration, say);
  try {
    if (!stop.asked()) await serve(system, { say, stop: stop.wait, settings });
  } finally {
    await system.close();
  }
  say('Stopped.');
  return ExitCode.ok;
}

interface Serving {
  readonly say: (line: string) => void;
  /** Resolves when the server is to stop. */
  readonly stop: Promise<void>;
  readonly settings: readonly ProviderSettings[];
}

async function serve(system: OpenSystem, { say, stop, settings }: Serving): Promise<void> {
  const { configuration, installation } = system;
  if (configuration.keyProgram !== null) await tellOfOtherKeys(system, say);
  if (configuration.demonstration) await demonstrate(system, say);
  const logger = openLog(configuration, installation.folder);
  const changes = broadcast<CaseChange>();
  const rights = broadcast<RightsChange>();
  const here = broadcast<HereMessage>();
  const live = await listenLive(installation.application, {
    onMessage: ({ tenant, caseId, seq, tokens }) => changes.tell({ tenant, caseId, version: seq, tokens }),
    onHere: here.tell,
    onUnsettled: (message) => rights.tell({ kind: 'unsettled', ...message }),
    onLost: () => rights.tell({ kind: 'unheard' }),
    onGap: () =>
      logger.warn('Live updates were interrupted and go on; browsers connect again and read what they missed.'),
  });
  const papers = openPapers({ program: readerProgram(), pictures: picturesOf(configuration) });
  const worker = startWorker({
    deps: system.deps,
    files: system.files.store,
    texts: { papers, store: system.files.store },
    witnesses: system.witnesses,
    keeper: system.destructions,
    ...mailOf(system),
    ...printOf(system),
    onProblem: (problem) => logProblem(logger, problem),
  });
  const smtpIn = await openInboundMail(system, { papers, logger });
  const following = { followChanges: changes.follow, followRights: rights.follow, followHere: here.follow };
  const doors = doorsOf(system, settings, { following, papers });
  const staffApp = findStaffApp(configuration);
  const { demonstration, publicOrigin } = configuration;
  const { app } = await buildApi({
    doors,
    demonstration,
    providers: openProviders(settings, publicOrigin),
    publicOrigin,
    staffApp,
    openDataFolder: configuration.openData ? join(installation.folder, 'published') : null,
    requestsPerMinute,
    signInsPerMinute,
    logger,
  });
  try {
    await listen(app, configuration);
    // The server listens on a port, so its address is of this kind.
    const { port } = app.server.address() as AddressInfo;
    const address = publicOrigin ?? addressOf(configuration.host, port);
    const forget = noteRunningServer(installation.folder, port, address);
    announce({ demonstration, providers: settings.length, staffApp, address, say });
    await stop;
    forget();
  } finally {
    await app.close();
    await smtpIn?.close();
    await worker.stop();
    papers.close();
    await live.close();
  }
}

function picturesOf({ tesseract, tesseractLanguages }: Configuration): PictureReader | null {
  return tesseract === null ? null : { path: tesseract, languages: tesseractLanguages };
}

/** What sends letters; without a server for mail they wait. */
function mailOf({ configuration, database, deps, files }: OpenSystem): Pick<WorkerOptions, 'mail'> {
  const { mail } = configuration;
  if (mail === null) return {};
  const readFiled = readFiledFrom({ database, keys: deps.keys, store: files.store });
  return { mail: { readFiled, mail: openMailServer(mail), from: mail.from } };
}

/** What prints what the mail room asks for; without a folder the command line does. */
function printOf({ configuration, database, deps, files }: OpenSystem): Pick<WorkerOptions, 'print'> {
  const { printFolder: folder } = configuration;
  if (folder === null) return {};
  const readFiled = readFiledFrom({ database, keys: deps.keys, store: files.store });
  return { print: { readFiled, folder, printCover } };
}

/** What is sent to us by mail; null where nothing says where it comes in. */
function openInboundMail(
  { configuration: { inboundMail }, database, deps, files }: OpenSystem,
  { papers, logger }: { readonly papers: Papers; readonly logger: Logger },
): Promise<SmtpIn> | null {
  if (inboundMail === null) return null;
  const { host, port, addresses } = inboundMail;
  return openSmtpIn(
    { ...deps, ...files, papers },
    {
      ...{ host, port, onProblem: (error) => logInboundMail(logger, error) },
      // Asked for each mail: an agency may have come since.
      async addresses() {
        const [agencies] = await database.once(PLATFORM, [listAgencies()]);
        const numbers = new Map(agencies.rows.map(({ slug, tenant }) => [slug, tenant]));
        return addresses.flatMap(({ address, agency, queue }) => {
          const tenant = numbers.get(agency);
          return tenant === undefined ? [] : [{ address, tenant, queue }];
        });
      },
    },
  );
}

/** The name of an error alone: its text may quote the mail. */
function logInboundMail(logger: Logger, error: unknown): void {
  logger.warn({ name: error instanceof Error ? error.name : '' }, 'A mail was not taken; its sender keeps it.');
}

async function tellOfOtherKeys({ database, keyServices }: OpenSystem, say: Serving['say']): Promise<void> {
  const agencies = await agenciesNotUnder(database, keyServices());
  if (agencies.length === 0) return;
  say(
    `The newest keys of ${agencies.join(', ')} are not under the key program. Run "casewright keys rotate --wrapping", then "casewright keys rotate".`,
  );
}

function doorsOf(
  { configuration, installation, database, deps, files }: OpenSystem,
  settings: readonly ProviderSettings[],
  {
    following,
    papers,
  }: { readonly following: Pick<ApiDoors, 'followChanges' | 'followRights' | 'followHere'>; readonly papers: Papers },
): ApiDoors {
  const { sessionHours, idleMinutes } = configuration;
  const limits = { longestMs: sessionHours * 3_600_000, idleMs: idleMinutes * 60_000 };
  const signing = { database, nowMs: deps.nowMs, limits };
  const { caseTypes, keys, nowMs: now } = deps;
  const witnessing = {
    ...{ database, nowMs: now, signer: keys.witnessSigner() },
    logs: configuration.witnessFor.map(verifierOf),
  };
  const drafts = rememberJudgedDrafts(readShelf(join(caseTypesFolder(), 'blocks')));
  const drafting = { database, nowMs: now, caseTypes, drafts };
  const strong = new Map(settings.map(({ agency, secondFactor }) => [agency, new Set(secondFactor.roles)]));
  const needsSecondFactor = (agency: string, role: string): boolean => strong.get(agency)?.has(role) === true;
  const uploads = openUploads({
    ...deps,
    ...files,
    redact: redactForCase,
    bundle: { make: makeBundle, wordsOf: wordsBy(papers) },
    countPages: pagesBy(papers),
  });
  const queries = openQueries({
    ...{ database, caseTypes, keys, now, drafts, files: files.store, redactionTools },
    sessionRules: { idleMs: limits.idleMs, needsSecondFactor },
  });
  return {
    queries,
    execute: (principal, request) => executeCommand(deps, principal, request),
    signIn: (who) => signIn(signing, who),
    signOut: (credential) => signOut(signing, credential),
    decideReview: (by, asked) => decideReview({ database, nowMs: now }, by, asked),
    uploads,
    inbox: openInbox({
      ...{ ...deps, ...files, mailMost: MAIL_MOST },
      takeMail: (mail) => receiveMail({ ...deps, ...files, papers }, mail),
    }),
    ...deskDoors({
      ...{ ...deps, database, teamsAnsweredFor: queries.teamsAnsweredFor },
      giveOut: openGivingOut({ ...deps, database, queries }),
    }),
    makeLetter: (by, asked) => makeLetter({ deps, uploads, print: printForKeeping }, by, asked),
    scanner: files.scanner,
    beginDraft: (by, asked) => beginDraft(drafting, by, asked),
    takeDraftStep: (by, asked) => takeDraftStep(drafting, by, asked),
    identity: identityCommands({ ...signing, masterKey: installation.secrets.masterKey }),
    witness: (body) => witnessCheckpoint(witnessing, body),
    ...following,
  };
}

/** The configuration holds that there is an origin where there are providers. */
function openProviders(settings: readonly ProviderSettings[], origin: string | null): readonly IdentityProvider[] {
  return settings.map((one) =>
    openIdentityProvider(one, {
      redirectUri: `${origin ?? ''}/api/v1/providers/${encodeURIComponent(one.agency)}/callback`,
      afterSignOut: `${origin ?? ''}/sign-in`,
    }),
  );
}

async function demonstrate(system: OpenSystem, say: (line: string) => void): Promise<void> {
  const { caseTypesFolder: ownFolder } = system.configuration;
  const [shipped, own] = [readShipped(caseTypesFolder()), readOwn(ownFolder)];
  for (const [{ invalid }, folder] of [[shipped, ''] as const, [own, ` ${ownFolder ?? ''}`] as const])
    if (invalid.length > 0)
      throw new LaunchError(
        `These case types have problems: ${invalid.join(', ')}. Run "npx casewright check${folder}" to see them.`,
      );
  const tried = own.caseTypes.map((file) => ({ ...file, withoutCases: true }));
  const made = await makeDemonstration({ ...system.deps, ...system.files }, [...shipped.caseTypes, ...tried], say);
  if (made > 0) say(`Made a demonstration agency with ${made} cases.`);
  for (const { caseType } of tried) say(`Also there: ${caseType.title} (${caseType.name} ${caseType.version}).`);
}

/** Case types that somebody tries out, by the folder that they named. */
function readOwn(folder: string | null): ReturnType<typeof readAllIn> {
  try {
    return readAllIn(folder, caseTypesFolder());
  } catch (error) {
    if (error instanceof UsageError) throw new LaunchError(`CASEWRIGHT_CASE_TYPES: ${error.message}`);
    throw error;
  }
}

async function listen(app: Awaited<ReturnType<typeof buildApi>>['app'], { host, port }: Configuration): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw error instanceof Error ? explainListening(error, host, port) : error;
  }
}

/** The last line of the start: where to go, and how to get in. */
function announce(at: {
  readonly demonstration: boolean;
  readonly providers: number;
  readonly staffApp: StaffApp | null;
  readonly address: string;
  readonly say: (line: string) => void;
}): void {
  const { demonstration, providers, staffApp, address, say } = at;
  if (staffApp === null) say('The staff app is not built ("npm start" builds it), so only the interface is served.');
  const signingIn = demonstration
    ? 'choose a person to sign in as; this is a demonstration and asks for no password'
    : providers > 0
      ? 'sign in by your identity provider'
      : 'nobody can sign in yet: name your identity provider (CASEWRIGHT_IDENTITY), or try a demonstration (CASEWRIGHT_DEMO=1)';
  process.stdout.write(`Casewright is ready: open ${address} and ${signingIn}.\n`);
}

/** A browser cannot open the address that means "all networks", so that one is told as this machine. */
function addressOf(host: string, port: number): string {
  const shown = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/** On a desk the terminal is for people, so the log goes into a file; elsewhere it goes where the host collects it. */
function openLog({ demonstration }: Configuration, folder: string): Logger {
  if (!demonstration) return pino({ level: 'info' });
  return pino({ level: 'warn' }, pino.destination({ dest: join(folder, 'server.log'), sync: true, mode: 0o600 }));
}

/** Ids and codes only: an error's text may quote what a person typed. */
function logProblem(logger: Logger, problem: WorkerProblem): void {
  const error = 'error' in problem ? problem.error : undefined;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { job, tenant } = problem;
  logger.warn(
    {
      job,
      tenant,
      name: error instanceof Error ? error.name : '',
      code,
      ...('caseId' in problem ? { caseId: problem.caseId } : {}),
      ...('file' in problem ? { file: problem.file } : {}),
    },
    'The worker met a problem and goes on.',
  );
}

function findStaffApp({ language }: Configuration): StaffApp | null {
  const folder = fileURLToPath(new URL('../../build/web', import.meta.url));
  return languagesIn(folder).length === 0 ? null : { folder, language };
}

function caseTypesFolder(): string {
  return fileURLToPath(new URL('../../case-types', import.meta.url));
}
