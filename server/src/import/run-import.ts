// Imports an event log or a table of cases: reads it row by row, plays each row on its case, and brings what follows to the command path.
// It knows neither SQL nor the command line. Running it again with the same file goes on where it was interrupted:
// rows that are accounted for are played again in memory only, later ones are answered from their receipts.
import type { CaseType } from '@casewright/engine/definition';
import { openCaseShelf, type CaseShelf } from './case-shelf.ts';
import type { CaseMemory } from './case-memory.ts';
import { dryRunTarget } from './dry-run.ts';
import { importIdOf, sha256 } from './import-ids.ts';
import {
  countCarried,
  countCase,
  countRow,
  keptReport,
  makeReport,
  startCaseTally,
  startTally,
  type ImportReport,
  type Tally,
} from './import-report.ts';
import { ImportStopped, type ImportProgress, type ImportTarget } from './import-target.ts';
import { openLanes, type Lanes } from './lanes.ts';
import { LogFault, type LogRow } from './log-row.ts';
import { laterOf, type StatedTime } from './log-time.ts';
import { startLowWater, type LowWater } from './low-water.ts';
import type { ImportMapping } from './mapping.ts';
import { describeFile, openLog, type OpenLog } from './open-log.ts';
import { playEnd, type PlayedRow } from './play-row.ts';
import { openPlayer, type Player } from './player.ts';
import { takeTogether, type Happening, type Taking } from './take-together.ts';

export interface ImportOptions {
  readonly file: string;
  /** Parsed and checked against the case type. */
  readonly mapping: ImportMapping;
  /** Text of the mapping, which is part of what identifies the import. */
  readonly mappingSource: string;
  readonly caseType: CaseType;
  /** Absent: a dry run. */
  readonly target?: ImportTarget;
  /** Absent: derived from the file, the mapping and the case type. */
  readonly importId?: string;
  /** Cases that are played at the same time. */
  readonly lanes?: number;
  /** Rows that are written in one transaction, at most. */
  readonly together?: number;
  readonly progress?: (progress: ImportProgress) => void;
  /** Stops after the rows that are on their way; running again goes on from there. */
  readonly signal?: AbortSignal;
  readonly casesInMemory?: number;
  /** The time now; a row of a table that tells of later is refused. */
  readonly nowMs?: () => number;
}

const LANES = 4;
const WAITING_ROWS = 512;
/** Rows that are written in one transaction: enough that its own cost hardly counts, few enough that a kill costs little. */
const ROWS_TOGETHER = 64;
const SAVE_EVERY_MS = 1_000;
/** Who is named in a case for what fell due by itself: the same as for timers that fire outside an import. */
const ENGINE = { id: 'system.timer', name: 'Timer' };

/** One run of an import. */
interface Run {
  readonly options: ImportOptions;
  readonly player: Player;
  readonly target: ImportTarget;
  readonly shelf: CaseShelf<CaseMemory>;
  readonly taking: Taking;
  readonly tally: Tally;
  readonly lowWater: LowWater;
  /** Rows from here on are written; earlier ones were written by an earlier run. */
  readonly from: number;
  logEnd: StatedTime | null;
  /** Set once the file is open. */
  readonly tells: { tell: (phase: ImportProgress['phase']) => void };
}

/**
 * Plays a log. Rows that are refused are in the report, never an error.
 *
 * @returns the report; `complete` is false where the file could not be read to its end
 * @throws ImportStopped when it cannot go on now and can be run again, LogFault where not one row could be read
 */
export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const { mapping, caseType } = options;
  const file = await describeFile(options.file);
  const log = openLog(options.file, mapping);
  // A file that cannot be read at all, or lacks a column, is refused before anything is begun.
  const first = await firstRows(log);
  const importId =
    options.importId ??
    importIdOf({ file: file.hash, mapping: sha256(options.mappingSource), caseType: caseType.hash });
  try {
    return await continueImport(options, { started, file, log, first, importId });
  } finally {
    await log.rows.return();
  }
}

async function firstRows({ rows }: OpenLog): Promise<IteratorResult<readonly LogRow[], void>> {
  for (;;) {
    const batch = await rows.next();
    if (batch.done === true || batch.value.length > 0) return batch;
  }
}

