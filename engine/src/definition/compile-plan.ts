// Turns the plan of a case type into flat items: tasks, milestones, timers, listeners and stages by id, each with its
// parent, and what each stage holds in the order of the file.
import { LIFECYCLES, type PlanItemKind, type Transition } from '../plan/lifecycle.ts';
import type {
  Criterion,
  DiscretionaryDefinition,
  FieldChange,
  Guard,
  OnPart,
  PlanItemDefinition,
  Rule,
  TaskDefinition,
  TimerDefinition,
} from './case-type.ts';
import type { Compiling } from './compile.ts';
import { childOfTask } from './compile-child.ts';
import { entryMoveNamed, PRIMITIVES } from './entry-moves.ts';
import { expressionAt } from './expression-site.ts';
import {
  type LocatedNode,
  type MapEntry,
  childOf,
  entriesOf,
  flagAt,
  itemsOf,
  numberAt,
  rolesAt,
  textAt,
  textOf,
} from './located.ts';
import { report } from './problem.ts';

/** Id of the case plan itself, which no item may have. */
export const CASE_PLAN = 'case';

interface Plan {
  /** Known before any item is read, since an item may wait for one that stands below it. */
  readonly kinds: ReadonlyMap<string, PlanItemKind>;
  readonly items: Map<string, PlanItemDefinition>;
  readonly children: Map<string, string[]>;
  readonly itemEntries: Map<string, MapEntry>;
}

const KINDS = [
  ['tasks', 'task'],
  ['milestones', 'milestone'],
  ['timers', 'timer'],
  ['listeners', 'listener'],
  ['stages', 'stage'],
] as const satisfies readonly (readonly [string, PlanItemKind])[];

export function compilePlan(root: LocatedNode, compiling: Compiling): Plan {
  const kinds = new Map<string, PlanItemKind>();
  collectKinds(childOf(root, 'plan'), kinds);
  const plan: Plan = { kinds, items: new Map(), children: new Map(), itemEntries: new Map() };
  const body = childOf(root, 'plan');
  plan.items.set(CASE_PLAN, {
    ...{ id: CASE_PLAN, kind: 'case', title: textAt(root, 'title') ?? '', parent: null, entry: [] },
    exit: body === null ? [] : criteria(body, { item: CASE_PLAN, side: 'exit', kinds }, compiling),
    ...{ required: false, manual: false, repeat: false, concurrent: 1, sets: [] },
    autoComplete: flagAt(body, 'autoComplete', false),
  });
  addChildren({ node: childOf(root, 'plan'), parent: CASE_PLAN }, plan, compiling);
  return plan;
}

function collectKinds(stage: LocatedNode | null, kinds: Map<string, PlanItemKind>): void {
  for (const [group, kind] of KINDS) {
    for (const { key, value } of entriesOf(childOf(stage, group))) {
      if (!kinds.has(key)) kinds.set(key, kind);
      if (kind === 'stage') collectKinds(value, kinds);
    }
  }
}

/** Children stand in the order of the file, whatever their kinds. */
function addChildren(
  stage: { readonly node: LocatedNode | null; readonly parent: string },
  plan: Plan,
  compiling: Compiling,
): void {
  const held: string[] = [];
  plan.children.set(stage.parent, held);
  for (const { key: group, value } of entriesOf(stage.node)) {
    const kind = KINDS.find(([name]) => name === group)?.[1];
    if (kind === undefined) continue;
    for (const entry of entriesOf(value)) {
      if (!isNewId(entry, plan, compiling)) continue;
      held.push(entry.key);
      plan.itemEntries.set(entry.key, entry);
      plan.items.set(entry.key, itemDefinition(entry, { kind, parent: stage.parent, kinds: plan.kinds }, compiling));
      if (kind === 'stage') addChildren({ node: entry.value, parent: entry.key }, plan, compiling);
    }
  }
}

function isNewId({ key, at }: MapEntry, plan: Plan, { findings }: Compiling): boolean {
  if (key === CASE_PLAN) {
    report(findings, at, {
      code: 'reserved-name',
      reason: '“case” names the case plan itself. Give the item another id.',
    });
    return false;
  }
  const first = plan.itemEntries.get(key);
  if (first === undefined) return true;
  report(findings, at, {
    code: 'duplicate-id',
    reason: `“${key}” is already the id of ${first.at.path}. Ids are unique in the whole case type.`,
  });
  return false;
}

function itemDefinition(
  { key, value }: MapEntry,
  { kind, parent, kinds }: Pick<Plan, 'kinds'> & { readonly kind: PlanItemKind; readonly parent: string },
  compiling: Compiling,
): PlanItemDefinition {
  const due = childOf(value, 'due');
  return {
    ...{ id: key, kind, parent, title: textAt(value, 'title') ?? '' },
    entry: criteria(value, { item: key, side: 'entry', kinds }, compiling),
    exit: criteria(value, { item: key, side: 'exit', kinds }, compiling),
    required: rule(childOf(value, 'required'), compiling),
    manual: rule(childOf(value, 'manual'), compiling),
    repeat: rule(childOf(value, 'repeat'), compiling),
    concurrent: numberAt(value, 'concurrent') ?? 1,
    autoComplete: kind === 'stage' && flagAt(value, 'autoComplete', true),
    ...(kind === 'task' ? { task: task(value, compiling) } : {}),
    ...(kind === 'timer' && due !== null ? { timer: timer(value, due, compiling) } : {}),
    ...(childOf(value, 'discretionary') === null ? {} : { discretionary: discretionary(value, compiling) }),
    sets: entriesOf(childOf(value, 'sets')).map(({ key: field, value: to }) => ({
      field,
      to: expressionAt(to, { use: 'sets', target: field }, compiling),
    })),
  };
}

