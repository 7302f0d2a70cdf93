// A case while one command is being decided: what changed lies over the state below, which is never copied, and the list
// of changes becomes the event. It refuses any transition that the lifecycle tables do not have.
import { addDays, dateOf } from '../calendar/calendar.ts';
import type { Change } from '../case/events.ts';
import type { CaseState, ClockState, FieldValue, LeftState, Occurred, TimerState } from '../case/state.ts';
import type { CaseType, FieldChange, PlanItemDefinition } from '../definition/case-type.ts';
import type { Value } from '../expression/expression.ts';
import { CASE_PLAN, definitionOf, instanceId } from './instance.ts';
import { emptyLedger, ledgerGet } from './ledger.ts';
import { isEnded, nextState, type LifecycleState, type Transition } from './lifecycle.ts';
import { type Named, namedBy, planIndex, type PlanIndex, type Watch } from './plan-index.ts';
import { type Family, familyIn, movedFamily, type Records, recordsOf } from './records.ts';

/** Something that criteria may be waiting for, or that has to follow in its turn. */
export type Happening =
  | { readonly source: 'item'; readonly instance: string; readonly transition: Transition; readonly by?: string }
  | { readonly source: 'field'; readonly field: string; readonly change: FieldChange }
  /** A task that runs by itself has started. */
  | { readonly source: 'run'; readonly instance: string };

/** A criterion whose on-parts have all happened, waiting for its turn. */
export interface Ready {
  readonly stage: string;
  readonly watch: Watch;
}

/** What a decision gives: fields with their values, or why it gave nothing. */
export type DecisionOutcome = { readonly outputs: Readonly<Record<string, Value>> } | { readonly problem: string };

/** Evaluates the decision of that name over the case file. The plan knows nothing else of decisions. */
export type EvaluateDecision = (decision: string, data: Readonly<Record<string, Value>>) => DecisionOutcome;

export interface Draft {
  readonly caseType: CaseType;
  readonly index: PlanIndex;
  readonly occurred: Occurred;
  readonly evaluateDecision: EvaluateDecision | null;
  /** The state below. */
  readonly records: Records;
  readonly moved: Map<string, LifecycleState>;
  /** The state of the case plan itself, which is asked for most often. */
  plan: LifecycleState | undefined;
  readonly families: Map<string, Family>;
  readonly required: Readonly<Record<string, boolean>>;
  /** What conditional required rules said of instances that this command creates. */
  newlyRequired: Map<string, boolean> | null;
  waiting: Readonly<Record<string, readonly number[]>>;
  data: Readonly<Record<string, FieldValue>>;
  timers: Readonly<Record<string, TimerState>>;
  clocks: Readonly<Record<string, ClockState>>;
  left: Readonly<Record<string, LeftState>>;
  readonly changes: Change[];
  readonly agenda: Happening[];
  readonly ready: Ready[];
  /** Stage instances in which something moved, so that they may be done now. */
  readonly touched: string[];
  dataChanged: boolean;
  /** A timer whose due date could not be computed; the command is then refused. */
  failure: { readonly where: string; readonly reason: string } | null;
}

export interface DraftContext {
  readonly occurred: Occurred;
  readonly evaluateDecision?: EvaluateDecision | undefined;
}

const NOTHING: Readonly<Record<string, never>> = Object.freeze({});

/** A draft on top of a state, or of nothing for a case that is being opened. */
export function openDraft(caseType: CaseType, state: CaseState | null, context: DraftContext): Draft {
  const records = state === null ? noRecords() : recordsOf(state);
  return {
    caseType,
    index: planIndex(caseType),
    occurred: context.occurred,
    evaluateDecision: context.evaluateDecision ?? null,
    records,
    moved: new Map(),
    plan: ledgerGet(records.items, CASE_PLAN),
    families: new Map(),
    required: state?.required ?? NOTHING,
    newlyRequired: null,
    waiting: state?.waiting ?? NOTHING,
    data: state?.data ?? NOTHING,
    timers: state !== null && hasKeys(state.timers) ? state.timers : NOTHING,
    clocks: state?.clocks ?? NOTHING,
    left: state?.left ?? NOTHING,
    changes: [],
    agenda: [],
    ready: [],
    touched: [],
    dataChanged: false,
    failure: null,
  };
}

export function stateIn(draft: Draft, instance: string): LifecycleState | undefined {
  if (instance === CASE_PLAN) return draft.plan;
  return draft.moved.get(instance) ?? ledgerGet(draft.records.items, instance);
}

