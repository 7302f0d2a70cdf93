// From which fields each thing in a case follows by itself: what is derived, clocks, that an item is there, that it has ended, and
// to whom routing gives it. Whoever may not read one of these fields would learn of it from the thing. What a person decides
// follows from nothing. Computed once for a case type, from its text alone.
import type { CaseType, ClockDefinition, OnPart, PlanItemDefinition, Rule } from './case-type.ts';
import { GENERAL, type AccessDefinition } from './access-definition.ts';
import { CASE_PLAN } from './compile-plan.ts';
import { isCollection } from '../expression/expression.ts';
import { type EntryKinds, keptKinds, keptLists, SEEN_IN, WITH_AUDIENCES } from './kept-lists.ts';
import type { RoutingTable } from '../routing/routing-table.ts';

/** Names of fields by the name of what follows from them; what is missing follows from none. */
type Followed = ReadonlyMap<string, ReadonlySet<string>>;

export interface WhatFollows {
  /** A field follows from itself as well. */
  readonly fields: Followed;
  readonly clocks: Followed;
  /** That an instance is there, and whether it is still waiting or has gone on. */
  readonly begins: Followed;
  readonly ends: Followed;
  /** To whom routing gives a task. */
  readonly assigned: Followed;
  /** What the outcome with which people close a case tells. */
  readonly outcome: ReadonlySet<string>;
  /** To which team routing gives a new case. */
  readonly team: ReadonlySet<string>;
}

/** As much of a case type as this asks about, so that one may be asked that is not checked yet. */
type FollowsOf = EntryKinds &
  Pick<
    CaseType,
    | 'fields'
    | 'items'
    | 'children'
    | 'clocks'
    | 'decisions'
    | 'routing'
    | 'derived'
    | 'endsWithPlan'
    | 'access'
    | 'routedBy'
    | 'closing'
  >;

/**
 * A node of the graph: `field` (also a kind of entry, `issues.allegation`), `list` (all entries of a primitive), `clock`, `begins`, `leaves` (by an exit criterion, or with its stage), `fills` (a stage that is
 * complete by itself), `ends`, `assigned`, `outcome` or `team`, and a name.
 */
type Node =
  `${'field' | 'list' | 'clock' | 'begins' | 'leaves' | 'fills' | 'ends' | 'assigned' | 'team' | 'outcome'}:${string}`;

/** @param told false leaves out what the case type says may be told, to see what that is about */
export function whatFollows(caseType: FollowsOf, told = true): WhatFollows {
  const edges = edgesOf(caseType);
  const found = solve(edges, told ? toldBy(caseType.access) : () => false);
  const pick = (kind: string): Followed =>
    new Map([...found].flatMap(([node, from]) => (node.startsWith(`${kind}:`) ? [[nameOf(node), from] as const] : [])));
  return {
    ...{ fields: pick('field'), clocks: pick('clock'), begins: pick('begins'), ends: pick('ends') },
    ...{ assigned: pick('assigned'), team: found.get('team:case') ?? NONE },
    outcome: found.get('outcome:case') ?? NONE,
  };
}

const NONE: ReadonlySet<string> = new Set();

function nameOf(node: string): string {
  return node.slice(node.indexOf(':') + 1);
}

/** What the case type says may be told all the same: by the node and the field of which it tells. */
function toldBy(access: AccessDefinition | undefined): (node: Node, field: string) => boolean {
  const told = new Set((access?.tells ?? []).map(({ kind, name, of }) => `${kind}:${name}>${of}`));
  if (told.size === 0) return () => false;
  return (node, field) => {
    const [kind = ''] = node.split(':');
    const about = kind === 'field' || kind === 'clock' ? kind : 'item';
    return told.has(`${about}:${nameOf(node)}>${field}`);
  };
}

/** The fields that are reached from each node. */
function solve(
  edges: ReadonlyMap<Node, readonly Node[]>,
  isTold: (node: Node, field: string) => boolean,
): ReadonlyMap<Node, ReadonlySet<string>> {
  const found = new Map<Node, Set<string>>();
  for (const node of edges.keys()) found.set(node, new Set(node.startsWith('field:') ? [nameOf(node)] : []));
  const grows = ([node, from]: readonly [Node, readonly Node[]]): boolean => {
    const own = found.get(node) ?? new Set<string>();
    const before = own.size;
    const reached = from.flatMap((each) => [...(found.get(each) ?? NONE)]);
    for (const field of reached.filter((one) => !isTold(node, one))) own.add(field);
    return own.size > before;
  };
  // Sets only grow, and there are as many fields as there are, so this ends.
  while ([...edges].filter(grows).length > 0);
  return found;
}

