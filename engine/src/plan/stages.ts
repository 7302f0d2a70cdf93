// Life inside stages: creating what a stage holds when it starts, starting items, repeating them, and ending what is
// left when a stage ends. It knows lifecycles and rules, and nothing of sentries.
import type { PlanItemDefinition } from '../definition/case-type.ts';
import {
  type Draft,
  familyOf,
  itemOf,
  liveIn,
  repetitionIn,
  setField,
  stageIn,
  stateIn,
  timerIn,
  transition,
  transitionBy,
} from './draft.ts';
import { CASE_PLAN, definitionOf, instanceId } from './instance.ts';
import { isEnded, type LifecycleState } from './lifecycle.ts';
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

const ONLY_CASE: readonly string[] = [CASE_PLAN];
const NONE: readonly string[] = [];

/** Instances of a stage definition that are active now; the case plan counts as a stage. */
export function activeStages(draft: Draft, definition: string | null): readonly string[] {
  return stagesIn(draft, definition, isActive);
}

/** Instances of a stage definition that are active or suspended: those whose criteria remember what happens. */
export function watchfulStages(draft: Draft, definition: string | null): readonly string[] {
  return stagesIn(draft, definition, isWatchful);
}

/** The direct children of a stage instance that are not done, in the order of the case type. */
export function liveChildren(draft: Draft, stage: string): readonly string[] {
  const held = draft.caseType.children.get(definitionOf(stage)) ?? NONE;
  return held.flatMap((definition) => liveIn(draft, stage, definition));
}

/** Starts the case plan of a new case. */
export function startCasePlan(draft: Draft): void {
  transition(draft, CASE_PLAN, 'create');
  createChildren(draft, CASE_PLAN);
}

/** Creates the next instance of an item; it starts at once where nothing has to happen first. */
export function createInstance(draft: Draft, stage: string, item: PlanItemDefinition): string {
  const repetition = familyOf(draft, stage, item.id).count + 1;
  const instance = instanceId(stage, item.id, repetition);
  const required = requiredOnCreation(draft, item, repetition);
  if (required !== undefined) (draft.newlyRequired ??= new Map()).set(instance, required);
  transition(draft, instance, 'create');
  if (item.entry.length === 0) enter(draft, instance);
  return instance;
}

/** What follows when nothing keeps an available instance from going on (CMMN 1.1, 8.6.1). */
export function enter(draft: Draft, instance: string): void {
  const item = itemOf(draft, instance);
  switch (item.kind) {
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
export function begin(draft: Draft, instance: string, on: 'start' | 'manualStart' | 'reactivate'): void {
  const item = itemOf(draft, instance);
  transition(draft, instance, on);
  if (item.kind === 'stage') createChildren(draft, instance);
  else if (runsByItself(item)) draft.agenda.push({ source: 'run', instance });
}

/** Completes a task that nobody has to do: a decision is evaluated, a task that does not block is done. */
export function run(draft: Draft, instance: string): void {
  if (stateIn(draft, instance) !== 'active') return;
  const { task } = itemOf(draft, instance);
  if (task?.performs === 'decision' && !decideBy(draft, task.uses ?? '')) {
    transition(draft, instance, 'fault');
    return;
  }
  finish(draft, instance, 'complete');
}

/** Completes or lets occur, writes what the item sets, and repeats it where its rule says so. */
export function finish(draft: Draft, instance: string, on: 'complete' | 'occur'): void {
  const item = itemOf(draft, instance);
  const due = timerIn(draft, instance);
  if (item.kind === 'stage' || item.kind === 'case') endChildren(draft, instance);
  transition(draft, instance, on);
  for (const { field, to } of item.sets) {
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, to, repetitionIn(draft, instance)), kind));
  }
  if (item.entry.length === 0 && isRepeatable(item)) repeat(draft, instance);
  if (item.kind === 'timer' && timerRepeats(draft, instance)) {
    const stage = stageIn(draft, instance);
    if (stage !== null && stateIn(draft, stage) === 'active') startTimer(draft, nextInstance(draft, stage, item), due);
  }
}

