// Runs the worker's jobs again and again, for every agency, until told to stop. Any number of processes may run it.
import { setMaxListeners } from 'node:events';
import type { CommandDeps } from '../commands/execute-command.ts';
import { dispose, type Keeper } from './disposal.ts';
import { keepHoldMembers } from '../commands/hold-query.ts';
import { recalculateRetention } from '../commands/recalculate-retention.ts';
import { sweepUnsentTexts } from '../commands/unsent-texts.ts';
import { PLATFORM, programContext } from '../store/context.ts';
import { forgetSessions } from '../store/find-session.ts';
import { listAgencies } from '../store/list-agencies.ts';
import { remakeOutdated } from './access.ts';
import { followCaseTasks, type FollowProblem } from './case-tasks.ts';
import type { Witness } from '../witness/witness.ts';
import { type CorrectionProblem, tellCorrections } from './corrections.ts';
import { tellDue } from './inbox.ts';
import { publishLog } from './log.ts';
import { sweepAgency, type FilesToSweep } from './files.ts';
import { sealAllReads } from './reads.ts';
import { printAsked, type PrintingDeps } from '../dispatch/print-batch.ts';
import { sendDue, type SendingDeps } from '../dispatch/send-due.ts';
import { tellCases } from '../dispatch/tell-cases.ts';
import { watchReads } from './watch.ts';
import { suggestWalls, type WallProblem } from './walls.ts';
import { returnTasksOfLeavers, type LeaverProblem } from './leavers.ts';
import { emptyOutbox } from './outbox.ts';
import { readTexts, type TextDeps, type TextProblem } from './texts.ts';
import { fireDueTimers, type TimerProblem } from './timers.ts';

export interface WorkerOptions {
  readonly deps: CommandDeps;
  /** Pause after a round of the outbox. Default 200. */
  readonly outboxEveryMs?: number;
  /** Pause after a round of the timers. Default 2000. */
  readonly timersEveryMs?: number;
  /** Pause after a round of the case tasks. Default 500. */
  readonly caseTasksEveryMs?: number;
  /** Pause after the logs were signed and handed to the witnesses. Default 5000. */
  readonly logsEveryMs?: number;
  readonly witnesses?: readonly Witness[];
  /** Pause after what was read since was put into the log. Default 5000. */
  readonly readsEveryMs?: number;
  /** Pause after a round of the tasks of leavers. Default 5000. */
  readonly leaversEveryMs?: number;
  /** Pause after cases were looked for of which the readers change with time. Default 500. */
  readonly accessEveryMs?: number;
  /** Pause after what was read was held against the rules. Default 30000. */
  readonly watchEveryMs?: number;
  /** Pause after cases that took a fact over were told that it is wrong. Default 2000. */
  readonly correctionsEveryMs?: number;
  /** Pause after walls were suggested where the rules say so. Default 300000. */
  readonly wallsEveryMs?: number;
  /** Where files are kept; absent: they are not swept here. */
  readonly files?: FilesToSweep;
  /** Pause after files were swept. Default six hours. */
  readonly filesEveryMs?: number;
  /** Pause after due dates that follow from other cases were reckoned anew. Default 5000. */
  readonly retentionEveryMs?: number;
  /** Pause after cases were looked for that come under a hold by query. Each event sees to that too. Default 3600000. */
  readonly holdsEveryMs?: number;
  /** Pause after texts were removed that nobody sent for a month. Default 3600000. */
  readonly unsentEveryMs?: number;
  /** What reads texts of files, and where these are kept; absent: nothing is read. */
  readonly texts?: Pick<TextDeps, 'papers' | 'store'>;
  /** Pause after texts of files were read. Default 1000. */
  readonly textsEveryMs?: number;
  /** What sends letters by mail; absent where nothing does. */
  readonly mail?: Omit<SendingDeps, 'deps'>;
  /** What prints letters that somebody asked for; absent where only the command line does. */
  readonly print?: Omit<PrintingDeps, 'deps'>;
  /** Pause after a round of the letters. Default 2000. */
  readonly lettersEveryMs?: number;
  /** Pause after it was told what is nearly due in the inbox. Default 60000. */
  readonly inboxEveryMs?: number;
  /** The list outside the database; absent: no list of disposal is gone through here. */
  readonly keeper?: Keeper;
  readonly disposalEveryMs?: number;
  /** Told of everything that went wrong; the worker goes on. Holds codes and ids, no personal data. */
  readonly onProblem: (problem: WorkerProblem) => void;
}

