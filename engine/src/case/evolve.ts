// Folds events into the state of a case. It applies what an event says and decides nothing, so that a case finished
// under an old version of the rules still replays to what it was.
import { CASE_PLAN } from '../plan/instance.ts';
import { emptyLedger, ledgerDelete, ledgerGet, ledgerSet } from '../plan/ledger.ts';
import { isEnded } from '../plan/lifecycle.ts';
import { type Records, recordsOf, withMoved } from '../plan/records.ts';
import type { CaseEvent, Change } from './events.ts';
import { makeState, type StateParts } from './make-state.ts';
import type { CaseState, TaskState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Maps = 'data' | 'waiting' | 'required' | 'timers' | 'clocks' | 'left';

/** A state that is being made: a map is copied before its first change, and those that do not change are shared. */
interface Making {
  readonly next: Mutable<StateParts>;
  readonly records: Mutable<Records>;
  readonly owned: Partial<Record<Maps, true>>;
}

/**
 * The state after one more event.
 *
 * @param state null before the first event, which must be CaseOpened
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const making: Making = state === null ? begin(event) : goOn(state);
  const { next } = making;
  for (const change of event.changes) apply(making, change, event);
  if (event.type === 'TaskAssigned') assign(making, event.task, event.assignee);
  else if (event.type === 'CaseClosed') close(making, event.occurred, event.outcome);
  else if (event.type === 'CaseReopened') reopen(making);
  return makeState(next, making.records);
}

/** The state after all events of a case, or null for none. */
export function replay(events: Iterable<CaseEvent>): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function begin(event: CaseEvent): Making {
  if (event.type !== 'CaseOpened') throw new Error(`The first event of a case is ${event.type}, not CaseOpened.`);
  return {
    next: {
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
    },
    records: { items: emptyLedger(), tasks: emptyLedger(), families: emptyLedger(), hints: new Map() },
    owned: {},
  };
}

function goOn(state: CaseState): Making {
  const { items, tasks, families, hints } = recordsOf(state);
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
  return { next, records: { items, tasks, families, hints }, owned: {} };
}

/** The map of that name, private to the state that is being made. */
function own<K extends Maps>({ next, owned }: Making, name: K): Mutable<NonNullable<StateParts[K]>> {
  const map = owned[name] === true ? next[name] : { ...next[name] };
  owned[name] = true;
  // Either it was there and was copied, or an empty one was made.
  next[name] = map as StateParts[K];
  return map as Mutable<NonNullable<StateParts[K]>>;
}

function apply(making: Making, change: Change, event: CaseEvent): void {
  if ('item' in change) applyItem(making, change, event);
  else if ('field' in change) own(making, 'data')[change.field] = change.value;
  else if ('clock' in change) own(making, 'clocks')[change.clock] = change.is;
  else if ('timer' in change) {
    if (change.due === null) delete own(making, 'timers')[change.timer];
    else own(making, 'timers')[change.timer] = change.due;
  } else if ('handed' in change) {
    if (change.handed === null) delete making.next.handed;
    else making.next.handed = change.handed;
  } else if (change.parts.length === 0) delete own(making, 'waiting')[change.waiting];
  else own(making, 'waiting')[change.waiting] = change.parts;
}

function applyItem(making: Making, change: Extract<Change, { item: string }>, event: CaseEvent): void {
  const { records } = making;
  const { item, to } = change;
  const from = ledgerGet(records.items, item);
  records.items = ledgerSet(records.items, item, to);
  records.families = withMoved(records.families, item, { from, to });
  if (change.required !== undefined) own(making, 'required')[item] = change.required;
  const task = taskAfter(making, change, event);
  if (task !== undefined) records.tasks = ledgerSet(records.tasks, item, task);
  else records.tasks = ledgerDelete(records.tasks, item);
  if (item === CASE_PLAN && isEnded(to) && to !== 'closed') close(making, event.occurred, to);
}

/** The work that an item is after a change; suspension keeps it aside and resumption brings it back. */
function taskAfter(making: Making, change: Extract<Change, { item: string }>, event: CaseEvent): TaskState | undefined {
  const { item, left } = change;
  const kept = making.next.left?.[item];
  if (kept !== undefined) delete own(making, 'left')[item];
  if (left !== undefined) {
    const before = ledgerGet(making.records.tasks, item);
    own(making, 'left')[item] = before === undefined ? left : { ...left, task: before };
    return undefined;
  }
  if (change.task !== undefined) return { since: event.occurred, ...change.task };
  return change.to === 'active' ? kept?.task : undefined;
}

function assign({ records }: Making, task: string, assignee: string | null): void {
  const before = ledgerGet(records.tasks, task);
  if (before === undefined) return;
  const { assignee: _released, ...rest } = before;
  records.tasks = ledgerSet(records.tasks, task, assignee === null ? rest : { ...rest, assignee });
}

function close({ next }: Making, at: string, outcome: string): void {
  next.status = 'closed';
  next.closed = { at, outcome };
}

function reopen({ next }: Making): void {
  next.status = 'open';
  delete next.closed;
}
