// What can be done next in a case: the promise that no open case is stuck rests on this one list. It looks first where
// it found something last time, so that asking after each command costs nearly nothing.
import type { CaseState } from '../case/state.ts';
import type { CaseType } from '../definition/case-type.ts';
import { handBlockerOf } from './completion.ts';
import { type Draft, hasTimers, isOfPlan, leftIn, liveIn, openDraft, stateIn } from './draft.ts';
import { type Instance, isSame } from './handle.ts';
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
  return {
    acts: [...actsIn(draft, draft.index.root)],
    timers: Object.keys(state.timers).filter(isOfPlan),
  };
}

/** True where somebody can act on something or a timer will. */
export function hasWork(draft: Draft): boolean {
  if (hasTimers(draft)) return true;
  const { hints } = draft;
  if (hints.acting !== null && stateIn(draft, hints.acting) !== undefined && hasAct(draft, hints.acting)) return true;
  const found = firstActing(draft, draft.index.root);
  if (found !== null) hints.acting = found;
  return found !== null;
}

/** True where work is there or can be planned, and not only the case itself completed. */
export function hasMoreThanItsEnd(draft: Draft): boolean {
  const { root } = draft.index;
  if (hasTimers(draft)) return true;
  return liveChildren(draft, root).length > 0 || actsOnStage(draft, root).some((act) => 'plan' in act);
}

function firstActing(draft: Draft, instance: Instance): Instance | null {
  if (hasAct(draft, instance)) return instance;
  if (!instance.node.holds || stateIn(draft, instance) !== 'active') return null;
  // Written as loops, so that the list of a thousand children is not made to find the first.
  for (const node of instance.node.children) {
    for (const child of liveIn(draft, instance, node)) {
      const found = firstActing(draft, child);
      if (found !== null) return found;
    }
  }
  return null;
}

function hasAct(draft: Draft, instance: Instance): boolean {
  return actsOn(draft, instance).length > 0;
}

function* actsIn(draft: Draft, instance: Instance): Generator<Act> {
  yield* actsOn(draft, instance);
  if (!instance.node.holds || stateIn(draft, instance) !== 'active') return;
  for (const child of liveChildren(draft, instance)) yield* actsIn(draft, child);
}

function actsOn(draft: Draft, instance: Instance): readonly Act[] {
  const { kind } = instance.node.item;
  const item = instance.id;
  switch (stateIn(draft, instance)) {
    case 'active':
      return kind === 'task' ? [{ item, on: 'complete' }] : actsOnStage(draft, instance);
    case 'enabled':
      return [{ item, on: 'manualStart' }];
    case 'disabled':
      return [{ item, on: 'reenable' }];
    case 'available':
      return kind === 'listener' ? [{ item, on: 'occur' }] : [];
    case 'suspended':
      if (kind === 'case') return [{ item, on: 'reactivate' }];
      return leftIn(draft, instance)?.parent === true ? [] : [{ item, on: 'resume' }];
    case 'failed':
      return [{ item, on: 'reactivate' }];
    case undefined:
    case 'completed':
    case 'terminated':
    case 'closed':
      return [];
  }
}

function actsOnStage(draft: Draft, stage: Instance): readonly Act[] {
  const acts: Act[] = [];
  for (const node of stage.node.plannable) {
    if (planningStages(draft, node).some((other) => isSame(other, stage))) {
      acts.push({ plan: node.item.id, stage: stage.id });
    }
  }
  const completesByHand = stage.stage !== null || draft.caseType.endsWithPlan;
  if (completesByHand && handBlockerOf(draft, stage) === null) acts.push({ item: stage.id, on: 'complete' });
  return acts;
}
