// A case type as settling needs it: a node for each plan item, with what waits for it and what it holds. Made once for
// each case type and walked by reference, so that a command costs what happened and not the size of its definition.
import type { CaseType, Criterion, FieldChange, PlanItemDefinition } from '../definition/case-type.ts';
import type { EntryMove } from '../definition/definition.ts';
import { type Instance, rootInstance } from './handle.ts';
import { CASE_PLAN, waitingKey } from './instance.ts';
import { type Steps, stepsOf, type Transition } from './lifecycle.ts';

/** One criterion of one plan item. */
export interface Watch {
  readonly owner: PlanNode;
  readonly criterion: Criterion;
  readonly side: 'entry' | 'exit';
  /** Exits before entries, each in the order of the file; of several that are satisfied the lowest fires first. */
  readonly rank: number;
  /** Waits for something to happen to an entry and for nothing else: each occurrence starts an instance of its own. */
  readonly each: boolean;
  /** Under what its on-parts are remembered in the case plan itself. */
  readonly caseKey: string;
}

export interface PartWatch {
  readonly watch: Watch;
  readonly part: number;
  /** Only an exit by this criterion counts. */
  readonly by?: string;
}

/** A plan item of a case type, and everything that is asked of it while a case settles. */
export interface PlanNode {
  readonly item: PlanItemDefinition;
  /** Place in the file; what a stage holds comes after it. */
  readonly place: number;
  /** Place among the children of its stage. */
  readonly nth: number;
  /** Its lifecycle. */
  readonly steps: Steps;
  /** True for stages and the case plan. */
  readonly holds: boolean;
  readonly parent: PlanNode | null;
  readonly children: readonly PlanNode[];
  /** Children that a stage does not create by itself. */
  readonly plannable: readonly PlanNode[];
  /** What waits for a transition of it; most items have few watchers, and many transitions none. */
  readonly heard: ReadonlyMap<Transition, readonly PartWatch[]> | null;
  readonly criteria: readonly Watch[];
  /** Criteria without any on-part of what it holds. */
  readonly conditionOnly: readonly Watch[];
  /** True where another instance may follow when one has ended. */
  readonly repeatable: boolean;
}

export interface PlanIndex {
  readonly nodes: ReadonlyMap<string, PlanNode>;
  /** The one instance of the case plan itself. */
  readonly root: Instance;
  /** It alone, as a list. */
  readonly onlyRoot: readonly Instance[];
  /** Criteria without any on-part of the case plan itself. */
  readonly planConditions: readonly Watch[];
  readonly onField: ReadonlyMap<string, ReadonlyMap<FieldChange, readonly PartWatch[]>>;
  /** By primitive and kind: `issue.breach`. */
  readonly onEntry: ReadonlyMap<string, ReadonlyMap<EntryMove, readonly PartWatch[]>>;
  /** Criteria whose condition names the field. */
  readonly conditionsOn: ReadonlyMap<string, readonly Watch[]>;
  /** Derived fields by each field they need. */
  readonly derivedFrom: ReadonlyMap<string, CaseType['derived']>;
  /** Tasks of which it is kept who completed them, since they may not complete others. */
  readonly doersOf: ReadonlySet<string>;
  /** More than this many steps of settling are taken for endless. */
  readonly bound: number;
}

/** More than any sensible case type causes by one command, whatever its size. */
const SETTLE_LIMIT = 2_500;

const indexes = new WeakMap<CaseType, PlanIndex>();

/** The index of a case type; kept as long as the case type itself. */
export function planIndex(caseType: CaseType): PlanIndex {
  const known = indexes.get(caseType);
  if (known !== undefined) return known;
  const made = buildIndex(caseType);
  indexes.set(caseType, made);
  return made;
}

/** A node while the graph is being made; its lists are filled when all nodes are there. */
interface Growing extends Omit<PlanNode, 'parent' | 'nth' | 'heard'> {
  readonly children: PlanNode[];
  readonly plannable: PlanNode[];
  readonly criteria: Watch[];
  readonly conditionOnly: Watch[];
  parent: PlanNode | null;
  nth: number;
  heard: Map<Transition, PartWatch[]> | null;
}

