// The plan of a case as an indented list: every instance that exists, in the order of the case type's file. Knows
// states only as they are recorded; how an item may move on is for the plan room to say. An item of which its reader may not know
// whether it is there stands in it once, as the case type has it.
import type { CaseState } from '../case/state.ts';
import type { CaseType, PlanItemDefinition } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf, instanceId, repetitionOf, stageOf } from '../plan/instance.ts';
import type { LifecycleState } from '../plan/lifecycle.ts';
import { mayReadBeginning, mayReadItem, type ReadableParts } from './hidden.ts';

/** `not-readable`: how it stands would tell its reader of what they may not read. */
export type ShownState = LifecycleState | 'not-readable';

export interface OutlineEntry {
  /** Instance id. */
  readonly item: string;
  readonly definition: PlanItemDefinition;
  readonly state: ShownState;
  /** 0 for what lies directly in the case plan. */
  readonly depth: number;
}

/** Depth-first list of the instances of a case; repetitions of one item follow each other. */
export function outlinePlan(caseType: CaseType, state: CaseState, parts: ReadableParts): readonly OutlineEntry[] {
  const byStage = instancesByStage(caseType, state);
  const entries: OutlineEntry[] = [];
  const walk = (stage: string, depth: number): void => {
    const inside = byStage.get(stage);
    for (const id of caseType.children.get(definitionOf(stage)) ?? []) {
      const definition = caseType.items.get(id);
      if (definition === undefined) continue;
      if (!mayReadBeginning(caseType, id, parts)) {
        entries.push({ item: instanceId(stage, id, 1), definition, state: 'not-readable', depth });
        continue;
      }
      for (const item of inside?.get(id) ?? []) {
        const shown = mayReadItem(caseType, id, parts) ? (state.items[item] ?? 'available') : 'not-readable';
        entries.push({ item, definition, state: shown, depth });
        if (definition.kind === 'stage') walk(item, depth + 1);
      }
    }
  };
  walk(CASE_PLAN, 0);
  return entries;
}

/** A title that tells repetitions apart: `Record a payment (3)`. */
export function titleOfInstance(caseType: CaseType, item: string): string {
  const title = caseType.items.get(definitionOf(item))?.title ?? item;
  const repetition = repetitionOf(item);
  return repetition === 1 ? title : `${title} (${repetition})`;
}

/** Instances in each stage instance, by definition, in the order of their repetition. */
function instancesByStage(
  caseType: CaseType,
  state: CaseState,
): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const byStage = new Map<string, Map<string, string[]>>();
  for (const item of Object.keys(state.items)) {
    const definition = definitionOf(item);
    const stage = stageOf(item, caseType.items.get(definition)?.parent ?? CASE_PLAN);
    if (item === CASE_PLAN || stage === null) continue;
    const inside = byStage.get(stage) ?? new Map<string, string[]>();
    byStage.set(stage, inside);
    const repetitions = inside.get(definition) ?? [];
    inside.set(definition, repetitions);
    repetitions.push(item);
  }
  for (const inside of byStage.values()) {
    for (const repetitions of inside.values()) repetitions.sort((a, b) => repetitionOf(a) - repetitionOf(b));
  }
  return byStage;
}
