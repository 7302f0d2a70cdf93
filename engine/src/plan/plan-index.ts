// Who waits for what in a case type: computed once and looked up on every event, so that settling a case costs what
// happened and not the size of its definition.
import type { CaseType, Criterion, PlanItemDefinition } from '../definition/case-type.ts';
import type { Transition } from './lifecycle.ts';

/** One criterion of one plan item. */
export interface Watch {
  readonly owner: PlanItemDefinition;
  readonly criterion: Criterion;
  readonly side: 'entry' | 'exit';
  /** Position in the file; of several that are satisfied the first fires first. */
  readonly order: number;
}

interface PartWatch {
  readonly watch: Watch;
  readonly part: number;
}

export interface PlanIndex {
  /** By item, then by transition: most items have few watchers, and many transitions none. */
  readonly onItem: ReadonlyMap<string, ReadonlyMap<Transition, readonly PartWatch[]>>;
  /** By `field:change`. */
  readonly onField: ReadonlyMap<string, readonly PartWatch[]>;
  /** Criteria whose condition names the field. */
  readonly conditionsOn: ReadonlyMap<string, readonly Watch[]>;
  readonly byCriterion: ReadonlyMap<string, Watch>;
  /** Criteria without any on-part, by the stage that holds their owner. */
  readonly conditionOnly: ReadonlyMap<string, readonly Watch[]>;
}

const indexes = new WeakMap<CaseType, PlanIndex>();

/** The index of a case type; kept as long as the case type itself. */
export function planIndex(caseType: CaseType): PlanIndex {
  const known = indexes.get(caseType);
  if (known !== undefined) return known;
  const made = buildIndex(caseType);
  indexes.set(caseType, made);
  return made;
}

function buildIndex(caseType: CaseType): PlanIndex {
  const onItem = new Map<string, Map<Transition, PartWatch[]>>();
  const onField = new Map<string, PartWatch[]>();
  const conditionsOn = new Map<string, Watch[]>();
  const byCriterion = new Map<string, Watch>();
  const conditionOnly = new Map<string, Watch[]>();
  for (const watch of allWatches(caseType)) {
    byCriterion.set(watch.criterion.id, watch);
    watch.criterion.on.forEach((on, part) => {
      if (on.source === 'item') push(below(onItem, on.item), on.transition, { watch, part });
      else push(onField, `${on.field}:${on.change}`, { watch, part });
    });
    for (const name of watch.criterion.when?.names ?? []) push(conditionsOn, name, watch);
    if (watch.criterion.on.length === 0) push(conditionOnly, watch.owner.parent ?? '', watch);
  }
  return { onItem, onField, conditionsOn, byCriterion, conditionOnly };
}

function allWatches(caseType: CaseType): readonly Watch[] {
  const watches: Watch[] = [];
  for (const owner of caseType.items.values()) {
    for (const criterion of owner.exit) watches.push({ owner, criterion, side: 'exit', order: watches.length });
    for (const criterion of owner.entry) watches.push({ owner, criterion, side: 'entry', order: watches.length });
  }
  return watches;
}

function below<T>(map: Map<string, Map<Transition, T[]>>, item: string): Map<Transition, T[]> {
  const known = map.get(item);
  if (known !== undefined) return known;
  const made = new Map<Transition, T[]>();
  map.set(item, made);
  return made;
}

function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