/** An import whose file is open. */
interface Opened {
  readonly started: number;
  readonly file: { readonly hash: string; readonly bytes: number };
  readonly log: OpenLog;
  readonly first: IteratorResult<readonly LogRow[], void>;
  readonly importId: string;
}

async function continueImport(options: ImportOptions, opened: Opened): Promise<ImportReport> {
  const { file, importId } = opened;
  const { caseType } = options;
  const target = options.target ?? dryRunTarget();
  const tells = { tell: (_phase: ImportProgress['phase']): void => undefined };
  const waiting = (): void => tells.tell('waiting');
  const earlier = await target.begin({
    importId,
    fileHash: file.hash,
    report: JSON.stringify({ fileBytes: file.bytes }),
    waiting,
  });
  if (earlier !== null) {
    await checkSameFile(options.file, { importId, hash: file.hash, bytes: file.bytes }, earlier);
    if (earlier.finished) return keptReport(earlier.report);
  }
  const from = earlier?.lowWater ?? 1;
  // Asked once the import is begun: from then on no other table is adopted until it has ended.
  const holidays = await target.holidays();
  const run = startRun(options, { target, tells, from, importId, holidays });
  try {
    const fault = await playLog(run, opened);
    if (fault === null) await playEnds(run);
    const facts = {
      importId,
      fileBytes: file.bytes,
      dryRun: options.target === undefined,
      complete: fault === null,
      fault,
      resumedFrom: from,
    };
    const cases = startCaseTally(caseType, run.player.playing.matchedTimers);
    for (const [, memory] of run.shelf.entries()) countCase(cases, memory, { caseType, today: run.logEnd?.date ?? '' });
    const report = makeReport(run.tally, cases, { ...facts, seconds: (performance.now() - opened.started) / 1000 });
    await target.finish({ lowWater: run.lowWater.mark(), report: JSON.stringify(report), finished: fault === null });
    return report;
  } finally {
    run.shelf.close();
  }
}

function startRun(
  options: ImportOptions,
  {
    target,
    tells,
    from,
    importId,
    holidays,
  }: Pick<Run, 'target' | 'tells' | 'from'> & Pick<Player['playing'], 'importId' | 'holidays'>,
): Run {
  const { mapping, caseType } = options;
  const shelf = openCaseShelf<CaseMemory>(options.casesInMemory);
  const tally = startTally();
  return {
    options,
    player: openPlayer({ mapping, caseType, importId, engine: ENGINE, holidays, now: (options.nowMs ?? Date.now)() }),
    target,
    shelf,
    taking: {
      target,
      shelf,
      engine: ENGINE.id,
      known: new Map(),
      changedByOthers: () => {
        tally.changedByOthers += 1;
      },
    },
    tally,
    lowWater: startLowWater(1),
    from,
    logEnd: null,
    tells,
  };
}

/** A longer file that begins with the whole of the earlier one is the same log, fetched again in full. */
async function checkSameFile(
  path: string,
  file: { readonly importId: string; readonly hash: string; readonly bytes: number },
  earlier: { readonly fileHash: string; readonly report: string },
): Promise<void> {
  if (earlier.fileHash === file.hash) return;
  const before: unknown = JSON.parse(earlier.report);
  const bytes = typeof before === 'object' && before !== null && 'fileBytes' in before ? before.fileBytes : null;
  if (typeof bytes === 'number' && bytes < file.bytes && (await describeFile(path, bytes)).hash === earlier.fileHash)
    return;
  throw new ImportStopped(
    `The import ${file.importId} was begun with another file. Give this one a name of its own with --import-id.`,
  );
}

/** Reads and plays all rows. Returns why reading stopped early, or null. */
async function playLog(run: Run, { log: { rows, bytes }, file, first }: Opened): Promise<ImportReport['fault']> {
  const { options, tally } = run;
  const totalBytes = file.bytes;
  const lanes = lanesOf(run);
  run.tells.tell = (phase) =>
    options.progress?.({
      rows: tally.events,
      applied: tally.applied,
      rejected: tally.events - tally.applied,
      bytes: bytes.count,
      totalBytes,
      phase,
    });
  const saver = startSaver(run);
  try {
    for (let batch = first; batch.done !== true; batch = await rows.next()) {
      await addRows(run, lanes, batch.value);
      run.tells.tell('reading');
      saver.failIfBroken();
    }
    return null;
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    return { line: error.line, reason: error.message };
  } finally {
    await saver.stop(lanes);
  }
}

