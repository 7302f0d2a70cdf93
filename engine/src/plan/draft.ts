// A case while one command is being decided: what changed lies over the state below, which is never copied, and the list
// of changes becomes the event. It refuses any transition that the lifecycle tables do not have.
import { addDays, dateOf } from '../calendar/calendar.ts';
import type { Change } from '../case/events.ts';
import type { CaseState, ClockState, FieldValue, LeftState, Occurred, TaskState, TimerState } from '../case/state.ts';
import { type Entries, happenedTo, listsWith } from '../entries/entries.ts';
import type { CaseType, FieldChange, PlanItemDefinition } from '../definition/case-type.ts';
import type { Value } from '../expression/expression.ts';
import { type Hints, newHints, recordsOf } from './folded-state.ts';
import { firstIn, type Instance, isSame } from './handle.ts';
import { known } from './known.ts';
import { editEntry, editLedger, emptyLedger, type Entry, entryOf, type LedgerEditor } from './ledger.ts';
import { isEnded, type LifecycleState, type Transition } from './lifecycle.ts';
import { type PartWatch, planIndex, type PlanIndex, type PlanNode, type Watch } from './plan-index.ts';

/** Something that criteria may be waiting for, or that has to follow in its turn. */
export type Happening =
  | {
      readonly source: 'item';
      readonly instance: Instance;
      readonly transition: Transition;
      /** The exit criterion, where one brought it about. */
      readonly by: string | undefined;
    }
  | { readonly source: 'field'; readonly field: string; readonly change: FieldChange }
  /** Something happened to an entry that a criterion waits for. */
  | { readonly source: 'entry'; readonly entry: string; readonly watching: readonly PartWatch[] }
  /** A task that runs by itself has started. */
  | { readonly source: 'run'; readonly instance: Instance };

/** A criterion whose on-parts have all happened, waiting for its turn. */
export interface Ready {
  readonly stage: Instance;
  readonly watch: Watch;
  /** The entry that it is about, where each occurrence counts for itself. */
  readonly entry?: string;
}

/** What a decision gives: fields with their values, or why it gave nothing. */
export type DecisionOutcome =
  | {
      readonly outputs: Readonly<Record<string, Value>>;
      /** Which rules of its table held, counted from 1; absent where it is no table. */
      readonly rules?: readonly number[];
    }
  | { readonly problem: string };

/** Evaluates the decision of that name over the case file. The plan knows nothing else of decisions. */
export type EvaluateDecision = (decision: string, data: Readonly<Record<string, Value>>) => DecisionOutcome;

export interface Draft {
  readonly caseType: CaseType;
  readonly index: PlanIndex;
  readonly occurred: Occurred;
  readonly evaluateDecision: EvaluateDecision | null;
  readonly onCriterion: ((criterion: string) => void) | null;
  /** Where each instance stands, over the ledger of the state below. */
  readonly ledger: LedgerEditor;
  readonly hints: Hints;
  /** The state of the case plan itself, which is asked for most often. */
  plan: LifecycleState | undefined;
  /** What the case plan ended with, where this command ended it. */
  planEnded: LifecycleState | null;
  required: Readonly<Record<string, boolean>>;
  waiting: Readonly<Record<string, readonly number[]>>;
  data: Readonly<Record<string, FieldValue>>;
  timers: Readonly<Record<string, TimerState>>;
  clocks: Readonly<Record<string, ClockState>>;
  left: Readonly<Record<string, LeftState>> | undefined;
  /** The team that must decide what is next. */
  handed: string | undefined;
  /** Who completed tasks that keep them from completing others. */
  doers: CaseState['doers'];
  /** What the case keeps besides: issues and the like. */
  entries: Entries | undefined;
  /** With whom the case was opened, and when. */
  opening: Pick<CaseState, 'parties' | 'opened'>;
  readonly changes: Change[];
  readonly agenda: Happening[];
  readonly ready: Ready[];
  /** Stage instances in which something moved, so that they may be done now. */
  readonly touched: Instance[];
  dataChanged: boolean;
  /** A timer whose due date could not be computed; the command is then refused. */
  failure: { readonly where: string; readonly reason: string } | null;
}

export interface DraftContext {
  readonly occurred: Occurred;
  readonly evaluateDecision?: EvaluateDecision | undefined;
  readonly onCriterion?: ((criterion: string) => void) | undefined;
}

const NOTHING: Readonly<Record<string, never>> = Object.freeze({});
const NOBODY: readonly Instance[] = [];

/** Timers that remind people of a review. They wake nothing in the plan, so that a case is not kept going by one. */
export const REVIEW_TIMER = 'review|';
/** Timers of what the case keeps: a mandate that ends, an obligation that is due. They keep no case going either. */
export const ENTRY_TIMER = 'entry:';

/** Whether a timer is one of those that keep a case going. */
export function isOfPlan(timer: string): boolean {
  return !timer.startsWith(REVIEW_TIMER) && !timer.startsWith(ENTRY_TIMER);
}