/** When a timer is due. Most cases have none set, and then no name has to be looked up. */
export function timerIn(draft: Draft, instance: string): TimerState | undefined {
  return draft.timers === NOTHING ? undefined : draft.timers[instance];
}

export function hasTimers({ timers }: Draft): boolean {
  return timers !== NOTHING && hasKeys(timers);
}

/** What a suspended instance goes back to. */
export function leftIn(draft: Draft, instance: string): LeftState | undefined {
  return draft.left === NOTHING ? undefined : draft.left[instance];
}

/** The definition of an instance. Instances come from definitions, so a missing one is a bug. */
export function itemOf(draft: Draft, instance: string): PlanItemDefinition {
  // An instance that is the first of its item, in a stage that does not repeat, has the id of its definition.
  return namedIn(draft, instance).item;
}

/** Which repetition of its item an instance is, from 1. */
export function repetitionIn(draft: Draft, instance: string): number {
  return namedIn(draft, instance).repetition;
}

/** The stage instance that holds an instance; null for the case plan. */
export function stageIn(draft: Draft, instance: string): string | null {
  return namedIn(draft, instance).stage;
}

export function familyOf(draft: Draft, stage: string, definition: string): Family {
  const key = instanceId(stage, definition, 1);
  return draft.families.get(key) ?? familyIn(draft.records.families, key);
}

/** Instances of a definition inside one stage instance that are not done, first repetition first. */
export function liveIn(draft: Draft, stage: string, definition: string): readonly string[] {
  return familyOf(draft, stage, definition).live;
}

/** The same in whatever stage instances hold it. */
export function everyLive(draft: Draft, definition: string): readonly string[] {
  const parent = draft.caseType.items.get(definition)?.parent ?? CASE_PLAN;
  const stages = parent === CASE_PLAN ? [CASE_PLAN] : everyLive(draft, parent);
  return stages.flatMap((stage) => liveIn(draft, stage, definition));
}

/** Moves an instance along its lifecycle, records the change and lets criteria know of it. */
export function transition(draft: Draft, instance: string, on: Transition): void {
  move(draft, instance, { on });
}

/** A transition that a criterion brought about. */
export function transitionBy(draft: Draft, instance: string, how: Movement): void {
  move(draft, instance, how);
}

/** Suspends an instance and keeps what to go back to. */
export function suspendInstance(
  draft: Draft,
  instance: string,
  { on, parent }: { readonly on: 'suspend' | 'parentSuspend'; readonly parent: boolean },
): void {
  const item = itemOf(draft, instance);
  const state = stateIn(draft, instance);
  if (state === undefined || nextState(item.kind, state, on) !== 'suspended') {
    throw new Error(`${item.kind} ${instance} has no ${on} from ${state ?? 'none'}.`);
  }
  const timer = timerIn(draft, instance);
  const left: LeftState = timer === undefined ? { state, parent } : { state, parent, timer };
  put(draft, instance, { from: state, to: 'suspended' });
  draft.left = { ...draft.left, [instance]: left };
  draft.changes.push({ item: instance, on, to: 'suspended', left });
  if (timer !== undefined) setTimer(draft, instance, null);
  announce(draft, item, { source: 'item', instance, transition: on });
}

/** Records a field's value; does nothing where it already has it. */
export function setField(draft: Draft, field: string, value: FieldValue): void {
  const before = draft.data[field] ?? null;
  if (before === value) return;
  // Copied before its first change, and this draft's own from then on.
  if (draft.dataChanged) (draft.data as Record<string, FieldValue>)[field] = value;
  else draft.data = { ...draft.data, [field]: value };
  draft.dataChanged = true;
  draft.changes.push({ field, value });
  const change = before === null ? 'create' : value === null ? 'delete' : 'update';
  draft.agenda.push({ source: 'field', field, change });
}

export function setTimer(draft: Draft, timer: string, due: TimerState | null): void {
  draft.timers = due === null ? without(draft.timers, timer) : { ...draft.timers, [timer]: due };
  draft.changes.push({ timer, due });
}

export function setClock(draft: Draft, clock: string, is: ClockState): void {
  draft.clocks = { ...draft.clocks, [clock]: is };
  draft.changes.push({ clock, is });
}

/** Remembers which on-parts of a criterion have happened; an empty list forgets. */
export function remember(draft: Draft, key: string, parts: readonly number[]): void {
  if (parts.length === 0) {
    if (draft.waiting[key] === undefined) return;
    draft.waiting = without(draft.waiting, key);
  } else {
    draft.waiting = { ...draft.waiting, [key]: parts };
  }
  draft.changes.push({ waiting: key, parts });
}

