// Why a plan item stands where it does: what brought it there, as the events of the case tell it, in the smallest set of
// causes. Values of fields are among the words: showing them is for who may see them.
import type { CaseEvent, FieldValue } from '../case/case.ts';
import type { CaseType, OnPart, Rule } from '../definition/definition.ts';
import { CASE_PLAN, definitionOf, type LifecycleState, repetitionOf, type Transition } from '../plan/plan.ts';
import type { Said } from '../sentences/say.ts';
import { smallestCauses } from '../why/why.ts';
import { sentenceOf } from './begun-words.ts';
import {
  type CaseLog,
  dataAt,
  definitionIn,
  eventOf,
  eventStart,
  isEnding,
  isFamily,
  itemAt,
  lastOf,
  lastThat,
  readLog,
  stageAround,
} from './case-log.ts';
import { endedBy } from './ended-by.ts';
import { entryFired, exitFired, type Fired, madeByEntering, type Satisfied } from './fired-criterion.ts';

/** Something from which it followed that the item went where it is. Events are numbered from 1. */
export type BegunCause =
  | { readonly kind: 'case-opened' }
  | { readonly kind: 'case-reopened' }
  | { readonly kind: 'case-closed' }
  | { readonly kind: 'stage-began'; readonly stage: string }
  | { readonly kind: 'stage-ended'; readonly stage: string }
  /** It was suspended, or goes on, with what holds it. */
  | { readonly kind: 'with-stage'; readonly stage: string }
  | { readonly kind: 'planned' }
  | { readonly kind: 'repeats'; readonly after: string }
  /** An on-part of the criterion: the transition of an item or the change of a field for which it waited. */
  | {
      readonly kind: 'happened';
      readonly criterion: string;
      readonly on: OnPart;
      readonly event: number;
      /** The instance, or the field. */
      readonly what: string;
    }
  /** A condition of a criterion, or of a rule where `criterion` is null, with the values that its fields had. */
  | {
      readonly kind: 'condition';
      readonly criterion: string | null;
      readonly source: string;
      readonly held: boolean;
      readonly values: Readonly<Record<string, FieldValue>>;
    }
  /** It is begun by hand, since the case type says so. */
  | { readonly kind: 'by-person' }
  /** Somebody did it: the transition that was asked for. */
  | { readonly kind: 'by-hand'; readonly on: Transition }
  | { readonly kind: 'time-came'; readonly dueAt: string | null }
  | { readonly kind: 'child-returned'; readonly child: string }
  /** A task that runs by itself did, or could not. */
  | { readonly kind: 'ran'; readonly failed: boolean }
  /** What had to be done in a stage was: each of these is one cause. */
  | { readonly kind: 'part-done'; readonly item: string; readonly state: LifecycleState }
  /** Something that the reader of the answer may not read. */
  | { readonly kind: 'not-readable' }
  /** Nothing in the stage had to be done. */
  | { readonly kind: 'nothing-left' };

interface SaidCause {
  readonly cause: BegunCause;
  readonly sentence: Said;
  /** What must go together for the item not to have gone there at that moment: mostly the cause alone. */
  readonly removed: readonly BegunCause[];
}

export interface WhyBegun {
  readonly instance: string;
  readonly state: LifecycleState;
  /** The number of the event, from 1, and the place of the transition among its changes. */
  readonly event: number;
  readonly change: number;
  readonly on: Transition;
  readonly causes: readonly SaidCause[];
}

/**
 * Why an item is in its present state. Goes in: an instance, or the id of a definition, which means its last instance.
 * Null for what the case type does not have, and for what was never there.
 */
export function whyBegun(caseType: CaseType, events: readonly CaseEvent[], item: string): WhyBegun | null {
  if (!caseType.items.has(item) && !caseType.items.has(definitionOf(item))) return null;
  const log = readLog(caseType, events);
  const at = lastTransition(log, item);
  const change = itemAt(log, at);
  const moment = log.moments[at];
  if (change === null || moment === undefined) return null;
  const { item: instance, to: state, on } = change;
  return { instance, state, event: moment.event, change: at - eventStart(log, at), on, causes: said(log, at) };
}