function buildIndex(caseType: CaseType): PlanIndex {
  const nodes = growNodes(caseType);
  const plan = nodes.get(CASE_PLAN);
  if (plan === undefined) throw new Error('The case type has no case plan.');
  const watches = allWatches(nodes);
  const planConditions: Watch[] = [];
  for (const watch of watches) {
    const owner = nodes.get(watch.owner.item.id);
    const stage = watch.owner.parent === null ? undefined : nodes.get(watch.owner.parent.item.id);
    owner?.criteria.push(watch);
    if (watch.criterion.on.length === 0) (stage?.conditionOnly ?? planConditions).push(watch);
  }
  const root = rootInstance(plan);
  return {
    nodes,
    root,
    onlyRoot: [root],
    planConditions,
    ...watchedThings(nodes, watches),
    derivedFrom: derivedByNeed(caseType),
    doersOf: new Set([...caseType.items.values()].flatMap(({ task }) => task?.notBy ?? [])),
    bound: SETTLE_LIMIT + 4 * caseType.items.size,
  };
}

/** In the order of the file, in which a stage comes before what it holds. */
function growNodes({ items, children }: CaseType): ReadonlyMap<string, Growing> {
  const nodes = new Map<string, Growing>();
  for (const item of items.values()) {
    const { kind } = item;
    nodes.set(item.id, {
      ...{ item, steps: stepsOf(kind), place: nodes.size, nth: 0, parent: null, heard: null },
      holds: kind === 'stage' || kind === 'case',
      repeatable: item.repeat !== false && (kind === 'task' || kind === 'stage' || kind === 'listener'),
      ...{ children: [], plannable: [], criteria: [], conditionOnly: [] },
    });
  }
  for (const [stage, held] of children) {
    const parent = nodes.get(stage);
    for (const id of held) {
      const child = nodes.get(id);
      if (parent === undefined || child === undefined) continue;
      child.parent = parent;
      child.nth = parent.children.length;
      parent.children.push(child);
      if (child.item.discretionary !== undefined) parent.plannable.push(child);
    }
  }
  return nodes;
}

function watchedThings(
  nodes: ReadonlyMap<string, Growing>,
  watches: readonly Watch[],
): Pick<PlanIndex, 'onField' | 'onEntry' | 'conditionsOn'> {
  const onField = new Map<string, Map<FieldChange, PartWatch[]>>();
  const onEntry = new Map<string, Map<EntryMove, PartWatch[]>>();
  const conditionsOn = new Map<string, Watch[]>();
  for (const watch of watches) {
    watch.criterion.on.forEach((on, part) => {
      if (on.source === 'field') {
        push(below(onField, on.field), on.change, { watch, part });
        return;
      }
      if (on.source === 'entry') {
        push(below(onEntry, `${on.primitive}.${on.of}`), on.move, { watch, part });
        return;
      }
      const watching = on.by === undefined ? { watch, part } : { watch, part, by: on.by };
      for (const id of [on.item, ...(on.or ?? [])]) {
        const node = nodes.get(id);
        if (node !== undefined) push((node.heard ??= new Map<Transition, PartWatch[]>()), on.transition, watching);
      }
    });
    for (const name of watch.criterion.when?.names ?? []) push(conditionsOn, name, watch);
  }
  return { onField, onEntry, conditionsOn };
}

function derivedByNeed(caseType: CaseType): PlanIndex['derivedFrom'] {
  const derivedFrom = new Map<string, CaseType['derived'][number][]>();
  for (const derived of caseType.derived) for (const name of derived.from.names) push(derivedFrom, name, derived);
  return derivedFrom;
}

function allWatches(nodes: ReadonlyMap<string, PlanNode>): readonly Watch[] {
  const exits: Omit<Watch, 'rank' | 'caseKey' | 'each'>[] = [];
  const entries: Omit<Watch, 'rank' | 'caseKey' | 'each'>[] = [];
  for (const owner of nodes.values()) {
    for (const criterion of owner.item.exit) exits.push({ owner, criterion, side: 'exit' });
    for (const criterion of owner.item.entry) entries.push({ owner, criterion, side: 'entry' });
  }
  return [...exits, ...entries].map((watch, rank) => ({
    ...watch,
    rank,
    each: watch.side === 'entry' && countsEach(watch.criterion),
    caseKey: waitingKey(CASE_PLAN, watch.criterion.id),
  }));
}

/** Whether each occurrence counts for itself; where several things have to happen, they are remembered together. */
export function countsEach({ on }: Criterion): boolean {
  return on.length === 1 && on[0]?.source === 'entry';
}

function below<K, T>(map: Map<string, Map<K, T[]>>, key: string): Map<K, T[]> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = new Map<K, T[]>();
  map.set(key, made);
  return made;
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