function edgesOf(caseType: FollowsOf): ReadonlyMap<Node, readonly Node[]> {
  const edges = new Map<Node, Node[]>();
  const add = (node: Node, from: readonly Node[]): void => {
    edges.set(node, [...(edges.get(node) ?? []), ...from]);
  };
  for (const name of caseType.fields.keys()) add(`field:${name}`, []);
  for (const [list, kinds] of keptLists(caseType)) {
    const nodes = [...kinds.keys()].map((kind): Node => `field:${list}.${kind}`);
    for (const node of nodes) add(node, []);
    // A field of the same name is what an expression means by it.
    if (!caseType.fields.has(list)) add(`list:${list}`, nodes);
  }
  for (const [list, seen] of Object.entries(SEEN_IN)) {
    if (!caseType.fields.has(list))
      add(
        `list:${list}`,
        seen.flatMap((other) => edges.get(`list:${other}`) ?? []),
      );
  }
  for (const { field, from } of caseType.derived) add(`field:${field}`, fieldNodes(from.names));
  for (const clock of caseType.clocks.values()) addClock(clock, add);
  for (const item of caseType.items.values()) addItem(caseType, item, add);
  const outcomes = caseType.closing.outcomes.flatMap(({ guard }) => guard?.when.names ?? []);
  add('outcome:case', fieldNodes(outcomes));
  add('team:case', routingNodes(caseType.routing.get(caseType.routedBy ?? '')?.table));
  return edges;
}

type Add = (node: Node, from: readonly Node[]) => void;

function fieldNodes(names: readonly string[]): readonly Node[] {
  // A list of the case is none of its fields, and follows from all that is in it; one that is a field has both nodes.
  return names.flatMap((name): readonly Node[] =>
    isCollection(name) ? [`list:${name}`, `field:${name}`] : [`field:${name}`],
  );
}

function addClock({ name, from, stops, triggers = {}, deemedField }: ClockDefinition, add: Add): void {
  const pauses = Object.values(triggers).flatMap((trigger): readonly Node[] => {
    if ('while' in trigger) return [`field:${trigger.while}`];
    if ('during' in trigger) return [`begins:${trigger.during}`, `ends:${trigger.during}`];
    return [`field:${trigger.from}`, `field:${trigger.until}`];
  });
  const moving = [from, ...stops].flatMap((one): readonly Node[] => {
    if (one === 'closing') return [];
    return 'item' in one ? [`ends:${one.item}`] : fieldNodes([one.field]);
  });
  add(`clock:${name}`, [...moving, ...pauses]);
  if (deemedField !== undefined) add(`field:${deemedField.field}`, [`clock:${name}`]);
}

function addItem(caseType: FollowsOf, item: PlanItemDefinition, add: Add): void {
  const { id, parent, entry, exit, manual, repeat, timer, discretionary, sets, task } = item;
  const inside = parent === null ? [] : ([`begins:${parent}`] as const);
  const parts = (on: readonly OnPart[]): readonly Node[] => on.flatMap((part) => partNodes(caseType, part));
  const asked = entry.flatMap(({ on, when }) => [...parts(on), ...fieldNodes(when?.names ?? [])]);
  const planned = (discretionary?.when ?? []).flatMap(({ names }) => fieldNodes(names));
  // What repeats is there again once it has ended.
  const again: readonly Node[] = repeat === false ? [] : [`ends:${id}`, ...ruleNodes(repeat)];
  add(`begins:${id}`, [...inside, ...asked, ...planned, ...ruleNodes(manual), ...again]);
  const left = exit.flatMap(({ on, when }) => [...parts(on), ...fieldNodes(when?.names ?? [])]);
  add(`leaves:${id}`, [...left, ...(parent === null ? [] : ([`leaves:${parent}`] as const))]);
  add(`fills:${id}`, fillingNodes(caseType, item));
  // That it was completed says that what had to hold did, and a refusal that it does not.
  const others = (task?.notBy ?? []).map((other): Node => `ends:${other}`);
  const guarded = [...fieldNodes(task?.complete?.when.names ?? []), ...others];
  const due = fieldNodes(timer?.due.names ?? []);
  add(`ends:${id}`, [
    `begins:${id}`,
    `leaves:${id}`,
    `fills:${id}`,
    ...due,
    ...guarded,
    ...endedWithStage(caseType, item),
  ]);
  for (const { field, to } of sets) add(`field:${field}`, [`ends:${id}`, ...fieldNodes(to.names)]);
  if (task === undefined) return;
  for (const { field } of task.child?.closing ?? []) add(`field:${field}`, [`begins:${id}`]);
  const decision = caseType.decisions.get(task.performs === 'decision' ? (task.uses ?? '') : '');
  if (decision !== undefined) {
    const texts = [...decision.inputs, ...decision.rules.flatMap(({ when, then }) => [...when, ...then])];
    const read = namesIn(texts, caseType);
    // A table of which no rule holds fails its task.
    add(`ends:${id}`, fieldNodes(read));
    for (const field of decision.outputs) add(`field:${field}`, [`begins:${id}`, ...fieldNodes(read)]);
  }
  const table = task.routedBy === undefined ? undefined : caseType.routing.get(task.routedBy)?.table;
  add(`assigned:${id}`, [`begins:${id}`, ...routingNodes(table)]);
}

