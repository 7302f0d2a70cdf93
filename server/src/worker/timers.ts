// Fires timers whose time has come, as commands, each at the instant it was due: late after an outage, in order for each
// case, and once, however many processes look. Decides nothing: the plan says what a timer does.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import type { Principal } from '@casewright/engine/policy';
import type { CommandDeps } from '../commands/execute-command.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { moveClocks } from '../commands/move-clocks.ts';
import { findUnfinishedMove } from '../store/holiday-table.ts';
import {
  FIRST_DUE,
  findUnfinishedImport,
  listDueTimers,
  listDueTimersOfCase,
  type DuePosition,
} from '../store/due-timers.ts';

export interface TimerSweep {
  readonly fired: number;
  /** Timers that could not fire; they stay and are tried again. */
  readonly problems: readonly TimerProblem[];
  /** The import that keeps this agency's timers waiting, if one does. */
  readonly waitingFor?: string;
}

export interface TimerProblem {
  readonly caseId: string;
  readonly timer: string;
  readonly reason: string;
}

const PAGE = 200;
/** A plan that sets a due timer whenever one fires would never end; the rest waits for the next sweep. */
const MOST_PER_CASE = 1000;

/** Fires everything due in one agency. */
export async function fireDueTimers(deps: CommandDeps, tenant: number): Promise<TimerSweep> {
  const context = programContext(tenant, SYSTEM);
  const [imports, moves] = await deps.database.once(context, [
    findUnfinishedImport(tenant),
    findUnfinishedMove(tenant),
  ]);
  const [running] = imports.rows;
  // The rows of a log come in the log's own time, which is mostly past; our clock must not overtake them.
  if (running !== undefined) return { fired: 0, problems: [], waitingFor: running.import_id };
  const now = new Date(deps.nowMs()).toISOString();
  const done = new Set<string>();
  const sweep: { fired: number; readonly problems: TimerProblem[] } = { fired: 0, problems: [] };
  // Whoever adopted a table of public holidays was cut off before all clocks had moved, or is still at it.
  if (moves.count > 0) {
    const { problems } = await moveClocks(deps, { tenant, patienceMs: 1000 });
    sweep.problems.push(...problems.map((problem) => ({ ...problem, timer: 'holidays' })));
  }
  for (let after: DuePosition = FIRST_DUE; ;) {
    const [page] = await deps.database.once(context, [listDueTimers({ tenant, now, after, limit: PAGE })]);
    for (const { case_id: caseId } of page.rows) {
      if (done.has(caseId)) continue;
      done.add(caseId);
      await fireCase(deps, { tenant, caseId, now }, sweep);
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.count < PAGE) return sweep;
    after = { dueAt: last.due_at, caseId: last.case_id, timer: last.timer };
  }
}

const SYSTEM = 'system.timer';

interface DueCase {
  readonly tenant: number;
  readonly caseId: string;
  readonly now: string;
}

/** One at a time, looking again after each: a timer that fires may set another that was due before the next one. */
async function fireCase(
  deps: CommandDeps,
  due: DueCase,
  sweep: { fired: number; readonly problems: TimerProblem[] },
): Promise<void> {
  const failed = new Set<string>();
  for (let round = 0; round < MOST_PER_CASE; round += 1) {
    const [timers] = await deps.database.once(programContext(due.tenant, SYSTEM), [
      listDueTimersOfCase(due.tenant, due.caseId, due.now),
    ]);
    const next = timers.rows.find((row) => !failed.has(row.timer));
    if (next === undefined) return;
    const reason = await fire(deps, due, { timer: next.timer, dueAt: next.due_at });
    if (reason === undefined) {
      sweep.fired += 1;
    } else {
      failed.add(next.timer);
      sweep.problems.push({ caseId: due.caseId, timer: next.timer, reason });
    }
  }
}

/** @returns why it did not fire, or undefined. One broken case must not keep the others waiting, so nothing is thrown. */
async function fire(
  deps: CommandDeps,
  due: DueCase,
  set: { readonly timer: string; readonly dueAt: string },
): Promise<string | undefined> {
  try {
    const outcome = await executeCommand(deps, principalOf(due.tenant), {
      caseId: due.caseId,
      command: { type: 'FireTimer', timer: set.timer },
      // The same for every process that sees this timer; another due time is another firing.
      idempotencyKey: createHash('sha256').update(`${due.caseId} ${set.timer} ${set.dueAt}`).digest('hex'),
    });
    if (outcome.kind === 'applied') return undefined;
    return outcome.kind === 'rejected' ? outcome.rejection.code : outcome.kind;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'timer', name: 'Timer', teams: [], holding: 'program' };
}