export type WorkerProblem =
  | {
      readonly job:
        | 'outbox'
        | 'timers'
        | 'agencies'
        | 'case-tasks'
        | 'leavers'
        | 'log'
        | 'reads'
        | 'access'
        | 'watch'
        | 'walls'
        | 'corrections'
        | 'files'
        | 'retention'
        | 'holds'
        | 'disposal'
        | 'texts'
        | 'letters'
        | 'unsent'
        | 'inbox';
      readonly tenant: number;
      readonly error: unknown;
    }
  /** Something is wrong with files; "casewright sweep files" says which. */
  | { readonly job: 'files-alarm'; readonly tenant: number; readonly alarms: number }
  | { readonly job: 'access-of-case'; readonly tenant: number; readonly caseId: string; readonly reason: string }
  | ({ readonly job: 'leaver'; readonly tenant: number } & LeaverProblem)
  | ({ readonly job: 'wall'; readonly tenant: number } & WallProblem)
  | ({ readonly job: 'correction'; readonly tenant: number } & CorrectionProblem)
  | ({ readonly job: 'text'; readonly tenant: number } & TextProblem)
  | ({ readonly job: 'case-task'; readonly tenant: number } & FollowProblem)
  | { readonly job: 'witness'; readonly tenant: number; readonly witness: string; readonly error: unknown }
  /** Reviews that nobody has decided in time. */
  | { readonly job: 'reviews-overdue'; readonly tenant: number; readonly reviews: number }
  /** What was to be told of, and logged, is not there. */
  | { readonly job: 'event-lost'; readonly tenant: number; readonly caseId: string; readonly seq: number }
  /** That a letter did not arrive could not be told to its case. */
  | {
      readonly job: 'letter-untold';
      readonly tenant: number;
      readonly caseId: string;
      readonly dispatch: string;
      readonly reason: string;
    }
  | ({ readonly job: 'timer'; readonly tenant: number } & TimerProblem)
  | { readonly job: 'timers-waiting'; readonly tenant: number; readonly importId: string };

export interface Worker {
  /** Finishes what is being done, then stops. */
  readonly stop: () => Promise<void>;
}

export function startWorker(options: WorkerOptions): Worker {
  const stopping = new AbortController();
  // One for each job below, which is no leak.
  setMaxListeners(0, stopping.signal);
  const jobs = [
    repeat(stopping.signal, options.outboxEveryMs ?? 200, () => forAgencies(options, stopping.signal, relay)),
    repeat(stopping.signal, options.timersEveryMs ?? 2000, () => forAgencies(options, stopping.signal, fire)),
    repeat(stopping.signal, options.caseTasksEveryMs ?? 500, () => forAgencies(options, stopping.signal, followTasks)),
    repeat(stopping.signal, options.logsEveryMs ?? 5000, () => forAgencies(options, stopping.signal, publish)),
    repeat(stopping.signal, options.readsEveryMs ?? 5000, () => forAgencies(options, stopping.signal, seal)),
    repeat(stopping.signal, options.leaversEveryMs ?? 5000, () => forAgencies(options, stopping.signal, sweepLeavers)),
    repeat(stopping.signal, options.accessEveryMs ?? 500, () => forAgencies(options, stopping.signal, remake)),
    repeat(stopping.signal, options.watchEveryMs ?? 30_000, () => forAgencies(options, stopping.signal, watch)),
    repeat(stopping.signal, options.lettersEveryMs ?? 2000, () => sendLetters(options, stopping.signal)),
    repeat(stopping.signal, options.correctionsEveryMs ?? 2000, () => forAgencies(options, stopping.signal, correct)),
    repeat(stopping.signal, options.wallsEveryMs ?? 300_000, () => forAgencies(options, stopping.signal, suggest)),
    ...(options.files === undefined
      ? []
      : [
          repeat(stopping.signal, options.filesEveryMs ?? 21_600_000, () =>
            forAgencies(options, stopping.signal, sweep),
          ),
        ]),
    repeat(stopping.signal, options.inboxEveryMs ?? 60_000, () => forAgencies(options, stopping.signal, tell)),
    repeat(stopping.signal, options.retentionEveryMs ?? 5000, () => forAgencies(options, stopping.signal, reckon)),
    repeat(stopping.signal, options.holdsEveryMs ?? 3_600_000, () => forAgencies(options, stopping.signal, cover)),
    repeat(stopping.signal, options.unsentEveryMs ?? 3_600_000, () => forAgencies(options, stopping.signal, forget)),
    repeat(stopping.signal, options.disposalEveryMs ?? 2000, () =>
      forAgencies(options, stopping.signal, (_, tenant) => goThrough(options, tenant, stopping.signal)),
    ),
    repeat(stopping.signal, options.textsEveryMs ?? 1000, () =>
      forAgencies(options, stopping.signal, (_, tenant) => readAll(options, tenant, stopping.signal)),
    ),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(jobs);
    },
  };
}

