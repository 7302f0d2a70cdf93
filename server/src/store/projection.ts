// From a case's state to the rows that lists are made of. Pure: the same state gives the same rows, so they can be
// dropped and rebuilt. Knows no SQL.
import { instantOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf } from '@casewright/engine/plan';
import type { TaskRow } from './save-tasks.ts';
import type { TimerRow } from './save-timers.ts';

/** Stands for "no date", and sorts last. */
export const NO_DATE = '9999-12-31';

export interface RowChanges {
  readonly removedTasks: readonly string[];
  readonly addedTasks: readonly TaskRow[];
  readonly removedTimers: readonly string[];
  readonly addedTimers: readonly TimerRow[];
}

/** Tokens that let somebody find the case; a person's tokens are their teams' and their own. */
export function accessTokens(owner: { readonly team: string }): readonly string[] {
  return [`team:${owner.team}`];
}

/** Rows to remove and to add so that what stood for `before` stands for `after`. `before` is null for a new case. */
export function rowChanges(before: CaseState | null, after: CaseState, caseType: CaseType): RowChanges {
  const tasks = changedKeys(workOf(before), workOf(after));
  const timers = changedKeys(before?.timers ?? {}, after.timers);
  return {
    removedTasks: tasks.gone,
    addedTasks: tasks.come.map((task) => taskRow(task, after, caseType)),
    removedTimers: timers.gone,
    addedTimers: timers.come.map((timer) => ({ timer, dueAt: after.timers[timer]?.dueAt ?? '' })),
  };
}

/** What is finished after a case was closed is reached from its page; a closed case puts nothing on anyone's list. */
function workOf(state: CaseState | null): CaseState['tasks'] {
  return state === null || state.status === 'closed' ? {} : state.tasks;
}

/** A changed entry is both gone and come. Folding an event keeps the entries it does not touch, so identity tells. */
function changedKeys<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): { readonly gone: string[]; readonly come: string[] } {
  return {
    gone: Object.keys(before).filter((key) => before[key] !== after[key]),
    come: Object.keys(after).filter((key) => before[key] !== after[key]),
  };
}

function taskRow(task: string, state: CaseState, caseType: CaseType): TaskRow {
  const is = state.tasks[task];
  const item = caseType.items.get(definitionOf(task));
  if (is === undefined || item?.task === undefined)
    throw new Error(`The state has a task that its case type does not: ${task}.`);
  return {
    task,
    lane: is.assignee === undefined ? `team:${state.team}` : `person:${is.assignee}`,
    dueOn: is.dueOn ?? NO_DATE,
    sinceAt: instantOf(is.since, caseType.zone),
    since: is.since,
    priority: item.task.priority,
    title: item.title,
    role: item.task.by,
  };
}
