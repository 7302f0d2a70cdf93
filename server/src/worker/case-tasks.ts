// Looks at case tasks that an event left to be looked at, again and again until nothing is left to do about them. Decides
// nothing: what is to be done is said by the engine and done by commands.
import { programContext } from '../store/context.ts';
import { followCaseTask } from '../commands/follow-case-task.ts';
import type { CommandDeps } from '../commands/execute-command.ts';
import { findUnfinishedImport } from '../store/due-timers.ts';
import { FIRST_FOLLOW_UP, listFollowUps, removeFollowUp, type FollowUpRow } from '../store/follow-ups.ts';

export interface FollowSweep {
  readonly followed: number;
  /** What could not be brought to rest; it stays and is tried again. */
  readonly problems: readonly FollowProblem[];
}

export interface FollowProblem {
  readonly caseId: string;
  readonly task: string;
  readonly reason: string;
}

const PAGE = 100;
const SYSTEM = 'system.case-task';

/** Follows everything that waits in one agency. While an import into it is unfinished, its log says what happened when. */
export async function followCaseTasks(deps: CommandDeps, tenant: number): Promise<FollowSweep> {
  const context = programContext(tenant, SYSTEM);
  const sweep: { followed: number; readonly problems: FollowProblem[] } = { followed: 0, problems: [] };
  for (let after = FIRST_FOLLOW_UP; ;) {
    const [imports, page] = await deps.database.once(context, [
      findUnfinishedImport(tenant),
      listFollowUps(tenant, after, PAGE),
    ]);
    if (imports.count > 0) return sweep;
    for (const row of page.rows) {
      const reason = await follow(deps, tenant, row);
      if (reason === null) sweep.followed += 1;
      else sweep.problems.push({ caseId: row.case_id, task: row.task, reason });
    }
    const last = page.rows.at(-1);
    if (last === undefined || page.count < PAGE) return sweep;
    after = last;
  }
}

/** @returns why it goes no further, or null. One broken case must not keep the others waiting, so nothing is thrown. */
async function follow(deps: CommandDeps, tenant: number, row: FollowUpRow): Promise<string | null> {
  try {
    const reason = await followCaseTask(deps, { tenant, caseId: row.case_id, task: row.task });
    if (reason !== null) return reason;
    await deps.database.once(programContext(tenant, SYSTEM), [removeFollowUp(tenant, row)]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
