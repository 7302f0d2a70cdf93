// Folds events into the state of a case. It applies what an event says and decides nothing, so that a case finished
// under an old version of the rules still replays to what it was.
import { CASE_PLAN } from '../plan/instance.ts';
import {
  editLedger,
  emptyLedger,
  finishLedger,
  ledgerDelete,
  type LedgerEditor,
  ledgerGet,
  ledgerSet,
} from '../plan/ledger.ts';
import { isEnded, type LifecycleState } from '../plan/lifecycle.ts';
import { type Family, moveInFamilies, type Records, recordsOf } from '../plan/records.ts';
import type { CaseEvent, Change } from './events.ts';
import { makeState, type StateParts } from './make-state.ts';
import type { CaseState, TaskState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Maps = 'data' | 'waiting' | 'required' | 'timers' | 'clocks' | 'left';

/** A state that is being made: a map is copied before its first change, and those that do not change are shared. */
interface Making {
  readonly next: Mutable<StateParts>;
  readonly before: Records;
  readonly items: LedgerEditor<LifecycleState>;
  readonly tasks: LedgerEditor<TaskState>;
  readonly families: LedgerEditor<Family>;
  readonly owned: Partial<Record<Maps, true>>;
}

/**
 * The state after one more event.
 *
 * @param state null before the first event, which must be CaseOpened
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const made = state === null ? begin(event) : goOn(state);
  const { next } = made;
  for (const change of event.changes) apply(made, change, event);
  if (event.type === 'TaskAssigned') assign(made, event.task, event.assignee);
  else if (event.type === 'CaseClosed') close(made, event.occurred, event.outcome);
  else if (event.type === 'CaseReopened') reopen(made);
  return makeState(next, recordsAfter(made));
}

/** The state after all events of a case, or null for none. */
export function replay(events: Iterable<CaseEvent>): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function recordsAfter({ before, items, tasks, families }: Making): Records {
  return {
    items: finishLedger(items, before.items),
    tasks: finishLedger(tasks, before.tasks),
    families: finishLedger(families, before.families),
    hints: before.hints,
  };
}

function making(next: Mutable<StateParts>, before: Records): Making {
  return {
    next,
    before,
    items: editLedger(before.items),
    tasks: editLedger(before.tasks),
    families: editLedger(before.families),
    owned: {},
  };
}

function begin(event: CaseEvent): Making {
  if (event.type !== 'CaseOpened') throw new Error(`The first event of a case is ${event.type}, not CaseOpened.`);
  const next: Mutable<StateParts> = {
    version: 1,
    caseType: event.caseType,
    reference: event.reference,
    team: event.team,
    opened: event.occurred,
    status: 'open',
    data: {},
    parties: event.parties,
    waiting: {},
    required: {},
    timers: {},
    clocks: {},
  };
  return making(next, { items: emptyLedger(), tasks: emptyLedger(), families: emptyLedger(), hints: new Map() });
}

function goOn(state: CaseState): Making {
  const next: Mutable<StateParts> = {
    version: state.version + 1,
    caseType: state.caseType,
    reference: state.reference,
    team: state.team,
    opened: state.opened,
    status: state.status,
    data: state.data,
    parties: state.parties,
    waiting: state.waiting,
    required: state.required,
    timers: state.timers,
    clocks: state.clocks,
  };
  if (state.closed !== undefined) next.closed = state.closed;
  if (state.left !== undefined) next.left = state.left;
  if (state.handed !== undefined) next.handed = state.handed;
  return making(next, recordsOf(state));
}

/** The map of that name, private to the state that is being made. */
function own<K extends Maps>({ next, owned }: Making, name: K): Mutable<NonNullable<StateParts[K]>> {
  const map = owned[name] === true ? next[name] : { ...next[name] };
  owned[name] = true;
  // Either it was there and was copied, or an empty one was made.
  next[name] = map;
  // It is private to the state that is being made, which is what may be changed.
  return map as Mutable<NonNullable<StateParts[K]>>;
}

function apply(made: Making, change: Change, event: CaseEvent): void {
  if ('item' in change) applyItem(made, change, event);
  else if ('field' in change) own(made, 'data')[change.field] = change.value;
  else if ('clock' in change) own(made, 'clocks')[change.clock] = change.is;
  else if ('timer' in change) {
    if (change.due === null) delete own(made, 'timers')[change.timer];
    else own(made, 'timers')[change.timer] = change.due;
  } else if ('handed' in change) {
    if (change.handed === null) delete made.next.handed;
    else made.next.handed = change.handed;
  } else if (change.parts.length === 0) delete own(made, 'waiting')[change.waiting];
  else own(made, 'waiting')[change.waiting] = change.parts;
}

function applyItem(made: Making, change: Extract<Change, { item: string }>, event: CaseEvent): void {
  const { items, tasks, families } = made;
  const { item, to } = change;
  const from = ledgerGet(items, item);
  ledgerSet(items, item, to);
  moveInFamilies(families, item, { from, to });
  if (change.required !== undefined) own(made, 'required')[item] = change.required;
  const task = taskAfter(made, change, event);
  if (task !== undefined) ledgerSet(tasks, item, task);
  else if (from !== undefined) ledgerDelete(tasks, item);
  // A case that had ended keeps the outcome with which it did when its plan is closed for good.
  if (item === CASE_PLAN && isEnded(to) && made.next.closed === undefined) close(made, event.occurred, to);
}

/** The work that an item is after a change; suspension keeps it aside and resumption brings it back. */
function taskAfter(made: Making, change: Extract<Change, { item: string }>, event: CaseEvent): TaskState | undefined {
  const { item, left } = change;
  const kept = made.next.left?.[item];
  if (kept !== undefined) delete own(made, 'left')[item];
  if (left !== undefined) {
    const before = ledgerGet(made.tasks, item);
    own(made, 'left')[item] = before === undefined ? left : { ...left, task: before };
    return undefined;
  }
  if (change.task !== undefined) return { since: event.occurred, ...change.task };
  return change.to === 'active' ? kept?.task : undefined;
}

function assign({ tasks }: Making, task: string, assignee: string | null): void {
  const before = ledgerGet(tasks, task);
  if (before === undefined) return;
  const { assignee: _released, ...rest } = before;
  ledgerSet(tasks, task, assignee === null ? rest : { ...rest, assignee });
}

function close({ next }: Making, at: string, outcome: string): void {
  next.status = 'closed';
  next.closed = { at, outcome };
}

function reopen({ next }: Making): void {
  next.status = 'open';
  delete next.closed;
}
