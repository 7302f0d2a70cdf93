// The main of the server: wires the rooms, says what it is doing, and stops everything in order. Decides nothing else.
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import type { ApiDoors, CaseChange } from './api/api-options.ts';
import { buildApi } from './api/build-api.ts';
import { ExitCode } from './cli/exit-codes.ts';
import { readShipped } from './cli/read-case-types.ts';
import { executeCommand } from './commands/execute-command.ts';
import { signIn, signOut } from './commands/sign-in.ts';
import { witnessCheckpoint } from './commands/witness-checkpoint.ts';
import { makeDemonstration } from './demonstration/demonstration.ts';
import type { Configuration } from './launch/configuration.ts';
import { LaunchError } from './launch/launch-error.ts';
import { installationFolder } from './launch/open-installation.ts';
import { explainListening, findRunningServer, noteRunningServer, requireFreePort } from './launch/running-server.ts';
import { stopSignal } from './launch/stop-signal.ts';
import { configurationOf, openSystem, verifierOf, type OpenSystem } from './open-system.ts';
import { openQueries } from './queries/queries.ts';
import { listenLive } from './store/listen-live.ts';
import { startWorker, type WorkerProblem } from './worker/loop.ts';

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
    if (!stop.asked()) await serve(system, { say, stop: stop.wait });
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
}

async function serve(system: OpenSystem, { say, stop }: Serving): Promise<void> {
  const { configuration, installation, database, deps } = system;
  if (configuration.demonstration) await demonstrate(system, say);
  const logger = openLog(configuration, installation.folder);
  const followers = new Set<(change: CaseChange) => void>();
  const live = await listenLive(installation.application, {
    onMessage: ({ tenant, caseId, seq, tokens }) => {
      for (const tell of followers) tell({ tenant, caseId, version: seq, tokens });
    },
    onGap: () =>
      logger.warn('Live updates were interrupted and go on; browsers see what they missed when they next load.'),
  });
  const worker = startWorker({
    deps,
    witnesses: system.witnesses,
    onProblem: (problem) => logProblem(logger, problem),
  });
  const witnessing = {
    ...{ database, nowMs: deps.nowMs, signer: deps.keys.witnessSigner() },
    logs: configuration.witnessFor.map(verifierOf),
  };
  const doors: ApiDoors = {
    queries: openQueries({ database, caseTypes: deps.caseTypes, keys: deps.keys, now: deps.nowMs }),
    execute: (principal, request) => executeCommand(deps, principal, request),
    signIn: (who) => signIn({ database, nowMs: deps.nowMs }, who),
    signOut: (credential) => signOut({ database, nowMs: deps.nowMs }, credential),
    witness: (body) => witnessCheckpoint(witnessing, body),
    followChanges: (listener) => {
      followers.add(listener);
      return () => void followers.delete(listener);
    },
  };
  const staffApp = findStaffApp();
  const { demonstration, publicOrigin } = configuration;
  const { app } = await buildApi({
    doors,
    demonstration,
    publicOrigin,
    staffApp,
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
    announce({ demonstration, staffApp, address, say });
    await stop;
    forget();
  } finally {
    await app.close();
    await worker.stop();
    await live.close();
  }
}

async function demonstrate(system: OpenSystem, say: (line: string) => void): Promise<void> {
  const { caseTypes, invalid } = readShipped(caseTypesFolder());
  if (invalid.length > 0)
    throw new LaunchError(
      `These case types have problems: ${invalid.join(', ')}. Run "npx casewright check" to see them.`,
    );
  const made = await makeDemonstration(system.deps, caseTypes, say);
  if (made > 0) say(`Made a demonstration agency with ${made} cases.`);
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
  readonly staffApp: string | null;
  readonly address: string;
  readonly say: (line: string) => void;
}): void {
  const { demonstration, staffApp, address, say } = at;
  if (staffApp === null) say('The staff app is not built ("npm start" builds it), so only the interface is served.');
  const signingIn = demonstration
    ? 'choose a person to sign in as, e.g. Anna Ricci; this is a demonstration and asks for no password'
    : 'nobody can sign in yet, since sign-in is only there in a demonstration (CASEWRIGHT_DEMO=1) so far';
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
    },
    'The worker met a problem and goes on.',
  );
}

function findStaffApp(): string | null {
  const folder = fileURLToPath(new URL('../../build/web', import.meta.url));
  return existsSync(join(folder, 'index.html')) ? folder : null;
}

function caseTypesFolder(): string {
  return fileURLToPath(new URL('../../case-types', import.meta.url));
}
