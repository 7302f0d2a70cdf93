// Who waits for what in a case type: computed once and looked up on every event, so that settling a case costs what
// happened and not the size of its definition.
import type { CaseType, Criterion, FieldChange, PlanItemDefinition } from '../definition/case-type.ts';
import { CASE_PLAN, familyKeyOf, repetitionOf, stageOf, waitingKey } from './instance.ts';
import type { Transition } from './lifecycle.ts';

/** One criterion of one plan item. */
export interface Watch {
  readonly owner: PlanItemDefinition;
  readonly criterion: Criterion;
  readonly side: 'entry' | 'exit';
  /** Exits before entries, each in the order of the file; of several that are satisfied the lowest fires first. */
  readonly rank: number;
  /** Under what its on-parts are remembered in the case plan itself. */
  readonly caseKey: string;
}

interface PartWatch {
  readonly watch: Watch;
  readonly part: number;
  /** Only an exit by this criterion counts. */
  readonly by?: string;
}

/** What the name of an instance says, once it was taken apart. */
export interface Named {
  readonly item: PlanItemDefinition;
  /** The stage instance that holds it; null for the case plan. */
  readonly stage: string | null;
  /** The id of the first instance of the same item in the same stage instance. */
  readonly family: string;
  readonly repetition: number;
}

export interface PlanIndex {
  /** By item, then by transition: most items have few watchers, and many transitions none. */
  readonly onItem: ReadonlyMap<string, ReadonlyMap<Transition, readonly PartWatch[]>>;
  readonly onField: ReadonlyMap<string, ReadonlyMap<FieldChange, readonly PartWatch[]>>;
  /** Criteria whose condition names the field. */
  readonly conditionsOn: ReadonlyMap<string, readonly Watch[]>;
  readonly byOwner: ReadonlyMap<string, readonly Watch[]>;
  /** Criteria without any on-part, by the stage that holds their owner; those of the case plan itself by the empty text. */
  readonly conditionOnly: ReadonlyMap<string, readonly Watch[]>;
  /** Derived fields by each field they need. */
  readonly derivedFrom: ReadonlyMap<string, CaseType['derived']>;
  /** Listeners and timers that entry criteria of an item watch. */
  readonly listenersOf: ReadonlyMap<string, readonly PlanItemDefinition[]>;
  /** Place of each item in the file; what a stage holds comes after it. */
  readonly order: ReadonlyMap<string, number>;
  /** Items that a stage does not create by itself, by stage. */
  readonly discretionary: ReadonlyMap<string, readonly PlanItemDefinition[]>;
  /** What follows from the names of instances that were looked up before. */
  readonly names: Map<string, Named>;
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

function buildIndex(caseType: CaseType): PlanIndex {
  const watches = allWatches(caseType);
  return {
    ...watchedThings(watches),
    ...watchesByPlace(watches),
    derivedFrom: derivedByNeed(caseType),
    listenersOf: listenersByItem(caseType, watches),
    order: new Map([...caseType.items.keys()].map((id, at) => [id, at])),
    discretionary: new Map(
      [...caseType.children].map(([stage, held]) => [
        stage,
        held.flatMap((id) => {
          const item = caseType.items.get(id);
          return item?.discretionary === undefined ? [] : [item];
        }),
      ]),
    ),
    names: new Map([...caseType.items].map(([id, item]) => [id, namedBy(id, item)])),
    bound: SETTLE_LIMIT + 4 * caseType.items.size,
  };
}

/** Takes the name of an instance of that item apart. */
export function namedBy(instance: string, item: PlanItemDefinition): Named {
  return {
    item,
    stage: stageOf(instance, item.parent),
    family: familyKeyOf(instance),
    repetition: repetitionOf(instance),
  };
}

function watchedThings(watches: readonly Watch[]): Pick<PlanIndex, 'onItem' | 'onField' | 'conditionsOn'> {
  const onItem = new Map<string, Map<Transition, PartWatch[]>>();
  const onField = new Map<string, Map<FieldChange, PartWatch[]>>();
  const conditionsOn = new Map<string, Watch[]>();
  for (const watch of watches) {
    watch.criterion.on.forEach((on, part) => {
      if (on.source === 'field') {
        push(below(onField, on.field), on.change, { watch, part });
        return;
      }
      const watching = on.by === undefined ? { watch, part } : { watch, part, by: on.by };
      for (const item of [on.item, ...(on.or ?? [])]) push(below(onItem, item), on.transition, watching);
    });
    for (const name of watch.criterion.when?.names ?? []) push(conditionsOn, name, watch);
  }
  return { onItem, onField, conditionsOn };
}

function watchesByPlace(watches: readonly Watch[]): Pick<PlanIndex, 'byOwner' | 'conditionOnly'> {
  const byOwner = new Map<string, Watch[]>();
  const conditionOnly = new Map<string, Watch[]>();
  for (const watch of watches) {
    push(byOwner, watch.owner.id, watch);
    if (watch.criterion.on.length === 0) push(conditionOnly, watch.owner.parent ?? '', watch);
  }
  return { byOwner, conditionOnly };
}

function derivedByNeed(caseType: CaseType): PlanIndex['derivedFrom'] {
  const derivedFrom = new Map<string, CaseType['derived'][number][]>();
  for (const derived of caseType.derived) for (const name of derived.from.names) push(derivedFrom, name, derived);
  return derivedFrom;
}

function listenersByItem(caseType: CaseType, watches: readonly Watch[]): PlanIndex['listenersOf'] {
  const listenersOf = new Map<string, PlanItemDefinition[]>();
  for (const { owner, criterion, side } of watches) {
    if (side === 'exit') continue;
    for (const on of criterion.on) {
      const source = on.source === 'item' ? caseType.items.get(on.item) : undefined;
      if (source?.kind === 'listener' || source?.kind === 'timer') push(listenersOf, owner.id, source);
    }
  }
  return listenersOf;
}

function allWatches(caseType: CaseType): readonly Watch[] {
  const exits: Omit<Watch, 'rank' | 'caseKey'>[] = [];
  const entries: Omit<Watch, 'rank' | 'caseKey'>[] = [];
  for (const owner of caseType.items.values()) {
    for (const criterion of owner.exit) exits.push({ owner, criterion, side: 'exit' });
    for (const criterion of owner.entry) entries.push({ owner, criterion, side: 'entry' });
  }
  return [...exits, ...entries].map((watch, rank) => ({
    ...watch,
    rank,
    caseKey: waitingKey(CASE_PLAN, watch.criterion.id),
  }));
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