/** Transitions after which an item is done; that of any other says no more than that it was there. */
const ENDING = new Set(['complete', 'occur', 'terminate', 'exit', 'parentTerminate', 'close']);

function partNodes(caseType: FollowsOf, part: OnPart): readonly Node[] {
  if (part.source === 'field') return [`field:${part.field}`];
  if (part.source === 'entry') return entryNodes(caseType, part);
  const side = ENDING.has(part.transition) ? 'ends' : 'begins';
  return [part.item, ...(part.or ?? [])].map((item): Node => `${side}:${item}`);
}

/** A kind, and for exhibits and documents that kind for each of its audiences: whoever may not read one of them may not know that it came. */
function entryNodes(caseType: FollowsOf, { primitive, of }: Extract<OnPart, { source: 'entry' }>): readonly Node[] {
  const kinds = keptKinds(caseType, primitive);
  for (const [list, names] of keptLists(caseType)) {
    if (names !== kinds && WITH_AUDIENCES[primitive] !== list) continue;
    const same = [...names.keys()].filter((name) => name === of || name.startsWith(`${of}.`));
    return same.map((name): Node => `field:${list}.${name}`);
  }
  return [];
}

function ruleNodes(rule: Rule): readonly Node[] {
  return typeof rule === 'boolean' ? [] : fieldNodes(rule.names);
}

/** A stage is complete when what it holds is; the case itself only where it ends with its plan. */
function fillingNodes({ items, children, endsWithPlan }: FollowsOf, { id }: PlanItemDefinition): readonly Node[] {
  if (id === CASE_PLAN && !endsWithPlan) return [];
  return (children.get(id) ?? []).flatMap((child): readonly Node[] => {
    const required = items.get(child)?.required;
    return [`ends:${child}`, ...(required === undefined ? [] : ruleNodes(required))];
  });
}

/** What a stage need not wait for ends when it is complete (CMMN 1.1, table 8.13). Work that began with it is waited for. */
function endedWithStage({ items }: FollowsOf, item: PlanItemDefinition): readonly Node[] {
  const { parent, kind, entry, manual, repeat, required, discretionary } = item;
  const isWork = kind === 'task' || kind === 'stage';
  const beginsAtOnce = isWork && entry.length === 0 && manual === false && discretionary === undefined;
  if (parent === null || beginsAtOnce) return [];
  const isLeft = repeat !== false || kind === 'timer' || kind === 'listener';
  const isWaitedFor = required === true || items.get(parent)?.autoComplete !== true;
  return isWaitedFor && !isLeft ? [] : [`fills:${parent}`];
}

function routingNodes(table: RoutingTable | undefined): readonly Node[] {
  return (table?.rules ?? []).flatMap(({ when, needs, weight }) =>
    [when, needs.language, needs.place, weight].flatMap((expression) => fieldNodes(expression?.names ?? [])),
  );
}

/** Cells are tests of FEEL and no expressions: whatever in them is called as a field is taken for it. */
function namesIn(texts: readonly string[], { fields }: FollowsOf): readonly string[] {
  const words = new Set(texts.flatMap((text) => text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []));
  return [...fields.keys()].filter((name) => words.has(name));
}

/** Parts that a field, a kind of entry or a whole list asks for: its section, and itself where it asks for more. */
export function partsAsked({ access }: Pick<CaseType, 'access'>, field: string): readonly string[] {
  if (isCollection(field)) {
    const lists = [field, ...(SEEN_IN[field] ?? [])];
    const kinds = [...(access?.sectionOf ?? [])].filter(([name]) => lists.includes(name.split('.')[0] ?? ''));
    return [...new Set([access?.sectionOf.get(field) ?? GENERAL, ...kinds.map(([, section]) => section)])];
  }
  const section = access?.sectionOf.get(field) ?? GENERAL;
  return access?.fields.has(field) === true ? [section, field] : [section];
}