async function sweep({ deps, files, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  if (files === undefined) return;
  try {
    const alarms = await sweepAgency({ ...deps, store: files }, tenant);
    if (alarms > 0) onProblem({ job: 'files-alarm', tenant, alarms });
  } catch (error) {
    onProblem({ job: 'files', tenant, error });
  }
}

async function tell({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    await tellDue(deps, tenant);
  } catch (error) {
    onProblem({ job: 'inbox', tenant, error });
  }
}

async function relay(options: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { lost } = await emptyOutbox(options.deps.database, tenant);
    for (const event of lost) options.onProblem({ job: 'event-lost', tenant, ...event });
  } catch (error) {
    options.onProblem({ job: 'outbox', tenant, error });
  }
}

async function publish({ deps, witnesses = [], onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { database, keys, nowMs } = deps;
    const { problems } = await publishLog({ database, keys, witnesses, nowMs }, tenant);
    for (const problem of problems) onProblem({ job: 'witness', tenant, ...problem });
  } catch (error) {
    onProblem({ job: 'log', tenant, error });
  }
}

async function seal({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    await sealAllReads(deps, tenant);
  } catch (error) {
    onProblem({ job: 'reads', tenant, error });
  }
}

async function fire(options: WorkerOptions, tenant: number): Promise<void> {
  try {
    const sweep = await fireDueTimers(options.deps, tenant);
    for (const problem of sweep.problems) options.onProblem({ job: 'timer', tenant, ...problem });
    if (sweep.waitingFor !== undefined)
      options.onProblem({ job: 'timers-waiting', tenant, importId: sweep.waitingFor });
  } catch (error) {
    options.onProblem({ job: 'timers', tenant, error });
  }
}

async function followTasks(options: WorkerOptions, tenant: number): Promise<void> {
  try {
    const sweep = await followCaseTasks(options.deps, tenant);
    for (const problem of sweep.problems) options.onProblem({ job: 'case-task', tenant, ...problem });
  } catch (error) {
    options.onProblem({ job: 'case-tasks', tenant, error });
  }
}

async function remake({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { problems } = await remakeOutdated(deps, tenant);
    for (const problem of problems) onProblem({ job: 'access-of-case', tenant, ...problem });
  } catch (error) {
    onProblem({ job: 'access', tenant, error });
  }
}

async function sweepLeavers(options: WorkerOptions, tenant: number): Promise<void> {
  const { deps } = options;
  try {
    const now = new Date(deps.nowMs()).toISOString();
    await deps.database.once({ tenant, person: 'system.leaver' }, [forgetSessions(tenant, now)]);
    const sweep = await returnTasksOfLeavers(deps, tenant);
    for (const problem of sweep.problems) options.onProblem({ job: 'leaver', tenant, ...problem });
  } catch (error) {
    options.onProblem({ job: 'leavers', tenant, error });
  }
}