/** A draft on top of a state, or of nothing for a case that is being opened. */
export function openDraft(caseType: CaseType, state: CaseState | null, context: DraftContext): Draft {
  const index = planIndex(caseType);
  const records = state === null ? null : recordsOf(state, index);
  const ledger = editLedger(records?.ledger ?? emptyLedger());
  return {
    caseType,
    index,
    occurred: context.occurred,
    evaluateDecision: context.evaluateDecision ?? null,
    onCriterion: context.onCriterion ?? null,
    ledger,
    hints: records?.hints ?? newHints(),
    plan: entryOf(ledger, index.root)?.state ?? undefined,
    planEnded: null,
    required: state?.required ?? NOTHING,
    waiting: state?.waiting ?? NOTHING,
    data: state?.data ?? NOTHING,
    timers: state?.timers ?? NOTHING,
    clocks: state?.clocks ?? NOTHING,
    left: state?.left,
    handed: state?.handed,
    doers: state?.doers,
    entries: state?.entries,
    opening: state ?? { parties: NOTHING, opened: context.occurred },
    changes: [],
    agenda: [],
    ready: [],
    touched: [],
    dataChanged: false,
    failure: null,
  };
}

export function stateIn(draft: Draft, instance: Instance): LifecycleState | undefined {
  if (instance.stage === null) return draft.plan;
  return entryOf(draft.ledger, instance)?.state ?? undefined;
}

/** When a timer is due. Only timers have one, and then a name has to be looked up. */
export function timerIn(draft: Draft, instance: Instance): TimerState | undefined {
  return instance.node.item.kind === 'timer' ? known(draft.timers, instance.id) : undefined;
}

/** Asked for every command, so it makes no list of the keys. */
export function hasTimers({ timers }: Draft): boolean {
  for (const key in timers) if (Object.hasOwn(timers, key) && isOfPlan(key)) return true;
  return false;
}

/** What a suspended instance goes back to. */
export function leftIn({ left }: Draft, instance: Instance): LeftState | undefined {
  return known(left, instance.id);
}

/** The work that an instance is; null where it is none. */
export function taskIn(draft: Draft, instance: Instance): TaskState | null {
  return entryOf(draft.ledger, instance)?.task ?? null;
}

/** Sets who has taken the work that an instance is. */
export function setTask(draft: Draft, instance: Instance, task: TaskState): void {
  editEntry(draft.ledger, instance).task = task;
}

/** How many instances of an item there were in one stage instance. */
export function countIn(draft: Draft, stage: Instance, node: PlanNode): number {
  return entryOf(draft.ledger, firstIn(stage, node))?.count ?? 0;
}

/** Instances of an item inside one stage instance that are not done, first repetition first. */
export function liveIn(draft: Draft, stage: Instance, node: PlanNode): readonly Instance[] {
  return entryOf(draft.ledger, firstIn(stage, node))?.live ?? NOBODY;
}

/** Moves an instance along its lifecycle, records the change and lets criteria know of it. */
export function transition(draft: Draft, instance: Instance, on: Transition): void {
  move(draft, instance, { on, by: undefined });
}

/** A transition that an exit criterion brought about. */
export function transitionBy(draft: Draft, instance: Instance, movement: Movement): void {
  move(draft, instance, movement);
}

/** Creates an instance. Where the required rule is a condition, `required` is what it says. */
export function create(draft: Draft, instance: Instance, required: boolean | undefined): void {
  move(draft, instance, { on: 'create', by: undefined });
  if (required === undefined) return;
  draft.required = { ...draft.required, [instance.id]: required };
  const change: Change = { item: instance.id, on: 'create', to: stateIn(draft, instance) ?? 'available', required };
  draft.changes[draft.changes.length - 1] = change;
}

