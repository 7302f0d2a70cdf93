// Folds events into the state of a case. It applies what an event says and decides nothing, so that a case finished
// under an old version of the rules still replays to what it was.
import type { CaseEvent, Change } from './events.ts';
import type { CaseState, TaskState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Maps = 'data' | 'items' | 'waiting' | 'required' | 'tasks' | 'timers' | 'clocks';
/** A state whose maps are copies, so that changes can be applied in place. */
type Working = Mutable<Omit<CaseState, Maps>> & { [K in Maps]: Mutable<CaseState[K]> };

/**
 * The state after one more event.
 *
 * @param state null before the first event, which must be CaseOpened
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const next = state === null ? begin(event) : copy(state);
  next.version += 1;
  for (const change of event.changes) apply(next, change, event);
  switch (event.type) {
    case 'TaskAssigned':
      assign(next, event.task, event.assignee);
      return next;
    case 'CaseClosed':
      next.status = 'closed';
      next.closed = { at: event.occurred, outcome: event.outcome };
      return next;
    case 'CaseOpened':
    case 'TaskStarted':
    case 'TaskCompleted':
    case 'ListenerOccurred':
    case 'DataRecorded':
    case 'TimerFired':
    case 'ClockBreached':
    case 'DueDateChanged':
    case 'NoteAdded':
      return next;
  }
}

/** The state after all events of a case, or null for none. */
export function replay(events: Iterable<CaseEvent>): CaseState | null {
  let state: CaseState | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function begin(event: CaseEvent): Working {
  if (event.type !== 'CaseOpened') throw new Error(`The first event of a case is ${event.type}, not CaseOpened.`);
  return {
    version: 0,
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
}

function copy(state: CaseState): Working {
  return {
    ...state,
    data: { ...state.data },
    items: { ...state.items },
    waiting: { ...state.waiting },
    required: { ...state.required },
    tasks: { ...state.tasks },
    timers: { ...state.timers },
    clocks: { ...state.clocks },
  };
}

function apply(next: Working, change: Change, event: CaseEvent): void {
  if ('item' in change) applyItem(next, change, event);
  else if ('field' in change) next.data[change.field] = change.value;
  else if ('clock' in change) next.clocks[change.clock] = change.is;
  else if ('timer' in change) {
    if (change.due === null) delete next.timers[change.timer];
    else next.timers[change.timer] = change.due;
  } else if (change.parts.length === 0) delete next.waiting[change.waiting];
  else next.waiting[change.waiting] = change.parts;
}

function applyItem(next: Working, change: Extract<Change, { item: string }>, event: CaseEvent): void {
  next.items[change.item] = change.to;
  if (change.required !== undefined) next.required[change.item] = change.required;
  if (change.task !== undefined) next.tasks[change.item] = { since: event.occurred, ...change.task };
  else if (next.tasks[change.item] !== undefined) delete next.tasks[change.item];
}

function assign(next: Working, task: string, assignee: string | null): void {
  const before = next.tasks[task];
  if (before === undefined) return;
  const { assignee: _released, ...rest } = before;
  const after: TaskState = assignee === null ? rest : { ...rest, assignee };
  next.tasks[task] = after;
}
