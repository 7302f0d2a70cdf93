// From one state of a case to another one, as changes that an event can carry: for a move to another version and for taking one
// back. What is the same in both is in none of them. It decides nothing.
import type { CaseState, Change } from '../case/case.ts';

/** The parts of a state that a move may change, each a map by name. */
export type MovedParts = Pick<CaseState, 'items' | 'tasks' | 'waiting' | 'required' | 'timers' | 'clocks' | 'data'> & {
  readonly left: NonNullable<CaseState['left']>;
  readonly entries: NonNullable<CaseState['entries']>;
  readonly doers: NonNullable<CaseState['doers']>;
};

export function partsOf(state: CaseState): MovedParts {
  const { items, tasks, waiting, required, timers, clocks, data, left = {}, entries = {}, doers = {} } = state;
  return { items, tasks, waiting, required, timers, clocks, data, left, entries, doers };
}

/** The changes that lead from one state to another; folding them into the first gives the second, the order of names aside. */
export function changesTo(before: MovedParts, after: MovedParts): readonly Change[] {
  return [
    ...each(before.data, after.data, (field, value): Change => ({ field, value })),
    ...gone(before.data, after.data, (key): Change => ({ kept: 'data', key, is: null })),
    ...each(before.items, after.items, (key, is): Change => ({ kept: 'items', key, is })),
    ...gone(before.items, after.items, (key): Change => ({ kept: 'items', key, is: null })),
    ...each(before.tasks, after.tasks, (key, is): Change => ({ kept: 'tasks', key, is })),
    ...gone(before.tasks, after.tasks, (key): Change => ({ kept: 'tasks', key, is: null })),
    ...each(before.required, after.required, (key, is): Change => ({ kept: 'required', key, is })),
    ...gone(before.required, after.required, (key): Change => ({ kept: 'required', key, is: null })),
    ...each(before.left, after.left, (key, is): Change => ({ kept: 'left', key, is })),
    ...gone(before.left, after.left, (key): Change => ({ kept: 'left', key, is: null })),
    ...each(before.waiting, after.waiting, (waiting, parts): Change => ({ waiting, parts })),
    ...gone(before.waiting, after.waiting, (waiting): Change => ({ waiting, parts: [] })),
    ...each(before.timers, after.timers, (timer, due): Change => ({ timer, due })),
    ...gone(before.timers, after.timers, (timer): Change => ({ timer, due: null })),
    ...each(before.clocks, after.clocks, (clock, is): Change => ({ clock, is })),
    ...gone(before.clocks, after.clocks, (key): Change => ({ kept: 'clocks', key, is: null })),
    ...each(before.entries, after.entries, (entry, is): Change => ({ entry, is })),
    ...gone(before.entries, after.entries, (key): Change => ({ kept: 'entries', key, is: null })),
    ...each(before.doers, after.doers, (key, is): Change => ({ kept: 'doers', key, is })),
    ...gone(before.doers, after.doers, (key): Change => ({ kept: 'doers', key, is: null })),
  ];
}

type Named<T> = Readonly<Record<string, T>>;

/** What is new or another one. */
function each<T>(before: Named<T>, after: Named<T>, change: (key: string, value: T) => Change): readonly Change[] {
  return Object.entries(after).flatMap(([key, value]) =>
    Object.hasOwn(before, key) && isSame(before[key], value) ? [] : [change(key, value)],
  );
}

function gone<T>(before: Named<T>, after: Named<T>, change: (key: string) => Change): readonly Change[] {
  return Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [change(key)]));
}

/** Whether two values are the same but for the order of their members. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** A value as text with the members of everything in it in the order of their names. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))))
      : held,
  );
}