const PRIORITIES = { urgent: 1, normal: 2, low: 3 } as const;

function task(node: LocatedNode, compiling: Compiling): TaskDefinition {
  const form = textAt(node, 'form');
  const dueWithinDays = numberAt(node, 'dueWithinDays');
  const priority = textAt(node, 'priority');
  const performs = textAt(node, 'performs');
  const uses = textAt(node, 'uses');
  const routedBy = textAt(node, 'routedBy');
  const complete = childOf(node, 'complete');
  const notBy = childOf(node, 'notBy');
  return {
    by: rolesAt(node, 'by'),
    ...(notBy === null ? {} : { notBy: itemsOf(notBy).flatMap((one) => textOf(one) ?? []) }),
    ...(complete === null ? {} : { complete: guardOf(complete, compiling) }),
    priority: priority === 'urgent' || priority === 'low' ? PRIORITIES[priority] : PRIORITIES.normal,
    ...(performs === 'external' || performs === 'case' || performs === 'decision' ? { performs } : {}),
    ...(flagAt(node, 'blocking', true) ? {} : { blocking: false as const }),
    ...(uses === null ? {} : { uses }),
    ...(performs === 'case' ? { child: childOfTask(childOf(node, 'child'), compiling) } : {}),
    ...(form === null ? {} : { form }),
    ...(routedBy === null ? {} : { routedBy }),
    ...(dueWithinDays === null ? {} : { dueWithinDays }),
  };
}

/** A condition on what somebody asks for, with the sentence for where it does not hold. */
export function guardOf(node: LocatedNode, compiling: Compiling): Guard {
  const when = childOf(node, 'when');
  return {
    when: expressionAt(when ?? node, { use: 'condition' }, compiling),
    otherwise: textAt(node, 'otherwise') ?? '',
  };
}

function timer(node: LocatedNode, due: LocatedNode, compiling: Compiling): TimerDefinition {
  const every = textAt(node, 'every');
  const times = numberAt(node, 'times');
  return {
    due: expressionAt(due, { use: 'due' }, compiling),
    ...(every === null ? {} : { every }),
    ...(times === null ? {} : { times }),
  };
}

function discretionary(node: LocatedNode, compiling: Compiling): DiscretionaryDefinition {
  const table = childOf(node, 'discretionary');
  const when = childOf(table, 'when');
  const during = textAt(table, 'during');
  return {
    when: when === null ? [] : [expressionAt(when, { use: 'condition' }, compiling)],
    roles: itemsOf(childOf(table, 'roles')).flatMap((role) => textOf(role) ?? []),
    ...(during === null ? {} : { during }),
  };
}

function rule(node: LocatedNode | null, compiling: Compiling): Rule {
  if (node === null) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  return expressionAt(node, { use: 'rule' }, compiling);
}

function criteria(
  node: LocatedNode,
  { item, side, kinds }: Pick<Plan, 'kinds'> & { readonly item: string; readonly side: 'entry' | 'exit' },
  compiling: Compiling,
): readonly Criterion[] {
  return itemsOf(childOf(node, side)).map((criterion, index) => {
    const after = childOf(criterion, 'after');
    const when = childOf(criterion, 'when');
    const parts = after === null ? [] : after.kind === 'list' ? after.items : [after];
    const only = textAt(criterion, 'only');
    return {
      id: `${item}.${side}.${index}`,
      on: parts.flatMap((part) => onPart(part, kinds) ?? []),
      ...(when === null ? {} : { when: expressionAt(when, { use: 'condition' }, compiling) }),
      ...(only === 'active' || only === 'active-or-enabled' ? { only } : {}),
      ...(textAt(criterion, 'as') === 'complete' ? { as: 'complete' as const } : {}),
    };
  });
}

/** One on-part; an item named without a transition means what such an item does when its work is done. */
function onPart(node: LocatedNode, kinds: Plan['kinds']): OnPart | null {
  const field = textAt(node, 'field');
  const on = textAt(node, 'on');
  if (field !== null) return { source: 'field', field, change: on !== null && isFieldChange(on) ? on : 'create' };
  const primitive = PRIMITIVES.find((name) => textAt(node, name) !== null);
  if (primitive !== undefined) {
    const move = entryMoveNamed(primitive, on);
    return move === null ? null : { source: 'entry', primitive, of: textAt(node, primitive) ?? '', move };
  }
  const item = textOf(node) ?? textAt(node, 'item');
  if (item === null) return null;
  const kind = item === CASE_PLAN ? 'case' : (kinds.get(item) ?? 'task');
  const usual = LIFECYCLES[kind].complete === undefined ? 'occur' : 'complete';
  return { source: 'item', item, transition: on !== null && isTransition(on) ? on : usual };
}

const FIELD_CHANGES: readonly string[] = ['create', 'update', 'replace', 'delete', 'addChild', 'removeChild'];

export function isFieldChange(name: string): name is FieldChange {
  return FIELD_CHANGES.includes(name);
}

function isTransition(name: string): name is Transition {
  return Object.values(LIFECYCLES).some((lifecycle) => Object.hasOwn(lifecycle, name));
}
