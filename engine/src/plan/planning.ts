// Planning tables (CMMN 1.1, 5.4.9 and 8.7): which discretionary items may be planned now, where, and planning one. Who
// asks is told by names of roles only; rights are for others to know.
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { type Draft, liveIn, stateIn } from './draft.ts';
import { evaluate } from './rules.ts';
import { revive } from './sentries.ts';
import { activeStages, createInstance, openInstances } from './stages.ts';

/** Stage instances in which the item may be planned now: they are active, and so is the task whose table it is in. */
export function planningStages(draft: Draft, item: PlanItemDefinition): readonly string[] {
  const during = item.discretionary?.during;
  if (item.discretionary === undefined || !isApplicable(draft, item)) return [];
  return activeStages(draft, item.parent).filter(
    (stage) =>
      openInstances(draft, stage, item) + waiting(draft, stage, item) < item.concurrent &&
      (during === undefined || liveIn(draft, stage, during).some((task) => stateIn(draft, task) === 'active')),
  );
}

/** Plans one more instance; it starts as an item of the stage would. Returns its id. */
export function planItem(draft: Draft, stage: string, item: PlanItemDefinition): string {
  const instance = createInstance(draft, stage, item);
  revive(draft, instance);
  return instance;
}

function isApplicable(draft: Draft, item: PlanItemDefinition): boolean {
  return item.discretionary?.when.every((rule) => evaluate(draft, rule, null) === true) === true;
}

function waiting(draft: Draft, stage: string, item: PlanItemDefinition): number {
  return liveIn(draft, stage, item.id).length - openInstances(draft, stage, item);
}
