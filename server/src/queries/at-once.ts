// Values that are mostly at hand and sometimes must be waited for. A promise costs a turn of the event loop and would
// keep a read out of the transaction that it shares with others.

export type AtOnce<T> = T | Promise<T>;

/** What follows from a value, now if it is here now. */
export function following<T, R>(value: AtOnce<T>, use: (value: T) => AtOnce<R>): AtOnce<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** All of some values, now if all are here now. */
export function allOf<T>(values: readonly AtOnce<T>[]): AtOnce<readonly T[]> {
  const here: T[] = [];
  for (const value of values) {
    if (value instanceof Promise) return Promise.all(values);
    here.push(value);
  }
  return here;
}