function lastTransition(log: CaseLog, item: string): number {
  const exact = lastOf(log, item, log.moments.length);
  if (exact !== -1 && !log.caseType.items.has(item)) return exact;
  for (let at = log.moments.length - 1; at >= 0; at -= 1) {
    const change = itemAt(log, at);
    if (change === null || definitionIn(log, change.item).id !== item || change.on !== 'create') continue;
    return lastOf(log, change.item, log.moments.length);
  }
  return exact;
}

/** What an item does since its stage did. */
const WITH_STAGE: ReadonlySet<Transition> = new Set(['suspend', 'parentSuspend', 'resume', 'parentResume']);

/** Ways in which it came about, the one that it was first: each is enough, and needs all of its causes. */
type Ways = readonly (readonly BegunCause[])[];

function said(log: CaseLog, at: number): readonly SaidCause[] {
  const ways = waysTo(log, at);
  const holds = (held: readonly BegunCause[]): string =>
    String(ways.some((way) => way.every((cause) => held.includes(cause))));
  return smallestCauses(ways.flat(), holds).map(({ cause, removed }) => ({
    ...{ cause, removed },
    sentence: sentenceOf(cause, log.caseType),
  }));
}

function waysTo(log: CaseLog, at: number): Ways {
  const change = itemAt(log, at);
  if (change === null) return [];
  const hand = byHand(log, at);
  if (hand !== null) return [[hand]];
  const { item, on } = change;
  if (on === 'create') return [madeBy(log, at)];
  if (on === 'enable' || on === 'start' || on === 'occur') return begunBy(log, at);
  if (WITH_STAGE.has(on)) return [[{ kind: 'with-stage', stage: stageAround(log, item) ?? CASE_PLAN }]];
  if (on === 'fault') return [[{ kind: 'ran', failed: true }]];
  if (on === 'reactivate') return [[{ kind: 'case-reopened' }]];
  return isEnding(change) ? endedWays(log, at) : [];
}

/** What somebody or something outside did to this very item, which is then the first that moves in the event. */
function byHand(log: CaseLog, at: number): BegunCause | null {
  const change = itemAt(log, at);
  const event = eventOf(log, at);
  if (change === null || event === undefined) return null;
  const { item, on } = change;
  if (event.type === 'CaseClosed') return item === CASE_PLAN ? { kind: 'case-closed' } : null;
  if (!actsOn(event, item)) return null;
  if (event.type === 'TimerFired') return on === 'occur' ? { kind: 'time-came', dueAt: dueOf(log, item, at) } : null;
  if (event.type === 'ChildReturned') return on === 'complete' ? { kind: 'child-returned', child: event.child } : null;
  // Work that was not begun is begun and completed by one command; of other moves the first is what was asked for.
  const isSecond = lastOf(log, item, at) >= eventStart(log, at) && event.type !== 'TaskCompleted';
  return isSecond ? null : { kind: 'by-hand', on };
}

function actsOn(event: CaseEvent, item: string): boolean {
  if (event.type === 'ListenerOccurred') return event.listener === item;
  if (event.type === 'TimerFired') return event.timer === item;
  if (event.type === 'PlanItemMoved') return event.item === item;
  if (event.type === 'TaskStarted' || event.type === 'TaskCompleted' || event.type === 'ChildReturned') {
    return event.task === item;
  }
  return false;
}

function dueOf({ moments }: CaseLog, timer: string, before: number): string | null {
  for (let at = before - 1; at >= 0; at -= 1) {
    const change = moments[at]?.change;
    if (change !== undefined && 'timer' in change && change.timer === timer && change.due !== null) {
      return change.due.dueAt;
    }
  }
  return null;
}

/** Why it went on from waiting: a criterion, or where it has none, what made it; and whether a person begins it. */
function begunBy(log: CaseLog, at: number): Ways {
  const change = itemAt(log, at);
  if (change === null) return [];
  const { entry, manual } = definitionIn(log, change.item);
  const rule = change.on === 'occur' ? [] : manualCauses(log, { rule: manual, at });
  const made = lastThat(log, at, ({ item, on }) => item === change.item && on === 'create');
  const fired = entry.length === 0 ? null : entryFired(log, at);
  if (fired === null) return [[...madeBy(log, made), ...rule]];
  const planned = madeBy(log, made).filter(({ kind }) => kind === 'planned');
  return criterionWays(log, fired, [...planned, ...rule]);
}

