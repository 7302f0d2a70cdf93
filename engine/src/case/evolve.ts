// Folds events into the state of a case. It applies what an event says and decides nothing, so that a case finished
// under an old version of the rules still replays to what it was.
import type { CaseEvent, Change } from './events.ts';
import type { CaseState, TaskState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Maps = 'data' | 'items' | 'waiting' | 'required' | 'tasks' | 'timers' | 'clocks';
/** A state that is being made: a map is copied before its first change, and those that do not change are shared. */
type Working = Mutable<CaseState>;
type Owned = Partial<Record<Maps, true>>;

/**
 * The state after one more event.
 *
 * @param state null before the first event, which must be CaseOpened
 */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  const next: Working = state === null ? begin(event) : { ...state };
  const owned: Owned = {};
  next.version += 1;
  for (const change of event.changes) apply({ next, owned }, change, event);
  switch (event.type) {
    case 'TaskAssigned':
      assign({ next, owned }, event.task, event.assignee);
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
    case 'ClockWarned':
    case 'ClockSuspended':
    case 'ClockResumed':
    case 'ClockExtended':
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

interface Making {
  readonly next: Working;
  readonly owned: Owned;
}

/** The map of that name, private to the state that is being made. */
function own<K extends Maps>({ next, owned }: Making, name: K): Mutable<CaseState[K]> {
  if (owned[name] !== true) {
    next[name] = { ...next[name] };
    owned[name] = true;
  }
  return next[name];
}

function apply(making: Making, change: Change, event: CaseEvent): void {
  if ('item' in change) applyItem(making, change, event);
  else if ('field' in change) own(making, 'data')[change.field] = change.value;
  else if ('clock' in change) own(making, 'clocks')[change.clock] = change.is;
  else if ('timer' in change) {
    if (change.due === null) delete own(making, 'timers')[change.timer];
    else own(making, 'timers')[change.timer] = change.due;
  } else if (change.parts.length === 0) delete own(making, 'waiting')[change.waiting];
  else own(making, 'waiting')[change.waiting] = change.parts;
}

function applyItem(making: Making, change: Extract<Change, { item: string }>, event: CaseEvent): void {
  own(making, 'items')[change.item] = change.to;
  if (change.required !== undefined) own(making, 'required')[change.item] = change.required;
  if (change.task !== undefined) own(making, 'tasks')[change.item] = { since: event.occurred, ...change.task };
  else if (making.next.tasks[change.item] !== undefined) delete own(making, 'tasks')[change.item];
}

function assign(making: Making, task: string, assignee: string | null): void {
  const before = making.next.tasks[task];
  if (before === undefined) return;
  const { assignee: _released, ...rest } = before;
  const after: TaskState = assignee === null ? rest : { ...rest, assignee };
  own(making, 'tasks')[task] = after;
}
