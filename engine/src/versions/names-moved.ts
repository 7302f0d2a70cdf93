// What one version calls something and what the next one does. A name that is not said to be another stays what it is.
import type { MovedParts } from './state-changes.ts';
import { definitionOf, instanceId, repetitionOf } from '../plan/plan.ts';

/** What whoever writes the new version says of the way there. Every member may be absent. */
export interface MoveNames {
  /** Old id of a plan item to its new one; each to another. */
  readonly items?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  readonly clocks?: Readonly<Record<string, string>>;
  /** Old plan items whose work ends with the old version. */
  readonly drop?: readonly string[];
  /** New plan items that begin at once where what they wait for has happened already. */
  readonly start?: readonly string[];
}

/** The names of one move, ready to be asked. */
export interface Renaming {
  readonly item: (definition: string) => string;
  readonly field: (name: string) => string;
  readonly clock: (name: string) => string;
  /** The id of an instance, with all stages above it. */
  readonly instance: (id: string) => string;
  /** A timer: of the plan, or of a clock. */
  readonly timer: (timer: string) => string;
}

export function renamingOf({ items = {}, fields = {}, clocks = {} }: MoveNames): Renaming {
  const named = (names: Readonly<Record<string, string>>, name: string): string =>
    Object.hasOwn(names, name) ? (names[name] ?? name) : name;
  const item = (definition: string): string => named(items, definition);
  const clock = (name: string): string => named(clocks, name);
  const instance = (id: string): string =>
    id
      .split('/')
      .map((part) => renamedPart(part, item))
      .join('/');
  return {
    item,
    clock,
    instance,
    field: (name) => named(fields, name),
    timer: (timer) => renamedTimer(timer, { clock, instance }),
  };
}

/** `advice#2` and the like: the definition gets its new name and the repetition stays. */
function renamedPart(part: string, item: (definition: string) => string): string {
  const repetition = repetitionOf(part);
  const definition = item(definitionOf(part));
  return repetition === 1 && !part.includes('#') ? definition : instanceId('case', definition, repetition);
}

const CLOCK_TIMER = /^clock:([^@]+)(@\d+)?$/;

function renamedTimer(timer: string, { clock, instance }: Pick<Renaming, 'clock' | 'instance'>): string {
  const ofClock = CLOCK_TIMER.exec(timer);
  if (ofClock !== null) return `clock:${clock(ofClock[1] ?? '')}${ofClock[2] ?? ''}`;
  return isOfItem(timer) ? instance(timer) : timer;
}

/** Whether a timer has the id of a plan item; those of clocks, entries and reviews say what they are of. */
export function isOfItem(timer: string): boolean {
  return !/[:|]/.test(timer);
}

/** The plan item of a criterion by its id, `check.entry.0`. */
export function itemOfCriterion(id: string): string {
  return id.split('.')[0] ?? '';
}

/** Everything that a state keeps under names, under the new ones. */
export function renamed(parts: MovedParts, { instance, field, clock, timer, item }: Renaming): MovedParts {
  return {
    items: byNewName(parts.items, instance),
    tasks: byNewName(parts.tasks, instance),
    required: byNewName(parts.required, instance),
    left: byNewName(parts.left, instance),
    waiting: byNewName(parts.waiting, (key) => renamedWaiting(key, { instance, item })),
    timers: byNewName(parts.timers, timer),
    clocks: byNewName(parts.clocks, clock),
    data: byNewName(parts.data, field),
    entries: parts.entries,
    doers: byNewName(parts.doers, item),
  };
}

/** `case|check.entry.0`: the stage instance, and the criterion by the id of its item. */
function renamedWaiting(key: string, { instance, item }: Pick<Renaming, 'instance' | 'item'>): string {
  const bar = key.indexOf('|');
  const [definition = '', ...rest] = key.slice(bar + 1).split('.');
  return `${instance(key.slice(0, bar))}|${[item(definition), ...rest].join('.')}`;
}

function byNewName<T>(map: Readonly<Record<string, T>>, name: (old: string) => string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [name(key), value]));
}
