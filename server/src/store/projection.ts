// From a case's state to the rows that lists are made of. Pure: the same state gives the same rows, so they can be
// dropped and rebuilt. Knows no SQL.
import { instantOf } from '@casewright/engine/calendar';
import { queueOfAssignee, type CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { definitionOf, factsOf } from '@casewright/engine/plan';
import { weightOf } from '@casewright/engine/routing';
import { waitingOf, waitingRow } from './access-tasks.ts';
import { emergenciesIn, emergencyRow, type EmergencyRow } from './emergencies.ts';
import { correctionRowChanges, type CorrectionRowChanges } from './correction-rows.ts';
import { goalRowChanges, type GoalRowChanges } from './goal-rows.ts';
import { outcomeRowChanges, type OutcomeRowChanges } from './outcome-rows.ts';
import { pendingRowChanges, type PendingRowChanges } from './pending-rows.ts';
import type { TaskRow } from './save-tasks.ts';
import type { TimerRow } from './save-timers.ts';
import type { WeightRow } from './save-weights.ts';

/** Stands for "no date", and sorts last. */
export const NO_DATE = '9999-12-31';

export interface RowChanges extends GoalRowChanges, CorrectionRowChanges, PendingRowChanges, OutcomeRowChanges {
  readonly removedTasks: readonly string[];
  readonly addedTasks: readonly TaskRow[];
  readonly removedTimers: readonly string[];
  readonly addedTimers: readonly TimerRow[];
  readonly removedWeights: readonly string[];
  readonly addedWeights: readonly WeightRow[];
  readonly removedEmergencies: readonly string[];
  readonly addedEmergencies: readonly EmergencyRow[];
}

/** Rows to remove and to add so that what stood for `before` stands for `after`. `before` is null for a new case. */
export function rowChanges(before: CaseState | null, after: CaseState, caseType: CaseType): RowChanges {
  const tasks = changedKeys(workOf(before), workOf(after));
  const waiting = accessRowChanges(before, after, {
    of: waitingOf,
    row: (id, what) => waitingRow(id, what, { team: after.team, caseType }),
  });
  const emergencies = accessRowChanges(before, after, {
    of: emergenciesIn,
    row: (id, fact) => emergencyRow(id, fact, { team: after.team, caseType }),
  });
  const timers = changedKeys(before?.timers ?? {}, after.timers);
  return {
    removedTasks: [...tasks.gone, ...waiting.removed],
    addedTasks: [...tasks.come.map((task) => taskRow(task, after, caseType)), ...waiting.added],
    removedTimers: timers.gone,
    addedTimers: timers.come.map((timer) => ({ timer, dueAt: after.timers[timer]?.dueAt ?? '' })),
    ...weightChanges(before, after, caseType),
    removedEmergencies: emergencies.removed,
    addedEmergencies: emergencies.added,
    ...goalRowChanges(before, after, caseType),
    ...correctionRowChanges(before, after),
    ...pendingRowChanges(before, after, caseType),
    ...outcomeRowChanges(before, after, caseType),
  };
}

interface StateOf {
  readonly state: CaseState;
  readonly caseType: CaseType;
}

/** All rows of before and all of after: those of a case that moves to another version may say another thing under the same name. */
export function rowsAnew(before: StateOf, after: StateOf): RowChanges {
  const were = rowChanges(null, before.state, before.caseType);
  return {
    ...rowChanges(null, after.state, after.caseType),
    removedTasks: were.addedTasks.map(({ task }) => task),
    removedTimers: were.addedTimers.map(({ timer }) => timer),
    removedWeights: were.addedWeights.map(({ task }) => task),
    removedEmergencies: were.addedEmergencies.map(({ access }) => access),
    removedGoals: were.addedGoals.map(({ goal }) => goal),
    removedCorrections: were.addedCorrections.map(({ correction }) => correction),
    removedPending: were.addedPending,
    removedOutcomes: were.addedOutcomes,
  };
}

interface RowsOfAccess<T, R> {
  /** What rows stand for; nothing where there is no case. */
  readonly of: (state: CaseState | null) => Readonly<Record<string, T>>;
  readonly row: (id: string, what: T) => R;
}

/** Rows that follow from the facts of access; most commands leave these as they are. */
function accessRowChanges<T, R>(
  before: CaseState | null,
  after: CaseState,
  { of, row }: RowsOfAccess<T, R>,
): { readonly removed: readonly string[]; readonly added: readonly R[] } {
  if (before?.access === after.access) return { removed: [], added: [] };
  const are = of(after);
  const { gone, come } = changedKeys(of(before), are);
  return {
    removed: gone,
    added: come.flatMap((id) => {
      const what = are[id];
      return what === undefined ? [] : [row(id, what)];
    }),
  };
}

const SAME_WEIGHTS = { removedWeights: [], addedWeights: [] };

/** How heavy work is follows from the case as it is now, so it is looked at with every change of a routed case. */
function weightChanges(
  before: CaseState | null,
  after: CaseState,
  caseType: CaseType,
): Pick<RowChanges, 'removedWeights' | 'addedWeights'> {
  if (caseType.routing.size === 0) return SAME_WEIGHTS;
  const was = before === null ? new Map<string, number>() : weightsOf(before, caseType);
  const is = weightsOf(after, caseType);
  return {
    removedWeights: [...was.keys()].filter((task) => is.get(task) !== was.get(task)),
    addedWeights: [...is]
      .filter(([task, weight]) => was.get(task) !== weight)
      .map(([task, weight]) => ({ task, weight })),
  };
}

/** What does not weigh 1, by task. */
function weightsOf(state: CaseState, caseType: CaseType): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const task of Object.keys(workOf(state))) {
    const weight = weightOfTask(task, state, caseType);
    if (weight !== 1) weights.set(task, weight);
  }
  return weights;
}

/** How heavy a task is: what its routing table says, and 1 for work that none is asked about. */
export function weightOfTask(task: string, state: CaseState, caseType: CaseType): number {
  const table = caseType.routing.get(caseType.items.get(definitionOf(task))?.task?.routedBy ?? '')?.table;
  const weighs = table?.rules.some(({ weight }) => weight !== undefined) === true;
  return table !== undefined && weighs ? weightOf(table, factsOf(caseType.fields, state.data)) : 1;
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
    lane: laneOf(state.team, is.assignee),
    dueOn: is.dueOn ?? NO_DATE,
    sinceAt: instantOf(is.since, caseType.zone),
    since: is.since,
    priority: item.task.priority,
    title: item.title,
    // Names of roles have no spaces.
    role: item.task.by.join(' '),
  };
}

/** Queues are those of a team, so that nobody finds in one what they may not open. */
function laneOf(team: string, assignee: string | undefined): string {
  const queue = queueOfAssignee(assignee);
  if (queue !== null) return `queue:${team}/${queue}`;
  return assignee === undefined ? `team:${team}` : `person:${assignee}`;
}