/** Puts rows into the lanes of their cases; waits only while the lanes are full. */
async function addRows(run: Run, lanes: Lanes<Happening>, rows: readonly LogRow[]): Promise<void> {
  const { signal } = run.options;
  for (const row of rows) {
    if (signal?.aborted === true)
      throw new ImportStopped('Stopped as asked. Run the same import again and it goes on from there.');
    const key = run.player.keyOf(row);
    const room = lanes.add(key, rowHappening(run, key, row));
    if (room !== undefined) await room;
  }
}

function rowHappening(run: Run, key: string, row: LogRow): Happening {
  return {
    key,
    play(before) {
      const played = run.player.play(before, row);
      return {
        memory: played.memory,
        steps: row.index < run.from ? run.player.askedAgain(played.steps) : played.steps,
        settle(refused) {
          // What the database refused has not happened, so the case is remembered as it was before the row.
          const memory = refused === null ? played.memory : before;
          const { carried = [] } = played;
          settleRow(run, row, { memory, rejection: refused ?? played.rejection, carried });
          return memory;
        },
      };
    },
  };
}

function settleRow(
  run: Run,
  row: LogRow,
  { memory, rejection, carried }: Pick<PlayedRow, 'memory' | 'rejection'> & { readonly carried: readonly string[] },
): void {
  if (rejection === null && memory.last !== null) run.logEnd = laterOf(run.logEnd, memory.last);
  countRow(run.tally, { case: memory.key, index: row.index, activity: run.player.labelOf(row) }, rejection);
  if (rejection === null) countCarried(run.tally, carried, run.player.pairsOf(row));
  run.lowWater.done(row.index);
}

/** The end of the log, for every case: its stated closing, and what fell due. */
async function playEnds(run: Run): Promise<void> {
  const { logEnd } = run;
  if (logEnd === null) return;
  const lanes = lanesOf(run);
  for (const [key, memory] of run.shelf.entries()) {
    if (memory.state === null) continue;
    const room = lanes.add(key, endHappening(run, key, logEnd));
    if (room !== undefined) await room;
    run.tells.tell('ending');
  }
  await lanes.drain();
}

function endHappening(run: Run, key: string, logEnd: StatedTime): Happening {
  return {
    key,
    play(before) {
      const { memory, steps } = playEnd(run.player.playing, before, logEnd);
      return {
        memory,
        steps,
        settle(refused) {
          if (refused === null) return memory;
          return { ...before, problems: [...before.problems, { case: key, step: 'end of the log', ...refused }] };
        },
      };
    },
  };
}

function lanesOf(run: Run): Lanes<Happening> {
  return openLanes({
    lanes: run.options.lanes ?? LANES,
    waiting: WAITING_ROWS,
    together: run.options.together ?? ROWS_TOGETHER,
    work: (happenings) => takeTogether(run.taking, happenings),
  });
}

interface Saver {
  failIfBroken(): void;
  stop(lanes: { drain(): Promise<void> }): Promise<void>;
}

/** Saves the low water every second. A failure to save stops the import like a failure to write. */
function startSaver(run: Run): Saver {
  let broken: { readonly error: unknown } | null = null;
  let saving: Promise<void> | null = null;
  const save = (): void => {
    if (saving !== null || run.lowWater.mark() <= run.from) return;
    saving = run.target
      .saveLowWater(run.lowWater.mark())
      .catch((error: unknown) => {
        broken = { error };
      })
      .finally(() => {
        saving = null;
      });
  };
  const timer = setInterval(save, SAVE_EVERY_MS);
  const failIfBroken = (): void => {
    if (broken !== null) throw broken.error;
  };
  return {
    failIfBroken,
    async stop(lanes) {
      try {
        await lanes.drain();
      } finally {
        clearInterval(timer);
        await saving;
      }
      failIfBroken();
    },
  };
}