/** Notes that a stage instance may be done now. */
export function touch(draft: Draft, stage: string): void {
  if (!draft.touched.includes(stage)) draft.touched.push(stage);
}

interface Movement {
  readonly on: Transition;
  /** The exit criterion. */
  readonly by?: string | undefined;
}

function move(draft: Draft, instance: string, { on, by }: Movement): void {
  const item = itemOf(draft, instance);
  const from = stateIn(draft, instance);
  const next = nextState(item.kind, from ?? 'none', on);
  const left = leftIn(draft, instance);
  const to = next === 'history' ? left?.state : next;
  if (to === null || to === undefined) {
    throw new Error(`${item.kind} ${instance} has no ${on} from ${from ?? 'none'}.`);
  }
  put(draft, instance, { from, to });
  draft.changes.push(changeOf(draft, instance, { item, on, to, left }));
  if (left !== undefined) draft.left = without(draft.left, instance);
  if (isEnded(to) && timerIn(draft, instance) !== undefined) setTimer(draft, instance, null);
  if (left?.timer !== undefined && !isEnded(to)) setTimer(draft, instance, left.timer);
  announce(
    draft,
    item,
    by === undefined ? { source: 'item', instance, transition: on } : { source: 'item', instance, transition: on, by },
  );
}

/** Names are taken apart once; which ones there are follows from the case type, and what is kept is bounded. */
function namedIn(draft: Draft, instance: string): Named {
  return draft.index.names.get(instance) ?? lookUp(draft, instance);
}

function lookUp({ caseType, index }: Draft, instance: string): Named {
  const item = caseType.items.get(definitionOf(instance));
  if (item === undefined) throw new Error(`The case type has no plan item for ${instance}.`);
  const named = namedBy(instance, item);
  if (index.names.size < caseType.items.size + MOST_NAMES) index.names.set(instance, named);
  return named;
}

const MOST_NAMES = 10_000;

function put(
  draft: Draft,
  instance: string,
  moved: { readonly from: LifecycleState | undefined; readonly to: LifecycleState },
): void {
  draft.moved.set(instance, moved.to);
  if (instance === CASE_PLAN) draft.plan = moved.to;
  if (moved.from !== undefined && isEnded(moved.from) === isEnded(moved.to)) return;
  const key = namedIn(draft, instance).family;
  const family = draft.families.get(key) ?? familyIn(draft.records.families, key);
  draft.families.set(key, movedFamily(family, instance, moved));
}

function announce(draft: Draft, item: PlanItemDefinition, happening: Extract<Happening, { source: 'item' }>): void {
  const stage = stageIn(draft, happening.instance);
  if (stage !== null) touch(draft, stage);
  if (item.kind === 'stage' || item.kind === 'case') touch(draft, happening.instance);
  draft.agenda.push(happening);
}

interface Moved {
  readonly item: PlanItemDefinition;
  readonly on: Transition;
  readonly to: LifecycleState;
  readonly left: LeftState | undefined;
}

function changeOf(draft: Draft, instance: string, { item, on, to, left }: Moved): Change {
  // Work that was suspended goes on with its own dates; the fold has kept them.
  if (item.kind === 'task' && to === 'active' && left === undefined && item.task?.performs !== 'case') {
    return { item: instance, on, to, task: workOf(draft, item) };
  }
  const required = on === 'create' ? draft.newlyRequired?.get(instance) : undefined;
  return required === undefined ? { item: instance, on, to } : { item: instance, on, to, required };
}

function workOf(draft: Draft, item: PlanItemDefinition): { readonly dueOn?: string } {
  const days = item.task?.dueWithinDays;
  return days === undefined ? {} : { dueOn: addDays(dateOf(draft.occurred, draft.caseType.zone), days) };
}

function without<V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> {
  if (hasOnly(record, key)) return {};
  const { [key]: _gone, ...rest } = record;
  return rest;
}

function hasOnly(record: object, key: string): boolean {
  for (const other in record) if (other !== key) return false;
  return true;
}

/** Asked for every command, so it makes no list of the keys. */
function hasKeys(record: object): boolean {
  for (const key in record) if (Object.hasOwn(record, key)) return true;
  return false;
}

function noRecords(): Records {
  return { items: emptyLedger(), tasks: emptyLedger(), families: emptyLedger(), hints: new Map() };
}
