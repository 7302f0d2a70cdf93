// The plan of a case as an indented list: every instance that exists, in the order of the case type's file. Knows
// states only as they are recorded; how an item may move on is for the plan room to say.
import type { CaseState } from '../case/state.ts';
import type { CaseType, PlanItemDefinition } from '../definition/case-type.ts';
import { CASE_PLAN, definitionOf, repetitionOf, stageOf } from '../plan/instance.ts';
import type { LifecycleState } from '../plan/lifecycle.ts';

export interface OutlineEntry {
  /** Instance id. */
  readonly item: string;
  readonly definition: PlanItemDefinition;
  readonly state: LifecycleState;
  /** 0 for what lies directly in the case plan. */
  readonly depth: number;
}

/** Depth-first list of the instances of a case; repetitions of one item follow each other. */
export function outlinePlan(caseType: CaseType, state: CaseState): readonly OutlineEntry[] {
  const byStage = instancesByStage(caseType, state);
  const entries: OutlineEntry[] = [];
  const walk = (stage: string, depth: number): void => {
    const inside = byStage.get(stage);
    if (inside === undefined) return;
    for (const id of caseType.children.get(definitionOf(stage)) ?? []) {
      const definition = caseType.items.get(id);
      if (definition === undefined) continue;
      for (const item of inside.get(id) ?? []) {
        entries.push({ item, definition, state: state.items[item] ?? 'available', depth });
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
