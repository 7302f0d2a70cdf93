// Which plan items can ever start, and which wait for each other in a circle. Conditions are taken as satisfiable, so
// what is reported here can certainly never happen.
import type { PlanItemDefinition } from './case-type.ts';

export interface Stuck {
  readonly item: string;
  /** Items it waits for that never happen; its stage is among them where the stage never starts. */
  readonly waitsFor: readonly string[];
  /** The circle it is part of; null where it only waits for others that never happen. */
  readonly circle: readonly string[] | null;
}

type Items = ReadonlyMap<string, PlanItemDefinition>;

/** Items that can never start, in the order of the file. References to unknown items count as satisfiable. */
export function stuckItems(items: Items): readonly Stuck[] {
  const reached = reachedItems(items);
  const stuck = [...items.values()].filter((item) => !reached.has(item.id));
  const waits = new Map(stuck.map((item) => [item.id, waitsOf(item, { items, reached })]));
  const circles = circlesIn(waits);
  return stuck.map(({ id }) => ({ item: id, waitsFor: waits.get(id) ?? [], circle: circles.get(id) ?? null }));
}

/** Follows what becomes possible from the case plan outwards, each item being looked at when something of it changed. */
function reachedItems(items: Items): ReadonlySet<string> {
  const dependents = new Map<string, PlanItemDefinition[]>();
  for (const item of items.values()) {
    for (const needed of [item.parent, ...item.entry.flatMap((criterion) => itemsIn(criterion.on))]) {
      if (needed === null) continue;
      const known = dependents.get(needed);
      if (known === undefined) dependents.set(needed, [item]);
      else known.push(item);
    }
  }
  const reached = new Set<string>();
  const pending = [...items.values()];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (reached.has(item.id) || !canStart(item, { items, reached })) continue;
    reached.add(item.id);
    pending.push(...(dependents.get(item.id) ?? []));
  }
  return reached;
}

interface Knowledge {
  readonly items: Items;
  readonly reached: ReadonlySet<string>;
}

function canStart(item: PlanItemDefinition, { items, reached }: Knowledge): boolean {
  if (item.parent !== null && !reached.has(item.parent)) return false;
  if (item.entry.length === 0) return true;
  return item.entry.some((criterion) =>
    criterion.on.every((on) => {
      if (on.source !== 'item' || !items.has(on.item)) return true;
      return reached.has(on.item) && !isEndOfOwnStage(item, { items, on });
    }),
  );
}

/** An item cannot begin when the stage that holds it ends. */
function isEndOfOwnStage(
  item: PlanItemDefinition,
  { items, on }: { readonly items: Items; readonly on: { readonly item: string; readonly transition: string } },
): boolean {
  if (!['complete', 'terminate', 'exit', 'close'].includes(on.transition)) return false;
  for (let stage = item.parent; stage !== null; stage = items.get(stage)?.parent ?? null) {
    if (stage === on.item) return true;
  }
  return false;
}

function waitsOf(item: PlanItemDefinition, { items, reached }: Knowledge): readonly string[] {
  const needed = item.entry.flatMap((criterion) => itemsIn(criterion.on)).filter((id) => items.has(id));
  const unreached = [item.parent ?? '', ...needed].filter((id) => id !== '' && !reached.has(id));
  // What is reached and still waited for in vain is the end of the item's own stage.
  return [...new Set(unreached.length > 0 ? unreached : needed)];
}

function itemsIn(parts: PlanItemDefinition['entry'][number]['on']): readonly string[] {
  return parts.flatMap((part) => (part.source === 'item' ? [part.item] : []));
}

/**
 * Circles by each of their members. Each item is followed along one of its waits only, which finds a circle in every
 * group of items that keep each other waiting, in a time that grows with the number of items and not with its square.
 */
function circlesIn(waits: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  for (const start of waits.keys()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = nextOf(at, waits);
    }
    const from = at === undefined ? -1 : path.indexOf(at);
    if (from === -1) continue;
    const circle = path.slice(from);
    for (const member of circle) circles.set(member, circle);
  }
  return circles;
}

function nextOf(item: string, waits: ReadonlyMap<string, readonly string[]>): string | undefined {
  const waitsFor = waits.get(item) ?? [];
  return waitsFor.includes(item) ? item : waitsFor.find((other) => waits.has(other));
}
