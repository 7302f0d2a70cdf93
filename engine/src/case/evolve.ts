// Folds stored events into the state of a case. It applies what an event says and decides nothing, so that a case finished
// under an old version of the rules still replays to what it was. Deciding gives the state after its event by itself; the
// two are held against each other by the trials.
import { CASE_PLAN } from '../plan/instance.ts';
import { known } from '../plan/known.ts';
import { isEnded } from '../plan/lifecycle.ts';
import { accessAfter } from './access-state.ts';
import { correctionsAfter } from './correction-state.ts';
import type { CaseEvent, Change, KeptChange } from './events.ts';
import type { CaseState, TaskState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Maps = 'data' | 'items' | 'waiting' | 'required' | 'tasks' | 'timers' | 'clocks' | 'left' | 'entries' | 'doers';

/** A state that is being made: a map is copied before its first change, and those that do not change are shared. */
interface Making {
  readonly next: Mutable<CaseState>;
  readonly owned: Partial<Record<Maps, true>>;
}

/**
 * The state after one more event.
 *
 * @param state null before the first event, which must be CaseOpened
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const made = state === null ? begin(event) : { next: copyOf(state), owned: {} };
  fold(made, event);
  return inOrder(made.next);
}

/** The state after all events of a case, or null for none. */
export function replay(events: Iterable<CaseEvent>): CaseState | null {
  let made: Making | null = null;
  for (const event of events) {
    if (made === null) made = begin(event);
    else made.next.version += 1;
    fold(made, event);
  }
  return made === null ? null : inOrder(made.next);
}

function fold(made: Making, event: CaseEvent): void {
  for (const change of event.changes) apply(made, change, event);
  if (event.type === 'TaskAssigned') assign(made, event.task, event.assignee);
  else if (event.type === 'CaseClosed') close(made, event.occurred, event.outcome);
  else if (event.type === 'CaseReopened') reopen(made);
  else if (event.type === 'CaseMoved') made.next.caseType = event.caseType;
  else {
    const access = accessAfter(made.next.access, event);
    if (access !== undefined) made.next.access = access;
  }
  const corrections = correctionsAfter(made.next.corrections, event, made.next.version);
  if (corrections !== undefined) made.next.corrections = corrections;
}

function begin(event: CaseEvent): Making {
  if (event.type !== 'CaseOpened') throw new Error(`The first event of a case is ${event.type}, not CaseOpened.`);
  // The order of members is part of the stored text.
  const next: Mutable<CaseState> = {
    version: 1,
    caseType: event.caseType,
    reference: event.reference,
    team: event.team,
    opened: event.occurred,
    status: 'open',
    data: {},
    parties: event.parties,
    items: {},
    waiting: {},
    required: {},
    tasks: {},
    timers: {},
    clocks: {},
  };
  return { next, owned: {} };
}

function copyOf(state: CaseState): Mutable<CaseState> {
  const { caseType, reference, team, opened, status, data, parties, items, waiting, required } = state;
  const { tasks, timers, clocks, closed, left, handed, access, entries, doers, corrections } = state;
  const next: Mutable<CaseState> = {
    version: state.version + 1,
    ...{ caseType, reference, team, opened, status, data, parties, items, waiting, required, tasks, timers, clocks },
  };
  if (closed !== undefined) next.closed = closed;
  if (left !== undefined) next.left = left;
  if (handed !== undefined) next.handed = handed;
  if (access !== undefined) next.access = access;
  if (entries !== undefined) next.entries = entries;
  if (doers !== undefined) next.doers = doers;
  if (corrections !== undefined) next.corrections = corrections;
  return next;
}

/** Members that may be absent come last, always in the same order: it is part of the stored text. */
function inOrder(made: Mutable<CaseState>): CaseState {
  const { closed, left, handed, access, entries, doers, corrections, ...state } = made;
  const ordered: Mutable<CaseState> = state;
  if (closed !== undefined) ordered.closed = closed;
  if (left !== undefined) ordered.left = left;
  if (handed !== undefined) ordered.handed = handed;
  if (access !== undefined) ordered.access = access;
  if (entries !== undefined) ordered.entries = entries;
  if (doers !== undefined) ordered.doers = doers;
  if (corrections !== undefined) ordered.corrections = corrections;
  return ordered;
}

/** The map of that name, private to the state that is being made. */
function own<K extends Maps>({ next, owned }: Making, name: K): Mutable<NonNullable<CaseState[K]>> {
  const map = owned[name] === true ? next[name] : { ...next[name] };
  owned[name] = true;
  // Either it was there and was copied, or an empty one was made.
  next[name] = map;
  // It is private to the state that is being made, which is what may be changed.
  return map as Mutable<NonNullable<CaseState[K]>>;
}

function apply(made: Making, change: Change, event: CaseEvent): void {
  if ('item' in change) applyItem(made, change, event);
  else if ('field' in change) own(made, 'data')[change.field] = change.value;
  else if ('entry' in change) own(made, 'entries')[change.entry] = change.is;
  else if ('clock' in change) own(made, 'clocks')[change.clock] = change.is;
  else if ('timer' in change) {
    if (change.due === null) delete own(made, 'timers')[change.timer];
    else own(made, 'timers')[change.timer] = change.due;
  } else if ('kept' in change) keep(made, change);
  else if ('handed' in change) {
    if (change.handed === null) delete made.next.handed;
    else made.next.handed = change.handed;
  } else if (change.parts.length === 0) delete own(made, 'waiting')[change.waiting];
  else own(made, 'waiting')[change.waiting] = change.parts;
}

/** By none of the lifecycles, as only a move to another version does. A list of entries or of what was left may then be gone with its last. */
function keep(made: Making, { kept, key, is }: KeptChange): void {
  if (is !== null) {
    // A map takes the values of its own changes; the compiler does not follow that through the union.
    const map = own(made, kept) as Record<string, unknown>;
    map[key] = is;
    return;
  }
  delete own(made, kept)[key];
  const isOptional = kept === 'left' || kept === 'entries' || kept === 'doers';
  if (isOptional && Object.keys(made.next[kept] ?? {}).length === 0) delete made.next[kept];
}

function applyItem(made: Making, change: Extract<Change, { item: string }>, event: CaseEvent): void {
  const { item, to } = change;
  const isNew = !Object.hasOwn(made.next.items, item);
  own(made, 'items')[item] = to;
  if (change.required !== undefined) own(made, 'required')[item] = change.required;
  const task = taskAfter(made, change, event);
  if (task !== undefined) own(made, 'tasks')[item] = task;
  else if (!isNew && Object.hasOwn(made.next.tasks, item)) delete own(made, 'tasks')[item];
  // A case that had ended keeps the outcome with which it did when its plan is closed for good.
  if (item === CASE_PLAN && isEnded(to) && made.next.closed === undefined) close(made, event.occurred, to);
}

/** The work that an item is after a change; suspension keeps it aside and resumption brings it back. */
function taskAfter(made: Making, change: Extract<Change, { item: string }>, event: CaseEvent): TaskState | undefined {
  const { item, left } = change;
  const kept = known(made.next.left, item);
  if (kept !== undefined) delete own(made, 'left')[item];
  if (left !== undefined) {
    const before = known(made.next.tasks, item);
    own(made, 'left')[item] = before === undefined ? left : { ...left, task: before };
    return undefined;
  }
  if (change.task !== undefined) return { since: event.occurred, ...change.task };
  return change.to === 'active' ? kept?.task : undefined;
}

function assign(made: Making, task: string, assignee: string | null): void {
  const before = known(made.next.tasks, task);
  if (before !== undefined) own(made, 'tasks')[task] = assignedTo(before, assignee);
}

/** The work once that person has taken it; null where it is given back. */
export function assignedTo(task: TaskState, assignee: string | null): TaskState {
  const { assignee: _released, ...rest } = task;
  return assignee === null ? rest : { ...rest, assignee };
}

function close({ next }: Making, at: string, outcome: string): void {
  next.status = 'closed';
  next.closed = { at, outcome };
}

function reopen({ next }: Making): void {
  next.status = 'open';
  delete next.closed;
}
