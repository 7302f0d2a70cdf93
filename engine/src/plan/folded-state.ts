// The state of a case as deciding leaves it: the same members and the same text as any other, with the instances in the
// ledger that versions share. They are written out as the plain objects that a state is made of when somebody first reads
// them. What the engine keeps beside a state follows from it, is made anew where it is missing, and is never stored.
import type { CaseState, TaskState } from '../case/state.ts';
import type { Instance } from './handle.ts';
import { instanceNamed } from './handle.ts';
import { editEntry, editLedger, emptyLedger, entriesOf, finishLedger, type Ledger } from './ledger.ts';
import { isEnded, type LifecycleState } from './lifecycle.ts';
import type { PlanIndex } from './plan-index.ts';

export interface Records {
  /** Of the case type whose handles the ledger holds. */
  readonly index: PlanIndex;
  readonly ledger: Ledger;
  readonly hints: Hints;
}

/** Only where to look first: each is verified, so all versions of a case may share them. */
export interface Hints {
  /** What could last be acted on. */
  acting: Instance | null;
  /** By stage instance the child that last kept it from completing. */
  readonly blocking: Map<Instance, Instance>;
}

type OptionalParts = 'closed' | 'left' | 'handed' | 'access' | 'entries' | 'doers' | 'corrections';

/** Everything of a state but what its ledger holds. */
type StateParts = Omit<CaseState, 'items' | 'tasks' | OptionalParts> & {
  readonly closed: CaseState['closed'] | undefined;
  readonly left: CaseState['left'] | undefined;
  readonly handed: CaseState['handed'] | undefined;
  readonly access: CaseState['access'] | undefined;
  readonly entries: CaseState['entries'] | undefined;
  readonly doers: CaseState['doers'] | undefined;
  readonly corrections: CaseState['corrections'] | undefined;
};

/** What a folded state has beside the members of any state. Symbols are in no text and no list of keys. */
const RECORDS: unique symbol = Symbol('records');
const ITEMS: unique symbol = Symbol('items');
const TASKS: unique symbol = Symbol('tasks');

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type FoldedState = Mutable<CaseState> & {
  [RECORDS]: Records;
  [ITEMS]: CaseState['items'] | null;
  [TASKS]: CaseState['tasks'] | null;
};

/** Records of states that came from elsewhere. */
const kept = new WeakMap<CaseState, Records>();

/** What the engine keeps beside a state. @throws for a state of another case type */
export function recordsOf(state: CaseState, index: PlanIndex): Records {
  const own = isFolded(state) ? state[RECORDS] : kept.get(state);
  // The same case type may have been read twice, and handles of one reading are none of the other.
  if (own !== undefined && own.index === index) return own;
  const made = { index, ledger: ledgerOf(index, state), hints: newHints() };
  if (!isFolded(state)) kept.set(state, made);
  return made;
}

export function newHints(): Hints {
  return { acting: null, blocking: new Map() };
}

/** What all folded states share. Members of their own would be made for each state, whether anybody reads them or not. */
const FOLDED = {
  get items(): CaseState['items'] {
    const state = foldedSelf(this);
    state[ITEMS] ??= itemsOf(state[RECORDS].ledger);
    return state[ITEMS];
  },
  get tasks(): CaseState['tasks'] {
    const state = foldedSelf(this);
    state[TASKS] ??= tasksOf(state[RECORDS].ledger);
    return state[TASKS];
  },
  /** The plain state; the order of its members is part of the stored text. */
  toJSON(): CaseState {
    const { version, caseType, reference, team, opened, status, data, parties, items, ...more } = foldedSelf(this);
    const { waiting, required, timers, clocks, closed, left, handed, access, entries, doers, corrections } = more;
    const { tasks } = foldedSelf(this);
    return {
      ...{ version, caseType, reference, team, opened, status, data, parties, items, waiting, required, tasks },
      ...{ timers, clocks },
      ...(closed === undefined ? {} : { closed }),
      ...(left === undefined ? {} : { left }),
      ...(handed === undefined ? {} : { handed }),
      ...(access === undefined ? {} : { access }),
      ...(entries === undefined ? {} : { entries }),
      ...(doers === undefined ? {} : { doers }),
      ...(corrections === undefined ? {} : { corrections }),
    };
  },
};

/** A state of these parts, with the instances of its records. */
export function foldedState(parts: StateParts, records: Records): CaseState {
  // What an object is made of is not known to its type before the lines below have run.
  const state = Object.create(FOLDED) as FoldedState;
  state.version = parts.version;
  state.caseType = parts.caseType;
  state.reference = parts.reference;
  state.team = parts.team;
  state.opened = parts.opened;
  state.status = parts.status;
  state.data = parts.data;
  state.parties = parts.parties;
  state.waiting = parts.waiting;
  state.required = parts.required;
  state.timers = parts.timers;
  state.clocks = parts.clocks;
  if (parts.closed !== undefined) state.closed = parts.closed;
  if (parts.left !== undefined) state.left = parts.left;
  if (parts.handed !== undefined) state.handed = parts.handed;
  if (parts.access !== undefined) state.access = parts.access;
  if (parts.entries !== undefined) state.entries = parts.entries;
  if (parts.doers !== undefined) state.doers = parts.doers;
  if (parts.corrections !== undefined) state.corrections = parts.corrections;
  state[RECORDS] = records;
  state[ITEMS] = null;
  state[TASKS] = null;
  return state;
}

/** A copy of a folded state is none: its records would not follow what was changed in it. */
function isFolded(state: CaseState): state is FoldedState {
  return Object.getPrototypeOf(state) === FOLDED;
}

/** The state on which a shared member was read. */
function foldedSelf(self: object): FoldedState {
  // They hang on folded states only.
  return self as FoldedState;
}

function itemsOf(ledger: Ledger): CaseState['items'] {
  const entries = [...entriesOf(ledger)].sort((a, b) => a.order - b.order);
  const items: Record<string, LifecycleState> = {};
  for (const { instance, state } of entries) if (state !== null) items[instance.id] = state;
  return items;
}

function tasksOf(ledger: Ledger): CaseState['tasks'] {
  const entries = [...entriesOf(ledger)].sort((a, b) => a.taskOrder - b.taskOrder);
  const tasks: Record<string, TaskState> = {};
  for (const { instance, task } of entries) if (task !== null) tasks[instance.id] = task;
  return tasks;
}

function ledgerOf(index: PlanIndex, state: CaseState): Ledger {
  const editor = editLedger(emptyLedger());
  for (const [id, is] of Object.entries(state.items)) {
    const instance = instanceNamed(index, id);
    if (instance === null) throw new Error(`The case type has no plan item for ${id}.`);
    const entry = editEntry(editor, instance);
    entry.state = is;
    entry.order = editor.nextOrder;
    editor.nextOrder += 1;
    const family = editEntry(editor, instance.first);
    family.count += 1;
    if (!isEnded(is)) family.live = [...family.live, instance];
  }
  for (const [id, task] of Object.entries(state.tasks)) {
    const instance = instanceNamed(index, id);
    if (instance === null) throw new Error(`The case type has no plan item for ${id}.`);
    const entry = editEntry(editor, instance);
    entry.task = task;
    entry.taskOrder = editor.nextTaskOrder;
    editor.nextTaskOrder += 1;
  }
  return finishLedger(editor);
}