function manualCauses(log: CaseLog, { rule, at }: { readonly rule: Rule; readonly at: number }): BegunCause[] {
  if (typeof rule === 'boolean') return rule ? [{ kind: 'by-person' }] : [];
  const change = itemAt(log, at);
  const repetition = repetitionOf(change?.item ?? CASE_PLAN);
  return [ruleCause(log, rule, { before: at, held: change?.on === 'enable', repetition })];
}

function ruleCause(
  log: CaseLog,
  { source, names }: Exclude<Rule, boolean>,
  { before, held, repetition }: { readonly before: number; readonly held: boolean; readonly repetition: number },
): BegunCause {
  const recorded = valuesOf(log, names, before);
  const values = names.includes('repetition') ? { ...recorded, repetition } : recorded;
  return { kind: 'condition', criterion: null, source, held, values };
}

/** The criterion that fired, and those that stood ready to do the same. */
function criterionWays(log: CaseLog, fired: Fired, rest: readonly BegunCause[]): Ways {
  return [fired, ...fired.others].map((one) => [...criterionCauses(log, one, fired.before), ...rest]);
}

function criterionCauses(log: CaseLog, { criterion, happened }: Satisfied, before: number): BegunCause[] {
  const { id, on, when } = criterion;
  const parts = on.map((part, nth): BegunCause => {
    const at = happened[nth] ?? -1;
    const what = itemAt(log, at)?.item ?? nameAt(log, part, at);
    return { kind: 'happened', criterion: id, on: part, event: log.moments[at]?.event ?? 0, what };
  });
  if (when === undefined) return parts;
  const values = valuesOf(log, when.names, before);
  return [...parts, { kind: 'condition', criterion: id, source: when.source, held: true, values }];
}

/** The entry that it was, or what the case type names. */
function nameAt({ moments }: CaseLog, part: OnPart, at: number): string {
  if (part.source !== 'entry') return part.source === 'item' ? part.item : part.field;
  const change = moments[at]?.change;
  return change !== undefined && 'entry' in change ? change.entry : part.of;
}

function valuesOf(log: CaseLog, names: readonly string[], before: number): Readonly<Record<string, FieldValue>> {
  const data = dataAt(log, before);
  return Object.fromEntries(names.map((name) => [name, data[name] ?? null]));
}

/** Why an instance was made. */
function madeBy(log: CaseLog, made: number): readonly BegunCause[] {
  const change = itemAt(log, made);
  const event = eventOf(log, made);
  if (change === null || event === undefined) return [];
  const { item } = change;
  const stage = stageAround(log, item);
  if (stage === null) return [{ kind: 'case-opened' }];
  if (event.type === 'ItemPlanned' && event.item === item) return [{ kind: 'planned' }];
  const after = repetitionOf(item) === 1 ? null : predecessorOf(log, item, made);
  if (after !== null) {
    const { repeat } = definitionIn(log, item);
    const asked = { before: made, held: true, repetition: repetitionOf(after) };
    const rule = typeof repeat === 'boolean' ? [] : [ruleCause(log, repeat, asked)];
    return [{ kind: 'repeats', after }, ...rule];
  }
  if (event.type === 'CaseReopened' && stage === CASE_PLAN) return [{ kind: 'case-reopened' }];
  return [stage === CASE_PLAN ? { kind: 'case-opened' } : { kind: 'stage-began', stage }];
}

/** The instance whose going on, or whose end, made the next one. */
function predecessorOf(log: CaseLog, item: string, made: number): string | null {
  const entered = madeByEntering(log, item, made);
  if (entered !== null) return entered.instance;
  const start = eventStart(log, made);
  for (let at = made - 1; at >= start; at -= 1) {
    const change = itemAt(log, at);
    if (change !== null && isEnding(change) && isFamily(log, change.item, item)) return change.item;
  }
  return null;
}

function endedWays(log: CaseLog, at: number): Ways {
  const ended = endedBy(log, at);
  switch (ended.by) {
    case 'criterion': {
      const fired = exitFired(log, at);
      return fired === null ? [] : criterionWays(log, fired, []);
    }
    case 'closing':
      return [[{ kind: 'case-closed' }]];
    case 'stage':
      return [[{ kind: 'stage-ended', stage: ended.stage }]];
    case 'itself':
      return [ended.parts];
  }
}
