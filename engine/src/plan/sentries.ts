// Entry and exit criteria (CMMN 1.1, 5.4.6 and 8.5). On-parts are remembered by stage instance and criterion until the
// criterion fires; its condition is asked when all on-parts have happened and again when data it names changes.
import type { FieldChange } from '../definition/case-type.ts';
import { type Draft, type Happening, leftIn, liveIn, type Ready, remember, stateIn, timerIn } from './draft.ts';
import { type Instance, isSame } from './handle.ts';
import { waitingKey } from './instance.ts';
import type { Watch } from './plan-index.ts';
import { conditionHolds, mayRepeat } from './rules.ts';
import { createInstance, enter, finish, leave, openInstances, watchfulStages } from './stages.ts';

const NOBODY: readonly Instance[] = [];

type ItemHappening = Extract<Happening, { source: 'item' }>;

/** Notes everything that waits for a transition; nothing fires yet, so that exits can go before entries. */
export function noticeItem(draft: Draft, happening: ItemHappening): void {
  const { instance, transition } = happening;
  const { node } = instance;
  const watching = node.heard?.get(transition);
  if (watching !== undefined) {
    for (const { watch, part, by } of watching) {
      if (by !== undefined && by !== happening.by) continue;
      for (const stage of stagesInScope(draft, watch, instance)) mark(draft, { watch, stage }, part);
    }
  }
  if (node.holds && stateIn(draft, instance) === 'active') {
    askAll(draft, instance, node.conditionOnly);
    if (instance.stage === null) askAll(draft, instance, draft.index.planConditions);
  }
  if (transition === 'resume' || transition === 'parentResume') revive(draft, instance);
}

/** Notes everything that waits for a change of the case file (CMMN 1.1, 8.3 and table 8.2). */
export function noticeField(draft: Draft, field: string, change: FieldChange): void {
  markField(draft, field, change);
  // A field is its value: a new value is an update of the item and a replacement of its content.
  if (change === 'update') markField(draft, field, 'replace');
  const { within } = draft.caseType.fields.get(field) ?? {};
  if (within !== undefined && change === 'create') markField(draft, within, 'addChild');
  if (within !== undefined && change === 'delete') markField(draft, within, 'removeChild');
  for (const watch of draft.index.conditionsOn.get(field) ?? []) {
    for (const stage of watchfulStages(draft, watch.owner.parent)) askAgain(draft, { watch, stage });
  }
}

/** Notes everything that waits for what happened to an entry. What waits for that alone is to fire once for each. */
export function noticeEntry(draft: Draft, { entry, watching }: Extract<Happening, { source: 'entry' }>): void {
  for (const { watch, part } of watching) {
    for (const stage of watchfulStages(draft, watch.owner.parent)) {
      mark(draft, watch.each ? { watch, stage, entry } : { watch, stage }, part);
    }
  }
}

/** Fires the next satisfied criterion, exits before entries, in the order of the case type. False when none is. */
export function fireNext(draft: Draft): boolean {
  for (;;) {
    const next = takeFirst(draft.ready);
    if (next === undefined) return false;
    const { watch } = next;
    if (!isWanted(draft, next)) continue;
    if (isAtRest(draft, next) || !conditionHolds(draft, watch.criterion)) {
      keepAll(draft, next);
      continue;
    }
    remember(draft, keyOf(next), []);
    if (watch.side === 'exit') fireExit(draft, next);
    else fireEntry(draft, next);
    return true;
  }
}

/** True where an available item still has an entry criterion that the listener could satisfy. */
export function isWatched(draft: Draft, { node }: Instance): boolean {
  const watching = node.heard?.get('occur') ?? [];
  return watching.some(
    ({ watch }) =>
      watch.side === 'entry' &&
      watchfulStages(draft, watch.owner.parent).some((stage) => waitingInstance(draft, watch, stage) !== undefined),
  );
}

/** A criterion of an item that was planned or set going again, asked although nothing happened to it yet. */
export function revive(draft: Draft, { node, stage }: Instance): void {
  if (stage === null) return;
  for (const watch of node.criteria) askAgain(draft, { watch, stage });
}

/** A direct child of the stage that owns the criterion counts in its own stage instance only; others count anywhere. */
function stagesInScope(draft: Draft, watch: Watch, source: Instance): readonly Instance[] {
  const { parent } = watch.owner;
  if (source.node.parent !== parent || source.stage === null) return watchfulStages(draft, parent);
  return source.stage === draft.index.root ? draft.index.onlyRoot : [source.stage];
}

function askAll(draft: Draft, stage: Instance, watches: readonly Watch[]): void {
  for (const watch of watches) makeReady(draft, { watch, stage });
}

function markField(draft: Draft, field: string, change: FieldChange): void {
  for (const { watch, part } of draft.index.onField.get(field)?.get(change) ?? []) {
    for (const stage of watchfulStages(draft, watch.owner.parent)) mark(draft, { watch, stage }, part);
  }
}

function mark(draft: Draft, at: Ready, part: number): void {
  if (!isWanted(draft, at)) return;
  const all = at.watch.criterion.on.length;
  if (all === 1) {
    makeReady(draft, at);
    return;
  }
  const key = keyOf(at);
  const seen = draft.waiting[key] ?? [];
  if (seen.length === all) {
    makeReady(draft, at);
    return;
  }
  if (seen.includes(part)) return;
  const parts = [...seen, part].sort((a, b) => a - b);
  remember(draft, key, parts);
  if (parts.length === all) makeReady(draft, at);
}

