// Life inside stages: creating what a stage holds when it starts, starting items, repeating them, and ending what is
// left when a stage ends. It knows lifecycles and rules, and nothing of sentries.
import { endOfDay, instantOf } from '../calendar/calendar.ts';
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { type Draft, instancesIn, itemOf, setField, setTimer, transition } from './draft.ts';
import { CASE_PLAN, definitionOf, instanceId, repetitionOf, stageOf } from './instance.ts';
import { isEnded } from './lifecycle.ts';
import { evaluate, fieldValueOf, isManual, mayRepeat, requiredOnCreation } from './rules.ts';

/** Instances of a stage definition that are active now; the case plan counts as a stage. */
export function activeStages(draft: Draft, definition: string | null): readonly string[] {
  if (definition === null) return [CASE_PLAN];
  if (definition === CASE_PLAN) return draft.items[CASE_PLAN] === 'active' ? [CASE_PLAN] : [];
  const parent = draft.caseType.items.get(definition)?.parent ?? CASE_PLAN;
  return activeStages(draft, parent)
    .flatMap((stage) => instancesIn(draft, stage, definition))
    .filter((instance) => draft.items[instance] === 'active');
}

/** The direct children of a stage instance, in the order of the case type. */
export function childrenOf(draft: Draft, stage: string): readonly string[] {
  const definitions = draft.caseType.children.get(definitionOf(stage)) ?? [];
  return definitions.flatMap((definition) => instancesIn(draft, stage, definition));
}

/** Starts the case plan of a new case. */
export function startCasePlan(draft: Draft): void {
  transition(draft, CASE_PLAN, 'create');
  createChildren(draft, CASE_PLAN);
}

/** Creates the next instance of an item; it starts at once where nothing has to happen first. */
export function createInstance(draft: Draft, stage: string, item: PlanItemDefinition): void {
  const repetition = instancesIn(draft, stage, item.id).length + 1;
  const instance = instanceId(stage, item.id, repetition);
  const required = requiredOnCreation(draft, item, repetition);
  if (required !== undefined) draft.required[instance] = required;
  transition(draft, instance, 'create');
  if (item.entry.length === 0) enter(draft, instance);
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
      startTimer(draft, instance, item);
      return;
    case 'listener':
    case 'case':
      return;
  }
}

/** Makes a task or stage active, by itself or because somebody began it. */
export function begin(draft: Draft, instance: string, on: 'start' | 'manualStart'): void {
  transition(draft, instance, on);
  if (itemOf(draft, instance).kind === 'stage') createChildren(draft, instance);
}

/** Completes or lets occur, writes what the item sets, and repeats it where its rule says so. */
export function finish(draft: Draft, instance: string, on: 'complete' | 'occur'): void {
  const item = itemOf(draft, instance);
  if (item.kind === 'stage' || item.kind === 'case') endChildren(draft, instance);
  transition(draft, instance, on);
  for (const { field, to } of item.sets) {
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, to, repetitionOf(instance)), kind));
  }
  if (item.entry.length === 0 && isRepeatable(item)) repeat(draft, instance);
}

/** Ends an instance because a criterion, or the closing of the case, says so. */
export function leave(draft: Draft, instance: string): void {
  const item = itemOf(draft, instance);
  switch (item.kind) {
    case 'case':
      endChildren(draft, instance);
      transition(draft, instance, 'terminate');
      return;
    case 'stage':
      endChildren(draft, instance);
      transition(draft, instance, 'exit');
      return;
    case 'task':
      transition(draft, instance, 'exit');
      return;
    case 'milestone':
    case 'timer':
    case 'listener':
      transition(draft, instance, 'parentTerminate');
      return;
  }
}

/** Creates the next instance of a repeating item, unless as many are open as it allows. */
export function repeat(draft: Draft, instance: string): void {
  const item = itemOf(draft, instance);
  const stage = stageOf(instance, item.parent);
  if (stage === null || draft.items[stage] !== 'active' || !mayRepeat(draft, instance)) return;
  const instances = instancesIn(draft, stage, item.id);
  if (instances.some((other) => draft.items[other] === 'available')) return;
  createInstance(draft, stage, item);
}

/** Instances of the same item in the same stage that are being worked on or could be. */
export function openInstances(draft: Draft, instance: string): number {
  const item = itemOf(draft, instance);
  const stage = stageOf(instance, item.parent) ?? CASE_PLAN;
  return instancesIn(draft, stage, item.id).filter((other) => {
    const state = draft.items[other];
    return state !== undefined && state !== 'available' && !isEnded(state);
  }).length;
}

function createChildren(draft: Draft, stage: string): void {
  for (const child of draft.caseType.children.get(definitionOf(stage)) ?? []) {
    const item = draft.caseType.items.get(child);
    if (item !== undefined) createInstance(draft, stage, item);
  }
}

function endChildren(draft: Draft, stage: string): void {
  for (const child of childrenOf(draft, stage)) {
    const state = draft.items[child];
    if (state !== undefined && !isEnded(state)) leave(draft, child);
  }
}

function isRepeatable(item: PlanItemDefinition): boolean {
  return item.repeat !== false && (item.kind === 'task' || item.kind === 'stage');
}

function startTimer(draft: Draft, instance: string, item: PlanItemDefinition): void {
  const due = item.timer === undefined ? null : evaluate(draft, item.timer.due, repetitionOf(instance));
  if (typeof due === 'object' && due !== null && 'date' in due) {
    setTimer(draft, instance, { dueAt: endOfDay(due.date, draft.caseType.zone), dueOn: due.date });
  } else if (typeof due === 'object' && due !== null && 'instant' in due) {
    setTimer(draft, instance, { dueAt: instantOf(due.instant, draft.caseType.zone) });
  } else {
    draft.failure ??= { where: instance, reason: 'The due date of the timer has no value: a field it needs is empty.' };
  }
}
