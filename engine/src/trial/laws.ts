// What must hold of every case after every command, said without the engine's own loops: states follow the tables, what
// has ended holds nothing open, and nobody is left with a case on which nothing can be done.
import type { CaseEvent, CaseState } from '../case/case.ts';
import type { CaseType, PlanItemDefinition } from '../definition/definition.ts';
import { CASE_PLAN, definitionOf, isEnded, type LifecycleState, nextState, standingOf, stageOf } from '../plan/plan.ts';

/** Sentences about what does not hold; empty where all does. */
export function brokenLaws(caseType: CaseType, before: CaseState | null, { event, after }: Step): readonly string[] {
  return [
    ...outsideTables(caseType, before, event),
    ...wrongState(caseType, after),
    ...wrongWork(caseType, after),
    ...stuck(caseType, after),
  ];
}

export interface Step {
  readonly event: CaseEvent;
  readonly after: CaseState;
}

/** Each transition is in its table, from the state that the item was in. */
function outsideTables(caseType: CaseType, before: CaseState | null, event: CaseEvent): readonly string[] {
  const states = new Map<string, LifecycleState>(Object.entries(before?.items ?? {}));
  const left = new Map(Object.entries(before?.left ?? {}).map(([id, kept]) => [id, kept.state]));
  const broken: string[] = [];
  for (const change of event.changes) {
    if (!('item' in change)) continue;
    const from = states.get(change.item);
    const kind = definition(caseType, change.item).kind;
    const next = nextState(kind, from ?? 'none', change.on);
    const to = next === 'history' ? left.get(change.item) : next;
    if (to !== change.to) broken.push(`${change.item} went ${from ?? 'none'} -${change.on}-> ${change.to}.`);
    if (change.left !== undefined) left.set(change.item, change.left.state);
    else left.delete(change.item);
    if (change.left !== undefined && change.left.state !== from)
      broken.push(`${change.item} forgot that it was ${from}.`);
    states.set(change.item, change.to);
  }
  return broken;
}

function wrongState(caseType: CaseType, state: CaseState): readonly string[] {
  const broken: string[] = [];
  for (const [id, is] of Object.entries(state.items)) {
    const item = definition(caseType, id);
    const stage = stageOf(id, item.parent);
    const around = stage === null ? null : state.items[stage];
    if (around !== null && !isEnded(is) && (around === undefined || isEnded(around)))
      broken.push(`${id} is ${is} in what ended.`);
    const kept = state.left?.[id];
    if ((is === 'suspended') !== (kept !== undefined) && id !== CASE_PLAN)
      broken.push(`${id} is ${is} and keeps ${kept?.state}.`);
    const still = around === 'suspended' || around === 'failed';
    if (still && !isEnded(is) && is !== 'suspended' && is !== 'failed')
      broken.push(`${id} is ${is} in what is ${around}.`);
    if (is === 'active' && item.task?.performs === 'decision') broken.push(`The decision ${id} was not evaluated.`);
  }
  if ((state.status === 'closed') !== (state.closed !== undefined))
    broken.push(`The case is ${state.status} and says else.`);
  const ended = isEnded(state.items[CASE_PLAN] ?? 'available');
  if (ended && state.status === 'open') broken.push('The plan ended and the case is open.');
  return broken;
}

/** Work to do is exactly what is active and done by somebody; a timer is set exactly where one waits for its time. */
function wrongWork(caseType: CaseType, state: CaseState): readonly string[] {
  const broken: string[] = [];
  for (const [id, is] of Object.entries(state.items)) {
    const { kind, task } = definition(caseType, id);
    const works = kind === 'task' && is === 'active' && task?.performs !== 'case';
    if (works !== (state.tasks[id] !== undefined)) broken.push(`${id} is ${is} and ${works ? 'no' : 'is'} work.`);
    if (state.timers[id] !== undefined && (kind !== 'timer' || is !== 'available'))
      broken.push(`${id} is ${is} and has a timer.`);
  }
  return broken;
}

/** An open case offers something, or will be woken, or was handed to its team; and never two of these at odds. */
function stuck(caseType: CaseType, state: CaseState): readonly string[] {
  const { acts, timers } = standingOf(caseType, state);
  const idle = state.status === 'open' && acts.length === 0 && timers.length === 0;
  if (idle && state.handed !== state.team) return ['Nothing is left to act on and the case was handed to nobody.'];
  return !idle && state.handed !== undefined ? ['The case was handed over and there is something to act on.'] : [];
}

function definition(caseType: CaseType, instance: string): PlanItemDefinition {
  const item = caseType.items.get(instance) ?? caseType.items.get(definitionOf(instance));
  if (item === undefined) throw new Error(`There is no ${instance} in the case type.`);
  return item;
}
