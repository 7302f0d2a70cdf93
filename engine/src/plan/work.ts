// What can be done next in a case: the promise that no open case is stuck rests on this one list. It looks first where
// it found something last time, so that asking after each command costs nearly nothing.
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { handBlockerOf } from './completion.ts';
import { type Draft, hasTimers, itemOf, leftIn, liveIn, openDraft, stateIn } from './draft.ts';
import { CASE_PLAN, definitionOf } from './instance.ts';
import type { Transition } from './lifecycle.ts';
import { planningStages } from './planning.ts';
import { liveChildren } from './stages.ts';

/** One thing that somebody may do now. */
export type Act =
  | { readonly item: string; readonly on: Transition }
  /** Plan a discretionary item in that stage instance. */
  | { readonly plan: string; readonly stage: string };

export interface Standing {
  readonly acts: readonly Act[];
  /** Timers that are set, those of clocks among them. */
  readonly timers: readonly string[];
}

/** Everything that can be done in a case now, and what will happen by itself. */
export function standingOf(caseType: CaseType, state: CaseState): Standing {
  const draft = openDraft(caseType, state, { occurred: state.opened });
  return { acts: [...actsIn(draft, CASE_PLAN)], timers: Object.keys(state.timers) };
}

/** True where somebody can act on something or a timer will. */
export function hasWork(draft: Draft): boolean {
  if (hasTimers(draft)) return true;
  const { hints } = draft.records;
  const hint = hints.get('');
  if (hint !== undefined && stateIn(draft, hint) !== undefined && hasAct(draft, hint)) return true;
  const found = firstActing(draft, CASE_PLAN);
  if (found !== null) hints.set('', found);
  return found !== null;
}

/** True where work is there or can be planned, and not only the case itself completed. */
export function hasMoreThanItsEnd(draft: Draft): boolean {
  if (hasTimers(draft)) return true;
  return liveChildren(draft, CASE_PLAN).length > 0 || actsOnStage(draft, CASE_PLAN).some((act) => 'plan' in act);
}

function firstActing(draft: Draft, instance: string): string | null {
  if (hasAct(draft, instance)) return instance;
  if (stateIn(draft, instance) !== 'active' || !isStage(draft, instance)) return null;
  // Written as loops, so that the list of a thousand children is not made to find the first.
  for (const definition of draft.caseType.children.get(definitionOf(instance)) ?? []) {
    for (const child of liveIn(draft, instance, definition)) {
      const found = firstActing(draft, child);
      if (found !== null) return found;
    }
  }
  return null;
}

function hasAct(draft: Draft, instance: string): boolean {
  return actsOn(draft, instance).length > 0;
}

function* actsIn(draft: Draft, instance: string): Generator<Act> {
  yield* actsOn(draft, instance);
  if (stateIn(draft, instance) !== 'active' || !isStage(draft, instance)) return;
  for (const child of liveChildren(draft, instance)) yield* actsIn(draft, child);
}

function actsOn(draft: Draft, instance: string): readonly Act[] {
  const { kind } = itemOf(draft, instance);
  switch (stateIn(draft, instance)) {
    case 'active':
      return kind === 'task' ? [{ item: instance, on: 'complete' }] : actsOnStage(draft, instance);
    case 'enabled':
      return [{ item: instance, on: 'manualStart' }];
    case 'disabled':
      return [{ item: instance, on: 'reenable' }];
    case 'available':
      return kind === 'listener' ? [{ item: instance, on: 'occur' }] : [];
    case 'suspended':
      if (kind === 'case') return [{ item: instance, on: 'reactivate' }];
      return leftIn(draft, instance)?.parent === true ? [] : [{ item: instance, on: 'resume' }];
    case 'failed':
      return [{ item: instance, on: 'reactivate' }];
    case undefined:
    case 'completed':
    case 'terminated':
    case 'closed':
      return [];
  }
}

function actsOnStage(draft: Draft, stage: string): readonly Act[] {
  const acts: Act[] = [];
  for (const item of draft.index.discretionary.get(definitionOf(stage)) ?? []) {
    if (planningStages(draft, item).includes(stage)) acts.push({ plan: item.id, stage });
  }
  const completesByHand = stage !== CASE_PLAN || draft.caseType.endsWithPlan;
  if (completesByHand && handBlockerOf(draft, stage) === null) acts.push({ item: stage, on: 'complete' });
  return acts;
}

function isStage(draft: Draft, instance: string): boolean {
  const { kind } = itemOf(draft, instance);
  return kind === 'stage' || kind === 'case';
}
