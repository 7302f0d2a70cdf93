// Reading a draft by the names of instances and definitions, for those who explain a plan and do not settle it.
import type { PlanItemDefinition } from '../definition/case-type.ts';
import * as drafts from './draft.ts';
import type { Draft } from './draft.ts';
import { type Instance, instanceNamed } from './handle.ts';
import type { LifecycleState } from './lifecycle.ts';
import type { PlanNode } from './plan-index.ts';
import * as stages from './stages.ts';

export function stateIn(draft: Draft, instance: string): LifecycleState | undefined {
  const found = instanceNamed(draft.index, instance);
  return found === null ? undefined : drafts.stateIn(draft, found);
}

/** Instances of a definition inside one stage instance that are not done, first repetition first. */
export function liveIn(draft: Draft, stage: string, definition: string): readonly string[] {
  const found = instanceNamed(draft.index, stage);
  const node = draft.index.nodes.get(definition);
  return found === null || node === undefined ? [] : names(drafts.liveIn(draft, found, node));
}

/** The same in whatever stage instances hold it. */
export function everyLive(draft: Draft, definition: string): readonly string[] {
  const node = draft.index.nodes.get(definition);
  return node === undefined ? [] : names(everyInstance(draft, node));
}

export function openInstances(draft: Draft, stage: string, { id }: PlanItemDefinition): number {
  const found = instanceNamed(draft.index, stage);
  const node = draft.index.nodes.get(id);
  return found === null || node === undefined ? 0 : stages.openInstances(draft, found, node);
}

/** Instances of a stage definition that are active now; the case plan counts as a stage. */
export function activeStages(draft: Draft, definition: string | null): readonly string[] {
  return names(stages.activeStages(draft, nodeOf(draft, definition)));
}

/** Instances of a stage definition that are active or suspended. */
export function watchfulStages(draft: Draft, definition: string | null): readonly string[] {
  return names(stages.watchfulStages(draft, nodeOf(draft, definition)));
}

function everyInstance(draft: Draft, node: PlanNode): readonly Instance[] {
  if (node.parent === null) return [draft.index.root];
  return everyInstance(draft, node.parent).flatMap((stage) => drafts.liveIn(draft, stage, node));
}

function nodeOf({ index }: Draft, definition: string | null): PlanNode | null {
  return definition === null ? null : (index.nodes.get(definition) ?? null);
}

function names(instances: readonly Instance[]): readonly string[] {
  return instances.map(({ id }) => id);
}