/** Ends an instance because a criterion, or the closing of the case, says so. */
export function leave(draft: Draft, instance: string, by?: string): void {
  const { kind } = itemOf(draft, instance);
  if (kind === 'case' || kind === 'stage') endChildren(draft, instance);
  if (kind === 'case') transitionBy(draft, instance, { on: 'terminate', by });
  else if (kind === 'stage' || kind === 'task') transitionBy(draft, instance, { on: 'exit', by });
  else transition(draft, instance, 'parentTerminate');
}

/** Ends an instance because somebody says so; work without criteria may then be done anew. */
export function terminate(draft: Draft, instance: string): void {
  const item = itemOf(draft, instance);
  if (item.kind === 'case' || item.kind === 'stage') endChildren(draft, instance);
  transition(draft, instance, 'terminate');
  if (item.entry.length === 0 && isRepeatable(item)) repeat(draft, instance);
}

/** Ends everything in a stage that is not done. */
export function endChildren(draft: Draft, stage: string): void {
  for (const child of liveChildren(draft, stage)) {
    const state = stateIn(draft, child);
    if (state !== undefined && !isEnded(state)) leave(draft, child);
  }
}

/** Instances of the same item in the same stage that are being worked on or could be. */
export function openInstances(draft: Draft, stage: string, item: PlanItemDefinition): number {
  let open = 0;
  for (const other of liveIn(draft, stage, item.id)) if (stateIn(draft, other) !== 'available') open += 1;
  return open;
}

/** Creates the next instance of a repeating item, unless one is waiting already. */
function repeat(draft: Draft, instance: string): void {
  const item = itemOf(draft, instance);
  const stage = stageIn(draft, instance);
  if (stage === null || stateIn(draft, stage) !== 'active' || !mayRepeat(draft, instance)) return;
  if (liveIn(draft, stage, item.id).some((other) => stateIn(draft, other) === 'available')) return;
  createInstance(draft, stage, item);
}

function nextInstance(draft: Draft, stage: string, item: PlanItemDefinition): string {
  const instance = instanceId(stage, item.id, familyOf(draft, stage, item.id).count + 1);
  transition(draft, instance, 'create');
  return instance;
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

function createChildren(draft: Draft, stage: string): void {
  for (const child of draft.caseType.children.get(definitionOf(stage)) ?? NONE) {
    const item = draft.caseType.items.get(child);
    if (item !== undefined && item.discretionary === undefined) createInstance(draft, stage, item);
  }
}

function isRepeatable(item: PlanItemDefinition): boolean {
  return item.repeat !== false && (item.kind === 'task' || item.kind === 'stage');
}

function runsByItself(item: PlanItemDefinition): boolean {
  const { task } = item;
  if (task?.performs === 'decision') return true;
  // A case task of our own is done when its child was opened, so that one that cannot be opened fails.
  return task?.blocking === false && task.child === undefined;
}

function stagesIn(
  draft: Draft,
  definition: string | null,
  fits: (state: LifecycleState | undefined) => boolean,
): readonly string[] {
  if (definition === null) return ONLY_CASE;
  if (definition === CASE_PLAN) return fits(stateIn(draft, CASE_PLAN)) ? ONLY_CASE : NONE;
  const parent = draft.caseType.items.get(definition)?.parent ?? CASE_PLAN;
  const found: string[] = [];
  for (const stage of stagesIn(draft, parent, fits)) {
    for (const instance of liveIn(draft, stage, definition)) if (fits(stateIn(draft, instance))) found.push(instance);
  }
  return found;
}

function isActive(state: LifecycleState | undefined): boolean {
  return state === 'active';
}

function isWatchful(state: LifecycleState | undefined): boolean {
  return state === 'active' || state === 'suspended' || state === 'failed';
}