async function suggest({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { problems } = await suggestWalls(deps, tenant);
    for (const problem of problems) onProblem({ job: 'wall', tenant, ...problem });
  } catch (error) {
    onProblem({ job: 'walls', tenant, error });
  }
}

async function correct({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { problems } = await tellCorrections(deps, tenant);
    for (const problem of problems) onProblem({ job: 'correction', tenant, ...problem });
  } catch (error) {
    onProblem({ job: 'corrections', tenant, error });
  }
}

async function reckon({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    await recalculateRetention(deps, tenant);
  } catch (error) {
    onProblem({ job: 'retention', tenant, error });
  }
}

/** Whatever came under a hold while nobody saw it, such as while the hold was being added. */
async function cover({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    await keepHoldMembers(deps, tenant);
  } catch (error) {
    onProblem({ job: 'holds', tenant, error });
  }
}

async function forget({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    await sweepUnsentTexts(deps, programContext(tenant, 'system.unsent'));
  } catch (error) {
    onProblem({ job: 'unsent', tenant, error });
  }
}

/** Lists of disposal that somebody let begin. */
async function goThrough(
  { deps, keeper, onProblem }: WorkerOptions,
  tenant: number,
  signal: AbortSignal,
): Promise<void> {
  if (keeper === undefined) return;
  try {
    await dispose({ ...deps, keeper }, tenant, signal);
  } catch (error) {
    onProblem({ job: 'disposal', tenant, error });
  }
}

/** Until nothing waits; one agency's flood is left after some batches for the others. */
async function readAll(options: WorkerOptions, tenant: number, signal: AbortSignal): Promise<void> {
  if (options.texts === undefined) return;
  try {
    for (let batch = 0; batch < TEXT_BATCHES && !signal.aborted; batch += 1) {
      const sweep = await readTexts({ ...options.deps, ...options.texts, signal }, tenant);
      for (const problem of sweep.problems) options.onProblem({ job: 'text', tenant, ...problem });
      if (sweep.read + sweep.parked === 0) return;
    }
  } catch (error) {
    options.onProblem({ job: 'texts', tenant, error });
  }
}

const TEXT_BATCHES = 25;

async function watch({ deps, onProblem }: WorkerOptions, tenant: number): Promise<void> {
  try {
    const { overdue } = await watchReads(deps, tenant);
    if (overdue > 0) onProblem({ job: 'reviews-overdue', tenant, reviews: overdue });
  } catch (error) {
    onProblem({ job: 'watch', tenant, error });
  }
}

/** Of each agency what is due, and then what did not arrive. */
async function sendLetters(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const { deps, mail, print, onProblem } = options;
  try {
    const [agencies] = await deps.database.once(PLATFORM, [listAgencies()]);
    for (const agency of agencies.rows) {
      if (signal.aborted) return;
      if (mail !== undefined) await sendDue({ deps, ...mail }, agency, signal);
      if (print !== undefined) await printAsked({ deps, ...print }, agency, signal);
      const { problems } = await tellCases(deps, agency.tenant);
      for (const problem of problems) onProblem({ job: 'letter-untold', tenant: agency.tenant, ...problem });
    }
  } catch (error) {
    onProblem({ job: 'letters', tenant: 0, error });
  }
}

async function forAgencies(
  options: WorkerOptions,
  signal: AbortSignal,
  job: (options: WorkerOptions, tenant: number) => Promise<void>,
): Promise<void> {
  try {
    const [agencies] = await options.deps.database.once(PLATFORM, [listAgencies()]);
    for (const { tenant } of agencies.rows) {
      if (signal.aborted) return;
      await job(options, tenant);
    }
  } catch (error) {
    options.onProblem({ job: 'agencies', tenant: 0, error });
  }
}

async function repeat(signal: AbortSignal, pauseMs: number, round: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await round();
    await pause(signal, pauseMs);
  }
}

function pause(signal: AbortSignal, pauseMs: number): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, pauseMs);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