/** Criteria that only waited for their condition are asked again. */
function askAgain(draft: Draft, at: Ready): void {
  if (at.watch.each) {
    for (const entry of entriesKept(draft, at)) makeReady(draft, { ...at, entry });
    return;
  }
  const all = at.watch.criterion.on.length;
  if (all === 0 || (draft.waiting[keyOf(at)] ?? []).length === all) makeReady(draft, at);
}

/** Entries of which a criterion remembers that it happened to them. */
function entriesKept(draft: Draft, at: Ready): readonly string[] {
  const before = keyOf({ ...at, entry: '' });
  return Object.keys(draft.waiting).flatMap((key) => (key.startsWith(before) ? [key.slice(before.length)] : []));
}

/** Keeps the on-parts of a criterion whose condition does not hold yet. */
function keepAll(draft: Draft, at: Ready): void {
  const { on } = at.watch.criterion;
  const key = keyOf(at);
  if (on.length === 0 || (draft.waiting[key] ?? []).length === on.length) return;
  remember(
    draft,
    key,
    on.map((_, part) => part),
  );
}

function fireExit(draft: Draft, at: Ready): void {
  const { criterion } = at.watch;
  for (const instance of targets(draft, at)) {
    const state = stateIn(draft, instance);
    if (criterion.only === 'active' && state !== 'active') continue;
    if (criterion.only === 'active-or-enabled' && state !== 'active' && state !== 'enabled') continue;
    if (criterion.as === 'complete' && state === 'active') finish(draft, instance, 'complete');
    else leave(draft, instance, criterion.id);
    draft.onCriterion?.(criterion.id);
  }
}

/**
 * The waiting instance goes on, and where its rule lets it repeat, the next one begins to wait. While as many are open
 * as the item allows, a firing is absorbed: it asks for work that is already there. What happened to an entry is never absorbed.
 */
function fireEntry(draft: Draft, { watch, stage }: Ready): void {
  const { item } = watch.owner;
  const instance = waitingInstance(draft, watch, stage);
  if (instance === undefined) return;
  if (!watch.each && openInstances(draft, stage, watch.owner) >= item.concurrent) return;
  const again = item.repeat !== false && item.discretionary === undefined && mayRepeat(draft, instance);
  enter(draft, instance);
  draft.onCriterion?.(watch.criterion.id);
  if (again && stateIn(draft, stage) === 'active') createInstance(draft, stage, watch.owner);
}

function isWanted(draft: Draft, at: Ready): boolean {
  if (at.watch.side === 'exit') return targets(draft, at).length > 0;
  return (
    waitingInstance(draft, at.watch, at.stage) !== undefined ||
    suspendedWaiting(draft, at.watch, at.stage) !== undefined
  );
}

/** Nothing fires inside what is suspended; what happened is remembered for when it goes on. */
function isAtRest(draft: Draft, { stage, watch }: Ready): boolean {
  if (stateIn(draft, stage) !== 'active') return true;
  return watch.side === 'entry' && waitingInstance(draft, watch, stage) === undefined;
}

function targets(draft: Draft, { stage, watch }: Ready): readonly Instance[] {
  if (watch.owner.parent !== null) return liveIn(draft, stage, watch.owner);
  return draft.plan === 'active' ? draft.index.onlyRoot : NOBODY;
}

/** An available timer that is already set has had its start trigger and does not wait for it again. */
function waitingInstance(draft: Draft, watch: Watch, stage: Instance): Instance | undefined {
  const live = liveIn(draft, stage, watch.owner);
  for (let at = 0; at < live.length; at += 1) {
    const instance = live[at];
    if (instance === undefined || stateIn(draft, instance) !== 'available') continue;
    if (timerIn(draft, instance) === undefined) return instance;
  }
  return undefined;
}

function suspendedWaiting(draft: Draft, watch: Watch, stage: Instance): Instance | undefined {
  if (draft.left === undefined) return undefined;
  return liveIn(draft, stage, watch.owner).find((instance) => {
    const left = leftIn(draft, instance);
    return left?.state === 'available' && left.timer === undefined;
  });
}

function makeReady({ ready }: Draft, at: Ready): void {
  for (let known = 0; known < ready.length; known += 1) {
    const other = ready[known];
    if (other?.watch === at.watch && other.entry === at.entry && isSame(other.stage, at.stage)) return;
  }
  ready.push(at);
}

function takeFirst(ready: Ready[]): Ready | undefined {
  if (ready.length < 2) return ready.pop();
  let best = 0;
  for (let at = 1; at < ready.length; at += 1) {
    if ((ready[at]?.watch.rank ?? 0) < (ready[best]?.watch.rank ?? 0)) best = at;
  }
  return ready.splice(best, 1)[0];
}

function keyOf({ stage, watch, entry }: Ready): string {
  const key = stage.stage === null ? watch.caseKey : waitingKey(stage.id, watch.criterion.id);
  return entry === undefined ? key : `${key}@${entry}`;
}
