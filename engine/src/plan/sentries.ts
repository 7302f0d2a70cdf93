// Entry and exit criteria (CMMN 1.1, 5.4.6 and 8.5). On-parts are remembered by stage instance and criterion until the
// criterion fires; its condition is asked when all on-parts have happened and again when data it names changes.
import { type Draft, type Happening, instancesIn, itemOf, remember } from './draft.ts';
import { CASE_PLAN, definitionOf, stageOf } from './instance.ts';
import { isEnded } from './lifecycle.ts';
import { planIndex, type Watch } from './plan-index.ts';
import { conditionHolds, mayRepeat } from './rules.ts';
import { activeStages, createInstance, enter, leave, openInstances } from './stages.ts';

/** Notes everything that waits for a happening; nothing fires yet, so that exits can go before entries. */
export function notice(draft: Draft, happening: Happening): void {
  const index = planIndex(draft.caseType);
  if (happening.source === 'field') {
    for (const { watch, part } of index.onField.get(`${happening.field}:${happening.change}`) ?? []) {
      for (const stage of activeStages(draft, watch.owner.parent)) mark(draft, { watch, stage, part });
    }
    for (const watch of index.conditionsOn.get(happening.field) ?? []) askAgain(draft, watch);
    return;
  }
  const source = itemOf(draft, happening.instance);
  for (const { watch, part } of index.onItem.get(source.id)?.get(happening.transition) ?? []) {
    for (const stage of stagesInScope(draft, watch, happening.instance)) mark(draft, { watch, stage, part });
  }
  if (happening.transition === 'start' || happening.transition === 'manualStart' || source.kind === 'case') {
    for (const watch of index.conditionOnly.get(source.id) ?? []) draft.ready.add(keyOf(happening.instance, watch));
  }
}

/** Fires the next satisfied criterion, exits before entries, in the order of the case type. False when none is. */
export function fireNext(draft: Draft): boolean {
  for (const key of inOrder(draft)) {
    draft.ready.delete(key);
    const { stage, watch } = parseKey(draft, key);
    if (!isWanted(draft, watch, stage)) continue;
    if (!conditionHolds(draft, watch.criterion)) {
      if (watch.criterion.on.length > 0) keepAll(draft, key, watch);
      continue;
    }
    remember(draft, key, []);
    if (watch.side === 'exit') fireExit(draft, watch, stage);
    else fireEntry(draft, watch, stage);
    return true;
  }
  return false;
}

/** True where an available item of the stage has an entry criterion that a listener could still satisfy. */
export function isWatched(draft: Draft, listener: string): boolean {
  const { onItem } = planIndex(draft.caseType);
  return (onItem.get(definitionOf(listener))?.get('occur') ?? []).some(
    ({ watch }) =>
      watch.side === 'entry' &&
      activeStages(draft, watch.owner.parent).some((stage) => waitingInstance(draft, watch, stage) !== undefined),
  );
}

/** A direct child of the stage that owns the criterion counts in its own stage instance only; others count anywhere. */
function stagesInScope(draft: Draft, watch: Watch, source: string): readonly string[] {
  const item = itemOf(draft, source);
  if (item.parent === watch.owner.parent) {
    const stage = stageOf(source, item.parent);
    return stage === null ? [] : [stage];
  }
  return activeStages(draft, watch.owner.parent);
}

function mark(draft: Draft, at: { readonly watch: Watch; readonly stage: string; readonly part: number }): void {
  const { watch, stage, part } = at;
  if (!isWanted(draft, watch, stage)) return;
  const key = keyOf(stage, watch);
  const seen = draft.waiting[key] ?? [];
  if (watch.criterion.on.length === 1 || seen.length === watch.criterion.on.length) {
    draft.ready.add(key);
    return;
  }
  if (seen.includes(part)) return;
  const parts = [...seen, part].sort((a, b) => a - b);
  remember(draft, key, parts);
  if (parts.length === watch.criterion.on.length) draft.ready.add(key);
}

/** Data changed that a condition names: criteria that only waited for it are asked again. */
function askAgain(draft: Draft, watch: Watch): void {
  for (const stage of activeStages(draft, watch.owner.parent)) {
    const key = keyOf(stage, watch);
    if ((draft.waiting[key] ?? []).length === watch.criterion.on.length) draft.ready.add(key);
  }
}

/** Keeps the on-parts of a criterion whose condition does not hold yet. */
function keepAll(draft: Draft, key: string, watch: Watch): void {
  if ((draft.waiting[key] ?? []).length === watch.criterion.on.length) return;
  remember(
    draft,
    key,
    watch.criterion.on.map((_, part) => part),
  );
}

function fireExit(draft: Draft, watch: Watch, stage: string): void {
  for (const instance of targets(draft, watch, stage)) {
    const state = draft.items[instance];
    if (state !== undefined && !isEnded(state)) leave(draft, instance);
  }
}

/**
 * The waiting instance goes on, and where its rule lets it repeat, the next one begins to wait. While as many are open
 * as the item allows, a firing is absorbed: it asks for work that is already there.
 */
function fireEntry(draft: Draft, watch: Watch, stage: string): void {
  const instance = waitingInstance(draft, watch, stage);
  if (instance === undefined || openInstances(draft, instance) >= watch.owner.concurrent) return;
  const again = watch.owner.repeat !== false && mayRepeat(draft, instance);
  enter(draft, instance);
  if (again && draft.items[stage] === 'active') {
    createInstance(draft, stage, watch.owner);
  }
}

function isWanted(draft: Draft, watch: Watch, stage: string): boolean {
  if (watch.side === 'entry') return waitingInstance(draft, watch, stage) !== undefined;
  return targets(draft, watch, stage).some((instance) => {
    const state = draft.items[instance];
    return state !== undefined && !isEnded(state);
  });
}

function targets(draft: Draft, watch: Watch, stage: string): readonly string[] {
  return watch.owner.kind === 'case' ? [CASE_PLAN] : instancesIn(draft, stage, watch.owner.id);
}

/** An available timer that is already set has had its start trigger and does not wait for it again. */
function waitingInstance(draft: Draft, watch: Watch, stage: string): string | undefined {
  return targets(draft, watch, stage).find(
    (instance) => draft.items[instance] === 'available' && draft.timers[instance] === undefined,
  );
}

function inOrder(draft: Draft): readonly string[] {
  if (draft.ready.size < 2) return [...draft.ready];
  const rank = (key: string) => {
    const { watch } = parseKey(draft, key);
    return watch.order + (watch.side === 'exit' ? 0 : 1_000_000);
  };
  return [...draft.ready].sort((a, b) => rank(a) - rank(b));
}

function keyOf(stage: string, watch: Watch): string {
  return `${stage}|${watch.criterion.id}`;
}

function parseKey(draft: Draft, key: string): { readonly stage: string; readonly watch: Watch } {
  const bar = key.indexOf('|');
  const watch = planIndex(draft.caseType).byCriterion.get(key.slice(bar + 1));
  if (watch === undefined) throw new Error(`The case type has no criterion ${key.slice(bar + 1)}.`);
  return { stage: key.slice(0, bar), watch };
}
