// Gives the tasks of people who have left back to their teams, as commands, each with an event that says why, and removes the views that they
// kept for themselves. Done again it does nothing; where a case changed meanwhile, the next sweep looks again.
import { programContext } from '../store/context.ts';
import { createHash } from 'node:crypto';
import type { Principal } from '@casewright/engine/policy';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { findUnfinishedImport } from '../store/due-timers.ts';
import {
  dropPhrasesOfLeavers,
  dropViewsOfLeavers,
  findLeftTask,
  FIRST_LEFT_TASK,
  listLeftTasks,
  type LeftTaskRow,
} from '../store/leavers.ts';

export interface LeaverSweep {
  readonly returned: number;
  /** Tasks that could not be given back; they stay and are tried again. */
  readonly problems: readonly LeaverProblem[];
}

export interface LeaverProblem {
  readonly caseId: string;
  readonly task: string;
  readonly reason: string;
}

const PAGE = 200;
const SYSTEM = 'system.leaver';

/** Returns everything that leavers hold in one agency. An unfinished import says itself who held what when. */
export async function returnTasksOfLeavers(deps: CommandDeps, tenant: number): Promise<LeaverSweep> {
  const context = programContext(tenant, SYSTEM);
  await deps.database.once(context, [dropViewsOfLeavers(tenant), dropPhrasesOfLeavers(tenant)]);
  const sweep: { returned: number; readonly problems: LeaverProblem[] } = { returned: 0, problems: [] };
  for (let after = FIRST_LEFT_TASK; ;) {
    const [imports, page] = await deps.database.once(context, [
      findUnfinishedImport(tenant),
      listLeftTasks(tenant, after, PAGE),
    ]);
    if (imports.count > 0) return sweep;
    for (const row of page.rows) await returnOne(deps, { tenant, row }, sweep);
    const last = page.rows.at(-1);
    if (last === undefined || page.count < PAGE) return sweep;
    after = last;
  }
}

/** One broken case must not keep the others waiting, so nothing is thrown. */
async function returnOne(
  deps: CommandDeps,
  { tenant, row }: { readonly tenant: number; readonly row: LeftTaskRow },
  sweep: { returned: number; readonly problems: LeaverProblem[] },
): Promise<void> {
  const { case_id: caseId, task } = row;
  try {
    const reason = await giveBack(deps, tenant, row);
    if (reason === undefined) sweep.returned += 1;
    else sweep.problems.push({ caseId, task, reason });
  } catch (error) {
    sweep.problems.push({ caseId, task, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** @returns why it was not given back, or undefined */
async function giveBack(deps: CommandDeps, tenant: number, first: LeftTaskRow): Promise<string | undefined> {
  let row: LeftTaskRow | undefined = first;
  for (let attempt = 0; row !== undefined && attempt < ATTEMPTS; attempt += 1) {
    const outcome = await executeCommand(deps, principalOf(tenant), {
      caseId: row.case_id,
      command: { type: 'AssignTask', task: row.task, assignee: null, because: 'left' },
      expectedVersion: row.version,
      // The same for every process that sees this task at this version; whoever leaves again has another.
      idempotencyKey: createHash('sha256').update(`${row.case_id} ${row.task} ${row.version}`).digest('hex'),
    });
    if (outcome.kind === 'applied') return undefined;
    if (outcome.kind === 'rejected') return outcome.rejection.code;
    if (outcome.kind !== 'conflict') return outcome.kind;
    // The case has changed, if only by another task that was given back: look whether this one is still theirs.
    row = await lookAgain(deps, tenant, row);
  }
  return row === undefined ? undefined : 'conflict';
}

const ATTEMPTS = 5;

async function lookAgain(deps: CommandDeps, tenant: number, row: LeftTaskRow): Promise<LeftTaskRow | undefined> {
  const [again] = await deps.database.once(programContext(tenant, SYSTEM), [findLeftTask(tenant, row)]);
  return again.rows[0];
}

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'leaver', name: 'Leavers', teams: [], holding: 'program' };
}