/** Suspends an instance and keeps what to go back to. */
export function suspendInstance(
  draft: Draft,
  instance: Instance,
  { on, parent }: { readonly on: 'suspend' | 'parentSuspend'; readonly parent: boolean },
): void {
  const entry = editEntry(draft.ledger, instance);
  const { state, task } = entry;
  if (state === null || nextOf(instance, state, on) !== 'suspended') throw noTransition(instance, state, on);
  const timer = timerIn(draft, instance);
  const left: LeftState = timer === undefined ? { state, parent } : { state, parent, timer };
  put(draft, entry, 'suspended');
  entry.task = null;
  draft.left = { ...draft.left, [instance.id]: task === null ? left : { ...left, task } };
  draft.changes.push({ item: instance.id, on, to: 'suspended', left });
  if (timer !== undefined) setTimer(draft, instance.id, null);
  announce(draft, instance, { on, by: undefined });
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

/** Hands the case to a team that must decide what is next, or takes it back. */
export function setHanded(draft: Draft, team: string | null): void {
  draft.handed = team ?? undefined;
  draft.changes.push({ handed: team });
}

/** Records an entry as it is from now on; conditions over its list are asked again. */
export function setEntry(draft: Draft, id: string, is: Entries[string]): void {
  const isNew = known(draft.entries, id) === undefined;
  const watched = draft.index.onEntry.get(`${is.kind}.${is.of}`);
  const moves = watched === undefined ? [] : happenedTo(draft.entries, id, is);
  draft.entries = { ...draft.entries, [id]: is };
  draft.changes.push({ entry: id, is });
  const [own, ...others] = listsWith(is.kind);
  if (own !== undefined) draft.agenda.push({ source: 'field', field: own, change: isNew ? 'addChild' : 'update' });
  for (const field of others) draft.agenda.push({ source: 'field', field, change: 'update' });
  for (const move of moves) {
    const watching = watched?.get(move);
    if (watching !== undefined) draft.agenda.push({ source: 'entry', entry: id, watching });
  }
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
export function touch(draft: Draft, stage: Instance): void {
  const { touched } = draft;
  for (let at = 0; at < touched.length; at += 1) if (isSame(touched[at] ?? stage, stage)) return;
  touched.push(stage);
}

interface Movement {
  readonly on: Transition;
  /** The exit criterion, where one brought it about. */
  readonly by: string | undefined;
}

function move(draft: Draft, instance: Instance, movement: Movement): void {
  const { on } = movement;
  const entry = editEntry(draft.ledger, instance);
  const from = entry.state;
  const next = nextOf(instance, from ?? 'none', on);
  const left = leftIn(draft, instance);
  const to = next === 'history' ? left?.state : next;
  if (to === undefined) throw noTransition(instance, from, on);
  put(draft, entry, to);
  draft.changes.push(changeOf(draft, entry, { on, left }));
  if (left !== undefined) draft.left = without(draft.left ?? NOTHING, instance.id);
  if (isEnded(to) && timerIn(draft, instance) !== undefined) setTimer(draft, instance.id, null);
  if (left?.timer !== undefined && !isEnded(to)) setTimer(draft, instance.id, left.timer);
  announce(draft, instance, movement);
}

function nextOf(
  { node }: Instance,
  from: LifecycleState | 'none',
  on: Transition,
): LifecycleState | 'history' | undefined {
  return node.steps.get(on)?.get(from);
}

function noTransition({ id, node }: Instance, from: LifecycleState | null, on: Transition): Error {
  return new Error(`${node.item.kind} ${id} has no ${on} from ${from ?? 'none'}.`);
}

/** Writes the state of an instance, and what follows from it for how many there are and which are not done. */
function put(draft: Draft, entry: Entry, to: LifecycleState): void {
  const { ledger } = draft;
  const { instance, state: from } = entry;
  entry.state = to;
  if (from === null) {
    entry.order = ledger.nextOrder;
    ledger.nextOrder += 1;
  }
  if (instance.stage === null) {
    draft.plan = to;
    if (isEnded(to)) draft.planEnded ??= to;
  }
  const was = from !== null && !isEnded(from);
  const is = !isEnded(to);
  if (was === is && from !== null) return;
  const family = editEntry(ledger, instance.first);
  if (from === null) family.count += 1;
  const { live } = family;
  if (is && !was) family.live = live.length === 0 ? [instance] : [...live, instance];
  else if (was && !is) family.live = live.length === 1 ? NOBODY : live.filter((other) => !isSame(other, instance));
}

function announce(draft: Draft, instance: Instance, { on, by }: Movement): void {
  if (instance.stage !== null) touch(draft, instance.stage);
  if (instance.node.holds) touch(draft, instance);
  draft.agenda.push({ source: 'item', instance, transition: on, by });
}

/** The change as it is stored; the work that the instance is from now on is written beside it. */
function changeOf(
  draft: Draft,
  entry: Entry,
  { on, left }: { readonly on: Transition; readonly left: LeftState | undefined },
): Change {
  const { item } = entry.instance.node;
  const { id } = entry.instance;
  const to = entry.state ?? 'available';
  if (to !== 'active' || item.kind !== 'task') {
    entry.task = null;
    return { item: id, on, to };
  }
  // Work that was suspended goes on with its own dates, which were kept.
  if (left !== undefined || item.task?.performs === 'case') {
    putTask(draft, entry, left?.task ?? null);
    return { item: id, on, to };
  }
  const dueOn = dueOf(draft, item);
  putTask(draft, entry, dueOn === null ? { since: draft.occurred } : { since: draft.occurred, dueOn });
  return { item: id, on, to, task: dueOn === null ? {} : { dueOn } };
}

function putTask({ ledger }: Draft, entry: Entry, task: TaskState | null): void {
  if (task !== null && entry.task === null) {
    entry.taskOrder = ledger.nextTaskOrder;
    ledger.nextTaskOrder += 1;
  }
  entry.task = task;
}

function dueOf(draft: Draft, item: PlanItemDefinition): string | null {
  const days = item.task?.dueWithinDays;
  return days === undefined ? null : addDays(dateOf(draft.occurred, draft.caseType.zone), days);
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
