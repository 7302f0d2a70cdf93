// Life inside stages: creating what a stage holds when it starts, starting items, repeating them, and ending what is
// left when a stage ends. It knows lifecycles and rules, and nothing of sentries.
import type { TimerState } from '../case/state.ts';
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { countIn, create, type Draft, liveIn, setField, stateIn, timerIn, transition, transitionBy } from './draft.ts';
import { firstIn, type Instance, repetitionIn } from './handle.ts';
import { isEnded, type LifecycleState } from './lifecycle.ts';
import type { PlanNode } from './plan-index.ts';
import {
  caseFileValues,
  evaluate,
  fieldValueOf,
  isManual,
  mayRepeat,
  requiredOnCreation,
  undeclaredValueOf,
} from './rules.ts';
import { startTimer, timerRepeats } from './timers.ts';

const NONE: readonly Instance[] = [];

/** Instances of a stage that are active now; the case plan counts as a stage, and none means what holds it. */
export function activeStages(draft: Draft, stage: PlanNode | null): readonly Instance[] {
  return stagesIn(draft, stage, isActive);
}

/** Instances of a stage that are active or suspended: those whose criteria remember what happens. */
export function watchfulStages(draft: Draft, stage: PlanNode | null): readonly Instance[] {
  return stagesIn(draft, stage, isWatchful);
}

/** The direct children of a stage instance that are not done, in the order of the case type. */
export function liveChildren(draft: Draft, stage: Instance): readonly Instance[] {
  return stage.node.children.flatMap((node) => liveIn(draft, stage, node));
}

/** Starts the case plan of a new case. */
export function startCasePlan(draft: Draft): void {
  const { root } = draft.index;
  transition(draft, root, 'create');
  createChildren(draft, root);
}

/** Creates the next instance of an item; it starts at once where nothing has to happen first. */
export function createInstance(draft: Draft, stage: Instance, node: PlanNode): Instance {
  const instance = nextInstance(draft, stage, node);
  create(draft, instance, requiredOnCreation(draft, instance));
  if (node.item.entry.length === 0) enter(draft, instance);
  return instance;
}

/** What follows when nothing keeps an available instance from going on (CMMN 1.1, 8.6.1). */
export function enter(draft: Draft, instance: Instance): void {
  switch (instance.node.item.kind) {
    case 'task':
    case 'stage':
      if (isManual(draft, instance)) transition(draft, instance, 'enable');
      else begin(draft, instance, 'start');
      return;
    case 'milestone':
      finish(draft, instance, 'occur');
      return;
    case 'timer':
      startTimer(draft, instance);
      return;
    case 'listener':
    case 'case':
      return;
  }
}

/** Makes a task or stage active, by itself or because somebody began it. */
export function begin(draft: Draft, instance: Instance, on: 'start' | 'manualStart' | 'reactivate'): void {
  const { item } = instance.node;
  transition(draft, instance, on);
  if (item.kind === 'stage') createChildren(draft, instance);
  else if (runsByItself(item)) draft.agenda.push({ source: 'run', instance });
}

/** Completes a task that nobody has to do: a decision is evaluated, a task that does not block is done. */
export function run(draft: Draft, instance: Instance): void {
  if (stateIn(draft, instance) !== 'active') return;
  const { task } = instance.node.item;
  if (task?.performs === 'decision' && !decideBy(draft, task.uses ?? '')) {
    transition(draft, instance, 'fault');
    return;
  }
  finish(draft, instance, 'complete');
}

/** Completes or lets occur, writes what the item sets, and repeats it where its rule says so. */
export function finish(draft: Draft, instance: Instance, on: 'complete' | 'occur'): void {
  const { node, repetition } = instance;
  const { item } = node;
  const due = timerIn(draft, instance);
  if (node.holds) endChildren(draft, instance);
  transition(draft, instance, on);
  for (const { field, to } of item.sets) {
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, to, repetition), kind));
  }
  if (item.entry.length === 0 && node.repeatable) repeat(draft, instance);
  if (item.kind === 'timer' && timerRepeats(instance)) repeatTimer(draft, instance, due);
}

