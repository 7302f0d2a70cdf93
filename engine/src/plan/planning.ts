// Planning tables (CMMN 1.1, 5.4.9 and 8.7): which discretionary items may be planned now, where, and planning one. Who
// asks is told by names of roles only; rights are for others to know.
import { type Draft, liveIn, stateIn } from './draft.ts';
import type { Instance } from './handle.ts';
import type { PlanNode } from './plan-index.ts';
import { evaluate } from './rules.ts';
import { revive } from './sentries.ts';
import { activeStages, createInstance, openInstances } from './stages.ts';

/** Stage instances in which the item may be planned now: they are active, and so is the task whose table it is in. */
export function planningStages(draft: Draft, node: PlanNode): readonly Instance[] {
  if (node.item.discretionary === undefined || !isApplicable(draft, node)) return [];
  return activeStages(draft, node.parent).filter(
    (stage) =>
      openInstances(draft, stage, node) + waiting(draft, stage, node) < node.item.concurrent &&
      isDuring(draft, stage, node),
  );
}

/** Plans one more instance; it starts as an item of the stage would. */
export function planItem(draft: Draft, stage: Instance, node: PlanNode): Instance {
  const instance = createInstance(draft, stage, node);
  revive(draft, instance);
  return instance;
}

function isDuring(draft: Draft, stage: Instance, { item }: PlanNode): boolean {
  const during = item.discretionary?.during;
  const task = during === undefined ? undefined : draft.index.nodes.get(during);
  if (task === undefined) return during === undefined;
  return liveIn(draft, stage, task).some((other) => stateIn(draft, other) === 'active');
}

function isApplicable(draft: Draft, { item }: PlanNode): boolean {
  return item.discretionary?.when.every((rule) => evaluate(draft, rule, null) === true) === true;
}

function waiting(draft: Draft, stage: Instance, node: PlanNode): number {
  return liveIn(draft, stage, node).length - openInstances(draft, stage, node);
}
