// Finds the instances that an address of a scenario means: the id of a plan item as it stands in the file, with `A/B` for
// B somewhere below A, which is a stage or a case task.
import type { PlanItemDefinition } from '../definition/definition.ts';
import { CASE_PLAN, definitionOf, type LifecycleState, stageOf } from '../plan/plan.ts';
import type { LiveCase } from './case-world.ts';

export interface Found {
  readonly live: LiveCase;
  readonly instance: string;
  readonly item: PlanItemDefinition;
  readonly state: LifecycleState;
}

/** All instances at an address, oldest first, ended ones included. */
export function instancesAt(live: LiveCase, address: string): readonly Found[] {
  const [first = '', ...rest] = address.split('/');
  let found = named(live, first, null);
  for (const name of rest) found = found.flatMap((outer) => below(outer, name));
  return found;
}

function below(outer: Found, name: string): readonly Found[] {
  if (outer.item.kind === 'stage') return named(outer.live, name, outer.instance);
  const child = outer.live.children.get(outer.instance);
  return child === undefined ? [] : named(child, name, null);
}

function named(live: LiveCase, name: string, inside: string | null): readonly Found[] {
  const found: Found[] = [];
  for (const [instance, state] of Object.entries(live.state.items)) {
    const item = definitionIn(live, instance);
    if (item === undefined || instance === CASE_PLAN || (item.alias ?? item.id) !== name) continue;
    if (inside === null || isInside(live, instance, inside)) found.push({ live, instance, item, state });
  }
  return found;
}

function isInside(live: LiveCase, instance: string, outer: string): boolean {
  let at: string | null = instance;
  while (at !== null && at !== CASE_PLAN) {
    at = stageOf(at, definitionIn(live, at)?.parent ?? null);
    if (at === outer) return true;
  }
  return false;
}

function definitionIn({ caseType }: LiveCase, instance: string): PlanItemDefinition | undefined {
  return caseType.items.get(instance) ?? caseType.items.get(definitionOf(instance));
}
