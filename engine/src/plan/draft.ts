// A case while one command is being decided: a private copy that the rules may change, and the list of changes that
// becomes the event. It refuses any transition that the lifecycle tables do not have.
import { addDays, dateOf } from '../calendar/calendar.ts';
import type { Change } from '../case/events.ts';
import type { CaseState, ClockState, FieldValue, Occurred, TimerState } from '../case/state.ts';
import type { CaseType, PlanItemDefinition } from '../definition/case-type.ts';
import { definitionOf, instanceId } from './instance.ts';
import { isEnded, nextState, type LifecycleState, type Transition } from './lifecycle.ts';

/** Something that criteria may be waiting for. */
export type Happening =
  | { readonly source: 'item'; readonly instance: string; readonly transition: Transition }
  | { readonly source: 'field'; readonly field: string; readonly change: 'create' | 'update' };

export interface Draft {
  readonly caseType: CaseType;
  readonly occurred: Occurred;
  readonly items: Record<string, LifecycleState>;
  readonly waiting: Record<string, readonly number[]>;
  readonly required: Record<string, boolean>;
  readonly data: Record<string, FieldValue>;
  readonly timers: Record<string, TimerState>;
  readonly clocks: Record<string, ClockState>;
  readonly changes: Change[];
  readonly agenda: Happening[];
  /** Criteria whose on-parts have all happened, as `stage instance|criterion`, waiting for their turn. */
  readonly ready: Set<string>;
  /** A timer whose due date could not be computed; the command is then refused. */
  failure: { readonly where: string; readonly reason: string } | null;
}

/** A draft on top of a state, or of nothing for a case that is being opened. */
export function openDraft(caseType: CaseType, state: CaseState | null, occurred: Occurred): Draft {
  return {
    caseType,
    occurred,
    items: { ...state?.items },
    waiting: { ...state?.waiting },
    required: { ...state?.required },
    data: { ...state?.data },
    timers: { ...state?.timers },
    clocks: { ...state?.clocks },
    changes: [],
    agenda: [],
    ready: new Set(),
    failure: null,
  };
}

/** The definition of an instance. Instances come from definitions, so a missing one is a bug. */
export function itemOf(draft: Draft, instance: string): PlanItemDefinition {
  const item = draft.caseType.items.get(definitionOf(instance));
  if (item === undefined) throw new Error(`The case type has no plan item for ${instance}.`);
  return item;
}

const NONE: readonly string[] = [];

/** All instances of a definition inside one stage instance, first repetition first. */
export function instancesIn(draft: Draft, stage: string, definition: string): readonly string[] {
  const first = instanceId(stage, definition, 1);
  if (draft.items[first] === undefined) return NONE;
  const found = [first];
  // Most items never repeat; asking for a second instance of those would be the most frequent question of all.
  if (draft.caseType.items.get(definition)?.repeat === false) return found;
  for (let repetition = 2; ; repetition += 1) {
    const id = instanceId(stage, definition, repetition);
    if (draft.items[id] === undefined) return found;
    found.push(id);
  }
}

/** Moves an instance along its lifecycle, records the change and lets criteria know of it. */
export function transition(draft: Draft, instance: string, on: Transition): void {
  const item = itemOf(draft, instance);
  const to = nextState(item.kind, draft.items[instance] ?? 'none', on);
  // Suspension is not asked for by any command yet, so there is no state to go back to either.
  if (to === null || to === 'history') {
    throw new Error(`${item.kind} ${instance} has no ${on} from ${draft.items[instance] ?? 'none'}.`);
  }
  draft.items[instance] = to;
  draft.changes.push(changeOf(draft, instance, { item, on, to }));
  if (isEnded(to) && draft.timers[instance] !== undefined) setTimer(draft, instance, null);
  draft.agenda.push({ source: 'item', instance, transition: on });
}

/** Records a field's value; does nothing where it already has it. */
export function setField(draft: Draft, field: string, value: FieldValue): void {
  const before = draft.data[field];
  if (before === value || (before === undefined && value === null)) return;
  draft.data[field] = value;
  draft.changes.push({ field, value });
  draft.agenda.push({ source: 'field', field, change: before === undefined || before === null ? 'create' : 'update' });
}

export function setTimer(draft: Draft, timer: string, due: TimerState | null): void {
  if (due === null) delete draft.timers[timer];
  else draft.timers[timer] = due;
  draft.changes.push({ timer, due });
}

export function setClock(draft: Draft, clock: string, is: ClockState): void {
  draft.clocks[clock] = is;
  draft.changes.push({ clock, is });
}

/** Remembers which on-parts of a criterion have happened; an empty list forgets. */
export function remember(draft: Draft, key: string, parts: readonly number[]): void {
  if (parts.length === 0) {
    if (draft.waiting[key] === undefined) return;
    delete draft.waiting[key];
  } else {
    draft.waiting[key] = parts;
  }
  draft.changes.push({ waiting: key, parts });
}

interface Moved {
  readonly item: PlanItemDefinition;
  readonly on: Transition;
  readonly to: LifecycleState;
}

function changeOf(draft: Draft, instance: string, { item, on, to }: Moved): Change {
  if (item.kind === 'task' && to === 'active') return { item: instance, on, to, task: workOf(draft, item) };
  const required = on === 'create' ? draft.required[instance] : undefined;
  return required === undefined ? { item: instance, on, to } : { item: instance, on, to, required };
}

function workOf(draft: Draft, item: PlanItemDefinition): { readonly dueOn?: string } {
  const days = item.task?.dueWithinDays;
  return days === undefined ? {} : { dueOn: addDays(dateOf(draft.occurred, draft.caseType.zone), days) };
}
