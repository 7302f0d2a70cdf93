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
    ...kept('items', before, after),
    ...kept('tasks', before, after),
    ...kept('required', before, after),
    ...kept('left', before, after),
    ...each(before.waiting, after.waiting, (waiting, parts): Change => ({ waiting, parts })),
    ...gone(before.waiting, after.waiting, (waiting): Change => ({ waiting, parts: [] })),
    ...each(before.timers, after.timers, (timer, due): Change => ({ timer, due })),
    ...gone(before.timers, after.timers, (timer): Change => ({ timer, due: null })),
    ...each(before.clocks, after.clocks, (clock, is): Change => ({ clock, is })),
    ...gone(before.clocks, after.clocks, (key): Change => ({ kept: 'clocks', key, is: null })),
    ...each(before.entries, after.entries, (entry, is): Change => ({ entry, is })),
    ...gone(before.entries, after.entries, (key): Change => ({ kept: 'entries', key, is: null })),
    ...kept('doers', before, after),
  ];
}

/** A part that no other change writes whole. */
function kept(
  part: 'items' | 'tasks' | 'required' | 'left' | 'doers',
  before: MovedParts,
  after: MovedParts,
): readonly Change[] {
  const changed = each<unknown>(before[part], after[part], (key, is) => keptChange(part, key, is));
  return [...changed, ...gone<unknown>(before[part], after[part], (key) => keptChange(part, key, null))];
}

function keptChange(part: string, key: string, is: unknown): Change {
  // The value was taken from the part of that name, or is none; the compiler does not follow that through the union.
  return { kept: part, key, is } as Change;
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