/** Ends an instance because a criterion, or the closing of the case, says so. */
export function leave(draft: Draft, instance: Instance, by?: string): void {
  const { kind } = instance.node.item;
  if (kind === 'case' || kind === 'stage') endChildren(draft, instance);
  if (kind === 'case') transitionBy(draft, instance, { on: 'terminate', by });
  else if (kind === 'stage' || kind === 'task') transitionBy(draft, instance, { on: 'exit', by });
  else transition(draft, instance, 'parentTerminate');
}

/** Ends an instance because somebody says so; work without criteria may then be done anew. */
export function terminate(draft: Draft, instance: Instance): void {
  const { node } = instance;
  if (node.holds) endChildren(draft, instance);
  transition(draft, instance, 'terminate');
  if (node.item.entry.length === 0 && node.repeatable) repeat(draft, instance);
}

/** Ends everything in a stage that is not done. */
export function endChildren(draft: Draft, stage: Instance): void {
  for (const child of liveChildren(draft, stage)) {
    const state = stateIn(draft, child);
    if (state !== undefined && !isEnded(state)) leave(draft, child);
  }
}

/** Instances of the same item in the same stage that are being worked on or could be. */
export function openInstances(draft: Draft, stage: Instance, node: PlanNode): number {
  let open = 0;
  for (const other of liveIn(draft, stage, node)) if (stateIn(draft, other) !== 'available') open += 1;
  return open;
}

/** Creates the next instance of a repeating item, unless one is waiting already. */
function repeat(draft: Draft, instance: Instance): void {
  const { node, stage } = instance;
  if (stage === null || stateIn(draft, stage) !== 'active' || !mayRepeat(draft, instance)) return;
  if (liveIn(draft, stage, node).some((other) => stateIn(draft, other) === 'available')) return;
  createInstance(draft, stage, node);
}

/** Sets a timer that occurs again from when it was due, without waiting for its start trigger. */
function repeatTimer(draft: Draft, { node, stage }: Instance, due: TimerState | undefined): void {
  if (stage === null || stateIn(draft, stage) !== 'active') return;
  const next = nextInstance(draft, stage, node);
  transition(draft, next, 'create');
  startTimer(draft, next, due);
}

function nextInstance(draft: Draft, stage: Instance, node: PlanNode): Instance {
  return repetitionIn(firstIn(stage, node), countIn(draft, stage, node) + 1);
}

/** Evaluates a decision and records what it gives; false where it gave nothing. */
function decideBy(draft: Draft, decision: string): boolean {
  const outcome = draft.evaluateDecision?.(decision, caseFileValues(draft)) ?? null;
  if (outcome === null || 'problem' in outcome) return false;
  for (const [field, value] of Object.entries(outcome.outputs)) {
    const kind = draft.caseType.fields.get(field)?.kind;
    if (kind !== undefined) setField(draft, field, fieldValueOf(value, kind));
    else if (draft.caseType.openData) setField(draft, field, undeclaredValueOf(value));
  }
  return true;
}

function createChildren(draft: Draft, stage: Instance): void {
  for (const child of stage.node.children) {
    if (child.item.discretionary === undefined) createInstance(draft, stage, child);
  }
}

function runsByItself(item: PlanItemDefinition): boolean {
  return item.task?.performs === 'decision' || item.task?.blocking === false;
}

/** Most stages have one instance, and then no list is made. */
function stagesIn(
  draft: Draft,
  stage: PlanNode | null,
  fits: (state: LifecycleState | undefined) => boolean,
): readonly Instance[] {
  const { onlyRoot } = draft.index;
  if (stage === null) return onlyRoot;
  if (stage.parent === null) return fits(draft.plan) ? onlyRoot : NONE;
  const outer = stagesIn(draft, stage.parent, fits);
  const all = outer.length === 1 ? liveIn(draft, outer[0] ?? draft.index.root, stage) : allLive(draft, outer, stage);
  for (const instance of all)
    if (!fits(stateIn(draft, instance))) return all.filter((one) => fits(stateIn(draft, one)));
  return all;
}

function allLive(draft: Draft, stages: readonly Instance[], node: PlanNode): readonly Instance[] {
  return stages.flatMap((stage) => liveIn(draft, stage, node));
}

function isActive(state: LifecycleState | undefined): boolean {
  return state === 'active';
}

function isWatchful(state: LifecycleState | undefined): boolean {
  return state === 'active' || state === 'suspended' || state === 'failed';
}
