// Lists the uses of plan items, outermost first. One stage definition may be used by several plan items; then what it
// holds is there once for each, under ids that name the way.
import type { Compiling, Slot, TableContext } from './compiling.ts';
import { problem } from './element.ts';
import type { CmmnCase, CmmnDefinition, CmmnDiscretionary, CmmnPlanItem, CmmnTable } from './model.ts';

/** A model whose stages use each other again and again would otherwise grow without bound. */
const MOST_ITEMS = 10_000;
const DEEPEST = 50;

interface Walking {
  readonly compiling: Compiling;
  readonly slots: Slot[];
  readonly shared: ReadonlySet<string>;
}

interface Stage {
  /** Id of the item that is the stage. */
  readonly id: string;
  readonly definition: CmmnDefinition;
  /** Stage definitions around, itself included. */
  readonly around: readonly string[];
}

export function expandPlan(found: CmmnCase, compiling: Compiling): readonly Slot[] {
  const walking: Walking = { compiling, slots: [], shared: sharedIn(compiling) };
  walk({ id: 'case', definition: found.plan, around: [found.plan.id] }, walking);
  for (const slot of walking.slots) {
    const uses = compiling.slots.get(slot.item.id) ?? [];
    compiling.slots.set(slot.item.id, [...uses, slot]);
    compiling.places.set(slot.id, { line: slot.item.line, column: slot.item.column });
  }
  return walking.slots;
}

function walk(stage: Stage, walking: Walking): void {
  const { body, table } = stage.definition;
  const held: Slot[] = [];
  for (const item of body?.items ?? []) {
    const slot = place(item, stage, { walking, discretionary: null, table: null });
    if (slot !== null) held.push(slot);
  }
  const planned = table === null ? [] : tableItems(table, { ruleRefs: [], roleRefs: [] });
  for (const { item, context } of planned) {
    const slot = place(item, stage, { walking, discretionary: item, table: context });
    if (slot !== null) held.push(slot);
  }
  held.push(...taskTables(held, stage, walking));
  for (const slot of held) {
    walking.slots.push(slot);
    if (walking.slots.length > MOST_ITEMS) {
      tooMany(slot, walking);
      return;
    }
    if (slot.definition.kind === 'stage') walkInto(slot, stage, walking);
  }
}

/** Items of the planning tables of human tasks are planned into the stage that holds the task. */
function taskTables(held: readonly Slot[], stage: Stage, walking: Walking): readonly Slot[] {
  return held.flatMap((task) => {
    const { table, kind } = task.definition;
    if (kind !== 'humanTask' || table === null) return [];
    return tableItems(table, { ruleRefs: [], roleRefs: [], during: task.id }).flatMap(
      ({ item, context }) => place(item, stage, { walking, discretionary: item, table: context }) ?? [],
    );
  });
}

function walkInto(slot: Slot, stage: Stage, walking: Walking): void {
  const { definition } = slot;
  if (stage.around.includes(definition.id)) {
    const reason = `The stage “${definition.id}” holds itself.`;
    problem(walking.compiling, slot.item, { code: 'self-reference', reason });
    return;
  }
  if (stage.around.length >= DEEPEST) {
    problem(walking.compiling, slot.item, { code: 'too-deep', reason: `Stages are nested more than ${DEEPEST} deep.` });
    return;
  }
  if (walking.slots.length > MOST_ITEMS) return;
  walk({ id: slot.id, definition, around: [...stage.around, definition.id] }, walking);
}

interface Placing {
  readonly walking: Walking;
  readonly discretionary: CmmnDiscretionary | null;
  readonly table: TableContext | null;
}

function place(item: CmmnPlanItem, stage: Stage, { walking, discretionary, table }: Placing): Slot | null {
  const { compiling, shared } = walking;
  const definition = compiling.definitions.get(item.definitionRef);
  if (definition === undefined || definition === compiling.found.plan) {
    const reason = `“${item.id}” is of the definition “${item.definitionRef}”, which is not in this case.`;
    problem(compiling, item, { code: 'dangling', reason });
    return null;
  }
  const id = shared.has(item.id) ? `${stage.id}~${item.id}` : safe(item.id);
  return { id, parent: stage.id, item, definition, discretionary, table };
}

function tableItems(
  table: CmmnTable,
  around: TableContext,
): readonly { readonly item: CmmnDiscretionary; readonly context: TableContext }[] {
  const context: TableContext = {
    ...around,
    ruleRefs: [...around.ruleRefs, ...table.ruleRefs],
    roleRefs: table.roleRefs.length > 0 ? table.roleRefs : around.roleRefs,
  };
  return [
    ...table.items.map((item) => ({ item, context })),
    ...table.tables.flatMap((inner) => tableItems(inner, context)),
  ];
}

/** Plan items that stand in a stage definition which is used more than once, directly or further out. */
function sharedIn(compiling: Compiling): ReadonlySet<string> {
  const uses = new Map<string, number>();
  const count = (definition: CmmnDefinition): void => {
    for (const item of itemsIn(definition)) uses.set(item.definitionRef, (uses.get(item.definitionRef) ?? 0) + 1);
  };
  compiling.definitions.forEach(count);
  const shared = new Set<string>();
  const pending = [...compiling.definitions.values()].filter(({ id }) => (uses.get(id) ?? 0) > 1);
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    for (const item of itemsIn(next)) {
      if (next.kind !== 'stage') continue;
      shared.add(item.id);
      const inner = compiling.definitions.get(item.definitionRef);
      if (inner !== undefined) pending.push(inner);
    }
  }
  return shared;
}

function itemsIn(definition: CmmnDefinition): readonly CmmnPlanItem[] {
  const inTable = definition.table === null ? [] : tableItems(definition.table, { ruleRefs: [], roleRefs: [] });
  return [...(definition.body?.items ?? []), ...inTable.map(({ item }) => item)];
}

/** `case` names the plan itself, and some names have a meaning in JavaScript. */
function safe(id: string): string {
  return id === 'case' || id in Object.prototype || /[#/|]/.test(id) ? `~${id.replaceAll(/[#/|]/g, '~')}` : id;
}

function tooMany(slot: Slot, { compiling }: Walking): void {
  problem(compiling, slot.item, { code: 'too-large', reason: `The plan holds more than ${MOST_ITEMS} items.` });
}
